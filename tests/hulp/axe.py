"""Accessibility as far as a machine can judge it: axe-core on a page as the browser shows it."""

from pathlib import Path
from typing import TYPE_CHECKING

from tests.hulp.browser import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

_AXE = Path(__file__).resolve().parent.parent / "vendor" / "axe.min.js"
_REGELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def controleer(pagina: "Page", *regels: str, waar: str = "") -> None:
    """Fail when axe finds anything on *pagina* (by *regels* alone, when given); says which rule, where, and what would mend it.

    What is still arriving or whose letters are still coming is waited for: a half page has other faults than a whole one.
    """
    expect(pagina.locator(".htmx-request, .htmx-settling")).to_have_count(0)
    if not pagina.evaluate("() => 'axe' in window"):
        # Not as a script tag: the Content-Security-Policy refuses that, as it should.
        pagina.evaluate(_AXE.read_text(encoding="utf-8"))
    # preload: axe would put copies of the stylesheets in the page, which the policy refuses; one rule (orientation) reads them.
    overtredingen = pagina.evaluate(
        "(wat) => document.fonts.ready.then(() => axe.run(document, {preload: false, resultTypes: ['violations'], runOnly: wat}))"
        ".then((uit) => uit.violations)",
        {"type": "rule", "values": list(regels)} if regels else {"type": "tag", "values": _REGELS},
    )
    teksten = [
        f"{regel['id']} ({regel['impact']}): {regel['help']}\n    {knoop['html']}\n    {knoop['failureSummary']}"
        for regel in overtredingen
        for knoop in regel["nodes"]
    ]
    assert not teksten, f"axe op {waar or pagina.url}:\n" + "\n".join(teksten)
