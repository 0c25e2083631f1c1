"""Erasing a mail: its words, its contact, its attachments, its conversation and what stood in the outbox."""

from io import BytesIO

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
from tests.wereld import schrijf_mail

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
