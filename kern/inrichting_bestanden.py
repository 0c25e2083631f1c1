"""What must hold of files between the apps that took them in (`manage.py controleer`); of the storage: `controleer_bestanden`."""

from django.db.models import Exists, OuterRef

from kern import controle
from kern.controle import Controle
from kern.models import Bestand, Bestandinhoud
from kern.queries.bestandscontrole import verwijzingen


def _van_niemand() -> int:
    """Files that no row of any app points at: whoever took them in forgot, or erased without taking them away."""
    los = Bestand.objects.all()
    for relatie in verwijzingen():
        houders = relatie.related_model._base_manager.filter(**{relatie.field.name: OuterRef("pk")})
        los = los.exclude(Exists(houders))
    return los.count()


def _zonder_bestand() -> int:
    """Contents that nobody names and nobody removes; of what was infected the row stays."""
    return Bestandinhoud.objects.filter(bestanden=None, weg_op=None).exclude(stand="besmet").count()


controle.registreer(
    Controle("kern.bestanden", "elk bestand hoort bij iets", _van_niemand),
    Controle("kern.bestandinhouden", "elke inhoud heeft een bestand, of wordt weggehaald", _zonder_bestand),
)
