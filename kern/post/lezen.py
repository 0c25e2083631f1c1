"""From bytes to a `Post`: which kind of file it is, and how an `.eml` is read."""

from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import collapse_rfc2231_value

from kern.post import koppen
from kern.post.automaat import automaat, mislukking
from kern.post.bericht import Adres, Bijlage, Herkomst, Post, PostOnleesbaar
from kern.post.msg import HANDTEKENING, lees_msg
from kern.post.namen import bestandsnaam
from kern.post.tekst import LANGSTE_TEKST, doorgestuurd, netjes, splits, uit_html

TE_DIEP = "Deze mail bestaat uit te veel delen in elkaar. Open ze in uw mailprogramma en bewaar wat u nodig hebt."
GROOTST = 50 * 1024 * 1024
MEESTE_DELEN = 500
MEESTE_MULTIPARTS = 60
MEESTE_BIJLAGEN = 100
_DIEPST_BERICHT = 5  # a mail in a mail in a mail
_BEZORGD = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-RCPT-To")
GEEN_DATUM = "In deze mail staat geen bruikbare datum; het moment van ontvangst is genomen."
AFGEKORT = "De tekst van deze mail is te lang om hier te tonen; de hele tekst staat bij de bijlagen."
VEEL_AFZENDERS = "In deze mail staan verschillende afzenders."
WINMAIL = "Outlook stuurde de bijlagen ingepakt mee (winmail.dat). Vraag ze opnieuw als gewone bijlagen als u ze nodig hebt."
VEEL_BIJLAGEN = f"Deze mail heeft meer dan {MEESTE_BIJLAGEN} bijlagen; de eerste zijn overgenomen."


def lees(inhoud: bytes) -> Post:
    """Read an `.eml` or an Outlook `.msg`.

    Raises:
        PostOnleesbaar: it is neither, or more than a mail can be.
    """
    if len(inhoud) > GROOTST:
        raise PostOnleesbaar(f"Deze mail is groter dan {GROOTST // 1024 // 1024} MB. Bewaar de bijlagen apart.")
    if inhoud.startswith(HANDTEKENING):
        return lees_msg(inhoud)
    return lees_eml(inhoud)


def lees_eml(inhoud: bytes) -> Post:
    """Read a mail as it travels (RFC 5322).

    Raises:
        PostOnleesbaar: it has no head of a mail, or too many parts.
    """
    return _post(ontleed(inhoud))


def ontleed(inhoud: bytes) -> Message:
    """Return the parts of a mail. Counted before they are parsed: the parser of Python looks at each line once per level.

    Raises:
        PostOnleesbaar: as `lees_eml`.
    """
    inhoud = inhoud.removeprefix(b"\xef\xbb\xbf")
    if inhoud[:5] == b"From ":  # a mailbox of one mail
        inhoud = inhoud.partition(b"\n")[2]
    klein = inhoud.lower()
    if klein.count(b"multipart/") > MEESTE_MULTIPARTS or klein.count(b"content-type") > MEESTE_DELEN:
        raise PostOnleesbaar(TE_DIEP)
    del klein
    try:
        bericht = BytesParser(policy=compat32).parsebytes(inhoud)
    except (RecursionError, ValueError, LookupError) as fout:
        raise PostOnleesbaar("Deze mail kan niet gelezen worden: ze is beschadigd.") from fout
    bekend = {"from", "to", "subject", "date", "message-id", "received", "return-path", "mime-version"}
    if not bekend & {naam.lower() for naam in bericht}:
        raise PostOnleesbaar("Dit is geen mail. Sleep een mail uit uw mailprogramma, of bewaar ze als .eml of .msg.")
    return bericht


