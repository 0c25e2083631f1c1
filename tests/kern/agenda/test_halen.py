"""Fetching a calendar from an address of somebody else: never from inside, never too much, never for too long."""

import itertools
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from kern.agenda import halen
from kern.agenda.halen import GROOTSTE, AgendaFout, haal, is_openbaar, normaliseer

AGENDA = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n"


class Gastheer(BaseHTTPRequestHandler):
    """What somebody's calendar server can do."""

    gezien: list[str] = []

    def do_GET(self) -> None:
        self.gezien.append(self.headers["Host"])
        pad = self.path
        if pad == "/goed":
            self._geef(AGENDA)
        elif pad == "/groot":
            self.send_response(200)
            self.end_headers()
            for _ in range(160):  # 10 MB
                try:
                    self.wfile.write(b"x" * 65536)
                except OSError:
                    return
        elif pad == "/gepakt":
            self._geef(b"x", ("Content-Encoding", "gzip"))
        elif pad == "/weg":
            self.send_error(404)
        elif pad == "/stuk":
            self.send_error(500)
        elif pad == "/rond":
            self._stuur("/rond")
        elif pad == "/door":
            self._stuur("/goed")
        elif pad == "/binnen":
            self._stuur("http://10.0.0.1/geheim")
        elif pad == "/bestand":
            self._stuur("file:///etc/passwd")
        elif pad == "/nergens":
            self.send_response(302)
            self.end_headers()
        elif pad == "/onzin":
            self._stuur("https://[geen adres")
        elif pad == "/druppel":
            self.send_response(200)
            self.end_headers()
            self._druppel(b"x")
        elif pad == "/druppelkop":
            self._druppel(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100)

    def _druppel(self, inhoud: bytes) -> None:
        """Send a byte now and then, so that no single step is too slow."""
        for teken in itertools.chain(inhoud, itertools.repeat(ord("x"), 500)):
            try:
                self.wfile.write(bytes([teken]))
            except OSError:
                return
            time.sleep(0.02)

    def _geef(self, inhoud: bytes, *koppen: tuple[str, str]) -> None:
        self.send_response(200)
        for naam, waarde in koppen:
            self.send_header(naam, waarde)
        self.end_headers()
        self.wfile.write(inhoud)

    def _stuur(self, waar: str) -> None:
        self.send_response(302)
        self.send_header("Location", waar)
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        """Stay silent."""


@pytest.fixture
def gastheer(settings: Any) -> Iterator[str]:
    settings.AGENDA_LOOPBACK = True
    server = ThreadingHTTPServer(("127.0.0.1", 0), Gastheer)
    draad = threading.Thread(target=server.serve_forever, daemon=True)
    draad.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    draad.join()


def fout_van(adres: str) -> str:
    with pytest.raises(AgendaFout) as fout:
        haal(adres)
    return fout.value.code


def test_een_agenda_komt_zoals_ze_is_ook_na_een_omleiding(gastheer: str) -> None:
    assert haal(f"{gastheer}/goed") == AGENDA
    assert haal(f"{gastheer}/door") == AGENDA


def test_bij_de_naam_hoort_de_kop_ook_al_gaat_de_verbinding_naar_een_adres(gastheer: str) -> None:
    Gastheer.gezien.clear()
    haal(f"{gastheer.replace('127.0.0.1', 'localhost')}/goed")
    assert Gastheer.gezien[0].startswith("localhost:")


@pytest.mark.parametrize(
    ("pad", "code"),
    [
        ("/groot", "groot"),
        ("/gepakt", "onbereikbaar"),
        ("/weg", "geweigerd"),
        ("/stuk", "onbereikbaar"),
        ("/rond", "onbereikbaar"),
        ("/binnen", "binnen"),
        ("/bestand", "adres"),
        ("/nergens", "onbereikbaar"),
        ("/onzin", "onbereikbaar"),
    ],
)
def test_wat_niet_kan_heeft_een_woord(gastheer: str, pad: str, code: str) -> None:
    assert fout_van(gastheer + pad) == code
    assert halen.ZINNEN[code]


@pytest.mark.parametrize("pad", ["/druppel", "/druppelkop"])
def test_wie_druppelt_houdt_geen_werker_vast(gastheer: str, pad: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(halen, "_ALLES", 0.3)
    begin = time.monotonic()
    assert fout_van(gastheer + pad) == "traag"
    assert time.monotonic() - begin < 5


def test_een_poort_waar_niemand_luistert(gastheer: str) -> None:
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        poort = vrij.getsockname()[1]
    assert fout_van(f"http://127.0.0.1:{poort}/") == "onbereikbaar"


@pytest.mark.parametrize(
    "adres",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.9.9", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b::a00:1", "2002:7f00:1::", "2002:a00:1::", "::7f00:1", "::ffff:0:7f00:1", "64:ff9b:1::7f00:1",
    ],
)  # fmt: skip
def test_wat_binnen_ligt_is_niet_van_het_internet(adres: str) -> None:
    assert not is_openbaar(adres)


@pytest.mark.parametrize("adres", ["1.1.1.1", "193.190.0.1", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_wat_van_het_internet_is_mag(adres: str) -> None:
    assert is_openbaar(adres)


def test_een_naam_met_een_adres_binnen_en_een_buiten_gaat_niet(monkeypatch: pytest.MonkeyPatch) -> None:
    beide = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (adres, 443)) for adres in ("1.1.1.1", "10.0.0.5")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: beide)
    assert fout_van("https://agenda.example/x.ics") == "binnen"


@pytest.mark.parametrize(
    "naam", ["http://127.0.0.1/", "https://127.0.0.1/", "https://[::1]/", "https://2130706433/", "https://0x7f.1/"]
)
def test_zonder_proefinstelling_is_deze_machine_geen_gastheer(naam: str) -> None:
    assert fout_van(naam) in {"adres", "binnen", "onbereikbaar"}


@pytest.mark.parametrize(
    "adres",
    [
        "",
        "agenda",
        "ftp://x.be/a",
        "https://",
        "https://jan:geheim@x.be/",
        "https://x.be:22/",
        "http://x.be/a",
        "https://x.be:a/",
    ],
)
def test_wat_geen_adres_van_een_agenda_is(adres: str) -> None:
    with pytest.raises(AgendaFout, match="adres"):
        normaliseer(adres)


def test_een_naam_met_vreemde_letters_wordt_gevraagd_zoals_het_net_ze_schrijft() -> None:
    assert normaliseer("https://crèche.example/a") == "https://xn--crche-5ra.example/a"
    assert normaliseer("https://[2606:4700::1111]:443/a") == "https://[2606:4700::1111]:443/a"


def test_webcal_is_https() -> None:
    assert normaliseer("webcal://outlook.example/a/b.ics?x=1#top") == "https://outlook.example/a/b.ics?x=1"


def test_de_grens_ligt_onder_tien_megabyte() -> None:
    assert GROOTSTE < 10_000_000
