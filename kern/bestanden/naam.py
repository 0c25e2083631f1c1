"""The name of a file as we keep it: what somebody else's computer made of it, without what can mislead or break."""

import re
import unicodedata

LANGSTE = 150  # characters; fits every file system with its path
_ONGELDIG = re.compile(r'[<>:"/\\|?*]')
_GERESERVEERD = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)
_VERBINDERS = "\u200c\u200d"  # needed inside words of other scripts and in emoji
# What starts a program or runs in a browser. Between two dots it is no accident: "factuur.exe.pdf".
_LOOPT = (
    "exe dll scr msi msp bat cmd ps1 psm1 vbs vbe js jse mjs wsf wsh hta lnk pif reg cpl jar apk app dmg iso img sh bash",
    "php phtml py pl rb html htm xhtml shtml mht mhtml svg svgz xml xsl swf",
)
MACRO = frozenset(["docm", "dotm", "xlsm", "xltm", "xlam", "xlsb", "pptm", "potm", "ppsm", "ppam", "sldm"])
GEVAARLIJK = frozenset(" ".join(_LOOPT).split()) | MACRO


def schone_naam(naam: str) -> str:
    """Return *naam* without folders, signs that steer or hide, and what Windows forbids; at most 150 characters, never empty."""
    naam = unicodedata.normalize("NFC", naam).replace("\\", "/").rpartition("/")[2]
    naam = "".join(teken for teken in naam if teken in _VERBINDERS or not unicodedata.category(teken).startswith("C"))
    naam = re.sub(r"\s+", " ", _ONGELDIG.sub("-", naam)).lstrip().rstrip(" .")
    stam, extensie = splits(naam)
    stam = stam.strip(" .") or "bestand"
    if _GERESERVEERD.match(stam):
        stam = f"_{stam}"
    einde = f".{extensie}" if extensie else ""
    return f"{stam[: LANGSTE - len(einde)].rstrip(' .')}{einde}"


def splits(naam: str) -> tuple[str, str]:
    """Return the name without its extension, and the extension in lower case without dot; "" when there is none."""
    stam, punt, extensie = naam.rpartition(".")
    if not punt or not re.fullmatch(r"[A-Za-z0-9]{1,8}", extensie):
        return naam, ""
    return stam, extensie.lower()


def verborgen_extensie(naam: str) -> str:
    """Return the dangerous extension that stands before the last one ("factuur.exe.pdf" gives "exe"); "" when there is none."""
    midden = splits(naam)[0].lower().split(".")[1:]
    return next((deel.strip() for deel in midden if deel.strip() in GEVAARLIJK), "")