def _post(bericht: Message, diep: int = 0) -> Post:
    opmerkingen: list[str] = []
    van_adressen = koppen.adressen(bericht, "From")
    van = van_adressen[0] if van_adressen else next(iter(koppen.adressen(bericht, "Sender")), Adres("", ""))
    if len(van_adressen) > 1 or len(koppen.rauw(bericht, "From")) > 1:
        opmerkingen.append(VEEL_AFZENDERS)
    op = next((m for waarde in koppen.rauw(bericht, "Date") if (m := koppen.moment(waarde))), None)
    if op is None:
        opmerkingen.append(GEEN_DATUM)
    onderwerp = koppen.kop(bericht, "Subject")[:500]
    tekst, html, bijlagen, binnenin = _delen(bericht, opmerkingen, diep)
    opmaak = ""
    if not tekst and html:
        opmaak, tekst = uit_html(html)
    voor, om = mislukking(bericht, onderwerp, van.adres)
    herkomst = _uit_bijlage(binnenin) or doorgestuurd(tekst[:LANGSTE_TEKST])
    if len(tekst) > LANGSTE_TEKST:
        opmerkingen.append(AFGEKORT)
        bijlagen.append(Bijlage("volledige tekst.txt", "text/plain", tekst.encode()))
        tekst, opmaak = tekst[:LANGSTE_TEKST], ""
    if any(b.naam.lower() == "winmail.dat" or b.mime == "application/ms-tnef" for b in bijlagen):
        opmerkingen.append(WINMAIL)
    if len(bijlagen) > MEESTE_BIJLAGEN:
        opmerkingen.append(VEEL_BIJLAGEN)
    eigen, citaat = splits(tekst)
    return Post(
        message_id=next(iter(koppen.nummers(bericht, "Message-ID")), ""),
        van=van,
        aan=koppen.adressen(bericht, "To"),
        cc=koppen.adressen(bericht, "Cc"),
        bezorgd_aan=tuple(a.adres for naam in _BEZORGD for a in koppen.adressen(bericht, naam) if a.adres),
        op=op,
        onderwerp=onderwerp,
        tekst=eigen,
        citaat=citaat,
        opmaak=opmaak,
        bijlagen=tuple(bijlagen[:MEESTE_BIJLAGEN]),
        verwijst_naar=koppen.nummers(bericht, "In-Reply-To", "References"),
        herkomst=herkomst,
        automaat="bericht dat een mail niet aankwam" if voor or om else automaat(bericht, onderwerp),
        mislukt_voor=voor,
        mislukt_nummers=om,
        echtheid=tuple(koppen.rauw(bericht, "Authentication-Results")),
        afzenders=max(len(van_adressen), len(koppen.rauw(bericht, "From"))),
        opmerkingen=tuple(opmerkingen),
    )


def _delen(bericht: Message, opmerkingen: list[str], diep: int) -> tuple[str, str, list[Bijlage], list[Post]]:
    """Return (plain text, HTML, attachments, mails that came along as an attachment)."""
    teksten: list[str] = []
    htmls: list[str] = []
    bijlagen: list[Bijlage] = []
    mails: list[Post] = []
    wachtrij = [bericht]
    while wachtrij:
        deel = wachtrij.pop(0)
        soort = deel.get_content_type()
        if soort == "message/rfc822" and isinstance(deel.get_payload(), list):
            for mail in deel.get_payload():
                if isinstance(mail, Message):
                    _neem_mail(mail, mails, bijlagen, diep)
            continue
        if deel.is_multipart():
            wachtrij[:0] = [onder for onder in deel.get_payload() if isinstance(onder, Message)]
            continue
        naam = _naam(deel)
        inhoud = _inhoud(deel)
        aangehecht = str(deel.get("Content-Disposition", "")).lstrip().lower().startswith("attachment") or bool(naam)
        if soort in {"text/plain", "text/html"} and not aangehecht:
            tekst = koppen.bytes_als_tekst(inhoud, str(deel.get_content_charset("") or ""))
            (teksten if soort == "text/plain" else htmls).append(tekst)
        elif inhoud or aangehecht:
            bijlagen.append(Bijlage(bestandsnaam(naam, soort, len(bijlagen) + 1), soort, inhoud))
    return netjes("\n\n".join(teksten)), "".join(htmls), bijlagen, mails


def _neem_mail(mail: Message, mails: list[Post], bijlagen: list[Bijlage], diep: int) -> None:
    """Take a mail inside the mail along: as an attachment, and read so that its sender and date can be proposed."""
    naam = koppen.kop(mail, "Subject") or "bericht"
    try:
        rauw = mail.as_bytes()
    except (UnicodeError, LookupError, ValueError, KeyError, RecursionError):  # cannot be written as it was read
        rauw = str(mail.get_payload()).encode("utf-8", "replace")
    bijlagen.append(Bijlage(bestandsnaam(f"{naam[:80]}.eml", "message/rfc822", len(bijlagen) + 1), "message/rfc822", rauw))
    if diep < _DIEPST_BERICHT:
        mails.append(_post(mail, diep + 1))


def _naam(deel: Message) -> str:
    try:
        naam = deel.get_filename()
    except (ValueError, LookupError, TypeError):  # RFC 2231 written by somebody who did not read it
        return "bijlage"
    return koppen.ontcijfer(koppen.zonder_surrogaten(collapse_rfc2231_value(naam))) if naam else ""


def _inhoud(deel: Message) -> bytes:
    try:
        inhoud = deel.get_payload(decode=True)
    except (ValueError, LookupError):
        inhoud = None
    if isinstance(inhoud, bytes):
        return inhoud
    return str(deel.get_payload() or "").encode("utf-8", "surrogateescape")


def _uit_bijlage(mails: list[Post]) -> Herkomst | None:
    """Return the first mail that was forwarded as an attachment."""
    if not mails:
        return None
    eerste = mails[0]
    return Herkomst(eerste.van, eerste.aan, eerste.op, eerste.onderwerp, eerste.tekst, eerste.bijlagen)
