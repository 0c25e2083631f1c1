"""The norm of one visit a year, as something that asks attention at every location of an organisator that nobody saw.

Looked at every night for all organisatoren, because the calendar breaks a norm without anybody doing anything; and at once for
one organisator when a visit is written on its timeline, corrected or taken back (`dossiers.actions.tijdlijn`), and for those
of whom an import brought visits (`dossiers.actions.importeren`). No log row of its own: the action that calls it writes the
one about the visit.
"""

from collections.abc import Collection
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import F, Max, Q, Value
from django.db.models.functions import Greatest

from dossiers import soorten
from dossiers.models import Aandacht, Dossier, Tijdlijnregel
from dossiers.normen import BEZOEKNORM, LOOPT, bezoek_te_laat, zonder_bezoek
from kern.tijd import BRUSSEL

_SLOT = "dossiers.bezoeknorm"
_PER_KEER = 5000  # rows in one statement


@transaction.atomic(savepoint=False)
def kijk_na(*, op: datetime, organisatoren: Collection[int] | None = None) -> int:
    """Let the locations of each organisator that nobody saw for a year ask attention, and the others rest.

    Args:
        organisatoren: pks of the only ones to look at.

    Returns on how many locations something began, ended or got another reason; a second time that is none.
    """
    _wacht_op_beurt(organisatoren)
    nodig = _nodig(op, organisatoren)
    open_ = Aandacht.objects.filter(soort=BEZOEKNORM, tot=None)
    if organisatoren is not None:
        open_ = open_.filter(Q(dossier__organisator__in=organisatoren) | Q(verwijzing__in=[str(pk) for pk in organisatoren]))
    lopend = {
        (dossier, bij): (pk, reden) for pk, dossier, bij, reden in open_.values_list("pk", "dossier", "verwijzing", "reden")
    }
    weg = {sleutel: pk for sleutel, (pk, reden) in lopend.items() if nodig.get(sleutel) != reden}
    nieuw = {sleutel: reden for sleutel, reden in nodig.items() if sleutel not in lopend or sleutel in weg}
    sleutels = list(weg.values())
    for begin in range(0, len(sleutels), _PER_KEER):
        rijen = Aandacht.objects.filter(pk__in=sleutels[begin : begin + _PER_KEER])
        rijen.update(tot=Greatest(Value(op), F("sinds")))
    soort = soorten.aandachtsoort(BEZOEKNORM)
    Aandacht.objects.bulk_create(
        (
            Aandacht(
                dossier_id=dossier,
                soort=BEZOEKNORM,
                verwijzing=bij,
                reden=reden,
                ernst=soort.ernst,
                blokkeert_uitbreiding=soort.blokkeert_uitbreiding,
                sinds=op,
            )
            # By key, as everybody locks locations: each row holds on to its own.
            for (dossier, bij), reden in sorted(nieuw.items())
        ),
        batch_size=_PER_KEER,
    )
    return len(weg.keys() | nieuw.keys())


def _wacht_op_beurt(organisatoren: Collection[int] | None) -> None:
    """Take turns until the end of the transaction: more than one goes alone, single ones wait for it and for their like.

    Without it somebody who notes a visit and the look of the night could each miss what the other wrote.
    """
    with connection.cursor() as cursor:
        if organisatoren is None or len(organisatoren) > 1:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [_SLOT])
            return
        cursor.execute("SELECT pg_advisory_xact_lock_shared(hashtext(%s))", [_SLOT])
        for organisator in organisatoren:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s), %s)", [_SLOT, organisator])


def _nodig(op: datetime, organisatoren: Collection[int] | None) -> dict[tuple[int, str], str]:
    """Return (location, organisator) → the reason, of each running location whose organisator was not seen in time."""
    locaties = Dossier.objects.filter(status__in=LOOPT).order_by()
    bezoeken = Tijdlijnregel.objects.geldig().filter(soort__in=soorten.bezoeksoorten(), op__lte=op).order_by()
    if organisatoren is not None:
        locaties, bezoeken = locaties.filter(organisator__in=organisatoren), bezoeken.filter(organisator__in=organisatoren)
    laatste = dict(bezoeken.values_list("organisator").annotate(laatste=Max("op")))
    begonnen: dict[int, date | None] = {}
    waar: list[tuple[int, int]] = []
    for pk, van, dag in locaties.values_list("pk", "organisator", "gestart_op"):
        waar.append((pk, van))
        # One location of which nobody knows since when: then it is not known for the organisator.
        eerder = begonnen.get(van, dag)
        begonnen[van] = min(eerder, dag) if eerder and dag else None
    vandaag = op.astimezone(BRUSSEL).date()
    redenen: dict[int, str] = {}
    for van, begin in begonnen.items():
        bezocht = laatste[van].astimezone(BRUSSEL).date() if van in laatste else None
        if bezoek_te_laat(bezocht, begin, vandaag):
            redenen[van] = zonder_bezoek(bezocht)
    return {(pk, str(van)): redenen[van] for pk, van in waar if van in redenen}
