"""Planning the yearly visits: what falls due, close together, at hours at which the location is open and its visitor free."""

from datetime import date, datetime, time, timedelta
from html import unescape
from time import perf_counter
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dossiers.actions import afspraken
from dossiers.bezoekplan import NABIJ_KM, Kandidaat, verdeel
from dossiers.choices import Afspraakstatus
from dossiers.gemeenten import afstand_km
from dossiers.models import Afspraak, Dossier, Opvang, Sluiting
from dossiers.queries.jaarbezoeken import Wens, stel_voor
from kern.models import Bezetmoment, Medewerker, OutboxRegel
from kern.tijd import BRUSSEL
from tests.dossiers.test_afspraak import geheim, morgen
from tests.wereld import maak_dossier, maak_organisator, noteer_contact

MAANDAG = date(2026, 3, 2)
GENT, AALST, ANTWERPEN, MORTSEL, HASSELT = "44021", "41002", "11002", "11029", "71022"
UUR = timedelta(hours=1)


def plan(*kandidaten: Kandidaat, dagen: int = 5, bezet: Any = None, **anders: Any) -> Any:
    wens: dict[str, Any] = {"per_dag": 3, "per_week": 5, "duur": timedelta(minutes=90)}
    week = [MAANDAG + timedelta(days=i) for i in range(dagen)]
    return verdeel(kandidaten, dagen=week, bezet=bezet or {}, **wens | anders)


def kandidaat(nr: int, refnis: str, dagen: int = 30, **anders: Any) -> Kandidaat:
    return Kandidaat(nr, refnis, MAANDAG + timedelta(days=dagen), **anders)


def test_het_dringendste_begint_en_wat_nabij_ligt_gaat_mee() -> None:
    dagen = plan(kandidaat(1, ANTWERPEN, 40), kandidaat(2, GENT, 5), kandidaat(3, MORTSEL, 60), kandidaat(4, HASSELT, 50))
    assert [[b.kandidaat.dossier for b in dag.bezoeken] for dag in dagen] == [[2], [1, 3], [4]]
    assert dagen[0].dag == MAANDAG


def test_een_dag_ligt_niet_verspreid_over_het_land() -> None:
    plaatsen = [GENT, AALST, ANTWERPEN, MORTSEL, HASSELT] * 4
    for dag in plan(*(kandidaat(nr, refnis, nr) for nr, refnis in enumerate(plaatsen)), dagen=20):
        eerste = dag.bezoeken[0].kandidaat.refnis
        assert all((afstand_km(eerste, b.kandidaat.refnis) or 0) <= 2 * NABIJ_KM for b in dag.bezoeken)
        assert len(dag.bezoeken) <= 3


def test_op_een_sluitingsdag_van_de_locatie_en_op_haar_vrije_dag_gaat_niemand() -> None:
    dicht = kandidaat(1, GENT, dicht=((MAANDAG, MAANDAG + timedelta(days=1)),))
    vrij = kandidaat(2, HASSELT, open_op=frozenset({3}))
    assert {b.kandidaat.dossier: dag.dag.weekday() for dag in plan(dicht, vrij) for b in dag.bezoeken} == {1: 2, 2: 3}


def test_om_wat_in_de_agenda_staat_wordt_heen_gepland() -> None:
    om_tien = datetime.combine(MAANDAG, time(10), tzinfo=BRUSSEL)
    hele_dag = datetime.combine(MAANDAG, time(0), tzinfo=BRUSSEL)
    (dag,) = plan(kandidaat(1, GENT), dagen=1, bezet={MAANDAG: [(om_tien, om_tien + UUR)]})
    assert dag.bezoeken[0].begin == om_tien + UUR
    assert plan(kandidaat(1, GENT), dagen=1, bezet={MAANDAG: [(hele_dag, hele_dag + 24 * UUR)]}) == []


def test_niet_meer_dagen_per_week_en_bezoeken_per_dag_dan_gevraagd() -> None:
    dagen = plan(*(kandidaat(nr, GENT) for nr in range(20)), per_dag=2, per_week=1)
    assert [len(dag.bezoeken) for dag in dagen] == [2]


