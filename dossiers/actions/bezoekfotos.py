"""Photos made during a visit: they stand at a point of its folder until the report begins, and move into it then."""

from collections.abc import Callable
from datetime import datetime
from typing import IO
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from dossiers import gebeurtenissen
from dossiers.actions import afspraakgevolg
from dossiers.actions.verslaglog import log as log_verslag
from dossiers.models import Afspraak, Bezoekfoto, Verslag, Verslagdeel, Verslagfoto
from kern.actions.bestanden import Klaargezet, leg_vast, neem_weg, zet_klaar
from kern.actions.rijen import voeg_eenmaal_toe
from kern.bestanden import foto as fotos
from kern.fouten import AlGewijzigd
from kern.models import Medewerker

HOOGSTENS = 30  # in one folder


def zet_erbij(
    *,
    sleutel: UUID,
    afspraak: Afspraak,
    punt: str,
    groep: str,
    inhoud: IO[bytes],
    naam: str,
    alt: str,
    door: Medewerker,
    op: datetime,
) -> Bezoekfoto:
    """Put a photo at a point, made small and without what the camera wrote. Sent twice under one *sleutel* it is one.

    Raises:
        BestandGeweigerd: it is no photo that can be read.
        ValidationError: a value is not valid, or there are too many.
        AlGewijzigd: the visit was closed meanwhile.
        AlAndersBewaard: under this key something else was put there.
    """
    if eerder := Bezoekfoto.objects.filter(pk=sleutel, afspraak=afspraak, door=door, punt=punt, alt=alt).first():
        return eerder
    # Made small and written to the storage before a transaction begins: that takes seconds.
    gemaakt = fotos.maak(inhoud, naam)
    klaar = zet_klaar(inhoud=gemaakt.inhoud, naam=gemaakt.naam, toegelaten=fotos.FOTOS)
    foto = Bezoekfoto(
        pk=sleutel, afspraak=afspraak, punt=punt, groep=groep, alt=alt, breed=gemaakt.breed, hoog=gemaakt.hoog, door=door, op=op
    )
    return _leg_erbij(foto, klaar, door, op)


@transaction.atomic
def _leg_erbij(foto: Bezoekfoto, klaar: Klaargezet, door: Medewerker, op: datetime) -> Bezoekfoto:
    afspraak = vergrendel_open(foto.afspraak)
    if afspraak.bezoekfotos.exclude(pk=foto.pk).count() >= HOOGSTENS:
        raise ValidationError({"foto": f"In één bezoekmap staan hoogstens {HOOGSTENS} foto's."})
    foto.bestand = leg_vast(klaar=klaar, door=door, op=op)
    foto.full_clean(validate_unique=False)
    if (eerder := voeg_eenmaal_toe(foto, zelfde=("afspraak_id", "punt", "alt", "door_id"))) is not None:
        neem_weg(bestanden=[foto.bestand], op=op)
        return eerder
    afspraakgevolg.log(gebeurtenissen.BEZOEKFOTO_ERBIJ, afspraak, door, op)
    return foto


@transaction.atomic
def haal_weg(*, foto: Bezoekfoto, door: Medewerker, op: datetime) -> None:
    """Take a photo out again, with its file.

    Raises:
        AlGewijzigd: the visit was closed, or a colleague took it out already.
    """
    afspraak = vergrendel_open(foto.afspraak)
    if not Bezoekfoto.objects.filter(pk=foto.pk).delete()[0]:
        raise AlGewijzigd(foto)
    neem_weg(bestanden=[foto.bestand], op=op)
    afspraakgevolg.log(gebeurtenissen.BEZOEKFOTO_WEG, afspraak, door, op)


def neem_mee(
    *, afspraak: Afspraak, verslag: Verslag, deel_van: Callable[[str], Verslagdeel], door: Medewerker, op: datetime
) -> None:
    """Move the photos under the headings of a report that was just begun; who made them and when stays."""
    rijen = list(afspraak.bezoekfotos.select_related("bestand", "door"))
    for foto in rijen:
        deel = deel_van(foto.groep)
        Verslagfoto.objects.create(
            pk=foto.pk,
            deel=deel,
            bestand=foto.bestand,
            alt=foto.alt,
            breed=foto.breed,
            hoog=foto.hoog,
            door=foto.door,
            op=foto.op,
        )
        sha256 = foto.bestand.sha256
        log_verslag(gebeurtenissen.VERSLAG_FOTO_ERBIJ, verslag, door, op, deel=deel.sleutel, sha256=sha256)
    afspraak.bezoekfotos.filter(pk__in=[foto.pk for foto in rijen]).delete()


def vergrendel_open(afspraak: Afspraak) -> Afspraak:
    """Lock an appointment that still has to be closed, so that its photos and its report do not miss each other.

    Raises:
        AlGewijzigd: it was closed or erased.
    """
    nu = Afspraak.objects.select_for_update(no_key=True).get(pk=afspraak.pk)
    if not nu.is_open:
        raise AlGewijzigd(nu)
    return nu
