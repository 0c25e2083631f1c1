"""The gallery shows every component, and no template breaks the strict CSP."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from kern.context import teken_navigatie
from kern.templatetags import scherm

TEMPLATES = sorted(Path(settings.BASE_DIR, "templates").rglob("*.html"))
# Drawn only as an answer to htmx, never as part of a page.
ALLEEN_ALS_STUK = {"toasts_mee.html"}


def test_elk_onderdeel_staat_in_de_galerij(client_an: Client) -> None:
    scherm.teken_pil.cache_clear()
    teken_navigatie.cache_clear()
    antwoord = client_an.get("/galerij/")
    getekend = {Path(str(t.name)).name for t in antwoord.templates if str(t.name).startswith("componenten/")}
    bestaand = {pad.name for pad in TEMPLATES if pad.parent.name == "componenten"}
    assert bestaand - getekend == ALLEEN_ALS_STUK


@pytest.mark.parametrize("pad", TEMPLATES, ids=lambda p: str(p.relative_to(settings.BASE_DIR)))
def test_sjabloon_heeft_niets_in_de_regel_wat_de_csp_weigert(pad: Path) -> None:
    tekst = pad.read_text()
    assert not re.search(r"\sstyle\s*=", tekst)
    assert not re.search(r"<style\b", tekst)
    assert not re.search(r"<script(?![^>]*\ssrc=)", tekst)
    assert not re.search(r"\son[a-z]+\s*=", tekst)
    assert not re.search(r"""(href|action|src)=["']?javascript:""", tekst)


def test_elk_icoon_dat_een_sjabloon_noemt_bestaat() -> None:
    sprite = Path(settings.BASE_DIR, "static/iconen.svg").read_text()
    bestaand = set(re.findall(r'<symbol id="(\w+)"', sprite))
    genoemd = {naam for pad in TEMPLATES for naam in re.findall(r'(?:{% icoon |icoon=)"(\w+)"', pad.read_text())}
    assert genoemd <= bestaand


def test_elk_icoon_heeft_een_gebruiker() -> None:
    sprite = Path(settings.BASE_DIR, "static/iconen.svg").read_text()
    code = [pad for app in ("kern", "dossiers", "meldingen", "handhaving") for pad in Path(settings.BASE_DIR, app).rglob("*.py")]
    tekst = "".join(pad.read_text() for pad in (*TEMPLATES, *code) if "migrations" not in pad.parts)
    assert [naam for naam in re.findall(r'<symbol id="(\w+)"', sprite) if f'"{naam}"' not in tekst] == []
