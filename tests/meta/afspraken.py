"""The appointment of a location in the world of the table of rights."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

from django.utils import timezone

from dossiers.actions import afspraken, bezoekfotos
from dossiers.actions.afspraakgevolg import Plan
from dossiers.models import Dossier
from kern.models import Medewerker
from tests.hulp.bestanden import foto


def zet_afspraak(dossier: Dossier, door: Medewerker) -> None:
    """A visit that is not announced, and not confirmed yet, with a photo in its folder."""
    begin = timezone.now() + timedelta(days=3)
    plan = Plan(
        "bezoek", begin, begin + timedelta(hours=1), aangekondigd=False, dossiers=(dossier,), nota="Rita Verzonnen weet niets."
    )
    afspraak = afspraken.maak_afspraak(
        sleutel=uuid4(), over=dossier.organisator, plan=plan, eigenaar=door, door=door, op=timezone.now()
    )
    bezoekfotos.zet_erbij(
        sleutel=uuid4(), afspraak=afspraak, punt="eigen:1", groep="eigen", inhoud=BytesIO(foto(maat=(40, 30))), naam="bel.jpg",
        alt="Rita Verzonnen bij de bel", door=door, op=timezone.now(),
    )  # fmt: skip
