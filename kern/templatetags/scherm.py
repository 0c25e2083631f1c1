"""Tags of the screen components; `{% load scherm %}`. See docs/scherm.md for each with an example."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from django import template
from django.contrib.messages import get_messages
from django.db.models import Model
from django.forms import BaseForm
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from kern.choices import Status, Toon
from kern.getypt import BEGIN, begin_van
from kern.scherm import ONGEDAAN, SOORTEN, kijkbewijs

register = template.Library()
_SOORT_VAN_NIVEAU = {niveau: soort for soort, niveau in SOORTEN.items()}
_ICOON_VAN_SOORT = {"info": "info", "goed": "vinkrond", "let_op": "alarm", "gevaar": "alarm", "rustig": "cirkel"}


@register.simple_tag
@lru_cache(maxsize=128)
def bestand(pad: str) -> SafeString:
    """The address of a static file, as `{% static %}` gives it; worked out once per process, for the frame of every page."""
    return SafeString(escape(static(pad)))


@register.simple_tag
@lru_cache(maxsize=512)
def icoon(naam: str, titel: str = "") -> SafeString:
    """An icon of the sprite. Without `titel` it is decoration and hidden from screen readers."""
    bron = static("iconen.svg")
    if titel:
        return format_html('<svg class="icoon" role="img" aria-label="{}"><use href="{}#{}"></use></svg>', titel, bron, naam)
    return format_html('<svg class="icoon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>', bron, naam)


@lru_cache(maxsize=1024)
def teken_pil(label: str, toon: str, icoon_naam: str) -> SafeString:
    """The pill as HTML; drawn once per look, because a list shows the same few hundreds of times."""
    return SafeString(render_to_string("componenten/statuspil.html", {"label": label, "toon": toon, "icoon": icoon_naam}).strip())


@register.simple_tag
def pil(status: Status | None = None, label: str = "", toon: str = Toon.RUSTIG, icoon: str = "") -> SafeString:
    """A status pill, from a `Status` member or from loose words: `{% pil label="Te laat" toon="gevaar" icoon="alarm" %}`."""
    if status is not None and status != "":
        return teken_pil(str(status.label), str(status.toon), status.icoon)
    return teken_pil(label, str(toon), icoon or _ICOON_VAN_SOORT[str(toon)])


@register.simple_block_tag
def kaart(content: str, titel: str = "", niveau: int = 2, klasse: str = "") -> SafeString:
    """A card: `{% kaart titel="Vergunning" %}…{% endkaart %}`."""
    return render_to_string("componenten/kaart.html", {"inhoud": content, "titel": titel, "niveau": niveau, "klasse": klasse})


@register.simple_block_tag
def bericht(content: str, soort: str = "info", titel: str = "", rol: str = "") -> SafeString:
    """A notice in the page; `rol="status"` when it comes after an act, `rol="alert"` when it cannot wait."""
    return render_to_string(
        "componenten/bericht.html",
        {"inhoud": content, "soort": soort, "titel": titel, "rol": rol, "icoon": _ICOON_VAN_SOORT[soort]},
    )


@register.simple_block_tag
def dialoog(content: str, naam: str, titel: str, klasse: str = "") -> SafeString:
    """A `<dialog>`; open it with a button `data-opent="naam"`. Give the page a link that does the same without JavaScript."""
    return render_to_string("componenten/dialoog.html", {"inhoud": content, "naam": naam, "titel": titel, "klasse": klasse})


@register.inclusion_tag("componenten/leeg.html")
def leeg(titel: str, tekst: str = "", icoon: str = "lijst", url: str = "", knop: str = "") -> dict[str, str]:
    """An empty state: what is missing, and what to do next."""
    return {"titel": titel, "tekst": tekst, "icoon": icoon, "url": url, "knop": knop}


@register.inclusion_tag("componenten/knop.html")
def knop(
    tekst: str, url: str = "", icoon: str = "", soort: str = "", naam: str = "", waarde: str = "", uit: str = "", toets: str = "",
    venster: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """A link that looks like a button (with `url`) or a submit button. `uit` says why it cannot be used now.

    With `venster` the page it leads to opens in a window on top of this one: it answers htmx with a partial, made with
    `kern.scherm.toon(…, deel="venster")`.
    """
    return {
        "tekst": tekst, "url": url, "icoon": icoon, "soort": soort, "naam": naam, "waarde": waarde, "uit": uit, "toets": toets,
        "venster": venster,
    }  # fmt: skip


@register.inclusion_tag("componenten/knopvorm.html", takes_context=True)
def knopvorm(
    context: template.Context, tekst: str, url: str, icoon: str = "", soort: str = "", klaar: bool = False, **velden: Any
) -> dict[str, Any]:
    """One button that writes: a form of its own with POST and the csrf token; other arguments become hidden fields."""
    return {
        "tekst": tekst, "url": url, "icoon": icoon, "soort": soort, "klaar": klaar, "velden": velden,
        "csrf_token": context.get("csrf_token"),
    }  # fmt: skip


@register.inclusion_tag("componenten/formulier.html", takes_context=True)
def formulier(
    context: template.Context, form: BaseForm, knop: str = "Bewaren", actie: str = "", annuleer: str = "", soort: str = "hoofd"
) -> dict[str, Any]:
    """A whole form by POST: error summary, fields, one main button. `actie` empty means: the page itself."""
    return {
        "form": form, "knop": knop, "actie": actie, "annuleer": annuleer, "soort": soort, "csrf_token": context.get("csrf_token"),
    }  # fmt: skip


@register.simple_tag
def begin(form: BaseForm) -> SafeString:
    """The hidden field by which a page that refuses *form* knows what was typed and what stood there before (`kern.getypt`)."""
    waarde = begin_van(form)
    return format_html('<input type="hidden" name="{}" value="{}">', BEGIN, waarde) if waarde else SafeString("")


@register.inclusion_tag("componenten/kruimels.html")
def kruimels(*paren: str) -> dict[str, list[tuple[str, str]]]:
    """Bread crumbs: label and URL in turn, the page itself left out: `{% kruimels "Dossiers" lijst_url %}`."""
    return {"kruimels": list(zip(paren[::2], paren[1::2], strict=True))}


@register.inclusion_tag("componenten/tabs.html")
def tabs(items: Sequence[Any], label: str) -> dict[str, Any]:
    """Tabs that are links. Each item has `label`, `url`, `huidig` and possibly `aantal`."""
    return {"items": items, "label": label}


@register.inclusion_tag("componenten/voortgang.html")
def voortgang(
    label: str, klaar: int, totaal: int, mislukt: int = 0, ververs: str = "", naam: str = "voortgang"
) -> dict[str, Any]:
    """Progress of long work. With `ververs` (URL of this same piece) it looks again every two seconds until done."""
    return {
        "label": label, "klaar": klaar, "totaal": totaal, "mislukt": mislukt, "naam": naam,
        "ververs": ververs, "af": klaar + mislukt >= totaal,
    }  # fmt: skip


@register.inclusion_tag("componenten/toasts.html", takes_context=True)
def toasts(context: template.Context) -> dict[str, Any]:
    """The toasts that wait for this person."""
    request: HttpRequest | None = context.get("request")
    uit = []
    for m in get_messages(request) if request is not None else ():
        extra = m.extra_tags or ""
        soort = _SOORT_VAN_NIVEAU.get(m.level, "info")
        uit.append(
            {
                "tekst": m.message,
                "soort": soort,
                "icoon": _ICOON_VAN_SOORT[soort],
                "ongedaan": extra.removeprefix(ONGEDAAN) if extra.startswith(ONGEDAAN) else "",
            }
        )
    return {"toasts": uit, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("componenten/lijst.html", takes_context=True)
def lijst(context: template.Context, lijst: Any) -> dict[str, Any]:
    """A list (`kern.lijst.Lijst`) with its filters, table, bulk acts and paging."""
    return {"lijst": lijst, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("componenten/tijdlijn.html")
def tijdlijn(dagen: Sequence[Any], naam: str = "tijdlijn", niveau: int = 3, titel: str = "", tekst: str = "") -> dict[str, Any]:
    """A timeline of `kern.tijdlijn.dagen(…)`; `titel` and `tekst` are its empty state."""
    niets = {
        "titel": titel or "Nog niets gebeurd",
        "tekst": tekst or "Wat er gebeurt, komt hier vanzelf te staan, het nieuwste bovenaan.",
    }
    return {"dagen": dagen, "naam": naam, "niveau": niveau, "leeg": niets}


@register.inclusion_tag("componenten/grafiek.html")
def grafiek(diagram: dict[str, Any]) -> dict[str, Any]:
    """A chart of `kern.grafiek.staafdiagram(…)`, with its table."""
    return diagram


@register.inclusion_tag("componenten/feiten.html")
def feiten(paren: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """Facts as label and value, under each other."""
    return {"feiten": paren}


@register.inclusion_tag("componenten/persoon.html")
def persoon(medewerker: Any) -> dict[str, Any]:
    """A person's name as a link to the card; with JavaScript the card opens in place."""
    return {"naam": str(medewerker), "url": medewerker.get_absolute_url()}


