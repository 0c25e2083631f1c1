"""Erasing a mail: its words, its contact, its attachments, its conversation and what stood in the outbox."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from dossiers.actions import post_schrijven, wissen_post
from dossiers.actions.post_adres import vernieuw_adres
from dossiers.actions.post_ontvangen import neem_aan
from dossiers.models import Contactmoment, Dossier, Postbericht, Postbijlage, Tijdlijnregel
from kern import wissen
from kern.actions import bezorging
from kern.models import Bestand, Medewerker, OutboxBijlage, OutboxRegel
from kern.post.adressen import adres_met
from kern.wissen import Onderwerp
from tests.hulp.mails import mail
from tests.hulp.post import Mailserver
from tests.wereld import schrijf_mail, voeg_document_toe

pytestmark = pytest.mark.django_db
MERK = "Zwaluwstaart"


def test_gewiste_mail_laat_geen_woord_na_ook_niet_in_het_antwoord_erop(
    zonnebloem: Dossier, an: Medewerker, mailserver: Mailserver
) -> None:
    op = timezone.now()
    dit = schrijf_mail(
        zonnebloem, an, op=op, onderwerp=f"Over {MERK}", tekst=f"Dag {MERK}", aan=[f"{MERK.lower()}@opvang.example"]
    )
    post_schrijven.neem_bijlage(bericht=dit, inhoud=BytesIO(f"Over {MERK}".encode()), naam=f"{MERK}.txt", door=an, op=op)
    post_schrijven.verstuur(bericht=dit, versie=dit.versie, bevestigd=True, door=an, op=op)
    later = op + 2 * post_schrijven.BEDENKTIJD
    bezorging.verwerk(klok=lambda: later)
    post_schrijven.volg(op=later)
    brief = mailserver.brieven[0]
    antwoord = mail(van=f"{MERK} <{MERK.lower()}@opvang.example>", aan=str(brief["Reply-To"]), tekst=f"Dank u\n\n> Dag {MERK}")
    neem_aan(antwoord.as_bytes(), later)
    assert Postbericht.objects.count() == 2
    assert [sleutel for sleutel, _ in wissen_post.zoek(MERK)]
    with transaction.atomic():
        wissen.wis(Onderwerp("dossiers.postbericht", str(dit.pk)), later)
    assert list(wissen_post.zoek(MERK)) == []
    modellen = (Postbericht, Contactmoment, Tijdlijnregel, Postbijlage, OutboxRegel, OutboxBijlage, Bestand)
    over = [str(rij) for model in modellen for rij in model.objects.values() if MERK.lower() in str(rij).lower()]
    assert over == []
    assert (Contactmoment.objects.count(), Postbijlage.objects.count()) == (2, 0)


def test_wie_het_contact_wist_wist_de_mail_mee(zonnebloem: Dossier, an: Medewerker) -> None:
    adres = adres_met(vernieuw_adres(dossier=zonnebloem, door=an, op=timezone.now()).code)
    neem_aan(mail(van=an.email, aan="lies@opvang.example", cc=adres, tekst=MERK).as_bytes(), timezone.now())
    with transaction.atomic():
        wissen.wis(Onderwerp("dossiers.contactmoment", str(Contactmoment.objects.get().pk)), timezone.now())
    assert Postbericht.objects.get().gewist_op is not None


def test_wie_een_document_wist_wist_ook_wat_ermee_verstuurd_werd(
    zonnebloem: Dossier, an: Medewerker, mailserver: Mailserver, opslagmap: Path, django_capture_on_commit_callbacks: Any
) -> None:
    op = timezone.now()
    document = voeg_document_toe(zonnebloem, an, f"Over {MERK}".encode(), f"{MERK}.txt")
    dit, ander = (schrijf_mail(zonnebloem, an, op=op, onderwerp=onderwerp) for onderwerp in ("Uw plan", "Nog niet weg"))
    for bericht in (dit, ander):
        post_schrijven.kies_documenten(bericht=bericht, versies=document.alle_versies.all(), door=an, op=op)
    post_schrijven.verstuur(bericht=dit, versie=dit.versie, bevestigd=True, door=an, op=op)
    later = op + 2 * post_schrijven.BEDENKTIJD
    bezorging.verwerk(klok=lambda: later)
    post_schrijven.volg(op=later)
    with django_capture_on_commit_callbacks(execute=True):
        wissen.wis(Onderwerp("dossiers.document", str(document.pk)), later)
    assert (Postbijlage.objects.count(), Bestand.objects.count(), OutboxBijlage.objects.count()) == (0, 0, 0)
    assert not [pad for pad in opslagmap.rglob("*") if pad.is_file()]
    assert MERK not in "".join(str(rij) for rij in OutboxRegel.objects.values())
    dit.refresh_from_db()
    assert (dit.gewist_op, dit.onderwerp, dit.status) == (None, "Uw plan", "verstuurd")
