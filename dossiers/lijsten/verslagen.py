"""The list of reports: what one still writes, what waits for a reader, what is fixed."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dossiers.choices import Verslagsoort, Verslagstatus
from dossiers.lijsten.dossiers import teams
from dossiers.models import Dossier, Organisator, Verslag
from dossiers.opzoeken.lijst import houd_gevonden
from kern.lijst import Keuzefilter, Kolom, Leeg, Lijst, Tekstfilter
from kern.models import Medewerker
from kern.tijd import BRUSSEL

MIJN, OPEN = "mijn", "open"
_DICHT = (str(Verslagstatus.VASTGESTELD), str(Verslagstatus.VERWORPEN))


def _zoek(rijen: QuerySet[Any], tekst: str) -> QuerySet[Any]:
    locaties = houd_gevonden(Dossier.objects.all(), tekst).values("pk")
    organisatoren = houd_gevonden(Organisator.objects.all(), tekst).values("pk")
    return rijen.filter(Q(dossier__in=locaties) | Q(organisator__in=organisatoren) | Q(titel__icontains=tekst))


def wacht_op(user: Medewerker) -> Q:
    """Return what waits for *user*: to be written, to be fixed, or to be read again."""
    schrijft = Q(auteur=user, status__in=(str(Verslagstatus.CONCEPT), str(Verslagstatus.NAGELEZEN)))
    return Q(gewist_op=None) & (schrijft | Q(lezer=user, status=Verslagstatus.TE_LEZEN))


def _status(waarde: str) -> Q:
    return ~Q(status__in=_DICHT) if waarde == OPEN else Q(status=waarde)


def _over(verslag: Verslag) -> str:
    return verslag.dossier.naam if verslag.dossier else verslag.organisator.naam


def _titel(verslag: Verslag) -> SafeString:
    return format_html('<br><bdi class="zacht">{}</bdi>', f"{_over(verslag)}, {_nummer(verslag)}")


def _nummer(verslag: Verslag) -> str:
    return verslag.dossier.dossiernummer if verslag.dossier else verslag.organisator.nummer


class VerslagLijst(Lijst):
    """The reports of the locations whose content is open, the newest first."""

    sleutel = "verslagen"
    enkelvoud, meervoud = "verslag", "verslagen"
    sortering = "-op"
    toont_inhoud = True
    kolommen = (
        Kolom("titel", "Verslag", "titel", opent=True, onder=_titel),
        Kolom("soort", "Soort", lambda v: v.get_soort_display()),
        Kolom("op", "Wanneer", lambda v: v.op.astimezone(BRUSSEL).date(), sorteer=("op",), klasse="nietbreken"),
        Kolom("status", "Stand", lambda v: v.statuslid, sorteer=("status",)),
        Kolom("auteur", "Auteur", "auteur.naam", sorteer=("auteur__sorteersleutel",)),
        Kolom("lezer", "Lezer", lambda v: v.lezer.naam if v.lezer else ""),
        Kolom("locatie", "Locatie of organisator", _over, alleen_export=True),
        Kolom("nummer", "Nummer", _nummer, alleen_export=True),
    )
    filters = (
        Tekstfilter("q", "Zoek", zoek=_zoek),
        Keuzefilter("wie", "Wie", keuzes=[(MIJN, "wacht op mij")], lookup=lambda _waarde: Q()),  # `basis` knows who
        Keuzefilter("status", "Stand", keuzes=[(OPEN, "nog niet af"), *Verslagstatus.choices], lookup=_status),
        Keuzefilter("soort", "Soort", keuzes=Verslagsoort.choices),
        Keuzefilter("team", "Team", keuzes=teams, orm="dossier__team__code"),
    )
    leeg = Leeg("Geen verslagen", "Begin een verslag op de pagina van een dossier.", "/dossiers/", "Naar de dossiers")

    def basis(self) -> QuerySet[Any]:
        """What this person may read, with what a row shows; `wie` keeps what waits for them."""
        zichtbaar: QuerySet[Any] = Verslag.objects.zichtbaar_voor(self.medewerker).filter(gewist_op=None)
        if self.request.GET.get("wie") == MIJN:
            zichtbaar = zichtbaar.filter(wacht_op(self.medewerker))
        # Not the words of what was fixed: a row shows none of them, and sorting would carry them all.
        return zichtbaar.select_related("dossier", "organisator", "auteur", "lezer").defer("vast")
