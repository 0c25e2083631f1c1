"""The agency says what a report is made of: by versions, with a look first, and never under a report that was begun."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from dossiers.actions.verslagsjablonen import maak_versie
from dossiers.models import Dossier, Verslagsjabloon
from dossiers.verslagsjablonen import Sjabloondeel
from kern.fouten import AlGewijzigd
from kern.models import Medewerker
from tests.wereld import begin_verslag

ADRES = "/verslagen/sjablonen/telefoon/"


def deel(kop: str, sleutel: str = "", **anders: Any) -> Sjabloondeel:
    uit: Any = {"sleutel": sleutel, "kop": kop, "vragen": [], "verplicht": False} | anders
    return uit  # type: ignore[no-any-return]


def nieuw(door: Medewerker, *delen: Sjabloondeel, na: int = 1, soort: str = "bezoek", **anders: Any) -> Verslagsjabloon:
    vast: dict[str, Any] = {"nalezen": True, "vast_na_uren": None} | anders
    return maak_versie(soort=soort, na_versie=na, delen=delen, door=door, op=timezone.now(), **vast)


def test_een_nieuwe_versie_geldt_voor_wat_daarna_begint_en_een_begonnen_verslag_houdt_de_zijne(
    zonnebloem: Dossier, carla: Medewerker
) -> None:
    begonnen = begin_verslag(zonnebloem, carla)
    versie = nieuw(carla, deel("Aanleiding", "aanleiding"), deel("Wat de ouders zeggen", verplicht=True))
    assert [d["sleutel"] for d in versie.delen] == ["aanleiding", "wat-de-ouders-zeggen"]
    assert begonnen.delen.count() == 7
    daarna = begin_verslag(zonnebloem, carla, sjabloon=versie)
    assert [d.kop for d in daarna.delen.all()] == ["Aanleiding", "Wat de ouders zeggen"]


def test_twee_koppen_met_dezelfde_woorden_krijgen_elk_een_sleutel(carla: Medewerker) -> None:
    versie = nieuw(carla, deel("Besluit"), deel("Besluit"), deel("漢"))
    assert [d["sleutel"] for d in versie.delen] == ["besluit", "besluit-2", "deel"]


def test_zonder_kop_of_op_twee_manieren_vast_kan_niet(carla: Medewerker) -> None:
    with pytest.raises(ValidationError, match="minstens één kop"):
        nieuw(carla)
    with pytest.raises(ValidationError, match="niet vanzelf vastgesteld"):
        nieuw(carla, deel("Besluit"), vast_na_uren=24)


def test_wie_hetzelfde_bewaart_maakt_geen_versie_en_wie_te_laat_is_overschrijft_niets(carla: Medewerker) -> None:
    een = nieuw(carla, deel("Besluit", "besluit"))
    assert nieuw(carla, deel("Besluit", "besluit"), na=2) == een
    with pytest.raises(AlGewijzigd):
        nieuw(carla, deel("Iets anders"))
    assert Verslagsjabloon.objects.filter(soort="bezoek").count() == 2


# --- The screen --------------------------------------------------------------------------------------------------------------


def velden(*koppen: str, versie: int = 1, **anders: str) -> dict[str, str]:
    uit = {"versie": str(versie), "vast_na_uren": "24", "form-TOTAL_FORMS": str(len(koppen)), "form-INITIAL_FORMS": "0"}
    for nummer, kop in enumerate(koppen):
        uit |= {
            f"form-{nummer}-kop": kop,
            f"form-{nummer}-plaats": str(len(koppen) - nummer),
            f"form-{nummer}-vragen": "Wie?\n\nWat?",
        }
    return uit | anders


def test_carla_kijkt_eerst_en_bewaart_dan_een_versie_in_haar_volgorde(client_carla: Client) -> None:
    assert "Wie belde, en waarover?" in client_carla.get(ADRES).content.decode()
    kijk = client_carla.post(ADRES, velden("Tweede", "Eerste", voorbeeld="ja"))
    assert "Dit is nog niet bewaard." in kijk.content.decode()
    assert Verslagsjabloon.objects.filter(soort="telefoon").count() == 1
    assert client_carla.post(ADRES, velden("Tweede", "Eerste", "")).status_code == 302
    versie = Verslagsjabloon.objects.get(soort="telefoon", versie=2)
    assert [(d["kop"], d["vragen"]) for d in versie.delen] == [("Eerste", ["Wie?", "Wat?"]), ("Tweede", ["Wie?", "Wat?"])]
    assert "versie 2" in client_carla.get("/verslagen/sjablonen/").content.decode()


def test_twee_tegelijk_de_tweede_ziet_beide_en_wat_ze_invulde_staat_er_nog(client_carla: Client, carla: Medewerker) -> None:
    nieuw(carla, deel("Van een collega"), soort="telefoon", nalezen=False)
    antwoord = client_carla.post(ADRES, velden("Van mij"))
    blad = antwoord.content.decode()
    assert antwoord.status_code == 409
    assert "Van een collega" in blad
    assert 'value="Van mij"' in blad
    assert client_carla.post(ADRES, velden("Van mij", versie=2)).status_code == 302


def test_een_fout_staat_bij_haar_veld(client_carla: Client) -> None:
    antwoord = client_carla.post(ADRES, velden("Besluit", nalezen="on"))
    assert (antwoord.status_code, "niet vanzelf vastgesteld" in antwoord.content.decode()) == (422, True)
    antwoord = client_carla.post(ADRES, velden("", ""))
    assert (antwoord.status_code, "minstens één kop" in antwoord.content.decode()) == (422, True)


def test_een_klantenbeheerder_wijzigt_ze_niet_en_een_soort_die_er_niet_is_bestaat_niet(
    client_an: Client, client_carla: Client
) -> None:
    assert client_an.get("/verslagen/sjablonen/").status_code == 403
    assert client_an.post(ADRES, velden("x")).status_code == 403
    assert client_carla.get("/verslagen/sjablonen/onbestaand/").status_code == 404
