"""Giving a task and doing it: who has it, what repeats, what waits, and what happens when two people press at once."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from kern import controle
from kern.actions import eigen_werk, mensen, taakrij, taakstappen, taken
from kern.choices import Belang, Herhaaleenheid, Herinnermoment, Rol, Taakstatus, Werkaard
from kern.fouten import AlAndersBewaard, AlGewijzigd, DomeinFout
from kern.models import Logregel, Medewerker, OutboxRegel, Taak, Werkregel
from kern.queries import taken as queries
from kern.queries.werk import mijn_regels, voorraad
from kern.tijd import BRUSSEL
from kern.werk import Werkgroep
from tests.mensen import MAANDAG, collega, vervang

DAG = MAANDAG.date()  # Monday 2 March 2026


def geef(door: Medewerker, titel: str = "Bel De Zonnebloem", *, op: datetime = MAANDAG, **meer: Any) -> Taak:
    buiten = {naam: meer.pop(naam) for naam in ("over", "voor", "sleutel") if naam in meer}
    alles: dict[str, Any] = {"sleutel": uuid4()} | buiten
    return taken.geef(**alles, inhoud=taken.Inhoud(titel=titel, **meer), door=door, op=op)


def rij(taak: Taak) -> Werkregel:
    return Werkregel.objects.get(soort="kern.taak", verwijzing=str(taak.pk), klaar_op=None)


def titels(wie: Medewerker, op: datetime = MAANDAG) -> list[str]:
    return [rij.titel for rij in voorraad(wie, op).rijen]


def alles_klopt() -> None:
    uitslagen = controle.voer_uit(["kern.werk_taken", "kern.taken_van_wie", "kern.taken_reeks", "kern.taken_opvolging"])
    assert [uitslag.fout for uitslag in uitslagen] == [0, 0, 0, 0]


# --- Giving ---------------------------------------------------------------------------------------------------------------------


def test_een_taak_voor_zichzelf_staat_in_de_werkvoorraad_en_wordt_afgewerkt_met_een_nota(an: Medewerker) -> None:
    taak = geef(an, tegen=DAG, uur=time(14), belang=Belang.HOOG)
    assert rij(taak).tegen == datetime(2026, 3, 2, 14, tzinfo=BRUSSEL)
    assert [(r.titel, r.groep, r.belang) for r in voorraad(an, MAANDAG).rijen] == [
        ("Bel De Zonnebloem", Werkgroep.VANDAAG, Belang.HOOG)
    ]
    taken.werk_af(taak=taak, door=an, op=MAANDAG, nota="Ze bellen zelf terug.")
    assert titels(an) == []
    taak = Taak.objects.get()
    assert (taak.status, taak.nota, taak.klaar_door) == (Taakstatus.KLAAR, "Ze bellen zelf terug.", an)
    assert [*Logregel.objects.filter(onderwerp_soort="kern.taak").order_by("pk").values_list("gebeurtenis", flat=True)] == [
        "kern.taak_gegeven",
        "kern.taak_klaar",
    ]
    assert not OutboxRegel.objects.exists()  # nobody tells themselves
    alles_klopt()


def test_een_collega_krijgt_bericht_en_wie_gaf_hoort_dat_het_klaar_is(an: Medewerker, bart: Medewerker) -> None:
    taak = geef(an, voor=bart)
    assert (titels(an), titels(bart)) == ([], ["Bel De Zonnebloem"])
    taken.werk_af(taak=taak, door=bart, op=MAANDAG)
    assert list(OutboxRegel.objects.order_by("pk").values_list("ontvanger__username", "titel")) == [
        ("bart", "An Peeters gaf u een taak"),
        ("an", "Bart Maes werkte af wat u gaf"),
    ]
    # The words are read on the page of the task, where it is known who may.
    assert not any("Zonnebloem" in f"{regel.titel}{regel.tekst}" for regel in OutboxRegel.objects.all())


def test_hetzelfde_formulier_geeft_een_taak_en_een_ander_onder_dezelfde_sleutel_wordt_geweigerd(an: Medewerker) -> None:
    sleutel = uuid4()
    eerste = geef(an, sleutel=sleutel, punten=("een", "twee"))
    taken.werk_af(taak=eerste, door=an, op=MAANDAG)
    assert geef(an, sleutel=sleutel, punten=("een", "twee")) == eerste
    assert (Taak.objects.count(), eerste.punten.count(), titels(an)) == (1, 2, [])
    with pytest.raises(AlAndersBewaard):
        geef(an, "Iets anders", sleutel=sleutel)


@pytest.mark.parametrize(
    "meer",
    [
        {"titel": ""},
        {"uur": time(9)},
        {"herhaal_elke": 2, "herhaal_eenheid": "weken"},
        {"volg_na": 3},
    ],
)
def test_wat_niet_samengaat_wordt_geweigerd_en_laat_niets_achter(an: Medewerker, meer: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        geef(an, **{"titel": "Bel"} | meer)
    assert not Taak.objects.exists()
    assert not Werkregel.objects.exists()


# --- By row, undo, twice --------------------------------------------------------------------------------------------------------


def test_afvinken_in_de_werkvoorraad_werkt_de_taak_af_en_ongedaan_maken_brengt_ze_terug(an: Medewerker) -> None:
    taak = geef(an)
    regel = eigen_werk.vink_af(regel=rij(taak), door=an, op=MAANDAG)
    assert Taak.objects.get().status == Taakstatus.KLAAR
    with pytest.raises(eigen_werk.NietMeer):
        eigen_werk.vink_af(regel=regel, door=an, op=MAANDAG)
    eigen_werk.heropen(regel=Werkregel.objects.get(pk=regel.pk), door=an, op=MAANDAG)
    assert titels(an) == ["Bel De Zonnebloem"]
    alles_klopt()


def test_twee_keer_klaar_zegt_dat_een_collega_eerst_was(an: Medewerker) -> None:
    taak = geef(an)
    zelfde = Taak.objects.get()
    taken.werk_af(taak=taak, door=an, op=MAANDAG)
    with pytest.raises(AlGewijzigd):
        taken.werk_af(taak=zelfde, door=an, op=MAANDAG)


def test_wie_gaf_trekt_in_en_bedenkt_zich(an: Medewerker, bart: Medewerker) -> None:
    taak = geef(an, voor=bart)
    taken.trek_in(taak=taak, door=an, op=MAANDAG)
    assert titels(bart) == []
    taken.heropen(taak=taak, door=an, op=MAANDAG)
    assert titels(bart) == ["Bel De Zonnebloem"]
    assert OutboxRegel.objects.filter(ontvanger=bart, titel__contains="trok een taak").count() == 1


# --- Who has it -----------------------------------------------------------------------------------------------------------------


def test_doorgeven_verzetten_en_wijzigen_houden_taak_en_rij_gelijk(an: Medewerker, bart: Medewerker, dirk: Medewerker) -> None:
    taak = geef(an, tegen=DAG, punten=("een", "twee"))
    eigen_werk.wijs_door(regel=rij(taak), naar=bart, door=an, op=MAANDAG)
    taak = Taak.objects.select_related("voor", "gegeven_door").get()
    assert (taak.voor, titels(an), titels(bart)) == (bart, [], ["Bel De Zonnebloem"])
    eigen_werk.geef_taak_door(taak=taak, naar=dirk, door=bart, op=MAANDAG)
    assert (titels(bart), titels(dirk)) == ([], ["Bel De Zonnebloem"])
    eigen_werk.verzet(regel=rij(taak), tegen=date(2026, 3, 5), door=dirk, op=MAANDAG)
    taak.refresh_from_db()
    assert (taak.tegen, rij(taak).tegen_dag) == (date(2026, 3, 5), date(2026, 3, 5))
    punt = taak.punten.all()[0]
    taakstappen.zet_punt(punt=punt, klaar=True, door=dirk, op=MAANDAG)
    inhoud = taken.Inhoud(titel="Bel De Maan", punten=("nul", "een"))
    taken.wijzig(taak=taak, inhoud=inhoud, versie=taak.versie, door=dirk, op=MAANDAG)
    assert titels(dirk) == ["Bel De Maan"]
    assert [(p.tekst, p.klaar_op is not None) for p in taak.punten.all()] == [("nul", False), ("een", True)]
    with pytest.raises(AlGewijzigd):
        taken.wijzig(taak=taak, inhoud=inhoud, versie=1, door=an, op=MAANDAG)
    alles_klopt()


def test_wie_vertrekt_laat_de_taken_aan_de_coordinator(an: Medewerker, carla: Medewerker, dirk: Medewerker) -> None:
    taak = geef(dirk, voor=an)
    beheerder = collega("Bea", Rol.BEHEERDER, team=None)
    collega("Cis", Rol.BEHEERDER, team=None)
    mensen.deactiveer(medewerker=an, reden="vertrekt", door=beheerder, op=MAANDAG)
    assert titels(carla) == ["Bel De Zonnebloem"]
    gezien = queries.vind(carla, taak.pk)
    assert gezien is not None
    assert gezien.doet
    assert gezien.taak.voor is None
    taakrij.zet_rij(gezien.taak, op=MAANDAG)  # whoever changes it leaves it with the team
    assert titels(carla) == ["Bel De Zonnebloem"]
    eigen_werk.wijs_door(regel=mijn_regels(carla).get(), naar=dirk, door=carla, op=MAANDAG)
    assert Taak.objects.get().voor == dirk
    alles_klopt()


def test_wie_vervangt_ziet_de_taak_en_werkt_ze_af_een_ander_vindt_ze_niet(
    an: Medewerker, bart: Medewerker, dirk: Medewerker
) -> None:
    taak = geef(an)
    assert queries.vind(dirk, taak.pk) is None
    vervang(an, dirk)
    for wie, ziet in ((an, True), (dirk, True), (bart, False)):
        assert (queries.vind(Medewerker.objects.get(pk=wie.pk), taak.pk) is not None) is ziet


# --- What comes back ------------------------------------------------------------------------------------------------------------


def reeks(taak: Taak, keren: int, op: datetime | None = None) -> list[date]:
    """Do a task and the next ones, each on its own day; returns the days."""
    dagen = [taak.tegen]
    for _ in range(keren):
        assert taak.tegen is not None
        volgende = taken.werk_af(
            taak=taak, door=taak.gegeven_door, op=op or datetime.combine(taak.tegen, time(10), tzinfo=BRUSSEL)
        )
        assert volgende is not None
        taak = volgende
        dagen.append(taak.tegen)
    return [dag for dag in dagen if dag is not None]


@pytest.mark.parametrize(
    ("begin", "elke", "eenheid", "dagen"),
    [
        # The last day of the month; 28 February and 31 May 2026 fall in a weekend, and the 31st does not drift.
        (date(2026, 1, 30), 1, Herhaaleenheid.MAANDEN, ["2026-01-30", "2026-03-02", "2026-03-30", "2026-04-30"]),
        (date(2026, 3, 31), 1, Herhaaleenheid.MAANDEN, ["2026-03-31", "2026-04-30", "2026-06-01", "2026-06-30", "2026-07-31"]),
        (date(2026, 3, 30), 1, Herhaaleenheid.WEKEN, ["2026-03-30", "2026-04-07", "2026-04-13"]),  # Easter Monday
        (date(2026, 3, 2), 2, Herhaaleenheid.WEKEN, ["2026-03-02", "2026-03-16", "2026-03-30"]),
        (date(2026, 3, 6), 3, Herhaaleenheid.WERKDAGEN, ["2026-03-06", "2026-03-11", "2026-03-16"]),
        (date(2026, 3, 27), 5, Herhaaleenheid.DAGEN, ["2026-03-27", "2026-04-01", "2026-04-07"]),
    ],
)
def test_wat_terugkomt_valt_op_een_werkdag_en_verloopt_niet(
    an: Medewerker, begin: date, elke: int, eenheid: Herhaaleenheid, dagen: list[str]
) -> None:
    taak = geef(an, tegen=begin, herhaal_elke=elke, herhaal_eenheid=eenheid.value, op=MAANDAG - timedelta(days=90))
    assert [dag.isoformat() for dag in reeks(taak, len(dagen) - 1)] == dagen
    alles_klopt()


def test_wat_drie_weken_te_laat_gedaan_wordt_komt_een_keer_terug(an: Medewerker) -> None:
    taak = geef(an, tegen=DAG, herhaal_elke=1, herhaal_eenheid="weken")
    assert reeks(taak, 1, op=MAANDAG + timedelta(days=23)) == [DAG, date(2026, 3, 30)]


def test_ongedaan_maken_neemt_de_volgende_terug_en_opnieuw_klaar_maakt_er_geen_tweede(an: Medewerker) -> None:
    taak = geef(an, tegen=DAG, herhaal_elke=1, herhaal_eenheid="weken", punten=("een",))
    volgende = taken.werk_af(taak=taak, door=an, op=MAANDAG)
    assert volgende is not None
    assert [punt.tekst for punt in volgende.punten.all()] == ["een"]
    taken.heropen(taak=taak, door=an, op=MAANDAG)
    assert Taak.objects.filter(status=Taakstatus.OPEN).get() == taak
    assert taken.werk_af(taak=taak, door=an, op=MAANDAG) == volgende
    assert Taak.objects.count() == 2
    assert titels(an) == ["Bel De Zonnebloem"]
    alles_klopt()


# --- What waits -----------------------------------------------------------------------------------------------------------------


def op_dag(dag: str) -> datetime:
    return datetime.fromisoformat(f"{dag}T00:25").replace(tzinfo=BRUSSEL)


def test_wie_wacht_wordt_om_de_drie_werkdagen_herinnerd_tot_het_antwoord_er_is(an: Medewerker) -> None:
    taak = geef(an, wacht_op="het attest", volg_na=3)
    assert taak.volg_op == date(2026, 3, 5)
    assert [(r.groep, r.wacht_op) for r in voorraad(an, MAANDAG).rijen] == [(Werkgroep.ANDEREN, "het attest")]
    assert taakstappen.volg_op(op=op_dag("2026-03-04")) == 0
    assert taakstappen.volg_op(op=op_dag("2026-03-05")) == 1
    assert taakstappen.volg_op(op=op_dag("2026-03-05")) == 0  # a second beat
    taak.refresh_from_db()
    assert (taak.navraag_op, taak.volg_op) == (datetime(2026, 3, 5, 7, 15, tzinfo=BRUSSEL), date(2026, 3, 10))
    donderdag = datetime(2026, 3, 5, 9, tzinfo=BRUSSEL)
    assert [r.groep for r in voorraad(an, donderdag).rijen] == [Werkgroep.NIEUW]
    # Nobody asked: again after three working days, and it stays with its owner.
    assert taakstappen.volg_op(op=op_dag("2026-03-10")) == 1
    taak.refresh_from_db()
    taakstappen.vraag_na(taak=taak, door=an, op=datetime(2026, 3, 10, 9, tzinfo=BRUSSEL))
    assert (taak.volg_op, taak.navraag_op) == (date(2026, 3, 13), None)
    assert [r.groep for r in voorraad(an, datetime(2026, 3, 10, 9, tzinfo=BRUSSEL)).rijen] == [Werkgroep.ANDEREN]
    taakstappen.beantwoord(taak=taak, door=an, op=datetime(2026, 3, 11, 9, tzinfo=BRUSSEL))
    assert taakstappen.volg_op(op=op_dag("2026-04-30")) == 0
    assert rij(taak).aard == Werkaard.TAAK
    alles_klopt()


def test_uitstellen_laat_de_rij_rusten_en_verzet_de_belofte_niet(an: Medewerker) -> None:
    taak = geef(an, tegen=DAG)
    taakstappen.stel_uit(taak=taak, rust_tot=date(2026, 3, 9), door=an, op=MAANDAG)
    dinsdag = MAANDAG + timedelta(days=1)
    assert [r.groep for r in voorraad(an, dinsdag).rijen] == [Werkgroep.ANDEREN]
    assert taak.tegen == DAG
    assert voorraad(an, datetime(2026, 3, 9, 9, tzinfo=BRUSSEL)).rijen[0].groep is not Werkgroep.ANDEREN
    with pytest.raises(taakstappen.DagVoorbij):
        taakstappen.stel_uit(taak=taak, rust_tot=DAG, door=an, op=MAANDAG)
    taakstappen.stel_uit(taak=taak, rust_tot=None, door=an, op=dinsdag)
    assert [r.groep for r in voorraad(an, dinsdag).rijen] == [Werkgroep.LAAT]


def test_wat_uitgesteld_is_zwijgt_en_roept_op_de_dag_zelf(an: Medewerker) -> None:
    vandaag, later = geef(an, tegen=DAG), geef(an)
    for taak in (vandaag, later):
        taakstappen.stel_uit(taak=taak, rust_tot=date(2026, 3, 7), door=an, op=MAANDAG)  # a Saturday
        assert taak.herinner_op == datetime(2026, 3, 9, 7, 15, tzinfo=BRUSSEL)
        taakstappen.stel_uit(taak=taak, rust_tot=None, door=an, op=MAANDAG)
    assert vandaag.herinner_op == datetime(2026, 3, 2, 7, 15, tzinfo=BRUSSEL)
    assert later.herinner_op is None


def test_wat_wacht_en_rust_wordt_pas_na_de_rust_nagevraagd(an: Medewerker) -> None:
    taak = geef(an, wacht_op="het attest", volg_na=3)
    taakstappen.stel_uit(taak=taak, rust_tot=date(2026, 3, 12), door=an, op=MAANDAG)
    assert taakstappen.volg_op(op=op_dag("2026-03-11")) == 0
    assert taakstappen.volg_op(op=op_dag("2026-03-12")) == 1
    alles_klopt()


def test_wat_terugkomt_kan_niet_zonder_dag(an: Medewerker) -> None:
    taak = geef(an, tegen=DAG, herhaal_elke=1, herhaal_eenheid="weken")
    with pytest.raises(DomeinFout, match="heeft dus een dag nodig"):
        taakstappen.verzet(taak=taak, tegen=None, door=an, op=MAANDAG)


# --- When one is reminded -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tegen", "uur", "herinner", "moment"),
    [
        (date(2026, 3, 5), None, Herinnermoment.DAN, "2026-03-05T07:15:00+01:00"),
        (date(2026, 3, 7), None, Herinnermoment.DAN, "2026-03-06T07:15:00+01:00"),  # a Saturday
        (date(2026, 3, 5), time(14), Herinnermoment.DAN, "2026-03-05T13:45:00+01:00"),
        (date(2026, 4, 7), None, Herinnermoment.VOORAF, "2026-04-03T07:15:00+02:00"),  # after Easter Monday
        (date(2026, 3, 29), time(3), Herinnermoment.DAN, "2026-03-29T01:45:00+01:00"),  # a quarter before the clock goes forward
        (date(2026, 10, 25), time(3), Herinnermoment.DAN, "2026-10-25T02:45:00+01:00"),
        (date(2026, 3, 5), None, Herinnermoment.GEEN, None),
        (None, None, Herinnermoment.DAN, None),
    ],
)
def test_moment_van_de_herinnering(
    an: Medewerker, tegen: date | None, uur: time | None, herinner: Herinnermoment, moment: str | None
) -> None:
    taak = geef(an, tegen=tegen, uur=uur, herinner=herinner)
    # Over UTC: in the hour that comes twice, Python calls two names of one moment different.
    gekregen = taak.herinner_op and taak.herinner_op.astimezone(UTC)
    assert gekregen == (datetime.fromisoformat(moment).astimezone(UTC) if moment else None)
