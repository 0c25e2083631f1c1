"""Accessibility as far as a machine can judge it: axe-core on a page as the browser shows it."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

_AXE = Path(__file__).resolve().parent.parent / "vendor" / "axe.min.js"
_REGELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def controleer(pagina: "Page") -> None:
    """Fail when axe finds anything on *pagina*; says which rule, where, and what would mend it."""
    if not pagina.evaluate("() => 'axe' in window"):
        # Not as a script tag: the Content-Security-Policy refuses that, as it should.
        pagina.evaluate(_AXE.read_text(encoding="utf-8"))
    # preload: axe would put copies of the stylesheets in the page, which the policy refuses; one rule (orientation) reads them.
    overtredingen = pagina.evaluate(
        "(regels) => axe.run(document, {preload: false, runOnly: {type: 'tag', values: regels}}).then((uit) => uit.violations)",
        _REGELS,
    )
    teksten = [
        f"{regel['id']} ({regel['impact']}): {regel['help']}\n    {knoop['html']}\n    {knoop['failureSummary']}"
        for regel in overtredingen
        for knoop in regel["nodes"]
    ]
    assert not teksten, f"axe op {pagina.url}:\n" + "\n".join(teksten)
