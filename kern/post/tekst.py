"""The words of a mail: HTML to text, the answer apart from what it quotes, and the head of a message forwarded in the text."""

import re
from datetime import datetime
from html import unescape

from kern import rijketekst
from kern.post.bericht import Adres, Herkomst
from kern.post.koppen import lees_adressen
from kern.tijd import BRUSSEL

LANGSTE_TEKST = 200_000  # of one mail; the rest is said to be left out, and stands in the file itself

_ZONDER_WOORDEN = {"script", "style", "head", "title", "template"}
_BREEKT = {"br", "p", "/p", "div", "/div", "/tr", "/li", "/table", *(f"/h{n}" for n in range(1, 7))}
_TAGNAAM = re.compile(r"/?[a-zA-Z][a-zA-Z0-9]*")
_STURING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")

_VAN = r"Van|From|De|Von"
_OP = r"Verzonden|Verstuurd|Datum|Sent|Date|Envoyé|Envoye|Gesendet|Verzonden op"
_AAN = r"Aan|To|À|A|An"
_ONDERWERP = r"Onderwerp|Subject|Objet|Betreff"
_ANDERE = r"CC|Kopie|Bijlagen?|Attachments?|Pièces jointes|Prioriteit|Importance|Beantwoorden aan|Reply-To"
_KOPREGEL = re.compile(
    rf"^[ \t>*]*(?P<wat>{_VAN}|{_OP}|{_AAN}|{_ONDERWERP}|{_ANDERE})\s?\*?\s?:\*?[ \t]*(?P<waarde>.*)$", re.IGNORECASE
)
# What programs write above a forwarded message.
_STREEP = re.compile(
    r"^[ \t>]*(?:-{2,}\s*(?:Oorspronkelijk bericht|Doorgestuurd bericht|Original Message|Forwarded message|Message transféré|"
    r"Message d'origine|Weitergeleitete Nachricht|Ursprüngliche Nachricht)\s*-{2,}|(?:Begin doorgestuurd bericht|Begin forwarded "
    r"message|Début du message (?:transféré|réexpédié))\s*:|_{10,})[ \t]*$",
    re.IGNORECASE,
)
# As Gmail and Apple write it: Op do 12 mrt 2026 om 14:05 schreef Lies Peeters; On … wrote; Le … a écrit.
_SCHREEF = re.compile(
    r"^[ \t>]*(?:(?:Op|On|Le|Am)\b[^\n]{6,300}?\b(?:schreef|het volgende geschreven|wrote|a écrit|schrieb)\b[^\n]{0,200}:"
    r"|[^\n]{0,200}\bschreef op\b[^\n]{0,200}:)[ \t]*$",
    re.IGNORECASE,
)
_MEESTE_KOPREGELS = 12
_MAANDEN = (
    ("jan", "janv", "january", "januari", "janvier", "januar"),
    ("feb", "févr", "fevr", "fév", "february", "februari", "février", "fevrier", "februar"),
    ("mrt", "maa", "mar", "mars", "maart", "march", "märz", "mär"),
    ("apr", "avr", "april", "avril"),
    ("mei", "may", "mai"),
    ("jun", "juin", "june", "juni"),
    ("jul", "juil", "july", "juli", "juillet"),
    ("aug", "août", "aout", "augustus", "august"),
    ("sep", "sept", "september", "septembre"),
    ("okt", "oct", "oktober", "october", "octobre"),
    ("nov", "november", "novembre"),
    ("dec", "déc", "dez", "december", "décembre", "decembre", "dezember"),
)
_MAAND = {naam: nummer for nummer, namen in enumerate(_MAANDEN, 1) for naam in namen}
_DAG_MAAND = re.compile(r"(?<!\d)(\d{1,2})\.?[ -]+([a-zéûäô]{3,10})\.?,?[ -]+(\d{4})(?!\d)", re.IGNORECASE)
_MAAND_DAG = re.compile(r"\b([a-z]{3,10})\.?\s+(\d{1,2}),?\s+(\d{4})(?!\d)", re.IGNORECASE)
_CIJFERS = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_UUR = re.compile(r"(?<!\d)(\d{1,2})[:.u](\d{2})(?::\d{2})?\s*([ap]\.?m\.?)?", re.IGNORECASE)


