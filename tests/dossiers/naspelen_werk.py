"""What people wrote and planned in a generated world, done again through the actions: reports, promises, tasks, calls."""

from collections.abc import Callable
from dataclasses import fields
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import Model

from dossiers.actions import afspraken, beloften, telefoonbladen, verslag_nalezen, verslag_vast, verslagen
from dossiers.actions.afspraakgevolg import VELDEN
from dossiers.actions.afspraakgevolg import Plan as Afspraakplan
from dossiers.choices import Beloftestatus, Belover, Verslagstatus
from dossiers.models import (
    Addendum,
    Afspraak,
    AfspraakLocatie,
    Belofte,
    Deelversie,
    Opmerking,
    Organisator,
    Telefoonblad,
    Verslag,
    Verslagdeel,
    Verslagsjabloon,
)
from kern.actions import taken
from kern.models import Taak, Taakpunt

if TYPE_CHECKING:
    from tests.dossiers.naspelen import Plan

RIJEN: tuple[type[Model], ...] = (
    Verslag,
    Verslagdeel,
    Deelversie,
    Opmerking,
    Addendum,
    Belofte,
    Afspraak,
    AfspraakLocatie,
    Taak,
    Taakpunt,
    Telefoonblad,
)
Stap = tuple[datetime, Callable[[datetime], object]]
SLUIT: dict[str, Callable[..., Belofte]] = {
    Beloftestatus.GEHOUDEN: beloften.houd,
    Beloftestatus.GEBROKEN: beloften.breek,
    Beloftestatus.INGETROKKEN: beloften.trek_in,
}


def stappen(plan: "Plan") -> list[Stap]:
    """Return every step of the plan, each with its moment."""
    uit: list[Stap] = []
    for doe in (_verslagen, _beloften, _afspraken, _taken, _bladen):
        uit += doe(plan)
    return uit


# --- Reports and promises ----------------------------------------------------------------------------------------------------
def _verslagen(plan: "Plan") -> list[Stap]:
    uit: list[Stap] = []
    for rij in plan.rijen[Verslag]:
        uit.append((rij["begonnen_op"], partial(_begin, plan, rij)))
        for deel in plan.van(Verslagdeel, verslag_id=rij["id"]):
            uit += [
                (versie["op"], partial(_bewaar, plan, rij, deel, versie["tekst"]))
                for versie in plan.van(Deelversie, deel_id=deel["id"])
            ]
            if deel["gewijzigd_op"] is not None:
                uit.append((deel["gewijzigd_op"], partial(_bewaar, plan, rij, deel, deel["tekst"])))
            uit += [
                (opmerking["op"], partial(_merk_op, plan, rij, deel, opmerking))
                for opmerking in plan.van(Opmerking, deel_id=deel["id"])
            ]
        uit += [(rij[veld], partial(doe, plan, rij)) for veld, doe in STAPPEN.items() if rij[veld] is not None]
        uit += [(rij_["op"], partial(_vul_aan, plan, rij_)) for rij_ in plan.van(Addendum, verslag_id=rij["id"])]
    return uit


def _verslag(rij: dict[str, Any]) -> Verslag:
    return Verslag.objects.select_related("auteur", "dossier__organisator", "organisator").get(pk=rij["id"])


def _begin(plan: "Plan", rij: dict[str, Any], op: datetime) -> None:
    verslagen.begin_verslag(
        sleutel=rij["id"],
        over=plan.nu(rij["dossier_id"]),
        sjabloon=Verslagsjabloon.objects.filter(soort=rij["soort"]).latest("versie"),
        titel=rij["titel"],
        wanneer=rij["op"],
        met=rij["met"],
        door=plan.mensen[rij["auteur_id"]],
        op=op,
    )


def _bewaar(plan: "Plan", rij: dict[str, Any], deel: dict[str, Any], tekst: str, op: datetime) -> None:
    nu, door = Verslagdeel.objects.get(verslag=rij["id"], sleutel=deel["sleutel"]), plan.mensen[rij["auteur_id"]]
    verslagen.bewaar_deel(deel=nu, versie=nu.versie, tekst=tekst, door=door, op=op)


def _bied_aan(plan: "Plan", rij: dict[str, Any], op: datetime) -> None:
    lezer, door = plan.mensen[rij["lezer_id"]], plan.mensen[rij["auteur_id"]]
    verslag_nalezen.bied_aan(verslag=_verslag(rij), lezer=lezer, door=door, op=op)


def _merk_op(plan: "Plan", rij: dict[str, Any], deel: dict[str, Any], opmerking: dict[str, Any], op: datetime) -> None:
    verslag_nalezen.merk_op(
        sleutel=opmerking["id"],
        deel=Verslagdeel.objects.get(verslag=rij["id"], sleutel=deel["sleutel"]),
        citaat=opmerking["citaat"],
        tekst=opmerking["tekst"],
        door=plan.mensen[opmerking["door_id"]],
        op=op,
    )


def _lees_na(plan: "Plan", rij: dict[str, Any], op: datetime) -> None:
    verslag_nalezen.lees_na(verslag=_verslag(rij), door=plan.mensen[rij["lezer_id"]], op=op)


def _stel_vast(plan: "Plan", rij: dict[str, Any], op: datetime) -> None:
    if rij["vastgesteld_door_id"] is None:
        assert verslag_vast.stel_vanzelf_vast(op=op) == 1
    else:
        verslag_vast.stel_vast(verslag=_verslag(rij), door=plan.mensen[rij["vastgesteld_door_id"]], op=op)


def _verwerp(plan: "Plan", rij: dict[str, Any], op: datetime) -> None:
    door = plan.mensen[rij["verworpen_door_id"]]
    verslag_vast.verwerp(verslag=_verslag(rij), reden=rij["verwerpreden"], door=door, op=op)
    assert rij["status"] == Verslagstatus.VERWORPEN


