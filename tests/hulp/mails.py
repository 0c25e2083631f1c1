"""Mails and Outlook files built in code: honest ones, and those that somebody made to hurt."""

import struct
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

OP = datetime(2026, 3, 12, 13, 5, tzinfo=UTC)


def mail(
    *,
    van: str = "Lies Peeters <lies@opvang.example>",
    aan: str = "klantenbeheer@opgroeien.example",
    cc: str = "",
    onderwerp: str = "Vraag over de sluiting",
    tekst: str = "Dag\n\nMogen wij maandag dicht?\n\nLies",
    html: str = "",
    op: datetime | None = OP,
    nummer: str = "<een@opvang.example>",
    bijlagen: tuple[tuple[str, str, bytes], ...] = (),
    doorgestuurd: EmailMessage | None = None,
    koppen: dict[str, str] | None = None,
) -> EmailMessage:
    """Return a mail as an ordinary program makes it."""
    m = EmailMessage(policy=SMTP)
    m["From"], m["To"], m["Subject"] = van, aan, onderwerp
    if cc:
        m["Cc"] = cc
    if op is not None:
        m["Date"] = format_datetime(op)
    if nummer:
        m["Message-ID"] = nummer
    for naam, waarde in (koppen or {}).items():
        m[naam] = waarde
    if html and not tekst:
        m.set_content(html, subtype="html")
    else:
        m.set_content(tekst)
        if html:
            m.add_alternative(html, subtype="html")
    for naam, mime, inhoud in bijlagen:
        hoofd, _, rest = mime.partition("/")
        m.add_attachment(inhoud, maintype=hoofd, subtype=rest, filename=naam)
    if doorgestuurd is not None:
        m.add_attachment(doorgestuurd)
    return m


def nest(diep: int) -> bytes:
    """Return a mail with so many multiparts in one another."""
    regels = ["From: a@b.example", "Subject: diep", "MIME-Version: 1.0"]
    for n in range(diep):
        regels += [f'Content-Type: multipart/mixed; boundary="g{n}"', "", f"--g{n}"]
    regels += ["Content-Type: text/plain", "", "onderaan"] + [f"--g{n}--" for n in reversed(range(diep))]
    return "\r\n".join(regels).encode()


def niet_bezorgd(*, nummer: str, adres: str, aan: str, actie: str = "failed") -> bytes:
    """Return the report of a mail server about the mail with Message-ID *nummer* (RFC 3464)."""
    return (
        f"From: MAILER-DAEMON@mail.example\r\nTo: {aan}\r\nSubject: Undelivered Mail Returned to Sender\r\n"
        "Return-Path: <>\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\nDate: Thu, 12 Mar 2026 14:10:00 +0100\r\n"
        f"Message-ID: <dsn-{abs(hash((nummer, adres)))}@mail.example>\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="grens"\r\n\r\n'
        "--grens\r\nContent-Type: text/plain\r\n\r\nDit adres bestaat niet.\r\n"
        "--grens\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.example\r\n\r\n"
        f"Final-Recipient: rfc822; {adres}\r\nAction: {actie}\r\nStatus: 5.1.1\r\n\r\n"
        f"--grens\r\nContent-Type: text/rfc822-headers\r\n\r\nFrom: x@y.example\r\nMessage-ID: {nummer}\r\n\r\n--grens--\r\n"
    ).encode()


# --- A compound file as Outlook makes one ([MS-CFB] version 3, only whole sectors) ---------------------------------------------
_VRIJ, _EINDE, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR = 512


