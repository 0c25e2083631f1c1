"""The start and the end of a day: what one finds in the morning, and what one leaves behind."""

from datetime import date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dossiers.models import Dossier, Tijdlijnregel
from dossiers.queries import dagbegin
from kern import gebeurtenissen, logboek, werksoorten
from kern.actions import dageinde, eigen_werk, taken, werk
from kern.choices import Rol
from kern.fouten import AlAndersBewaard
from kern.models import Dagorde, Logregel, Medewerker, Nachtnota, OutboxRegel, Taak, Werkregel
from kern.queries.werk import voorraad
from kern.tijd import BRUSSEL
from kern.werk import Publiek, Werkgroep
from tests.mensen import Inloggen, maak, vervang
from tests.wereld import maak_dossier

VRIJDAG = datetime(2026, 3, 6, 16, 30, tzinfo=BRUSSEL)


def geef(door: Medewerker, titel: str = "Bel terug", *, op: datetime | None = None, **meer: Any) -> Taak:
    buiten = {naam: meer.pop(naam) for naam in ("over", "voor") if naam in meer}
    inhoud = taken.Inhoud(titel=titel, **meer)
    return taken.geef(sleutel=uuid4(), inhoud=inhoud, door=door, op=op or timezone.now(), **buiten)


def rij(taak: Taak) -> Werkregel:
    return Werkregel.objects.get(soort="kern.taak", verwijzing=str(taak.pk), klaar_op=None)


# --- The start ------------------------------------------------------------------------------------------------------------------


def schrijf_op(dossier: Dossier, door: Medewerker | None, op: datetime, nummer: str = "1") -> None:
    Tijdlijnregel.objects.create(
        dossier=dossier, organisator=dossier.organisator, op=op, bekend_sinds=op, soort="dossiers.gewijzigd", verwijzing=nummer,
        titel="Geheime woorden", door=door, door_naam=door.naam if door else "",
    )  # fmt: skip


def test_in_de_ochtend_staat_wat_collegas_deden_sinds_men_vertrok(
    client_an: Client, an: Medewerker, dirk: Medewerker, zonnebloem: Dossier
) -> None:
    nu = timezone.now()
    weg = dagbegin.vertrokken(an, nu)
    schrijf_op(zonnebloem, dirk, weg - timedelta(minutes=1), "eerder")
    schrijf_op(zonnebloem, an, nu, "zelf")
    schrijf_op(zonnebloem, None, nu, "systeem")
    assert dagbegin.lees(an, nu).gedaan == []
    schrijf_op(zonnebloem, dirk, nu, "een")
    schrijf_op(zonnebloem, dirk, nu, "twee")
    (gedaan,) = dagbegin.lees(an, nu).gedaan
    assert (gedaan.naam, gedaan.wat, gedaan.wie) == ("De Zonnebloem", "2 wijzigingen", "Dirk Claes")
    pagina = client_an.get("/?begin=ja").text
    assert "2 wijzigingen, door Dirk Claes" in pagina
    assert "Geheime woorden" not in pagina  # read in the dossier, where the look is written down


def test_na_de_middag_is_het_begin_van_de_dag_toe_en_vraagt_het_niets(
    client_an: Client, an: Medewerker, django_assert_num_queries: Any
) -> None:
    geef(an, tegen=timezone.localdate())
    for uur, vragen, titel in ((11, 8, "<h2>Begin van de dag</h2>"), (12, 5, "<strong>Begin van de dag</strong>")):
        with time_machine.travel(timezone.localtime().replace(hour=uur, minute=59 if uur == 11 else 0)):
            client_an.get("/")
            with django_assert_num_queries(vragen):
                pagina = client_an.get("/").text
        assert titel in pagina
    assert "?begin=ja" in pagina  # a link: also without JavaScript


