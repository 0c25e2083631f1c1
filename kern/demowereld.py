"""The people of the demo: one account per role, and the colleagues around them. All of them are invented.

Each app may have a `demowereld.py` with `NAAM`, `is_gevuld()` and `vul(op=…)`; `manage.py vul_demowereld` runs them from the
lowest app to the highest, each in one transaction.
"""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password

from kern.aanmelden.demo import GEBRUIKERSNAMEN, WACHTWOORD
from kern.actions.mensen import maak_medewerker, registreer_vervanging
from kern.choices import Dagdeel, Rol
from kern.generator.verleden import gebeurd_op
from kern.models import Medewerker, Team
from kern.tijd import BRUSSEL

NAAM = "mensen"

IN_DIENST, STARTER_SINDS = timedelta(days=1200), timedelta(days=60)
ANTWERPEN, OOST_VLAANDEREN = "antwerpen", "oost-vlaanderen"

# User name, first name, family name, role, team, expertises.
ACCOUNTS: list[tuple[str, str, str, Rol, str | None, list[str]]] = [
    ("klantenbeheerder", "Annelies", "Verstraete", Rol.KLANTENBEHEERDER, ANTWERPEN, ["eigen crèche gehad"]),
    ("collega", "Bilal", "Haddou", Rol.KLANTENBEHEERDER, ANTWERPEN, ["verpleegkunde"]),
    ("anderteam", "Griet", "Vanhoutte", Rol.KLANTENBEHEERDER, OOST_VLAANDEREN, ["pedagogie"]),
    ("starter", "Jonas", "Lemmens", Rol.STARTER, ANTWERPEN, []),
    ("meldingen", "Nadia", "Claeys", Rol.MELDINGEN, None, ["gesprekken met ouders"]),
    ("coordinator", "Katrien", "De Backer", Rol.COORDINATOR, ANTWERPEN, ["overbezetting"]),
    ("directie", "Filip", "Roosens", Rol.DIRECTIE, None, []),
    ("voorzitter", "Marleen", "Thijs", Rol.VOORZITTER, None, []),
    ("arts", "Sofie", "Van Damme", Rol.ARTS, None, ["kindergeneeskunde"]),
    ("expert", "Tom", "Segers", Rol.EXPERT, None, ["veilig slapen"]),
    ("psychopedagoog", "Ine", "Bogaerts", Rol.PSYCHOPEDAGOOG, None, ["hechting"]),
    ("communicatie", "Wout", "Desmet", Rol.COMMUNICATIE, None, ["media"]),
    ("jurist", "Elif", "Yilmaz", Rol.JURIST, None, ["bestuursrecht"]),
    ("boekhouder", "Rudi", "Pauwels", Rol.BOEKHOUDER, None, ["jaarrekeningen"]),
    ("backoffice", "Carine", "Smeets", Rol.BACKOFFICE, None, []),
    ("intersectoraal", "Youssef", "Amrani", Rol.INTERSECTORAAL, None, ["lokale besturen"]),
    ("crisiscoordinator", "Hilde", "Nys", Rol.CRISISCOORDINATOR, None, []),
    ("beller", "Lotte", "Jacobs", Rol.BELLER, None, []),
    ("comite", "Paul", "Wauters", Rol.COMITE, None, []),
    ("dpo", "Ilse", "Hermans", Rol.DPO, None, []),
    ("beheerder", "Koen", "Mertens", Rol.BEHEERDER, None, []),
]

# Colleagues who work in the demo without an account to enter with.
COLLEGAS: list[tuple[str, str, str, Rol, str | None, list[str]]] = [
    ("lieve.maes", "Lieve", "Maes", Rol.KLANTENBEHEERDER, ANTWERPEN, ["gezinsopvang"]),
    ("stef.coppens", "Stef", "Coppens", Rol.KLANTENBEHEERDER, OOST_VLAANDEREN, ["infrastructuur"]),
    ("miet.dhaene", "Miet", "D’haene", Rol.COORDINATOR, OOST_VLAANDEREN, []),
]


def is_gevuld() -> bool:
    """Return whether the people are there."""
    return Medewerker.objects.filter(username=GEBRUIKERSNAMEN[-1]).exists()


def vul(*, op: datetime) -> None:
    """Make the people, and let Annelies stand in for Lieve these two weeks."""
    for pas, sinds in ((False, op - IN_DIENST), (True, op - STARTER_SINDS)):
        with gebeurd_op(sinds):
            _maak_mensen(sinds, pas=pas)
    # One hash for all: twenty would be most of the waiting time of the first start.
    Medewerker.objects.filter(username__in=GEBRUIKERSNAMEN).update(password=make_password(WACHTWOORD))
    vandaag = op.astimezone(BRUSSEL).date()
    lieve, annelies = Medewerker.objects.get(username="lieve.maes"), Medewerker.objects.get(username="klantenbeheerder")
    registreer_vervanging(
        afwezige=lieve,
        vervanger=annelies,
        vanaf=vandaag - timedelta(days=2),
        tot=vandaag + timedelta(days=11),
        door=lieve,
        op=op - timedelta(days=3),
    )


def _maak_mensen(op: datetime, *, pas: bool) -> None:
    """Make who works here for years, or with *pas* who just started."""
    teams = {team.code: team for team in Team.objects.all()}
    for nummer, (username, voornaam, familienaam, rol, team, expertises) in enumerate([*ACCOUNTS, *COLLEGAS], start=1):
        if (rol is Rol.STARTER) != pas:
            continue
        maak_medewerker(
            username=username,
            email=f"{username}@opgroeien.example",
            voornaam=voornaam,
            familienaam=familienaam,
            rollen=[rol],
            team=teams[team] if team else None,
            expertises=expertises,
            # Somebody who does not work on Wednesday afternoon, so that availability has something to say.
            werkpatroon=[d for d in Dagdeel if username != "collega" or d != Dagdeel.WO_NM],
            telefoon=f"0470 00 01 {nummer:02d}",
            door=None,
            op=op,
        )
