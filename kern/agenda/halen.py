"""Fetching a calendar from an address that a colleague typed: an address of somebody else, so nothing about it is trusted.

The name is looked up here, every answer must be a public address, and the connection goes to exactly that address: a second
look-up by the library could answer otherwise. Redirects are followed by hand, each checked the same way. Size has a bound, and
the whole conversation one clock: a host that sends a byte now and then keeps no worker. The address is a secret: it stands in
no log line and in no error.
"""

import asyncio
import ipaddress
import socket
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

import httpx
from django.conf import settings

GROOTSTE = 5_000_000  # bytes
_OMLEIDINGEN = 3
_STAP = 10.0  # seconds for one step of the conversation
_ALLES = 20.0  # seconds for the whole of it
_BROK = 64 * 1024


class AgendaFout(Exception):
    """It could not be read. `code` is stored; the sentence for its owner stands in `ZINNEN`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


ZINNEN = {
    "adres": "Dit adres kan niet. Plak het hele adres, dat met https:// of webcal:// begint.",
    "binnen": "Dit adres ligt in een besloten netwerk. Gebruik een adres dat vanop het internet werkt.",
    "onbereikbaar": "De agenda was niet bereikbaar. We proberen het straks opnieuw.",
    "geweigerd": "De agenda gaf geen toegang. Kijk na of de link nog gedeeld is, en plak ze opnieuw.",
    "traag": "De agenda antwoordde te traag. We proberen het straks opnieuw.",
    "groot": "De agenda is te groot: meer dan 5 MB, of te veel dat terugkomt. Deel een agenda met minder verleden.",
    "onleesbaar": "Wat op dit adres staat, is geen agenda (ICS). Kijk de link na.",
    "zegel": "Het adres kan niet meer gelezen worden. Plak het opnieuw.",
}


def normaliseer(adres: str) -> str:
    """Return the address as it is fetched; calendars are handed out as `webcal:` too.

    Raises:
        AgendaFout: it is no whole address of the web, or holds a password or a strange port.
    """
    try:
        deel = urlsplit(adres.strip())
        poort, naam = deel.port, (deel.hostname or "").encode("idna").decode()
    except ValueError:
        raise AgendaFout("adres") from None
    schema = {"webcal": "https", "webcals": "https"}.get(deel.scheme.casefold(), deel.scheme.casefold())
    proef = settings.AGENDA_LOOPBACK
    toegelaten = {"https", "http"} if proef else {"https"}
    if schema not in toegelaten or not naam or deel.username or deel.password or len(adres) > 2000:
        raise AgendaFout("adres")
    if poort not in {None, 443} and not proef:
        raise AgendaFout("adres")
    gastheer = (f"[{naam}]" if ":" in naam else naam) + (f":{poort}" if poort else "")
    return urlunsplit((schema, gastheer, deel.path or "/", deel.query, ""))


def is_openbaar(adres: str) -> bool:
    """Return whether an IP address is one of the internet: not of this machine, this network, or of nobody."""
    ip = ipaddress.ip_address(adres)
    if isinstance(ip, ipaddress.IPv6Address):
        binnenin = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if binnenin is not None:
            ip = binnenin
        elif ip in _NAT64:
            ip = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        elif ip not in _UITGEDEELD and not ip.is_loopback:
            return False  # among them other ways to write an IPv4 address
    if settings.AGENDA_LOOPBACK and ip.is_loopback:
        return True
    return ip.is_global and not ip.is_multicast


_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_UITGEDEELD = ipaddress.ip_network("2000::/3")  # what IANA gives out as addresses of the internet


async def _zoek_op(naam: str, poort: int) -> str:
    """Return one address of *naam*; all of them must be public.

    Raises:
        AgendaFout: it does not exist, or one of its addresses is not of the internet.
    """
    try:
        antwoorden = await asyncio.get_running_loop().getaddrinfo(naam, poort, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise AgendaFout("onbereikbaar") from None
    gevonden = {str(info[4][0]) for info in antwoorden}
    if not gevonden or not all(is_openbaar(adres) for adres in gevonden):
        raise AgendaFout("binnen")
    return min(gevonden, key=lambda adres: (":" in adres, adres))


def haal(adres: str) -> bytes:
    """Return what stands at *adres*.

    Raises:
        AgendaFout: with a code of `ZINNEN`.
    """
    # In a thread of its own: whoever calls may have an event loop already.
    with ThreadPoolExecutor(max_workers=1) as draad:
        return draad.submit(asyncio.run, _haal(adres)).result()


async def _haal(adres: str) -> bytes:
    try:
        async with asyncio.timeout(_ALLES), httpx.AsyncClient(timeout=_STAP, trust_env=False) as client:
            for _ in range(_OMLEIDINGEN + 1):
                deel = urlsplit(normaliseer(adres))
                antwoord = await _vraag(client, deel)
                if isinstance(antwoord, bytes):
                    return antwoord
                adres = urljoin(urlunsplit(deel), antwoord)
    except (TimeoutError, httpx.TimeoutException):
        raise AgendaFout("traag") from None
    # ValueError: where a redirect points to is no address at all.
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        raise AgendaFout("onbereikbaar") from None
    raise AgendaFout("onbereikbaar")


async def _vraag(client: httpx.AsyncClient, deel: SplitResult) -> bytes | str:
    """Ask one address; returns its content, or where it sends us."""
    assert deel.hostname is not None
    poort = deel.port or (443 if deel.scheme == "https" else 80)
    ip = await _zoek_op(deel.hostname, poort)
    # To the address that was checked, under the name that was asked: the certificate is that of the name.
    naar = httpx.URL(urlunsplit((deel.scheme, f"[{ip}]:{poort}" if ":" in ip else f"{ip}:{poort}", deel.path, deel.query, "")))
    koppen = {"Host": deel.netloc, "Accept": "text/calendar", "Accept-Encoding": "identity", "User-Agent": "opgroeien-agenda"}
    verzoek = client.build_request("GET", naar, headers=koppen, extensions={"sni_hostname": deel.hostname})
    antwoord = await client.send(verzoek, stream=True)
    try:
        return await _lees(antwoord)
    finally:
        await antwoord.aclose()


async def _lees(antwoord: httpx.Response) -> bytes | str:
    if antwoord.has_redirect_location:
        return antwoord.headers["Location"]
    if antwoord.status_code in {401, 403, 404, 410}:
        raise AgendaFout("geweigerd")
    # Packed content could unpack to anything: we did not ask for it.
    if antwoord.status_code != 200 or antwoord.headers.get("Content-Encoding", "identity") != "identity":
        raise AgendaFout("onbereikbaar")
    inhoud = bytearray()
    async for brok in antwoord.aiter_raw(_BROK):
        inhoud += brok
        if len(inhoud) > GROOTSTE:
            raise AgendaFout("groot")
    return bytes(inhoud)
