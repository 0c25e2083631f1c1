"""The long tables on the page of an organisator, written out here: in templates, 150 rows take most of the page's time."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from dossiers.choices import Betrokkenerol
from dossiers.personen import VERWITTIG, attestpil
from dossiers.queries.organisatormensen import Mens, Ploeg
from dossiers.queries.organisatorpagina import Locatie
from dossiers.queries.tellingen import Bezoek
from kern.adres import vorm
from kern.choices import Toon
from kern.lijst.kolommen import NIETS
from kern.templatetags.scherm import pil, teken_pil

register = template.Library()
register.simple_tag(attestpil)
_ROLLEN = dict(Betrokkenerol.choices)
_KAART = ("Locatie", "Dossiernummer en gemeente", "Vergunning", "Plaatsen", "Klantenbeheerder")
_INHOUD = (*_KAART, "Laatste bezoek", "Hoe het gaat")


def _cel(kop: str, inhoud: str, klasse: str = "") -> str:
    return f'<td role="cell" data-kop="{kop}"{klasse}>{inhoud}</td>'


@register.simple_tag
def bezocht(bezoek: Bezoek) -> SafeString:
    """The day of the last visit, with a pill when it was longer than the norm ago."""
    if bezoek.op is None:
        return teken_pil("nog geen bezoek bekend", Toon.LET_OP, "alarm")
    dag = format_html('<time datetime="{}">{}</time>', bezoek.op.isoformat(), f"{bezoek.op:%d/%m/%Y}")
    return dag if bezoek.is_recent else format_html("{} {}", dag, teken_pil("langer dan een jaar", Toon.LET_OP, "alarm"))


@register.simple_tag
def organisatorlocaties(locaties: Iterable[Locatie], *, inhoud: bool) -> SafeString:
    """Head and rows of the table of locations."""
    koppen = "".join(f'<th role="columnheader" scope="col">{kop}</th>' for kop in (_INHOUD if inhoud else _KAART))
    rijen = "\n".join(_locatierij(locatie, inhoud=inhoud) for locatie in locaties)
    return SafeString(f'<thead role="rowgroup"><tr role="row">{koppen}</tr></thead><tbody role="rowgroup">{rijen}</tbody>')


def _locatierij(locatie: Locatie, *, inhoud: bool) -> str:
    dossier = locatie.dossier
    wie = dossier.klantenbeheerder.naam if dossier.klantenbeheerder else "nog niet toegewezen"
    delen = [
        f'<tr role="row" data-rij tabindex="-1" id="locatie-{dossier.pk}"><th role="rowheader" scope="row" data-kop="Locatie">',
        f'<a href="{dossier.get_absolute_url()}" data-open><bdi>{conditional_escape(dossier.naam)}</bdi></a></th>',
        _cel("Dossiernummer en gemeente", f"{dossier.dossiernummer}, {conditional_escape(dossier.gemeente)}"),
        _cel("Vergunning", pil(dossier.statuslid)),
        _cel("Plaatsen", NIETS if dossier.plaatsen is None else str(dossier.plaatsen), ' class="getal"'),
        _cel("Klantenbeheerder", conditional_escape(f"{wie} ({dossier.team.naam})")),
    ]
    if inhoud:
        delen.append(_cel("Laatste bezoek", NIETS if locatie.bezoek is None else bezocht(locatie.bezoek)))
        kaart = '<span class="zacht">enkel de kaart</span>'
        delen.append(_cel("Hoe het gaat", kaart if locatie.zin is None else locatie.zin.html))
    return f"{''.join(delen)}</tr>"


@register.simple_tag
def ploegrijen(ploegen: Iterable[Ploeg], vandaag: date) -> SafeString:
    """One row per place with its people: name, role, phone, and the first attest that asks attention."""
    begin, einde = vorm("dossiers:betrokkene", UUID)
    rijen = []
    for ploeg in ploegen:
        dossier = ploeg.dossier
        waar = (
            f'<a href="{dossier.get_absolute_url()}" data-open><bdi>{conditional_escape(dossier.naam)}</bdi></a> '
            f'<span class="zacht">{dossier.dossiernummer}, {conditional_escape(dossier.gemeente)}</span>'
            if dossier is not None
            else "De organisator zelf"
        )
        wie = "".join(f"<li>{_mens(mens, begin, einde, vandaag)}</li>" for mens in ploeg.mensen)
        rijen.append(
            f'<tr role="row" data-rij tabindex="-1"><th role="rowheader" scope="row" data-kop="Waar">{waar}</th>'
            f"{_cel('Wie', f'<ul>{wie}</ul>')}</tr>"
        )
    return SafeString("\n".join(rijen))


def _mens(mens: Mens, begin: str, einde: str, vandaag: date) -> str:
    delen = [
        f'<a href="{begin}{mens.pk}{einde}"><bdi>{conditional_escape(mens.naam)}</bdi></a>, {_ROLLEN.get(mens.rol, mens.rol)}'
    ]
    if mens.tot is not None:
        delen.append(f" tot en met {mens.tot:%d/%m/%Y}")
    if mens.telefoon:
        bel = conditional_escape(mens.telefoon)
        delen.append(f', <a class="nietbreken" href="tel:{bel.replace(" ", "")}">{bel}</a>')
    verloopt_op = mens.attest_verloopt_op
    if verloopt_op is not None and verloopt_op <= vandaag + VERWITTIG and (mens.tot is None or mens.tot >= vandaag):
        delen.append(f" {attestpil(verloopt_op, vandaag)}")
    return "".join(delen)
