"""Names of invented crèches, organisatoren and streets: put together so that they sound as in Flanders, look-alikes included."""

import csv
import random
from pathlib import Path

from kern.generator import namen

# One, its diminutive, and several: "’t Bengeltje" and "De Bengeltjes" are two locations, as they were in the same week (W15).
with (Path(__file__).parent / "woorden.csv").open(encoding="utf-8", newline="") as _bestand:
    WOORDEN = [(rij["een"], rij["klein"], rij["veel"]) for rij in csv.DictReader(_bestand)]
KLEUREN = ("Blauwe", "Gele", "Gouden", "Groene", "Kleine", "Lieve", "Rode", "Vrolijke", "Wakkere", "Witte", "Zachte", "Zilveren")
NETWERK = (
    "Kinderkans",
    "Kinderwijs",
    "Speelhart",
    "Samenspel",
    "Zonneland",
    "Wolkenrijk",
    "Kiemkracht",
    "Stapstap",
    "Hartewens",
    "Groeikans",
    "Kinderrijk",
    "Nestwarm",
)
STRATEN = (  # none of them exists: whoever reads an address knows that it is invented
    "Verzonnenstraat",
    "Voorbeeldlaan",
    "Fictieve Weg",
    "Denkbeeldstraat",
    "Sprookjesdreef",
    "Luchtkasteellaan",
    "Nergensstraat",
    "Proefplein",
    "Bedachtstraat",
    "Dromenlaan",
    "Verbeeldingsweg",
    "Fabelstraat",
    "Testdreef",
    "Modelstraat",
    "Spiegelbeeldlaan",
    "Nooitgebouwdstraat",
)


def locatienaam(toeval: random.Random) -> str:
    """Return the name of a group care."""
    een, klein, veel = toeval.choice(WOORDEN)
    ander = toeval.choice(WOORDEN)[2]
    vormen = (
        lambda: f"De {veel}",
        lambda: f"De {veel}",
        lambda: f"’t {klein}",
        lambda: f"’t {klein}",
        lambda: f"Het {klein}",
        lambda: f"De {toeval.choice(KLEUREN)} {een}",
        lambda: f"Kinderdagverblijf {veel}",
        lambda: f"Kinderopvang ’t {klein}",
        lambda: f"{een}- en {ander[0].lower()}{ander[1:]}" if len(een) < 7 else f"{een} & Co",
        lambda: f"{veel} en {ander}",
        lambda: f"Crèche {een}",
        lambda: f"Mini{een.lower()}",
        lambda: f"Peuter{klein.lower()}",
        lambda: f"{een}land",
        lambda: f"{een}huis",
        lambda: f"Klein {een}",
    )
    return toeval.choice(vormen)()


def lijkt_op(naam: str, toeval: random.Random) -> str:
    """Return another name that somebody could take for *naam* ("’t Bengeltje" for "De Bengeltjes")."""
    for een, klein, veel in WOORDEN:
        if veel in naam:
            return toeval.choice([f"’t {klein}", f"Het {klein}", f"{veel} 2"])
        if klein in naam:
            return toeval.choice([f"De {veel}", f"{klein} & Co", f"’t {klein}ke" if not klein.endswith("ke") else f"De {veel}"])
        if een in naam:
            return toeval.choice([f"De {veel}", f"’t {klein}"])
    return locatienaam(toeval)


def bij_iemand_thuis(voornaam: str, familienaam: str, toeval: random.Random) -> str:
    """Return the name of care in somebody's home."""
    een, klein, veel = toeval.choice(WOORDEN)
    return toeval.choice(
        (
            f"Bij {voornaam}",
            f"Onthaalouder {voornaam} {familienaam}",
            f"{voornaam}’s {klein.lower()}",
            f"De {veel} van {voornaam}",
            f"{voornaam} {familienaam}",
            f"’t {klein} van {voornaam}",
            f"Huisje {een}",
        )
    )


def organisatornaam(rechtsvorm: str, locatie: str, gemeente: str, toeval: random.Random) -> str:
    """Return the name of an organisator that is no natural person; *locatie* is its first crèche."""
    kort = locatie.removeprefix("De ").removeprefix("’t ").removeprefix("Het ").removeprefix("Kinderdagverblijf ")
    match rechtsvorm:
        case "lokaal":
            return toeval.choice([f"Gemeente {gemeente}", f"OCMW {gemeente}", f"Stadsbestuur {gemeente}", f"AGB {gemeente}"])
        case "netwerk":
            return f"{toeval.choice(NETWERK)} {toeval.choice([gemeente, kort, 'Opvang', 'Gezin', 'Kinderopvang'])} vzw"
        case "feitelijk":
            return f"Samenwerking {kort}"
    return f"{toeval.choice([kort, locatie, f'Opvang {kort}', f'{kort} {gemeente}'])} {rechtsvorm}"


def persoon(toeval: random.Random) -> tuple[str, str]:
    """Return a first and family name."""
    return namen.naam(toeval)


def adres(toeval: random.Random) -> tuple[str, str]:
    """Return a street that does not exist, and a number."""
    return toeval.choice(STRATEN), str(toeval.randrange(1, 240))


def mailadres(naam: str, volg: int) -> str:
    """Return a mail address in a domain that never exists."""
    woord = "".join(teken for teken in naam.casefold() if teken.isascii() and teken.isalnum())[:24] or "opvang"
    return f"{woord}.{volg}@fictief.example"
