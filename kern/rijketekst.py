"""Text with markup: what a report, a letter or a note may hold, kept in one form.

One stored format, clean HTML: paragraphs, two levels of headings (`h3`, `h4`: a page has the `h1`, the part of a report its
`h2`), lists, tables, quotes, strong, emphasis and links. It is drawn as it stands, on a page and in a PDF, so **everything
that comes from outside passes `schoon`** in the action that keeps it: the editor, a paste from Word, a mail, an import.
Characters are kept as they were typed: other scripts, right-to-left, joiners, emoji.
"""

import re
from html import escape, unescape

import nh3

HOOGSTENS_TEKENS = 500_000  # of HTML; some two hundred pages
HOOGSTENS_DIEP = 60  # elements in one another as they come in; Word wraps a word in six or seven
HOOGSTENS_LIJSTEN = 8  # lists, tables and quotes in one another
HOOGSTENS_ELEMENTEN = 20_000
HOOGSTENS_CELLEN = 30  # that one cell of a table spans; laying out a million takes a day

_BLOKKEN = frozenset({"p", "h3", "h4", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "blockquote"})
_INHOUD = frozenset({"strong", "em", "br", "a"})
# What says the same in other words: renamed, so that a paste keeps its headings and its bold words.
_ANDERS = {"b": "strong", "i": "em", "h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4", "div": "p"}
_EIGEN = _BLOKKEN | _INHOUD
_WEG_MET_INHOUD = {"script", "style", "title", "xml", "template", "noscript", "iframe", "svg", "math", "textarea", "select"}
_BEZORGD = {"http", "https", "mailto", "tel"}
_KENMERKEN = {"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"}}

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)")
_HERNOEM = re.compile(rf"<(/?)({'|'.join(_ANDERS)})>")
_NESTEN = frozenset({"ul", "ol", "table", "blockquote"})
# The rest ends by itself where the next begins, or holds nothing: an open one does not make a text deeper.
_ONDIEP = (_BLOKKEN - _NESTEN) | {"dt", "dd", "tfoot", "option", "br", "hr", "img", "input", "meta", "link", "col", "wbr"}
_STURING = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LEEG = re.compile(r"<(p|h3|h4|li|blockquote|strong|em|a)(?: [^>]*)?>\s*</\1>")
_WIT = re.compile(r"(?:\s|<br>|&nbsp;)+")
_NIEUWE_REGEL = re.compile(r"</(?:p|h3|h4|li|tr|table|ul|ol|blockquote)>|<br>")
_REGEL = re.compile(r"[^\S\n\t]*\n\s*")


class OpmaakGeweigerd(ValueError):
    """The text cannot be kept; the sentence says what to do."""


def schoon(html: str) -> str:
    """Return *html* in the stored form. Cleaning what is clean changes nothing.

    Raises:
        OpmaakGeweigerd: it is longer, deeper or larger than a report can be.
    """
    html = _STURING.sub("", html.replace("\r\n", "\n").replace("\r", "\n"))
    _meet(html)
    _weeg(html)
    eerst = _maak_schoon(html, _EIGEN | _ANDERS.keys())
    # What comes out has no attributes on these and every "<" of the text is escaped, so a tag is a tag.
    tekst, vorig = _HERNOEM.sub(lambda m: f"<{m[1]}{_ANDERS[m[2]]}>", eerst), ""
    while tekst != vorig:  # two or three times: what is put in its place may move what stands around it
        vorig, tekst = tekst, _zet_op_zijn_plaats(_maak_schoon(tekst, _EIGEN))
    _meet(tekst)  # "&" became "&amp;": what is kept must be able to come back
    if _diepte(tekst, _NESTEN) > HOOGSTENS_LIJSTEN:
        raise OpmaakGeweigerd(
            f"In deze tekst zitten lijsten of tabellen meer dan {HOOGSTENS_LIJSTEN} keer in elkaar. "
            "Maak er minder niveaus van, of plak de tekst zonder opmaak (Ctrl+Shift+V)."
        )
    return tekst


def uit_tekst(tekst: str) -> str:
    """Return what was typed in a plain text field as HTML, still to be cleaned: an empty line begins a paragraph."""
    alineas = re.split(r"\n\s*\n", tekst.replace("\r\n", "\n").replace("\r", "\n").strip())
    return "".join(f"<p>{escape(alinea.strip(), quote=False).replace(chr(10), '<br>')}</p>" for alinea in alineas if alinea)