def netjes(tekst: str) -> str:
    """Return *tekst* with one kind of line end, without control characters, trailing space and heaps of empty lines."""
    tekst = _STURING.sub("", tekst.replace("\r\n", "\n").replace("\r", "\n"))
    regels = [regel.rstrip() for regel in tekst.split("\n")]
    return re.sub(r"\n{4,}", "\n\n\n", "\n".join(regels)).strip()


def uit_html(html: str) -> tuple[str, str]:
    """Return (cleaned HTML, its words). What is too deep or too long to clean loses its markup and keeps its words.

    Images do not survive cleaning, so nothing of a mail is ever fetched from outside.
    """
    try:
        schoon = rijketekst.schoon(html)
    except rijketekst.OpmaakGeweigerd:
        return "", netjes(_kaal(html[: 5 * LANGSTE_TEKST]))
    return schoon, netjes(rijketekst.als_tekst(schoon))


def _kaal(html: str) -> str:
    """Return the words between the tags, looking at each character once whatever somebody wrote."""
    eerste, *stukken = html.split("<")
    uit, binnen = [eerste], ""
    for stuk in stukken:
        gevonden = _TAGNAAM.match(stuk)
        tag = gevonden[0].lower() if gevonden else ""
        if binnen:
            if tag != f"/{binnen}":
                continue
            binnen = ""
        elif tag in _ZONDER_WOORDEN:
            binnen = tag
            continue
        if not tag and not stuk.startswith("!"):
            uit.append(f"<{stuk}")
            continue
        if tag in _BREEKT:
            uit.append("\n")
        uit.append(stuk.partition(">")[2])
    return unescape("".join(uit))


def splits(tekst: str) -> tuple[str, str]:
    """Return (what was answered, what was quoted); of a mail that is nothing but a quote the answer is empty.

    From the head of a quoted message on, everything is quote. Without such a head every line with ">" is, so that an answer
    between the lines stays.
    """
    regels = tekst.split("\n")
    for nummer, regel in enumerate(regels):
        if _SCHREEF.match(regel) or _STREEP.match(regel) or _is_kopblok(regels, nummer):
            return "\n".join(regels[:nummer]).strip(), "\n".join(regels[nummer:]).strip()
        # Gmail breaks its line in two when the address is long.
        volgende = regels[nummer + 1] if nummer + 1 < len(regels) else ""
        if regel[:3].strip(" >") in {"Op", "On", "Le", "Am"} and _SCHREEF.match(f"{regel[:400]} {volgende[:400]}"):
            return "\n".join(regels[:nummer]).strip(), "\n".join(regels[nummer:]).strip()
    eigen = [regel for regel in regels if not regel.lstrip().startswith(">")]
    gequoteerd = [regel for regel in regels if regel.lstrip().startswith(">")]
    return "\n".join(eigen).strip(), "\n".join(gequoteerd).strip()


def _is_kopblok(regels: list[str], begin: int) -> bool:
    """Whether a block of heads ("Van: … Verzonden: … Aan: …") begins at line *begin*."""
    eerste = _KOPREGEL.match(regels[begin])
    if not eerste or not re.fullmatch(_VAN, eerste["wat"], re.IGNORECASE):
        return False
    soorten = set()
    for regel in regels[begin : begin + _MEESTE_KOPREGELS]:
        if gevonden := _KOPREGEL.match(regel):
            soorten.add(_soort(gevonden["wat"]))
    return {"van", "onderwerp"} <= soorten and bool(soorten & {"op", "aan"})


def _soort(wat: str) -> str:
    for naam, woorden in (("van", _VAN), ("op", _OP), ("aan", _AAN), ("onderwerp", _ONDERWERP)):
        if re.fullmatch(woorden, wat, re.IGNORECASE):
            return naam
    return "andere"


