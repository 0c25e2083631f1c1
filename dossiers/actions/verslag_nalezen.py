"""A second pair of eyes on a report: handed over, remarks at the words, given back or agreed with.

While it is being read its words stand still, so that what is agreed with is what was read; and what is fixed afterwards is
exactly that (`dossiers.workflow.VERSLAG`).
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from dossiers import berichten, gebeurtenissen, workflow
from dossiers.aanroepen import nog_te_noteren
from dossiers.access.verslag import lezers
from dossiers.actions.verslagen import verleg_werk
from dossiers.actions.verslaglog import log
from dossiers.choices import Verslagstatus
from dossiers.fouten import GeenLezer, NietAfTeDrukken, NogOpmerkingenOpen, NogTeSchrijven
from dossiers.models import Opmerking, Verslag, Verslagdeel
from kern.access import check_vier_ogen
from kern.actions.rijen import voeg_eenmaal_toe
from kern.fouten import AlGewijzigd, EisNietVoldaan
from kern.letters import niet_af_te_drukken
from kern.models import Medewerker
from kern.overgang import voer_uit
from kern.rijketekst import als_tekst, is_leeg
from kern.tekst import inkorten


@transaction.atomic
def bied_aan(*, verslag: Verslag, lezer: Medewerker, door: Medewerker, op: datetime) -> Verslag:
    """Ask a colleague to read it.

    Raises:
        VierOgenNodig: the reader wrote it.
        GeenLezer: the colleague does not read this location.
        NogTeSchrijven, NogOpmerkingenOpen: it is not finished.
        AlGewijzigd: it is no concept any more.
    """
    verslag = vergrendel(verslag)
    check_vier_ogen(verslag.auteur, lezer)
    check_vier_ogen(door, lezer)
    if not lezers(verslag).filter(pk=lezer.pk).exists():
        raise GeenLezer(lezer)
    check_af(verslag)
    voer_uit(verslag, workflow.BIED_AAN, zet={"lezer": lezer, "aangeboden_op": op, "nalezen": True, "vast_vanaf": None})
    log(gebeurtenissen.VERSLAG_AANGEBODEN, verslag, door, op, aan=lezer.pk)
    verleg_werk(verslag, door, op)
    berichten.meld_verslag_te_lezen(verslag, door=door, op=op)
    return verslag


@transaction.atomic
def haal_terug(*, verslag: Verslag, door: Medewerker, op: datetime) -> Verslag:
    """Take it back from the reader to go on writing; remarks made so far stay.

    Raises:
        AlGewijzigd: the reader answered already.
    """
    voer_uit(verslag, workflow.HAAL_TERUG)
    log(gebeurtenissen.VERSLAG_TERUGGEHAALD, verslag, door, op)
    verleg_werk(verslag, door, op)
    return verslag


@transaction.atomic
def merk_op(*, sleutel: UUID, deel: Verslagdeel, citaat: str, tekst: str, door: Medewerker, op: datetime) -> Opmerking:
    """Write a remark at some words of a part. Sent twice under one *sleutel* it is one remark.

    Raises:
        ValidationError: no remark, or too long.
        AlGewijzigd: the report is not being read (any more).
        AlAndersBewaard: under this key another remark was kept.
    """
    verslag = vergrendel(deel.verslag)
    if verslag.status != Verslagstatus.TE_LEZEN:
        raise AlGewijzigd(verslag)
    opmerking = Opmerking(pk=sleutel, deel=deel, citaat=citaat, tekst=tekst, door=door, op=op)
    opmerking.full_clean(validate_unique=False)
    if (eerder := voeg_eenmaal_toe(opmerking, zelfde=("deel_id", "citaat", "tekst", "door_id"))) is not None:
        return eerder
    log(gebeurtenissen.VERSLAG_OPGEMERKT, verslag, door, op, deel=deel.sleutel)
    return opmerking


@transaction.atomic
def handel_af(*, opmerking: Opmerking, aanvaard: bool, antwoord: str, door: Medewerker, op: datetime) -> Opmerking:
    """Say what was done with a remark: taken over, or answered with the reason why not.

    Raises:
        EisNietVoldaan: not taken over, and no answer.
        AlGewijzigd: the report is no concept, or a colleague dealt with it already.
    """
    verslag = vergrendel(opmerking.deel.verslag)
    if not verslag.is_concept:
        raise AlGewijzigd(verslag)
    if not aanvaard and not antwoord.strip():
        raise EisNietVoldaan("de opmerking beantwoorden", ["antwoord"])
    velden = {"aanvaard": aanvaard, "antwoord": antwoord, "beantwoord_door": door, "beantwoord_op": op}
    if Opmerking.objects.filter(pk=opmerking.pk, aanvaard=None).update(**velden) != 1:
        raise AlGewijzigd(opmerking)
    for veld, waarde in velden.items():
        setattr(opmerking, veld, waarde)
    log(gebeurtenissen.VERSLAG_OPMERKING_AFGEHANDELD, verslag, door, op, aanvaard=aanvaard)
    return opmerking


@transaction.atomic
def geef_terug(*, verslag: Verslag, door: Medewerker, op: datetime) -> Verslag:
    """Give it back to the author with the remarks that were made.

    Raises:
        NogTeSchrijven: there is no remark to give it back with.
        AlGewijzigd: the author took it back.
    """
    verslag = vergrendel(verslag)
    if not open_opmerkingen(verslag):
        raise NogTeSchrijven("geef een verslag terug", ["minstens één opmerking"])
    voer_uit(verslag, workflow.GEEF_TERUG, waar={"lezer": door})
    log(gebeurtenissen.VERSLAG_TERUGGEGEVEN, verslag, door, op)
    verleg_werk(verslag, door, op)
    berichten.meld_verslag_gelezen(verslag, akkoord=False, door=door, op=op)
    return verslag


@transaction.atomic
def lees_na(*, verslag: Verslag, door: Medewerker, op: datetime) -> Verslag:
    """Agree with every word of it.

    Raises:
        VierOgenNodig: *door* is its author.
        NogOpmerkingenOpen: a remark was made that the author has not seen: give it back.
        AlGewijzigd: the author took it back.
    """
    verslag = vergrendel(verslag)
    check_vier_ogen(verslag.auteur, door)
    if open_ := open_opmerkingen(verslag):
        raise NogOpmerkingenOpen(open_)
    voer_uit(verslag, workflow.LEES_VERSLAG_NA, zet={"nagelezen_op": op}, waar={"lezer": door})
    log(gebeurtenissen.VERSLAG_NAGELEZEN, verslag, door, op)
    verleg_werk(verslag, door, op)
    berichten.meld_verslag_gelezen(verslag, akkoord=True, door=door, op=op)
    return verslag


@transaction.atomic
def heropen(*, verslag: Verslag, door: Medewerker, op: datetime) -> Verslag:
    """Go on writing in what was read; it will be read again.

    Raises:
        AlGewijzigd: it was fixed already.
    """
    voer_uit(verslag, workflow.HEROPEN_VERSLAG, zet={"nagelezen_op": None})
    log(gebeurtenissen.VERSLAG_HEROPEND, verslag, door, op)
    verleg_werk(verslag, door, op)
    return verslag


def vergrendel(verslag: Verslag) -> Verslag:
    """Return it as it is now; until the transaction ends nobody writes in it."""
    return (
        Verslag.objects.select_related("auteur", "lezer", "dossier", "organisator")
        .select_for_update(of=("self",), no_key=True)
        .get(pk=verslag.pk)
    )


def open_opmerkingen(verslag: Verslag) -> int:
    """Return how many remarks the author did nothing with."""
    return Opmerking.objects.filter(deel__verslag=verslag, aanvaard=None).count()


def check_af(verslag: Verslag) -> None:
    """Refuse what is not finished.

    Raises:
        NogTeSchrijven: a required part is empty, or all of it; or a promise was typed and not kept.
        NietAfTeDrukken: a character that cannot be shown on paper.
        NogOpmerkingenOpen: remarks wait for the author.
    """
    delen = list(verslag.delen.prefetch_related("fotos"))
    leeg = [deel for deel in delen if is_leeg(deel.tekst)]
    if len(leeg) == len(delen):
        raise NogTeSchrijven("het verslag afwerken", ["de tekst"])
    if verplicht := [f"“{deel.kop}”" for deel in leeg if deel.verplicht]:
        raise NogTeSchrijven("het verslag afwerken", verplicht)
    if los := [aanroep for deel in delen for aanroep in nog_te_noteren(als_tekst(deel.tekst))]:
        # It reads as if it were promised, and nobody would be reminded.
        wat = f"“{inkorten(los[0], 60)}” als belofte: druk erachter op Enter, of haal de dubbele punten weg"
        raise NogTeSchrijven("het verslag afwerken", [wat])
    check_af_te_drukken({"de titel": f"{verslag.titel} {verslag.met}"} | {f"“{deel.kop}”": _woorden(deel) for deel in delen})
    if open_ := open_opmerkingen(verslag):
        raise NogOpmerkingenOpen(open_)


def check_af_te_drukken(teksten: Mapping[str, str]) -> None:
    """Refuse what would be a box on paper; *teksten* are words without markup, by where they stand.

    Raises:
        NietAfTeDrukken: a character that none of the fonts of the PDF has.
    """
    for waar, tekst in teksten.items():
        if vreemd := niet_af_te_drukken(tekst):
            raise NietAfTeDrukken(waar, vreemd)


def _woorden(deel: Verslagdeel) -> str:
    return " ".join([als_tekst(deel.tekst), *(foto.alt for foto in deel.fotos.all())])
