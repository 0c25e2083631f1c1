"""Writes about organisatoren."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from dossiers import gebeurtenissen
from dossiers.models import Organisator
from dossiers.nummers import zuiver_kbo
from kern import logboek
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
