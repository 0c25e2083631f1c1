"""The folder of a visit: what one must know, ticked on the spot, the skeleton of the report."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from dossiers.actions import bezoekmap
from dossiers.choices import Bezoekgroep
from dossiers.models import Afspraak, Bezoekpunt, Dossier, Verslag
from dossiers.queries.bezoekmap import lees
from dossiers.queries.verslagen import geldende_sjablonen
from kern import wissen
from kern.fouten import AlGewijzigd
from kern.models import Medewerker
from tests.dossiers.test_afspraak import geheim, gisteren, rond_af
from tests.wereld import noteer_contact, vergun, vraag_inspectie

JSON = {"Accept": "application/json"}


@pytest.fixture
def bezoek(zonnebloem: Dossier, an: Medewerker) -> Afspraak:
    return gisteren(zonnebloem, an, aangekondigd=False, mensen=())


def punten(afspraak: Afspraak, dossier: Dossier) -> dict[str, list[str]]:
    return {str(deel.groep): [punt.tekst for punt in deel.punten] for deel in lees(afspraak, [dossier], timezone.now())}


def vink(afspraak: Afspraak, door: Medewerker, **anders: Any) -> Bezoekpunt:
    velden: dict[str, Any] = {
        "sleutel": "plaatsen:1", "groep": str(Bezoekgroep.BEKIJKEN), "tekst": "Tel de kinderen.", "klaar": True, "nota": "",
        "versie": 0,
    }  # fmt: skip
    return bezoekmap.vink(afspraak=afspraak, door=door, op=timezone.now(), **velden | anders)


def test_de_map_zegt_wat_nieuw_is_en_wat_te_bekijken(zonnebloem: Dossier, an: Medewerker, bezoek: Afspraak) -> None:
    nu = timezone.now()
    noteer_contact(zonnebloem, an, "Oud.", op=nu - timedelta(days=300))
    noteer_contact(zonnebloem, an, op=nu - timedelta(days=200), soort="bezoek", richting="")
    noteer_contact(zonnebloem, an, "Nieuw.", op=nu - timedelta(days=10))
    vraag_inspectie(zonnebloem, an)
    vergun(zonnebloem, an)
    gevonden = punten(bezoek, zonnebloem)
    assert len(gevonden["nieuw"]) == 1 or all("300" not in tekst for tekst in gevonden["nieuw"])
    assert any(tekst.startswith("Gevraagd aan Zorginspectie") for tekst in gevonden["bekijken"])
    assert any("vergunde plaatsen" in tekst for tekst in gevonden["bekijken"])


def test_een_vinkje_dat_twee_keer_aankomt_is_een_vinkje(an: Medewerker, bezoek: Afspraak) -> None:
    assert vink(bezoek, an) == vink(bezoek, an)
    assert Bezoekpunt.objects.get().versie == 1


def test_twee_op_hetzelfde_punt_overschrijven_elkaar_niet(an: Medewerker, dirk: Medewerker, bezoek: Afspraak) -> None:
    vink(bezoek, an, nota="18 kinderen")
    with pytest.raises(AlGewijzigd):
        vink(bezoek, dirk, nota="19 kinderen")
    assert vink(bezoek, dirk, nota="18 of 19 kinderen", versie=1).versie == 2


def test_wat_aangevinkt_is_staat_in_het_verslag_onder_de_juiste_kop(an: Medewerker, bezoek: Afspraak) -> None:
    vink(bezoek, an, nota="18 kinderen, <3 begeleiders>")
    vink(bezoek, an, sleutel="belofte:1", groep=str(Bezoekgroep.BELOFTEN), tekst="Zij beloofden een hek.", nota="Staat er.")
    vink(bezoek, an, sleutel="eigen:1", groep=str(Bezoekgroep.EIGEN), tekst="Niet nagegaan.", klaar=False)
    rond_af(bezoek, an, sjabloon=geldende_sjablonen().get(soort="bezoek"))
    delen = {deel.sleutel: deel.tekst for deel in Verslag.objects.get().delen.all()}
    assert delen["gezien"] == "<p>Tel de kinderen.<br>18 kinderen, &lt;3 begeleiders&gt;</p>"
    assert "Staat er." in delen["vorige"]
    assert "Niet nagegaan" not in str(delen)


def test_op_de_bladzijde_met_en_zonder_javascript(client_an: Client, bezoek: Afspraak) -> None:
    adres = f"{bezoek.get_absolute_url()}bezoekmap/"
    assert "Tel de kinderen." in client_an.get(adres).content.decode()
    velden = {"sleutel": "plaatsen:1", "groep": "bekijken", "tekst": "Tel", "klaar": "on", "nota": "18", "versie": "0"}
    assert client_an.post(f"{adres}punt/", velden).status_code == 302
    antwoord = client_an.post(f"{adres}punt/", velden | {"nota": "19", "versie": "1"}, headers=JSON)
    assert antwoord.json() == {"versie": 2, "klaar": True, "nota": "19"}
    botst = client_an.post(f"{adres}punt/", velden | {"nota": "20"}, headers=JSON)
    assert (botst.status_code, botst.json()["nota"]) == (409, "19")
    gewoon = client_an.post(f"{adres}punt/", velden | {"nota": "Twintig kinderen"})
    assert gewoon.status_code == 409
    assert "Twintig kinderen" in gewoon.content.decode()
    assert client_an.post(f"{adres}punt/", velden | {"nota": "x" * 4001}, headers=JSON).status_code == 422
    assert client_an.post(f"{adres}punt/", velden | {"sleutel": "<b>"}).status_code == 422
    eigen = {"eigen": str(uuid4()), "tekst": "Kijk naar de trap"}
    assert client_an.post(f"{adres}punt/", eigen).status_code == 302
    assert client_an.post(f"{adres}punt/", eigen).status_code == 302
    assert client_an.get(adres).content.decode().count('value="Kijk naar de trap"') == 1


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_map_kost_evenveel_vragen(zonnebloem: Dossier, an: Medewerker, aantal: int, django_assert_num_queries: Any) -> None:
    afspraak = geheim(zonnebloem, an)
    for nr in range(aantal):
        noteer_contact(zonnebloem, an, f"Gesprek {nr}")
        vink(afspraak, an, sleutel=f"eigen:{nr}")
    with django_assert_num_queries(9):
        lees(afspraak, [zonnebloem], timezone.now())


def test_gewist_is_ook_wat_ter_plaatse_genoteerd_werd(an: Medewerker, bezoek: Afspraak) -> None:
    vink(bezoek, an, nota="Rita Verzonnen was er")
    assert wissen.wisbaar_van("dossiers.afspraak").zoek("Verzonnen")
    wissen.wis(wissen.Onderwerp("dossiers.afspraak", str(bezoek.pk)), timezone.now())
    assert "Verzonnen" not in str(list(Bezoekpunt.objects.values()))
