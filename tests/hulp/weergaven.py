"""A page as everybody sees it: light, dark, on a telephone, and in the colours somebody chose for themselves.

Opened once and looked at four times: how it is shown changes, what stands in it does not.
"""

from typing import TYPE_CHECKING, NamedTuple

from tests.hulp import axe
from tests.hulp.browser import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page


class Weergave(NamedTuple):
    """One way of looking; `regels` are those of axe that can come out differently there, all of them when there are none."""

    breedte: int
    kleuren: str = "light"
    eigen_kleuren: str = "none"
    regels: tuple[str, ...] = ()


# Nothing appears or disappears by its colours, so another palette is asked only what colours can do wrong.
_KLEURREGELS = ("color-contrast", "link-in-text-block")
WEERGAVEN = {
    "licht": Weergave(1366),
    "donker": Weergave(1366, kleuren="dark", regels=_KLEURREGELS),
    "eigen kleuren": Weergave(1366, eigen_kleuren="active", regels=_KLEURREGELS),
    "smal": Weergave(320),
}
OPZIJ = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Everything one can click: either 24 by 24 px itself, or a link inside a sentence (WCAG 2.5.8 leaves those alone).
TE_KLEIN = """() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
  .filter((e) => e.checkVisibility({visibilityProperty: true, opacityProperty: true}) && !e.closest('.sprong, .alleen-lezer'))
  .map((e) => [e, (e.closest('label') ?? e).getBoundingClientRect()])
  .filter(([e, vak]) => vak.width > 0 && (vak.width < 24 || vak.height < 24))
  .filter(([e]) => !(e.matches('a') && e.closest('p, li, dd, td, .zin') && getComputedStyle(e).display === 'inline'))
  .map(([e, vak]) => `${e.outerHTML.slice(0, 120)} ${Math.round(vak.width)}x${Math.round(vak.height)}`)"""


def ga_en_beoordeel(pagina: "Page", pad: str, *, status: int = 200) -> None:
    """Open *pad* and judge what is shown; *status* is what the server must answer."""
    antwoord = pagina.goto(pad)
    assert antwoord is not None
    assert antwoord.status == status, pad
    beoordeel(pagina)


def beoordeel(pagina: "Page") -> None:
    """Fail when the page that is open is not right in one of the ways of looking; it stays open, in light and wide."""
    expect(pagina.locator("h1"), pagina.url).to_have_count(1)
    for naam, weergave in WEERGAVEN.items():
        toon(pagina, weergave)
        waar = f"{pagina.url} ({naam})"
        axe.controleer(pagina, *weergave.regels, waar=waar)
        assert pagina.evaluate(OPZIJ) <= 0, f"{waar} schuift opzij"
        klein = pagina.evaluate(TE_KLEIN)
        assert klein == [], "\n".join([f"{waar}: te klein om te raken", *klein])
    toon(pagina, WEERGAVEN["licht"])


def toon(pagina: "Page", weergave: Weergave) -> None:
    """Let *pagina* be shown that way."""
    pagina.set_viewport_size({"width": weergave.breedte, "height": 900})
    pagina.emulate_media(
        color_scheme=weergave.kleuren,  # type: ignore[arg-type]  # a word, where playwright wants one of three
        forced_colors=weergave.eigen_kleuren,  # type: ignore[arg-type]  # idem
        reduced_motion="reduce",
    )
