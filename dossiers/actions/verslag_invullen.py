"""What is called up while writing a report: promises, and text blocks."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid5

from django.db import transaction

from dossiers.aanroepen import belofte_in, blok_in, lees_belofte
from dossiers.access.tekstblok import blokken_bij_naam
from dossiers.actions import beloften
from dossiers.models import Belofte, Verslag, Verslagdeel
from kern.fouten import AlGewijzigd
from kern.models import Medewerker
from kern.rijketekst import uit_tekst
from kern.tijd import BRUSSEL

WAAR = "dossiers.verslag"


class Genoteerd(NamedTuple):
    """A promise and how it stands in the report."""

    belofte: Belofte
    zin: str


@transaction.atomic
def beloof_in_verslag(*, sleutel: UUID, verslag: Verslag, woord: str, tekst: str, door: Medewerker, op: datetime) -> Genoteerd:
    """Keep what stands after `::belofte` (we) or `::toezegging` (the organisator) as a promise. Sent twice it is one.

    Raises:
        BelofteOnleesbaar: no day in it, or nothing beside the day.
        AlGewijzigd: it is no concept any more.
        ValidationError, AlAndersBewaard: as `beloften.beloof`.
    """
    if not verslag.is_concept or verslag.gewist_op is not None:
        raise AlGewijzigd(verslag)
    voorstel = lees_belofte(woord, tekst, op.astimezone(BRUSSEL).date())
    waar = beloften.Waar(WAAR, str(verslag.pk), verslag.get_absolute_url())
    belofte = beloften.beloof(
        sleutel=sleutel,
        over=verslag.over,
        van=voorstel.van,
        wat=voorstel.wat,
        tegen=voorstel.tegen,
        waar=waar,
        door=door,
        op=op,
    )
    return Genoteerd(belofte, voorstel.zin)


@transaction.atomic
def vul_in(*, deel: Verslagdeel, tekst: str, door: Medewerker, op: datetime) -> str:
    """Return the HTML of what was typed in a plain text field, with its calls carried out: a browser without JavaScript.

    A line that is `::naam` becomes the block of that name, a line that begins with `::belofte` becomes a promise. What is no call
    stays as it was typed. The same lines sent again make no second promise.

    Raises:
        BelofteOnleesbaar, ValidationError: a promise cannot be kept; nothing is.
    """
    if "::" not in tekst:
        return uit_tekst(tekst)
    blokken = blokken_bij_naam(door)
    uit: list[str] = []
    los: list[str] = []

    def sluit() -> None:
        uit.append(uit_tekst("\n".join(los)))
        los.clear()

    for regel in tekst.replace("\r\n", "\n").split("\n"):
        if (naam := blok_in(regel)) in blokken:
            sluit()
            uit.append(blokken[str(naam)].tekst)
        elif gevraagd := belofte_in(regel):
            sleutel = uuid5(deel.pk, " ".join(regel.split()))
            gemaakt = beloof_in_verslag(
                sleutel=sleutel, verslag=deel.verslag, woord=gevraagd[0], tekst=gevraagd[1], door=door, op=op
            )
            los.append(gemaakt.zin)
        else:
            los.append(regel)
    sluit()
    return "".join(uit)
