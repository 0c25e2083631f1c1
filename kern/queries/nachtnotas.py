"""Reads of notes for the night watch."""

from datetime import datetime

from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast

from kern import werksoorten
from kern.models import Medewerker, Nachtnota, Werkregel


def nachtnotas_van(persoon: Medewerker, op: datetime) -> QuerySet[Nachtnota]:
    """Return the notes of *persoon* that stand with the night watch at *op*, without those taken back."""
    rijen = Werkregel.objects.filter(
        soort=werksoorten.NACHTNOTA.code, verwijzing=Cast(OuterRef("pk"), CharField()), klaar_op=None
    )
    return Nachtnota.objects.filter(Exists(rijen), door=persoon, tot__gt=op, gewist_op=None)
