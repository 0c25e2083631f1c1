"""Outlook's `.msg`: MAPI properties as streams in a compound file ([MS-OXMSG]), read with olefile.

Only what a colleague needs: who, when, subject, text, attachments, and the heads with which it travelled when Outlook kept them.
"""

import struct
from datetime import UTC, datetime, timedelta
from email.errors import MessageError
from email.message import Message
from email.parser import Parser
from email.policy import compat32
from io import BytesIO

import olefile

from kern.post import koppen
from kern.post.automaat import automaat
from kern.post.bericht import Adres, Bijlage, Herkomst, Post, PostOnleesbaar
from kern.post.namen import bestandsnaam
from kern.post.tekst import LANGSTE_TEKST, doorgestuurd, netjes, splits, uit_html

HANDTEKENING = bytes.fromhex("d0cf11e0a1b11ae1")
_MEESTE_DELEN = 2_000
_MEESTE_BIJLAGEN = 100
_1601 = datetime(1601, 1, 1, tzinfo=UTC)
# [MS-OXPROPS]: what each property is called.
_ONDERWERP, _TEKST, _HTML, _KOPPEN, _NUMMER = 0x0037, 0x1000, 0x1013, 0x007D, 0x1035
_VAN_NAAM, _VAN_SOORT, _VAN_ADRES, _VAN_SMTP = 0x0C1A, 0x0C1E, 0x0C1F, 0x5D01
_ONTVANGER_NAAM, _ONTVANGER_ADRES, _ONTVANGER_SMTP, _ONTVANGER_SOORT = 0x3001, 0x3003, 0x39FE, 0x0C15
_VERZONDEN, _GEKREGEN = 0x0039, 0x0E06
_BESTAND, _LANGE_NAAM, _KORTE_NAAM, _MIME, _HOE = 0x3701, 0x3707, 0x3704, 0x370E, 0x3705
_INGEBED = 5  # PidTagAttachMethod: a message in the message
_DIEPST = 3
ALLEEN_RTF = "Outlook bewaarde de tekst van deze mail alleen met opmaak die hier niet gelezen wordt. Open ze in Outlook."
GEEN_DATUM = "In deze mail staat geen bruikbare datum; het moment van ontvangst is genomen."


# What olefile and the reading of numbers raise on a file that somebody damaged, or made to hurt.
_STUK = (OSError, LookupError, ValueError, TypeError, AttributeError, struct.error, RecursionError, MemoryError)


def lees_msg(inhoud: bytes) -> Post:
    """Read a message that Outlook saved.

    Raises:
        PostOnleesbaar: it is another Office file, or damaged.
    """
    try:
        with olefile.OleFileIO(BytesIO(inhoud)) as bestand:
            stromen = bestand.listdir()
            if len(stromen) > _MEESTE_DELEN:
                raise PostOnleesbaar("Dit Outlook-bericht heeft te veel delen. Open het in Outlook en bewaar wat u nodig hebt.")
            return _post(_Map(bestand, [tuple(pad) for pad in stromen], ()))
    except PostOnleesbaar:
        raise
    except _STUK as fout:
        raise PostOnleesbaar("Dit Outlook-bericht is beschadigd. Bewaar het opnieuw uit Outlook, of als .eml.") from fout


