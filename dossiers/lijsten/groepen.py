"""The list of groepen and koepels."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from dossiers.choices import Groepsoort
from dossiers.queries.groepen import groep_voor
from kern.lijst import Keuzefilter, Kolom, Leeg, Lijst, Tekstfilter
from kern.tekst import sorteersleutel


def _zoek(rijen: QuerySet[Any], tekst: str) -> QuerySet[Any]:
    return rijen.filter(sorteersleutel__contains=sorteersleutel(tekst))


class GroepLijst(Lijst):
    """All groepen and koepels, for internal people."""

    sleutel = "groepen"
    enkelvoud, meervoud = "groep", "groepen"
    sortering = "naam"
    kolommen = (
        Kolom("naam", "Naam", "naam", sorteer=("sorteersleutel",), opent=True),
        Kolom("soort", "Soort", lambda groep: groep.get_soort_display(), sorteer=("soort",)),
        Kolom("leden", "Organisatoren", "aantal_leden", sorteer=("aantal_leden",), klasse="getal"),
    )
    filters = (Tekstfilter("q", "Zoek", zoek=_zoek), Keuzefilter("soort", "Soort", keuzes=Groepsoort.choices))
    leeg = Leeg("Geen groepen gevonden", "Kijk de filters na, of voeg een groep of koepel toe.")

    def basis(self) -> QuerySet[Any]:
        """All of them, with how many organisatoren belong to them today."""
        vandaag = timezone.localdate()
        nu = Q(lidmaatschappen__vanaf__lte=vandaag) & (Q(lidmaatschappen__tot=None) | Q(lidmaatschappen__tot__gte=vandaag))
        return groep_voor(self.medewerker).annotate(aantal_leden=Count("lidmaatschappen", filter=nu))
