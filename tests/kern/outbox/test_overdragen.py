"""A message is handed over once: refused, tried again, or in doubt, and always written down."""

import smtplib
from datetime import timedelta
from typing import Any

import pytest

from kern.actions import bezorging, outbox
from kern.links import adres_van, nieuw_token
from kern.models import Medewerker, Notificatie, OutboxBijlage, OutboxInhoud, OutboxRegel
from kern.outbox.keuzes import BijTwijfel, Kanaal, UitgaandStatus
from tests.hulp.post import Mailserver, Smsdienst
from tests.kern.outbox.brief import OP, bezorg, een_mail, gebeurtenissen


def test_mail_komt_heel_aan_met_bijlage_en_vast_nummer(an: Medewerker, mailserver: Mailserver) -> None:
    pdf = bytes(range(256)) * 20
    regel = een_mail(
        an, titel="Beslissing over ’t Sterretje", html="<p>Dag</p>", antwoord_aan="an@voorbeeld.be",
        bijlagen=[outbox.Bijlage("beslissing.pdf", "application/pdf", pdf)],
    )  # fmt: skip
    assert bezorg() == 1
    regel.refresh_from_db()
    assert (regel.status, regel.verzonden_op, regel.wie, regel.poging) == (UitgaandStatus.VERZONDEN, OP, None, 1)
    [brief] = mailserver.brieven
    assert brief["Message-ID"] == regel.message_id
    assert brief["Subject"] == "Beslissing over ’t Sterretje"
    assert (brief["To"], brief["Reply-To"]) == ("ouder@voorbeeld.be", "an@voorbeeld.be")
    kern = brief.get_body(("plain",))
    assert kern is not None
    assert kern.get_content().splitlines() == ["Dag,", ".een punt vooraan"]
    [bijlage] = brief.iter_attachments()
    assert (bijlage.get_filename(), bijlage.get_content()) == ("beslissing.pdf", pdf)
    assert gebeurtenissen(regel) == ["klaargezet", "verzonden"]


def test_de_sleutel_van_een_link_komt_aan_en_blijft_nergens_achter(an: Medewerker, mailserver: Mailserver) -> None:
    adres = adres_van(nieuw_token())
    regel = een_mail(an, tekst=f"Open {adres} om te antwoorden", html=f'<a href="{adres}">Antwoord</a>')
    assert bezorg() == 1
    [brief] = mailserver.brieven
    kern = brief.get_body(("plain",))
    assert kern is not None
    assert adres in kern.get_content()
    regel.refresh_from_db()
    assert regel.tekst.endswith("/l/…/ om te antwoorden")
    assert adres not in regel.tekst + regel.html


def test_zelfde_bijlage_bij_veel_mails_wordt_een_keer_bewaard(an: Medewerker) -> None:
    for nummer in range(3):
        een_mail(an, sleutel=f"brief:{nummer}", bijlagen=[outbox.Bijlage("brief.pdf", "application/pdf", b"pdf")])
    assert (OutboxBijlage.objects.count(), OutboxInhoud.objects.count()) == (3, 1)


def test_sms_gaat_met_vaste_sleutel_en_token(an: Medewerker, smsdienst: Smsdienst) -> None:
    regel = outbox.sms(sleutel="s", over=an, nummer="+32470123456", tekst="Bel ons", bij_twijfel=BijTwijfel.TONEN, door=an, op=OP)
    bezorg()
    verwacht = {"to": "+32470123456", "text": "Bel ons", "sleutel": regel.message_id, "toegang": "Bearer proef-token"}
    assert smsdienst.berichten == [verwacht]


def test_notificatie_staat_er_precies_een_keer(an: Medewerker, bea: Medewerker) -> None:
    for _ in range(2):
        outbox.notificeer(sleutel="n", over=an, ontvangers=[an, bea], titel="Nieuwe taak", url="/taken/", door=an, op=OP)
    bezorg()
    bezorg()
    assert sorted(Notificatie.objects.values_list("ontvanger__username", "titel", "url")) == [
        ("an", "Nieuwe taak", "/taken/"),
        ("bea", "Nieuwe taak", "/taken/"),
    ]


