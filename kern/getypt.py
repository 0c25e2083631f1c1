"""What somebody typed in a form that could not be carried out, so that the page that says so gives it back.

Only their own words: a form says with its fields which values stood there when it was drawn (`BEGIN`, fingerprints that say
nothing by themselves), and what was not touched is not repeated to somebody who may have lost the right to read it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.forms import BaseForm, BoundField
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

BEGIN = "_begin"  # the hidden field with the fingerprints
_NIET_TERUG = re.compile(r"passw|wachtwoord|otp|^code$|credential|geheim|token|^next$", re.IGNORECASE)
# What only the program reads: keys, versions, which button.
_MACHINE = re.compile(r"^(_begin|van|doe|bulk|gekozen)$|(^|[-_])(versie|gezien|sleutel|pk)$")
_SLEUTEL = re.compile(r"on|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[{\[].*", re.DOTALL)
_WOORDEN = re.compile(r"\S\s+\S")
_LANG = 60  # characters from which a value gets a text area


class Veld(NamedTuple):
    """One value that was sent.

    Attributes:
        naam: under which it was sent, and with which it can be sent again.
        label: words for that name.
        lang: whether it needs a text area.
        machine: whether it means nothing to a reader.
    """

    naam: str
    label: str
    waarde: str
    lang: bool
    machine: bool

    @property
    def rijen(self) -> int:
        """How many lines of a text area show it, up to a dozen."""
        return min(12, max(2, sum(1 + len(regel) // 70 for regel in self.waarde.splitlines())))

    @property
    def getoond(self) -> str:
        """The value as people write it: a browser sends days and hours in a form of its own."""
        for vorm, mooi in (("%Y-%m-%d", "%d/%m/%Y"), ("%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M")):
            try:
                return datetime.strptime(self.waarde, vorm).strftime(mooi)  # noqa: DTZ007 as typed, in no zone
            except ValueError:
                continue
        return self.waarde


@dataclass
class Teruggave:
    """What goes back to who typed it: sentences, the other values, and the names of files that must be chosen again."""

    woorden: list[Veld] = field(default_factory=list)
    overige: list[Veld] = field(default_factory=list)
    bestanden: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether there is anything to give back."""
        return bool(self.woorden or self.overige or self.bestanden)


def velden(request: HttpRequest) -> list[Veld]:
    """Return all that was sent, but for passwords, codes and tokens."""
    return [
        Veld(
            naam=naam,
            label=naam.rsplit("-", 1)[-1].replace("_", " ").strip().capitalize(),
            waarde=waarde,
            lang=len(waarde) > _LANG or "\n" in waarde,
            machine=bool(_MACHINE.search(naam) or _SLEUTEL.fullmatch(waarde)),
        )
        for naam, waarden in request.POST.lists()
        if not _NIET_TERUG.search(naam)
        for waarde in waarden
        if isinstance(waarde, str) and waarde
    ]


def bestanden(request: HttpRequest) -> list[str]:
    """Return the names of the files that were sent along."""
    return [str(bestand.name) for _veld, lijst in request.FILES.lists() for bestand in lijst if bestand.name]


def teruggave(request: HttpRequest, *, vertrouwd: bool = False) -> Teruggave:
    """Return what to give back: nothing when nobody sent a form of ours.

    *vertrouwd* says that the caller knows whose form it is; else the check of the CSRF token must have passed: text that
    another site lets somebody send is not ours to show.
    """
    if request.method != "POST" or not (vertrouwd or getattr(request, "csrf_processing_done", False)):
        return Teruggave()
    begin = set(request.POST.get(BEGIN, "").split())
    eigen = [veld for veld in velden(request) if not veld.machine and _merk(veld.naam, veld.waarde) not in begin]
    woorden = [veld for veld in eigen if veld.lang or _WOORDEN.search(veld.waarde)]
    return Teruggave(woorden, [veld for veld in eigen if veld not in woorden], bestanden(request))


def begin_van(form: BaseForm) -> str:
    """Return the fingerprints of what stands in *form* before anybody types, for its field `BEGIN`."""
    if form.is_bound:
        return str(form.data.get(BEGIN, ""))  # it came back: what stood there first has not changed
    return " ".join(_merk(veld.html_name, waarde) for veld in form for waarde in _beginwaarden(veld))


def _beginwaarden(veld: BoundField) -> list[str]:
    waarde = veld.field.prepare_value(veld.initial)
    if waarde in (None, "") or veld.is_hidden:
        return []
    getekend = veld.field.widget.format_value(waarde)
    return [str(een) for een in (getekend if isinstance(getekend, list | tuple) else [getekend]) if een not in (None, "")]


def _merk(naam: str, waarde: str) -> str:
    # A browser sends the ends of lines with two characters.
    return salted_hmac("kern.getypt", f"{naam}\n{waarde.replace(chr(13), '').strip()}").hexdigest()[:12]
