"""What happens inside a location changes nothing of what is shown to who has only its card, nor to who knows nothing of it.

Every page, list, export, search and choice is read before and after the location is filled; what differs tells something: a name,
a count, an order, a suggestion.
"""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from dossiers.actions import aanvragen, toegang
from dossiers.choices import Aanvraagsoort, Betrokkenerol
from dossiers.models import Dossier
from kern.choices import Rol
from kern.models import Medewerker
from tests.dossiers.personen import beslis, maak_attest, maak_betrokkene
from tests.mensen import Inloggen, maak
from tests.wereld import geef_toegang, maak_dossier, maak_organisator, noteer_contact, scherm_af, vraag_inspectie

# What changes with each answer, whatever is in the database: keys of the form, when the session ends, the time on paper.
_WISSELT = re.compile(
    r"""nonce="[^"]*"|name="csrfmiddlewaretoken"\s+value="[^"]*"|X-CSRFToken[^}]*|name="bewijs"\s+value="[^"]*"|data-seconden="\d+"|
    [0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d\d:\d\d(?::\d\d)?(?:\.\d+)?""",
    re.VERBOSE,
)
VAN_DE_LOCATIE = (
    "", "?op=2026-01-01", "?soort=contact", "?alles=1", "gegevens/", "gelijkenissen/", "wijzigen/", "logboek/", "vraag-toegang/",
    "noodtoegang/", "contact/", "opvang/", "vergunning/nieuw/", "inspectie-vragen/", "aanvraag/uitbreiding/", "overdragen/",
)  # fmt: skip
VAN_DE_ORGANISATOR = ("", "?alles=1", "?betrokkenen=alle", "wijzigen/", "contact/", "toewijzen/")
LIJSTEN = ("dossiers", "organisatoren", "inspectieverzoeken", "aanvragen", "overdrachten", "groepen", "medewerkers")
ELDERS = (
    "/?begin=ja",
    "/mijn-locaties/",
    "/dossiers/toegang/",
    "/notificaties/",
    "/gevraagd/",
    "/overdrachten/nieuw/",
    "/dossiers/nieuw/",
)
WOORDEN = ("zonnebloem", "rita", "verzonnen mortsel", "janssens", "geheimstraat", "0470000099", "poetshulp")
BRONNEN = ("dossier", "organisator", "collega", "volger")


def _adressen(dossier: Dossier) -> list[str]:
    d, o = dossier.get_absolute_url(), dossier.organisator.get_absolute_url()
    return [
        *(f"{d}{stuk}" for stuk in VAN_DE_LOCATIE),
        *(f"{o}{stuk}" for stuk in VAN_DE_ORGANISATOR),
        *(f"/{lijst}/" for lijst in LIJSTEN),
        *(f"/{lijst}/?uitvoer=csv" for lijst in LIJSTEN),
        *ELDERS,
        *(f"/palet/?q={woord}" for woord in WOORDEN),
        *(f"/kies/{bron}/?naam=x&x_zoek={woord}" for bron in BRONNEN for woord in WOORDEN[:4]),
    ]


def _lees(client: Client, adressen: list[str]) -> dict[str, str]:
    uit = {}
    for adres in adressen:
        antwoord = client.get(adres)
        inhoud = antwoord.getvalue().decode()
        uit[adres] = f"{antwoord.status_code} {antwoord.headers.get('Location', '')}\n{_WISSELT.sub('', inhoud)}"
    return uit


def _vul(dossier: Dossier, zus: Dossier, an: Medewerker) -> None:
    """Let everything happen that can happen inside a location."""
    nu, dag = timezone.now(), timezone.localdate()
    noteer_contact(dossier, an)
    noteer_contact(dossier, an, "Het dak lekt.", soort="bezoek")
    noteer_contact(dossier.organisator, an, "Over alle locaties.")
    scherm_af(dossier, an)
    rita = maak_betrokkene(dossier, an)
    maak_betrokkene(dossier.organisator, an, "Koen Janssens")
    maak_betrokkene(dossier, an, "Piet Verzonnen", rol=Betrokkenerol.HUISGENOOT)
    maak_attest(rita, an, dag - timedelta(days=3))
    beslis(rita, maak_betrokkene(zus, an), an)
    vraag_inspectie(dossier, an)
    uitbreiding = {
        "plaatsen": 30,
        "gewenst_vanaf": dag,
        "dossier": dossier,
        "team": dossier.team,
        "organisator": dossier.organisator,
    }
    aanvragen.dien_in(soort=Aanvraagsoort.UITBREIDING, door=an, op=nu, **uitbreiding)  # type: ignore[arg-type]  # by name
    toegang.vraag_toegang(dossier=dossier, door=Medewerker.objects.get(username="gust"), reden="Ik lees mee.", op=nu)


@pytest.mark.parametrize("rol", [Rol.KLANTENBEHEERDER, Rol.BELLER])
def test_wat_binnen_gebeurt_verandert_niets_aan_wat_er_buiten_te_zien_is(
    rol: Rol, an: Medewerker, bart: Medewerker, gust: Medewerker, zonnebloem: Dossier, inloggen: Inloggen
) -> None:
    elders = maak_dossier("De Zonnewijzer", maak_organisator("Wijzer vzw", bart), "oost-vlaanderen")
    zus = maak_dossier("De Krekel", maak_organisator("Krekel vzw", an))
    lies = maak("lies", "Lies Smets", rol, team="oost-vlaanderen" if rol is Rol.KLANTENBEHEERDER else None)
    geef_toegang(elders, lies, bart)
    client, adressen = inloggen(lies), _adressen(zonnebloem)
    voor = _lees(client, adressen)
    assert sum(tekst.startswith("200") for tekst in voor.values()) > 25
    _vul(zonnebloem, zus, an)
    na = _lees(client, adressen)
    assert [adres for adres in adressen if voor[adres] != na[adres]] == []
