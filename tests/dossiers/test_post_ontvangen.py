"""Mail that comes in: what a colleague sends into a dossier, what an organisator answers, and what nobody can place."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest

from dossiers.actions import post_adres, post_ontvangen
from dossiers.actions.post_ontvangen import MEESTE_PER_UUR, neem_aan
from dossiers.choices import Contactsoort, Richting
from dossiers.models import Contactmoment, Dossier, Postbericht, Tijdlijnregel
from dossiers.postkeuzes import Poststatus
from kern.models import Medewerker, Notificatie, OutboxRegel
from kern.outbox.keuzes import Kanaal
from kern.post.adressen import adres_met
from tests.hulp.mails import OP, mail, nest
from tests.wereld import maak_dossier

NU = datetime(2026, 3, 12, 15, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def adres(zonnebloem: Dossier, an: Medewerker) -> str:
    """The mail address of the crèche An follows."""
    return adres_met(post_adres.vernieuw_adres(dossier=zonnebloem, door=an, op=NU).code)


def stuur(m: EmailMessage, op: datetime = NU) -> None:
    neem_aan(m.as_bytes(), op)


def test_bcc_van_an_wordt_een_mail_die_wij_stuurden(zonnebloem: Dossier, an: Medewerker, adres: str) -> None:
    brief = mail(van=f"An <{an.email}>", aan="Lies <lies@opvang.example>", koppen={"Delivered-To": adres})
    stuur(brief)
    bericht = Postbericht.objects.get()
    contact = bericht.contactmoment
    assert contact is not None
    assert (contact.dossier, contact.door, contact.soort, contact.richting) == (zonnebloem, an, Contactsoort.MAIL, Richting.UIT)
    assert (contact.op, contact.met) == (OP, "Lies")
    assert contact.tekst == "Vraag over de sluiting\n\nDag\n\nMogen wij maandag dicht?\n\nLies"
    assert Tijdlijnregel.objects.get(verwijzing=str(contact.pk)).titel == "Mail gestuurd · Lies"


def test_doorgestuurde_mail_krijgt_afzender_en_moment_van_de_organisator(an: Medewerker, adres: str) -> None:
    stuur(mail(van=an.email, aan=adres, onderwerp="FW: Vraag", tekst="Ter info", op=NU, doorgestuurd=mail()))
    contact = Contactmoment.objects.get()
    assert (contact.richting, contact.met, contact.op, contact.door) == (Richting.IN, "Lies Peeters", OP, an)
    assert contact.tekst.startswith("Vraag over de sluiting\n\nTer info")
    assert "Mogen wij maandag dicht?" in contact.tekst


def test_mail_van_een_collega_zonder_iets_erin_is_een_nota(an: Medewerker, adres: str) -> None:
    stuur(mail(van=an.email, aan=adres, tekst="Lies belde: maandag dicht."))
    assert Contactmoment.objects.get().soort == Contactsoort.ANDERE


def test_zelfde_mail_twee_keer_wordt_een_keer_genoteerd(an: Medewerker, adres: str) -> None:
    brief = mail(van=an.email, aan="lies@opvang.example", cc=adres)
    stuur(brief)
    brief["X-Andere-Weg"] = "ja"
    stuur(brief, NU + timedelta(minutes=3))
    assert (Postbericht.objects.count(), Contactmoment.objects.count()) == (1, 1)


def test_zelfde_nummer_met_andere_woorden_is_een_andere_mail(an: Medewerker, adres: str) -> None:
    for tekst in ("Eerste", "Tweede"):
        stuur(mail(van=an.email, aan="lies@opvang.example", cc=adres, tekst=tekst))
    assert Contactmoment.objects.count() == 2


def test_twee_dossiers_in_een_mail_krijgen_elk_hun_contact(an: Medewerker, adres: str, zonnebloem: Dossier) -> None:
    regenboog = maak_dossier("Regenboog", zonnebloem.organisator)
    tweede = adres_met(post_adres.vernieuw_adres(dossier=regenboog, door=an, op=NU).code)
    stuur(mail(van=an.email, aan="lies@opvang.example", cc=f"{adres}, {tweede}"))
    assert {contact.dossier.naam for contact in Contactmoment.objects.select_related("dossier") if contact.dossier} == {
        "De Zonnebloem", regenboog.naam,
    }  # fmt: skip


@pytest.mark.parametrize("van", ["vreemde@elders.example", "niemand", "An <an@voorbeeld.be>, x@elders.example"])
def test_wat_geen_collega_stuurt_komt_nooit_in_het_dossier(van: str, an: Medewerker, adres: str) -> None:
    stuur(mail(van="x@y.example", aan=adres))
    rauw = mail(aan=adres).as_bytes().replace(b"Lies Peeters <lies@opvang.example>", van.encode())
    neem_aan(rauw, NU)
    assert Contactmoment.objects.count() == 0
    assert {b.status for b in Postbericht.objects.all()} == {Poststatus.TE_PLAATSEN}
    assert all(post_ontvangen.GEEN_COLLEGA in b.opmerkingen for b in Postbericht.objects.all())


def test_vertrouwde_mailserver_moet_voor_de_afzender_instaan(an: Medewerker, adres: str, settings: Any) -> None:
    settings.POST_VERTROUWDE_AUTH = "mx.opgroeien.example"
    vals = "evil.example; dmarc=pass\r\nAuthentication-Results: mx.opgroeien.example; dmarc=fail (p=none) header.from=x"
    goed = "mx.opgroeien.example; spf=pass; dmarc=pass (p=reject) header.from=voorbeeld.be"
    for plaats, kop in enumerate(("", vals, goed)):
        ruw = mail(van=an.email, aan="lies@opvang.example", cc=adres, nummer=f"<{plaats}@x.example>").as_bytes()
        neem_aan((f"Authentication-Results: {kop}\r\n".encode() if kop else b"") + ruw, NU)
    assert Contactmoment.objects.count() == 1


def test_ingetrokken_adres_leidt_naar_het_postvak_en_an_hoort_het(zonnebloem: Dossier, an: Medewerker, adres: str) -> None:
    post_adres.trek_adres_in(dossier=zonnebloem, door=an, op=NU)
    stuur(mail(van=an.email, aan="lies@opvang.example", cc=adres))
    bericht = Postbericht.objects.get()
    assert (bericht.status, bericht.door, bericht.opmerkingen) == (
        Poststatus.TE_PLAATSEN, an, [post_ontvangen.ONBEKENDE_CODE],
    )  # fmt: skip
    assert OutboxRegel.objects.get(kanaal=Kanaal.NOTIFICATIE).ontvanger == an


def test_vernieuwd_adres_maakt_het_vorige_ongeldig(zonnebloem: Dossier, an: Medewerker, adres: str) -> None:
    nieuw = adres_met(post_adres.vernieuw_adres(dossier=zonnebloem, door=an, op=NU).code)
    for welk in (adres, nieuw):
        stuur(mail(van=an.email, aan="lies@opvang.example", cc=welk))
    assert Contactmoment.objects.count() == 1


def test_dpo_mag_niets_noteren_dus_gaat_zijn_mail_naar_het_postvak(ivo: Medewerker, adres: str) -> None:
    stuur(mail(van=ivo.email, aan="lies@opvang.example", cc=adres))
    assert Contactmoment.objects.count() == 0
    assert Postbericht.objects.get().opmerkingen == [post_ontvangen.MAG_NIET]


def test_mail_zonder_code_wacht_in_het_postvak() -> None:
    stuur(mail())
    bericht = Postbericht.objects.get()
    assert (bericht.status, bericht.van, bericht.onderwerp) == (
        Poststatus.TE_PLAATSEN, "Lies Peeters (lies@opvang.example)", "Vraag over de sluiting",
    )  # fmt: skip


def test_mail_zonder_datum_krijgt_het_moment_van_ontvangst(an: Medewerker, adres: str) -> None:
    stuur(mail(van=an.email, aan="lies@opvang.example", cc=adres, op=None))
    bericht = Postbericht.objects.get()
    assert (bericht.op, bericht.zonder_datum) == (NU, True)
    assert "geen bruikbare datum" in bericht.opmerkingen[0]


def test_mail_van_volgend_jaar_wordt_niet_in_de_toekomst_genoteerd(an: Medewerker, adres: str) -> None:
    stuur(mail(van=an.email, aan="lies@opvang.example", cc=adres, op=NU + timedelta(days=400)))
    assert Contactmoment.objects.get().op == NU


@pytest.mark.parametrize("koppen", [{"Auto-Submitted": "auto-replied"}, {"Return-Path": "<>"}, {"Precedence": "bulk"}])
def test_automatisch_bericht_vraagt_geen_werk_en_krijgt_geen_antwoord(koppen: dict[str, str]) -> None:
    stuur(mail(koppen=koppen))
    assert Postbericht.objects.get().status == Poststatus.AUTOMATISCH
    assert not OutboxRegel.objects.exists()


def test_mail_van_ons_eigen_adres_is_een_lus(settings: Any) -> None:
    for van in ("klantenbeheer@opgroeien.example", settings.POST_ADRES):
        stuur(mail(van=van, nummer=f"<{van}>"))
    assert {b.status for b in Postbericht.objects.all()} == {Poststatus.AUTOMATISCH}


def test_afzender_die_blijft_sturen_vraagt_geen_werk_meer() -> None:
    for nummer in range(MEESTE_PER_UUR + 5):
        stuur(mail(nummer=f"<{nummer}@x.example>", tekst=f"Nummer {nummer}"))
    standen = [b.status for b in Postbericht.objects.all()]
    assert standen.count(Poststatus.AUTOMATISCH) == 4
    assert len(standen) == MEESTE_PER_UUR + 5


def test_onleesbare_mail_gaat_niet_verloren() -> None:
    neem_aan(nest(200), NU)
    neem_aan(nest(200), NU)
    bericht = Postbericht.objects.get()
    [bijlage] = bericht.bijlagen.all()
    assert bericht.opmerkingen[0] == post_ontvangen.ONLEESBAAR
    assert bijlage.naam == "bericht.eml"


def test_bijlagen_worden_bewaard_en_een_geweigerde_zegt_waarom(an: Medewerker, adres: str) -> None:
    bijlagen = (
        ("brief.txt", "text/plain", b"Dag Lies, tot maandag."),
        ("boos.exe", "application/octet-stream", b"MZ" + b"\0" * 300),
    )
    stuur(mail(van=an.email, aan="lies@opvang.example", cc=adres, bijlagen=bijlagen))
    tekst, programma = Postbericht.objects.get().bijlagen.order_by("naam").reverse()
    assert (tekst.naam, tekst.geweigerd) == ("brief.txt", "")
    assert tekst.bestand is not None
    assert programma.bestand is None
    assert programma.geweigerd


def test_wat_het_programma_krijgt_beantwoordt_het_nooit_zelf(an: Medewerker, adres: str) -> None:
    for van in (an.email, "lies@opvang.example"):
        stuur(mail(van=van, aan=adres, nummer=f"<{van}>"))
    assert not OutboxRegel.objects.filter(kanaal=Kanaal.MAIL).exists()
    assert not Notificatie.objects.exists()
