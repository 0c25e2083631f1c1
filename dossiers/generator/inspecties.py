"""Requests to Zorginspectie in every state, with their lines, their work and what asks attention because it is late."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from dossiers import gebeurtenissen, werksoorten
from dossiers.actions.inspectieverzoeken import BEZOEK, SOORT, STAP, TE_LAAT, ZORGINSPECTIE
from dossiers.choices import Dossierstatus, Ernst, Prioriteit, Verzoekstatus
from dossiers.generator import redenen
from dossiers.generator.netwerk import Locatie, Netwerk
from dossiers.generator.regels import schrijf_regel
from dossiers.generator.tijdvak import bekend_sinds, einde
from dossiers.models import Aandacht, Dossier, Inspectieverzoek
from kern.actions.werk import moment_van
from kern.adres import adres
from kern.choices import Werkaard
from kern.gebeurtenissen import Gebeurtenis
from kern.generator.bouw import Bouw, uuid
from kern.generator.bulk import Versies, versies
from kern.generator.stroom import Persoon, Stroom
from kern.logboek import soort_van
from kern.models import Werkregel
from kern.tekst import inkorten
from kern.tijd import BRUSSEL, begin_van, einde_van

VERZOEKEN = 800  # in five years at ×1
OPEN = 110  # of which so many still run
TERMIJN = {Prioriteit.DRINGEND: 5, Prioriteit.HOOG: 21, Prioriteit.GEWOON: 75}  # days, about
_AFGESLOTEN = (*[Verzoekstatus.UITGEVOERD] * 5, Verzoekstatus.INGETROKKEN)


@dataclass(frozen=True)
class Verzoek:
    """One request of the plan; `bevestigd`, `klaar` and `bezocht` where it came so far."""

    sleutel: UUID
    locatie: Locatie
    status: Verzoekstatus
    prioriteit: Prioriteit
    vraag: str
    aanleiding: str
    tegen: date
    gevraagd: datetime
    bevestigd: datetime | None = None
    gepland: date | None = None
    klaar: datetime | None = None
    bezocht: date | None = None
    verslag: str = ""

    @property
    def url(self) -> str:
        """Where it is followed."""
        return adres("dossiers:inspectieverzoek", self.sleutel)


def maak_inspecties(bouw: Bouw) -> None:
    """Write the requests as `actions.inspectieverzoeken` does."""
    with bouw.stroom("inspecties") as stroom:
        bouw.schrijf_met_verleden(Inspectieverzoek, [_schrijf(bouw, stroom, verzoek) for verzoek in _plan(bouw)])


def _plan(bouw: Bouw) -> Iterator[Verzoek]:
    toeval = bouw.toeval("inspecties")
    gekend = [loc for loc in bouw.van(Netwerk).locaties if loc.status is not Dossierstatus.AANVRAAG]
    open_ = [loc for loc in gekend if loc.is_open and (bouw.op - bekend_sinds(bouw, loc)).days > 120]
    for nummer, locatie in enumerate(toeval.sample(open_, min(len(open_), bouw.maal(OPEN)))):
        status = (Verzoekstatus.GEVRAAGD, Verzoekstatus.BEVESTIGD)[nummer % 2]
        # One in five is late by now.
        yield _verzoek(bouw, locatie, status, bouw.werkmoment(toeval, toeval.uniform(2, 80)), toeval, laat=nummer % 5 == 0)
    for nummer in range(bouw.maal(VERZOEKEN)):
        locatie = toeval.choice(gekend)
        slot = einde(bouw, locatie) or bouw.op
        ruimte = (slot - bekend_sinds(bouw, locatie)).days - 130
        if ruimte > 0:
            dagen = (bouw.op - slot).days + 125 + toeval.uniform(0, ruimte)
            status = _AFGESLOTEN[nummer % len(_AFGESLOTEN)]
            yield _verzoek(bouw, locatie, status, bouw.werkmoment(toeval, dagen), toeval, laat=False)


def _verzoek(
    bouw: Bouw, locatie: Locatie, status: Verzoekstatus, gevraagd: datetime, toeval: random.Random, *, laat: bool
) -> Verzoek:
    vraag, aanleiding = redenen.inspectie(toeval)
    dag, vandaag = gevraagd.astimezone(BRUSSEL).date(), bouw.op.astimezone(BRUSSEL).date()
    oud = (vandaag - dag).days
    if status in Verzoekstatus.open():
        # What is late was wanted before today; what is not, is wanted today or later.
        tegen = vandaag + timedelta(days=toeval.randrange(40))
        if laat:
            tegen = dag + timedelta(days=max(0, oud - toeval.randrange(1, 15)))
        laat = tegen < vandaag
        kansen = [2, 3, 5] if laat else [0, 2, 8]
        prioriteit = toeval.choices(list(Prioriteit), kansen)[0]
        bevestigd = gevraagd + (bouw.op - gevraagd) * toeval.uniform(0.1, 0.6) if status is Verzoekstatus.BEVESTIGD else None
        gepland = vandaag + timedelta(days=toeval.randrange(1, 30)) if bevestigd and toeval.random() < 0.6 else None
        return Verzoek(uuid(toeval), locatie, status, prioriteit, vraag, aanleiding, tegen, gevraagd, bevestigd, gepland)
    prioriteit = toeval.choices(list(Prioriteit), [1, 3, 6])[0]
    tegen = dag + timedelta(days=TERMIJN[prioriteit] + toeval.randrange(10))
    na = timedelta(days=toeval.uniform(1, TERMIJN[prioriteit] * 1.3 + 2))
    klaar = datetime.combine((gevraagd + na).astimezone(BRUSSEL).date(), time(15, toeval.randrange(60)), tzinfo=BRUSSEL)
    klaar = max(klaar, gevraagd + timedelta(hours=2))
    bevestigd = gevraagd + (klaar - gevraagd) * 0.3 if toeval.random() < 0.7 else None
    gebeurd = status is Verzoekstatus.UITGEVOERD
    jaar = klaar.year
    return Verzoek(
        uuid(toeval),
        locatie,
        status,
        prioriteit,
        vraag,
        aanleiding,
        tegen,
        gevraagd,
        bevestigd,
        klaar.date() if bevestigd and gebeurd and toeval.random() < 0.5 else None,
        klaar,
        max(dag, klaar.astimezone(BRUSSEL).date() - timedelta(days=toeval.randrange(3))) if gebeurd else None,
        f"ZI-{jaar}-{toeval.randrange(100_000):05d}" if gebeurd else "",
    )


def _schrijf(bouw: Bouw, stroom: Stroom, v: Verzoek) -> Versies:
    """Write what stands about it elsewhere, and return the request with its past."""
    toeval = bouw.toeval(f"inspectie {v.sleutel}")
    door, locatie = v.locatie.volger(v.gevraagd), v.locatie
    afgesloten = locatie.volger(v.klaar) if v.klaar else None
    versie = 1 + (v.bevestigd is not None) + (v.klaar is not None)
    verzoek = Inspectieverzoek(
        id=v.sleutel,
        dossier_id=locatie.pk,
        vraag=v.vraag,
        aanleiding=v.aanleiding,
        prioriteit=str(v.prioriteit),
        tegen=v.tegen,
        status=str(v.status),
        gevraagd_door_id=door[0],
        gevraagd_op=v.gevraagd,
        bevestigd_op=v.bevestigd,
        gepland_op=v.gepland,
        bezocht_op=v.bezocht,
        verslagnummer=v.verslag,
        afgesloten_op=v.klaar,
        afgesloten_door_id=afgesloten[0] if afgesloten else None,
        intrekreden=redenen.niet_meer_nodig(toeval) if v.status is Verzoekstatus.INGETROKKEN else "",
        versie=versie,
    )
    _vertel(stroom, v)
    _zet_werk(stroom, v, afgesloten)
    _vraag_aandacht(bouw, stroom, v)
    eerder: list[tuple[datetime, dict[str, object]]] = []
    if v.klaar is not None:
        was = Verzoekstatus.BEVESTIGD if v.bevestigd else Verzoekstatus.GEVRAAGD
        eerder.append((v.klaar, {"status": str(was), "bezocht_op": None, "verslagnummer": "", "afgesloten_op": None}))
    if v.bevestigd is not None:
        eerder.append((v.bevestigd, {"status": str(Verzoekstatus.GEVRAAGD)}))
    return versies(verzoek, v.gevraagd, eerder)


def _vertel(stroom: Stroom, v: Verzoek) -> None:
    """Write the lines and the log of each step."""
    titel = f"Inspectie gevraagd: {v.prioriteit.label}, tegen {v.tegen:%d/%m/%Y}"
    _regel(stroom, v, SOORT, str(v.sleutel), titel, v.gevraagd, v.gevraagd, v.vraag)
    _log(stroom, gebeurtenissen.INSPECTIE_GEVRAAGD, v, v.gevraagd, Verzoekstatus.GEVRAAGD, 1)
    if v.bevestigd is not None:
        dag = f" voor {v.gepland:%d/%m/%Y}" if v.gepland else ""
        stap = f"{v.sleutel}:{Verzoekstatus.BEVESTIGD}"
        _regel(stroom, v, STAP, stap, f"Zorginspectie bevestigde het verzoek{dag}", v.bevestigd, v.bevestigd)
        _log(stroom, gebeurtenissen.INSPECTIE_BEVESTIGD, v, v.bevestigd, Verzoekstatus.BEVESTIGD, 2)
    if v.klaar is None:
        return
    versie = 2 + (v.bevestigd is not None)
    if v.bezocht is not None:
        langs = begin_van(v.bezocht)
        _regel(stroom, v, BEZOEK, f"{v.sleutel}:{v.status}", f"Zorginspectie ging langs (verslag {v.verslag})", langs, v.klaar)
        _log(stroom, gebeurtenissen.INSPECTIE_UITGEVOERD, v, v.klaar, v.status, versie)
    else:
        _regel(stroom, v, STAP, f"{v.sleutel}:{v.status}", "Inspectieverzoek ingetrokken", v.klaar, v.klaar)
        _log(stroom, gebeurtenissen.INSPECTIE_INGETROKKEN, v, v.klaar, v.status, versie)


def _regel(
    stroom: Stroom, v: Verzoek, soort: str, verwijzing: str, titel: str, op: datetime, bekend: datetime, kort: str = ""
) -> None:
    schrijf_regel(
        stroom,
        v.locatie.plek,
        soort=soort,
        verwijzing=verwijzing,
        titel=titel,
        kort=kort,
        op=op,
        bekend_sinds=bekend,
        door=v.locatie.volger(bekend),
        url=v.url,
    )


def _log(stroom: Stroom, wat: Gebeurtenis, v: Verzoek, op: datetime, status: Verzoekstatus, versie: int) -> None:
    door = None if wat is gebeurtenissen.INSPECTIE_TE_LAAT else v.locatie.volger(op)
    gegevens = {"inspectieverzoek": str(v.sleutel), "status": str(status), "versie": versie}
    stroom.log(wat, over=(Dossier, v.locatie.pk), door=door, op=op, gegevens=gegevens)


def _zet_werk(stroom: Stroom, v: Verzoek, afgesloten: Persoon | None) -> None:
    tegen, heel_dag = moment_van(v.tegen)
    stroom.rij(
        Werkregel,
        soort=werksoorten.INSPECTIE.code,
        verwijzing=str(v.sleutel),
        onderwerp_soort=soort_van(Dossier),
        onderwerp_id=str(v.locatie.pk),
        titel=inkorten(f"Inspectie gevraagd van {v.locatie.naam}", 200),
        url=v.url,
        # Open work went along with a hand-over.
        voor_id=(afgesloten or v.locatie.klantenbeheerder)[0],
        volgt_onderwerp=True,
        aard=str(Werkaard.WACHT),
        wacht_op=ZORGINSPECTIE,
        sinds=v.gevraagd,
        tegen=tegen,
        heel_dag=heel_dag,
        klaar_op=v.klaar,
        klaar_door_id=afgesloten[0] if afgesloten else None,
    )


def _vraag_aandacht(bouw: Bouw, stroom: Stroom, v: Verzoek) -> None:
    """Write from the night its term was over until it was closed, as the nightly look does."""
    laat = einde_van(v.tegen)
    if laat > (v.klaar or bouw.op):
        return
    stroom.rij(
        Aandacht,
        dossier_id=v.locatie.pk,
        soort=TE_LAAT,
        verwijzing=str(v.sleutel),
        reden=f"Inspectie gevraagd tegen {v.tegen:%d/%m/%Y}, nog niet gebeurd",
        ernst=str(Ernst.GEVAAR if v.prioriteit is Prioriteit.DRINGEND else Ernst.LET_OP),
        sinds=laat,
        tot=v.klaar,
        url=v.url,
    )
    toen = Verzoekstatus.BEVESTIGD if v.bevestigd and v.bevestigd < laat else Verzoekstatus.GEVRAAGD
    _log(stroom, gebeurtenissen.INSPECTIE_TE_LAAT, v, laat, toen, 2 if toen is Verzoekstatus.BEVESTIGD else 1)
