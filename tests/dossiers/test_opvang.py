"""How the care runs is written down as it was told: typed hours, ten half-days, leefgroepen of at most eighteen, closings."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dossiers.choices import Opvangtype
from dossiers.forms.opvang import OpvangForm
from dossiers.models import Dossier, Leefgroep, Opvang, Sluiting, Tijdlijnregel
from dossiers.queries import panelen as panelen_contact
from kern.models import Medewerker
from tests.wereld import maak_dossier, maak_organisator

DICHT = ("dicht_0_vanaf", "dicht_0_tot", "dicht_1_vanaf", "dicht_1_tot")


def vandaag() -> date:
    return timezone.localdate()  # asked each time: a run may pass midnight


def velden(dossier: Dossier, **anders: Any) -> dict[str, Any]:
    """Return what a browser sends when nothing but *anders* was typed."""
    form = OpvangForm.voor(dossier, vandaag())
    stand = {veld.html_name: veld.value() for veld in form}
    tekst = {naam: "" if waarde is None else str(waarde) for naam, waarde in stand.items()}
    return tekst | {naam: str(waarde) for naam, waarde in anders.items()}


def adres(dossier: Dossier) -> str:
    return f"{dossier.get_absolute_url()}opvang/"


VOL = {
    "van_0": "07:00", "tot_0": "18:30", "bezetting_0": 14, "bezetting_9": 9, "ingeschreven": 21, "vrije_plaatsen": 2,
    "groep_0_naam": "Berenhol", "groep_0_leeftijd": "baby", "groep_0_kinderen": 9,
    "groep_1_naam": "Vossen", "groep_1_leeftijd": "gemengd", "groep_1_kinderen": 18,
    "dicht_0_vanaf": "2026-12-24", "dicht_0_tot": "2027-01-03", "dicht_0_reden": "kerstverlof",
}  # fmt: skip


def test_an_legt_vast_wat_de_opvang_meldt(client_an: Client, zonnebloem: Dossier) -> None:
    antwoord = client_an.post(adres(zonnebloem), velden(zonnebloem, **VOL))
    assert (antwoord.status_code, antwoord["Location"]) == (302, zonnebloem.get_absolute_url())
    opvang = Opvang.objects.get()
    assert (opvang.open_van[0], opvang.open_tot[0], opvang.open_van[1]) == (time(7), time(18, 30), None)
    assert (opvang.bezetting[0], opvang.bezetting[9], opvang.bezetting[1]) == (14, 9, None)
    assert (opvang.ingeschreven, opvang.vrije_plaatsen, opvang.gemeld_op, opvang.versie) == (21, 2, vandaag(), 1)
    assert list(Leefgroep.objects.values_list("naam", "kinderen", "tot")) == [("Berenhol", 9, None), ("Vossen", 18, None)]
    assert Sluiting.objects.get().tot == date(2027, 1, 3)
    assert Tijdlijnregel.objects.get(soort="dossiers.opvang").titel == "Opvang gemeld, 21 ingeschreven, 2 vrije plaatsen"


def test_wat_niet_meer_genoemd_wordt_eindigt_en_de_rest_blijft(client_an: Client, zonnebloem: Dossier) -> None:
    client_an.post(adres(zonnebloem), velden(zonnebloem, **VOL))
    anders = {"groep_0_naam": "", "groep_1_kinderen": 12, "dicht_0_vanaf": "", "dicht_0_tot": ""}
    assert client_an.post(adres(zonnebloem), velden(zonnebloem, **anders)).status_code == 302
    assert list(Leefgroep.objects.values_list("naam", "kinderen", "tot")) == [("Berenhol", 9, vandaag()), ("Vossen", 12, None)]
    assert not Sluiting.objects.exists()
    assert Opvang.objects.get().open_van[0] == time(7)
    assert Leefgroep.objects.count() == 2


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"van_2": "09:00"}, "Woensdag: vul beide uren in"),
        ({"van_2": "19:00", "tot_2": "07:00"}, "Woensdag: het sluitingsuur ligt voor het openingsuur"),
        ({"groep_0_naam": "Te groot", "groep_0_kinderen": 19}, "18"),
        ({"groep_0_naam": "Leeg"}, "hoeveel kinderen"),
        ({"groep_0_naam": "A", "groep_0_kinderen": 5, "groep_1_naam": "A", "groep_1_kinderen": 6}, "dezelfde naam"),
        ({"bezetting_3": 2001}, "2000"),
        ({"vrije_plaatsen": 19}, "maar 18 vergunde plaatsen"),
        ({"gemeld_op": "2099-01-01"}, "moet nog komen"),
        ({"dicht_0_vanaf": "2026-12-24"}, "eerste en de laatste dag"),
        ({"dicht_0_vanaf": "2026-12-24", "dicht_0_tot": "2026-12-01"}, "De laatste dag ligt voor de eerste dag"),
        (
            {
                "dicht_0_vanaf": "2026-12-01",
                "dicht_0_tot": "2026-12-09",
                "dicht_1_vanaf": "2026-12-05",
                "dicht_1_tot": "2026-12-06",
            },
            "overlapt een andere",
        ),
        ({"dicht_0_vanaf": "0026-12-01", "dicht_0_tot": "0026-12-01"}, "Kijk het jaartal na"),
        ({"van_0": "vroeg"}, "geldig"),
        ({"groep_0_pk": "x"}, "geheel getal"),
    ],
)
def test_fout_bewaart_niets_en_houdt_wat_getypt_is(
    client_an: Client, zonnebloem: Dossier, anders: dict[str, Any], zin: str
) -> None:
    antwoord = client_an.post(adres(zonnebloem), velden(zonnebloem, ingeschreven=33, **anders))
    html = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert zin in html
    assert 'value="33"' in html
    assert [model.objects.count() for model in (Opvang, Leefgroep, Sluiting)] == [0, 0, 0]


def test_gezinsopvang_heeft_geen_groep_van_negen(client_an: Client, an: Medewerker) -> None:
    thuis = maak_dossier("Bij Lies", maak_organisator("Lies", an), type=Opvangtype.GEZIN, plaatsen=8)
    antwoord = client_an.post(adres(thuis), velden(thuis, groep_0_naam="Thuis", groep_0_kinderen=9))
    assert antwoord.status_code == 422
    assert "In gezinsopvang" in antwoord.content.decode()


def test_collega_was_eerst_en_beide_staan_er(client_an: Client, client_carla: Client, zonnebloem: Dossier) -> None:
    getypt = velden(zonnebloem, ingeschreven=11)
    client_carla.post(adres(zonnebloem), velden(zonnebloem, ingeschreven=22, groep_0_naam="Van Carla", groep_0_kinderen=4))
    antwoord = client_an.post(adres(zonnebloem), getypt)
    html = antwoord.content.decode()
    assert antwoord.status_code == 409
    assert "Van Carla" in html
    assert 'value="11"' in html
    assert Opvang.objects.get().ingeschreven == 22
    opnieuw = {**getypt, "versie": antwoord.context["form"]["versie"].value()}
    assert client_an.post(adres(zonnebloem), opnieuw).status_code == 302


def test_een_leefgroep_van_een_andere_locatie_is_niet_te_wijzigen(client_an: Client, zonnebloem: Dossier) -> None:
    maan = maak_dossier("De Maan", zonnebloem.organisator)
    client_an.post(adres(maan), velden(maan, groep_0_naam="Sterren", groep_0_kinderen=8))
    vreemd = Leefgroep.objects.get()
    client_an.post(adres(zonnebloem), velden(zonnebloem, groep_0_pk=vreemd.pk, groep_0_naam="Gekaapt", groep_0_kinderen=2))
    vreemd.refresh_from_db()
    assert (vreemd.naam, vreemd.dossier) == ("Sterren", maan)
    assert Leefgroep.objects.get(naam="Gekaapt").dossier == zonnebloem


def test_de_databank_weigert_negentien_kinderen_ook_zonder_de_actie(zonnebloem: Dossier) -> None:
    with pytest.raises(ValidationError, match="hoogstens 18"):
        Leefgroep(dossier=zonnebloem, naam="Te groot", kinderen=19, vanaf=vandaag()).full_clean()


@pytest.mark.parametrize("aantal", [1, 3])
def test_paneel_vraagt_een_keer(
    client_an: Client, zonnebloem: Dossier, an: Medewerker, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    groepen = {f"groep_{n}_naam": f"Groep {n}" for n in range(aantal)} | {f"groep_{n}_kinderen": 6 for n in range(aantal)}
    client_an.post(adres(zonnebloem), velden(zonnebloem, bezetting_0=19, **groepen))
    dossier = Dossier.objects.met_weg(an).get()
    with django_assert_num_queries(1):
        gezien = panelen_contact.opvang(an, dossier, timezone.now())
    assert ([g.naam for g in gezien["groepen"]], gezien["te_veel"]) == ([f"Groep {n}" for n in range(aantal)], True)


def test_zoals_bekend_toont_de_melding_van_toen(client_an: Client, zonnebloem: Dossier, an: Medewerker) -> None:
    client_an.post(adres(zonnebloem), velden(zonnebloem, **VOL))
    event = Opvang.pgh_event_model.objects.latest("pgh_id")  # type: ignore[attr-defined]
    toen = panelen_contact.opvang_toen(an, zonnebloem, event.pgh_created_at)
    assert (toen["opvang"].ingeschreven, [g.naam for g in toen["groepen"]]) == (21, ["Berenhol", "Vossen"])
    assert panelen_contact.opvang_toen(an, zonnebloem, event.pgh_created_at - timedelta(seconds=1))["opvang"] is None


def test_de_gegevens_tonen_wanneer_het_gemeld_is(client_an: Client, zonnebloem: Dossier) -> None:
    client_an.post(adres(zonnebloem), velden(zonnebloem, **VOL))
    html = client_an.get(f"{zonnebloem.get_absolute_url()}gegevens/").content.decode()
    assert f"Zoals laatst gemeld op {vandaag():%d/%m/%Y}" in html
    assert "07:00 – 18:30" in html