def _vul_aan(plan: "Plan", addendum: dict[str, Any], op: datetime) -> None:
    verslag, door = _verslag({"id": addendum["verslag_id"]}), plan.mensen[addendum["door_id"]]
    verslag_vast.vul_aan(
        sleutel=addendum["id"], verslag=verslag, tekst=addendum["tekst"], reden=addendum["reden"], door=door, op=op
    )


STAPPEN = {"aangeboden_op": _bied_aan, "nagelezen_op": _lees_na, "vastgesteld_op": _stel_vast, "verworpen_op": _verwerp}


def _beloften(plan: "Plan") -> list[Stap]:
    uit: list[Stap] = []
    for rij in plan.rijen[Belofte]:
        uit.append((rij["gemaakt_op"], partial(_beloof, plan, rij)))
        if rij["afgesloten_op"] is not None:
            uit.append((rij["afgesloten_op"], partial(_sluit_belofte, plan, rij)))
    return uit


def _beloof(plan: "Plan", rij: dict[str, Any], op: datetime) -> None:
    velden = {"sleutel": rij["id"], "van": Belover(rij["van"]), "wat": rij["wat"], "tegen": rij["tegen"]}
    beloften.beloof(over=plan.nu(rij["dossier_id"]), door=plan.mensen[rij["gemaakt_door_id"]], op=op, **velden)


def _sluit_belofte(plan: "Plan", rij: dict[str, Any], op: datetime) -> None:
    belofte = Belofte.objects.select_related("dossier__organisator", "organisator", "voor").get(pk=rij["id"])
    SLUIT[rij["status"]](belofte=belofte, uitleg=rij["uitleg"], door=plan.mensen[rij["afgesloten_door_id"]], op=op)


# --- Appointments, tasks, calls ------------------------------------------------------------------------------------------------
def _afspraken(plan: "Plan") -> list[Stap]:
    return [(rij["gemaakt_op"], partial(_maak_afspraak, plan, rij)) for rij in plan.rijen[Afspraak]]


def _maak_afspraak(plan: "Plan", rij: dict[str, Any], op: datetime) -> None:
    dossiers = tuple(plan.nu(plek["dossier_id"]) for plek in plan.van(AfspraakLocatie, afspraak_id=rij["id"]))
    afspraken.maak_afspraak(
        sleutel=rij["id"],
        over=Organisator.objects.get(pk=dossiers[0].organisator_id),
        plan=Afspraakplan(**{veld: rij[veld] for veld in VELDEN}, dossiers=dossiers),
        eigenaar=plan.mensen[rij["eigenaar_id"]],
        door=plan.mensen[rij["gemaakt_door_id"]],
        op=op,
    )


def _taken(plan: "Plan") -> list[Stap]:
    uit: list[Stap] = []
    for rij in plan.rijen[Taak]:
        uit.append((rij["gegeven_op"], partial(_geef, plan, rij)))
        if rij["klaar_op"] is not None:
            uit.append((rij["klaar_op"], partial(_werk_af, plan, rij)))
    return uit


def _geef(plan: "Plan", rij: dict[str, Any], op: datetime) -> None:
    velden = {veld.name: rij[veld.name] for veld in fields(taken.Inhoud) if veld.name != "punten"}
    punten = tuple(punt["tekst"] for punt in plan.van(Taakpunt, taak_id=rij["id"]))
    taken.geef(
        sleutel=rij["id"],
        inhoud=taken.Inhoud(**velden, punten=punten),
        over=plan.nu(int(rij["onderwerp_id"])) if rij["onderwerp_id"] else None,
        voor=plan.mensen[rij["voor_id"]],
        door=plan.mensen[rij["gegeven_door_id"]],
        op=op,
    )


def _werk_af(plan: "Plan", rij: dict[str, Any], op: datetime) -> None:
    taken.werk_af(taak=Taak.objects.get(pk=rij["id"]), door=plan.mensen[rij["klaar_door_id"]], op=op, nota=rij["nota"])


def _bladen(plan: "Plan") -> list[Stap]:
    uit: list[Stap] = []
    for rij in plan.rijen[Telefoonblad]:
        uit.append((rij["begonnen_op"], partial(_schrijf_blad, plan, rij, 0)))
        if rij["klaar_op"] is None:
            uit += [
                (rij["gewijzigd_op"] - timedelta(seconds=rij["versie"] - versie), partial(_schrijf_blad, plan, rij, versie - 1))
                for versie in range(2, rij["versie"] + 1)
            ]
            continue
        uit.append((rij["klaar_op"], partial(_hang_op, plan, rij)))
        uit.append((rij["leeg_op"], lambda op: telefoonbladen.leeg_oude(op=op)))
    return uit


def _schrijf_blad(plan: "Plan", rij: dict[str, Any], versie: int, op: datetime) -> None:
    over = plan.nu(rij["dossier_id"]) if rij["dossier_id"] else None
    tekst = rij["tekst"] if versie + 1 == rij["versie"] else f"{rij['tekst']} {versie}"
    inhoud = telefoonbladen.Inhoud(tekst, rij["wie"], rij["nummer"], rij["richting"], over)
    telefoonbladen.bewaar_blad(sleutel=rij["id"], versie=versie, inhoud=inhoud, door=plan.mensen[rij["auteur_id"]], op=op)


def _hang_op(plan: "Plan", rij: dict[str, Any], op: datetime) -> None:
    blad = Telefoonblad.objects.get(pk=rij["id"])
    telefoonbladen.hang_op(blad=blad, wordt=[], reden="Verkeerd verbonden", door=plan.mensen[rij["auteur_id"]], op=op)
