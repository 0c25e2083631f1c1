"""Reports in every state. Each that is fixed has one same page for its PDF: rendering so many would take a night.

What a colleague is told of a report (the outbox) is not made: nobody waits for it any more.
"""

import hashlib
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from dossiers import gebeurtenissen, tekeningen, werksoorten
from dossiers.actions.verslag_pdf import SOORT as PDFSOORT
from dossiers.actions.verslag_vast import SOORT, SOORT_ADDENDUM
from dossiers.choices import Verslagstatus as V
from dossiers.generator import verslagteksten
from dossiers.generator.regels import schrijf_regel, schrijf_werk
from dossiers.generator.verslagplan import Stuk, ontwerp
from dossiers.models import Addendum, Deelversie, Dossier, Opmerking, Verslag, Verslagdeel
from dossiers.verslagtekst import Deel, Vastetekst, hash_van, moment
from kern.gebeurtenissen import PDF_BEWAARD, Gebeurtenis
from kern.generator.bouw import Bouw, uuid
from kern.generator.stroom import Persoon, Stroom
from kern.logboek import soort_van
from kern.models import PdfDocument
from kern.rijketekst import als_tekst

AANGEVULD = 0.05  # of what is fixed
ADDENDUM_NA, PDF_NA = timedelta(days=10), timedelta(minutes=1)
PER_DEEL = timedelta(minutes=7)  # so long somebody writes under one heading


def maak_verslagen(bouw: Bouw) -> None:
    """Write what the actions of reports do."""
    blad = tekeningen.verslag()
    with bouw.stroom("verslagen") as stroom:
        for stuk in ontwerp(bouw):
            _schrijf(bouw, stroom, stuk, blad)


def _schrijf(bouw: Bouw, stroom: Stroom, stuk: Stuk, blad: bytes) -> None:
    delen = _schrijf_delen(stroom, stuk)
    wanneer = {stap: (op, door) for stap, op, door in stuk.stappen}
    sjabloon, (te_lezen, gelezen) = stuk.sjabloon, (V.TE_LEZEN in wanneer, V.NAGELEZEN in wanneer)
    rij: dict[str, Any] = {"vast": "", "sha256": "", "pdf_id": None}
    if stuk.status is V.CONCEPT and not sjabloon.nalezen and sjabloon.vast_na_uren:
        rij["vast_vanaf"] = stuk.begonnen + timedelta(hours=sjabloon.vast_na_uren)
    if te_lezen:
        rij |= {"lezer_id": stuk.lezer[0], "aangeboden_op": wanneer[V.TE_LEZEN][0]}
        _log(stroom, gebeurtenissen.VERSLAG_AANGEBODEN, stuk, stuk.auteur, wanneer[V.TE_LEZEN][0], aan=stuk.lezer[0])
    if stuk.status is V.TE_LEZEN:
        _schrijf_opmerking(stroom, stuk, delen[0][0], wanneer[V.TE_LEZEN][0] + timedelta(hours=3))
    if gelezen:
        rij["nagelezen_op"] = wanneer[V.NAGELEZEN][0]
        _log(stroom, gebeurtenissen.VERSLAG_NAGELEZEN, stuk, stuk.lezer, wanneer[V.NAGELEZEN][0])
    if stuk.status is V.VERWORPEN:
        op = wanneer[V.VERWORPEN][0]
        rij |= {"verworpen_op": op, "verworpen_door_id": stuk.auteur[0], "verwerpreden": verslagteksten.REDEN_VERWERPEN}
        _log(stroom, gebeurtenissen.VERSLAG_VERWORPEN, stuk, stuk.auteur, op)
    if stuk.status is V.VASTGESTELD:
        rij |= _stel_vast(bouw, stroom, stuk, delen, wanneer.get(V.NAGELEZEN, (None,))[0], blad)
    stroom.rij(
        Verslag,
        id=stuk.sleutel,
        sjabloon_id=sjabloon.pk,
        soort=str(stuk.soort),
        dossier_id=stuk.locatie.pk,
        organisator_id=stuk.locatie.plek.organisator,
        titel=stuk.titel,
        op=_was_op(stuk),
        met=stuk.locatie.contact,
        status=str(stuk.status),
        nalezen=sjabloon.nalezen,
        auteur_id=stuk.auteur[0],
        begonnen_op=stuk.begonnen,
        **rij,
    )
    _zet_werk(stroom, stuk)


