"""Which location goes on where another one stopped: a chain that never comes back to itself."""

from datetime import date
from functools import partial
from itertools import pairwise
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from dossiers import gebeurtenissen
from dossiers.actions import opvolging
from dossiers.choices import Opvolgingsoort
from dossiers.models import Dossier, Opvolging, Tijdlijnregel
from dossiers.queries import opvolgingen
from kern import controle
from kern.choices import Rol
from kern.logboek import regels_over
from kern.models import Medewerker
from tests.hulp.databank import Databank
from tests.hulp.tegelijk import tegelijk
from tests.mensen import maak
from tests.wereld import maak_dossier, maak_organisator


def koppel(voorganger: Dossier, opvolger: Dossier, door: Medewerker, **meer: Any) -> Opvolging:
    gegevens: dict[str, Any] = {"soort": Opvolgingsoort.OVERNAME, "vanaf": date(2026, 3, 1), "op": timezone.now()} | meer
    return opvolging.koppel(voorganger=voorganger, opvolger=opvolger, door=door, **gegevens)


def locaties(an: Medewerker, aantal: int) -> list[Dossier]:
    organisator = maak_organisator("Maan vzw", an)
    return [maak_dossier(f"De Maan {i}", organisator) for i in range(aantal)]


def test_een_opvolging_staat_bij_beide_in_logboek_en_tijdlijn(an: Medewerker) -> None:
    oud, nieuw = locaties(an, 2)
    koppel(oud, nieuw, an)
    for dossier, titel in ((oud, f"Opgevolgd door {nieuw}"), (nieuw, f"Volgt {oud} op")):
        assert regels_over(dossier).filter(gebeurtenis=gebeurtenissen.OPVOLGING_GEKOPPELD.code).count() == 1
        assert Tijdlijnregel.objects.get(dossier=dossier, soort=opvolging.SOORT).titel == titel


def test_een_kring_wordt_geweigerd_met_de_keten_erin(an: Medewerker) -> None:
    a, b, c = locaties(an, 3)
    koppel(a, b, an)
    koppel(b, c, an)
    with pytest.raises(ValidationError) as fout:
        koppel(c, a, an)
    (zin,) = fout.value.message_dict["voorganger"]
    assert "kring" in zin
    assert zin.index("De Maan 0") < zin.index("De Maan 1") < zin.index("De Maan 2")
    assert Opvolging.objects.count() == 2


def test_een_dossier_volgt_zichzelf_niet_op(an: Medewerker) -> None:
    (a,) = locaties(an, 1)
    with pytest.raises(ValidationError, match="volgt zichzelf niet op"):
        koppel(a, a, an)


def test_twee_keer_dezelfde_koppeling_is_een_zin_en_na_ontkoppelen_kan_ze_weer(an: Medewerker) -> None:
    a, b = locaties(an, 2)
    eerste = koppel(a, b, an)
    with pytest.raises(ValidationError, match="al aan elkaar gekoppeld"):
        koppel(a, b, an)
    opvolging.ontkoppel(opvolging=eerste, reden="Verkeerd nummer getypt", door=an, op=timezone.now())
    assert not Tijdlijnregel.objects.filter(soort=opvolging.SOORT, vervallen_op=None).exists()
    koppel(b, a, an)  # the other way round is no circle any more
    assert opvolgingen.in_een_kring() == 0


