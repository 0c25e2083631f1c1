"""The feed of one's own appointments and terms: what it may say, and that a program of others reads it."""

import shutil
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from dossiers.models import Dossier
from kern.actions import agenda
from kern.models import Medewerker
from kern.tijd import BRUSSEL
from tests.dossiers.test_afspraak import geheim, maak, morgen
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
    assert (str(stil["SUMMARY"]), str(stil["CLASS"])) == (f"Onaangekondigd bezoek · {waar}", "PRIVATE")
    tekst = ruw.decode()
    for naam in ("Verzonnen", "Jef", zonnebloem.naam, zonnebloem.straat, "rita@", "ATTENDEE"):
        assert naam not in tekst


def test_khal_leest_de_feed_zoals_ze_bedoeld_is(zonnebloem: Dossier, an: Medewerker, client: Client, tmp_path: Path) -> None:
    khal = shutil.which("khal")
    if khal is None:
        sla_over("khal (apt-get install khal)")
    afspraak = maak(zonnebloem, an)
    geheim(zonnebloem, an, begin=morgen(14), einde=morgen(15))
    bestand = tmp_path / "feed.ics"
    bestand.write_bytes(feed(an, client))
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
        uit = subprocess.run(
            [khal, "-c", str(config), *map(str, wat)], capture_output=True, text=True, check=True, env=omgeving, timeout=120
        )
        return uit.stdout

    doe("import", "--batch", "-a", "opgroeien", bestand)
    dag = afspraak.begin.astimezone(BRUSSEL).date()
    gelezen = doe("list", "--format", "{start-time} {end-time} {title}", f"{dag:%d/%m/%Y}", f"{dag + timedelta(days=1):%d/%m/%Y}")
    waar = f"{zonnebloem.dossiernummer} {zonnebloem.gemeente}"
    assert f"10:00 11:30 Bezoek · {waar}" in gelezen
    assert f"14:00 15:00 Onaangekondigd bezoek · {waar}" in gelezen
