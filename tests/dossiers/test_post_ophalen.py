"""The mailbox for dossiers, on a real IMAP server: nothing lost and nothing twice, whatever falls."""

import os
import sys
import tracemalloc
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from dossiers.actions import post_adres, post_ontvangen, post_schrijven
from dossiers.actions.post_ophalen import haal_op
from dossiers.models import Contactmoment, Dossier, Postbericht
from kern.actions import bezorging
from kern.actions import post_ophalen as ophalen
from kern.bestanden import opslag
from kern.models import Medewerker, Ophaling
from kern.post.adressen import adres_met
from kern.post.imap import Postbus, PostbusFout
from tests.hulp import bestanden as b
from tests.hulp.databank import Databank
from tests.hulp.mails import mail, nest
from tests.hulp.post import Mailserver
from tests.hulp.postbus import Dovecot
from tests.hulp.processen import Proces, wacht_tot
from tests.wereld import schrijf_mail

KLAAR = "Overgenomen"


def leg(dovecot: Dovecot, aantal: int, **anders: Any) -> None:
    brieven = [
        mail(nummer=f"<{n}@opvang.example>", tekst=f"Vraag {n}", van=f"o{n}@opvang.example", **anders) for n in range(aantal)
    ]
    dovecot.leg_in(*(brief.as_bytes() for brief in brieven))


def haal(dovecot: Dovecot) -> ophalen.Opgehaald | None:
    return haal_op(url=dovecot.url, klaar=KLAAR, klok=timezone.now)


@pytest.mark.django_db
def test_wat_in_de_postbus_ligt_wordt_overgenomen_en_weggezet(dovecot: Dovecot, zonnebloem: Dossier, an: Medewerker) -> None:
    adres = adres_met(post_adres.vernieuw_adres(dossier=zonnebloem, door=an, op=timezone.now()).code)
    leg(dovecot, 2)
    dovecot.leg_in(mail(van=an.email, cc=adres, aan="lies@opvang.example").as_bytes(), nest(200))
    uit = haal(dovecot)
    assert uit is not None
    assert (uit.genomen, uit.weggezet, uit.mislukt) == (4, 4, 0)
    assert (Postbericht.objects.count(), Contactmoment.objects.count()) == (4, 1)
    assert (dovecot.aantal(), dovecot.aantal(KLAAR), Ophaling.objects.count()) == (0, 4, 0)
    assert haal(dovecot) == ophalen.Opgehaald()


@pytest.mark.django_db
def test_mail_van_twintig_megabyte_komt_heel_over(dovecot: Dovecot) -> None:
    scan, film = b.pdf() + b"\n%" + os.urandom(11_000_000), os.urandom(4_000_000)
    dovecot.leg_in(mail(bijlagen=(("scan.pdf", "application/pdf", scan), ("film.bin", "video/mp4", film))).as_bytes())
    tracemalloc.start()
    assert haal(dovecot) is not None
    piek = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    [heel, geweigerd] = Postbericht.objects.get().bijlagen.order_by("pk")
    assert heel.bestand is not None
    with opslag.open_inhoud(heel.bestand.opslagsleutel) as stroom:
        assert stroom.read() == scan
    assert (geweigerd.naam, geweigerd.grootte, bool(geweigerd.geweigerd)) == ("film.bin", len(film), True)
    assert piek < 220_000_000  # as it came, as text and decoded: some eight times what it weighs, and no more


@pytest.mark.django_db
def test_te_grote_mail_wordt_gezegd_en_blijft_in_de_postbus_map(dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ophalen, "GROOTST", 5_000)
    dovecot.leg_in(mail(tekst="x" * 9_000).as_bytes())
    assert haal(dovecot) is not None
    bericht = Postbericht.objects.get()
    assert (bericht.onderwerp, post_ontvangen.TE_GROOT in bericht.opmerkingen) == ("Vraag over de sluiting", True)
    assert dovecot.aantal(KLAAR) == 1


@pytest.mark.django_db
def test_een_mail_die_niemand_voorzag_houdt_de_andere_niet_tegen(dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch) -> None:
    leg(dovecot, 3)
    echt = post_ontvangen.neem_aan

    def kapot(inhoud: bytes, op: datetime, alleen_koppen: bool) -> None:
        if b"Vraag 1" in inhoud:
            raise RuntimeError("onvoorzien")
        echt(inhoud, op, alleen_koppen)

    monkeypatch.setattr("dossiers.actions.post_ophalen.neem_aan", kapot)
    for _ in range(ophalen.MEESTE_POGINGEN + 2):
        haal(dovecot)
    assert (Postbericht.objects.count(), dovecot.aantal(), dovecot.aantal(KLAAR)) == (2, 1, 2)
    assert Ophaling.objects.get().poging == ophalen.MEESTE_POGINGEN


@pytest.mark.django_db
def test_gevallen_tussen_overnemen_en_wegzetten_wordt_niets_twee_keer(dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch) -> None:
    leg(dovecot, 3)

    def weg(bus: Postbus, uid: int) -> None:
        raise PostbusFout("verbinding weg")

    with monkeypatch.context() as m:
        m.setattr(Postbus, "zet_weg", weg)
        assert haal(dovecot) is None
    assert (Postbericht.objects.count(), dovecot.aantal()) == (1, 3)
    haal(dovecot)
    assert (Postbericht.objects.count(), dovecot.aantal(), Ophaling.objects.count()) == (3, 0, 0)


