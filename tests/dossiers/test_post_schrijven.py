"""A mail to an organisator: two minutes to take it back, the answer in the same file, and the news when it did not arrive."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from dossiers import werksoorten
from dossiers.actions import post_schrijven as actions
from dossiers.actions.post_ontvangen import neem_aan
from dossiers.choices import Richting
from dossiers.fouten import AdresOnbekend, PostVertrokken
from dossiers.models import Contactmoment, Dossier, Postbericht
from dossiers.postkeuzes import Poststatus
from kern.actions import bezorging, outbox
from kern.fouten import AlGewijzigd
from kern.models import Medewerker, OutboxRegel, Werkregel
from kern.outbox.fouten import OnveiligBericht
from kern.outbox.keuzes import Kanaal, UitgaandStatus
from kern.post.adressen import code_in
from tests.hulp.mails import mail, niet_bezorgd
from tests.hulp.post import Mailserver

pytestmark = pytest.mark.django_db
LIES = "lies@opvang.example"


def schrijf(over: Dossier, door: Medewerker, *, aan: str = LIES, op: datetime | None = None, **anders: Any) -> Postbericht:
    """Write a mail and keep it as a concept."""
    op = op or timezone.now()
    velden: dict[str, Any] = {
        "aan": [aan],
        "onderwerp": "Uw vraag over maandag",
        "tekst": "Dag Lies\n\nDat is goed.\n\nAn",
    } | anders
    bericht = actions.begin(sleutel=uuid4(), over=over, door=door, op=op, antwoord_op=velden.pop("antwoord_op", None))
    return actions.bewaar(bericht=bericht, versie=1, door=door, op=op, **velden)


def verstuur(bericht: Postbericht, door: Medewerker, op: datetime | None = None, *, bevestigd: bool = True) -> Postbericht:
    return actions.verstuur(bericht=bericht, versie=bericht.versie, bevestigd=bevestigd, door=door, op=op or timezone.now())


def laat_vertrekken(op: datetime) -> None:
    """Let the worker and the sweep do what they do three minutes after *op*."""
    later = op + timedelta(minutes=3)
    bezorging.verwerk(klok=lambda: later)
    actions.volg(op=later)


def test_mail_vertrekt_na_twee_minuten_en_staat_dan_op_de_tijdlijn(
    zonnebloem: Dossier, an: Medewerker, mailserver: Mailserver
) -> None:
    op = timezone.now()
    bericht = verstuur(schrijf(zonnebloem, an, op=op), an, op)
    assert (bericht.status, bericht.vertrekt_op) == (Poststatus.ONDERWEG, op + timedelta(minutes=2))
    bezorging.verwerk(klok=lambda: op + timedelta(seconds=119))
    actions.volg(op=op + timedelta(seconds=119))
    assert (mailserver.brieven, Contactmoment.objects.count()) == ([], 0)
    laat_vertrekken(op)
    [brief] = mailserver.brieven
    assert (brief["To"], brief["Subject"]) == (LIES, "Uw vraag over maandag")
    contact = Contactmoment.objects.get()
    assert (contact.dossier, contact.door, contact.richting, contact.met) == (zonnebloem, an, Richting.UIT, LIES)
    bericht.refresh_from_db()
    assert (bericht.status, bericht.contactmoment) == (Poststatus.VERSTUURD, contact)
    actions.volg(op=op + timedelta(minutes=4))
    assert Contactmoment.objects.count() == 1


def test_teruggehaalde_mail_komt_nergens_aan_en_is_weer_heel_te_bewerken(
    zonnebloem: Dossier, an: Medewerker, mailserver: Mailserver
) -> None:
    op = timezone.now()
    bericht = verstuur(schrijf(zonnebloem, an, op=op), an, op)
    terug = actions.haal_terug(bericht=bericht, door=an, op=op + timedelta(seconds=90))
    laat_vertrekken(op)
    assert (mailserver.brieven, Contactmoment.objects.count()) == ([], 0)
    assert (terug.status, terug.aan, terug.onderwerp) == (Poststatus.CONCEPT, [LIES], "Uw vraag over maandag")
    later = op + timedelta(minutes=10)
    verstuur(
        actions.bewaar(bericht=terug, versie=terug.versie, aan=[LIES], onderwerp="Beter", tekst="Dag", door=an, op=later),
        an,
        later,
    )
    laat_vertrekken(later)
    assert [str(brief["Subject"]) for brief in mailserver.brieven] == ["Beter"]


def test_wat_vertrokken_is_komt_niet_terug(zonnebloem: Dossier, an: Medewerker, mailserver: Mailserver) -> None:
    op = timezone.now()
    bericht = verstuur(schrijf(zonnebloem, an, op=op), an, op)
    bezorging.verwerk(klok=lambda: op + timedelta(minutes=3))
    with pytest.raises(PostVertrokken):
        actions.haal_terug(bericht=bericht, door=an, op=op + timedelta(minutes=3))
    assert Postbericht.objects.get().status == Poststatus.ONDERWEG


def test_adres_dat_niet_in_het_dossier_staat_vraagt_een_bevestiging(zonnebloem: Dossier, an: Medewerker) -> None:
    bericht = schrijf(zonnebloem, an)
    with pytest.raises(AdresOnbekend, match=LIES):
        verstuur(bericht, an, bevestigd=False)
    assert not OutboxRegel.objects.filter(kanaal=Kanaal.MAIL).exists()


def test_adres_van_de_locatie_is_bekend(zonnebloem: Dossier, an: Medewerker) -> None:
    Dossier.objects.filter(pk=zonnebloem.pk).update(email="Lies@Opvang.example")
    zonnebloem.refresh_from_db()
    verstuur(schrijf(zonnebloem, an), an, bevestigd=False)
    assert OutboxRegel.objects.filter(kanaal=Kanaal.MAIL).count() == 1


@pytest.mark.parametrize("veld", ["aan", "onderwerp", "tekst"])
def test_wat_ontbreekt_wordt_bij_het_veld_gezegd_en_het_concept_blijft(veld: str, zonnebloem: Dossier, an: Medewerker) -> None:
    leeg: dict[str, Any] = {veld: ""}
    bericht = schrijf(zonnebloem, an, **leeg)
    with pytest.raises(ValidationError) as fout:
        verstuur(bericht, an)
    assert list(fout.value.message_dict) == [veld]
    assert Postbericht.objects.get().status == Poststatus.CONCEPT


@pytest.mark.parametrize("tekst", ["Dag {{ naam }}", "Dag «voornaam»", "Dag XXX"])
def test_niet_ingevuld_stuk_vertrekt_niet(tekst: str, zonnebloem: Dossier, an: Medewerker) -> None:
    with pytest.raises(OnveiligBericht):
        verstuur(schrijf(zonnebloem, an, tekst=tekst), an)


def test_regeleinde_in_onderwerp_of_adres_wordt_geen_kop(zonnebloem: Dossier, an: Medewerker) -> None:
    gevallen: list[dict[str, Any]] = [
        {"onderwerp": "Dag\r\nBcc: boos@x.example"},
        {"aan": ["lies@x.example\r\nBcc: boos@x.example"]},
    ]
    for anders in gevallen:
        bericht = schrijf(zonnebloem, an)
        velden: dict[str, Any] = {"aan": [LIES], "onderwerp": "Dag", "tekst": "Dag"} | anders
        bericht = actions.bewaar(bericht=bericht, versie=bericht.versie, door=an, op=timezone.now(), **velden)
        with pytest.raises(OnveiligBericht):
            verstuur(bericht, an)


def test_twee_vensters_de_tweede_overschrijft_niets(zonnebloem: Dossier, an: Medewerker) -> None:
    bericht = schrijf(zonnebloem, an)
    with pytest.raises(AlGewijzigd):
        actions.bewaar(bericht=bericht, versie=1, aan=[], onderwerp="Oud", tekst="Oud", door=an, op=timezone.now())
    assert Postbericht.objects.get().onderwerp == "Uw vraag over maandag"


def test_zelfde_woorden_nog_eens_na_een_verloren_antwoord_zijn_geen_botsing(zonnebloem: Dossier, an: Medewerker) -> None:
    bericht = schrijf(zonnebloem, an)
    woorden: dict[str, Any] = {"aan": [LIES], "onderwerp": "Kort", "tekst": "Dag"}
    for _ in range(2):
        bewaard = actions.bewaar(bericht=bericht, versie=2, door=an, op=timezone.now(), **woorden)
        assert bewaard.versie == 3
    assert Postbericht.objects.get().versie == 3


# --- The answer ----------------------------------------------------------------------------------------------------------------


def antwoord_op(brief: Any, *, van: str = LIES, met_code: bool = True, koppen: dict[str, str] | None = None) -> bytes:
    aan = str(brief["Reply-To"]) if met_code else "klantenbeheer@opgroeien.example"
    m = mail(
        van=van,
        aan=aan,
        onderwerp=f"Re: {brief['Subject']}",
        tekst="Dank u!",
        nummer=f"<{uuid4()}@opvang.example>",
        koppen=koppen,
    )
    m["In-Reply-To"] = str(brief["Message-ID"])
    return m.as_bytes()


@pytest.fixture
def brief(zonnebloem: Dossier, an: Medewerker, mailserver: Mailserver) -> Any:
    """A mail from An to Lies, as Lies got it."""
    op = timezone.now()
    verstuur(schrijf(zonnebloem, an, op=op), an, op)
    laat_vertrekken(op)
    return mailserver.brieven[0]


def test_antwoord_komt_in_het_dossier_en_bij_wie_schreef(brief: Any, zonnebloem: Dossier, an: Medewerker) -> None:
    assert code_in(str(brief["Reply-To"]))
    rauw = antwoord_op(brief)
    neem_aan(rauw, timezone.now())
    neem_aan(rauw, timezone.now())
    [vraag, antwoord] = Postbericht.objects.order_by("ontvangen_op")
    assert (antwoord.dossier, antwoord.draad, antwoord.antwoord_op) == (zonnebloem, vraag.draad, vraag)
    contact = antwoord.contactmoment
    assert contact is not None
    assert (contact.richting, contact.door, contact.door_naam) == (Richting.IN, None, LIES)
    regel = Werkregel.objects.get(soort=werksoorten.POST_ANTWOORD.code)
    assert (regel.voor, regel.titel) == (an, "Antwoord op uw mail: Uw vraag over maandag")
    assert OutboxRegel.objects.filter(kanaal=Kanaal.NOTIFICATIE, ontvanger=an).count() == 1


def test_antwoord_van_een_onbekend_adres_met_onze_code_hoort_bij_de_mail(brief: Any, zonnebloem: Dossier) -> None:
    neem_aan(antwoord_op(brief, van="man-van-lies@thuis.example"), timezone.now())
    assert Contactmoment.objects.filter(dossier=zonnebloem, richting=Richting.IN).count() == 1


def test_antwoord_zonder_code_van_wie_de_mail_kreeg_hoort_er_ook_bij(brief: Any, zonnebloem: Dossier) -> None:
    neem_aan(antwoord_op(brief, met_code=False), timezone.now())
    assert Contactmoment.objects.filter(dossier=zonnebloem, richting=Richting.IN).count() == 1


def test_vreemde_die_ons_nummer_noemt_komt_niet_in_het_dossier(brief: Any, zonnebloem: Dossier) -> None:
    neem_aan(antwoord_op(brief, met_code=False, van="vreemde@elders.example"), timezone.now())
    assert Contactmoment.objects.filter(richting=Richting.IN).count() == 0
    assert Postbericht.objects.filter(status=Poststatus.TE_PLAATSEN).count() == 1


def test_afwezigheidsbericht_vraagt_geen_werk_maar_staat_bij_het_gesprek(brief: Any, zonnebloem: Dossier) -> None:
    neem_aan(antwoord_op(brief, koppen={"Auto-Submitted": "auto-replied"}), timezone.now())
    [automatisch] = Postbericht.objects.filter(status=Poststatus.AUTOMATISCH)
    assert (automatisch.dossier, automatisch.antwoord_op) == (zonnebloem, Postbericht.objects.get(richting=Richting.UIT))
    assert not Werkregel.objects.filter(soort=werksoorten.POST_ANTWOORD.code).exists()
    assert OutboxRegel.objects.filter(kanaal=Kanaal.MAIL).count() == 1


def test_wie_antwoordt_sluit_het_werk_en_houdt_het_gesprek_samen(
    brief: Any, zonnebloem: Dossier, an: Medewerker, mailserver: Mailserver
) -> None:
    neem_aan(antwoord_op(brief), timezone.now())
    binnen = Postbericht.objects.get(richting=Richting.IN)
    op = timezone.now()
    verstuur(schrijf(zonnebloem, an, op=op, antwoord_op=binnen), an, op, bevestigd=False)
    laat_vertrekken(op)
    assert mailserver.brieven[1]["In-Reply-To"] == binnen.message_id
    assert not Werkregel.objects.filter(soort=werksoorten.POST_ANTWOORD.code, klaar_op=None).exists()


def test_antwoord_na_vertrek_van_wie_schreef_gaat_naar_wie_de_locatie_volgt(
    brief: Any, zonnebloem: Dossier, an: Medewerker, bart: Medewerker
) -> None:
    Medewerker.objects.filter(pk=an.pk).update(is_active=False, gedeactiveerd_op=timezone.now())
    Dossier.objects.filter(pk=zonnebloem.pk).update(klantenbeheerder=bart)
    neem_aan(antwoord_op(brief), timezone.now())
    assert Werkregel.objects.get(soort=werksoorten.POST_ANTWOORD.code).voor == bart


# --- Not arrived ---------------------------------------------------------------------------------------------------------------


def test_geweigerd_adres_komt_terug_en_de_anderen_krijgen_de_mail(
    zonnebloem: Dossier, an: Medewerker, mailserver: Mailserver
) -> None:
    mailserver.weiger_adres["weg@opvang.example"] = "550 5.1.1 bestaat niet"
    op = timezone.now()
    bericht = schrijf(zonnebloem, an, op=op)
    bericht = actions.bewaar(
        bericht=bericht, versie=bericht.versie, aan=[LIES, "weg@opvang.example"], onderwerp="Dag", tekst="Dag", door=an, op=op
    )
    verstuur(bericht, an, op)
    laat_vertrekken(op)
    assert [str(brief["To"]) for brief in mailserver.brieven] == [LIES]
    bericht.refresh_from_db()
    assert bericht.status == Poststatus.VERSTUURD
    assert [v.adres for v in bericht.verzendingen.exclude(niet_aangekomen_op=None)] == ["weg@opvang.example"]
    regel = Werkregel.objects.get(soort=werksoorten.POST_TERUG.code)
    assert (regel.voor, "weg@opvang.example" in regel.kort) == (an, True)


def test_alle_adressen_geweigerd_is_niet_aangekomen_en_geen_contact(
    zonnebloem: Dossier, an: Medewerker, mailserver: Mailserver
) -> None:
    mailserver.weiger_adres[LIES] = "550 nee"
    op = timezone.now()
    bericht = verstuur(schrijf(zonnebloem, an, op=op), an, op)
    laat_vertrekken(op)
    bericht.refresh_from_db()
    assert (bericht.status, Contactmoment.objects.count()) == (Poststatus.NIET_AANGEKOMEN, 0)


def test_grijze_lijst_laat_wachten_en_dan_door(zonnebloem: Dossier, an: Medewerker, mailserver: Mailserver) -> None:
    mailserver.weiger_adres[LIES] = "451 4.7.1 probeer later"
    op = timezone.now()
    bericht = verstuur(schrijf(zonnebloem, an, op=op), an, op)
    laat_vertrekken(op)
    bericht.refresh_from_db()
    assert (bericht.status, mailserver.brieven) == (Poststatus.ONDERWEG, [])
    mailserver.weiger_adres.clear()
    laat_vertrekken(op + timedelta(minutes=5))
    bericht.refresh_from_db()
    assert (bericht.status, len(mailserver.brieven), Contactmoment.objects.count()) == (Poststatus.VERSTUURD, 1, 1)


def test_mailserver_die_niet_antwoordt_geeft_twijfel_en_geen_tweede_mail(
    zonnebloem: Dossier, an: Medewerker, mailserver: Mailserver, settings: Any
) -> None:
    settings.MAIL_TIMEOUT = 0.2
    mailserver.vertraging = 1.0
    op = timezone.now()
    bericht = verstuur(schrijf(zonnebloem, an, op=op), an, op)
    laat_vertrekken(op)
    laat_vertrekken(op + timedelta(hours=1))
    assert OutboxRegel.objects.get(kanaal=Kanaal.MAIL).status == UitgaandStatus.TWIJFEL
    assert (len(mailserver.brieven), Contactmoment.objects.count()) == (1, 1)
    bericht.refresh_from_db()
    assert bericht.status == Poststatus.VERSTUURD


def test_bericht_van_de_mailserver_dat_het_niet_aankwam_komt_bij_de_mail(brief: Any, an: Medewerker) -> None:
    rauw = niet_bezorgd(nummer=str(brief["Message-ID"]), adres=LIES, aan="klantenbeheer@opgroeien.example")
    for _ in range(2):
        neem_aan(rauw, timezone.now())
    bericht = Postbericht.objects.get(richting=Richting.UIT)
    assert bericht.status == Poststatus.NIET_AANGEKOMEN
    assert Werkregel.objects.get(soort=werksoorten.POST_TERUG.code).voor == an
    assert Postbericht.objects.filter(status=Poststatus.AUTOMATISCH).count() == 1


def test_teruggehaald_door_wie_de_uitgaande_post_bewaakt_is_weer_een_concept(
    zonnebloem: Dossier, an: Medewerker, mailserver: Mailserver
) -> None:
    op = timezone.now()
    bericht = verstuur(schrijf(zonnebloem, an, op=op), an, op)
    outbox.haal_terug(regel=OutboxRegel.objects.get(kanaal=Kanaal.MAIL), door=an, op=op, reden="Fout adres")
    actions.volg(op=op + timedelta(minutes=3))
    bericht.refresh_from_db()
    assert bericht.status == Poststatus.CONCEPT
