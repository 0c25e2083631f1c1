"""Who is told what about access: lines in the notification centre, made in the transaction of the act itself.

No reason and no name of a child or parent travels along: the line says who and which dossier, the page behind it the rest.
"""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse

from dossiers.access import beslissers
from dossiers.models import Dossier, DossierToegang, Toegangsvraag
from dossiers.querysets import BESLISROLLEN, TEAMROLLEN
from kern.actions.outbox import notificeer
from kern.models import Medewerker, Vervanging
from kern.tijd import dag


def in_de_plaats_van(personen: QuerySet[Medewerker], op: datetime) -> QuerySet[Medewerker]:
    """Return *personen* and whoever stands in for one of them today with a role of their own that follows dossiers."""
    vervangers = Vervanging.objects.filter(
        afwezige__in=personen, vanaf__lte=dag(op), tot__gte=dag(op), ingetrokken_op=None, vervanger__is_active=True
    ).values("vervanger")
    return Medewerker.objects.filter(
        Q(pk__in=personen.values("pk")) | Q(pk__in=vervangers, rollen__overlap=[*TEAMROLLEN, *BESLISROLLEN])
    ).order_by("pk")


def _welk(dossier: Dossier) -> str:
    return f"{dossier.naam} ({dossier.dossiernummer}, {dossier.gemeente})"


def meld_vraag(vraag: Toegangsvraag, *, door: Medewerker, op: datetime) -> None:
    """Tell who is in charge that a colleague asks to read."""
    notificeer(
        sleutel=f"toegangsvraag:{vraag.pk}",
        over=vraag.dossier,
        ontvangers=in_de_plaats_van(beslissers(vraag.dossier), op).exclude(pk=door.pk),
        titel=f"{door.naam} vraagt toegang",
        tekst=_welk(vraag.dossier),
        url=vraag.get_absolute_url(),
        door=door,
        op=op,
    )


def meld_antwoord(vraag: Toegangsvraag, *, door: Medewerker, op: datetime) -> None:
    """Tell the asker what was decided."""
    toegekend = vraag.toegang_id is not None
    notificeer(
        sleutel=f"toegangsvraag-antwoord:{vraag.pk}",
        over=vraag.dossier,
        ontvangers=[vraag.vrager],
        titel="U kreeg toegang" if toegekend else "Uw vraag om toegang werd geweigerd",
        tekst=_welk(vraag.dossier),
        url=vraag.dossier.get_absolute_url() if toegekend else vraag.get_absolute_url(),
        door=door,
        op=op,
    )


def meld_noodtoegang(toegang: DossierToegang, *, door: Medewerker, op: datetime) -> None:
    """Tell who is in charge that somebody reads in an emergency."""
    notificeer(
        sleutel=f"noodtoegang:{toegang.pk}",
        over=toegang.content_object,
        ontvangers=in_de_plaats_van(beslissers(toegang.content_object), op).exclude(pk=door.pk),
        titel=f"{door.naam} nam noodtoegang",
        tekst=_welk(toegang.content_object),
        url=reverse("dossiers:toegang"),
        door=door,
        op=op,
    )


def meld_einde(toegang: DossierToegang, *, door: Medewerker, op: datetime) -> None:
    """Tell somebody that they do not read along any more."""
    notificeer(
        sleutel=f"toegang-einde:{toegang.pk}",
        over=toegang.content_object,
        ontvangers=[toegang.user],
        titel="Uw toegang is beëindigd",
        tekst=_welk(toegang.content_object),
        url=toegang.content_object.get_absolute_url() if toegang.user.is_intern else "",
        door=door,
        op=op,
    )
