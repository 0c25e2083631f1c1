"""The worlds that are measured: the generator's fictitious Flanders, one database per size on the same servers."""

import os
import random
import resource
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import dj_database_url
import psycopg
from django.db import connections
from django.db.models import Count, QuerySet
from django.utils import timezone

from dossiers.choices import Verslagstatus
from dossiers.models import Afspraak, Belofte, Betrokkene, Dossier, Organisator, Postbericht, Tijdlijnregel, Verslag
from dossiers.postkeuzes import Poststatus
from kern.actions.mensen import registreer_vervanging
from kern.choices import Rol as Functie
from kern.choices import Taakstatus
from kern.models import Medewerker, Taak, Vervanging
from kern.tijd import BRUSSEL
from opgroeien.embedded import Rol, Servers

CHECKOUT = Path(__file__).resolve().parent.parent
LANG = 400  # lines on a timeline; one dossier in a hundred has as many
VRAGEN = 200  # look-ups in the fixed list
NAMEN = 50  # of each kind that is looked up apart
DINGEN = 40  # reports, mails, tasks … that are opened in turn


@dataclass
class Wereld:
    """One database of *schaal* times Flanders, and what was needed to make it."""

    schaal: float
    servers: Servers
    naam: str
    seconden: float = 0.0
    mb: float = 0.0
    piek_mb: float = 0.0
    tellingen: dict[str, int] = field(default_factory=dict)

    def activeer(self) -> None:
        """Let Django use this database from now on."""
        nieuw = dj_database_url.parse(self.servers.database_url(Rol.APP, self.naam))
        huidig = connections.settings["default"]
        if huidig["NAME"] == nieuw["NAME"] and huidig["HOST"] == nieuw["HOST"]:
            return
        connections.close_all()
        huidig.update({sleutel: nieuw[sleutel] for sleutel in ("NAME", "USER", "PASSWORD", "HOST", "PORT")})

    def bouw(self, sjabloon: str) -> None:
        """Copy the migrated *sjabloon*, generate into it with `manage.py genereer`, and give the planner its statistics."""
        with psycopg.connect(self.servers.database_url(Rol.BEHEER, "postgres"), autocommit=True) as verbinding:
            verbinding.execute(f'CREATE DATABASE "{self.naam}" TEMPLATE "{sjabloon}" OWNER opgroeien_eigenaar')
        omgeving = os.environ | {"DATABASE_URL": self.servers.database_url(Rol.APP, self.naam)}
        begin = time.perf_counter()
        subprocess.run(
            [sys.executable, "manage.py", "genereer", "--schaal", f"{self.schaal:g}", "--zaad", "1"],
            cwd=CHECKOUT,
            env=omgeving,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        self.seconden = time.perf_counter() - begin
        # The largest child so far; the worlds are made from small to large.
        self.piek_mb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        with psycopg.connect(self.servers.database_url(Rol.BEHEER, self.naam), autocommit=True) as verbinding:
            verbinding.execute("VACUUM ANALYZE")
            rij = verbinding.execute("SELECT pg_database_size(current_database())").fetchone()
        self.mb = (rij[0] if rij else 0) / 1_000_000


@dataclass(frozen=True)
class Adressen:
    """Who asks, and what fills the gaps in the paths of `programma.PAGINAS`."""

    lezer: Medewerker
    dossiers: list[str]  # a hundred of the reader's team, one of them with a long story
    lang: str  # the one with the long story
    organisator: str  # the one with most locations
    vragen: list[str]  # everything people type, mixed
    juist: list[str]  # names as they are written
    fout: list[str]  # the same with two letters turned round
    personen: list[str]  # names of people at locations, open to the reader or not
    toen: str  # a day half a year ago, as an address has it
    dingen: dict[str, list[str]]  # keys of what stands in the files of the reader: "verslag", "mail", "taak"


def kies(toeval: random.Random) -> Adressen:
    """Choose a klantenbeheerder with an ordinary load in the largest team, and what they will look at."""
    team = Dossier.objects.values("team").annotate(n=Count("pk")).order_by("-n").first()
    mensen = list(
        Medewerker.objects.filter(rollen=[Functie.KLANTENBEHEERDER], team=team["team"] if team else None).order_by("pk")
    )
    lezer = mensen[len(mensen) // 2]
    regels = Tijdlijnregel.objects.filter(dossier__team=lezer.team).values("dossier__dossiernummer").annotate(n=Count("pk"))
    # The shortest of the long stories; in a tiny world none is as long, and the longest will do.
    lange = regels.filter(n__gte=LANG).order_by("n", "dossier__dossiernummer").first() or regels.order_by("-n").first()
    lang = lange["dossier__dossiernummer"] if lange else ""
    nummers = list(Dossier.objects.filter(team=lezer.team).order_by("pk").values_list("dossiernummer", flat=True))
    grootste = Organisator.objects.annotate(n=Count("dossiers")).order_by("-n", "pk")[0]
    dag = timezone.localdate() - timedelta(days=182)
    namen = list(Dossier.objects.order_by("pk").values_list("naam", flat=True))
    namen = toeval.sample(namen, min(NAMEN, len(namen)))
    mensen_daar = list(Betrokkene.objects.order_by("sorteersleutel", "pk").values_list("naam", flat=True))
    return Adressen(
        lezer=lezer,
        dossiers=[*toeval.sample(nummers, min(99, len(nummers))), lang],
        lang=lang,
        organisator=grootste.nummer,
        vragen=vragen(toeval),
        juist=namen,
        fout=[_verschrijf(naam, toeval) for naam in namen],
        personen=toeval.sample(mensen_daar, min(NAMEN, len(mensen_daar))) or ["Peeters Jan"],
        toen=dag.isoformat(),
        dingen=dingen(lezer),
    )


def dingen(lezer: Medewerker) -> dict[str, list[str]]:
    """Return some of each kind of thing that *lezer* opens in a day's work: of the team, the tasks their own."""
    verslagen = Verslag.objects.filter(dossier__team=lezer.team)
    post = Postbericht.objects.filter(dossier__team=lezer.team)
    gekozen: dict[str, QuerySet[Any]] = {
        "verslag": verslagen.filter(status=Verslagstatus.VASTGESTELD),
        "concept": verslagen.filter(status=Verslagstatus.CONCEPT),
        "mail": post.filter(status=Poststatus.GEPLAATST).exclude(antwoord_op=None),
        "afspraak": Afspraak.objects.filter(eigenaar=lezer),
        "taak": Taak.objects.filter(voor=lezer, status=Taakstatus.OPEN),
        "belofte": Belofte.objects.filter(dossier__team=lezer.team),
    }
    return {
        naam: [str(pk) for pk in rijen.order_by("pk").values_list("pk", flat=True)[:DINGEN]] for naam, rijen in gekozen.items()
    }


def vervanger_naast(lezer: Medewerker, op: datetime) -> Medewerker:
    """Return a klantenbeheerder of another team who stands in for *lezer* from *op* on."""
    beheerders = Medewerker.objects.filter(rollen=[Functie.KLANTENBEHEERDER], is_active=True).order_by("pk")
    vervanger = beheerders.exclude(team=lezer.team)[0]
    vandaag = op.astimezone(BRUSSEL).date()
    if not Vervanging.objects.geldig_op(op).filter(vervanger=vervanger).exists():
        registreer_vervanging(
            afwezige=lezer, vervanger=vervanger, vanaf=vandaag, tot=vandaag + timedelta(days=14), door=lezer, op=op
        )
    return vervanger


def vragen(toeval: random.Random) -> list[str]:
    """Return what people type: words letter by letter, numbers, streets, gemeenten, persons, errors of spelling."""
    alles = list(Dossier.objects.order_by("pk").values_list("naam", "dossiernummer", "gemeente", "straat", "organisator__naam"))
    uit = ["De", "de ", "Kinder", "Kinderopvang", "Verzonnenstraat", "Antwerpen", "Bij", "onthaalouder", "51", "vzw"]
    while len(uit) < VRAGEN:
        naam, nummer, gemeente, straat, organisator = toeval.choice(alles)
        uit += [
            naam[: toeval.randrange(3, 12)].strip(),
            naam,
            nummer[: toeval.randrange(4, 10)],
            f"{naam.split()[-1]} {gemeente}",
        ]
        uit += [gemeente[:5], f"{straat} {gemeente}", organisator, _verschrijf(naam, toeval)]
    return uit[:VRAGEN]


def _verschrijf(naam: str, toeval: random.Random) -> str:
    """Return *naam* with two letters turned round, as in a hurry."""
    plaats = toeval.randrange(1, max(2, len(naam) - 1))
    return naam[: plaats - 1] + naam[plaats : plaats + 1] + naam[plaats - 1 : plaats] + naam[plaats + 1 :]
