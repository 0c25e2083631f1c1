"""The lists of kern about people: which rows, columns and filters."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.html import format_html

from kern.access import check_mag_meter_regelen, check_mag_vervanging_regelen, heeft_recht
from kern.actions import mensen, meters
from kern.choices import Rol, Status, Toon
from kern.lijst import Bulkactie, JaNeefilter, Keuzefilter, Kolom, Leeg, Lijst, Tekstfilter
from kern.models import Medewerker, Meterschap, Team, Vervanging
from kern.queries.personen import met_beschikbaarheid, stand_van
from kern.tekst import sorteersleutel
from kern.templatetags.scherm import pil
from kern.tijd import dag


def zoek_mensen(rijen: QuerySet[Any], tekst: str) -> QuerySet[Any]:
    """Keep the people in whose name or expertise every word is found."""
    for woord in tekst.split():
        waar = Q(expertises__icontains=woord)
        if sleutel := sorteersleutel(woord):
            waar |= Q(sorteersleutel__contains=sleutel)
        rijen = rijen.filter(waar)
    return rijen


def teams(_medewerker: Medewerker) -> Iterable[tuple[str, str]]:
    """Return the teams as choices."""
    return Team.objects.values_list("code", "naam")


def _vandaag(medewerker: Medewerker) -> str:
    stand, uitleg = stand_van(medewerker)
    return f"{stand.label}, {uitleg}" if uitleg else str(stand.label)


def _vandaag_getekend(medewerker: Medewerker) -> str:
    stand, uitleg = stand_van(medewerker)
    return format_html("{} {}", pil(stand), uitleg)


class MedewerkerLijst(Lijst):
    """Everybody who works with the application; people of other services are hidden from nobody inside."""

    sleutel = "medewerkers"
    enkelvoud, meervoud = "medewerker", "medewerkers"
    sortering = "naam"
    kolommen = (
        Kolom("naam", "Naam", "naam", sorteer=("sorteersleutel",), opent=True),
        Kolom("rollen", "Rollen", lambda m: ", ".join(m.rolnamen)),
        Kolom("team", "Team", "team.naam", sorteer=("team__naam",)),
        Kolom("telefoon", "Telefoon", "telefoon", klasse="nietbreken"),
        Kolom("expertises", "Expertise", lambda m: ", ".join(m.expertises)),
        Kolom("vandaag", "Vandaag", _vandaag, html=_vandaag_getekend),
        Kolom("email", "E-mail", "email", alleen_export=True),
    )
    filters = (
        Tekstfilter("q", "Naam of expertise", zoek=zoek_mensen),
        Keuzefilter("team", "Team", keuzes=teams, orm="team__code"),
        Keuzefilter("rol", "Rol", keuzes=Rol.choices, lookup=lambda rol: Q(rollen__contains=[rol])),
        JaNeefilter("uit_dienst", "Uit dienst", voorwaarde=Q(is_active=False)),
    )
    leeg = Leeg("Niemand gevonden", "Kijk de filters na, of zoek op een ander deel van de naam.")

    def basis(self) -> QuerySet[Any]:
        """Everybody; who has left only when that is asked."""
        rijen = Medewerker.objects.select_related("team")
        if "uit_dienst" not in self.gekozen_filters:
            rijen = rijen.filter(is_active=True)
        return met_beschikbaarheid(rijen)


def _beeindig(meterschap: Meterschap, *, door: Medewerker, op: datetime) -> str:
    check_mag_meter_regelen(door, meterschap.starter)
    meters.beeindig_meterschap(meterschap=meterschap, door=door, op=op)
    return f"{meterschap.meter} is geen meter meer van {meterschap.starter}."


class MeterLijst(Lijst):
    """Who helps which starter: one's own, and for the coordinator those of the team."""

    sleutel = "meters"
    enkelvoud, meervoud = "meterschap", "meterschappen"
    sortering = "-tot"
    kolommen = (
        Kolom("starter", "Starter", "starter.naam", sorteer=("starter__sorteersleutel",), opent=True),
        Kolom("meter", "Meter", "meter.naam", sorteer=("meter__sorteersleutel",)),
        Kolom("vanaf", "Eerste dag", "vanaf", sorteer=("vanaf",)),
        Kolom("tot", "Laatste dag", "tot", sorteer=("tot",)),
        Kolom("stand", "Stand", lambda m: stand_op(m.vanaf, m.tot, m.beeindigd_op, m.peildag)),
    )
    bulkacties = (Bulkactie("beeindigen", "Beëindig", _beeindig, zichtbaar=lambda m: heeft_recht(m, "kern.meters")),)
    leeg = Leeg("Nog geen meters", "De teamcoördinator koppelt een meter aan een starter.")

    def basis(self) -> QuerySet[Any]:
        """Those in which the person takes part, and those of the team for whoever may arrange them."""
        mijn = Q(meter=self.medewerker) | Q(starter=self.medewerker)
        if heeft_recht(self.medewerker, "kern.meters") and self.medewerker.team_id:
            mijn |= Q(starter__team=self.medewerker.team_id)
        return Meterschap.objects.filter(mijn).select_related("meter", "starter").annotate(peildag=dag(None))

    def rij_url(self, rij: Any) -> str:
        """Open the card of the starter."""
        return str(rij.starter.get_absolute_url())


