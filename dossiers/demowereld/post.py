"""Mail in the demo: one that was forwarded into a dossier, a concept, and one of which somebody must say where it belongs."""

from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from uuid import UUID

from dossiers.actions import post_adres, post_ontvangen, post_schrijven
from dossiers.models import Dossier
from kern.generator.verleden import gebeurd_op
from kern.models import Medewerker
from kern.outbox.bericht import afzender
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


def vul(per_naam: dict[str, Dossier], mensen: dict[str, Medewerker], op: datetime) -> None:
    """Leave one mail in a file, one concept and one mail to be placed."""
    annelies, wolkjes = mensen["klantenbeheerder"], per_naam["De Wolkjes"]
    gisteren, daarnet = op - timedelta(days=1), op - timedelta(hours=3)
    with gebeurd_op(gisteren):
        adres = adres_met(post_adres.vernieuw_adres(dossier=wolkjes, door=annelies, op=gisteren).code)
        tekst = _DOORGESTUURD.format(op=gisteren - timedelta(hours=2))
        post_ontvangen.neem_aan(_mail(annelies.email, adres, "FW: Jaarlijks bezoek", tekst, gisteren, 1), gisteren)
    concept = post_schrijven.begin(sleutel=UUID(int=0xC0FFEE), over=per_naam["De Zandloper"], door=annelies, op=op)
    post_schrijven.bewaar(bericht=concept, versie=1, aan=[], onderwerp="Heropening", tekst=_CONCEPT, door=annelies, op=op)
    with gebeurd_op(daarnet):
        mail = _mail("info@opvang-in-lier.example", afzender()[1], "Verhuis in het voorjaar", _ONBEKEND, daarnet, 2)
        post_ontvangen.neem_aan(mail, daarnet)


def _mail(van: str, aan: str, onderwerp: str, tekst: str, op: datetime, nummer: int) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"], mail["Date"] = van, aan, onderwerp, format_datetime(op)
    mail["Message-ID"] = f"<demo-{nummer}@voorbeeld.example>"
    mail.set_content(tekst)
    return mail.as_bytes()