def test_men_vertrok_bij_de_laatste_handeling_van_de_vorige_dag(an: Medewerker) -> None:
    maandag = datetime(2026, 3, 9, 7, 30, tzinfo=BRUSSEL)
    assert dagbegin.vertrokken(an, maandag) == datetime(2026, 3, 2, tzinfo=BRUSSEL)  # no trace before: a week
    logboek.schrijf(gebeurtenissen.AANGEMELD, over=an, door=an, op=VRIJDAG)
    logboek.schrijf(gebeurtenissen.AANGEMELD, over=an, door=an, op=maandag)
    assert dagbegin.vertrokken(an, maandag + timedelta(minutes=5)) == VRIJDAG


def test_wie_vervangt_leest_ook_wat_er_bij_de_afwezige_gebeurde(
    an: Medewerker, dirk: Medewerker, bart: Medewerker, zonnebloem: Dossier
) -> None:
    nu = timezone.now()
    schrijf_op(zonnebloem, bart, nu)
    assert dagbegin.lees(dirk, nu).gedaan == []
    vervang(an, dirk)
    assert [gedaan.naam for gedaan in dagbegin.lees(Medewerker.objects.get(pk=dirk.pk), nu).gedaan] == ["De Zonnebloem"]


@pytest.mark.parametrize("aantal", [1, 3])
def test_het_begin_van_de_dag_kost_drie_vragen(
    an: Medewerker, dirk: Medewerker, zonnebloem: Dossier, aantal: int, django_assert_num_queries: Any
) -> None:
    nu = timezone.now()
    for nummer in range(aantal):
        dossier = maak_dossier(f"De Maan {nummer}", zonnebloem.organisator)
        schrijf_op(dossier, dirk, nu, str(nummer))
    an.uitzonderingen = frozenset()
    logboek.schrijf(gebeurtenissen.AANGEMELD, over=an, door=an, op=nu - timedelta(days=2))
    with django_assert_num_queries(3):
        gelezen = dagbegin.lees(an, nu)
    assert len(gelezen.gedaan) == aantal


def test_wat_deze_week_moet_staat_apart(an: Medewerker) -> None:
    maandag = datetime(2026, 3, 2, 9, tzinfo=BRUSSEL)
    eerder = maandag - timedelta(days=30)
    for over, groep in ((0, Werkgroep.VANDAAG), (4, Werkgroep.WEEK), (6, Werkgroep.WEEK), (7, Werkgroep.MIJ)):
        taak = geef(an, f"Over {over}", op=eerder, tegen=maandag.date() + timedelta(days=over))
        (gevonden,) = [r for r in voorraad(an, maandag).rijen if r.titel == taak.titel]
        assert gevonden.groep is groep


# --- The end --------------------------------------------------------------------------------------------------------------------


def test_wat_naar_morgen_gaat_staat_maandag_vooraan_en_een_termijn_blijft_waar_hij_is(an: Medewerker) -> None:
    taak = geef(an, op=VRIJDAG - timedelta(days=3), tegen=VRIJDAG.date())
    zonder = geef(an, "Ooit", op=VRIJDAG - timedelta(days=3))
    assert dageinde.zet_op_morgen(regels=[rij(taak), rij(zonder)], door=an, op=VRIJDAG) == {}
    maandag = dageinde.volgende_werkdag(VRIJDAG)
    assert maandag.isoformat() == "2026-03-09"
    assert Taak.objects.get(pk=taak.pk).tegen == maandag
    assert Taak.objects.get(pk=zonder.pk).tegen is None
    op_maandag = voorraad(an, datetime(2026, 3, 9, 7, 30, tzinfo=BRUSSEL)).rijen
    assert [(r.titel, r.groep) for r in op_maandag] == [("Bel terug", Werkgroep.ORDE), ("Ooit", Werkgroep.ORDE)]
    dageinde.zet_op_morgen(regels=[rij(taak)], door=an, op=VRIJDAG)  # pressed twice
    assert Dagorde.objects.count() == 2


