"""How the tables of kern are emptied of a person, and what belongs together (`kern.inrichting` registers them)."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Case, F, Q, QuerySet, Value, When

from kern import werk, wissen
from kern.actions.outbox import wis_regels
from kern.actions.uitnodigingen import beeindig_toegang
from kern.choices import Uitnodigingstatus, Wisstatus
from kern.models import (
    Logtekst,
    Medewerker,
    OndertekendeLink,
    OutboxRegel,
    PdfDocument,
    PdfToegang,
    Termijn,
    TermijnAanpassing,
    Uitnodiging,
    Werkregel,
    Wisverzoek,
)
from kern.wissen import Onderwerp, Verzameling

GEWIST = "(gewist)"


# --- What belongs together ---------------------------------------------------------------------------------------------------


def verwant_aan_uitnodiging(nieuw: Verzameling) -> Iterable[Onderwerp]:
    """Yield the other questions to the same outside address and the mails that went there, and questions about these things."""
    eigen = Uitnodiging.objects.filter(pk__in=wissen.sleutels(nieuw, "kern.uitnodiging"))
    adressen = {adres.casefold() for adres in eigen.exclude(buiten_email="").values_list("buiten_email", flat=True)}
    for adres in adressen:
        yield from _van("kern.uitnodiging", Uitnodiging.objects.filter(buiten_email__iexact=adres))
        # Mail to a colleague is not about that colleague.
        if not Medewerker.objects.filter(email__iexact=adres).exists():
            yield from _van_regels(OutboxRegel.objects.filter(kanaal="mail", aan__contains=[adres]))
    yield from _van("kern.uitnodiging", Uitnodiging.objects.filter(wissen.over(nieuw)))


def verwant_aan_ding(nieuw: Verzameling) -> Iterable[Onderwerp]:
    """Yield documents, links, messages, terms and requests about these things: their own log speaks of the person too."""
    yield from _van("kern.pdfdocument", PdfDocument.objects.filter(wissen.over(nieuw)))
    yield from _van("kern.ondertekendelink", OndertekendeLink.objects.filter(wissen.over(nieuw)))
    yield from _van("kern.termijn", Termijn.objects.filter(wissen.over(nieuw)))
    yield from _van("kern.werkregel", _werkregels(nieuw))
    yield from _van("kern.wisverzoek", Wisverzoek.objects.filter(wissen.over(nieuw)))
    yield from _van_regels(OutboxRegel.objects.filter(wissen.over(nieuw)))


def _van(soort: str, rijen: QuerySet) -> Iterable[Onderwerp]:
    return [Onderwerp(soort, str(sleutel)) for sleutel in rijen.values_list("pk", flat=True)]


def _van_regels(rijen: QuerySet[OutboxRegel]) -> Iterable[Onderwerp]:
    """Yield a message twice: by its Message-ID, which never comes back, and by its number, as the log names it."""
    for nummer, message_id in rijen.values_list("pk", "message_id"):
        yield Onderwerp("kern.outbox_bericht", message_id[1:37])
        yield Onderwerp("kern.outboxregel", str(nummer))


# --- How each table goes -------------------------------------------------------------------------------------------------------


def wis_uitnodigingen(alles: Verzameling, op: datetime) -> int:
    """Empty questions and answers; an open one is withdrawn, so that nobody can answer it any more. First of all wissers."""
    sleutels = wissen.sleutels(alles, "kern.uitnodiging")
    # Link before question, as everywhere: whoever answers at this moment waits, and then finds both gone.
    list(OndertekendeLink.objects.select_for_update().filter(onderwerp_soort="kern.uitnodiging", onderwerp_id__in=sleutels))
    rijen = Uitnodiging.objects.select_for_update().filter(pk__in=sleutels, gewist_op=None)
    for uitnodiging in rijen.filter(status=Uitnodigingstatus.OPEN):
        beeindig_toegang(uitnodiging=uitnodiging, op=op)
    is_open = Q(status=Uitnodigingstatus.OPEN)
    return rijen.update(
        buiten_naam="",
        buiten_email="",
        vraag="",
        antwoord="",
        link=None,
        afgesloten_op=Case(When(is_open, then=Value(op)), default=F("afgesloten_op")),
        status=Case(When(is_open, then=Value(str(Uitnodigingstatus.INGETROKKEN))), default=F("status")),
        gewist_op=op,
    )


def rest_uitnodigingen(alles: Verzameling) -> int:
    """Count questions that still hold text."""
    return Uitnodiging.objects.filter(pk__in=wissen.sleutels(alles, "kern.uitnodiging"), gewist_op=None).count()


def wis_berichten(alles: Verzameling, op: datetime) -> int:
    """Empty messages, their attachments and notifications; what waited will not leave."""
    return wis_regels(regels=_berichten(alles), door=None, op=op)


def rest_berichten(alles: Verzameling) -> int:
    """Count messages that still hold words."""
    return _berichten(alles).count()


def _berichten(alles: Verzameling) -> QuerySet[OutboxRegel]:
    nummers = [f"<{sleutel}@" for sleutel in wissen.sleutels(alles, "kern.outbox_bericht")]
    waar = wissen.over(alles)
    for begin in nummers:
        waar |= Q(message_id__startswith=begin)
    return OutboxRegel.objects.filter(waar, gewist_op=None)


def wis_documenten(alles: Verzameling, op: datetime) -> int:
    """Remove stored documents with the grants on them."""
    documenten = PdfDocument.objects.filter(pk__in=wissen.sleutels(alles, "kern.pdfdocument"))
    PdfToegang.objects.filter(content_object__in=documenten).delete()
    return documenten.delete()[0]


def rest_documenten(alles: Verzameling) -> int:
    """Count documents that are still there."""
    return PdfDocument.objects.filter(pk__in=wissen.sleutels(alles, "kern.pdfdocument")).count()


def wis_links(alles: Verzameling, op: datetime) -> int:
    """Remove signed links: a door to something that is gone."""
    return OndertekendeLink.objects.filter(pk__in=wissen.sleutels(alles, "kern.ondertekendelink")).delete()[0]


def rest_links(alles: Verzameling) -> int:
    """Count links that are still there."""
    return OndertekendeLink.objects.filter(pk__in=wissen.sleutels(alles, "kern.ondertekendelink")).count()


def wis_aanpassingen(alles: Verzameling, op: datetime) -> int:
    """Empty the reasons of suspended and extended terms; the dates stay."""
    return _aanpassingen(alles).update(reden=GEWIST)


def rest_aanpassingen(alles: Verzameling) -> int:
    """Count reasons of terms that still stand."""
    return _aanpassingen(alles).count()


def _aanpassingen(alles: Verzameling) -> QuerySet[TermijnAanpassing]:
    return TermijnAanpassing.objects.filter(termijn__pk__in=wissen.sleutels(alles, "kern.termijn")).exclude(reden=GEWIST)


def wis_uitleg(alles: Verzameling, op: datetime) -> int:
    """Empty the explanation of terms: it quotes the reasons."""
    return _uitgelegd(alles).update(uitleg=[])


def rest_uitleg(alles: Verzameling) -> int:
    """Count explanations that still stand."""
    return _uitgelegd(alles).count()


def _uitgelegd(alles: Verzameling) -> QuerySet[Termijn]:
    return Termijn.objects.filter(pk__in=wissen.sleutels(alles, "kern.termijn")).exclude(uitleg=[])


def wis_werkregels(alles: Verzameling, op: datetime) -> int:
    """Empty the rows of the werkvoorraad about these things, and close them: there is nothing left to do."""
    rijen = _werkregels(alles).exclude(titel=GEWIST)
    is_open = Q(klaar_op=None)
    return rijen.update(
        titel=GEWIST,
        kort="",
        wacht_op=Case(When(wacht_op="", then=Value("")), default=Value(GEWIST)),
        klaar_op=Case(When(is_open, then=Value(op)), default=F("klaar_op")),
    )


def rest_werkregels(alles: Verzameling) -> int:
    """Count rows of the werkvoorraad that still hold text."""
    return _werkregels(alles).exclude(titel=GEWIST).count()


def _werkregels(alles: Verzameling) -> QuerySet[Werkregel]:
    waar = wissen.over(alles) | Q(pk__in=wissen.sleutels(alles, "kern.werkregel"))
    for soort in werk.soorten():
        if soort.verwijst_naar and (sleutels := wissen.sleutels(alles, soort.verwijst_naar)):
            waar |= Q(soort=soort.code, verwijzing__in=sleutels)
    return Werkregel.objects.filter(waar)


def wis_verzoeken(alles: Verzameling, op: datetime) -> int:
    """Empty the reasons of earlier requests that were refused or withdrawn; the running one empties itself when it is done."""
    return _verzoeken(alles).update(reden=GEWIST)


def rest_verzoeken(alles: Verzameling) -> int:
    """Count reasons of earlier requests that still stand."""
    return _verzoeken(alles).count()


def _verzoeken(alles: Verzameling) -> QuerySet[Wisverzoek]:
    dicht = (Wisstatus.GEWEIGERD, Wisstatus.INGETROKKEN)
    return Wisverzoek.objects.filter(wissen.over(alles), status__in=dicht).exclude(reden=GEWIST)


def wis_redenen(alles: Verzameling, op: datetime) -> int:
    """Remove the reasons in the log; the rows stay, and their hash still proves that a reason was given."""
    return _redenen(alles).delete()[0]


def rest_redenen(alles: Verzameling) -> int:
    """Count reasons in the log that still stand."""
    return _redenen(alles).count()


def _redenen(alles: Verzameling) -> QuerySet[Logtekst]:
    return Logtekst.objects.filter(wissen.over(alles, "regel__"))