@pytest.mark.django_db
def test_server_zonder_move_zet_ook_weg(dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch) -> None:
    leg(dovecot, 2)
    openen = Postbus.__enter__

    def zonder_move(bus: Postbus) -> Postbus:
        openen(bus)
        assert bus._imap is not None
        bus._imap.capabilities = tuple(c for c in bus._imap.capabilities if c != "MOVE")
        return bus

    monkeypatch.setattr(Postbus, "__enter__", zonder_move)
    haal(dovecot)
    assert (dovecot.aantal(), dovecot.aantal(KLAAR), Postbericht.objects.count()) == (0, 2, 2)


@pytest.mark.django_db
def test_postbus_die_wegvalt_tussen_overnemen_en_wegzetten_is_geen_fout_en_niets_komt_twee_keer(
    dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    leg(dovecot, 2)
    zet_weg = Postbus.zet_weg

    def en_weg(bus: Postbus, uid: int) -> None:
        dovecot.dood()
        zet_weg(bus, uid)

    with monkeypatch.context() as m:
        m.setattr(Postbus, "zet_weg", en_weg)
        assert haal(dovecot) is None
    dovecot.start()
    assert (Postbericht.objects.count(), dovecot.aantal()) == (1, 2)
    assert haal(dovecot) is not None
    assert (Postbericht.objects.count(), dovecot.aantal(), dovecot.aantal(KLAAR)) == (2, 0, 2)


@pytest.mark.django_db
def test_postbus_die_niet_meer_antwoordt_houdt_niemand_op(dovecot: Dovecot) -> None:
    leg(dovecot, 1)
    with Postbus(dovecot.url, KLAAR, timeout=0.5) as bus:
        dovecot.hang()
        try:
            with pytest.raises(PostbusFout, match="verbroken"):
                bus.uids()
            with pytest.raises(PostbusFout, match="geen toegang"), Postbus(dovecot.url, KLAAR, timeout=0.5):
                pytest.fail("een postbus die zwijgt, laat niemand binnen")
        finally:
            dovecot.ga_verder()
    assert haal(dovecot) is not None
    assert Postbericht.objects.count() == 1


@pytest.mark.django_db
def test_heen_over_smtp_en_terug_over_imap_zonder_lus(
    dovecot: Dovecot, mailserver: Mailserver, zonnebloem: Dossier, an: Medewerker
) -> None:
    """Lies answers, her machine answers, our own mail comes back by a list: one contact of hers, no mail of ours."""
    op = timezone.now()
    dit = schrijf_mail(zonnebloem, an, op=op)
    post_schrijven.verstuur(bericht=dit, versie=dit.versie, bevestigd=True, door=an, op=op)
    later = op + timedelta(minutes=3)
    bezorging.verwerk(klok=lambda: later)
    post_schrijven.volg(op=later)
    [brief] = mailserver.brieven
    aan, draad = str(brief["Reply-To"]), {"In-Reply-To": str(brief["Message-ID"])}
    antwoord = mail(aan=aan, nummer="<1@opvang.example>", tekst="Dank u!", koppen=draad)
    afwezig = mail(
        aan=aan, nummer="<2@opvang.example>", tekst="Ik ben er niet", koppen=draad | {"Auto-Submitted": "auto-replied"}
    )
    dovecot.leg_in(antwoord.as_bytes(), afwezig.as_bytes(), brief.as_bytes(), antwoord.as_bytes())
    assert haal(dovecot) is not None
    bezorging.verwerk(klok=lambda: later + timedelta(minutes=5))
    assert len(mailserver.brieven) == 1
    assert sorted(Contactmoment.objects.values_list("richting", flat=True)) == ["in", "uit"]
    standen = Postbericht.objects.values_list("status", flat=True)
    assert sorted(standen) == ["automatisch", "automatisch", "geplaatst", "verstuurd"]


@pytest.mark.django_db
def test_onbereikbare_postbus_is_een_regel_in_het_logboek_en_geen_fout(dovecot: Dovecot) -> None:
    dovecot.stop()
    assert haal(dovecot) is None


@pytest.mark.django_db
def test_fout_wachtwoord_zegt_wat_er_scheelt(dovecot: Dovecot, settings: Any) -> None:
    settings.IMAP_URL = dovecot.url.replace("geheim", "fout")
    with pytest.raises(CommandError, match="weigert"):
        call_command("haal_post_op")
    settings.IMAP_URL = ""
    with pytest.raises(CommandError, match="IMAP_URL"):
        call_command("haal_post_op")


HAAL = (
    "import os, django; django.setup()\n"
    "from django.utils import timezone\n"
    "from dossiers.actions.post_ophalen import haal_op\n"
    "haal_op(url=os.environ['POSTBUS'], klaar='Overgenomen', klok=timezone.now)\n"
)


@pytest.mark.traag
def test_gedood_midden_in_het_ophalen_gaat_niets_verloren_en_komt_niets_twee_keer(
    eigen_database: Databank, dovecot: Dovecot, tmp_path: Path
) -> None:
    leg(dovecot, 80)
    for keer in range(3):
        proces = Proces([sys.executable, "-c", HAAL], log=tmp_path / f"haal{keer}.log", env={"POSTBUS": dovecot.url})
        al = Postbericht.objects.count()
        wacht_tot(lambda: Postbericht.objects.count() > al + 5 or not proces.leeft, wat="mails die overgenomen worden")  # noqa: B023 used at once
        proces.dood()
    assert 0 < Postbericht.objects.count() < 80
    haal(dovecot)
    assert (Postbericht.objects.count(), dovecot.aantal()) == (80, 0)
    assert 80 <= dovecot.aantal(KLAAR) <= 83  # dovecot copies and then takes away: killed in between, a copy lies there twice
    assert Postbericht.objects.values("message_id").distinct().count() == 80
    connection.close()
