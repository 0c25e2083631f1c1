"""A call that Annelies took a moment ago and did not finish, for whoever looks at the telefoonblad."""

from datetime import datetime, timedelta
from uuid import UUID

from dossiers.actions import telefoonbladen
from dossiers.choices import Richting
from dossiers.models import Dossier
from kern.generator.verleden import gebeurd_op
from kern.models import Medewerker

SLEUTEL = UUID("7e1ef000-0000-4000-8000-000000000001")
TEKST = "Vader van een peuter. De groepen zitten deze week samen, is dat toegelaten?\nWij bellen vrijdag terug."


def vul(per_naam: dict[str, Dossier], mensen: dict[str, Medewerker], op: datetime) -> None:
    """Write it."""
    begonnen = op - timedelta(minutes=25)
    inhoud = telefoonbladen.Inhoud(TEKST, "een vader", "", Richting.IN.value, per_naam["Samen Groot"])
    with gebeurd_op(begonnen):
        telefoonbladen.bewaar_blad(sleutel=SLEUTEL, versie=0, inhoud=inhoud, door=mensen["klantenbeheerder"], op=begonnen)