def test_twee_die_tegelijk_een_kring_sluiten_een_van_beide_krijgt_te_horen_waarom_niet(eigen_database: Databank) -> None:
    an = maak("an", "An Peeters", Rol.KLANTENBEHEERDER, team="antwerpen")
    a, b, c = locaties(an, 3)
    uitkomsten = tegelijk(partial(koppel, a, b, an), partial(koppel, b, c, an), partial(koppel, c, a, an))
    soorten = sorted(type(uitkomst).__name__ for uitkomst in uitkomsten)
    assert soorten == ["Opvolging", "Opvolging", "ValidationError"]
    assert opvolgingen.in_een_kring() == 0


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(paren=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=12))
def test_wat_er_ook_gekoppeld_wordt_niemand_komt_bij_zichzelf_terug(paren: list[tuple[int, int]], an: Medewerker) -> None:
    punten = locaties(an, 5)
    buren: dict[int, set[int]] = {i: set() for i in range(5)}

    def bereikt(van: int, naar: int) -> bool:
        return van == naar or any(bereikt(tussen, naar) for tussen in buren[van])

    for van, naar in paren:
        mag = not bereikt(naar, van) and naar not in buren[van]
        try:
            koppel(punten[van], punten[naar], an)
        except ValidationError:
            assert not mag, (van, naar)
        else:
            assert mag, (van, naar)
            buren[van].add(naar)
    assert opvolgingen.in_een_kring() == 0


def test_de_controle_vindt_een_kring_die_langs_een_andere_weg_binnenkwam(an: Medewerker) -> None:
    a, b = locaties(an, 2)
    nu = timezone.now()
    Opvolging.objects.bulk_create(
        Opvolging(voorganger=v, opvolger=o, soort="overname", vanaf=date(2026, 1, 1), op=nu) for v, o in ((a, b), (b, a))
    )
    (uitslag,) = controle.voer_uit(["dossiers.opvolging"])
    assert uitslag.fout == 2
    assert len(opvolgingen.keten(a)) == 2


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_hele_keten_is_een_vraag(aantal: int, an: Medewerker, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    punten = locaties(an, aantal + 1)
    for voor, na in pairwise(punten):
        koppel(voor, na, an)
    with django_assert_num_queries(1):
        schakels = opvolgingen.keten(punten[-1])
    assert [s.voorganger.naam for s in schakels] == [d.naam for d in punten[:-1]]


# --- The screen ----------------------------------------------------------------------------------------------------------
def test_an_koppelt_een_voorganger_en_ontkoppelt_hem_weer(client_an: Client, an: Medewerker, zonnebloem: Dossier) -> None:
    (maan,) = locaties(an, 1)
    url = f"{zonnebloem.get_absolute_url()}opvolging/"
    gegevens = {"voorganger": f" {maan.dossiernummer} ", "soort": "verhuis", "vanaf": "2026-03-01"}
    assert client_an.post(url, gegevens).status_code == 302
    html = client_an.get(url).content.decode()
    assert "De Maan 0" in html
    pk = Opvolging.objects.get().pk
    assert client_an.post(f"{url}{pk}/", {"reden": "kort"}).status_code == 422
    assert client_an.post(f"{url}{pk}/", {"reden": "Verkeerd nummer getypt"}).status_code == 302
    assert "Geen voorganger of opvolger bekend" in client_an.get(url).content.decode()


def test_een_kring_op_het_scherm_staat_bij_het_veld(client_an: Client, an: Medewerker, zonnebloem: Dossier) -> None:
    (maan,) = locaties(an, 1)
    koppel(zonnebloem, maan, an)
    gegevens = {"voorganger": maan.dossiernummer, "soort": "verhuis", "vanaf": "2026-03-01"}
    antwoord = client_an.post(f"{zonnebloem.get_absolute_url()}opvolging/", gegevens)
    assert antwoord.status_code == 422
    assert "kring" in antwoord.content.decode()


def test_een_nummer_dat_niet_bestaat_is_een_zin(client_an: Client, zonnebloem: Dossier) -> None:
    gegevens = {"voorganger": "123456789", "soort": "verhuis", "vanaf": "2026-03-01"}
    antwoord = client_an.post(f"{zonnebloem.get_absolute_url()}opvolging/", gegevens)
    assert antwoord.status_code == 422
    assert "Deze locatie kunt u hier niet kiezen. Kies opnieuw." in antwoord.content.decode()
