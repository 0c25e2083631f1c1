"""What is written beside the code: it leads somewhere, and says the same as the code."""

import re
import tomllib
from pathlib import Path

import yaml

LINK = re.compile(r"\]\((?!https?://|mailto:)([^)#]+)")


def documenten(checkout: Path) -> list[Path]:
    """Return every page for readers."""
    return [*sorted(checkout.glob("*.md")), *sorted((checkout / "docs").rglob("*.md"))]


def test_elke_verwijzing_in_de_documenten_leidt_ergens_heen(checkout: Path) -> None:
    dood = [
        f"{pagina.relative_to(checkout)} → {naar}"
        for pagina in documenten(checkout)
        for naar in LINK.findall(pagina.read_text(encoding="utf-8"))
        if not (pagina.parent / naar).exists()
    ]
    assert dood == []


def test_elke_bladzijde_is_vanuit_de_readme_te_vinden(checkout: Path) -> None:
    te_lezen, gevonden = [checkout / "README.md"], {checkout / "README.md"}
    while te_lezen:
        pagina = te_lezen.pop()
        for naar in LINK.findall(pagina.read_text(encoding="utf-8")):
            doel = (pagina.parent / naar).resolve()
            if doel.suffix == ".md" and doel not in gevonden:
                gevonden.add(doel)
                te_lezen.append(doel)
    zoek = [pagina for pagina in documenten(checkout) if pagina not in gevonden and pagina.parent.name != "workflow"]
    assert [str(pagina.relative_to(checkout)) for pagina in zoek] == ["CHANGELOG.md"]


def test_publiccode_zegt_hetzelfde_als_het_project(checkout: Path) -> None:
    publiek = yaml.safe_load((checkout / "publiccode.yml").read_text(encoding="utf-8"))
    project = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert publiek["softwareVersion"] == project["version"]
    assert publiek["legal"]["license"] == project["license"]
    assert publiek["localisation"] == {"localisationReady": False, "availableLanguages": ["nl"]}
    for tekst in publiek["description"].values():
        assert len(tekst["shortDescription"]) <= 150
        assert 150 <= len(tekst["longDescription"]) <= 10_000