def test_niets_vertrekt_voor_zijn_moment(an: Medewerker, mailserver: Mailserver) -> None:
    een_mail(an, niet_voor=OP + timedelta(hours=1))
    assert bezorg(OP + timedelta(minutes=59)) == 0
    assert bezorg(OP + timedelta(hours=1)) == 1
    assert len(mailserver.brieven) == 1


def test_notificatie_wacht_niet_op_trage_mail(an: Medewerker) -> None:
    een_mail(an)
    outbox.notificeer(sleutel="n", over=an, ontvangers=[an], titel="Nieuwe taak", door=an, op=OP)
    eerste = bezorging.claim(kanalen=Kanaal.values, op=OP)
    assert eerste is not None
    assert eerste.kanaal == Kanaal.NOTIFICATIE


def test_greylisting_wacht_steeds_langer_en_komt_dan_aan(an: Medewerker, mailserver: Mailserver) -> None:
    regel = een_mail(an)
    mailserver.antwoorden = ["451 4.7.1 probeer later", "451 4.7.1 probeer later"]
    op, pauzes = OP, []
    for _ in range(2):
        bezorg(op)
        regel.refresh_from_db()
        assert regel.status == UitgaandStatus.WACHT
        pauzes.append((regel.volgende_op - op).total_seconds())
        assert bezorg(regel.volgende_op - timedelta(seconds=1)) == 0
        op = regel.volgende_op
    bezorg(op)
    regel.refresh_from_db()
    assert pauzes == [60, 300]
    assert regel.status == UitgaandStatus.VERZONDEN
    assert mailserver.nummers == [regel.message_id]
    assert gebeurtenissen(regel) == ["klaargezet", "uitgesteld", "uitgesteld", "verzonden"]


@pytest.mark.parametrize("waar", ["adres", "tekst"])
def test_weigering_voor_goed_wordt_opzij_gezet(an: Medewerker, mailserver: Mailserver, waar: str) -> None:
    regel = een_mail(an)
    if waar == "adres":
        mailserver.weiger_adres = {"ouder@voorbeeld.be": "550 5.1.1 onbekend"}
    else:
        mailserver.antwoorden = ["554 5.7.1 geweigerd"]
    bezorg()
    regel.refresh_from_db()
    assert regel.status == UitgaandStatus.MISLUKT
    assert regel.laatste_fout.startswith(("550 5.1.1", "554 5.7.1"))
    assert gebeurtenissen(regel) == ["klaargezet", "mislukt"]
    # An, who made it, is told in the same round; her notification leads to the message and says nothing of it.
    melding = Notificatie.objects.get(ontvanger=an)
    assert (melding.titel, melding.tekst, melding.url) == ("Een bericht is niet aangekomen", "", f"/uitgaand/{regel.pk}/")


def test_een_geweigerd_adres_houdt_de_hele_mail_tegen(an: Medewerker, mailserver: Mailserver) -> None:
    regel = een_mail(an, aan=["goed@voorbeeld.be", "fout@voorbeeld.be"])
    mailserver.weiger_adres = {"fout@voorbeeld.be": "550 5.1.1 onbekend"}
    bezorg()
    regel.refresh_from_db()
    assert (regel.status, mailserver.brieven) == (UitgaandStatus.MISLUKT, [])


def test_na_het_laatste_uitstel_wordt_het_opzij_gezet(an: Medewerker, mailserver: Mailserver, settings: Any) -> None:
    settings.OUTBOX_PAUZES = [1, 1]
    regel = een_mail(an)
    mailserver.antwoorden = ["451 later"] * 3
    for seconden in range(3):
        bezorg(OP + timedelta(seconds=2 * seconden))
    regel.refresh_from_db()
    assert (regel.status, regel.poging) == (UitgaandStatus.MISLUKT, 3)


