"""Questions to one person as rows of a table."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kern.choices import Uitnodigingstatus
from kern.models import Medewerker, Uitnodiging
from kern.tekst import inkorten

_KORT = 90  # characters of a question in a list


@dataclass(frozen=True)
class Vraagregel:
    """One question: its beginning, where it is answered, by when, who asks or who is asked, and its state."""

    titel: str
    url: str
    tegen: date
    status: Uitnodigingstatus
    toelichting: str


def regel(uitnodiging: Uitnodiging, persoon: Medewerker, op: datetime) -> Vraagregel:
    """Return *uitnodiging* as *persoon* sees it in a list."""
    aan_mij = uitnodiging.gevraagde_id == persoon.pk
    return Vraagregel(
        titel=inkorten(uitnodiging.vraag, _KORT) or "(gewist)",
        url=uitnodiging.get_absolute_url(),
        tegen=uitnodiging.tegen,
        status=uitnodiging.stand(op),
        toelichting=f"vraag van {uitnodiging.gevraagd_door.naam}" if aan_mij else f"vraag aan {uitnodiging.aan_naam}",
    )


def laatste_dag(uitnodiging: Uitnodiging) -> datetime:
    """Return the last moment that still counts: what the page calls "tot en met"."""
    return uitnodiging.verloopt_op - timedelta(seconds=1)
