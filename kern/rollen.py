"""Roles as plain data: which abilities a role gives, how far it looks, and whether the person works at the agency.

A right is a string `app.werkwoord`. Rights come from the person's own roles only: a substitute inherits scope and tasks,
never personal powers (ontwerp: rechten). A role tells *what* somebody may do, the team *where*.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from kern.choices import Rol


class Bereik(StrEnum):
    """How far the content (*inhoud*) of dossiers is open by role."""

    GEEN = "geen"  # only the card, and what one is invited to
    TEAM = "team"  # the dossiers of the own team and of the own organisatoren
    ALLES = "alles"  # every dossier


@dataclass(frozen=True)
class Rolgegevens:
    """What one role means."""

    bereik: Bereik = Bereik.GEEN
    rechten: frozenset[str] = field(default_factory=frozenset)
    intern: bool = True


def _rechten(*namen: str) -> frozenset[str]:
    return frozenset(namen)


# What every internal medewerker may do, whatever the role.
BASIS = _rechten(
    "dossiers.kaart",
    "dossiers.vraag_toegang",
    "dossiers.noodtoegang",
    "kern.nodig_uit",
    "kern.vervanging_eigen",
    "kern.agenda",
)

# Whoever answers the phone registers, for any location (domein W2): every role that works on locations. Not who only keeps the
# program (beheerder) or watches over it (dpo).
AAN_DE_TELEFOON = _rechten("dossiers.noteer_contact")

ROLLEN: dict[Rol, Rolgegevens] = {
    Rol.KLANTENBEHEERDER: Rolgegevens(
        Bereik.TEAM, AAN_DE_TELEFOON | _rechten("dossiers.schrijf", "dossiers.afgeschermd", "dossiers.maak")
    ),
    Rol.STARTER: Rolgegevens(Bereik.TEAM, AAN_DE_TELEFOON | _rechten("dossiers.schrijf", "dossiers.maak")),
    Rol.MELDINGEN: Rolgegevens(
        Bereik.ALLES, AAN_DE_TELEFOON | _rechten("dossiers.schrijf", "dossiers.afgeschermd", "dossiers.postvak")
    ),
    Rol.COORDINATOR: Rolgegevens(
        Bereik.TEAM,
        AAN_DE_TELEFOON
        | _rechten(
            "dossiers.schrijf",
            "dossiers.afgeschermd",
            "dossiers.beslis_toegang",
            "dossiers.logboek",
            "dossiers.verbeter",
            "dossiers.wijs_toe",
            "dossiers.verhoog_plaatsen",
            "dossiers.maak",
            "dossiers.beslis_aanvraag",
            "dossiers.postvak",
            "dossiers.sjablonen",
            "kern.vervanging_team",
            "kern.meters",
            "kern.wissen_aanvragen",
        ),
    ),
    Rol.DIRECTIE: Rolgegevens(rechten=AAN_DE_TELEFOON),
    Rol.VOORZITTER: Rolgegevens(rechten=AAN_DE_TELEFOON),
    Rol.ARTS: Rolgegevens(rechten=AAN_DE_TELEFOON),
    Rol.EXPERT: Rolgegevens(rechten=AAN_DE_TELEFOON),
    Rol.PSYCHOPEDAGOOG: Rolgegevens(rechten=AAN_DE_TELEFOON),
    Rol.COMMUNICATIE: Rolgegevens(rechten=AAN_DE_TELEFOON),
    Rol.JURIST: Rolgegevens(rechten=AAN_DE_TELEFOON),
    Rol.BOEKHOUDER: Rolgegevens(rechten=AAN_DE_TELEFOON),
    Rol.BACKOFFICE: Rolgegevens(
        rechten=AAN_DE_TELEFOON | _rechten("dossiers.importeer", "dossiers.maak", "dossiers.postvak", "kern.outbox")
    ),
    Rol.INTERSECTORAAL: Rolgegevens(rechten=AAN_DE_TELEFOON),
    Rol.CRISISCOORDINATOR: Rolgegevens(rechten=AAN_DE_TELEFOON),
    Rol.BELLER: Rolgegevens(intern=False),
    Rol.COMITE: Rolgegevens(intern=False),
    Rol.DPO: Rolgegevens(rechten=_rechten("kern.logboek", "kern.wissen_aanvragen", "kern.wissen_bevestigen")),
    Rol.BEHEERDER: Rolgegevens(rechten=_rechten("kern.medewerkers", "kern.termijnregels", "kern.outbox", "dossiers.sjablonen")),
}


def rechten_van(rollen: list[str]) -> frozenset[str]:
    """Return every right that *rollen* (values of `Rol`) give together."""
    gegevens = [ROLLEN[Rol(rol)] for rol in rollen]
    basis = BASIS if any(g.intern for g in gegevens) else frozenset()
    return basis.union(*(g.rechten for g in gegevens))


def bereik_van(rollen: list[str]) -> Bereik:
    """Return the widest scope that *rollen* give."""
    bereiken = {ROLLEN[Rol(rol)].bereik for rol in rollen}
    for bereik in (Bereik.ALLES, Bereik.TEAM):
        if bereik in bereiken:
            return bereik
    return Bereik.GEEN


def rollen_met(recht: str) -> list[Rol]:
    """Return the roles that give *recht*."""
    return [rol for rol in ROLLEN if recht in rechten_van([rol])]
