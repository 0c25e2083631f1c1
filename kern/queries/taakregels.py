"""Questions to one person as rows on the page with what waits for somebody."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from kern.choices import Wisstatus
from kern.models import Medewerker, Uitnodiging
from kern.queries import uitnodigingen as queries
from kern.queries.wissen import te_bevestigen
from kern.taken import PER_BRON, Taakregel
from kern.tijd import BRUSSEL

_KORT = 90  # characters of a question in a list


def regel(uitnodiging: Uitnodiging, persoon: Medewerker, op: datetime) -> Taakregel:
    """Return *uitnodiging* as *persoon* sees it in a list: who asks or who is asked, the beginning of the question, the state."""
    aan_mij = uitnodiging.gevraagde_id == persoon.pk
    kort = uitnodiging.vraag if len(uitnodiging.vraag) <= _KORT else f"{uitnodiging.vraag[:_KORT].rstrip()}…"
    return Taakregel(
        titel=kort or "(gewist)",
        url=uitnodiging.get_absolute_url(),
        tegen=uitnodiging.tegen,
        status=uitnodiging.stand(op),
        toelichting=f"vraag van {uitnodiging.gevraagd_door.naam}" if aan_mij else f"vraag aan {uitnodiging.aan_naam}",
    )


def te_beantwoorden(persoon: Medewerker, op: datetime) -> Sequence[Taakregel]:
    """Return what *persoon* is asked and may still answer."""
    return [regel(vraag, persoon, op) for vraag in queries.te_beantwoorden(persoon, op)[:PER_BRON]]


def wachtend(persoon: Medewerker, op: datetime) -> Sequence[Taakregel]:
    """Return what *persoon* waits for."""
    return [regel(vraag, persoon, op) for vraag in queries.wachtend_op_antwoord(persoon)[:PER_BRON]]


def te_bevestigen_wissen(persoon: Medewerker, op: datetime) -> Sequence[Taakregel]:
    """Return the requests to erase that wait for *persoon* as the second pair of eyes."""
    wachtend_ = te_bevestigen(persoon)[:PER_BRON]
    return [
        Taakregel(
            titel=f"Wisverzoek van {v.aangevraagd_op.astimezone(BRUSSEL):%d/%m/%Y}",
            url=v.get_absolute_url(),
            status=Wisstatus(v.status),
            toelichting=f"aangevraagd door {v.aangevraagd_door.naam}",
        )
        for v in wachtend_
    ]


def laatste_dag(uitnodiging: Uitnodiging) -> datetime:
    """Return the last moment that still counts: what the page calls "tot en met"."""
    return uitnodiging.verloopt_op - timedelta(seconds=1)
