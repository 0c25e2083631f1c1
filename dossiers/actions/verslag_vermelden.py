"""Colleagues who are named in a report with @ and their name: each is told once per report, when they may read it."""

from collections.abc import Sequence
from datetime import datetime

from dossiers import berichten, gebeurtenissen
from dossiers.aanroepen import genoemden
from dossiers.actions.verslaglog import log
from dossiers.models import Verslag
from kern.models import Medewerker
from kern.rijketekst import als_tekst


def verwittig_genoemden(*, verslag: Verslag, nu: str, vorige: str, door: Medewerker, op: datetime) -> Sequence[str]:
    """Tell who is named in what was just saved and was not before; part of saving, in its transaction.

    Returns:
        the names of colleagues who may not read this report, and so were not told.
    """
    if "@" not in nu:
        return ()
    namen: dict[str, list[int]] = {}
    for pk, voornaam, familienaam in Medewerker.objects.filter(is_active=True).values_list("pk", "voornaam", "familienaam"):
        namen.setdefault(f"{voornaam} {familienaam}", []).append(pk)
    toen = set(genoemden(als_tekst(vorige), namen))
    niet = []
    for naam in genoemden(als_tekst(nu), namen):
        if naam in toen:
            continue
        wie = [persoon for persoon in Medewerker.objects.filter(pk__in=namen[naam]) if _leest(persoon, verslag)]
        if not wie:
            niet.append(naam)
        for persoon in wie:
            if persoon != door and berichten.meld_vermelding(verslag, persoon, door=door, op=op):
                log(gebeurtenissen.VERSLAG_VERMELD, verslag, door, op, aan=persoon.pk)
    return niet


def _leest(persoon: Medewerker, verslag: Verslag) -> bool:
    return Verslag.objects.zichtbaar_voor(persoon).filter(pk=verslag.pk).exists()
