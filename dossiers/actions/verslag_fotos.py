"""Photos under the headings of a report: they come and go while it is a concept, and stand still with it."""

from datetime import datetime
from typing import IO
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from dossiers import gebeurtenissen
from dossiers.actions.verslag_nalezen import vergrendel
from dossiers.actions.verslaglog import log
from dossiers.models import Verslagdeel, Verslagfoto
from kern.actions.bestanden import Klaargezet, leg_vast, neem_weg, zet_klaar
from kern.actions.rijen import voeg_eenmaal_toe
from kern.bestanden import foto as fotos
from kern.fouten import AlGewijzigd
from kern.models import Medewerker

HOOGSTENS = 12  # under one heading


def zet_erbij(
    *, sleutel: UUID, deel: Verslagdeel, inhoud: IO[bytes], naam: str, alt: str, door: Medewerker, op: datetime
) -> Verslagfoto:
    """Put a photo under a heading, made small and without what the camera wrote. Sent twice under one *sleutel* it is one.

    Args:
        alt: what is to be seen on it.

    Raises:
        BestandGeweigerd: it is no photo that can be read.
        ValidationError: no word about what is to be seen, or too many photos.
        AlGewijzigd: the report is no concept any more.
        AlAndersBewaard: under this key something else was put there.
    """
    if eerder := Verslagfoto.objects.filter(pk=sleutel, deel=deel, door=door, alt=alt.strip()).first():
        return eerder  # before the work of reading the photo again
    # Made small and written to the storage before a transaction begins: that takes seconds.
    gemaakt = fotos.maak(inhoud, naam)
    klaar = zet_klaar(inhoud=gemaakt.inhoud, naam=gemaakt.naam, toegelaten=fotos.FOTOS)
    return _leg_erbij(sleutel, deel, klaar, gemaakt, alt.strip(), door, op)


@transaction.atomic
def _leg_erbij(
    sleutel: UUID, deel: Verslagdeel, klaar: Klaargezet, gemaakt: fotos.Foto, alt: str, door: Medewerker, op: datetime
) -> Verslagfoto:
    verslag = vergrendel(deel.verslag)
    if not verslag.is_concept or verslag.gewist_op is not None:
        raise AlGewijzigd(verslag)
    if deel.fotos.count() >= HOOGSTENS and not deel.fotos.filter(pk=sleutel).exists():
        raise ValidationError({"foto": f"Onder één kop staan hoogstens {HOOGSTENS} foto's."})
    bestand = leg_vast(klaar=klaar, door=door, op=op)
    foto = Verslagfoto(pk=sleutel, deel=deel, bestand=bestand, alt=alt, breed=gemaakt.breed, hoog=gemaakt.hoog, door=door, op=op)
    foto.full_clean(validate_unique=False)
    if (eerder := voeg_eenmaal_toe(foto, zelfde=("deel_id", "alt", "door_id"))) is not None:
        neem_weg(bestanden=[bestand], op=op)
        return eerder
    log(gebeurtenissen.VERSLAG_FOTO_ERBIJ, verslag, door, op, deel=deel.sleutel, sha256=bestand.sha256)
    return foto


@transaction.atomic
def haal_weg(*, foto: Verslagfoto, door: Medewerker, op: datetime) -> None:
    """Take a photo out again, with its file.

    Raises:
        AlGewijzigd: the report is no concept any more, or a colleague took it out already.
    """
    verslag = vergrendel(foto.deel.verslag)
    if not verslag.is_concept or verslag.gewist_op is not None:
        raise AlGewijzigd(verslag)
    bestand = foto.bestand
    weg, _ = Verslagfoto.objects.filter(pk=foto.pk).delete()
    if not weg:
        raise AlGewijzigd(foto)
    if bestand is not None:
        neem_weg(bestanden=[bestand], op=op)
        log(gebeurtenissen.VERSLAG_FOTO_WEG, verslag, door, op, deel=foto.deel.sleutel, sha256=bestand.sha256)
