"""Every address × every role × every relation, against the written table in `rechten.py`."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import DjangoDbBlocker

from tests.meta.klassen import Uitkomst
from tests.meta.rechten import TABEL, Regel
from tests.meta.wereld import ANONIEM, Persoon, Relatie, Wereld, bouw, teruggedraaid

# A page on which the relation to a dossier plays no part is tried by those whose scope is widest: who stands in for An. The other
# relations follow in a test of their own, when there is time.
ZONDER_RELATIE = {Relatie.VERVANGER}


def hangt_af_van_relatie(naam: str) -> bool:
    """Whether the table expects another answer by the relation somebody has to the dossier."""
    return bool(getattr(TABEL[naam].klasse, "hangt_af_van_relatie", False))


def adressen() -> dict[str, URLPattern]:
    """Return every address of the program by its name, with namespace."""

    def loop(patronen: list[URLPattern | URLResolver], ruimte: str) -> Iterator[tuple[str, URLPattern]]:
        for patroon in patronen:
            if isinstance(patroon, URLResolver):
                eigen = f"{ruimte}{patroon.namespace}:" if patroon.namespace else ruimte
                yield from loop(patroon.url_patterns, eigen)
            else:
                yield f"{ruimte}{patroon.name}", patroon

    return dict(loop(get_resolver().url_patterns, ""))


@pytest.fixture(scope="module")
def wereld(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Wereld]:
    """Build the world once for all addresses, and take it away again."""
    with django_db_blocker.unblock(), teruggedraaid():
        yield bouw()


def test_elk_adres_staat_in_de_tabel_en_de_tabel_kent_geen_ander() -> None:
    namen = set(adressen())
    assert None not in namen
    ontbreekt, te_veel = sorted(namen - set(TABEL)), sorted(set(TABEL) - namen)
    assert ontbreekt == [], "zet deze adressen in tests/meta/rechten/"
    assert te_veel == [], "deze adressen bestaan niet meer"


def test_zonder_aanmelden_is_alleen_open_wat_de_tabel_openbaar_noemt() -> None:
    """Login is required by default; a view that opts out is a decision that stands in the table."""
    open_volgens_de_code = {naam for naam, p in adressen().items() if not getattr(p.callback, "login_required", True)}
    open_volgens_de_tabel = {naam for naam, r in TABEL.items() if r.klasse(ANONIEM, Relatie.ANDER) is Uitkomst.MAG}
    # Open in the code to who is halfway a login; they send everybody else to the login page by themselves.
    halverwege = {"account_logout", "mfa_authenticate", "mfa_login_webauthn"}
    assert sorted(open_volgens_de_code - halverwege) == sorted(open_volgens_de_tabel)


@pytest.mark.parametrize("naam", list(TABEL))
def test_tabel(naam: str, wereld: Wereld) -> None:
    vergelijk(naam, wereld, [wie for wie in wereld.personen if _telt_altijd(naam, wie)])


@pytest.mark.traag
@pytest.mark.parametrize("naam", [naam for naam in TABEL if not hangt_af_van_relatie(naam)])
def test_tabel_ook_waar_de_relatie_geen_rol_mag_spelen(naam: str, wereld: Wereld) -> None:
    """The same answer in every relation: thousands of pages, so not at every run."""
    vergelijk(naam, wereld, [wie for wie in wereld.personen if not _telt_altijd(naam, wie)])


def _telt_altijd(naam: str, wie: Persoon) -> bool:
    return not wie.is_rol or hangt_af_van_relatie(naam) or wie.relatie in ZONDER_RELATIE


def vergelijk(naam: str, wereld: Wereld, personen: list[Persoon]) -> None:
    """Knock at address *naam* as each of *personen*, and compare with the table."""
    regel = TABEL[naam]
    afwijkingen = []
    for wie in personen:
        verwacht = regel.klasse(wie.rol, wie.relatie)
        gekregen = klop_aan(naam, regel, wereld, wie)
        if gekregen != verwacht:
            afwijkingen.append(f"{wie}: verwacht {verwacht}, gekregen {gekregen}")
    assert not afwijkingen, f"{naam}\n" + "\n".join(afwijkingen)


def klop_aan(naam: str, regel: Regel, wereld: Wereld, wie: Persoon) -> str:
    """Ask for the page as *wie* and return the outcome, or the status when it is none of the known ones."""
    wie.client.cookies.clear()
    if wie.sessie:
        wie.client.cookies[settings.SESSION_COOKIE_NAME] = wie.sessie
    with teruggedraaid():
        antwoord = getattr(wie.client, regel.methode)(reverse(naam, kwargs=regel.args(wereld, wie)), regel.gegevens)
    goed = regel.ingelogd if regel.ingelogd and wie.sessie else regel.status
    naar_aanmelden = antwoord.status_code == 302 and antwoord["Location"].startswith("/aanmelden/")
    if not wie.sessie and (naar_aanmelden or (antwoord.status_code in (401, 403) and goed != antwoord.status_code)):
        return Uitkomst.AANMELDEN
    if antwoord.status_code == goed:
        inhoud = (
            b"".join(antwoord.streaming_content) if antwoord.streaming else antwoord.content
        )  # a file is open until it was read
        html = inhoud.decode(errors="replace") if goed == 200 else ""
        diepten = [d for d in (Uitkomst.INHOUD, Uitkomst.KAART) if f'data-diepte="{d}"' in html]
        return diepten[0] if diepten else Uitkomst.MAG
    if antwoord.status_code in (403, 404):
        return str(antwoord.status_code)
    return f"{antwoord.status_code} {antwoord.get('Location', '')}"
