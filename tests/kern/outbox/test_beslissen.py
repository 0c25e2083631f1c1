"""What An and Bea decide about a message."""

from datetime import timedelta
from typing import Any

import pytest

from kern.actions import outbox
from kern.fouten import AlGewijzigd
from kern.models import Medewerker, OutboxRegel
from kern.outbox.keuzes import UitgaandStatus
from tests.hulp.post import Mailserver
from tests.kern.outbox.brief import OP, bezorg, een_mail, gebeurtenissen


def test_an_haalt_een_bericht_terug_zolang_het_wacht(an: Medewerker, mailserver: Mailserver) -> None:
    regel = een_mail(an, niet_voor=OP + timedelta(hours=1))
    outbox.haal_terug(regel=regel, door=an, op=OP, reden="verkeerde ouder")
    assert bezorg(OP + timedelta(hours=2)) == 0
    assert gebeurtenissen(regel) == ["klaargezet", "teruggehaald"]


def test_wat_al_vertrok_komt_niet_terug(an: Medewerker, mailserver: Mailserver) -> None:
    regel = een_mail(an)
    bezorg()
    with pytest.raises(AlGewijzigd):
        outbox.haal_terug(regel=regel, door=an, op=OP, reden="te laat")


def test_bea_beslist_over_een_twijfel_en_een_collega_is_te_laat(
    an: Medewerker, bea: Medewerker, mailserver: Mailserver, settings: Any
) -> None:
    settings.MAIL_TIMEOUT = 0.2
    mailserver.vertraging = 0.4
    regel = een_mail(an)
    bezorg()
    regel.refresh_from_db()
    collega = OutboxRegel.objects.get(pk=regel.pk)
    outbox.is_aangekomen(regel=regel, door=bea, op=OP, reden="de ouder belde")
    with pytest.raises(AlGewijzigd):
        outbox.verstuur_opnieuw(regel=collega, door=bea, op=OP, reden="niets gehoord")
    regel.refresh_from_db()
    assert (regel.status, regel.verzonden_op) == (UitgaandStatus.VERZONDEN, OP)
    assert gebeurtenissen(regel)[-1] == "aangekomen"


def test_bea_laat_een_mislukt_bericht_opnieuw_gaan(an: Medewerker, bea: Medewerker, mailserver: Mailserver) -> None:
    mailserver.antwoorden = ["554 nee"]
    regel = een_mail(an)
    bezorg()
    regel.refresh_from_db()
    outbox.verstuur_opnieuw(regel=regel, door=bea, op=OP, reden="relay hersteld")
    bezorg()
    regel.refresh_from_db()
    assert (regel.status, regel.poging) == (UitgaandStatus.VERZONDEN, 1)