def test_op_de_dag_waarop_de_klok_verspringt_kloppen_de_uren() -> None:
    zondag = date(2026, 3, 29)
    (dag,) = verdeel([kandidaat(1, GENT)], dagen=[zondag], bezet={}, per_dag=1, per_week=1, duur=UUR)
    assert dag.bezoeken[0].begin.isoformat() == "2026-03-29T09:30:00+02:00"


# --- From the world ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def lang_geleden(zonnebloem: Dossier, an: Medewerker) -> Dossier:
    Dossier.objects.filter(pk=zonnebloem.pk).update(gestart_op=timezone.localdate() - timedelta(days=900))
    noteer_contact(zonnebloem, an, op=timezone.now() - timedelta(days=400), soort="bezoek", richting="")
    return zonnebloem


def test_wat_vervalt_komt_in_het_voorstel_en_wat_gepland_is_niet_meer(lang_geleden: Dossier, an: Medewerker) -> None:
    pas_bezocht = maak_dossier("Pas bezocht", maak_organisator("Pas bezocht vzw", an))
    noteer_contact(pas_bezocht, an, op=timezone.now() - timedelta(days=20), soort="bezoek", richting="")
    blad = stel_voor(an, Wens(), timezone.now())
    assert [rij.dossier for _, rijen in blad.dagen for rij in rijen] == [lang_geleden]
    assert (blad.vervalt, blad.gepland, blad.dagen[0][1][0].te_laat) == (1, 0, True)
    geheim(lang_geleden, an)
    blad = stel_voor(an, Wens(), timezone.now())
    assert (blad.dagen, blad.vervalt, blad.gepland) == ([], 1, 1)


def test_de_eigen_agenda_en_de_sluiting_tellen_mee(lang_geleden: Dossier, an: Medewerker) -> None:
    vandaag = timezone.localdate()
    eerste = stel_voor(an, Wens(), timezone.now()).dagen[0][0].dag
    begin = datetime.combine(eerste, time(0), tzinfo=BRUSSEL)
    Bezetmoment.objects.create(persoon=an, begin=begin, einde=begin + timedelta(days=1), hele_dag=True)
    tweede = stel_voor(an, Wens(), timezone.now()).dagen[0][0].dag
    assert tweede > eerste
    Sluiting.objects.create(dossier=lang_geleden, vanaf=vandaag, tot=vandaag + timedelta(days=60))
    assert stel_voor(an, Wens(), timezone.now()).over == 1


def test_op_een_dag_waarop_de_locatie_nooit_open_is_wordt_ze_niet_bezocht(lang_geleden: Dossier, an: Medewerker) -> None:
    donderdag = [None, None, None, time(8), None, None, None]
    Opvang.objects.create(
        dossier=lang_geleden, open_van=donderdag, open_tot=[t and time(18) for t in donderdag], gemeld_op=timezone.localdate()
    )
    assert stel_voor(an, Wens(), timezone.now()).dagen[0][0].dag.weekday() == 3


@pytest.mark.parametrize("aantal", [1, 3])
def test_het_voorstel_kost_evenveel_vragen_met_een_als_met_drie_locaties(
    an: Medewerker, aantal: int, django_assert_num_queries: Any
) -> None:
    for nr in range(aantal):
        maak_dossier(f"Locatie {nr}", maak_organisator(f"Vzw {nr}", an))
    with django_assert_num_queries(10):
        assert stel_voor(an, Wens(), timezone.now()).vervalt == aantal


def test_negentig_locaties_zijn_snel_verdeeld() -> None:
    plaatsen = [GENT, AALST, ANTWERPEN, MORTSEL, HASSELT]
    negentig = [kandidaat(nr, plaatsen[nr % 5], nr) for nr in range(90)]
    plan(*negentig, dagen=60)  # fills the caches of distances
    begin = perf_counter()
    dagen = plan(*negentig, dagen=60)
    assert sum(len(dag.bezoeken) for dag in dagen) == 90
    assert perf_counter() - begin < 1.0


# --- The page ----------------------------------------------------------------------------------------------------------------


def velden(*bezoeken: dict[str, Any], neem: str = "gekozen") -> dict[str, Any]:
    uit: dict[str, Any] = {"form-TOTAL_FORMS": len(bezoeken), "form-INITIAL_FORMS": 0, "neem": neem}
    for nr, bezoek in enumerate(bezoeken):
        uit |= {f"form-{nr}-{veld}": waarde for veld, waarde in bezoek.items()}
    return uit


