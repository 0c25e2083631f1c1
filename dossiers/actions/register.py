"""Taking over locations from a register: idempotent on source and source number, all or nothing, every row in the log."""

from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from dossiers import gebeurtenissen
from dossiers.actions.dossiers import maak_dossier
from dossiers.actions.organisatoren import maak_organisator
from dossiers.choices import Opvangtype
from dossiers.gemeenten import refnis_van
from dossiers.models import Dossier, Organisator
from dossiers.nummers import voorlopig_nummer
from dossiers.register.poi import Inlezing, Locatie, Rijfout
from kern import logboek
from kern.models import Medewerker, Team

VELDEN = ("naam", "straat", "huisnummer", "postcode", "gemeente")


@dataclass
class Overname:
    """What an import did, or would do (*proef*)."""

    nieuw: int = 0
    bijgewerkt: int = 0
    ongewijzigd: int = 0
    organisatoren: int = 0
    fouten: list[Rijfout] = field(default_factory=list)


@transaction.atomic
def neem_over(
    *, inlezing: Inlezing, bron: str, type: Opvangtype, door: Medewerker | None, op: datetime, proef: bool = False
) -> Overname:
    """Write the good rows of *inlezing*; a second time nothing changes. With *proef* everything is tried and taken back.

    A location known by source and number keeps its dossier and follows the register in name and address. New locations with
    the same name in the same source belong to one organisator.
    """
    uit = Overname(fouten=list(inlezing.fouten))
    teams = {team.code: team for team in Team.objects.all()}
    bekend = {d.bronnummer: d for d in Dossier.objects.filter(bron=bron).select_related("organisator")}
    per_naam = {o.naam: o for o in Organisator.objects.filter(bron=bron).order_by("-pk")}
    for locatie in inlezing.locaties:
        dossier = bekend.get(locatie.bronnummer)
        try:
            with transaction.atomic():
                if dossier is not None:
                    if _werk_bij(dossier, locatie, door=door, op=op):
                        uit.bijgewerkt += 1
                    else:
                        uit.ongewijzigd += 1
                    continue
                organisator = per_naam.get(locatie.naam)
                if organisator is None:
                    organisator = _organisator(locatie, bron, door=door, op=op)
                _dossier(locatie, organisator, bron, type, teams[locatie.team], door=door, op=op)
        except ValidationError as fout:
            uit.fouten.append(Rijfout(locatie.regel, "rij", " ".join(fout.messages)))
            continue
        uit.nieuw += 1
        uit.organisatoren += locatie.naam not in per_naam
        per_naam[locatie.naam] = organisator
    uit.fouten.sort(key=lambda fout: fout.regel)
    if proef:
        transaction.set_rollback(True)
    return uit


def _organisator(locatie: Locatie, bron: str, *, door: Medewerker | None, op: datetime) -> Organisator:
    return maak_organisator(
        nummer=voorlopig_nummer(bron, locatie.bronnummer),
        naam=locatie.naam,
        bron=bron,
        bronnummer=locatie.bronnummer,
        door=door,
        op=op,
    )


def _dossier(
    locatie: Locatie,
    organisator: Organisator,
    bron: str,
    type: Opvangtype,
    team: Team,
    *,
    door: Medewerker | None,
    op: datetime,
) -> Dossier:
    dossier = maak_dossier(
        dossiernummer=voorlopig_nummer(bron, locatie.bronnummer),
        naam=locatie.naam,
        organisator=organisator,
        team=team,
        type=type,
        straat=locatie.straat,
        huisnummer=locatie.huisnummer,
        postcode=locatie.postcode,
        gemeente=locatie.gemeente,
        bron=bron,
        bronnummer=locatie.bronnummer,
        door=door,
        op=op,
    )
    logboek.schrijf(gebeurtenissen.REGISTER_OVERGENOMEN, over=dossier, door=door, op=op, gegevens={"bron": bron})
    return dossier


def _werk_bij(dossier: Dossier, locatie: Locatie, *, door: Medewerker | None, op: datetime) -> bool:
    gewijzigd = [veld for veld in VELDEN if getattr(dossier, veld) != getattr(locatie, veld)]
    if not gewijzigd:
        return False
    for veld in gewijzigd:
        setattr(dossier, veld, getattr(locatie, veld))
    dossier.refnis = refnis_van(dossier.postcode, dossier.gemeente)
    dossier.full_clean()
    dossier.save(update_fields=[*gewijzigd, "sorteersleutel", "refnis"])
    logboek.schrijf(
        gebeurtenissen.DOSSIER_BIJGEWERKT, over=dossier, door=door, op=op, gegevens={"velden": gewijzigd, "bron": dossier.bron}
    )
    return True
