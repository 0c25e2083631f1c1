"""Who is told what about access: lines in the notification centre, made in the transaction of the act itself.

No reason and no name of a child or parent travels along: the line says who and which dossier, the page behind it the rest.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse

from dossiers.access import beslissers
from dossiers.models import Aanvraag, Dossier, DossierToegang, Overdracht, Overdrachtsregel, Toegangsvraag, Verslag
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


def meld_overdracht(overdracht: Overdracht, regels: Sequence[Overdrachtsregel], *, door: Medewerker, op: datetime) -> None:
    """Tell who got locations and each who had them, once each; and the coordinators of the receiver's team when it is another."""
    aantal = len(regels)
    locaties = "1 locatie" if aantal == 1 else f"{aantal} locaties"
    over_wat = _welk(regels[0].dossier) if aantal == 1 else locaties
    url = overdracht.get_absolute_url()
    naar = overdracht.naar
    notificeer(
        sleutel=f"overdracht:{overdracht.pk}",
        over=overdracht,
        ontvangers=[naar] if naar != door else [],
        titel=f"U volgt vanaf nu {locaties}" if aantal else "U kreeg een organisator toegewezen",
        tekst=over_wat,
        url=url,
        door=door,
        op=op,
    )
    per_vorige = Counter(regel.van for regel in regels if regel.van)
    for vorige, hoeveel in sorted(per_vorige.items(), key=lambda paar: paar[0].pk):
        if vorige in (door, naar) or not vorige.is_active:
            continue
        notificeer(
            sleutel=f"overdracht-van:{overdracht.pk}",
            over=overdracht,
            ontvangers=[vorige],
            titel=f"{naar} volgt nu {'een locatie' if hoeveel == 1 else f'{hoeveel} locaties'} van u",
            tekst=over_wat if aantal == 1 else "",
            url=url,
            door=door,
            op=op,
        )
    if naar.team_id != door.team_id:
        coordinatoren = Medewerker.objects.filter(rollen__overlap=BESLISROLLEN, team=naar.team_id, is_active=True)
        notificeer(
            sleutel=f"overdracht-team:{overdracht.pk}",
            over=overdracht,
            ontvangers=coordinatoren.exclude(pk__in=[naar.pk, door.pk]).order_by("pk"),
            titel=f"{naar} kreeg {locaties} van een ander team",
            tekst=over_wat,
            url=url,
            door=door,
            op=op,
        )


def meld_aanvraag(aanvraag: Aanvraag, *, door: Medewerker, op: datetime) -> None:
    """Tell who follows the location or the organisator that something is asked."""
    volger = (aanvraag.dossier or aanvraag.organisator).klantenbeheerder
    notificeer(
        sleutel=f"aanvraag:{aanvraag.pk}",
        over=aanvraag,
        ontvangers=[volger] if volger and volger != door and volger.is_active else [],
        titel=f"Aanvraag tot {aanvraag.soortlid.label}",
        tekst=_welk(aanvraag.dossier) if aanvraag.dossier else str(aanvraag.organisator),
        url=aanvraag.get_absolute_url(),
        door=door,
        op=op,
    )


def meld_beslissing(aanvraag: Aanvraag, *, door: Medewerker, op: datetime) -> None:
    """Tell who entered the request and who wrote the advice what became of it."""
    wie = {persoon.pk: persoon for persoon in (aanvraag.ingediend_door, aanvraag.advies_door) if persoon and persoon.is_active}
    wie.pop(door.pk, None)
    notificeer(
        sleutel=f"aanvraag-beslissing:{aanvraag.pk}",
        over=aanvraag,
        ontvangers=[wie[pk] for pk in sorted(wie)],
        titel=f"Aanvraag tot {aanvraag.soortlid.label}: {aanvraag.statuslid.label}",
        tekst=_welk(aanvraag.dossier) if aanvraag.dossier else str(aanvraag.organisator),
        url=aanvraag.get_absolute_url(),
        door=door,
        op=op,
    )


def meld_verslag_te_lezen(verslag: Verslag, *, door: Medewerker, op: datetime) -> None:
    """Tell the reader that a report waits."""
    notificeer(
        sleutel=f"verslag-lezen:{verslag.pk}:{op.timestamp()}",
        over=verslag.over,
        ontvangers=[verslag.lezer] if verslag.lezer else [],
        titel=f"{door.naam} vraagt u een verslag na te lezen",
        tekst=str(verslag.over),
        url=verslag.get_absolute_url(),
        door=door,
        op=op,
    )


def meld_verslag_gelezen(verslag: Verslag, *, akkoord: bool, door: Medewerker, op: datetime) -> None:
    """Tell the author what the reader found."""
    notificeer(
        sleutel=f"verslag-gelezen:{verslag.pk}:{op.timestamp()}",
        over=verslag.over,
        ontvangers=[verslag.auteur],
        titel=f"{door.naam} gaat akkoord met uw verslag" if akkoord else f"{door.naam} schreef opmerkingen bij uw verslag",
        tekst=str(verslag.over),
        url=verslag.get_absolute_url(),
        door=door,
        op=op,
    )


def meld_vermelding(verslag: Verslag, wie: Medewerker, *, door: Medewerker, op: datetime) -> bool:
    """Tell a colleague that they are named in a report, once per report; returns whether that is new."""
    regels = notificeer(
        sleutel=f"verslag-vermeld:{verslag.pk}",
        over=verslag.over,
        ontvangers=[wie],
        titel=f"{door.naam} noemt u in een verslag",
        tekst=str(verslag.over),
        url=verslag.get_absolute_url(),
        door=door,
        op=op,
    )
    return any(regel.gemaakt_op == op for regel in regels)
