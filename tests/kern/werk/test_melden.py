"""Writing and closing rows from the actions of apps, also twice and by two at once."""

from datetime import date, datetime
from uuid import uuid4

from django.core.management import call_command
from django.utils import timezone

from kern.actions import eigen_werk, werk
from kern.actions.uitnodigingen import Buitenstaander, beantwoord, trek_in, vraag_advies
from kern.choices import Rol
from kern.controle import voer_uit
from kern.models import Logregel, Medewerker, Werkregel
from kern.queries.werk import voorraad
from kern.tijd import BRUSSEL
from kern.werk import Publiek, Werkgroep
from tests.hulp.tegelijk import tegelijk
from tests.kern.mechanismehulp import document
from tests.kern.werk.hulp import DOE, MAANDAG, groepen, meld, titels
from tests.mensen import collega

# --- Writing is idempotent, closing too --------------------------------------------------------------------------------------


def test_hetzelfde_werk_staat_er_een_keer_en_kent_de_laatste_dag(an: Medewerker) -> None:
    for tegen in (date(2026, 3, 10), date(2026, 3, 12)):
        meld(Publiek(voor=an), "bel", verwijzing="x", tegen=tegen)
    assert [r.tegen_dag for r in Werkregel.objects.all()] == [date(2026, 3, 12)]
    assert werk.sluit(soort=DOE, verwijzing="x", door=an, op=MAANDAG) == 1
    assert werk.sluit(soort=DOE, verwijzing="x", door=an, op=MAANDAG) == 0
    meld(Publiek(voor=an), "bel opnieuw", verwijzing="x")
    assert titels(an) == ["bel opnieuw"]


def test_sluiten_sluit_bij_iedereen(an: Medewerker, bart: Medewerker, carla: Medewerker) -> None:
    for publiek in (Publiek(voor=an), Publiek(voor=bart), Publiek(rol=Rol.COORDINATOR)):
        meld(publiek, verwijzing="x")
    assert werk.sluit(soort=DOE, verwijzing="x", door=an, op=MAANDAG) == 3
    assert titels(an) == titels(bart) == titels(carla) == []


def test_twee_die_samen_afvinken_een_doet_het_en_de_ander_leest_dat(eigen_database: object) -> None:
    an = collega("An", Rol.COORDINATOR, team="antwerpen")
    regel = meld(Publiek(rol=Rol.COORDINATOR, team=an.team))

    def vink_af() -> str:
        eigen_werk.vink_af(regel=Werkregel.objects.get(pk=regel.pk), door=an, op=MAANDAG)
        return "gedaan"

    uitkomsten = tegelijk(vink_af, vink_af)
    assert sorted(str(u) for u in uitkomsten)[1] == "gedaan"
    assert sum(isinstance(u, eigen_werk.NietMeer) for u in uitkomsten) == 1
    assert Logregel.objects.filter(gebeurtenis="kern.werk_afgevinkt").count() == 1


def test_twee_die_hetzelfde_melden_maken_een_regel(eigen_database: object) -> None:
    an = collega("An", Rol.COORDINATOR, team="antwerpen")
    uitkomsten = tegelijk(*[lambda: meld(Publiek(voor=an), verwijzing="x").pk] * 2)
    assert len(set(uitkomsten)) == Werkregel.objects.count() == 1


# --- The work of kern itself -------------------------------------------------------------------------------------------------


def test_een_adviesvraag_staat_bij_wie_moet_antwoorden_en_bij_wie_wacht(ivo: Medewerker, gust: Medewerker) -> None:
    nu = MAANDAG
    vraag = vraag_advies(
        sleutel=uuid4(), onderwerp_soort="kern.pdfdocument", onderwerp_id=str(document(ivo, door=ivo).pk), aan=gust,
        vraag="Mogen we dit vrijgeven?", tegen=date(2026, 3, 6), door=ivo, op=nu,
    )  # fmt: skip
    bij_gust, bij_ivo = voorraad(gust, nu).rijen[0], voorraad(ivo, nu).rijen[0]
    assert (bij_gust.titel, bij_gust.kort) == ("Ivo Mertens vraagt uw advies", "Mogen we dit vrijgeven?")
    assert (bij_ivo.groep, bij_ivo.wacht_op) == (Werkgroep.ANDEREN, "een antwoord van Gust Wouters")
    controleer_advies()
    te_laat = datetime(2026, 3, 8, 9, tzinfo=BRUSSEL)
    assert groepen(gust, te_laat) == {"Ivo Mertens vraagt uw advies": "LAAT"}
    assert groepen(ivo, te_laat) == {"Mogen we dit vrijgeven?": "LAAT"}
    vervallen = datetime(2026, 3, 10, tzinfo=BRUSSEL)
    assert groepen(gust, vervallen) == {}
    assert groepen(ivo, vervallen) == {"Mogen we dit vrijgeven?": "LAAT"}
    beantwoord(uitnodiging=vraag, antwoord="Ja.", door=gust, op=nu)
    assert titels(gust) == titels(ivo) == []
    controleer_advies()


def test_een_vraag_aan_iemand_van_buiten_staat_alleen_bij_wie_wacht(ivo: Medewerker) -> None:
    vraag = vraag_advies(
        sleutel=uuid4(), onderwerp_soort="kern.pdfdocument", onderwerp_id=str(document(ivo, door=ivo).pk),
        aan=Buitenstaander("Mia Buiten", "mia@buiten.example"), vraag="Klopt dit?", tegen=date(2026, 3, 6), door=ivo, op=MAANDAG,
    )  # fmt: skip
    assert [r.wacht_op for r in voorraad(ivo, MAANDAG).rijen] == ["een antwoord van Mia Buiten"]
    trek_in(uitnodiging=vraag, door=ivo, op=MAANDAG)
    assert titels(ivo) == []
    controleer_advies()


def controleer_advies() -> None:
    call_command("controleer", "kern.werk_advies_geven", "kern.werk_advies_krijgen", "kern.werk_soorten")


def test_de_controle_vindt_een_vraag_zonder_regel_en_een_regel_zonder_vraag(ivo: Medewerker, gust: Medewerker) -> None:
    vraag_advies(
        sleutel=uuid4(), onderwerp_soort="kern.pdfdocument", onderwerp_id=str(document(ivo, door=ivo).pk), aan=gust,
        vraag="Mogen we dit vrijgeven?", tegen=timezone.localdate(), door=ivo, op=timezone.now(),
    )  # fmt: skip
    Werkregel.objects.filter(soort="kern.advies_geven").update(verwijzing=str(uuid4()))
    assert [uitslag.fout for uitslag in voer_uit(["kern.werk_advies_geven", "kern.werk_advies_krijgen"])] == [2, 0]
