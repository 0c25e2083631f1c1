"""The frame and the error pages, seen by An, who is a klantenbeheerder."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import formats
from django_htmx.middleware import HtmxDetails
from pytest_django import DjangoAssertNumQueries

from kern.fouten import DomeinFout
from kern.models import Medewerker
from kern.views import fouten

OP = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)


def test_an_ziet_haar_naam_en_de_navigatie_op_elke_pagina(client_an: Client) -> None:
    html = client_an.get("/sneltoetsen/").content.decode()
    assert "An De Smet" in html
    assert 'aria-label="Hoofdnavigatie"' in html
    assert '<html lang="nl-BE" data-thema="systeem">' in html


def test_lege_pagina_vraagt_hoogstens_drie_keer_iets_aan_de_databank(
    client_an: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client_an.get("/sneltoetsen/")
    with django_assert_max_num_queries(3):
        client_an.get("/sneltoetsen/")


def test_onbekend_adres_zegt_wat_te_doen(client_an: Client) -> None:
    antwoord = client_an.get("/bestaat-niet/")
    assert antwoord.status_code == 404
    assert "Deze pagina vinden we niet" in antwoord.content.decode()


@pytest.mark.parametrize(
    ("antwoord", "status", "kop"),
    [
        (fouten.serverfout, 500, "Er ging bij ons iets mis"),
        (fouten.te_vaak, 429, "Te veel pogingen"),
        (fouten.foute_vraag, 400, "De vraag van uw browser klopt niet"),
        (fouten.csrf_mislukt, 403, "Dit formulier is verlopen"),
    ],
    ids=["500", "429", "400", "csrf"],
)
def test_foutpagina_werkt_zonder_databank(antwoord: Callable[[HttpRequest], HttpResponse], status: int, kop: str) -> None:
    # No `db` fixture: a query would fail the test.
    pagina = antwoord(RequestFactory().get("/"))
    assert pagina.status_code == status
    assert f"<h1>{kop}</h1>" in pagina.content.decode()


def test_domeinfout_is_een_pagina_met_de_zin_en_wat_te_doen(rf: RequestFactory, an: Medewerker) -> None:
    verzoek = rf.get("/")
    verzoek.user = an
    pagina = fouten.toon_domeinfout(verzoek, DomeinFout("De vergunning is al vervallen. Maak een nieuwe."))
    assert pagina.status_code == 422
    assert "De vergunning is al vervallen. Maak een nieuwe." in pagina.content.decode()


def test_domeinfout_komt_bij_htmx_als_bericht_dat_blijft_staan(client_an: Client, rf: RequestFactory, an: Medewerker) -> None:
    verzoek = rf.get("/", headers={"HX-Request": "true"})
    verzoek.user = an
    verzoek.htmx = HtmxDetails(verzoek)  # type: ignore[attr-defined]  # as its middleware does
    antwoord = fouten.toon_domeinfout(verzoek, DomeinFout("Een collega was u voor."))
    assert antwoord["HX-Retarget"] == "#toasts"
    assert "<html" not in antwoord.content.decode()


def test_datums_staan_zoals_in_vlaanderen() -> None:
    assert formats.date_format(OP, "SHORT_DATE_FORMAT") == "12/03/2026"
    assert formats.number_format(1234567.5, decimal_pos=1, use_l10n=True, force_grouping=True) == "1.234.567,5"
