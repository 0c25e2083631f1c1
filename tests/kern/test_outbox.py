"""What leaves the house: queued once, handed over, tried again, parked, taken back; seen by An and by Bea of the backoffice."""

import smtplib
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from kern import logboek, workflow
from kern.actions import bezorging, outbox
from kern.actions.mensen import maak_medewerker
from kern.choices import Rol
from kern.fouten import AlGewijzigd, DomeinFout
from kern.models import Medewerker, Notificatie, OutboxBijlage, OutboxInhoud, OutboxRegel
from kern.outbox.fouten import OnveiligBericht
from kern.outbox.keuzes import BijTwijfel, Kanaal, UitgaandStatus
from tests.hulp.post import Mailserver, Smsdienst

OP = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)


@pytest.fixture
def an(db: None) -> Medewerker:
    return maak_medewerker(
        username="an",
        email="an@voorbeeld.be",
        voornaam="An",
        familienaam="De Smet",
        rollen=[Rol.KLANTENBEHEERDER],
        door=None,
        op=OP,
    )


@pytest.fixture
def bea(db: None) -> Medewerker:
    return maak_medewerker(
        username="bea", email="bea@voorbeeld.be", voornaam="Bea", familienaam="Maes", rollen=[Rol.BACKOFFICE], door=None, op=OP
    )


def een_mail(an: Medewerker, *, sleutel: str = "brief:1", **anders: Any) -> OutboxRegel:
    velden: dict[str, Any] = {
        "aan": ["ouder@voorbeeld.be"], "titel": "Uw vraag", "tekst": "Dag,\n.een punt vooraan\n", "bij_twijfel": BijTwijfel.TONEN,
    }  # fmt: skip
    velden |= {"sleutel": sleutel, "over": an, "door": an, "op": OP}
    return outbox.mail(**(velden | anders))


def bezorg(op: datetime = OP) -> int:
    return bezorging.verwerk(klok=lambda: op)


def gebeurtenissen(regel: OutboxRegel) -> list[str]:
    return [r.gebeurtenis.removeprefix("kern.uitgaand_") for r in logboek.regels_over(regel).order_by("id")]


# --- Queueing ---------------------------------------------------------------------------------------------------------


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


# --- Handing over -----------------------------------------------------------------------------------------------------


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


# --- Refusal, greylisting, no answer ----------------------------------------------------------------------------------


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


# --- Claim and lease --------------------------------------------------------------------------------------------------


def test_verlopen_lease_geeft_de_rij_vrij_en_de_trage_werker_kan_niet_meer_markeren(
    an: Medewerker, mailserver: Mailserver
) -> None:
    regel = een_mail(an)
    traag = bezorging.claim(kanalen=Kanaal.values, op=OP)
    assert traag is not None
    later = OP + timedelta(seconds=301)
    assert bezorging.veeg(op=OP + timedelta(seconds=299)) == 0
    assert bezorging.veeg(op=later) == 1
    vlug = bezorging.claim(kanalen=Kanaal.values, op=later)
    assert vlug is not None
    assert vlug.pk == regel.pk == traag.pk
    with pytest.raises(AlGewijzigd):
        bezorging.stap(traag, workflow.DRAAG_OVER)
    bezorging.stap(vlug, workflow.DRAAG_OVER)
    assert gebeurtenissen(regel) == ["klaargezet", "hernomen"]


def test_werker_die_te_laat_is_draagt_niet_meer_over(an: Medewerker, mailserver: Mailserver) -> None:
    regel = een_mail(an)
    tijden = iter([OP, OP + timedelta(seconds=301)] + [OP + timedelta(seconds=302)] * 3)
    bezorging.verwerk(klok=lambda: next(tijden))
    regel.refresh_from_db()
    assert (regel.status, mailserver.brieven) == (UitgaandStatus.BEZIG, [])


def test_bericht_dat_zijn_werker_telkens_velt_wordt_opzij_gezet(an: Medewerker, settings: Any) -> None:
    settings.OUTBOX_PAUZES = [1]
    regel = een_mail(an)
    op = OP
    for _ in range(2):
        bezorging.claim(kanalen=Kanaal.values, op=op)
        op += timedelta(seconds=301)
        bezorging.veeg(op=op)
    regel.refresh_from_db()
    assert regel.status == UitgaandStatus.MISLUKT


def test_twee_werkers_krijgen_nooit_dezelfde_rij(eigen_database: Any) -> None:
    an = maak_medewerker(
        username="an",
        email="an@voorbeeld.be",
        voornaam="An",
        familienaam="De Smet",
        rollen=[Rol.KLANTENBEHEERDER],
        door=None,
        op=OP,
    )
    with transaction.atomic():
        for nummer in range(200):
            een_mail(an, sleutel=f"brief:{nummer}")
    genomen: list[int] = []
    begin = threading.Barrier(4)

    def neem() -> None:
        begin.wait()
        while regel := bezorging.claim(kanalen=Kanaal.values, op=OP):
            genomen.append(regel.pk)
        connection.close()

    draden = [threading.Thread(target=neem) for _ in range(4)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert len(genomen) == len(set(genomen)) == 200


# --- What people may do -----------------------------------------------------------------------------------------------


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


# --- Erasing ----------------------------------------------------------------------------------------------------------


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
