"""The long tables on the page of an organisator, drawn in Python: in a template, 150 rows take most of the page's time."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django import template
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from dossiers.choices import Betrokkenerol
from dossiers.models import Betrokkene
from dossiers.organisatorpagina import Locatie
from dossiers.personen import attestpil
from dossiers.tellingen import Bezoek
from kern.choices import Toon
from kern.lijst import Kolom, teken_cellen
from kern.lijst.kolommen import NIETS
from kern.templatetags.scherm import teken_pil

register = template.Library()
_NUL = UUID(int=0)
_ROLLEN = dict(Betrokkenerol.choices)


def _dag(dag: date | None) -> str:
    return f"{dag:%d/%m/%Y}" if dag is not None else ""


def _nummer(locatie: Locatie) -> str:
    return f"{locatie.dossier.dossiernummer}, {locatie.dossier.gemeente}"


def _wie(locatie: Locatie) -> str:
    wie = locatie.dossier.klantenbeheerder
    return f"{wie.naam} ({locatie.dossier.team.naam})" if wie else f"nog niet toegewezen ({locatie.dossier.team.naam})"


def _bezoek(locatie: Locatie) -> str:
    return bezocht(locatie.bezoek) if locatie.bezoek is not None else NIETS


def _zin(locatie: Locatie) -> str:
    return locatie.zin.html if locatie.zin is not None else SafeString('<span class="zacht">enkel de kaart</span>')


_KAART = (
    Kolom("naam", "Locatie", "dossier.naam", opent=True),
    Kolom("nummer", "Dossiernummer en gemeente", _nummer),
    Kolom("status", "Vergunning", lambda locatie: locatie.dossier.statuslid),
    Kolom("plaatsen", "Plaatsen", "dossier.plaatsen", klasse="getal"),
    Kolom("klantenbeheerder", "Klantenbeheerder", _wie),
)
_INHOUD = (
    *_KAART,
    Kolom("bezoek", "Laatste bezoek", _bezoek, html=_bezoek),
    Kolom("zin", "Hoe het gaat", lambda locatie: locatie.zin.tekst if locatie.zin else "", html=_zin),
)


@register.simple_tag
def bezocht(bezoek: Bezoek) -> SafeString:
    """The day of the last visit, with a pill when it was longer than the norm ago."""
    if bezoek.op is None:
        return teken_pil("nog geen bezoek bekend", Toon.LET_OP, "alarm")
    dag = format_html('<time datetime="{}">{}</time>', bezoek.op.isoformat(), _dag(bezoek.op))
    return dag if bezoek.is_recent else format_html("{} {}", dag, teken_pil("langer dan een jaar", Toon.LET_OP, "alarm"))


@register.simple_tag
def organisatorlocaties(locaties: Iterable[Locatie], *, inhoud: bool) -> SafeString:
    """Head and rows of the table of locations."""
    kolommen = _INHOUD if inhoud else _KAART
    kop = SafeString("".join(kolom.kopcel for kolom in kolommen))
    rijen = format_html_join(
        "\n",
        '<tr role="row" data-rij tabindex="-1" id="locatie-{}">{}</tr>',
        ((locatie.dossier.pk, teken_cellen(kolommen, locatie, locatie.dossier.get_absolute_url())) for locatie in locaties),
    )
    return format_html('<thead role="rowgroup"><tr role="row">{}</tr></thead><tbody role="rowgroup">{}</tbody>', kop, rijen)


register.simple_tag(attestpil)


@register.simple_tag
def betrokkenerijen(betrokkenen: Iterable[Betrokkene], vandaag: date, *, met_plaats: bool = True) -> SafeString:
    """The rows of a table of people. Each comes with `attest_verloopt_op`, and with its dossier when *met_plaats*.

    Joined by hand: an organisator of 150 locations has some eight hundred of them.
    """
    begin, _, einde = reverse("dossiers:betrokkene", args=[_NUL]).partition(str(_NUL))
    delen: list[str] = []
    for mens in betrokkenen:
        waar = ""
        if met_plaats:
            plaats = mens.dossier.naam if mens.dossier else "de organisator zelf"
            waar = f'<td role="cell" data-kop="Waar">{conditional_escape(plaats)}</td>'
        tot = f" tot {_dag(mens.tot)}" if mens.tot else ""
        attest = attestpil(mens.attest_verloopt_op, vandaag) if not mens.is_weg(vandaag) else ""  # type: ignore[attr-defined]  # annotated
        bel = conditional_escape(mens.telefoon)
        telefoon = f'<a class="nietbreken" href="tel:{bel.replace(" ", "")}">{bel}</a>' if bel else NIETS
        delen.append(
            f'<tr role="row" data-rij tabindex="-1" id="persoon-{mens.pk}">'
            f'<th role="rowheader" scope="row" data-kop="Naam"><a href="{begin}{mens.pk}{einde}" data-open>'
            f"<bdi>{conditional_escape(mens.naam)}</bdi></a></th>"
            f'<td role="cell" data-kop="Rol">{_ROLLEN.get(mens.rol, mens.rol)}</td>{waar}'
            f'<td role="cell" data-kop="Sinds">{_dag(mens.vanaf) or NIETS}{tot}</td>'
            f'<td role="cell" data-kop="Attesten">{attest or NIETS}</td>'
            f'<td role="cell" data-kop="Telefoon">{telefoon}</td></tr>'
        )
    return SafeString("\n".join(delen))