def veilig(html: str) -> str:
    """Return a stored text as it may be drawn: what stands in a table is not trusted because it stands there. Refuses nothing."""
    return _maak_schoon(html, _EIGEN)


def als_tekst(html: str) -> str:
    """Return the words of a stored text, a line per paragraph, item and row: to search in, to shorten, to read without markup."""
    regels = html.replace("\n", " ").replace("<li>", "<li>- ").replace("- <p>", "- ")
    regels = re.sub(r"</t[dh]>\s*(?=<t[dh])", "\t", regels)
    return _REGEL.sub("\n", unescape(re.sub(r"<[^>]*>", "", _NIEUWE_REGEL.sub("\n", regels)))).strip()


def is_leeg(html: str) -> bool:
    """Return whether there is nothing to read in a stored text; characters that take no room are nothing."""
    return not any(teken.isalnum() or (teken.isprintable() and not teken.isspace()) for teken in als_tekst(html))


def _getal(aantal: int) -> str:
    return f"{aantal:,}".replace(",", ".")


def _meet(html: str) -> None:
    if len(html) > HOOGSTENS_TEKENS:
        raise OpmaakGeweigerd(
            f"Deze tekst is te lang: {_getal(len(html))} tekens met de opmaak erbij, en er kunnen er {_getal(HOOGSTENS_TEKENS)}. "
            "Deel de tekst op, of voeg ze als document toe."
        )


def _weeg(html: str) -> None:
    """Refuse what would keep the parser, the page or the PDF busy for minutes; looks at each tag once."""
    if _diepte(html) > HOOGSTENS_DIEP:
        raise OpmaakGeweigerd(
            "De opmaak van deze tekst zit te diep in elkaar, zoals een lijst in een lijst in een lijst. "
            "Plak de tekst zonder opmaak (Ctrl+Shift+V)."
        )
    if html.count("<") > 2 * HOOGSTENS_ELEMENTEN:
        raise OpmaakGeweigerd("Deze tekst heeft te veel stukken opmaak. Deel ze op, of voeg ze als document toe.")
    if html.count("&") > HOOGSTENS_ELEMENTEN:  # the parser copies the text at each of them
        raise OpmaakGeweigerd("Deze tekst heeft te veel &-tekens. Deel ze op, of voeg ze als document toe.")


def _diepte(html: str, tags: frozenset[str] | None = None) -> int:
    """Return how deep *tags* (all that nest, when not given) lie in one another."""
    diep = diepst = 0
    for einde, naam in _TAG.findall(html):
        tag = naam.lower()
        if (tag in _ONDIEP) if tags is None else (tag not in tags):
            continue
        diep = max(0, diep - 1) if einde else diep + 1
        diepst = max(diepst, diep)
    return diepst


def _maak_schoon(html: str, tags: frozenset[str]) -> str:
    return nh3.clean(
        html,
        tags=set(tags),
        clean_content_tags=_WEG_MET_INHOUD,
        attributes=_KENMERKEN,
        attribute_filter=_kenmerk,
        url_schemes=_BEZORGD,
        link_rel=None,
    )


def _kenmerk(tag: str, naam: str, waarde: str) -> str | None:
    if naam in ("colspan", "rowspan"):
        return waarde if waarde.isascii() and waarde.isdigit() and 1 < int(waarde[:9]) <= HOOGSTENS_CELLEN else None
    if naam == "scope":
        return waarde if waarde in ("col", "row") else None
    # An address without scheme would lead into this application, and nobody pastes such a link.
    return waarde if re.match(r"(?:https?://|mailto:|tel:)", waarde, re.IGNORECASE) else None


def _zet_op_zijn_plaats(html: str) -> str:
    """Leave out what holds nothing, and put what stands loose between the blocks in paragraphs of its own."""
    while (korter := _LEEG.sub("", html)) != html:
        html = korter
    uit: list[str] = []
    los: list[str] = []
    diep = 0

    def sluit() -> None:
        stuk = "".join(los).strip()
        if _WIT.sub("", stuk):
            uit.append(f"<p>{stuk}</p>")
        los.clear()

    for deel in re.split(r"(</?[a-z0-9]+(?: [^>]*)?>)", html):
        tag = _TAG.match(deel)
        blok = tag is not None and tag[2] in _BLOKKEN
        if blok and diep == 0:
            sluit()
        if blok and tag is not None:
            diep += -1 if tag[1] else 1
            uit.append(deel)
        else:
            (uit if diep else los).append(deel)
    sluit()
    return "".join(uit).strip()
