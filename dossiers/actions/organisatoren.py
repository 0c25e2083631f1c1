"""Writes about organisatoren."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from dossiers import gebeurtenissen
from dossiers.access import namens_wie_bij, weg_naar_organisator
from dossiers.actions import feiten
from dossiers.models import Dossier, Organisator
from dossiers.nummers import check_echt, zuiver_kbo
from kern import logboek
from kern.fouten import AlGewijzigd
from kern.models import Medewerker


@transaction.atomic
def maak_organisator(
    *,
    nummer: str,
    naam: str,
    bron: str,
    bronnummer: str,
    door: Medewerker | None,
    op: datetime,
    kbo: str = "",
    telefoon: str = "",
    telefoon_buiten_uren: str = "",
    email: str = "",
    rechtsvorm: str = "",
    straat: str = "",
    huisnummer: str = "",
    postcode: str = "",
    gemeente: str = "",
    talen: Sequence[str] = (),
    klantenbeheerder: Medewerker | None = None,
) -> Organisator:
    """Add an organisator; *kbo* may be typed in any form.

    Raises:
        ValidationError: a field is not valid, or the number or company number exists already.
    """
    organisator = Organisator(
        nummer=nummer,
        naam=naam,
        bron=bron,
        bronnummer=bronnummer,
        kbo=zuiver_kbo(kbo) if kbo else "",
        telefoon=telefoon,
        telefoon_buiten_uren=telefoon_buiten_uren,
        email=email,
        rechtsvorm=rechtsvorm,
        straat=straat,
        huisnummer=huisnummer,
        postcode=postcode,
        gemeente=gemeente,
        talen=list(talen),
        klantenbeheerder=klantenbeheerder,
    )
    organisator.full_clean()
    organisator.save()
    logboek.schrijf(
        gebeurtenissen.ORGANISATOR_GEMAAKT,
        over=organisator,
        door=door,
        op=op,
        gegevens={"bron": bron, "klantenbeheerder": klantenbeheerder.pk if klantenbeheerder else None},
    )
    return organisator


VELDEN = (
    "kbo",
    "rechtsvorm",
    "straat",
    "huisnummer",
    "postcode",
    "gemeente",
    "telefoon",
    "telefoon_buiten_uren",
    "email",
    "talen",
)
"""What is kept up to date by hand; the name comes from the register, the klantenbeheerder from a hand-over."""


@transaction.atomic
def wijzig_organisator(
    *,
    organisator: Organisator,
    versie: int,
    kbo: str,
    talen: Sequence[str],
    door: Medewerker,
    op: datetime,
    nummer: str = "",
    **velden: str,
) -> Organisator:
    """Change what a klantenbeheerder keeps by hand (`VELDEN`), if nobody did since the form was opened at *versie*.

    Args:
        nummer: the real number of who has a provisional one; empty while nobody knows it.

    Raises:
        AlGewijzigd: a colleague changed it in the meantime; nothing is overwritten.
        ValidationError: a value is not valid, or another organisator has this number or company number.
    """
    nieuw: dict[str, Any] = {**velden, "kbo": zuiver_kbo(kbo) if kbo else "", "talen": list(talen)}
    waarden: dict[str, Any] = {veld: nieuw[veld] for veld in VELDEN}
    oud_nummer = organisator.nummer
    if nummer and nummer != oud_nummer:
        if organisator.versie != versie:  # first: who gave it another number meanwhile is shown, with this one
            raise AlGewijzigd(organisator)
        check_echt(oud_nummer, nummer, veld="nummer", wat="Deze organisator")
        waarden["nummer"] = nummer
    gewijzigd = sorted(veld for veld, waarde in waarden.items() if getattr(organisator, veld) != waarde)
    for veld, waarde in waarden.items():
        setattr(organisator, veld, waarde)
    organisator.full_clean()
    try:
        with transaction.atomic():
            rijen = Organisator.objects.filter(pk=organisator.pk, versie=versie).update(versie=F("versie") + 1, **waarden)
    except IntegrityError:
        organisator.full_clean()  # a colleague gave this (company) number to another one a moment ago: say so at the field
        raise
    if rijen != 1:
        raise AlGewijzigd(organisator)
    organisator.versie = versie + 1
    logboek.schrijf(
        gebeurtenissen.ORGANISATOR_GEWIJZIGD,
        over=organisator,
        door=door,
        op=op,
        namens=namens_wie_bij(door, organisator),
        gegevens={"velden": gewijzigd, "versie": organisator.versie},
    )
    if "nummer" in gewijzigd:
        feiten.noteer_nummer(organisator=organisator, oud=oud_nummer, door=door, op=op)
    return organisator


@transaction.atomic
def geef_nummer(*, organisator: Organisator, nummer: str, door: Medewerker | None, op: datetime) -> Organisator:
    """Give who has a provisional number the real one that the old system has, by whose key it is known.

    Raises:
        AlGewijzigd: a colleague changed it in the meantime.
        ValidationError: it has its real number already, or *nummer* is none, or somebody else's.
    """
    oud, versie = organisator.nummer, organisator.versie
    check_echt(oud, nummer, veld="nummer", wat="Deze organisator")
    organisator.nummer = nummer
    organisator.full_clean()
    if Organisator.objects.filter(pk=organisator.pk, versie=versie).update(versie=F("versie") + 1, nummer=nummer) != 1:
        raise AlGewijzigd(organisator)
    organisator.versie = versie + 1
    logboek.schrijf(gebeurtenissen.ORGANISATOR_BIJGEWERKT, over=organisator, door=door, op=op, gegevens={"velden": ["nummer"]})
    feiten.noteer_nummer(organisator=organisator, oud=oud, door=door, op=op)
    return organisator


def noteer_inzage(*, organisator: Organisator, locaties: Sequence[Dossier], door: Medewerker, op: datetime) -> Medewerker | None:
    """Write down that *door* reads the organisator's content, in one row, and of which locations; no row, no look.

    *locaties* are all of them, fetched with `met_weg`; when not all are open the row names the ones that are.

    Returns:
        the absent colleague on whose behalf *door* reads, as the row says; None when they read for themselves.
    """
    namens = namens_wie_bij(door, organisator)
    open_ = [dossier.pk for dossier in locaties if dossier.weg]
    logboek.schrijf(
        gebeurtenissen.ORGANISATOR_INGEZIEN,
        over=organisator,
        door=door,
        op=op,
        namens=namens,
        gegevens={
            "weg": weg_naar_organisator(door, organisator),
            "locaties": "alle" if len(open_) == len(locaties) else open_,
        },
    )
    return namens
