"""A message is queued once, is whole and safe, and can be emptied again."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from kern.actions import bezorging, outbox
from kern.fouten import DomeinFout
from kern.models import Medewerker, Notificatie, OutboxInhoud, OutboxRegel
from kern.outbox.fouten import OnveiligBericht
from kern.outbox.keuzes import BijTwijfel, Kanaal, UitgaandStatus
from tests.hulp.post import Mailserver
from tests.kern.outbox.brief import OP, bezorg, een_mail


def test_zelfde_sleutel_staat_maar_een_keer_klaar(an: Medewerker) -> None:
    assert een_mail(an).pk == een_mail(an, tekst="Andere woorden").pk
    assert OutboxRegel.objects.get().tekst.startswith("Dag")


def test_zelfde_sleutel_op_een_ander_kanaal_is_een_ander_bericht(an: Medewerker) -> None:
    een_mail(an, sleutel=f"n:{an.pk}")
    [notificatie] = outbox.notificeer(sleutel="n", over=an, ontvangers=[an], titel="Nieuwe taak", door=an, op=OP)
    assert notificatie.kanaal == Kanaal.NOTIFICATIE


def test_bericht_bestaat_niet_als_de_handeling_mislukt(an: Medewerker) -> None:
    @transaction.atomic
    def handeling() -> None:
        een_mail(an)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        handeling()
    assert not OutboxRegel.objects.exists()


def test_een_keer_bellen_voor_honderd_berichten(
    an: Medewerker, django_capture_on_commit_callbacks: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    with django_capture_on_commit_callbacks() as teruggeroepen, transaction.atomic():
        for nummer in range(100):
            een_mail(an, sleutel=f"brief:{nummer}")
    assert len(teruggeroepen) == 1


@pytest.mark.parametrize(
    "fout",
    [
        {"tekst": "Beste {{ naam }},"},
        {"tekst": "Beste {naam},"},
        {"tekst": "Beste {betrokkene.naam},"},
        {"tekst": "Beste XXX,"},
        {"tekst": "Op [datum in te vullen] komen we langs."},
        {"tekst": "Beste «naam»,"},
        {"tekst": "Beste %(naam)s,"},
        {"titel": "Uw dossier {nummer}"},
        {"html": "<p>{% if x %}</p>"},
        {"titel": "Uw vraag\r\nBcc: ander@voorbeeld.be"},
        {"titel": "Uw vraag\x0bx"},
        {"aan": ["ouder@voorbeeld.be\nBcc: ander@voorbeeld.be"]},
        {"aan": ["Ouder <ouder@voorbeeld.be>"]},
        {"aan": ["a@voorbeeld.be,b@voorbeeld.be"]},
        {"aan": ["geen adres"]},
        {"aan": []},
        {"antwoord_aan": "an@voorbeeld.be\r\nX: y"},
        {"bijlagen": [outbox.Bijlage("../brief.pdf", "application/pdf", b"x")]},
        {"bijlagen": [outbox.Bijlage("brief.pdf\r\nX: y", "application/pdf", b"x")]},
        {"bijlagen": [outbox.Bijlage("brief.pdf", "application/pdf; x=y", b"x")]},
    ],
    ids=lambda fout: next(iter(fout)),
)
def test_onveilig_of_onaf_bericht_komt_niet_in_de_outbox(an: Medewerker, fout: dict[str, Any]) -> None:
    with pytest.raises(OnveiligBericht):
        een_mail(an, **fout)
    assert not OutboxRegel.objects.exists()


def test_gewone_tekst_met_accolades_en_stijl_mag_wel(an: Medewerker) -> None:
    een_mail(an, tekst="Groep A {12 plaatsen} en maat XXL.", html="<style>p{color:red}</style><p>Dag</p>")
    assert OutboxRegel.objects.count() == 1


@pytest.mark.parametrize("nummer", ["0470123456", "+32 470 12 34 56", "+32470123456\n", ""])
def test_sms_gaat_alleen_naar_een_volledig_nummer(an: Medewerker, nummer: str) -> None:
    with pytest.raises(OnveiligBericht):
        outbox.sms(sleutel="s", over=an, nummer=nummer, tekst="Dag", bij_twijfel=BijTwijfel.TONEN, door=an, op=OP)


@pytest.mark.parametrize("url", ["https://elders.be/", "//elders.be/", "/\\elders.be"])
def test_notificatie_leidt_niet_naar_buiten(an: Medewerker, url: str) -> None:
    with pytest.raises(OnveiligBericht):
        outbox.notificeer(sleutel="n", over=an, ontvangers=[an], titel="Kijk", url=url, door=an, op=OP)


def test_wissen_maakt_alles_over_een_onderwerp_leeg_en_houdt_wat_wachtte_tegen(
    an: Medewerker, bea: Medewerker, mailserver: Mailserver
) -> None:
    verzonden = een_mail(an, bijlagen=[outbox.Bijlage("brief.pdf", "application/pdf", b"pdf")])
    outbox.notificeer(sleutel="n", over=an, ontvangers=[bea], titel="Kijk naar An", door=an, op=OP)
    bezorg()
    wachtend = een_mail(an, sleutel="brief:2", bijlagen=[outbox.Bijlage("brief.pdf", "application/pdf", b"pdf")])
    ander = een_mail(an, sleutel="brief:3", over=bea)
    assert outbox.wis_over(onderwerp_soort="kern.medewerker", onderwerp_id=str(an.pk), door=bea, op=OP) == 3
    for regel in (verzonden, wachtend):
        regel.refresh_from_db()
        assert (regel.aan, regel.titel, regel.tekst, regel.gewist_op) == ([], "", "", OP)
    assert (verzonden.status, wachtend.status) == (UitgaandStatus.VERZONDEN, UitgaandStatus.TERUGGEHAALD)
    assert not OutboxInhoud.objects.exists()
    assert not Notificatie.objects.exists()
    ander.refresh_from_db()
    assert ander.tekst
    bezorg()
    assert mailserver.nummers == [verzonden.message_id, ander.message_id]


def test_wissen_wacht_tot_een_bericht_niet_meer_onderweg_is(an: Medewerker) -> None:
    een_mail(an)
    bezorging.claim(kanalen=Kanaal.values, op=OP)
    with pytest.raises(DomeinFout):
        outbox.wis_over(onderwerp_soort="kern.medewerker", onderwerp_id=str(an.pk), door=an, op=OP)
    assert OutboxRegel.objects.get().tekst