@register.inclusion_tag("componenten/namens.html")
def namens(afwezige: Any) -> dict[str, Any]:
    """The notice that one acts in the scope of an absent colleague; nothing when `afwezige` is None."""
    return {"afwezige": afwezige}


@register.inclusion_tag("componenten/personenkaart.html")
def personenkaart(kaart: Any, niveau: int = 2, hele: bool = True) -> dict[str, Any]:
    """A person card of `kern.queries.personen.kaart_van(…)`; with `hele` a link to the page of that person."""
    return {"kaart": kaart, "niveau": niveau, "hele": hele}


@register.inclusion_tag("componenten/aanwezigheid.html", takes_context=True)
def aanwezigheid(context: template.Context, onderwerp: Model) -> dict[str, Any]:
    """Show who else looks at `onderwerp`; needs `js/aanwezig.js` in `{% block skripts %}`."""
    return {
        "bewijs": kijkbewijs(onderwerp, context["scherm"].medewerker),
        "url": reverse("kern:aanwezigheid"),
        "kijkers": [],
        "kijkers_tekst": "",
        "csrf_token": context.get("csrf_token"),
    }


@register.filter
def initialen(naam: Any) -> str:
    """First letters of first and last word of a name: "An De Smet" → "AS"."""
    woorden = str(naam).split()
    return (woorden[0][:1] + (woorden[-1][:1] if len(woorden) > 1 else "")).upper() if woorden else ""


@register.filter
def getal(aantal: int) -> str:
    """A number as people in Flanders write it: 1032 → "1.032"."""
    return formats.number_format(aantal, use_l10n=True, force_grouping=True)


@register.simple_tag
def moment(op: datetime | None, kort: bool = False) -> SafeString:
    """A moment as `<time>`: "12/03/2026 14:05", in Belgian time; with `kort` only the hour."""
    if op is None:
        return SafeString("")
    lokaal = timezone.localtime(op)
    vorm = "TIME_FORMAT" if kort else "SHORT_DATETIME_FORMAT"
    return format_html('<time datetime="{}">{}</time>', lokaal.isoformat(timespec="minutes"), formats.date_format(lokaal, vorm))
