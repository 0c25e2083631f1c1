"""Mail in the demo: one that was forwarded into a dossier, a conversation, a concept, and one that waits in the postvak."""

from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from uuid import UUID

from dossiers.actions import post_adres, post_ontvangen, post_schrijven
from dossiers.models import Documentversie, Dossier, Postbericht
from kern import workflow
from kern.actions import bezorging
from kern.generator.verleden import gebeurd_op
from kern.models import Medewerker
from kern.outbox.bericht import afzender
from kern.outbox.keuzes import Kanaal
from kern.post.adressen import adres_met

_DOORGESTUURD = """Ter info, dit kwam deze morgen binnen.

-----Oorspronkelijk bericht-----
Van: Lies Verzonnen <opvang@wolkjes.example>
Verzonden: {op:%d/%m/%Y %H:%M}
Aan: Opgroeien klantenbeheer
Onderwerp: Jaarlijks bezoek

Dag

Dinsdag past. Vanaf half tien is iedereen er. Ik leg het plan van de nieuwe slaapruimte klaar.

Lies
"""
_ONBEKEND = "Goedemorgen\n\nWij verhuizen in het voorjaar naar een ander gebouw. Wat nu?\n\nEen opvang uit Lier"
_CONCEPT = "Beste\n\nVoor er over de heropening beslist wordt, ontvangen we graag het aangepaste plan van de slaapruimte."
_VRAAG = "Dag Lies\n\nBezorgt u ons het uurrooster van de twee nieuwe begeleiders?\n\nVriendelijke groeten\nAnnelies"
_ANTWOORD = "Dag Annelies\n\nHet uurrooster volgt morgen. Mag het ook een foto zijn van het bord in de gang?\n\nLies"


def vul(per_naam: dict[str, Dossier], mensen: dict[str, Medewerker], op: datetime) -> None:
    """Leave one mail in a file, a conversation that waits for us, one concept and one mail to be placed."""
    annelies, wolkjes = mensen["klantenbeheerder"], per_naam["De Wolkjes"]
    gisteren, daarnet = op - timedelta(days=1), op - timedelta(hours=3)
    with gebeurd_op(gisteren):
        adres = adres_met(post_adres.vernieuw_adres(dossier=wolkjes, door=annelies, op=gisteren).code)
        tekst = _DOORGESTUURD.format(op=gisteren - timedelta(hours=2))
        post_ontvangen.neem_aan(_mail(annelies.email, adres, "FW: Jaarlijks bezoek", tekst, gisteren, 1), gisteren)
    _gesprek(per_naam["Regenboog Noord"], annelies, op - timedelta(days=2))
    concept = post_schrijven.begin(sleutel=UUID(int=0xC0FFEE), over=per_naam["De Zandloper"], door=annelies, op=op)
    post_schrijven.bewaar(bericht=concept, versie=1, aan=[], onderwerp="Heropening", tekst=_CONCEPT, door=annelies, op=op)
    reglement = Documentversie.objects.select_related("document", "bestand").filter(document__titel="huishoudelijk reglement")
    post_schrijven.kies_documenten(bericht=concept, versies=reglement, door=annelies, op=op)
    with gebeurd_op(daarnet):
        mail = _mail("info@opvang-in-lier.example", afzender()[1], "Verhuis in het voorjaar", _ONBEKEND, daarnet, 2)
        post_ontvangen.neem_aan(mail, daarnet)


def _gesprek(dossier: Dossier, annelies: Medewerker, op: datetime) -> None:
    """Send a question, and let the answer come back by the address that it carried."""
    van, code = "opvang@regenboog-noord.example", UUID(int=0xC0FFEF)
    later, weg = op + timedelta(minutes=4), op + timedelta(minutes=6, seconds=3)
    vraag = post_schrijven.begin(sleutel=code, over=dossier, door=annelies, op=op)
    post_schrijven.bewaar(bericht=vraag, versie=1, aan=[van], onderwerp="Uurrooster", tekst=_VRAAG, door=annelies, op=later)
    post_schrijven.verstuur(bericht=vraag, versie=2, bevestigd=True, door=annelies, op=later)
    _laat_vertrekken(weg)
    post_schrijven.volg(op=weg + timedelta(minutes=1))
    vraag = Postbericht.objects.get(pk=code)
    antwoord = _mail(van, adres_met(vraag.antwoordcode or ""), "Re: Uurrooster", _ANTWOORD, weg + timedelta(hours=20), 3)
    post_ontvangen.neem_aan(antwoord, weg + timedelta(hours=20, minutes=1))


def _laat_vertrekken(op: datetime) -> None:
    """Let the mails that may go by *op* be gone: as the worker does, but for the mail server, that the demo has not."""
    while regel := bezorging.claim(kanalen=[str(Kanaal.MAIL)], op=op):
        bezorging.stap(regel, workflow.DRAAG_OVER, zet={"overgedragen_op": op})
        bezorging.markeer(regel, op)


def _mail(van: str, aan: str, onderwerp: str, tekst: str, op: datetime, nummer: int) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"], mail["Date"] = van, aan, onderwerp, format_datetime(op)
    mail["Message-ID"] = f"<demo-{nummer}@voorbeeld.example>"
    mail.set_content(tekst)
    return mail.as_bytes()
