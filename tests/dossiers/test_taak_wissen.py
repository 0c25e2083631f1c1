"""Erasing a task, an appointment or a note for the night takes the words everywhere: rows, history, timeline, werkvoorraad."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from dossiers.actions import afspraken
from dossiers.actions.afspraakgevolg import Persoon, Plan, plan_van
from dossiers.models import Dossier
from kern import wissen
from kern.actions import dageinde, taken
from kern.models import Medewerker, Taak, TaakEvent
from kern.wissen import Onderwerp
from tests.dossiers.test_contact_wissen import MERK, tabellen_met


def wis_wat_gevonden_wordt() -> str:
    ((soort, sleutel, zin),) = {(w.soort, s, z) for w in wissen.soorten() for s, z in w.zoek(MERK.lower())}
    assert MERK not in zin
    wissen.wis(Onderwerp(soort, sleutel), timezone.now())
    assert tabellen_met(MERK) == []
    return soort


def test_van_een_gewiste_taak_blijft_ook_niet_wat_ze_vroeger_zei(zonnebloem: Dossier, an: Medewerker, bart: Medewerker) -> None:
    nu = timezone.now()
    eerst = taken.Inhoud(titel=f"Bel {MERK} terug", wacht_op=f"{MERK} zelf", volg_na=2, punten=(f"nummer van {MERK}",))
    taak = taken.geef(sleutel=uuid4(), inhoud=eerst, over=zonnebloem, voor=bart, door=an, op=nu)
    taken.wijzig(taak=taak, inhoud=taken.Inhoud(titel="Bel terug"), versie=taak.versie, door=an, op=nu)
    # Only what it said before holds the name now, and it is found by that.
    assert TaakEvent.objects.filter(titel__contains=MERK).exists()
    taken.werk_af(taak=Taak.objects.get(), door=bart, op=nu)
    assert wis_wat_gevonden_wordt() == "kern.taak"
    assert TaakEvent.objects.filter(titel="(gewist)").count() == TaakEvent.objects.count()


def test_een_gewiste_taak_met_een_nota_staat_ook_niet_meer_op_de_tijdlijn(zonnebloem: Dossier, an: Medewerker) -> None:
    taak = taken.geef(sleutel=uuid4(), inhoud=taken.Inhoud(titel="Bel"), over=zonnebloem, door=an, op=timezone.now())
    taken.werk_af(taak=taak, door=an, op=timezone.now(), nota=f"{MERK} nam op.")
    assert "dossiers_tijdlijnregel" in tabellen_met(MERK)
    assert wis_wat_gevonden_wordt() == "kern.taak"


def test_een_gewiste_afspraak_staat_nergens_meer(zonnebloem: Dossier, an: Medewerker) -> None:
    begin = timezone.now() + timedelta(days=3)
    plan = Plan(
        "gesprek", begin, begin + timedelta(hours=1), dossiers=(zonnebloem,), onderwerp=f"Over {MERK}", nota=f"{MERK} komt mee",
        mensen=(Persoon("organisator", MERK, f"{MERK}@zon.example"),),
    )  # fmt: skip
    afspraak = afspraken.maak_afspraak(
        sleutel=uuid4(), over=zonnebloem.organisator, plan=plan, eigenaar=an, door=an, op=timezone.now()
    )
    later = plan_van(afspraak)._replace(begin=begin + timedelta(days=1), einde=begin + timedelta(days=1, hours=1))
    afspraken.wijzig_afspraak(afspraak=afspraak, versie=afspraak.versie, plan=later, door=an, op=timezone.now())
    assert wis_wat_gevonden_wordt() == "dossiers.afspraak"


def test_een_gewiste_nota_voor_de_nacht_staat_nergens_meer(zonnebloem: Dossier, an: Medewerker) -> None:
    dageinde.schrijf_nachtnota(sleutel=uuid4(), tekst=f"{MERK} belt vannacht.", over=zonnebloem, door=an, op=timezone.now())
    assert wis_wat_gevonden_wordt() == "kern.nachtnota"
