"""Who merely entered a request reads what was asked and decided, not how it was handled (docs/rechten.md)."""

import pytest
from django.utils import timezone

from dossiers.actions import aanvragen
from dossiers.actions.aandacht import open_aandacht
from dossiers.choices import Aanvraagsoort, Adviessoort
from dossiers.models import Aanvraag, Dossier
from kern.choices import Rol
from kern.models import Medewerker
from tests.dossiers.soorten import proefsoorten  # noqa: F401 a fixture
from tests.hulp.antwoord import tekst
from tests.mensen import Inloggen, maak
from tests.wereld import geef_toegang

PLEK = aanvragen.Plek("De Zonnebloem Zuid", "groep", "Kerkstraat", "2640", "Mortsel", "5")
BESLUIT, ADVIES, NALEZING = "Er was iets in 2019.", "De ruimte is krap.", "De krappe ruimte weegt zwaar."
HANDELING = (BESLUIT, ADVIES, NALEZING, "lopend traject")  # the last: what the program found for who may read the location


@pytest.fixture
def behandeld(zonnebloem: Dossier, an: Medewerker, dirk: Medewerker, bart: Medewerker, proefsoorten: None) -> Aanvraag:  # noqa: F811
    """A request that Bart, of another team, entered and that An and Dirk handled up to the decision."""
    nu = timezone.now()
    open_aandacht(dossier=zonnebloem, soort="test.traject", verwijzing="1", reden="Traject over toezicht", op=nu)
    aanvraag = aanvragen.dien_in(
        soort=Aanvraagsoort.START,
        organisator=zonnebloem.organisator,
        team=zonnebloem.team,
        gewenst_vanaf=timezone.localdate(),
        plek=PLEK,
        plaatsen=14,
        toelichting="Ze willen graag starten.",
        door=bart,
        op=nu,
    )
    aanvragen.ga_antecedenten_na(aanvraag=aanvraag, antecedenten=BESLUIT, door=an, op=nu)
    aanvragen.geef_advies(aanvraag=aanvraag, advies=Adviessoort.ONGUNSTIG, advies_tekst=ADVIES, door=an, op=nu)
    return aanvragen.lees_na(aanvraag=aanvraag, nalezing=NALEZING, door=dirk, op=nu)


def test_wie_een_aanvraag_alleen_invoerde_leest_geen_besluit_advies_of_nalezing(
    inloggen: Inloggen, behandeld: Aanvraag, bart: Medewerker, an: Medewerker
) -> None:
    adres = behandeld.get_absolute_url()
    html = tekst(inloggen(bart).get(adres))
    assert "Ze willen graag starten." in html
    assert "zijn voor wie de aanvraag behandelt" in html
    assert [woorden for woorden in HANDELING if woorden in html] == []
    html = tekst(inloggen(an).get(adres))
    assert [woorden for woorden in HANDELING if woorden not in html] == []


def test_wie_ze_invoerde_leest_wel_wat_beslist_werd_en_waarom(
    inloggen: Inloggen, behandeld: Aanvraag, bart: Medewerker, carla: Medewerker
) -> None:
    aanvragen.weiger(aanvraag=behandeld, beslissing="Te weinig plaats buiten.", door=carla, op=timezone.now())
    html = tekst(inloggen(bart).get(behandeld.get_absolute_url()))
    assert "Te weinig plaats buiten." in html
    assert ADVIES not in html


def test_backoffice_leest_de_behandeling_niet_van_wat_ze_zelf_invoerde(
    inloggen: Inloggen, behandeld: Aanvraag, zonnebloem: Dossier
) -> None:
    bo = maak("bo", "Bo Backoffice", Rol.BACKOFFICE)
    Aanvraag.objects.filter(pk=behandeld.pk).update(ingediend_door=bo)
    html = tekst(inloggen(bo).get(behandeld.get_absolute_url()))
    assert "Ze willen graag starten." in html
    assert [woorden for woorden in HANDELING if woorden in html] == []


def test_wie_toegang_kreeg_tot_de_locatie_leest_de_behandeling_wel(
    inloggen: Inloggen, zonnebloem: Dossier, an: Medewerker, bart: Medewerker
) -> None:
    nu = timezone.now()
    aanvraag = aanvragen.dien_in(
        soort=Aanvraagsoort.UITBREIDING,
        organisator=zonnebloem.organisator,
        dossier=zonnebloem,
        team=zonnebloem.team,
        gewenst_vanaf=timezone.localdate(),
        plaatsen=27,
        door=an,
        op=nu,
    )
    aanvragen.ga_antecedenten_na(aanvraag=aanvraag, antecedenten=BESLUIT, door=an, op=nu)
    client = inloggen(bart)
    assert client.get(aanvraag.get_absolute_url()).status_code == 404
    geef_toegang(zonnebloem, bart, an)
    assert BESLUIT in tekst(client.get(aanvraag.get_absolute_url()))