def test_einde_van_de_dag_toont_wat_blijft_liggen_en_doet_het_met_de_gekozen_rijen(
    client_an: Client, an: Medewerker, dirk: Medewerker
) -> None:
    vandaag = timezone.localdate()
    laat = geef(an, "Te laat gebleven", tegen=vandaag - timedelta(days=1), op=timezone.now() - timedelta(days=9))
    nu = geef(an, "Van vandaag", tegen=vandaag)
    geef(an, "Van later", tegen=vandaag + timedelta(days=60))
    pagina = client_an.get("/einde-van-de-dag/").text
    assert "Te laat gebleven" in pagina
    assert "Van vandaag" in pagina
    assert "Van later" not in pagina
    antwoord = client_an.post("/einde-van-de-dag/", {"doe": "door", "gekozen": [rij(laat).pk, rij(nu).pk]})
    assert antwoord.status_code == 422
    assert "Kies aan wie u doorgeeft." in antwoord.text
    client_an.post("/einde-van-de-dag/", {"doe": "door", "naar": str(dirk.pk), "gekozen": [rij(laat).pk]})
    assert Taak.objects.get(pk=laat.pk).voor == dirk
    client_an.post("/einde-van-de-dag/", {"doe": "morgen", "gekozen": [rij(nu).pk]})
    assert Taak.objects.get(pk=nu.pk).tegen == dageinde.volgende_werkdag(timezone.now())


def test_meerdere_rijen_tegelijk_en_een_taak_over_elk_dossier(client_an: Client, an: Medewerker, zonnebloem: Dossier) -> None:
    maan = maak_dossier("De Maan", zonnebloem.organisator)
    een, twee = geef(an, "Een", over=zonnebloem), geef(an, "Twee", over=maan)
    gekozen = [rij(een).pk, rij(twee).pk]
    naar = client_an.post("/werk/meerdere/", {"doe": "taak", "gekozen": gekozen})["Location"]
    pagina = client_an.get(naar).text
    assert "De Maan" in pagina
    gegevens = {"sleutel": str(uuid4()), "titel": "Vraag het attest", "gekozen": [zonnebloem.pk, maan.pk], "herinner": "dan"}
    for _ in range(2):  # sent twice
        assert client_an.post("/taken/voor-elk/", gegevens).status_code == 302
    assert sorted(Taak.objects.filter(titel="Vraag het attest").values_list("onderwerp_id", flat=True)) == sorted(
        [str(zonnebloem.pk), str(maan.pk)]
    )
    client_an.post("/werk/meerdere/", {"doe": "klaar", "gekozen": gekozen})
    assert not Werkregel.objects.filter(pk__in=gekozen, klaar_op=None).exists()
    assert "Kies eerst minstens één rij." in client_an.post("/werk/meerdere/", {"doe": "klaar"}).text


@pytest.mark.parametrize("aantal", [1, 3])
def test_einde_van_de_dag_kost_even_veel_vragen_hoeveel_er_ook_ligt(
    client_an: Client, an: Medewerker, zonnebloem: Dossier, aantal: int, django_assert_num_queries: Any
) -> None:
    for nummer in range(aantal):
        geef(an, f"Nummer {nummer}", over=maak_dossier(f"De Maan {nummer}", zonnebloem.organisator), tegen=timezone.localdate())
    client_an.get("/einde-van-de-dag/")
    # Session, person, closing days, rows, who stands in tomorrow, their dossiers, own notes, counters, colleagues. Work about
    # an organisator is one more: never above ten.
    with django_assert_num_queries(9):
        client_an.get("/einde-van-de-dag/")


