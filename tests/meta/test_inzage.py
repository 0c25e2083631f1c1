"""Who reads leaves a row: every address is opened, and what it shows is held against what the log says of it."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db.models import Max
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from kern.choices import Rol
from kern.models import Logregel, Medewerker
from tests.mensen import BACKEND
from tests.meta.inzage import ELDERS, INZAGE, VAN_HENZELF, Blik, inzages, woorden
from tests.meta.klassen import Uitkomst
from tests.meta.rechten import TABEL
from tests.meta.wereld import Persoon, Relatie, Wereld, bouw, teruggedraaid

GETEKEND = (200, 409, 422)
OPEN = (Uitkomst.MAG, Uitkomst.INHOUD, Uitkomst.KAART)
HOOGSTENS = 2  # readers per address: thousands of pages say no more than hundreds
# In this order: who has most to read first, each in another way.
LEZERS = [
    (Rol.KLANTENBEHEERDER, Relatie.COLLEGA),
    (Rol.DPO, Relatie.COLLEGA),
    (Rol.COORDINATOR, Relatie.EIGEN),
    (Rol.BACKOFFICE, Relatie.ANDER),
    (Rol.JURIST, Relatie.UITGENODIGD),
    (Rol.MELDINGEN, Relatie.ANDER),
    (Rol.BEHEERDER, Relatie.ANDER),
    (Rol.JURIST, Relatie.VERVANGER),
]


@pytest.fixture(scope="module")
def wereld(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Wereld]:
    """Build the world of the table of rights once, and take it away again."""
    with django_db_blocker.unblock(), teruggedraaid():
        yield bouw()


@pytest.fixture(scope="module")
def inhoud(wereld: Wereld, django_db_blocker: DjangoDbBlocker) -> re.Pattern[str]:
    """Return the words of that world that are content."""
    with django_db_blocker.unblock():
        patroon = woorden()
    assert patroon.search("De poetshulp is ziek.")
    assert patroon.search("Rita Verzonnen")
    return patroon


def test_elke_blik_in_de_tabel_hoort_bij_een_adres() -> None:
    assert sorted({*INZAGE, *ELDERS, *VAN_HENZELF} - set(TABEL)) == []
    assert set(INZAGE) & set(ELDERS) == set()


@pytest.mark.parametrize("naam", [naam for naam in TABEL if naam not in ELDERS])
def test_wie_inhoud_leest_staat_in_het_logboek(naam: str, wereld: Wereld, inhoud: re.Pattern[str]) -> None:
    blik = INZAGE.get(naam)
    verwacht = sorted(str(gebeurtenis) for gebeurtenis in blik.rijen) if blik else []
    gezien = set[tuple[str, ...]]()
    for wie in lezers(naam, wereld):
        for methode, gegevens in manieren(naam, blik):
            status, html, rijen = open_als(wie, methode, reverse(naam, kwargs=TABEL[naam].args(wereld, wie)), gegevens)
            if status not in GETEKEND:
                continue
            gezien.add(tuple(rijen))
            assert rijen in ([], verwacht), f"{wie} ({methode}): zet wat het logboek zegt in tests/meta/inzage.py"
            if not rijen and naam not in VAN_HENZELF:
                treffer = 'data-diepte="inhoud"' if 'data-diepte="inhoud"' in html else inhoud.search(html)
                assert not treffer, f"{wie} ({methode}, {status}) leest inhoud zonder rij in het logboek: {treffer}"
    assert blik is None or tuple(verwacht) in gezien, f"niemand kreeg hier inhoud te zien: {gezien}"


def lezers(naam: str, wereld: Wereld) -> list[Persoon]:
    """Return a few people for whom the table says that this address opens; with them who alone can open it in this world."""
    op_plaats = {(wie.rol, wie.relatie): wie for wie in wereld.personen}
    vast = [op_plaats[str(rol), relatie] for rol, relatie in LEZERS]
    open_ = [wie for wie in vast if TABEL[naam].klasse(wie.rol, wie.relatie) in OPEN]
    alleen = {"kern:gevraagd": wereld.zoe, "dossiers:meekijken": wereld.sam, "dossiers:mijn_locaties": wereld.an}
    return [*([aangemeld(alleen[naam])] if naam in alleen else []), *open_[:HOOGSTENS]]


def aangemeld(wie: Medewerker) -> Persoon:
    """Return somebody who is none of the people of the table of rights, logged in."""
    client = Client()
    client.force_login(Medewerker.objects.get(pk=wie.pk), backend=BACKEND)
    return Persoon(wie.rollen[0], Relatie.ANDER, wie, client, client.cookies[settings.SESSION_COOKIE_NAME].value)


def manieren(naam: str, blik: Blik | None) -> list[tuple[str, dict[str, str]]]:
    """Return how the address is asked: opened, sent as the table of rights does, and as the table of looks says."""
    uit: list[tuple[str, dict[str, str]]] = [("get", {}), (TABEL[naam].methode, dict(TABEL[naam].gegevens))]
    if blik is not None:
        uit.append((blik.methode, blik.gegevens))
    return [manier for nr, manier in enumerate(uit) if manier not in uit[:nr]]


def open_als(wie: Persoon, methode: str, adres: str, gegevens: dict[str, str]) -> tuple[int, str, list[str]]:
    """Ask for the page as *wie*; return its status, its text and the looks it wrote."""
    assert wie.medewerker is not None
    wie.client.cookies.clear()
    wie.client.cookies[settings.SESSION_COOKIE_NAME] = wie.sessie
    with teruggedraaid():
        laatste = Logregel.objects.aggregate(hoogste=Max("pk"))["hoogste"] or 0
        antwoord = getattr(wie.client, methode)(adres, gegevens)
        rijen = inzages(wie.medewerker, laatste)
    inhoud = b"".join(antwoord.streaming_content) if antwoord.streaming else antwoord.content  # a file is open until it was read
    html = "" if antwoord.streaming else inhoud.decode(errors="replace")
    return antwoord.status_code, html, rijen