def _was_op(stuk: Stuk) -> datetime:
    return stuk.begonnen - timedelta(hours=2)


def _schrijf_delen(stroom: Stroom, stuk: Stuk) -> list[tuple[UUID, str, str]]:
    """Write the parts, and return key, heading and words of those in which something stands."""
    _log(stroom, gebeurtenissen.VERSLAG_BEGONNEN, stuk, stuk.auteur, stuk.begonnen, soort=str(stuk.soort))
    gevuld = []
    for plaats, deel in enumerate(stuk.sjabloon.delen):
        sleutel, op = uuid(stuk.toeval), stuk.begonnen + PER_DEEL * (plaats + 1)
        # Of a concept the end is still to be written.
        leeg = (stuk.status is V.CONCEPT and plaats > 2) or (not deel["verplicht"] and stuk.toeval.random() < 0.3)
        tekst = "" if leeg else verslagteksten.deel(deel["sleutel"], stuk.locatie.plaatsen, stuk.toeval)
        versie = 1
        if tekst:
            gevuld.append((sleutel, str(deel["kop"]), tekst))
            versie = 2
            _log(stroom, gebeurtenissen.VERSLAG_GESCHREVEN, stuk, stuk.auteur, op, deel=deel["sleutel"], versie=versie)
        if tekst and stuk.status is V.CONCEPT and plaats == 0:  # went on with it after an hour
            stroom.rij(Deelversie, deel_id=sleutel, versie=versie, tekst=tekst, op=op, door_id=stuk.auteur[0])
            tekst, op, versie = f"{tekst}<p>Na te kijken bij het uitschrijven.</p>", stuk.begonnen + timedelta(hours=1), 3
            _log(stroom, gebeurtenissen.VERSLAG_GESCHREVEN, stuk, stuk.auteur, op, deel=deel["sleutel"], versie=versie)
        stroom.rij(
            Verslagdeel,
            id=sleutel,
            verslag_id=stuk.sleutel,
            sleutel=deel["sleutel"],
            volgorde=plaats,
            kop=deel["kop"],
            vragen=deel["vragen"],
            verplicht=deel["verplicht"],
            tekst=tekst,
            versie=versie,
            gewijzigd_op=op if tekst else None,
            gewijzigd_door_id=stuk.auteur[0] if tekst else None,
        )
    return gevuld


def _schrijf_opmerking(stroom: Stroom, stuk: Stuk, deel: UUID, op: datetime) -> None:
    stroom.rij(Opmerking, id=uuid(stuk.toeval), deel_id=deel, tekst=verslagteksten.OPMERKING, door_id=stuk.lezer[0], op=op)
    _log(stroom, gebeurtenissen.VERSLAG_OPGEMERKT, stuk, stuk.lezer, op, deel=stuk.sjabloon.delen[0]["sleutel"])


def _stel_vast(
    bouw: Bouw, stroom: Stroom, stuk: Stuk, delen: list[tuple[UUID, str, str]], nagelezen: datetime | None, blad: bytes
) -> dict[str, Any]:
    op, door, locatie = stuk.vast_op, stuk.stappen[-1][2], stuk.locatie
    vast = Vastetekst(
        soort=stuk.soort.label,
        titel=stuk.titel,
        over=str(locatie),
        organisator=locatie.uitbater.naam,
        op=moment(_was_op(stuk)),
        met=locatie.contact,
        auteur=stuk.auteur[1],
        lezer=stuk.lezer[1] if nagelezen else "",
        nagelezen_op=moment(nagelezen),
        vastgesteld_op=moment(op),
        delen=[Deel(kop, tekst) for _, kop, tekst in delen],
    ).als_json()
    sha256 = hash_van(vast)
    _log(stroom, gebeurtenissen.VERSLAG_VASTGESTELD, stuk, door, op, sha256=sha256)
    schrijf_regel(
        stroom,
        locatie.plek,
        soort=SOORT,
        verwijzing=str(stuk.sleutel),
        titel=f"{stuk.soort.label.capitalize()}: {stuk.titel}",
        kort=" · ".join(als_tekst(tekst) for *_, tekst in delen),
        op=_was_op(stuk),
        bekend_sinds=op,
        door=stuk.auteur,
        url=stuk.url,
    )
    pdf = _schrijf_pdf(stroom, stuk, op + PDF_NA, blad)
    if stuk.toeval.random() < AANGEVULD and op + ADDENDUM_NA < bouw.op:
        _vul_aan(stroom, stuk, op + ADDENDUM_NA)
    return {
        "vast": vast,
        "sha256": sha256,
        "vastgesteld_op": op,
        "vastgesteld_door_id": door[0] if door else None,
        "pdf_id": pdf,
    }


