"""What must hold between the werkvoorraad and the work it shows (`manage.py controleer`); read by `kern.inrichting`."""

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import Cast, Now

from kern import controle, werk, werksoorten
from kern.choices import TermijnStatus, Uitnodigingstatus, Wisstatus
from kern.controle import Controle
from kern.models import Termijn, Uitnodiging, Werkregel, Wisverzoek


def afwijkingen(soort: werk.Werksoort, moet_open: models.QuerySet[Any], mag_open: models.QuerySet[Any]) -> int:
    """Count work of *soort* without an open row, and open rows without work.

    *moet_open* is the work that must stand in somebody's werkvoorraad, *mag_open* the work that may (usually the same).
    """
    open_ = Werkregel.objects.filter(soort=soort.code, klaar_op=None)
    sleutel = Cast("pk", models.CharField())
    zonder_rij = moet_open.order_by().annotate(sleutel=sleutel).exclude(
        Exists(open_.filter(verwijzing=OuterRef("sleutel")))
    )  # fmt: skip
    bestaand = mag_open.order_by().annotate(sleutel=sleutel).filter(sleutel=OuterRef("verwijzing"))
    zonder: int = zonder_rij.count()
    return zonder + open_.exclude(Exists(bestaand)).count()


def _adviesvragen_te_geven() -> int:
    open_ = Uitnodiging.objects.filter(status=Uitnodigingstatus.OPEN, gevraagde__isnull=False)
    return afwijkingen(werksoorten.ADVIES_GEVEN, open_.filter(verloopt_op__gt=Now()), open_)


def _adviesvragen_te_krijgen() -> int:
    open_ = Uitnodiging.objects.filter(status=Uitnodigingstatus.OPEN)
    return afwijkingen(werksoorten.ADVIES_KRIJGEN, open_, open_)


def _wisverzoeken() -> int:
    open_ = Wisverzoek.objects.filter(status=Wisstatus.AANGEVRAAGD)
    return afwijkingen(werksoorten.WISSEN_BEVESTIGEN, open_, open_)


def _termijnen() -> int:
    # Not every term has somebody who is responsible: only rows without an open term are wrong.
    return afwijkingen(werksoorten.TERMIJN, Termijn.objects.none(), Termijn.objects.filter(status__in=TermijnStatus.open()))


def _onbekend() -> int:
    soorten = [soort.code for soort in werk.soorten()]
    return Werkregel.objects.filter(klaar_op=None).exclude(soort__in=soorten).count()


def _van_niemand() -> int:
    gedeeld = Werkregel.objects.filter(klaar_op=None, rol="").exclude(soort__in=werk.persoonlijke_codes())
    return gedeeld.exclude(voor__is_active=True).count()


controle.registreer(
    Controle("kern.werk_advies_geven", "elke open adviesvraag staat in de werkvoorraad van wie ze kreeg", _adviesvragen_te_geven),
    Controle(
        "kern.werk_advies_krijgen", "elke open adviesvraag staat in de werkvoorraad van wie ze stelde", _adviesvragen_te_krijgen
    ),
    Controle("kern.werk_wissen", "elk open wisverzoek staat in de werkvoorraad van wie het bevestigt", _wisverzoeken),
    Controle("kern.werk_termijnen", "elke termijn in een werkvoorraad loopt nog", _termijnen),
    Controle("kern.werk_soorten", "elke open regel in de werkvoorraad is van een bekende soort", _onbekend),
    Controle("kern.werk_van_iemand", "geen open werk staat alleen bij iemand die niet meer werkt", _van_niemand),
)
