"""Writing a report: begin, save a part while typing, and what stands above the parts.

Saving while typing must never lose words and never overwrite a colleague's. Each part has its version; who saves says which
one they went on from, and gets both back when a colleague was first.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from dossiers import gebeurtenissen, werksoorten
from dossiers.actions.verslag_vermelden import verwittig_genoemden
from dossiers.actions.verslaglog import log
from dossiers.choices import Verslagstatus
from dossiers.models import Contactmoment, Deelversie, Dossier, Organisator, Verslag, Verslagdeel, Verslagsjabloon
from kern.actions import werk
from kern.actions.rijen import voeg_eenmaal_toe
from kern.fouten import AlGewijzigd
from kern.models import Medewerker
from kern.rijketekst import OpmaakGeweigerd, schoon
from kern.werk import Publiek

# What was written before is kept once per so long: who types saves forty times a minute.
STUK_SCHRIJVEN = timedelta(minutes=10)


@transaction.atomic
def begin_verslag(
    *,
    sleutel: UUID,
    over: Dossier | Organisator,
    sjabloon: Verslagsjabloon,
    titel: str,
    wanneer: datetime,
    door: Medewerker,
    op: datetime,
    met: str = "",
    nalezen: bool = False,
    contactmoment: Contactmoment | None = None,
) -> Verslag:
    """Begin a report with the parts of its sjabloon. Sent twice under one *sleutel* it is one report.

    Args:
        wanneer: when it was, what the report tells about.
        nalezen: a colleague must read it, also where the sjabloon does not ask for that.

    Raises:
        ValidationError: a value is not valid.
        AlAndersBewaard: under this key a report about something else was begun.
    """
    moet_nagelezen = sjabloon.nalezen or nalezen
    uren = None if moet_nagelezen else sjabloon.vast_na_uren
    verslag = Verslag(
        pk=sleutel,
        sjabloon=sjabloon,
        soort=sjabloon.soort,
        dossier=over if isinstance(over, Dossier) else None,
        organisator_id=over.organisator_id if isinstance(over, Dossier) else over.pk,
        contactmoment=contactmoment,
        titel=titel,
        op=wanneer,
        met=met,
        nalezen=moet_nagelezen,
        auteur=door,
        begonnen_op=op,
        vast_vanaf=op + timedelta(hours=uren) if uren is not None else None,
    )
    verslag.full_clean(validate_unique=False)
    zelfde = ("auteur_id", "sjabloon_id", "dossier_id", "organisator_id")
    if (eerder := voeg_eenmaal_toe(verslag, zelfde=zelfde)) is not None:
        return eerder
    Verslagdeel.objects.bulk_create(
        Verslagdeel(
            verslag=verslag,
            sleutel=deel["sleutel"],
            volgorde=plaats,
            kop=deel["kop"],
            vragen=deel["vragen"],
            verplicht=deel["verplicht"],
        )
        for plaats, deel in enumerate(sjabloon.delen)
    )
    log(gebeurtenissen.VERSLAG_BEGONNEN, verslag, door, op, soort=verslag.soort)
    meld_werk(verslag, op)
    return verslag


@transaction.atomic
def bewaar_deel(*, deel: Verslagdeel, versie: int, tekst: str, door: Medewerker, op: datetime) -> Verslagdeel:
    """Save what stands under one heading. The same words sent again, because the answer got lost, change nothing.

    Args:
        versie: the version the writer went on from.
        tekst: HTML as it came in; it is kept clean (`kern.rijketekst`).

    Raises:
        ValidationError: the text is too long or too deep; says what to do.
        AlGewijzigd: a colleague saved this part since, or the report is no concept any more. Nothing was changed.
    """
    try:
        tekst = schoon(tekst)
    except OpmaakGeweigerd as fout:
        raise ValidationError({"tekst": str(fout)}) from fout
    # One after the other: a part must not change while the report is handed to its reader.
    verslag = Verslag.objects.select_for_update(no_key=True).get(pk=deel.verslag_id)
    nu = Verslagdeel.objects.get(pk=deel.pk)
    if not verslag.is_concept or verslag.gewist_op is not None:
        raise AlGewijzigd(verslag)
    if nu.tekst == tekst:
        return nu
    if nu.versie != versie:
        raise AlGewijzigd(nu)
    if bewaard := _bewaar_vorige(nu, verslag.begonnen_op, door, op):
        Deelversie.objects.bulk_create([bewaard])
    if bewaard or nu.gewijzigd_op is None:
        log(gebeurtenissen.VERSLAG_GESCHREVEN, verslag, door, op, deel=nu.sleutel, versie=nu.versie + 1)
    velden = {"tekst": tekst, "gewijzigd_op": op, "gewijzigd_door": door}
    Verslagdeel.objects.filter(pk=nu.pk).update(versie=F("versie") + 1, **velden)
    vorige = nu.tekst
    nu.versie, nu.tekst, nu.gewijzigd_op, nu.gewijzigd_door = versie + 1, tekst, op, door
    nu.niet_verwittigd = verwittig_genoemden(verslag=verslag, nu=tekst, vorige=vorige, door=door, op=op)
    return nu


@transaction.atomic
def hernoem(*, verslag: Verslag, versie: int, titel: str, wanneer: datetime, met: str, door: Medewerker, op: datetime) -> Verslag:
    """Change what stands above the parts.

    Raises:
        ValidationError: a value is not valid.
        AlGewijzigd: a colleague did since *versie*, or it is no concept any more.
    """
    velden = {"titel": titel, "op": wanneer, "met": met}
    for veld, waarde in velden.items():
        setattr(verslag, veld, waarde)
    verslag.full_clean(validate_unique=False)
    rijen = Verslag.objects.filter(pk=verslag.pk, versie=versie, status=Verslagstatus.CONCEPT, gewist_op=None).update(
        versie=F("versie") + 1, **velden
    )
    if rijen != 1:
        raise AlGewijzigd(verslag)
    verslag.versie = versie + 1
    log(gebeurtenissen.VERSLAG_HERNOEMD, verslag, door, op, versie=verslag.versie)
    meld_werk(verslag, op)
    return verslag


def noteer_inzage(*, verslag: Verslag, door: Medewerker, op: datetime) -> None:
    """Write down that *door* read a report; without the row there is no look."""
    log(gebeurtenissen.VERSLAG_INGEZIEN, verslag, door, op)


def verleg_werk(verslag: Verslag, door: Medewerker | None, op: datetime) -> None:
    """After a step: what it was waiting for is done, what it waits for now begins."""
    werk.sluit(soort=werksoorten.VERSLAG, verwijzing=verslag.pk, door=door, op=op)
    meld_werk(verslag, op)


def meld_werk(verslag: Verslag, op: datetime) -> None:
    """Put the report with whoever it waits for: its author while it is a concept or read, its reader in between."""
    if verslag.gewist_op is not None or verslag.status in (Verslagstatus.VASTGESTELD, Verslagstatus.VERWORPEN):
        return
    wie = verslag.lezer if verslag.status == Verslagstatus.TE_LEZEN else verslag.auteur
    wat = {
        Verslagstatus.CONCEPT: "Schrijf verder",
        Verslagstatus.TE_LEZEN: f"{verslag.auteur.naam} vraagt u na te lezen",
        Verslagstatus.NAGELEZEN: "Nagelezen: stel het vast",
    }[verslag.statuslid]
    werk.meld(
        soort=werksoorten.VERSLAG,
        verwijzing=verslag.pk,
        titel=f"{wat}: {verslag.titel}",
        url=verslag.get_absolute_url(),
        over=verslag.over,
        publiek=Publiek(voor=wie),
        tegen=verslag.vast_vanaf if verslag.is_concept else None,
        op=op,
    )


def _bewaar_vorige(deel: Verslagdeel, begonnen: datetime, door: Medewerker, op: datetime) -> Deelversie | None:
    if not deel.tekst or deel.gewijzigd_op is None:
        return None
    sinds = deel.versies.values_list("op", flat=True).first() or begonnen
    if deel.gewijzigd_door_id == door.pk and op - sinds < STUK_SCHRIJVEN:
        return None
    return Deelversie(deel=deel, versie=deel.versie, tekst=deel.tekst, op=deel.gewijzigd_op, door=deel.gewijzigd_door)