def test_mailserver_weg_kost_niet_elk_bericht_een_poging(an: Medewerker, mailserver: Mailserver) -> None:
    mailserver.stop()
    for nummer in range(5):
        een_mail(an, sleutel=f"brief:{nummer}")
    outbox.notificeer(sleutel="n", over=an, ontvangers=[an], titel="Nieuwe taak", door=an, op=OP)
    assert bezorg() == 2  # the notification, and one mail that found the door closed
    assert list(OutboxRegel.objects.filter(kanaal="mail").order_by("id").values_list("poging", flat=True)) == [1, 0, 0, 0, 0]
    assert Notificatie.objects.count() == 1


def test_geen_antwoord_na_de_tekst_is_twijfel_en_gaat_niet_opnieuw(an: Medewerker, mailserver: Mailserver, settings: Any) -> None:
    settings.MAIL_TIMEOUT = 0.2
    mailserver.vertraging = 0.5
    regel = een_mail(an)
    bezorg()
    bezorg(OP + timedelta(days=2))
    regel.refresh_from_db()
    assert regel.status == UitgaandStatus.TWIJFEL
    assert mailserver.nummers == [regel.message_id]
    assert gebeurtenissen(regel) == ["klaargezet", "twijfel"]


def test_herinnering_gaat_bij_twijfel_opnieuw_met_hetzelfde_nummer(an: Medewerker, mailserver: Mailserver, settings: Any) -> None:
    settings.MAIL_TIMEOUT = 0.2
    mailserver.vertraging = 0.5
    regel = een_mail(an, bij_twijfel=BijTwijfel.OPNIEUW)
    bezorg()
    mailserver.vertraging = 0.0
    bezorg(OP + timedelta(minutes=2))
    regel.refresh_from_db()
    assert regel.status == UitgaandStatus.VERZONDEN
    assert mailserver.nummers == [regel.message_id, regel.message_id]
    assert gebeurtenissen(regel) == ["klaargezet", "dubbel", "verzonden"]


def test_verbinding_die_breekt_voor_de_tekst_is_geen_twijfel(
    an: Medewerker, mailserver: Mailserver, monkeypatch: pytest.MonkeyPatch
) -> None:
    regel = een_mail(an)
    echt = smtplib.SMTP.docmd

    def breek(smtp: smtplib.SMTP, cmd: str, args: str = "") -> tuple[int, bytes]:
        if cmd == "DATA":
            smtp.close()
        return echt(smtp, cmd, args)

    monkeypatch.setattr(smtplib.SMTP, "docmd", breek)
    bezorg()
    regel.refresh_from_db()
    assert (regel.status, mailserver.brieven) == (UitgaandStatus.WACHT, [])


@pytest.mark.parametrize(
    ("http_status", "status"),
    [(429, UitgaandStatus.WACHT), (503, UitgaandStatus.WACHT), (400, UitgaandStatus.MISLUKT), (500, UitgaandStatus.TWIJFEL)],
)
def test_antwoord_van_de_smsdienst_beslist(an: Medewerker, smsdienst: Smsdienst, http_status: int, status: str) -> None:
    smsdienst.antwoorden = [http_status]
    regel = outbox.sms(sleutel="s", over=an, nummer="+32470123456", tekst="Bel ons", bij_twijfel=BijTwijfel.TONEN, door=an, op=OP)
    bezorg()
    regel.refresh_from_db()
    assert regel.status == status


def test_kanaal_zonder_instelling_wordt_opzij_gezet_en_niet_vergeten(an: Medewerker, settings: Any) -> None:
    settings.MAIL_URL = ""
    regel = een_mail(an)
    bezorg()
    regel.refresh_from_db()
    assert regel.status == UitgaandStatus.MISLUKT
    assert "MAIL_URL" in regel.laatste_fout