@pytest.mark.parametrize("doe", ["morgen", "vandaag", "dag", "door"])
def test_drie_rijen_kosten_even_veel_vragen_als_een(
    client_an: Client, an: Medewerker, dirk: Medewerker, zonnebloem: Dossier, doe: str
) -> None:
    def vragen(aantal: int) -> int:
        rijen = [rij(geef(an, f"{doe} {n}", over=zonnebloem, tegen=timezone.localdate())).pk for n in range(aantal)]
        gegevens = {"doe": doe, "gekozen": rijen, "tegen": "2030-01-02", "naar": str(dirk.pk)}
        with CaptureQueriesContext(connection) as gevraagd:
            assert client_an.post("/werk/meerdere/", gegevens).status_code == 302
        return len(gevraagd)

    vragen(1)  # what a process asks once
    assert vragen(1) == vragen(3)


@pytest.mark.parametrize("doe", ["een", "dirk"])
def test_over_vier_locaties_kost_even_veel_vragen_als_over_twee_en_geeft_een_bericht(
    an: Medewerker, dirk: Medewerker, zonnebloem: Dossier, doe: str
) -> None:
    voor = dirk if doe == "dirk" else None
    inhoud = taken.Inhoud(titel="Vraag het attest", tegen=date(2030, 1, 2), punten=("bel", "mail"), volgt_onderwerp=True)
    dingen = [maak_dossier(f"De Maan {nummer}", zonnebloem.organisator) for nummer in range(6)]

    def vragen(over: list[Dossier]) -> int:
        with CaptureQueriesContext(connection) as gevraagd:
            taken.geef_elk(sleutel=uuid4(), inhoud=inhoud, over=over, voor=voor, door=an, op=timezone.now())
        return len(gevraagd)

    assert vragen(dingen[:2]) == vragen(dingen[2:])
    assert Taak.objects.count() == 6
    een, andere = Taak.objects.get(onderwerp_id=str(dingen[0].pk)), Taak.objects.get(onderwerp_id=str(dingen[5].pk))
    assert [punt.tekst for punt in andere.punten.all()] == ["bel", "mail"]
    velden = ("titel", "voor_id", "tegen", "aard", "volgt_onderwerp", "kort", "klaar_op")
    assert [getattr(rij(een), veld) for veld in velden] == [getattr(rij(andere), veld) for veld in velden]
    assert (rij(andere).url, rij(andere).onderwerp_id) == (andere.get_absolute_url(), str(dingen[5].pk))
    assert Logregel.objects.filter(gebeurtenis="kern.taak_gegeven").count() == 6
    titels = list(OutboxRegel.objects.order_by("pk").values_list("ontvanger", "titel"))
    assert titels == ([(dirk.pk, "An Peeters gaf u 2 taken"), (dirk.pk, "An Peeters gaf u 4 taken")] if voor else [])


def test_met_dezelfde_sleutel_een_andere_taak_over_elk_wordt_gezegd(an: Medewerker, zonnebloem: Dossier) -> None:
    sleutel, nu = uuid4(), timezone.now()
    maan = maak_dossier("De Maan", zonnebloem.organisator)
    taken.geef_elk(sleutel=sleutel, inhoud=taken.Inhoud(titel="Een"), over=[zonnebloem], door=an, op=nu)
    taken.geef_elk(sleutel=sleutel, inhoud=taken.Inhoud(titel="Een"), over=[zonnebloem, maan], door=an, op=nu)
    assert Taak.objects.count() == 2
    with pytest.raises(AlAndersBewaard):
        taken.geef_elk(sleutel=sleutel, inhoud=taken.Inhoud(titel="Twee"), over=[zonnebloem, maan], door=an, op=nu)