def compound(stromen: dict[tuple[str, ...], bytes]) -> bytes:
    """Return a compound file with *stromen* (path to content). Each stream is filled up to 4096 so that none is a small one."""
    items: list[tuple[tuple[str, ...], int, bytes]] = [((), 5, b"")]
    mappen = sorted({pad[:n] for pad in stromen for n in range(1, len(pad))}, key=len)
    items += [(pad, 1, b"") for pad in mappen] + [(pad, 2, inhoud) for pad, inhoud in stromen.items()]
    sectoren: list[bytes] = []
    fat: list[int] = []
    begin: dict[int, tuple[int, int]] = {}

    def leg(inhoud: bytes) -> int:
        eerste = len(sectoren)
        stukken = [inhoud[i : i + _SECTOR].ljust(_SECTOR, b"\0") for i in range(0, len(inhoud), _SECTOR)]
        for nummer, stuk in enumerate(stukken):
            sectoren.append(stuk)
            fat.append(_EINDE if nummer == len(stukken) - 1 else eerste + nummer + 1)
        return eerste

    for nummer, (_, soort, inhoud) in enumerate(items):
        if soort == 2:
            vol = inhoud.ljust(4096, b"\0") if len(inhoud) < 4096 else inhoud
            begin[nummer] = (leg(vol), len(vol))
    # The children of a storage hang in one another as a list to the right: short enough for a test, and allowed.
    kinderen: dict[tuple[str, ...], list[int]] = {}
    for nummer, (pad, _, _) in enumerate(items[1:], 1):
        kinderen.setdefault(pad[:-1], []).append(nummer)
    for ouder in kinderen.values():
        ouder.sort(key=lambda n: (len(items[n][0][-1]), items[n][0][-1].upper()))
    rechts = {n: volgende for ouder in kinderen.values() for n, volgende in zip(ouder, [*ouder[1:], _VRIJ], strict=True)}
    map_bytes = b""
    for nummer, (pad, soort, _) in enumerate(items):
        naam = (pad[-1] if pad else "Root Entry").encode("utf-16-le") + b"\0\0"
        kind = kinderen.get(pad, [_VRIJ])[0] if soort != 2 else _VRIJ
        waar, lengte = begin.get(nummer, (_EINDE if soort == 5 else 0, 0))
        map_bytes += naam.ljust(64, b"\0") + struct.pack("<HBBIII", len(naam), soort, 1, _VRIJ, rechts.get(nummer, _VRIJ), kind)
        map_bytes += b"\0" * 16 + struct.pack("<IQQIQ", 0, 0, 0, waar, lengte)
    leeg = b"\0" * 64 + struct.pack("<HBBIII", 0, 0, 0, _VRIJ, _VRIJ, _VRIJ) + b"\0" * 52
    map_bytes += leeg * (-(len(map_bytes) // 128) % 4)
    eerste_map = leg(map_bytes)
    aantal_fat = -(-(len(fat) + 1) // (_SECTOR // 4 - 1))
    eerste_fat = len(sectoren)
    fat += [_FAT] * aantal_fat
    fat += [_VRIJ] * (aantal_fat * (_SECTOR // 4) - len(fat))
    sectoren += [struct.pack("<128I", *fat[i * 128 : i * 128 + 128]) for i in range(aantal_fat)]
    assert aantal_fat <= 109
    kop = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 16 + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    kop += struct.pack("<IIIIIIIII", 0, aantal_fat, eerste_map, 0, 4096, _EINDE, 0, _EINDE, 0)
    kop += struct.pack("<109I", *[eerste_fat + i for i in range(aantal_fat)], *[_VRIJ] * (109 - aantal_fat))
    return kop + b"".join(sectoren)


def msg(
    *,
    van: str = "Lies Peeters",
    adres: str = "lies@opvang.example",
    aan: tuple[tuple[str, str], ...] = (("Klantenbeheer", "klantenbeheer@opgroeien.example"),),
    onderwerp: str = "Vraag over de sluiting",
    tekst: str = "Mogen wij maandag dicht?",
    op: datetime | None = OP,
    koppen: str = "",
    bijlagen: tuple[tuple[str, str, bytes], ...] = (),
) -> bytes:
    """Return what Outlook saves when a mail is dragged out of it."""

    def woord(eigenschap: int, waarde: str) -> tuple[str, bytes]:
        return f"__substg1.0_{eigenschap:04X}001F", waarde.encode("utf-16-le")

    def vast(kop: int, waarden: dict[int, bytes]) -> bytes:
        return b"\0" * kop + b"".join(struct.pack("<HHI", 0x40, nummer, 6) + w.ljust(8, b"\0") for nummer, w in waarden.items())

    stromen: dict[tuple[str, ...], bytes] = {}
    for naam, inhoud in (
        woord(0x0037, onderwerp), woord(0x1000, tekst), woord(0x0C1A, van), woord(0x0C1F, "/O=EXCHANGE/CN=LIES"),
        woord(0x5D01, adres), woord(0x007D, koppen),
    ):  # fmt: skip
        if inhoud:
            stromen[naam,] = inhoud
    tijd = b"" if op is None else struct.pack("<q", int((op - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000)
    stromen["__properties_version1.0",] = vast(32, {0x0039: tijd} if tijd else {})
    for nummer, (naam, een) in enumerate(aan):
        waar = f"__recip_version1.0_#{nummer:08X}"
        for sleutel, inhoud in (woord(0x3001, naam), woord(0x39FE, een)):
            stromen[waar, sleutel] = inhoud
        stromen[waar, "__properties_version1.0"] = vast(8, {0x0C15: struct.pack("<i", 1)})
    for nummer, (naam, mime, inhoud) in enumerate(bijlagen):
        waar = f"__attach_version1.0_#{nummer:08X}"
        for sleutel, tekst_nu in (woord(0x3707, naam), woord(0x370E, mime)):
            stromen[waar, sleutel] = tekst_nu
        stromen[waar, "__substg1.0_37010102"] = inhoud
        stromen[waar, "__properties_version1.0"] = vast(8, {0x3705: struct.pack("<i", 1)})
    return compound(stromen)
