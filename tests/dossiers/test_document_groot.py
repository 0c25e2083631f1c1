"""A file of 20 MB over a slow line, into the real web server: flat memory, and no worker that is taken for dead."""

import os
import re
import time
import urllib.request
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import psutil
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from dossiers.models import Dossier
from kern.choices import Rol
from kern.models import Medewerker
from tests.hulp import bestanden as b
from tests.hulp.databank import Databank
from tests.hulp.processen import Webserver, start_webserver
from tests.mensen import BACKEND, maak
from tests.wereld import maak_dossier, maak_organisator

pytestmark = pytest.mark.traag
GRENS = "gGrensg"
EINDE = f"\r\n--{GRENS}--\r\n".encode()
GEDULD = 2  # seconds of silence after which this gunicorn kills a worker


@pytest.fixture
def ongeduldig(eigen_database: Databank, opslagmap: Path, tmp_path: Path) -> Iterator[Webserver]:
    """Give a web server of this test alone that kills a worker much sooner than ours."""
    server = start_webserver(
        tmp_path / "web.log",
        DATABASE_URL=eigen_database.url,
        BESTANDEN_MAP=str(opslagmap),
        GUNICORN_CMD_ARGS=f"--timeout {GEDULD}",
    )
    yield server
    server.proces.stop()


class Zender:
    """A browser without a window: logged in, with the token of the page."""

    def __init__(self, server: Webserver, wie: Medewerker, dossier: Dossier) -> None:
        self.server = server
        client = Client()
        client.force_login(wie, backend=BACKEND)
        self.koekje = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
        bladzijde = server.url + reverse("dossiers:documenten", args=[dossier.dossiernummer])
        with urllib.request.urlopen(urllib.request.Request(bladzijde, headers={"Cookie": self.koekje})) as antwoord:
            html = antwoord.read().decode()
            for kop in antwoord.headers.get_all("Set-Cookie") or []:
                self.koekje += f"; {kop.partition(';')[0]}"
        self.velden = {
            naam: re.search(rf'name="{naam}" value="([^"]+)"', html)[1]  # type: ignore[index]  # it stands there
            for naam in ("csrfmiddlewaretoken", "sleutel")
        } | {"soort": "plan"}
        self.pad = reverse("dossiers:documenten_toevoegen", args=[dossier.dossiernummer])

    def begin(self, naam: str, grootte: int) -> tuple[HTTPConnection, bytes]:
        """Open a line, say what comes; returns it with the bytes that stand before the file."""
        lijf = "".join(
            f'--{GRENS}\r\nContent-Disposition: form-data; name="{veld}"\r\n\r\n{waarde}\r\n'
            for veld, waarde in self.velden.items()
        )
        lijf += f'--{GRENS}\r\nContent-Disposition: form-data; name="bestanden"; filename="{naam}"\r\n'
        kop = f"{lijf}Content-Type: application/pdf\r\n\r\n".encode()
        lijn = HTTPConnection("127.0.0.1", self.server.poort, timeout=60)
        lijn.putrequest("POST", self.pad)
        koppen = {
            "Cookie": self.koekje,
            "Origin": self.server.url,
            "Content-Type": f"multipart/form-data; boundary={GRENS}",
            "Content-Length": str(len(kop) + grootte + len(EINDE)),
            "X-Een-Voor-Een": "ja",
        }
        for veld, waarde in koppen.items():
            lijn.putheader(veld, waarde)
        lijn.endheaders()
        return lijn, kop

    def stuur(self, naam: str, inhoud: bytes, wacht: float = 0) -> tuple[int, float]:
        """Send a file in pieces of 1 MB, *wacht* seconds before each; returns the status, and seconds after the last piece."""
        lijn, kop = self.begin(naam, len(inhoud))
        lijf = kop + inhoud + EINDE
        for plaats in range(0, len(lijf), 1_000_000):
            time.sleep(wacht)
            lijn.send(lijf[plaats : plaats + 1_000_000])
        klok = time.monotonic()
        status = lijn.getresponse().status
        duur = time.monotonic() - klok
        lijn.close()
        return status, duur


def _kb(pid: int, veld: str) -> int:
    gevonden = re.search(rf"{veld}:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    assert gevonden is not None, veld
    return int(gevonden[1])


def test_twintig_megabyte_over_een_trage_lijn_door_de_echte_webserver(ongeduldig: Webserver, opslagmap: Path) -> None:
    an = maak("an", "An Peeters", Rol.KLANTENBEHEERDER, team="antwerpen")
    dossier = maak_dossier("De Zonnebloem", maak_organisator("Zonnebloem vzw", an))
    inhoud = b.pdf() + b"\n%" + os.urandom(20_000_000)
    assert Zender(ongeduldig, an, dossier).stuur("eerst.pdf", b.pdf("eerst"))[0] == 200  # what is loaded once does not count
    [werker] = psutil.Process(ongeduldig.proces.popen.pid).children()
    zender = Zender(ongeduldig, an, dossier)
    Path(f"/proc/{werker.pid}/clear_refs").write_text("5")  # the peak begins again from here
    voor = _kb(werker.pid, "VmRSS")
    status, duur = zender.stuur("groot.pdf", inhoud, wacht=3 * GEDULD / 20)
    piek = _kb(werker.pid, "VmHWM") - voor
    assert status == 200
    assert piek < 16_000, f"{piek} kB erbij"
    assert duur < 5, f"{duur:.1f} s na het laatste stuk"
    assert [kind.pid for kind in psutil.Process(ongeduldig.proces.popen.pid).children()] == [werker.pid]
    assert "WORKER TIMEOUT" not in ongeduldig.proces.tekst
    groot = dossier.documenten.get(titel="groot").alle_versies.get().bestand
    assert groot is not None
    assert (opslagmap / groot.opslagsleutel).read_bytes() == inhoud
    print(f"20 MB: {piek} kB, {duur:.2f} s na het laatste stuk")


def test_wie_halverwege_weggaat_laat_niets_na(ongeduldig: Webserver, opslagmap: Path) -> None:
    an = maak("an", "An Peeters", Rol.KLANTENBEHEERDER, team="antwerpen")
    dossier = maak_dossier("De Zonnebloem", maak_organisator("Zonnebloem vzw", an))
    zender = Zender(ongeduldig, an, dossier)
    lijn, kop = zender.begin("half.pdf", 20_000_000)
    lijn.send(kop + b.pdf() + b"x" * 5_000_000)
    lijn.close()
    assert Zender(ongeduldig, an, dossier).stuur("daarna.pdf", b.pdf())[0] == 200
    assert [document.titel for document in dossier.documenten.all()] == ["daarna"]
    assert "Traceback" not in ongeduldig.proces.tekst