def test_wie_er_drie_krijgt_krijgt_een_bericht_en_wat_hij_al_heeft_blijft(
    client_an: Client, an: Medewerker, dirk: Medewerker, zonnebloem: Dossier
) -> None:
    taken_ = [geef(an, f"Nummer {n}", over=zonnebloem) for n in range(3)]
    client_an.post("/werk/meerdere/", {"doe": "door", "naar": str(dirk.pk), "gekozen": [rij(taak).pk for taak in taken_]})
    assert set(Taak.objects.values_list("voor", flat=True)) == {dirk.pk}
    assert set(Werkregel.objects.values_list("voor", "kort")) == {(dirk.pk, "van An Peeters")}
    (bericht,) = OutboxRegel.objects.filter(ontvanger=dirk)
    assert bericht.titel == "An Peeters gaf u 3 stukken werk door"
    logregels = Logregel.objects.filter(gebeurtenis="kern.taak_doorgegeven").values_list("onderwerp_id", "gegevens__naar")
    assert sorted(logregels) == sorted((str(taak.pk), dirk.pk) for taak in taken_)
    fouten = eigen_werk.wijs_alle_door(regels=[rij(taak) for taak in taken_], naar=dirk, door=an, op=timezone.now())
    assert {type(fout) for fout in fouten.values()} == {eigen_werk.NietDoorTeGeven}
    assert OutboxRegel.objects.filter(ontvanger=dirk).count() == 1


def test_wat_een_collega_net_deed_staat_bij_wat_niet_lukte_en_de_rest_is_gedaan(
    client_an: Client, an: Medewerker, zonnebloem: Dossier
) -> None:
    taak = geef(an, "Van mij", over=zonnebloem, tegen=timezone.localdate())
    vraag = werk.meld(
        soort=werksoorten.TERMIJN, verwijzing="1", titel="Antwoord", over=zonnebloem, publiek=Publiek(voor=an), op=timezone.now()
    )
    antwoord = client_an.post("/werk/meerdere/", {"doe": "dag", "tegen": "2030-01-02", "gekozen": [rij(taak).pk, vraag.pk]})
    assert antwoord.status_code == 409
    assert "1 rij: kreeg een andere dag." in antwoord.text
    assert "Dit heeft een eigen dag" in antwoord.text
    assert Taak.objects.get().tegen == date(2030, 1, 2)


def test_tussen_kiezen_en_doen_werkte_een_collega_de_taak_af(an: Medewerker, dirk: Medewerker) -> None:
    een, twee = geef(an, "Een", tegen=VRIJDAG.date()), geef(an, "Twee", tegen=VRIJDAG.date())
    gekozen = [rij(een), rij(twee)]
    taken.werk_af(taak=een, door=an, op=VRIJDAG)
    for actie in (
        partial(eigen_werk.verzet_alle, tegen=date(2026, 3, 9)), partial(eigen_werk.wijs_alle_door, naar=dirk),
    ):  # fmt: skip
        fouten = actie(regels=gekozen, door=an, op=VRIJDAG)
        assert {pk: type(fout) for pk, fout in fouten.items()} == {gekozen[0].pk: eigen_werk.NietMeer}
    assert (Taak.objects.get(pk=een.pk).voor, Taak.objects.get(pk=twee.pk).voor) == (an, dirk)
    assert Taak.objects.get(pk=een.pk).tegen == VRIJDAG.date()


# --- The night ------------------------------------------------------------------------------------------------------------------


def test_een_nota_bereikt_wie_waakt_tot_de_volgende_werkdag_en_niemand_anders(
    client_an: Client, an: Medewerker, bart: Medewerker, zonnebloem: Dossier, inloggen: Inloggen
) -> None:
    wacht = maak("nora", "Nora Wacht", Rol.CRISISCOORDINATOR)
    sleutel = str(uuid4())
    gegevens = {
        "sleutel": sleutel,
        "tekst": "Water in de kelder, de opvang blijft open",
        "dossiernummer": zonnebloem.dossiernummer,
    }
    for _ in range(2):
        assert client_an.post("/einde-van-de-dag/nachtnota/", gegevens).status_code == 302
    nota = Nachtnota.objects.get()
    assert f'href="{nota.get_absolute_url()}"' in client_an.get("/einde-van-de-dag/").text
    assert [regel.ontvanger for regel in OutboxRegel.objects.filter(sleutel__startswith="nachtnota")] == [wacht]
    assert "Water in de kelder" in inloggen(wacht).get("/").text
    assert "Water in de kelder" in inloggen(wacht).get(nota.get_absolute_url()).text
    assert inloggen(bart).get(nota.get_absolute_url()).status_code == 404
    assert [r.titel for r in voorraad(wacht, nota.tot - timedelta(minutes=1)).rijen] == [gegevens["tekst"]]
    assert voorraad(wacht, nota.tot).rijen == []
    assert inloggen(an).post(f"/nachtnota/{nota.pk}/intrekken/").status_code == 302
    assert f'href="{nota.get_absolute_url()}"' not in inloggen(an).get("/einde-van-de-dag/").text
    assert voorraad(wacht, timezone.now()).rijen == []