def bezoek(dossier: Dossier, **anders: Any) -> dict[str, Any]:
    from uuid import uuid4

    dag = morgen().date()
    return {
        "kies": "on", "sleutel": str(uuid4()), "dossier": dossier.dossiernummer, "groep": str(dag), "dag": str(dag),
        "van": "10:00", "minuten": "90", "hoe": "onaangekondigd",
    } | anders  # fmt: skip


def test_een_aangevinkt_bezoek_wordt_een_voorstel_op_de_dag(client_an: Client, lang_geleden: Dossier) -> None:
    bladzijde = client_an.get("/mijn-dag/jaarbezoeken/").content.decode()
    assert lang_geleden.naam in bladzijde
    antwoord = client_an.post("/mijn-dag/jaarbezoeken/", velden(bezoek(lang_geleden)))
    assert (antwoord.status_code, antwoord["Location"]) == (302, f"/mijn-dag/?dag={morgen().date()}")
    afspraak = Afspraak.objects.get()
    assert (afspraak.status, afspraak.aangekondigd, afspraak.uur_vast, afspraak.begin) == (
        Afspraakstatus.CONCEPT, False, False, morgen(10),
    )  # fmt: skip


def test_een_hele_dag_overnemen_neemt_ook_wat_niet_is_aangevinkt_en_dubbel_verzonden_is_een_keer(
    client_an: Client, lang_geleden: Dossier
) -> None:
    dag = str(morgen().date())
    anders = bezoek(lang_geleden, kies="", groep="2030-01-01")
    formulier = velden(bezoek(lang_geleden, kies="", hoe="aangekondigd"), anders, neem=dag)
    client_an.post("/mijn-dag/jaarbezoeken/", formulier)
    client_an.post("/mijn-dag/jaarbezoeken/", formulier)
    assert Afspraak.objects.get().aangekondigd
    # A draft: nobody heard of it yet.
    assert not OutboxRegel.objects.exists()


def test_wat_niet_kan_blijft_staan_en_de_rest_is_bewaard(client_an: Client, lang_geleden: Dossier, bart: Medewerker) -> None:
    van_bart = maak_dossier("Van Bart", maak_organisator("Van Bart vzw", bart), team="oost-vlaanderen")
    antwoord = client_an.post("/mijn-dag/jaarbezoeken/", velden(bezoek(lang_geleden), bezoek(van_bart)))
    assert antwoord.status_code == 422
    assert "niet (meer) van u" in antwoord.content.decode()
    assert Afspraak.objects.get().organisator == lang_geleden.organisator
    gisteren = timezone.localdate() - timedelta(days=1)
    for fout in (velden(bezoek(lang_geleden, dag=str(gisteren))), velden(bezoek(lang_geleden, kies="")), {}):
        assert client_an.post("/mijn-dag/jaarbezoeken/", fout).status_code == 422


def test_wat_in_een_keer_werd_overgenomen_gaat_in_een_keer_weer_weg(
    client_an: Client, client_bart: Client, lang_geleden: Dossier, an: Medewerker
) -> None:
    ander = maak_dossier("Andere", maak_organisator("Andere vzw", an))
    client_an.post("/mijn-dag/jaarbezoeken/", velden(bezoek(lang_geleden), bezoek(ander, van="14:00")))
    blad = client_an.get("/mijn-dag/").content.decode()
    adres = unescape(blad[blad.index("/mijn-dag/jaarbezoeken/ongedaan/") :].partition('"')[0])
    vastgelegd = Afspraak.objects.get(organisator=ander.organisator)
    afspraken.bevestig(afspraak=vastgelegd, door=an, op=timezone.now())
    client_bart.post(adres)
    assert Afspraak.objects.filter(status=Afspraakstatus.CONCEPT).count() == 1
    client_an.post(adres)
    client_an.post(adres)
    assert Afspraak.objects.get(organisator=lang_geleden.organisator).status == Afspraakstatus.GEANNULEERD
    vastgelegd.refresh_from_db()
    assert vastgelegd.status == Afspraakstatus.VAST
    assert [rij.dossier for _, rijen in stel_voor(an, Wens(), timezone.now()).dagen for rij in rijen] == [lang_geleden]
