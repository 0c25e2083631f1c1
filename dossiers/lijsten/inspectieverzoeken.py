"""The list of requests for inspection. The list of contacts is the timeline with its filter."""

from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, When
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dossiers.access.contact import inspectieverzoeken_zichtbaar_voor
from dossiers.choices import Prioriteit, Verzoekstatus
from dossiers.lijsten.dossiers import teams
from dossiers.models import Dossier
from dossiers.opzoeken.lijst import houd_gevonden
from kern.choices import Toon
from kern.lijst import JaNeefilter, Keuzefilter, Kolom, Leeg, Lijst, Tekstfilter
from kern.templatetags.scherm import pil
from kern.tijd import dag

OPEN = "open"


def _zoek(rijen: QuerySet[Any], tekst: str) -> QuerySet[Any]:
    return rijen.filter(dossier__in=houd_gevonden(Dossier.objects.all(), tekst).values("pk"))


def _status(waarde: str) -> Q:
    return Q(status__in=Verzoekstatus.open()) if waarde == OPEN else Q(status=waarde)


def _tegen(verzoek: Any) -> str:
    return f"{verzoek.tegen:%d/%m/%Y}{' (te laat)' if _laat(verzoek) else ''}"


def _tegen_getekend(verzoek: Any) -> SafeString:
    laat = pil(label="te laat", toon=Toon.GEVAAR, icoon="alarm") if _laat(verzoek) else ""
    return format_html("{} {}", f"{verzoek.tegen:%d/%m/%Y}", laat)


def _laat(verzoek: Any) -> bool:
    return bool(verzoek.is_open and verzoek.tegen < timezone.localdate())


class InspectieverzoekLijst(Lijst):
    """What was asked of Zorginspectie, for the locations whose content is open; no words of people in it."""

    sleutel = "inspectieverzoeken"
    enkelvoud, meervoud = "inspectieverzoek", "inspectieverzoeken"
    sortering = "tegen"
    toont_inhoud = True
    kolommen = (
        Kolom("naam", "Locatie", "dossier.naam", sorteer=("dossier__sorteersleutel",), opent=True),
        Kolom("dossiernummer", "Dossiernummer", "dossier.dossiernummer", klasse="nietbreken"),
        Kolom("gemeente", "Gemeente", "dossier.gemeente"),
        Kolom("prioriteit", "Prioriteit", lambda v: v.prioriteitlid),
        # What is still to come stands first: a list that grows for years does not begin with what was done long ago.
        Kolom("tegen", "Tegen", _tegen, html=_tegen_getekend, sorteer=("afgelopen", "tegen"), klasse="nietbreken"),
        Kolom("status", "Stand", lambda v: v.statuslid, sorteer=("status",)),
        Kolom("door", "Gevraagd door", "gevraagd_door.naam", sorteer=("gevraagd_door__sorteersleutel",)),
        Kolom("team", "Team", "dossier.team.naam", sorteer=("dossier__team__naam",)),
        Kolom("verslag", "Verslag", "verslagnummer", alleen_export=True),
    )
    filters = (
        Tekstfilter("q", "Zoek", zoek=_zoek),
        Keuzefilter("status", "Stand", keuzes=[(OPEN, "nog open"), *Verzoekstatus.choices], lookup=_status),
        Keuzefilter("prioriteit", "Prioriteit", keuzes=Prioriteit.choices),
        JaNeefilter("laat", "Te laat", voorwaarde=Q(status__in=Verzoekstatus.open()) & Q(tegen__lt=dag(None))),
        Keuzefilter("team", "Team", keuzes=teams, orm="dossier__team__code"),
    )
    leeg = Leeg("Geen inspectieverzoeken", "Vraag een inspectie op de pagina van een dossier.", "/dossiers/", "Naar de dossiers")

    def basis(self) -> QuerySet[Any]:
        """What this person may read, with what a row shows."""
        afgelopen = Case(When(status__in=Verzoekstatus.open(), then=0), default=1, output_field=IntegerField())
        zichtbaar = inspectieverzoeken_zichtbaar_voor(self.medewerker).annotate(afgelopen=afgelopen)
        return zichtbaar.select_related("dossier__team", "gevraagd_door")

    def rij_klasse(self, rij: Any) -> str:
        """Mark what is late."""
        return "laat" if _laat(rij) else ""
