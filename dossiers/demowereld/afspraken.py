"""The appointments of the demo: some in the coming days, one moved, one that took place, one at which nobody was there."""

from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from dossiers.actions import afspraken
from dossiers.actions.afspraakgevolg import Persoon, Plan, plan_van
from dossiers.choices import Afspraaksoort, Deelnemersoort
from dossiers.demowereld.tijd import moment
from dossiers.models import Afspraak, Dossier
from kern.generator.bouw import uuid
from kern.generator.verleden import gebeurd_op
from kern.models import Medewerker
from kern.queries.termijnen import kalender
from kern.termijnen import Sluitsoort
from kern.tijd import BRUSSEL

_TOEVAL = Random("afspraken")


def vul(per_naam: dict[str, Dossier], mensen: dict[str, Medewerker], op: datetime) -> None:
    """Make them through the actions."""
    zelf, collega = mensen["klantenbeheerder"], mensen["collega"]
    morgen, overmorgen = _werkdag(op, 1), _werkdag(op, 2)
    vorige = moment(op, 2)
    # A round of visits nobody was told of, in no clever order.
    for naam, uur in (("De Wolkjes", 9), ("De Klavertjes", 11), ("Regenboog Noord", 14)):
        _maak(
            per_naam[naam], zelf, vorige, morgen, time(uur, 30), aangekondigd=False, uur_vast=False, onderwerp="Jaarlijks bezoek"
        )
    zandloper = per_naam["De Zandloper"]
    rita = Persoon(str(Deelnemersoort.ORGANISATOR), "Directie Verzonnen Zorg", "directie@verzonnen-zorg.example")
    verplaatst = _maak(
        zandloper, zelf, op - timedelta(days=3), overmorgen, time(10), soort=str(Afspraaksoort.GESPREK), mensen=(rita,),
        onderwerp="Over de meldingen van de voorbije weken", plaats="Vlaams Administratief Centrum, 2018 Antwerpen",
        collegas=(collega,), vast=True,
    )  # fmt: skip
    plan = plan_van(verplaatst)
    later = plan._replace(begin=plan.begin + timedelta(hours=3), einde=plan.einde + timedelta(hours=3))
    with gebeurd_op(op - timedelta(days=1)):
        afspraken.wijzig_afspraak(afspraak=verplaatst, versie=verplaatst.versie, plan=later, door=zelf, op=op - timedelta(days=1))
    _maak(per_naam["Pipo"], mensen["lieve.maes"], vorige, overmorgen, time(9), onderwerp="Jaarlijks bezoek", vast=True)
    _geweest(per_naam, zelf, op)


def _geweest(per_naam: dict[str, Dossier], zelf: Medewerker, op: datetime) -> None:
    vorige = _werkdag(op, -6)
    toen = datetime.combine(vorige, time(17), tzinfo=BRUSSEL)
    gesprek = _maak(
        per_naam["Samen Groot"], zelf, toen - timedelta(days=9), vorige, time(14), soort=str(Afspraaksoort.TELEFOON),
        onderwerp="Over de sluitingsdagen", vast=True,
    )  # fmt: skip
    niemand = _maak(per_naam["Samen Klein"], zelf, toen - timedelta(days=9), vorige, time(10), aangekondigd=False, vast=True)
    with gebeurd_op(toen):
        afspraken.rond_af(
            afspraak=gesprek, tekst="De kalender van volgend jaar komt tegen eind deze maand.", met="de coördinator",
            wanneer=gesprek.begin, door=zelf, op=toen,
        )  # fmt: skip
        afspraken.ging_niet_door(afspraak=niemand, reden="De deur was dicht: een pedagogische studiedag.", door=zelf, op=toen)


def _maak(dossier: Dossier, wie: Medewerker, op: datetime, dag: Any, uur: time, *, vast: bool = False, **anders: Any) -> Afspraak:
    begin = datetime.combine(dag, uur, tzinfo=BRUSSEL)
    gegevens: dict[str, Any] = {"soort": str(Afspraaksoort.BEZOEK), "plaats": dossier.adres}
    plan = Plan(begin=begin, einde=begin + timedelta(minutes=90), dossiers=(dossier,), **gegevens | anders)
    with gebeurd_op(op):
        return afspraken.maak_afspraak(
            sleutel=uuid(_TOEVAL), over=dossier.organisator, plan=plan, eigenaar=wie, door=wie, op=op, bevestig_meteen=vast
        )


def _werkdag(op: datetime, over: int) -> Any:
    """Return the working day *over* working days after (or before) today."""
    dag, sluit, stap = op.astimezone(BRUSSEL).date(), kalender(), 1 if over > 0 else -1
    while over:
        dag += timedelta(days=stap)
        over -= stap if sluit.is_werkdag(dag, frozenset(Sluitsoort)) else 0
    return dag
