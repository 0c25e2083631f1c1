"""How a row of the werkvoorraad is drawn: in Python and not in a template, because a morning has a hundred of them.

What a reader may not know (any more) is left out here, in one place: see `_tekst`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from kern.adres import adres
from kern.choices import Belang, Toon, Werkaard
from kern.models import Medewerker
from kern.models.werk import dag_van
from kern.queries.werk import Rij, Voorraad
from kern.templatetags.scherm import icoon, pil
from kern.termijnen.woorden import weekdag
from kern.tijd import BRUSSEL
from kern.werk import Kaartje, Werkgroep, Werksoort, onderwerpsoort, soort_met

Kaartjes = Mapping[tuple[str, str], Kaartje]
ONBEKEND = Werksoort("", "werk", "werk", "taak")
NIET_MEER = "U ziet de inhoud van dit dossier niet (meer). Vraag toegang, of geef dit door."


@dataclass(frozen=True)
class Blok:
    """One heading with its rows; `meer` how many are not shown here."""

    groep: Werkgroep
    aantal: int
    rijen: list[SafeString]

    @property
    def meer(self) -> int:
        """How many rows stand behind "toon alle"."""
        return self.aantal - len(self.rijen)

    @property
    def is_laat(self) -> bool:
        """Whether the heading is painted as urgent."""
        return self.groep is Werkgroep.LAAT


def kaartjes_van(rijen: Iterable[Rij], persoon: Medewerker) -> Kaartjes:
    """Return what *persoon* may know of the subjects of these rows: one query per kind of subject."""
    per_soort: dict[str, set[str]] = {}
    for rij in rijen:
        if rij.onderwerp:
            per_soort.setdefault(rij.onderwerp[0], set()).add(rij.onderwerp[1])
    uit: dict[tuple[str, str], Kaartje] = {}
    for soort, sleutels in per_soort.items():
        if bekend := onderwerpsoort(soort):
            uit |= {(soort, sleutel): kaartje for sleutel, kaartje in bekend.laad(persoon, sorted(sleutels)).items()}
    return uit


def blokken(voorraad: Voorraad, persoon: Medewerker, op: datetime) -> list[Blok]:
    """Return the rows of *persoon* under their headings, drawn."""
    kaartjes = kaartjes_van(voorraad.rijen, persoon)
    per_groep: dict[Werkgroep, list[SafeString]] = {}
    for rij in voorraad.rijen:
        kaartje = kaartjes.get(rij.onderwerp) if rij.onderwerp else None
        # Somebody of outside who may not know the subject does not know of the work either.
        if rij.onderwerp is None or kaartje is not None or persoon.is_intern:
            per_groep.setdefault(rij.groep, []).append(teken(rij, kaartje, op))
    return [Blok(groep, max(voorraad.aantallen[groep], len(rijen)), rijen) for groep, rijen in per_groep.items()]


def teken(rij: Rij, kaartje: Kaartje | None, op: datetime) -> SafeString:
    """Draw one row."""
    soort = soort_van(rij.soort)
    titel, kort, url = _tekst(rij, soort, kaartje)
    delen = [
        f'<li class="werkrij{" laat" if rij.groep is Werkgroep.LAAT else ""}" data-rij tabindex="-1" id="werk-{rij.id}">',
        f'<span class="soort">{icoon(soort.icoon)}</span>',
        f'<div class="wat"><a href="{conditional_escape(url)}" data-open>{conditional_escape(titel)}</a>{_belang(rij)}',
        f'<p class="zacht">{_onderregel(rij, soort, kort)}</p></div>',
        f'<div class="over">{_over(kaartje)}</div>',
        f'<div class="wanneer">{_wanneer(rij, op)}</div>',
        f'<div class="doen">{_knoppen(rij, soort, titel)}</div></li>',
    ]
    return SafeString("".join(delen))


def leesregel(rij: Rij, kaartje: Kaartje | None) -> tuple[str, str, str]:
    """Return title, text and address of a row as its reader may have them."""
    return _tekst(rij, soort_van(rij.soort), kaartje)


def soort_van(code: str) -> Werksoort:
    """Return the kind of a row; a kind nobody registers any more is still work."""
    try:
        return soort_met(code)
    except KeyError:
        return ONBEKEND


def _tekst(rij: Rij, soort: Werksoort, kaartje: Kaartje | None) -> tuple[str, str, str]:
    """Return title, text and address; of a subject that is not open to the reader no more than that there is work."""
    eigen = adres("kern:werkregel", rij.id)
    if rij.onderwerp is None or soort.alleen_kaart or (kaartje is not None and kaartje.inhoud):
        return rij.titel, rij.kort, rij.url or eigen
    return soort.label.capitalize(), NIET_MEER, eigen


def _onderregel(rij: Rij, soort: Werksoort, kort: str) -> SafeString:
    delen = [soort.label.capitalize()]
    if rij.aard == Werkaard.WACHT:
        delen.append(f"wacht op {rij.wacht_op}")
    if rij.namens_naam:
        delen.append(f"voor {rij.namens_naam}, afwezig")
    elif rij.van_groep:
        delen.append("van uw team")
    if kort:
        delen.append(kort)
    return conditional_escape(" · ".join(delen))


def _belang(rij: Rij) -> str:
    return f" {pil(label='hoge prioriteit', toon=Toon.LET_OP, icoon='vlag')}" if rij.belang == Belang.HOOG else ""


def _over(kaartje: Kaartje | None) -> str:
    if kaartje is None:
        return ""
    return format_html('<a href="{}">{}</a> <span class="zacht nietbreken">{}</span>', kaartje.url, kaartje.naam, kaartje.kenmerk)


def _wanneer(rij: Rij, op: datetime) -> str:
    """The day in words, always with the date; late and today stand out, never by colour alone."""
    vandaag = op.astimezone(BRUSSEL).date()
    if rij.aard == Werkaard.AFSPRAAK and rij.begint_op is not None:
        lokaal = rij.begint_op.astimezone(BRUSSEL)
        dag = "vandaag" if lokaal.date() == vandaag else weekdag(lokaal.date(), jaar=lokaal.year != vandaag.year)
        merk = pil(label="nog niet afgerond", toon=Toon.GEVAAR) if rij.groep is Werkgroep.LAAT else ""
        return f"{merk} {dag}, {lokaal:%H:%M}"
    tegen = dag_van(rij.tegen, heel_dag=rij.heel_dag)
    if tegen is None or rij.tegen is None:
        sinds = rij.sinds.astimezone(BRUSSEL)
        uur = f", {sinds:%H:%M}" if rij.groep is Werkgroep.NIEUW else ""
        return f'<span class="zacht">sinds {weekdag(sinds.date(), jaar=sinds.year != vandaag.year)}{uur}</span>'
    uur = "" if rij.heel_dag else f", {rij.tegen.astimezone(BRUSSEL):%H:%M}"
    dagen = (tegen - vandaag).days
    if rij.tegen <= op:
        te_laat = "vandaag te laat" if dagen == 0 else f"{-dagen} {'dag' if dagen == -1 else 'dagen'} te laat"
        return f"{pil(label=te_laat, toon=Toon.GEVAAR)} {weekdag(tegen, jaar=tegen.year != vandaag.year)}{uur}"
    if dagen == 0:
        return f"{pil(label='vandaag', toon=Toon.LET_OP, icoon='klok')}{uur.removeprefix(',')}"
    return f"tegen {weekdag(tegen, jaar=tegen.year != vandaag.year)}{uur}"


def _knoppen(rij: Rij, soort: Werksoort, titel: str) -> str:
    knoppen = []
    if rij.groep is Werkgroep.ORDE:
        knoppen += [
            _knop("op", rij, "op", "Hoger", titel, "data-hoger"),
            _knop("neer", rij, "neer", "Lager", titel, "data-lager"),
            _knop("niet_vandaag", rij, "min", "Niet vandaag", titel, "data-vandaag"),
        ]
    else:
        knoppen.append(_knop("vandaag", rij, "zon", "Naar vandaag", titel, "data-vandaag"))
    if soort.afvinken:
        knoppen.append(_knop("klaar", rij, "vink", "Klaar", titel, "data-klaar"))
    knoppen.append(
        format_html(
            '<a class="knop kaal klein enkel" href="{}" title="Meer">{}<span class="alleen-lezer">Meer over: {}</span></a>',
            adres("kern:werkregel", rij.id),
            icoon("meer"),
            titel,
        )
    )
    return "".join(knoppen)


def _knop(doe: str, rij: Rij, beeld: str, label: str, titel: str, merk: str) -> str:
    # `merk` and `doe` are our own words.
    return format_html(
        '<button class="knop kaal klein enkel" id="{}-{}" name="doe" value="{}:{}" title="{}" {}>{}'
        '<span class="alleen-lezer">{}: {}</span></button>',
        doe, rij.id, doe, rij.id, label, SafeString(merk), icoon(beeld), label, titel,
    )  # fmt: skip