class _Map:
    """One storage in the file: the message, a recipient, an attachment."""

    def __init__(self, bestand: olefile.OleFileIO, stromen: list[tuple[str, ...]], pad: tuple[str, ...]) -> None:
        self.bestand, self.stromen, self.pad = bestand, stromen, pad
        self._vast = self._lees_vast()

    def mappen(self, begin: str) -> list["_Map"]:
        """Return the storages below this one whose name begins with *begin*, in order."""
        diep = len(self.pad)
        hieronder = (pad[diep] for pad in self.stromen if len(pad) > diep + 1 and pad[:diep] == self.pad)
        namen = sorted({naam for naam in hieronder if naam.startswith(begin)})
        return [_Map(self.bestand, self.stromen, (*self.pad, naam)) for naam in namen]

    def heeft(self, eigenschap: int, soort: str) -> bool:
        """Return whether the property is there with this type."""
        return (*self.pad, f"__substg1.0_{eigenschap:04X}{soort}") in self.stromen

    def rauw(self, eigenschap: int, soort: str = "0102") -> bytes:
        """Return a property of any length; empty when it is not there."""
        pad = (*self.pad, f"__substg1.0_{eigenschap:04X}{soort}")
        return bytes(self.bestand.openstream(list(pad)).read()) if pad in self.stromen else b""

    def tekst(self, eigenschap: int) -> str:
        """Return a property of words: UTF-16, or what Windows wrote before that."""
        if self.heeft(eigenschap, "001F"):
            tekst = self.rauw(eigenschap, "001F").decode("utf-16-le", "replace")
        else:
            tekst = koppen.bytes_als_tekst(self.rauw(eigenschap, "001E"))
        return tekst.rstrip("\0")

    def getal(self, eigenschap: int) -> int | None:
        """Return a property that is a number."""
        waarde = self._vast.get(eigenschap)
        return struct.unpack("<i", waarde[:4])[0] if waarde else None

    def moment(self, eigenschap: int) -> datetime | None:
        """Return a property that is a moment, written as tenths of microseconds since 1601."""
        waarde = self._vast.get(eigenschap)
        tienden = struct.unpack("<q", waarde)[0] if waarde else 0
        try:
            op = _1601 + timedelta(microseconds=tienden // 10)
        except OverflowError:
            return None
        return op if op.year >= 1990 else None

    def _lees_vast(self) -> dict[int, bytes]:
        pad = (*self.pad, "__properties_version1.0")
        if pad not in self.stromen:
            return {}
        inhoud = self.bestand.openstream(list(pad)).read()
        # The message itself has a head of 32 bytes, one inside an attachment 24, the others 8.
        begin = 32 if not self.pad else 24 if self.pad[-1].endswith("3701000D") else 8
        rijen = (inhoud[i : i + 16] for i in range(begin, len(inhoud) - 15, 16))
        return {struct.unpack("<H", rij[2:4])[0]: rij[8:16] for rij in rijen}


def _post(bericht: _Map, diep: int = 0) -> Post:
    opmerkingen: list[str] = []
    gereisd = _gereisde_koppen(bericht)
    van = Adres(koppen.ontcijfer(bericht.tekst(_VAN_NAAM))[:200], _adres(bericht, _VAN_SMTP, _VAN_ADRES))
    if not van.adres and (uit_kop := koppen.adressen(gereisd, "From")):
        van = uit_kop[0]
    ontvangers: dict[int, list[Adres]] = {1: [], 2: []}
    for een in bericht.mappen("__recip_version1.0_"):
        adres = Adres(koppen.ontcijfer(een.tekst(_ONTVANGER_NAAM))[:200], _adres(een, _ONTVANGER_SMTP, _ONTVANGER_ADRES))
        ontvangers.setdefault(een.getal(_ONTVANGER_SOORT) or 1, []).append(adres)
    op = bericht.moment(_VERZONDEN) or next((m for w in koppen.rauw(gereisd, "Date") if (m := koppen.moment(w))), None)
    op = op or bericht.moment(_GEKREGEN)
    if op is None:
        opmerkingen.append(GEEN_DATUM)
    opmaak, tekst = "", netjes(koppen.zonder_surrogaten(bericht.tekst(_TEKST)))
    if not tekst and (html := bericht.rauw(_HTML) or bericht.tekst(_HTML).encode()):
        opmaak, tekst = uit_html(koppen.bytes_als_tekst(html))
    if not tekst and bericht.heeft(0x1009, "0102"):
        opmerkingen.append(ALLEEN_RTF)
    bijlagen, mails = _bijlagen(bericht, diep)
    if len(tekst) > LANGSTE_TEKST:
        bijlagen.append(Bijlage("volledige tekst.txt", "text/plain", tekst.encode()))
        tekst, opmaak = tekst[:LANGSTE_TEKST], ""
    onderwerp = koppen.ontcijfer(bericht.tekst(_ONDERWERP))[:500]
    eigen, citaat = splits(tekst)
    eerste = mails[0] if mails else None
    return Post(
        message_id=next(iter(koppen.nummers(gereisd, "Message-ID")), "") or bericht.tekst(_NUMMER).strip()[:400],
        van=van,
        aan=tuple(ontvangers[1]) or koppen.adressen(gereisd, "To"),
        cc=tuple(ontvangers[2]) or koppen.adressen(gereisd, "Cc"),
        bezorgd_aan=(),
        op=op,
        onderwerp=onderwerp,
        tekst=eigen,
        citaat=citaat,
        opmaak=opmaak,
        bijlagen=tuple(bijlagen[:_MEESTE_BIJLAGEN]),
        verwijst_naar=koppen.nummers(gereisd, "In-Reply-To", "References"),
        herkomst=Herkomst(eerste.van, eerste.aan, eerste.op, eerste.onderwerp, eerste.tekst, eerste.bijlagen)
        if eerste
        else doorgestuurd(tekst),
        automaat=automaat(gereisd, onderwerp),
        opmerkingen=tuple(opmerkingen),
    )


def _gereisde_koppen(bericht: _Map) -> Message:
    tekst = bericht.tekst(_KOPPEN)[:200_000].replace("\r\n", "\n")
    # Outlook sometimes writes a line of its own above them.
    if tekst.startswith("Microsoft Mail Internet Headers"):
        tekst = tekst.partition("\n")[2]
    try:
        return Parser(policy=compat32).parsestr(tekst.strip() + "\n\n", headersonly=True)
    except (MessageError, ValueError):
        return Message()


def _adres(bericht: _Map, smtp: int, anders: int) -> str:
    """Return the address; inside Exchange the ordinary property holds a path ("/O=…") and the one for SMTP the address."""
    for eigenschap in (smtp, anders):
        for adres in koppen.lees_adressen(bericht.tekst(eigenschap)):
            if adres.adres:
                return adres.adres
    return ""


def _bijlagen(bericht: _Map, diep: int) -> tuple[list[Bijlage], list[Post]]:
    bijlagen: list[Bijlage] = []
    mails: list[Post] = []
    for een in bericht.mappen("__attach_version1.0_")[:_MEESTE_BIJLAGEN]:
        naam = koppen.ontcijfer(een.tekst(_LANGE_NAAM) or een.tekst(_KORTE_NAAM))
        if een.getal(_HOE) == _INGEBED:
            ingebed = een.mappen("__substg1.0_3701000D")
            if ingebed and diep < _DIEPST:
                mails.append(_post(ingebed[0], diep + 1))
                bijlagen += (_als_bijlage(mails[-1]), *mails[-1].bijlagen)
            continue
        inhoud = een.rauw(_BESTAND)
        mime = een.tekst(_MIME).strip().lower() or "application/octet-stream"
        bijlagen.append(Bijlage(bestandsnaam(naam, mime, len(bijlagen) + 1), mime, inhoud))
    return bijlagen, mails


def _als_bijlage(mail: Post) -> Bijlage:
    """Return a message that was in the message as a text: its own format only exists inside the other."""
    op = f"Datum: {mail.op:%d/%m/%Y %H:%M}" if mail.op else ""
    koppen_nu = filter(None, (f"Van: {mail.van}", op, f"Onderwerp: {mail.onderwerp}"))
    inhoud = "\n".join((*koppen_nu, "", mail.tekst, mail.citaat)).encode()
    return Bijlage(bestandsnaam(f"{mail.onderwerp[:80] or 'bericht'}.txt", "text/plain", 1), "text/plain", inhoud)
