"""The colleagues: six teams with their klantenbeheerders, starters and coordinators, and those who work for all of Flanders."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from kern import gebeurtenissen
from kern.choices import Dagdeel, Rol
from kern.generator import namen
from kern.generator.bouw import Bouw
from kern.generator.bulk import Versies
from kern.generator.stroom import Persoon
from kern.models import Medewerker, Meterschap, Team
from kern.tekst import sorteersleutel

# Klantenbeheerders per team at ×1, by the places in the province (domein §7: 25, 21, 17, 16, 9 and 7 thousand): 60.
KLANTENBEHEERDERS = {
    "antwerpen": 16,
    "oost-vlaanderen": 13,
    "west-vlaanderen": 11,
    "vlaams-brabant": 10,
    "limburg": 6,
    "brussel": 4,
}
# How many work for all of Flanders at ×1.
CENTRAAL = {
    Rol.MELDINGEN: 12,
    Rol.BACKOFFICE: 3,
    Rol.JURIST: 3,
    Rol.INTERSECTORAAL: 3,
    Rol.EXPERT: 2,
    Rol.PSYCHOPEDAGOOG: 2,
    Rol.ARTS: 1,
    Rol.BOEKHOUDER: 1,
    Rol.COMMUNICATIE: 1,
    Rol.CRISISCOORDINATOR: 1,
    Rol.VOORZITTER: 1,
    Rol.DIRECTIE: 1,
}
EXPERTISES = ["gezinsopvang", "overbezetting", "veilig slapen", "pedagogie", "verpleegkunde", "eigen crèche gehad", "media"]


GEGENEREERD = r"\.f[0-9]+$"  # how the user name of a generated colleague ends (`_medewerker`); nobody types such a one


@dataclass
class Ploeg:
    """The people of the generated world, for later parts: by team, and those without one by role."""

    teams: dict[str, int]
    klantenbeheerders: dict[str, list[Persoon]]
    starters: dict[str, list[Persoon]]
    coordinatoren: dict[str, list[Persoon]]
    centraal: dict[Rol, list[Persoon]]
    begonnen: dict[int, datetime]  # when each starter came


def maak_mensen(bouw: Bouw) -> None:
    """Make everybody, in service since the beginning of the history; the starters since a few months."""
    teams = dict(Team.objects.values_list("code", "pk"))
    plan: list[tuple[Rol, str | None]] = []
    for team, aantal in KLANTENBEHEERDERS.items():
        plan += [(Rol.KLANTENBEHEERDER, team)] * bouw.maal(aantal)
        plan += [(Rol.COORDINATOR, team), (Rol.STARTER, team)] * bouw.maal(1)
    for centrale_rol, aantal in CENTRAAL.items():
        plan += [(centrale_rol, None)] * bouw.maal(aantal)
    per_team: list[dict[str, list[Persoon]]] = [{team: [] for team in KLANTENBEHEERDERS} for _ in range(3)]
    ploeg = Ploeg(teams, per_team[0], per_team[1], per_team[2], {rol: [] for rol in CENTRAAL}, {})
    toeval = bouw.toeval("mensen")
    mensen = []
    with bouw.stroom("mensen") as stroom:
        for volg, (pk, (rol, code)) in enumerate(zip(bouw.nummers(Medewerker, len(plan)), plan, strict=True), start=1):
            wie = _medewerker(bouw, pk, volg, rol, teams[code] if code else None)
            begin = bouw.op - timedelta(days=toeval.randrange(40, 200)) if rol is Rol.STARTER else bouw.begin
            mensen.append(Versies([begin], [wie]))
            if rol is Rol.STARTER:
                ploeg.begonnen[pk] = begin
            stroom.log(
                gebeurtenissen.MEDEWERKER_GEMAAKT,
                over=(Medewerker, pk),
                door=None,
                op=begin,
                gegevens={"rollen": [str(rol)], "team": code},
            )
            persoon = (pk, wie.naam)
            if code is None:
                ploeg.centraal[rol].append(persoon)
            else:
                bij = {Rol.KLANTENBEHEERDER: ploeg.klantenbeheerders, Rol.STARTER: ploeg.starters}
                bij.get(rol, ploeg.coordinatoren)[code].append(persoon)
    bouw.schrijf_met_verleden(Medewerker, mensen)
    bouw.bewaar(ploeg)


def maak_meters(bouw: Bouw) -> None:
    """Give each starter a meter of the same team, for the first half year."""
    ploeg = bouw.van(Ploeg)
    starters = [(team, starter) for team, starters in ploeg.starters.items() for starter in starters]
    with bouw.stroom("meters") as stroom:
        for nummer, (team, starter) in zip(bouw.nummers(Meterschap, len(starters)), starters, strict=True):
            meter = bouw.toeval(f"meter {starter[0]}").choice(ploeg.klantenbeheerders[team])
            begin = ploeg.begonnen[starter[0]] + timedelta(days=1, hours=10)
            vanaf = begin.date()
            tot = vanaf + timedelta(days=182)
            stroom.rij(Meterschap, id=nummer, meter_id=meter[0], starter_id=starter[0], vanaf=vanaf, tot=tot)
            stroom.log(
                gebeurtenissen.METERSCHAP_GEKOPPELD,
                over=(Medewerker, starter[0]),
                door=ploeg.coordinatoren[team][0],
                op=begin,
                gegevens={"meterschap": nummer, "meter": meter[0], "vanaf": str(vanaf), "tot": str(tot)},
            )


def _medewerker(bouw: Bouw, pk: int, volg: int, rol: Rol, team: int | None) -> Medewerker:
    toeval = bouw.toeval(f"medewerker {volg}")
    voornaam, familienaam = namen.naam(toeval)
    # The number keeps two people of one name apart and shows that nobody typed this account.
    username = f"{sorteersleutel(f'{voornaam} {familienaam}').replace(' ', '.')}.f{volg}"
    vrij = toeval.choice([Dagdeel.WO_NM, Dagdeel.VR_NM, Dagdeel.MA_VM, None, None, None])
    wie = Medewerker(
        pk=pk,
        username=username,
        email=f"{username}@fictief.example",
        voornaam=voornaam,
        familienaam=familienaam,
        telefoon=namen.telefoon(toeval),
        rollen=[str(rol)],
        team_id=team,
        expertises=sorted(toeval.sample(EXPERTISES, toeval.choice([0, 0, 1, 1, 2]))),
        werkpatroon=[str(deel) for deel in Dagdeel if deel != vrij],
        password="!",  # noqa: S106 no password opens it; a real one is asked with a sign-in link
    )
    wie.clean()
    return wie
