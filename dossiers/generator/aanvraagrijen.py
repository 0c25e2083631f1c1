"""One request of the plan as rows: fields, lines, work and log, as the steps of `actions.aanvragen` write them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from dossiers import gebeurtenissen, werksoorten
from dossiers.actions.aanvragen import SOORT, kort_van
from dossiers.choices import Aanvraagsoort, Aanvraagstatus, Adviessoort, Opvangtype
from dossiers.generator import redenen
from dossiers.generator.netwerk import Locatie, Uitbater
from dossiers.generator.regels import Plek, schrijf_regel
from dossiers.models import Aanvraag, Dossier, Organisator
from kern.adres import adres
from kern.choices import Rol
from kern.gebeurtenissen import Gebeurtenis
from kern.generator.bouw import Bouw
from kern.generator.mensen import Ploeg
from kern.generator.stroom import Persoon, Stroom
from kern.logboek import soort_van
from kern.models import Werkregel

_GEBEURTENIS: dict[Aanvraagstatus, Gebeurtenis] = {
    Aanvraagstatus.INGEDIEND: gebeurtenissen.AANVRAAG_INGEDIEND,
    Aanvraagstatus.NAGEGAAN: gebeurtenissen.AANVRAAG_NAGEGAAN,
    Aanvraagstatus.GEADVISEERD: gebeurtenissen.AANVRAAG_GEADVISEERD,
    Aanvraagstatus.NAGELEZEN: gebeurtenissen.AANVRAAG_NAGELEZEN,
    Aanvraagstatus.AANVAARD: gebeurtenissen.AANVRAAG_AANVAARD,
    Aanvraagstatus.GEWEIGERD: gebeurtenissen.AANVRAAG_GEWEIGERD,
    Aanvraagstatus.INGETROKKEN: gebeurtenissen.AANVRAAG_INGETROKKEN,
}
_WAT = {
    Aanvraagstatus.INGEDIEND: "antecedenten nagaan",
    Aanvraagstatus.NAGEGAAN: "advies geven",
    Aanvraagstatus.GEADVISEERD: "advies nalezen",
    Aanvraagstatus.NAGELEZEN: "beslissen",
}


@dataclass(frozen=True)
class Adres:
    """Where the care will be."""

    naam: str
    type: Opvangtype
    straat: str
    huisnummer: str
    postcode: str
    gemeente: str


@dataclass(frozen=True)
class Plan:
    """One request: who asks what, and each state it had with when it came there and by whom."""

    sleutel: UUID
    soort: Aanvraagsoort
    uitbater: Uitbater
    dossier: Locatie | None
    plek: Adres | None
    plaatsen: int | None
    gewenst: date
    team: str
    stappen: list[tuple[Aanvraagstatus, datetime, Persoon]] = field(default_factory=list)
    resultaat: Locatie | None = None

    @property
    def status(self) -> Aanvraagstatus:
        """How it stands now."""
        return self.stappen[-1][0]

    def volger(self, op: datetime) -> Persoon:
        """Return who followed what it is about."""
        return self.dossier.volger(op) if self.dossier else self.uitbater.vaste_op(op)


def schrijf(bouw: Bouw, stroom: Stroom, plan: Plan) -> None:
    """Write one request."""
    rij = _velden(bouw, plan)
    stroom.rij(Aanvraag, **rij)
    over: tuple[type[Dossier | Organisator], int]
    over = (Dossier, plan.dossier.pk) if plan.dossier else (Organisator, plan.uitbater.pk)
    for status, op, door in plan.stappen:
        gegevens: dict[str, object] = {"ondanks": []} if status is Aanvraagstatus.AANVAARD else {}
        if status is Aanvraagstatus.INGEDIEND:
            gegevens = {"soort": str(plan.soort), "gelijkend": []}
        stroom.log(_GEBEURTENIS[status], over=(Aanvraag, str(plan.sleutel)), door=door, op=op, gegevens=gegevens)
        stroom.log(_GEBEURTENIS[status], over=over, door=door, op=op, gegevens={"aanvraag": str(plan.sleutel)})
    _zet_op_tijdlijn(stroom, plan, kort_van(Aanvraag(**rij)))
    _zet_werk(bouw, stroom, plan, over)


def _velden(bouw: Bouw, plan: Plan) -> dict[str, Any]:
    toeval, stap = bouw.toeval(f"woorden {plan.sleutel}"), {status: (op, door) for status, op, door in plan.stappen}
    ingediend_op, ingediend_door = stap[Aanvraagstatus.INGEDIEND]
    velden: dict[str, Any] = {
        "id": plan.sleutel,
        "soort": str(plan.soort),
        "organisator_id": plan.uitbater.pk,
        "dossier_id": plan.dossier.pk if plan.dossier else None,
        "team_id": bouw.van(Ploeg).teams[plan.team],
        "plaatsen": plan.plaatsen,
        "gewenst_vanaf": plan.gewenst,
        "toelichting": redenen.toelichting(toeval),
        "ingediend_door_id": ingediend_door[0],
        "ingediend_op": ingediend_op,
        "status": str(plan.status),
        "resultaat_id": plan.resultaat.pk if plan.resultaat else None,
    }
    if plan.plek is not None:
        velden |= {**vars(plan.plek), "type": str(plan.plek.type)}
    if Aanvraagstatus.NAGEGAAN in stap:
        op, door = stap[Aanvraagstatus.NAGEGAAN]
        velden |= {"gevonden": ["Niets gevonden."], "antecedenten": redenen.antecedenten(toeval)}
        velden |= {"antecedenten_door_id": door[0], "antecedenten_op": op}
    if Aanvraagstatus.GEADVISEERD in stap:
        op, door = stap[Aanvraagstatus.GEADVISEERD]
        kansen = [1, 2, 7] if plan.status is Aanvraagstatus.GEWEIGERD else [7, 3, 0]
        advies = str(toeval.choices(list(Adviessoort), kansen)[0])
        velden |= {"advies": advies, "advies_tekst": redenen.advies(advies, toeval)}
        velden |= {"advies_door_id": door[0], "advies_op": op}
    if Aanvraagstatus.NAGELEZEN in stap:
        op, door = stap[Aanvraagstatus.NAGELEZEN]
        velden |= {"nalezing": redenen.nalezing(toeval), "nagelezen_door_id": door[0], "nagelezen_op": op}
    if plan.status not in _WAT:
        status, op, door = plan.stappen[-1]
        velden |= {"beslissing": redenen.beslissing(str(status), toeval), "beslist_door_id": door[0], "beslist_op": op}
    return velden


def _zet_op_tijdlijn(stroom: Stroom, plan: Plan, kort: str) -> None:
    plek = plan.dossier.plek if plan.dossier else Plek(None, plan.uitbater.pk)
    (_, ingediend, indiener), (status, besloten, beslisser) = plan.stappen[0], plan.stappen[-1]
    klaar = status not in _WAT
    keren: list[tuple[str, datetime, Persoon, datetime | None]] = [
        (f"Aanvraag: {plan.soort.label}", ingediend, indiener, besloten if klaar else None)
    ]
    if klaar:
        keren.append((f"Aanvraag {plan.soort.label}: {status.label}", besloten, beslisser, None))
    for titel, op, door, vervallen_op in keren:
        schrijf_regel(
            stroom,
            plek,
            soort=SOORT,
            verwijzing=str(plan.sleutel),
            titel=titel,
            kort=kort,
            op=op,
            vervallen_op=vervallen_op,
            door=door,
            url=adres("dossiers:aanvraag", plan.sleutel),
        )


def _zet_werk(bouw: Bouw, stroom: Stroom, plan: Plan, over: tuple[type[Dossier | Organisator], int]) -> None:
    """Write the row of each step that was or is somebody's to take; the next step closed it."""
    adviseur = next((door for status, _, door in plan.stappen if status is Aanvraagstatus.GEADVISEERD), None)
    team = bouw.van(Ploeg).teams[plan.team]
    for nummer, (status, op, _door) in enumerate(plan.stappen):
        if status not in _WAT:
            continue
        volgende = plan.stappen[nummer + 1] if nummer + 1 < len(plan.stappen) else None
        wie: dict[str, Any] = {"rol": str(Rol.COORDINATOR), "team_id": team}
        if status in (Aanvraagstatus.INGEDIEND, Aanvraagstatus.NAGEGAAN):
            wie = {"voor_id": plan.volger(volgende[1] if volgende else bouw.op)[0], "volgt_onderwerp": True}
        elif status is Aanvraagstatus.GEADVISEERD:
            wie |= {"rol": str(Rol.KLANTENBEHEERDER), "niet_voor_id": adviseur[0] if adviseur else None}
        stroom.rij(
            Werkregel,
            soort=werksoorten.AANVRAAG.code,
            verwijzing=str(plan.sleutel),
            onderwerp_soort=soort_van(over[0]),
            onderwerp_id=str(over[1]),
            titel=f"Aanvraag tot {plan.soort.label}: {_WAT[status]}",
            url=adres("dossiers:aanvraag", plan.sleutel),
            sinds=op,
            klaar_op=volgende[1] if volgende else None,
            klaar_door_id=volgende[2][0] if volgende else None,
            **wie,
        )
