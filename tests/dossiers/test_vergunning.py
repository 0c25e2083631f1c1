"""Periods of a permit never overlap, and the dossier follows the one of today."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dossiers.actions import vergunning as actions
from dossiers.actions.aandacht import open_aandacht
from dossiers.choices import Opvangtype
from dossiers.models import Aandacht, Dossier, Tijdlijnregel, Vergunning
from dossiers.queries import panelen as panelen_contact
from dossiers.queries.vergunningen import uit_de_pas
from kern import controle
from kern.fouten import AlGewijzigd
from kern.models import Logregel, Medewerker
from kern.tijd import BRUSSEL
from tests.hulp.tegelijk import soorten, tegelijk
from tests.mensen import collega
from tests.wereld import maak_dossier, maak_organisator, vergun, wijzigvelden


def vandaag() -> date:
    return timezone.localdate()  # asked each time: a run may pass midnight


def morgen() -> date:
    return vandaag() + timedelta(days=1)


def gisteren() -> date:
    return vandaag() - timedelta(days=1)


def velden(dossier: Dossier, **anders: Any) -> dict[str, Any]:
    begin = {
        "vanaf": f"{vandaag()}", "tot": "", "stand": "vergund", "type": dossier.type, "plaatsen": 18, "besluitnummer": "",
        "voorwaarden": "", "einde": "", "reden": "", "gezien": actions.gezien_van(dossier),
    }  # fmt: skip
    return begin | anders


def adres(dossier: Dossier) -> str:
    return f"{dossier.get_absolute_url()}vergunning/nieuw/"


def perioden(dossier: Dossier) -> list[tuple[date, date | None, str, int]]:
    return list(Vergunning.objects.filter(dossier=dossier).order_by("vanaf").values_list("vanaf", "tot", "stand", "plaatsen"))


def titels(dossier: Dossier) -> list[str]:
    regels = Tijdlijnregel.objects.filter(dossier=dossier, soort__startswith="dossiers.vergunning", vervallen_op=None)
    return [r.titel for r in regels.order_by("op", "pk")]


def blokkeer(dossier: Dossier) -> None:
    """Something serious is open, as a later app will tell."""
    open_aandacht(dossier=dossier, soort="proef.tekort", verwijzing="1", reden="Ernstig tekort over toezicht", op=timezone.now())
    Aandacht.objects.update(blokkeert_uitbreiding=True)


def test_nieuwe_periode_sluit_de_lopende_en_het_dossier_volgt(client_an: Client, zonnebloem: Dossier, an: Medewerker) -> None:
    vergun(zonnebloem, an)
    antwoord = client_an.post(adres(zonnebloem), velden(zonnebloem, plaatsen=14, besluitnummer="B-7"))
    assert antwoord.status_code == 302
    assert perioden(zonnebloem) == [(date(2020, 1, 1), gisteren(), "vergund", 18), (vandaag(), None, "vergund", 14)]
    zonnebloem.refresh_from_db()
    assert zonnebloem.plaatsen == 14
    assert titels(zonnebloem) == ["Vergunning: 18 plaatsen groepsopvang", "Vergunning: 14 plaatsen groepsopvang"]
    assert Logregel.objects.filter(gebeurtenis="dossiers.vergunning_werkt", onderwerp_id=str(zonnebloem.pk)).count() == 1


def test_schorsing_van_drie_maanden_is_een_formulier(client_an: Client, zonnebloem: Dossier, an: Medewerker) -> None:
    vergun(zonnebloem, an)
    tot = vandaag() + timedelta(days=90)
    client_an.post(adres(zonnebloem), velden(zonnebloem, stand="geschorst", tot=f"{tot}"))
    na = tot + timedelta(days=1)
    assert perioden(zonnebloem) == [
        (date(2020, 1, 1), gisteren(), "vergund", 18),
        (vandaag(), tot, "geschorst", 18),
        (na, None, "vergund", 18),
    ]
    zonnebloem.refresh_from_db()
    assert zonnebloem.status == "geschorst"
    assert titels(zonnebloem)[-1] == "Vergunning geschorst"


def test_de_nacht_na_de_schorsing_is_de_locatie_weer_vergund(zonnebloem: Dossier, an: Medewerker) -> None:
    vergun(zonnebloem, an)
    vergun(zonnebloem, an, f"{vandaag()}", stand="geschorst", tot=morgen())
    daarna = datetime.combine(morgen() + timedelta(days=1), datetime.min.time(), tzinfo=BRUSSEL) + timedelta(minutes=5)
    assert actions.werk_bij(op=timezone.now()) == 0
    assert actions.werk_bij(op=daarna) == 1
    zonnebloem.refresh_from_db()
    assert zonnebloem.status == "vergund"
    regel = Tijdlijnregel.objects.filter(soort="dossiers.vergunning", vervallen_op=None).latest("op")
    assert regel.titel == "Schorsing voorbij: 18 plaatsen groepsopvang"
    assert regel.op == datetime.combine(morgen() + timedelta(days=1), datetime.min.time(), tzinfo=BRUSSEL)
    assert actions.werk_bij(op=daarna) == 0


def test_toekomstige_wijziging_staat_meteen_op_de_tijdlijn_en_op_de_dag_zelf_op_haar_dag(
    zonnebloem: Dossier, an: Medewerker
) -> None:
    vergun(zonnebloem, an)
    nu = timezone.now()
    vergun(zonnebloem, an, f"{morgen()}", plaatsen=12, op=nu)
    zonnebloem.refresh_from_db()
    assert zonnebloem.plaatsen == 18
    assert Tijdlijnregel.objects.get(titel="Vergunning: 12 plaatsen groepsopvang").op == nu
    begin = datetime.combine(morgen(), datetime.min.time(), tzinfo=BRUSSEL)
    actions.werk_bij(op=begin + timedelta(minutes=5))
    zonnebloem.refresh_from_db()
    assert zonnebloem.plaatsen == 12
    geldig = Tijdlijnregel.objects.get(titel="Vergunning: 12 plaatsen groepsopvang", vervallen_op=None)
    assert geldig.op == begin


def test_opheffing_sluit_het_dossier(client_an: Client, zonnebloem: Dossier, an: Medewerker) -> None:
    lopend = vergun(zonnebloem, an)
    adres_een = f"{zonnebloem.get_absolute_url()}vergunning/{lopend.pk}/"
    goed = velden(zonnebloem, vanaf="2020-01-01", tot=f"{gisteren()}", einde="opgeheven", versie=1)
    assert client_an.post(adres_een, goed).status_code == 302
    zonnebloem.refresh_from_db()
    assert zonnebloem.status == "opgeheven"
    assert titels(zonnebloem)[-1] == "Vergunning opgeheven"


def test_overlap_zegt_met_welke_periode(client_an: Client, zonnebloem: Dossier, an: Medewerker) -> None:
    vergun(zonnebloem, an, "2020-01-01", tot=date(2020, 12, 31))
    antwoord = client_an.post(
        adres(zonnebloem), velden(zonnebloem, vanaf="2020-06-01", tot="2021-06-30", voorwaarden="Hek sluiten")
    )
    html = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert "overlappen de vergunning van 01/01/2020 tot en met 31/12/2020" in html
    assert "Hek sluiten" in html
    assert Vergunning.objects.count() == 1


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"vanaf": "2026-03-02", "tot": "2026-03-01"}, "De laatste dag ligt voor de eerste dag"),
        ({"type": Opvangtype.GEZIN, "plaatsen": 9}, "Gezinsopvang heeft hoogstens 8 plaatsen"),
        ({"plaatsen": 0}, "minstens 1"),
        ({"plaatsen": 40000}, "32767"),
        ({"einde": "gestopt"}, "op welke dag"),
        ({"vanaf": "0026-01-01"}, "Kijk het jaartal na"),
        ({"vanaf": ""}, "verplicht"),
    ],
)
def test_fout_in_een_periode_staat_bij_het_formulier(
    client_an: Client, zonnebloem: Dossier, anders: dict[str, Any], zin: str
) -> None:
    antwoord = client_an.post(adres(zonnebloem), velden(zonnebloem, **anders))
    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert not Vergunning.objects.exists()


def test_minder_plaatsen_dan_er_gesubsidieerd_zijn_gaat_niet_en_niets_is_bewaard(client_an: Client, an: Medewerker) -> None:
    dossier = maak_dossier("De Maan", maak_organisator("Maan vzw", an), plaatsen=18, plaatsen_gesubsidieerd=14)
    antwoord = client_an.post(adres(dossier), velden(dossier, plaatsen=9))
    assert antwoord.status_code == 422
    assert "niet meer gesubsidieerde plaatsen" in antwoord.content.decode()
    assert not Vergunning.objects.exists()


def test_collega_was_eerst_en_beide_staan_er(client_an: Client, zonnebloem: Dossier, carla: Medewerker, an: Medewerker) -> None:
    vergun(zonnebloem, an)
    getypt = velden(zonnebloem, plaatsen=12)
    vergun(zonnebloem, carla, f"{gisteren()}", plaatsen=16)
    antwoord = client_an.post(adres(zonnebloem), getypt)
    assert antwoord.status_code == 409
    html = antwoord.content.decode()
    assert "Een collega was u voor" in html
    assert 'value="12"' in html
    assert len(perioden(zonnebloem)) == 2
    opnieuw = {**getypt, "gezien": antwoord.context["form"]["gezien"].value()}
    assert client_an.post(adres(zonnebloem), opnieuw).status_code == 302


def test_wijzigen_op_een_oude_versie_geeft_409(client_an: Client, zonnebloem: Dossier, an: Medewerker) -> None:
    lopend = vergun(zonnebloem, an)
    adres_een = f"{zonnebloem.get_absolute_url()}vergunning/{lopend.pk}/"
    goed = velden(zonnebloem, vanaf="2020-01-01", plaatsen=16, versie=1)
    assert client_an.post(adres_een, goed).status_code == 302
    antwoord = client_an.post(adres_een, goed | {"plaatsen": 15})
    assert antwoord.status_code == 409
    assert antwoord.context["form"]["versie"].value() == 2


def test_plaatsen_stijgen_niet_zolang_iets_ernstigs_open_staat(
    client_an: Client, client_carla: Client, zonnebloem: Dossier, an: Medewerker
) -> None:
    vergun(zonnebloem, an)
    blokkeer(zonnebloem)
    meer = velden(zonnebloem, plaatsen=24, reden="Ze vragen het al lang.")
    antwoord = client_an.post(adres(zonnebloem), meer)
    assert antwoord.status_code == 422
    html = antwoord.content.decode()
    assert "Ernstig tekort over toezicht" in html
    assert "Alleen de teamcoördinator" in html
    assert client_carla.post(adres(zonnebloem), meer | {"reden": ""}).status_code == 422
    assert client_carla.post(adres(zonnebloem), meer).status_code == 302
    zonnebloem.refresh_from_db()
    assert zonnebloem.plaatsen == 24
    assert client_an.post(adres(zonnebloem), velden(zonnebloem, vanaf=f"{morgen()}", plaatsen=20)).status_code == 302


def test_plaatsen_van_een_dossier_met_vergunning_wijzigen_niet_buiten_de_vergunning_om(
    client_an: Client, zonnebloem: Dossier, an: Medewerker
) -> None:
    vergun(zonnebloem, an)
    wijzig = f"{zonnebloem.get_absolute_url()}wijzigen/"
    dossier = Dossier.objects.get()
    antwoord = client_an.post(wijzig, wijzigvelden(dossier, telefoon="0470 11 22 33", plaatsen=12))
    assert antwoord.status_code == 422
    assert "De plaatsen volgen uit de vergunning" in antwoord.content.decode()
    assert client_an.post(wijzig, wijzigvelden(dossier, telefoon="0470 11 22 33", plaatsen=18)).status_code == 302


def test_controleer_ziet_een_kopie_die_niet_klopt(zonnebloem: Dossier, an: Medewerker) -> None:
    maak_dossier("Zonder vergunning", zonnebloem.organisator, plaatsen=None)
    vergun(zonnebloem, an)
    (goed,) = controle.voer_uit(["dossiers.vergunning"])
    assert goed.fout == 0
    for fout in ({"plaatsen": 17}, {"plaatsen": None}, {"status": "geschorst"}):
        Dossier.objects.filter(pk=zonnebloem.pk).update(**{"plaatsen": 18, "status": "vergund", **fout})
        assert list(uit_de_pas(vandaag())) == [zonnebloem], fout


def test_alleen_een_periode_die_nog_komt_is_een_aanvraag(zonnebloem: Dossier, an: Medewerker) -> None:
    vergun(zonnebloem, an, f"{morgen()}")
    zonnebloem.refresh_from_db()
    assert zonnebloem.status == "aanvraag"


def test_omgekeerde_dagen_zijn_een_zin_en_geen_fout_van_de_databank(zonnebloem: Dossier, an: Medewerker) -> None:
    with pytest.raises(ValidationError, match="De laatste dag ligt voor de eerste dag"):
        vergun(zonnebloem, an, "2026-03-02", tot=date(2026, 3, 1))


def test_de_databank_weigert_overlap_ook_zonder_de_actie(zonnebloem: Dossier, an: Medewerker) -> None:
    vergun(zonnebloem, an)
    dubbel = Vergunning(dossier=zonnebloem, vanaf=date(2021, 1, 1), type="groep", plaatsen=10)
    with pytest.raises(ValidationError, match="al een andere vergunning"):
        dubbel.full_clean()


@pytest.mark.parametrize("aantal", [1, 3])
def test_paneel_vraagt_een_keer(
    zonnebloem: Dossier, an: Medewerker, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for jaar in range(aantal):
        vergun(zonnebloem, an, f"{2020 + jaar}-01-01")
    dossier = Dossier.objects.met_weg(an).get()
    with django_assert_num_queries(1):
        gezien = panelen_contact.vergunning(an, dossier, timezone.now())
    assert (len(gezien["perioden"]), gezien["mag_wijzigen"]) == (aantal, True)


def test_zoals_bekend_toont_de_periode_van_toen(zonnebloem: Dossier, an: Medewerker) -> None:
    vergun(zonnebloem, an)
    toen = Vergunning.pgh_event_model.objects.latest("pgh_id").pgh_created_at  # type: ignore[attr-defined]
    assert [v.plaatsen for v in panelen_contact.vergunning_toen(an, zonnebloem, toen)["perioden"]] == [18]
    assert panelen_contact.vergunning_toen(an, zonnebloem, toen - timedelta(seconds=1))["perioden"] == []


def test_twee_collegas_die_tegelijk_een_periode_vastleggen_maken_er_een(eigen_database: None) -> None:
    an = collega("An", team="antwerpen")
    dossier = maak_dossier("De Zonnebloem", maak_organisator("Zonnebloem vzw", an))

    def leg_vast(plaatsen: int) -> Vergunning:
        periode = actions.Periode(vanaf=vandaag(), tot=None, stand="vergund", type="groep", plaatsen=plaatsen)
        return actions.leg_periode_vast(dossier=dossier, periode=periode, gezien="", door=an, op=timezone.now())

    assert soorten(tegelijk(lambda: leg_vast(12), lambda: leg_vast(14))) == ["AlGewijzigd", "Vergunning"]
    assert AlGewijzigd.status == 409
    assert Vergunning.objects.count() == 1
