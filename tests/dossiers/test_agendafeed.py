"""The feed of one's own appointments and terms: what it may say, and that a program of others reads it."""

import shutil
import subprocess
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from dossiers.actions import afspraken
from dossiers.actions.afspraakgevolg import plan_van
from dossiers.models import Afspraak, Dossier
from kern.actions import agenda
from kern.models import Medewerker, OutboxRegel
from kern.outbox.keuzes import UitgaandStatus
from kern.tijd import BRUSSEL
from tests.dossiers.test_afspraak import geheim, maak, mails, morgen
from tests.hulp.overslaan import sla_over


def feed(an: Medewerker, client: Client) -> bytes:
    adres = agenda.maak_feed(persoon=an, door=an, op=timezone.now()).adres
    return client.get(adres[adres.index("/l/") :]).content


def test_de_feed_zegt_soort_nummer_en_gemeente_en_geen_naam(zonnebloem: Dossier, an: Medewerker, client: Client) -> None:
    maak(zonnebloem, an, onderwerp="Over Rita Verzonnen", nota="Kijk naar Jef")
    geheim(zonnebloem, an, begin=morgen(14), einde=morgen(15), onderwerp="Over Rita Verzonnen")
    ruw = feed(an, client)
    gewoon, stil = sorted(Calendar.from_ical(ruw).walk("VEVENT"), key=lambda ding: ding.decoded("DTSTART"))
    waar = f"{zonnebloem.dossiernummer} {zonnebloem.gemeente}"
    assert (str(gewoon["SUMMARY"]), str(gewoon["CLASS"])) == (f"Bezoek · {waar}", "PUBLIC")
    assert (str(stil["SUMMARY"]), str(stil["CLASS"])) == ("Bezoek", "PRIVATE")
    assert str(stil["URL"]).endswith(f"/afspraken/{Afspraak.objects.get(aangekondigd=False).pk}/")
    assert ruw.decode().count(zonnebloem.dossiernummer) == 1
    tekst = ruw.decode()
    for naam in ("aangekondigd", "Verzonnen", "Jef", zonnebloem.naam, zonnebloem.straat, "rita@", "ATTENDEE"):
        assert naam not in tekst


Khal = Callable[..., str]


@pytest.fixture
def khal(tmp_path: Path) -> Khal:
    """Return what runs khal on a calendar of its own: `khal(ics)` takes one in, `khal("list", …)` asks."""
    programma = shutil.which("khal")
    if programma is None:
        sla_over("khal (apt-get install khal)")
    map_ = tmp_path / "agenda"
    map_.mkdir()
    config = tmp_path / "khal.conf"
    config.write_text(
        f"[calendars]\n[[opgroeien]]\npath = {map_}\ntype = calendar\n[locale]\nlocal_timezone = Europe/Brussels\n"
        "default_timezone = Europe/Brussels\ntimeformat = %H:%M\ndateformat = %d/%m/%Y\nlongdateformat = %d/%m/%Y\n"
        "datetimeformat = %d/%m/%Y %H:%M\nlongdatetimeformat = %d/%m/%Y %H:%M\n[sqlite]\n"
        f"path = {tmp_path / 'khal.db'}\n"
    )
    omgeving = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}

    def doe(*wat: Any) -> str:
        if isinstance(wat[0], bytes):
            bestand = tmp_path / "in.ics"
            bestand.write_bytes(wat[0])
            wat = ("import", "--batch", "-a", "opgroeien", bestand)
        opdracht = [programma, "-c", str(config), *map(str, wat)]
        return subprocess.run(opdracht, capture_output=True, text=True, check=True, env=omgeving, timeout=120).stdout

    return doe


def test_khal_leest_de_feed_zoals_ze_bedoeld_is(zonnebloem: Dossier, an: Medewerker, client: Client, khal: Khal) -> None:
    afspraak = maak(zonnebloem, an)
    geheim(zonnebloem, an, begin=morgen(14), einde=morgen(15))
    khal(feed(an, client))
    dag = afspraak.begin.astimezone(BRUSSEL).date()
    gelezen = khal(
        "list", "--format", "{start-time} {end-time} {title}", f"{dag:%d/%m/%Y}", f"{dag + timedelta(days=1):%d/%m/%Y}"
    )
    waar = f"{zonnebloem.dossiernummer} {zonnebloem.gemeente}"
    assert f"10:00 11:30 Bezoek · {waar}" in gelezen
    assert "14:00 15:00 Bezoek\n" in gelezen


def test_khal_volgt_een_afspraak_uit_de_mails_die_verplaatst_en_afgezegd_wordt(
    zonnebloem: Dossier, an: Medewerker, khal: Khal
) -> None:
    """Over the night in which the clock changes: ten o'clock in winter becomes ten o'clock in summer."""
    winter, zomer = (datetime(2027, 3, dag, 10, tzinfo=BRUSSEL) for dag in (26, 29))
    afspraak = maak(zonnebloem, an, begin=winter, einde=winter + timedelta(hours=1))
    OutboxRegel.objects.update(status=UitgaandStatus.VERZONDEN, verzonden_op=timezone.now())
    plan = plan_van(afspraak)._replace(begin=zomer, einde=zomer + timedelta(hours=1))
    afspraken.wijzig_afspraak(afspraak=afspraak, versie=afspraak.versie, plan=plan, door=an, op=timezone.now())
    OutboxRegel.objects.update(status=UitgaandStatus.VERZONDEN, verzonden_op=timezone.now())
    afspraken.annuleer(afspraak=afspraak, reden="Ziek", door=an, op=timezone.now())
    gezien = []
    for mail in mails(afspraak):
        khal(bytes(mail.bijlagen.get().inhoud.inhoud))
        gezien.append(
            khal("list", "--format", "{start} {cancelled}", "--day-format", "", "26/03/2027", "30/03/2027").split("\n")[0]
        )
    assert gezien == ["26/03/2027 10:00 ", "29/03/2027 10:00 ", "29/03/2027 10:00 CANCELLED "]
