"""Erasing a request or a hand-over takes what colleagues wrote about people, everywhere; what was asked and who has it stays."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from dossiers.actions import aanvragen, toewijzen
from dossiers.choices import Aanvraagsoort, Adviessoort
from dossiers.models import Aanvraag, Dossier, Overdracht
from kern.actions.wissen import bevestig_wissen, vraag_wissen
from kern.choices import Rechtsgrond, Rol
from kern.models import Medewerker, Wisverzoek
from kern.queries.wissen import treffers
from tests.hulp.databank import Databank
from tests.kern.wissen.wereld import vindplaatsen
from tests.mensen import collega
from tests.wereld import maak_dossier, maak_organisator, vergun

MERK = "Zwanelief"


@pytest.fixture(autouse=True)
def _register(tmp_path: Path, settings: Any) -> None:
    settings.WISREGISTER = str(tmp_path / "wisregister.jsonl")


def wis(soort: str, sleutel: object, carla: Medewerker, ivo: Medewerker) -> Wisverzoek:
    """Find it by the name, ask and confirm."""
    assert [(s.soort, k) for s, k, _ in treffers(MERK.lower())] == [(soort, str(sleutel))]
    nu = timezone.now()
    verzoek = vraag_wissen(
        onderwerp_soort=soort,
        onderwerp_id=str(sleutel),
        rechtsgrond=Rechtsgrond.VERZOEK,
        reden=f"{MERK} vraagt het.",
        door=carla,
        op=nu,
    )
    return bevestig_wissen(verzoek=verzoek, door=ivo, op=nu)


def aanvaarde_uitbreiding(dossier: Dossier, een: Medewerker, ander: Medewerker, carla: Medewerker) -> Aanvraag:
    """A request whose every text speaks of the person, up to the decision."""
    nu = timezone.now()
    aanvraag = aanvragen.dien_in(
        soort=Aanvraagsoort.UITBREIDING,
        organisator=dossier.organisator,
        team=dossier.team,
        dossier=dossier,
        plaatsen=27,
        gewenst_vanaf=timezone.localdate(),
        toelichting=f"Vraag van {MERK}.",
        door=een,
        op=nu,
    )
    Aanvraag.objects.filter(pk=aanvraag.pk).update(gevonden=[])
    aanvragen.ga_antecedenten_na(aanvraag=aanvraag, antecedenten=f"{MERK} werkte elders.", door=een, op=nu)
    Aanvraag.objects.filter(pk=aanvraag.pk).update(gevonden=[f"Lijkt op de opvang van {MERK}."])
    aanvragen.geef_advies(aanvraag=aanvraag, advies=Adviessoort.GUNSTIG, advies_tekst=f"{MERK} is geschikt.", door=een, op=nu)
    aanvragen.lees_na(aanvraag=aanvraag, nalezing=f"Eens over {MERK}.", door=ander, op=nu)
    return aanvragen.aanvaard(aanvraag=aanvraag, beslissing=f"Op vraag van {MERK}.", door=carla, op=nu)


def test_een_gewiste_aanvraag_noemt_niemand_meer(eigen_database: Databank) -> None:
    carla, ivo = collega("Carla", Rol.COORDINATOR, team="antwerpen"), collega("Ivo", Rol.DPO, team=None)
    an, dirk = collega("An", team="antwerpen"), collega("Dirk", team="antwerpen")
    zon = maak_dossier("De Zon", maak_organisator("Zon vzw", an))
    vergun(zon, an)
    aanvraag = aanvaarde_uitbreiding(zon, an, dirk, carla)
    # In the request alone: what is copied elsewhere cannot be erased with it.
    assert vindplaatsen(eigen_database.url_beheer, MERK) == {
        f"dossiers_aanvraag.{veld}"
        for veld in ("toelichting", "antecedenten", "advies_tekst", "nalezing", "beslissing", "gevonden")
    }
    verzoek = wis("dossiers.aanvraag", aanvraag.pk, carla, ivo)

    assert vindplaatsen(eigen_database.url_beheer, MERK) == set()
    assert verzoek.bewijs["dossiers_aanvraag"] == 1
    over = Aanvraag.objects.get(pk=aanvraag.pk)
    assert (over.status, over.plaatsen, over.advies, over.advies_door) == ("aanvaard", 27, "gunstig", an)
    assert treffers(MERK) == []
    call_command("controleer_logboek")  # leaves with code 1 when the chain does not hold
    call_command("controleer", "dossiers.werk_aanvraag")


def test_een_gewiste_overdracht_noemt_niemand_meer(eigen_database: Databank) -> None:
    carla, ivo = collega("Carla", Rol.COORDINATOR, team="antwerpen"), collega("Ivo", Rol.DPO, team=None)
    an, dirk = collega("An", team="antwerpen"), collega("Dirk", team="antwerpen")
    zon_vzw = maak_organisator("Zon vzw", an)
    zon, blijft = maak_dossier("De Zon", zon_vzw), maak_dossier("De Maan", zon_vzw)
    uitkomst = toewijzen.draag_over(
        rijen=[toewijzen.Gevraagd(zon.pk, an.pk, f"Bel {MERK} eerst.")],
        naar=dirk,
        nota=f"Let op {MERK}.",
        door=an,
        op=timezone.now(),
    )
    overdracht = uitkomst.overdracht
    assert overdracht
    assert vindplaatsen(eigen_database.url_beheer, MERK) == {"dossiers_overdracht.nota", "dossiers_overdrachtsregel.nota"}
    verzoek = wis("dossiers.overdracht", overdracht.pk, carla, ivo)

    assert vindplaatsen(eigen_database.url_beheer, MERK) == set()
    assert (verzoek.bewijs["dossiers_overdracht"], verzoek.bewijs["dossiers_overdrachtsregel"]) == (1, 1)
    assert Overdracht.objects.get().naar == dirk
    zon.refresh_from_db()
    blijft.refresh_from_db()
    assert (zon.klantenbeheerder, blijft.klantenbeheerder) == (dirk, an)
    assert zon.afwijking_reden.startswith("Overgedragen op ")
    call_command("controleer_logboek")
    call_command("controleer", "dossiers.klantenbeheerder")