def _schrijf_pdf(stroom: Stroom, stuk: Stuk, op: datetime, blad: bytes) -> UUID:
    sleutel, sha256 = uuid(stuk.toeval), hashlib.sha256(blad).hexdigest()
    stroom.rij(
        PdfDocument,
        id=sleutel,
        soort=PDFSOORT,
        onderwerp_soort=soort_van(Verslag),
        onderwerp_id=str(stuk.sleutel),
        titel=stuk.titel,
        inhoud=blad,
        sha256=sha256,
        paginas=1,
        grootte=len(blad),
        gemaakt_op=op,
    )
    gegevens = {"soort": PDFSOORT, "over": f"{soort_van(Verslag)}:{stuk.sleutel}", "sha256": sha256}
    stroom.log(PDF_BEWAARD, over=(PdfDocument, str(sleutel)), door=None, op=op, gegevens=gegevens)
    _log(stroom, gebeurtenissen.VERSLAG_PDF, stuk, None, op, sha256=sha256)
    return sleutel


def _vul_aan(stroom: Stroom, stuk: Stuk, op: datetime) -> None:
    sleutel, tekst, door = uuid(stuk.toeval), verslagteksten.addendum(stuk.toeval), stuk.locatie.volger(op)
    sha256 = hash_van(tekst)
    stroom.rij(
        Addendum,
        id=sleutel,
        verslag_id=stuk.sleutel,
        nummer=1,
        tekst=tekst,
        reden=verslagteksten.REDEN_ADDENDUM,
        door_id=door[0],
        op=op,
        sha256=sha256,
    )
    _log(stroom, gebeurtenissen.VERSLAG_AANGEVULD, stuk, door, op, nummer=1, sha256=sha256)
    schrijf_regel(
        stroom,
        stuk.locatie.plek,
        soort=SOORT_ADDENDUM,
        verwijzing=str(sleutel),
        titel=f"Addendum 1 bij: {stuk.titel}",
        kort=als_tekst(tekst),
        op=op,
        door=door,
        url=stuk.url,
    )


def _zet_werk(stroom: Stroom, stuk: Stuk) -> None:
    """Write a row for whom it waited in each state; the last one is open while the report waits."""
    wat = {
        V.CONCEPT: ("Schrijf verder", stuk.auteur),
        V.TE_LEZEN: (f"{stuk.auteur[1]} vraagt u na te lezen", stuk.lezer),
        V.NAGELEZEN: ("Nagelezen: stel het vast", stuk.auteur),
    }
    stappen = stuk.stappen
    for plaats, (status, op, _) in enumerate(stappen):
        if status not in wat:
            continue
        zin, voor = wat[status]
        klaar = (stappen[plaats + 1][1], stappen[plaats + 1][2]) if plaats + 1 < len(stappen) else None
        uren = stuk.sjabloon.vast_na_uren
        schrijf_werk(
            stroom,
            stuk.locatie.pk,
            soort=werksoorten.VERSLAG,
            verwijzing=stuk.sleutel,
            titel=f"{zin}: {stuk.titel}",
            url=stuk.url,
            voor=voor,
            sinds=op,
            klaar=klaar,
            # What is fixed by itself has a moment, not a day.
            tegen=stuk.begonnen + timedelta(hours=uren) if uren else None,
            heel_dag=not uren,
        )


def _log(stroom: Stroom, wat: Gebeurtenis, stuk: Stuk, door: Persoon | None, op: datetime, **gegevens: str | int) -> None:
    stroom.log(wat, over=(Dossier, stuk.locatie.pk), door=door, op=op, gegevens={"verslag": str(stuk.sleutel), **gegevens})
