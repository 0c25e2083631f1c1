"""Being reminded of an appointment: an hour before, once, whoever goes along too, and never of what is called off."""

from datetime import timedelta

from django.utils import timezone

from dossiers.actions import afspraken
from dossiers.actions.afspraakgevolg import plan_van
from dossiers.models import Dossier
from kern.actions import herinneringen
from kern.actions.mensen import deactiveer
from kern.models import Medewerker, OutboxRegel
from kern.queries.werk import werkdagen_rond
from kern.tijd import BRUSSEL
from tests.dossiers.test_afspraak import geheim, maak, morgen
from tests.mensen import vervang

UUR = timedelta(hours=1)


def notificaties() -> list[tuple[str, str, str]]:
    regels = OutboxRegel.objects.filter(sleutel__startswith="herinnering:", ontvanger__isnull=False)
    return [(str(r.ontvanger), r.titel, r.tekst) for r in regels.select_related("ontvanger").order_by("ontvanger__username")]


def test_een_uur_vooraf_wordt_wie_gaat_en_wie_meegaat_een_keer_herinnerd(
    zonnebloem: Dossier, an: Medewerker, bart: Medewerker
) -> None:
    begin = morgen(10)
    maak(zonnebloem, an, collegas=(bart,))
    assert herinneringen.herinner(op=begin - UUR - timedelta(seconds=1)) == 0
    herinneringen.herinner(op=begin - UUR + timedelta(seconds=1))
    herinneringen.herinner(op=begin)
    kop = f"Afspraak vandaag om {begin.astimezone(BRUSSEL):%H.%M} uur"
    assert [(wie, titel) for wie, titel, _ in notificaties()] == [(str(an), kop), (str(bart), kop)]


def test_wie_elke_ochtend_een_overzicht_wil_leest_hoeveel_afspraken_er_zijn(zonnebloem: Dossier, an: Medewerker) -> None:
    dag = morgen()
    is_werkdag = werkdagen_rond(dag.date(), None)
    while not is_werkdag(dag.date()):
        dag += timedelta(days=1)
    maak(zonnebloem, an, begin=dag, einde=dag + UUR)
    herinneringen.stuur_overzicht(op=dag.replace(hour=7, minute=15))
    titel = OutboxRegel.objects.get(sleutel__startswith="overzicht:mail").titel
    assert titel.endswith(": 1 afspraak")


def test_een_verplaatste_afspraak_roept_op_haar_nieuwe_uur_en_een_geannuleerde_niet_meer(
    zonnebloem: Dossier, an: Medewerker
) -> None:
    afspraak = geheim(zonnebloem, an)
    later = afspraak.begin + timedelta(days=1)
    nieuw = plan_van(afspraak)._replace(begin=later, einde=later + UUR)
    afspraken.wijzig_afspraak(afspraak=afspraak, versie=afspraak.versie, plan=nieuw, door=an, op=afspraak.gemaakt_op)
    assert herinneringen.herinner(op=later - timedelta(days=1)) == 0
    assert herinneringen.herinner(op=later - UUR) == 0  # from that moment on
    assert herinneringen.herinner(op=later - UUR + timedelta(seconds=1)) == 1
    afspraken.annuleer(afspraak=afspraak, reden="De inspectie was er al.", door=an, op=afspraak.gemaakt_op)
    assert notificaties()
    ander = geheim(zonnebloem, an)
    afspraken.annuleer(afspraak=ander, reden="De inspectie was er al.", door=an, op=ander.gemaakt_op)
    assert herinneringen.herinner(op=ander.begin) == 0


def test_wat_binnen_het_uur_wordt_afgesproken_roept_niet(zonnebloem: Dossier, an: Medewerker) -> None:
    afspraak = maak(zonnebloem, an)
    later = afspraak.gemaakt_op + timedelta(minutes=30)
    plots = maak(zonnebloem, an, begin=later, einde=later + UUR)
    assert herinneringen.herinner(op=plots.begin) == 0


def test_is_wie_gaat_afwezig_dan_wordt_alleen_wie_vervangt_herinnerd(
    zonnebloem: Dossier, an: Medewerker, bart: Medewerker, dirk: Medewerker
) -> None:
    maak(zonnebloem, an, collegas=(bart,))
    begin = morgen(10)
    vervang(an, dirk)
    herinneringen.herinner(op=begin)
    assert [(wie, "(voor An Peeters, afwezig)" in titel) for wie, titel, _ in notificaties()] == [
        (str(bart), False), (str(dirk), True),
    ]  # fmt: skip


def test_is_ook_wie_vervangt_er_niet_meer_dan_wordt_wie_gaat_zelf_herinnerd(
    zonnebloem: Dossier, an: Medewerker, dirk: Medewerker
) -> None:
    maak(zonnebloem, an)
    vervang(an, dirk)
    deactiveer(medewerker=dirk, reden="Gaat weg", door=an, op=timezone.now())
    herinneringen.herinner(op=morgen(10))
    assert [wie for wie, _, _ in notificaties()] == [str(an)]
