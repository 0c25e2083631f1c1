"""The calculation itself: from a start moment over counting, suspensions and extensions to a date with its steps."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import pairwise

from kern.termijnen.dagteller import Dagteller
from kern.termijnen.fouten import OngeldigeAanpassing, OngeldigeRegel
from kern.termijnen.kalender import Kalender
from kern.termijnen.klokteller import Klokteller
from kern.termijnen.regel import Aanpassing, Datumwijziging, Opschorting, Regel
from kern.termijnen.uitkomst import Stap, Stapsoort, Uitkomst
from kern.termijnen.woorden import JURIDISCH


def bereken(
    *,
    regel: Regel,
    start: datetime,
    kalender: Kalender,
    duur: int | None = None,
    eigen_datum: date | None = None,
    aanpassingen: Sequence[Aanpassing] = (),
    voorlopig: bool = False,
) -> Uitkomst:
    """Compute when a term is over, with every step in Dutch.

    Args:
        regel: the rule that applied on the day of the start.
        start: aware moment of the event (sending, receipt, registration).
        kalender: the closing days.
        duur: length for a rule that is decided case by case, in the unit of the rule.
        eigen_datum: the date itself for such a rule, instead of a length.
        aanpassingen: suspensions, extensions and changes of date; applied in the order of their moments.
        voorlopig: counted from the sending because the receipt is not known yet.

    Raises:
        OngeldigeRegel: a length was given to a rule that has one, or is missing where the case must decide.
        OngeldigeAanpassing: an adjustment after the end, or overlapping another one. What lies before the start counts from it.
    """
    _controleer_moment(start, *(aanpassing.moment for aanpassing in aanpassingen))
    duur = _kies_duur(regel, duur, eigen_datum)
    if duur is None and eigen_datum is None:
        return _onbekend(regel, voorlopig)
    teller: Dagteller | Klokteller
    if regel.eenheid.is_klok:
        if duur is None:
            raise OngeldigeRegel(f"“{regel.naam}” telt in uren: geef een aantal, geen datum.")
        teller = Klokteller(regel, start, voorlopig)
        teller.tel(duur)
    else:
        teller = Dagteller(regel, start, kalender, voorlopig)
        teller.tel(duur, eigen_datum)
    for aanpassing in _op_volgorde(aanpassingen):
        if isinstance(aanpassing, Opschorting):
            teller.schort_op(aanpassing)
        elif isinstance(aanpassing, Datumwijziging):
            teller.wijzig_datum(aanpassing)
        else:
            teller.verleng(aanpassing)
    return teller.besluit()


def _controleer_moment(*momenten: datetime) -> None:
    if any(moment.utcoffset() is None for moment in momenten):
        raise OngeldigeAanpassing("Een moment zonder tijdzone kan geen termijn dragen.")


def _kies_duur(regel: Regel, duur: int | None, eigen_datum: date | None) -> int | None:
    """The length to count with; None when only a date counts, or when nothing is known."""
    if not regel.per_geval:
        if duur is not None or eigen_datum is not None:
            raise OngeldigeRegel(f"“{regel.naam}” heeft een eigen duur: die kan niet per geval gekozen worden.")
        return regel.duur
    if (duur is None) == (eigen_datum is None):
        raise OngeldigeRegel(f"“{regel.naam}” wordt per geval bepaald: geef een duur of een datum.")
    if duur is not None and duur < 1:
        raise OngeldigeRegel("Een termijn duurt minstens 1.")
    return duur


def _op_volgorde(aanpassingen: Sequence[Aanpassing]) -> list[Aanpassing]:
    """In order of their moments; two suspensions never overlap, and nothing follows an open one but an extension."""
    op_volgorde = sorted(aanpassingen, key=lambda aanpassing: aanpassing.moment)
    schorsingen = [aanpassing for aanpassing in op_volgorde if isinstance(aanpassing, Opschorting)]
    for eerste, tweede in pairwise(schorsingen):
        if eerste.tot is None or tweede.vanaf < eerste.tot:
            raise OngeldigeAanpassing("Twee opschortingen kunnen elkaar niet overlappen.")
    return op_volgorde


def _onbekend(regel: Regel, voorlopig: bool) -> Uitkomst:
    """A rule without a length: a clear answer instead of a guess."""
    reden = f"De duur van “{regel.naam}” is niet bekend, {JURIDISCH}."
    return Uitkomst(
        datum=None,
        vervalt_op=None,
        stappen=(Stap(Stapsoort.ONZEKER, reden), Stap(Stapsoort.RESULTAAT, "Termijn niet bekend, te bevestigen.")),
        onzekerheden=(reden,),
        bekend=False,
        opgeschort=False,
        voorlopig=voorlopig,
    )
