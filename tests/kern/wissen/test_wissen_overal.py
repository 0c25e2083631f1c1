"""Everywhere, also at the same moment as somebody else, and again after an older copy was put back; nothing forgotten."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections, models
from psycopg import sql

from kern import wisregister, wissen
from kern.actions.uitnodigingen import beantwoord_met_link
from kern.actions.wissen import bevestig_wissen
from kern.choices import Rol, Wisstatus
from kern.models import Medewerker, Wisverzoek
from tests.hulp import servers
from tests.hulp.databank import Databank, wijs_django_naar
from tests.hulp.tegelijk import soorten, tegelijk
from tests.kern.wissen.wereld import ADRES, MERK, Wereld, vindplaatsen
from tests.mensen import collega

# --- Everywhere, and again after a restore ------------------------------------------------------------------------


@pytest.fixture
def oude_kopie(eigen_database: Databank) -> Iterator[Databank]:
    """Give the name of a database in which the test may put a copy; dropped afterwards."""
    kopie = Databank(f"{eigen_database.naam}_kopie")
    yield kopie
    wijs_django_naar(eigen_database.url)
    servers.gooi_weg(kopie.naam)


def _kopieer(van: Databank, naar: Databank) -> None:
    connections.close_all()
    with servers.beheer() as verbinding:
        verbinding.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER opgroeien_eigenaar").format(
                sql.Identifier(naar.naam), sql.Identifier(van.naam)
            )
        )
        verbinding.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO opgroeien_app").format(sql.Identifier(naar.naam)))


def test_gewist_is_overal_weg_en_blijft_weg_na_het_terugzetten_van_een_oude_kopie(
    eigen_database: Databank, oude_kopie: Databank, register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wereld = Wereld()
    namen = (MERK, ADRES)
    voor = vindplaatsen(eigen_database.url_beheer, *namen)
    assert {
        "kern_uitnodiging.buiten_naam", "kern_uitnodiging.vraag", "kern_uitnodiging.antwoord", "kern_outboxregel.aan",
        "kern_outboxregel.tekst", "kern_outboxbijlage.naam", "kern_outboxinhoud.inhoud", "kern_pdfdocument.titel",
        "kern_logtekst.tekst",
    } <= voor  # fmt: skip
    _kopieer(eigen_database, oude_kopie)

    verzoek = wereld.wis()
    assert vindplaatsen(eigen_database.url_beheer, *namen) == set()
    assert MERK.casefold() not in register.read_text().casefold()
    assert verzoek.bewijs["kern_uitnodiging"] == 3
    assert verzoek.bewijs["kern_pdfdocument"] == 1

    wijs_django_naar(oude_kopie.url)  # the older copy is put back: everything stands there again
    assert vindplaatsen(oude_kopie.url_beheer, *namen) == voor
    call_command("herhaal_wissen")
    assert vindplaatsen(oude_kopie.url_beheer, *namen) == set()
    terug = Wisverzoek.objects.get(pk=verzoek.pk)
    assert (terug.status, terug.bewijs, terug.kenmerk) == (Wisstatus.UITGEVOERD, verzoek.bewijs, verzoek.kenmerk)
    capsys.readouterr()
    call_command("herhaal_wissen")
    assert "0 rijen gewist" in capsys.readouterr().out
    call_command("controleer_logboek")


# --- Races --------------------------------------------------------------------------------------------------------


def test_twee_die_tegelijk_bevestigen_een_wist(eigen_database: Databank, register: Path) -> None:
    wereld = Wereld()
    verzoek, koen = wereld.verzoek(), collega("Koen", Rol.DPO, team=None)

    def bevestig(door: Medewerker) -> Wisverzoek:
        return bevestig_wissen(verzoek=Wisverzoek.objects.get(pk=verzoek.pk), door=door, op=wereld.nu)

    assert soorten(tegelijk(lambda: bevestig(wereld.dina), lambda: bevestig(koen))) == ["AlGewijzigd", "Wisverzoek"]
    assert len(list(wisregister.lees())) == 1


def test_antwoord_tijdens_het_wissen_laat_niets_achter(eigen_database: Databank) -> None:
    wereld = Wereld()
    verzoek, link = wereld.verzoek(), wereld.vraag.link
    assert link is not None
    uitkomsten = tegelijk(
        lambda: bevestig_wissen(verzoek=verzoek, door=wereld.dina, op=wereld.nu),
        lambda: beantwoord_met_link(link=link, antwoord=f"laat antwoord van {MERK}", op=wereld.nu),
    )
    assert "Wisverzoek" in soorten(uitkomsten)
    assert vindplaatsen(eigen_database.url_beheer, MERK, ADRES) == set()


# --- Nothing forgotten --------------------------------------------------------------------------------------------

_TEKST = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.BinaryField,
    models.FileField,
    models.GenericIPAddressField,
)


def _tekstvelden() -> Iterator[tuple[type[models.Model], str]]:
    from django.apps import apps
    from django.contrib.postgres.fields import ArrayField

    for model in apps.get_models():
        if not model._meta.managed or model._meta.proxy:
            continue
        for veld in model._meta.concrete_fields:
            if isinstance(veld, (*_TEKST, ArrayField)) and not veld.choices:
                yield model, veld.name


def test_van_elk_tekstveld_is_gezegd_hoe_het_gewist_wordt_of_waarom_niet() -> None:
    bekend = wissen.gedekt() | set(wissen.blijvers())
    vergeten = sorted(f"{model._meta.label}.{veld}" for model, veld in _tekstvelden() if (model, veld) not in bekend)
    assert vergeten == [], "registreer een Wisser, of zeg met kern.wissen.blijft waarom niet"


def test_wat_gewist_wordt_bestaat_en_blijft_niet_ook_staan() -> None:
    assert not wissen.gedekt() & set(wissen.blijvers())
    for model, veld in wissen.gedekt():
        assert model._meta.get_field(veld)
    assert all(reden.strip() for reden in wissen.blijvers().values())