def test_wie_voor_de_wacht_invalt_krijgt_de_nota_ook(an: Medewerker, dirk: Medewerker, inloggen: Inloggen) -> None:
    wacht = maak("nora", "Nora Wacht", Rol.CRISISCOORDINATOR)
    vervang(wacht, dirk)
    nota = dageinde.schrijf_nachtnota(sleutel=uuid4(), tekst="Water in de kelder", over=None, door=an, op=timezone.now())
    assert set(OutboxRegel.objects.filter(sleutel__startswith="nachtnota").values_list("ontvanger", flat=True)) == {
        wacht.pk, dirk.pk,
    }  # fmt: skip
    assert "Water in de kelder" in inloggen(dirk).get(nota.get_absolute_url()).text


def test_een_lege_nota_komt_terug(client_an: Client) -> None:
    antwoord = client_an.post("/einde-van-de-dag/nachtnota/", {"sleutel": str(uuid4()), "tekst": " "})
    assert antwoord.status_code == 422
    assert not Nachtnota.objects.exists()


# --- On the timeline ------------------------------------------------------------------------------------------


def test_wat_afgewerkt_is_staat_op_de_tijdlijn_met_de_nota_en_ongedaan_maken_haalt_het_weg(
    an: Medewerker, zonnebloem: Dossier
) -> None:
    met, zonder = geef(an, "Bel over de tuin", over=zonnebloem), geef(an, "Klasseer", over=zonnebloem)
    nu = timezone.now()
    taken.werk_af(taak=zonder, door=an, op=nu)
    taken.werk_af(taak=met, door=an, op=nu, nota="De tuin is klaar in mei.")
    regels = Tijdlijnregel.objects.filter(soort="dossiers.taak").geldig()
    assert [(r.dossier, r.titel, r.kort) for r in regels] == [
        (zonnebloem, "Taak afgewerkt: Bel over de tuin", "De tuin is klaar in mei."),
        (zonnebloem, "Taak afgewerkt: Klasseer", ""),
    ]
    taken.heropen(taak=zonder, door=an, op=nu)
    taken.heropen(taak=met, door=an, op=nu)
    assert not regels.all().exists()
    taken.werk_af(taak=met, door=an, op=nu, nota="Toch in juni.")
    assert [r.kort for r in regels.all()] == ["Toch in juni."]


def test_op_de_bladzijde_van_het_dossier_staat_wat_er_open_is(
    client_an: Client, an: Medewerker, dirk: Medewerker, zonnebloem: Dossier, inloggen: Inloggen
) -> None:
    taak = geef(an, "Bel over de tuin", over=zonnebloem, voor=dirk)
    pagina = client_an.get(f"{zonnebloem.get_absolute_url()}gegevens/").text
    assert taak.get_absolute_url() in pagina
    carla = maak("carla2", "Carla Twee", Rol.COORDINATOR, team="antwerpen")
    pagina = inloggen(carla).get(f"{zonnebloem.get_absolute_url()}gegevens/").text
    assert "Bel over de tuin" in pagina
    assert taak.get_absolute_url() not in pagina  # the page of the task is of who has it or gave it
    assert inloggen(carla).get(taak.get_absolute_url()).status_code == 404
