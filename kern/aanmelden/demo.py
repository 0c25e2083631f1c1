"""The accounts of the demo: shown on its login page, refused by the start-up checks of production."""

from kern.models import Medewerker

WACHTWOORD = "demo"
GEBRUIKERSNAMEN = (
    "klantenbeheerder",
    "collega",
    "anderteam",
    "starter",
    "meldingen",
    "coordinator",
    "directie",
    "voorzitter",
    "arts",
    "expert",
    "psychopedagoog",
    "communicatie",
    "jurist",
    "boekhouder",
    "backoffice",
    "intersectoraal",
    "crisiscoordinator",
    "beller",
    "comite",
    "dpo",
    "beheerder",
)


def accounts() -> list[Medewerker]:
    """Return the demo accounts that exist, in the order in which people think of them."""
    gevonden = {m.username: m for m in Medewerker.objects.filter(username__in=GEBRUIKERSNAMEN, is_active=True)}
    return [gevonden[naam] for naam in GEBRUIKERSNAMEN if naam in gevonden]


def open_accounts() -> list[str]:
    """Return the user names that anybody can enter with the password of the demo."""
    return [medewerker.username for medewerker in accounts() if medewerker.check_password(WACHTWOORD)]
