"""Reads about groepen and koepels."""

from django.db.models import Count, QuerySet

from dossiers.models import Groep, Groepslidmaatschap
from kern.models import Medewerker


def groep_voor(user: Medewerker) -> QuerySet[Groep]:
    """Return the groepen whose page *user* may open: all for internal people, none for others."""
    return Groep.objects.all() if user.is_intern else Groep.objects.none()


def leden_van(groep: Groep) -> list[Groepslidmaatschap]:
    """Return who belongs or belonged to it, with the number of locations of each; one query."""
    leden = groep.lidmaatschappen.select_related("organisator__klantenbeheerder")
    return list(leden.annotate(aantal_locaties=Count("organisator__dossiers")).order_by("organisator__sorteersleutel", "-vanaf"))
