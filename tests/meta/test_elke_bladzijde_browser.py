"""Every address of the table of rights in a real browser: accessible in light, in the dark and on a small telephone.

On the telephone a page is asked everything; wide and in the dark only what comes out differently there. Nothing to add here for
a new address: its row in `tests/meta/rechten/` is walked too, its error state as well when the row is a form that answers 422.
Only an address that nobody in the world of the table may open has to say in `ELDERS` who walks it.
"""

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from kern.choices import Rol
from kern.models import Medewerker
from tests.hulp import axe
from tests.hulp.browser import Browser
from tests.hulp.weergaven import OPZIJ, TE_KLEIN, WEERGAVEN, toon
from tests.meta.klassen import Uitkomst, openbaar
from tests.meta.rechten import TABEL
from tests.meta.rechten.regel import post
from tests.meta.wereld import Persoon, Relatie, Wereld, bouw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

DELEN = 2  # so that more than one process can walk; each makes a world
BINNEN = (Uitkomst.INHOUD, Uitkomst.MAG, Uitkomst.KAART)
# What one operates is 44 by 44 px on a telephone; a box counts with its label. A link in running text is left alone (WCAG 2.5.8),
# and a week of half-days does not fit in another way.
DUIM = """() => [...document.querySelectorAll('.knop, button, input:not([type=hidden]), select, textarea, summary, .tabs a')]
  .filter((e) => e.checkVisibility({visibilityProperty: true, opacityProperty: true}))
  .filter((e) => !e.closest('.sprong, .alleen-lezer, .werkrooster'))
  .map((e) => [e, (e.closest('label') ?? e).getBoundingClientRect()])
  .filter(([e, vak]) => vak.width > 0 && (vak.width < 43.5 || vak.height < 43.5))
  .map(([e, vak]) => `${e.outerHTML.slice(0, 120)} ${Math.round(vak.width)}x${Math.round(vak.height)}`)"""
# Send an empty form there, with the token every page carries for its menu.
STUUR = """([waarheen, gegevens]) => {
  const vorm = document.createElement('form');
  vorm.method = 'post';
  vorm.action = waarheen;
  const token = document.querySelector('[name=csrfmiddlewaretoken]').value;
  for (const [naam, waarde] of Object.entries({...gegevens, csrfmiddlewaretoken: token})) {
    const veld = document.createElement('input');
    veld.type = 'hidden';
    veld.name = naam;
    veld.value = waarde;
    vorm.append(veld);
  }
  document.body.append(vorm);
  vorm.submit();
}"""
# Nobody in the world of the table gets a page there; where it is looked at, or why there is nothing to look at.
KNOP = "a button: it leads back to the page it stood on"
ELDERS = {
    "dossiers:historiekbestand": "a file",
    "dossiers:historiekstuk": "tests/dossiers/test_import_browser.py",
    "dossiers:meekijken": "tests/dossiers/test_toewijzen_browser.py",
    "dossiers:overdracht_gelezen": KNOP,
    "dossiers:telefoonblad": "tests/dossiers/test_telefoonblad_browser.py",
    "dossiers:telefoonblad_ophangen": "tests/dossiers/test_telefoonblad_browser.py",
    "dossiers:telefoonblad_overnemen": "tests/dossiers/test_telefoonblad_browser.py",
    "dossiers:telefoonblad_terug": KNOP,
    "dossiers:telefoonblad_weg": KNOP,
    "dossiers:verslag_opmerking": "tests/dossiers/test_verslag_browser.py",
    "dossiers:vraag_intrekken": KNOP,
    "kern:aanwezigheid": "a piece of a page, for who can prove where they look",
    "kern:demopostvak": "exists in the demo only",
    "kern:gevraagd_antwoord": "the page it stands on is walked: kern:gevraagd",
    "kern:gevraagd_weigeren": "the page it stands on is walked: kern:gevraagd",
    "kern:notificatie": "leads to what it is about",
    "kern:nachtnota_intrekken": KNOP,
    "kern:vervanging_intrekken": KNOP,
    "kern:werkregel_heropenen": KNOP,
    "kern:wissen_intrekken": KNOP,
}


def wie_mag(naam: str, wereld: Wereld) -> dict[Uitkomst, Persoon]:
    """Return, for each outcome in which something is to be seen, somebody who is logged in and gets it."""
    gevonden: dict[Uitkomst, Persoon] = {}
    for wie in wereld.personen:
        uitkomst = TABEL[naam].klasse(wie.rol, wie.relatie)
        if wie.medewerker and uitkomst in BINNEN:
            gevonden.setdefault(uitkomst, wie)
    return gevonden