def doorgestuurd(tekst: str) -> Herkomst | None:
    """Return the message that was forwarded in the text of a mail, by the head that mail programs put above it; None without."""
    regels = tekst.split("\n")
    begin = next((nummer for nummer in range(len(regels)) if _is_kopblok(regels, nummer)), None)
    if begin is None:
        return None
    waarden: dict[str, str] = {}
    einde = begin
    laatste = ""
    for nummer in range(begin, min(begin + _MEESTE_KOPREGELS, len(regels))):
        regel = regels[nummer]
        if gevonden := _KOPREGEL.match(regel):
            laatste = _soort(gevonden["wat"])
            waarden.setdefault(laatste, gevonden["waarde"].strip())
            einde = nummer + 1
        elif not regel.strip(" >\t"):
            if {"van", "onderwerp"} <= waarden.keys():
                break
        elif laatste and regel[:1] in {" ", "\t"}:  # a long list of addressees goes on below
            waarden[laatste] += f" {regel.strip()}"
            einde = nummer + 1
        else:
            break
    van = lees_adressen(_zonder_mailto(waarden.get("van", "")))
    return Herkomst(
        van=van[0] if van else Adres("", ""),
        aan=lees_adressen(_zonder_mailto(waarden.get("aan", ""))),
        op=moment_in_woorden(waarden.get("op", "")),
        onderwerp=" ".join(waarden.get("onderwerp", "").split())[:500],
        tekst=_zonder_hekjes("\n".join(regels[einde:])).strip(),
    )


def _zonder_mailto(waarde: str) -> str:
    """Outlook writes "Lies Peeters [mailto:lies@…]" and "lies@… <mailto:lies@…>"; separates by ";"."""
    waarde = re.sub(r"\S+@\S+\s*<mailto:([^>]+)>", r"<\1>", waarde)
    return re.sub(r"\[(?:mailto:)?([^\]]+@[^\]]+)\]", r"<\1>", waarde).replace(";", ",")


def _zonder_hekjes(tekst: str) -> str:
    regels = tekst.split("\n")
    gevuld = [regel for regel in regels if regel.strip()]
    if gevuld and all(regel.lstrip().startswith(">") for regel in gevuld):
        return "\n".join(re.sub(r"^[ \t]*>[ ]?", "", regel) for regel in regels)
    return tekst


def moment_in_woorden(waarde: str) -> datetime | None:
    """Return the moment in the head of a forwarded message, in Belgian time; None when it cannot be read with certainty.

    "donderdag 12 maart 2026 14:05", "do 12 mrt 2026 om 14:05", "Thursday, March 12, 2026 2:05 PM", "jeudi 12 mars 2026 à 14:05".
    """
    waarde = waarde[:200]
    delen = _dag_in(waarde)
    if delen is None:
        return None
    uur, minuut = 12, 0
    if gevonden := next((u for u in _UUR.finditer(waarde) if int(u[1]) < 24 and int(u[2]) < 60), None):
        uur, minuut = int(gevonden[1]), int(gevonden[2])
        if gevonden[3] and uur <= 12:
            uur = uur % 12 + (12 if gevonden[3][0].lower() == "p" else 0)
    try:
        return datetime(*delen, uur, minuut, tzinfo=BRUSSEL)
    except ValueError:
        return None


def _dag_in(waarde: str) -> tuple[int, int, int] | None:
    if (g := _DAG_MAAND.search(waarde)) and (maand := _MAAND.get(g[2].lower())):
        return int(g[3]), maand, int(g[1])
    if (g := _MAAND_DAG.search(waarde)) and (maand := _MAAND.get(g[1].lower())):
        return int(g[3]), maand, int(g[2])
    if g := _ISO.search(waarde):
        return int(g[1]), int(g[2]), int(g[3])
    if g := _CIJFERS.search(waarde):  # day first: who writes numbers here is in Belgium
        return int(g[3]), int(g[2]), int(g[1])
    return None