class Vervangingsstand(Status):
    """Where a substitution stands on a day."""

    KOMT = "komt", Toon.INFO, "kalender", "komt nog"
    LOOPT = "loopt", Toon.LET_OP, "pauze", "loopt nu"
    VOORBIJ = "voorbij", Toon.RUSTIG, "cirkel", "voorbij"
    INGETROKKEN = "ingetrokken", Toon.RUSTIG, "verbod", "ingetrokken"


def stand_vervanging(vervanging: Vervanging) -> Vervangingsstand:
    """Return where a row stands; it was read with `peildag`, the day in Brussels by the database."""
    vandaag = vervanging.peildag  # type: ignore[attr-defined]  # annotated by the list
    return stand_op(vervanging.vanaf, vervanging.tot, vervanging.ingetrokken_op, vandaag)


def stand_op(vanaf: date, tot: date, ingetrokken_op: datetime | None, vandaag: date) -> Vervangingsstand:
    """Return where a period stands on a day, both of its own days included."""
    if ingetrokken_op:
        return Vervangingsstand.INGETROKKEN
    if tot < vandaag:
        return Vervangingsstand.VOORBIJ
    return Vervangingsstand.LOOPT if vanaf <= vandaag else Vervangingsstand.KOMT


def _wanneer(stand: str) -> Q:
    nu = dag(None)
    return {
        "loopt": Q(vanaf__lte=nu, tot__gte=nu, ingetrokken_op=None),
        "komt": Q(vanaf__gt=nu, ingetrokken_op=None),
        "voorbij": Q(tot__lt=nu, ingetrokken_op=None),
        "ingetrokken": Q(ingetrokken_op__isnull=False),
    }[stand]


def _trek_in(vervanging: Vervanging, *, door: Medewerker, op: datetime) -> str:
    check_mag_vervanging_regelen(door, vervanging.afwezige)
    mensen.trek_vervanging_in(vervanging=vervanging, door=door, op=op)
    return f"{vervanging.vervanger} vervangt {vervanging.afwezige} niet meer."


class VervangingLijst(Lijst):
    """Who stands in for whom: one's own, and for the coordinator those of the team."""

    sleutel = "vervangingen"
    enkelvoud, meervoud = "vervanging", "vervangingen"
    sortering = "-tot"
    kolommen = (
        Kolom("afwezige", "Afwezig", "afwezige.naam", sorteer=("afwezige__sorteersleutel",), opent=True),
        Kolom("vervanger", "Vervanger", "vervanger.naam", sorteer=("vervanger__sorteersleutel",)),
        Kolom("vanaf", "Eerste dag", "vanaf", sorteer=("vanaf",)),
        Kolom("tot", "Laatste dag", "tot", sorteer=("tot",)),
        Kolom("stand", "Stand", stand_vervanging),
    )
    filters = (Keuzefilter("stand", "Stand", keuzes=Vervangingsstand.choices, lookup=_wanneer),)
    bulkacties = (Bulkactie("intrekken", "Trek in", _trek_in),)
    leeg = Leeg("Nog geen vervangingen", "Gaat u met verlof? Zeg wie uw dossiers en taken opvolgt.")

    def basis(self) -> QuerySet[Any]:
        """Those in which the person takes part, and those of the team for whoever may arrange them."""
        mijn = Q(afwezige=self.medewerker) | Q(vervanger=self.medewerker)
        if heeft_recht(self.medewerker, "kern.vervanging_team") and self.medewerker.team_id:
            mijn |= Q(afwezige__team=self.medewerker.team_id)
        return Vervanging.objects.filter(mijn).select_related("afwezige", "vervanger").annotate(peildag=dag(None))

    def rij_url(self, rij: Any) -> str:
        """Open the card of whoever is away."""
        return str(rij.afwezige.get_absolute_url())
