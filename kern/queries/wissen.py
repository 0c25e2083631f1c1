"""Reads about erasing: what a thing is, in words, and where somebody occurs."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from kern import wissen
from kern.models import Medewerker, OutboxRegel, Uitnodiging, Wisverzoek
from kern.tijd import BRUSSEL
from kern.wissen import Wisbaar

_MEESTE = 50


def verzoeken() -> QuerySet[Wisverzoek]:
    """Return every request, the ones that wait first."""
    return Wisverzoek.objects.select_related("aangevraagd_door", "beslist_door").order_by("beslist_op", "-aangevraagd_op")


def te_bevestigen(persoon: Medewerker) -> QuerySet[Wisverzoek]:
    """Return the requests that wait for *persoon*: never their own."""
    open_ = verzoeken().filter(status="aangevraagd").exclude(aangevraagd_door=persoon)
    return open_ if "kern.wissen_bevestigen" in persoon.rechten else open_.none()


def treffers(term: str) -> list[tuple[Wisbaar, str, str]]:
    """Return where *term* (an e-mail address or a name) occurs: kind, key and description."""
    if len(term.strip()) < 3:
        return []
    return [(soort, sleutel, zin) for soort in wissen.soorten() for sleutel, zin in soort.zoek(term.strip())]


# --- Questions to one person ------------------------------------------------------------------------------------------------


def _uitnodiging(sleutel: str) -> Uitnodiging | None:
    try:
        return Uitnodiging.objects.select_related("gevraagde").filter(pk=sleutel, gewist_op=None).first()
    except ValidationError:  # not a UUID
        return None


def beschrijf_uitnodiging(sleutel: str) -> str | None:
    """Return the question in words, without what was asked."""
    uitnodiging = _uitnodiging(sleutel)
    if uitnodiging is None:
        return None
    adres = f" ({uitnodiging.buiten_email})" if uitnodiging.buiten_email else ""
    return f"adviesvraag van {uitnodiging.gevraagd_op.astimezone(BRUSSEL):%d/%m/%Y} aan {uitnodiging.aan_naam}{adres}"


def kenmerk_uitnodiging(sleutel: str) -> str:
    """Return what is hashed: the address of somebody of outside, else the key of the question."""
    uitnodiging = _uitnodiging(sleutel)
    return uitnodiging.buiten_email if uitnodiging is not None and uitnodiging.buiten_email else sleutel


def zoek_uitnodigingen(term: str) -> Iterable[tuple[str, str]]:
    """Find questions to somebody of outside by address or part of the name."""
    gevonden = Uitnodiging.objects.filter(
        Q(buiten_email__iexact=term) | Q(buiten_naam__icontains=term), gevraagde=None, gewist_op=None
    )
    return [(str(u.pk), beschrijf_uitnodiging(str(u.pk)) or "") for u in gevonden[:_MEESTE]]


# --- Messages -----------------------------------------------------------------------------------------------------------------


def _bericht(sleutel: str) -> OutboxRegel | None:
    return OutboxRegel.objects.filter(message_id__startswith=f"<{sleutel}@", gewist_op=None).first() if sleutel else None


def beschrijf_bericht(sleutel: str) -> str | None:
    """Return the message in words, without its text."""
    bericht = _bericht(sleutel)
    if bericht is None:
        return None
    aan = ", ".join(bericht.aan) or str(bericht.ontvanger)
    return f"{bericht.get_kanaal_display()} van {bericht.gemaakt_op.astimezone(BRUSSEL):%d/%m/%Y} aan {aan}"


def kenmerk_bericht(sleutel: str) -> str:
    """Return what is hashed: the first address, else the key of the message."""
    bericht = _bericht(sleutel)
    return bericht.aan[0] if bericht is not None and bericht.aan else sleutel


def zoek_berichten(term: str) -> Iterable[tuple[str, str]]:
    """Find messages that went to exactly this address or number."""
    gevonden = OutboxRegel.objects.filter(aan__contains=[term], gewist_op=None)
    sleutels = [message_id[1:37] for message_id in gevonden.values_list("message_id", flat=True)[:_MEESTE]]
    return [(sleutel, beschrijf_bericht(sleutel) or "") for sleutel in sleutels]