def kijk_na(pagina: "Page", wat: str, *weergaven: str) -> list[str]:
    """Look at the page in these ways, and say what is wrong."""
    fouten = [] if pagina.locator("h1").count() == 1 else [f"{wat}: {pagina.locator('h1').count()} keer een h1"]
    for naam in weergaven:
        toon(pagina, WEERGAVEN[naam])
        try:
            axe.controleer(pagina, *WEERGAVEN[naam].regels, waar=f"{wat} {naam}")
        except AssertionError as fout:
            fouten.append(str(fout))
        if pagina.evaluate(OPZIJ) > 0:
            fouten.append(f"{wat} {naam}: schuift opzij")
        fouten += [f"{wat} {naam}: te klein: {stuk}" for stuk in pagina.evaluate(TE_KLEIN)]
        if naam == "smal":
            fouten += [f"{wat}: te klein voor een duim: {stuk}" for stuk in pagina.evaluate(DUIM)]
    return fouten


class Wandeling:
    """One browser in which everybody has a page of their own."""

    def __init__(self, browser: Browser, wereld: Wereld) -> None:
        self._browser = browser
        self._wereld = wereld
        self._paginas: dict[int, Page] = {}
        self._gezien: set[tuple[str, Uitkomst]] = set()

    def pagina_van(self, wie: Medewerker) -> "Page":
        """Return the page of *wie*, the same one each time."""
        if wie.pk not in self._paginas:
            vers = Medewerker.objects.get(pk=wie.pk)  # the password was set after this object was made, and a session knows it
            self._paginas[wie.pk] = self._browser.nieuwe_pagina(als=vers, breedte=320)
        return self._paginas[wie.pk]

    def fouten_op(self, naam: str) -> "Iterator[str]":
        """Look at what is to be seen at address *naam*, one thing after the other, and say what is wrong."""
        regel = TABEL[naam]
        for uitkomst, wie in wie_mag(naam, self._wereld).items():
            assert wie.medewerker
            pagina, adres = self.pagina_van(wie.medewerker), reverse(naam, kwargs=regel.args(self._wereld, wie))
            if self._is_nieuw(pagina, adres, uitkomst):
                pagina.goto(adres)
                aangemeld = pagina.locator(".balk .persoon").count() == 1
                assert aangemeld or regel.klasse is openbaar, f"{naam}: {wie} is niet aangemeld"
                yield from kijk_na(pagina, f"{naam} ({uitkomst})", "smal", "donker")
            if regel.methode == post and regel.status == 422:
                if pagina.url == "about:blank":
                    pagina.goto("/sneltoetsen/")
                with pagina.expect_navigation() as gestuurd:
                    pagina.evaluate(STUUR, [adres, regel.gegevens])
                assert gestuurd.value.status == 422, f"{naam}: {gestuurd.value.status} in plaats van 422"
                yield from kijk_na(pagina, f"{naam} (leeg verstuurd)", "smal")  # its colours: the gallery

    def _is_nieuw(self, pagina: "Page", adres: str, uitkomst: Uitkomst) -> bool:
        """Whether there is a page at *adres* (no file, no piece, no button), and it did not lead to one that was seen already."""
        antwoord = pagina.request.get(adres)  # a file would be downloaded instead of shown
        soort = antwoord.headers.get("content-type", "")
        if not soort.startswith("text/html") or not antwoord.text().startswith("<!doctype html>"):
            return False
        gezien = (antwoord.url, uitkomst) in self._gezien
        self._gezien.add((antwoord.url, uitkomst))
        return not gezien


def test_wie_elders_bekeken_wordt_kan_hier_niet_open() -> None:
    """So that an address leaves the list when the table lets somebody in, and a new one that nobody may open is thought about."""
    gesloten = {naam for naam, regel in TABEL.items() if not any(regel.klasse(rol, r) in BINNEN for rol in Rol for r in Relatie)}
    assert gesloten == set(ELDERS)


@pytest.mark.browser
@pytest.mark.traag
@pytest.mark.parametrize("deel", range(DELEN))
def test_elke_bladzijde_is_toegankelijk_en_past_op_een_telefoon(browser: Browser, deel: int) -> None:
    wereld = bouw()
    wandeling = Wandeling(browser, wereld)
    fouten = [fout for naam in list(TABEL)[deel::DELEN] for fout in wandeling.fouten_op(naam)]
    # Some rows send a day that is none, on purpose; the browser says so when it gets its form back.
    browser.fouten[:] = [fout for fout in browser.fouten if "does not conform to the required format" not in fout]
    assert not fouten, "\n".join(fouten)
