"""An typed, and then it could not be done: her words come back, and nothing else."""

from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, QueryDict
from django.test import Client, RequestFactory
from django.utils import timezone

from kern.actions import mensen
from kern.choices import Rol
from kern.fouten import DomeinFout
from kern.getypt import BEGIN, begin_van, teruggave
from kern.models import Medewerker
from kern.views import fouten
from tests.mensen import collega

WOORDEN = "De tuin is te klein.\n<b>Tweede</b> alinea."


class Vorm(forms.Form):
    """A form with what a colleague wrote before."""

    naam = forms.CharField(label="Naam")
    telefoon = forms.CharField(label="Telefoon")
    tekst = forms.CharField(label="Tekst")
    dag = forms.DateField(label="Dag", widget=forms.DateInput(format="%Y-%m-%d"))


def verzoek(rf: RequestFactory, gegevens: dict[str, Any], *, nagekeken: bool = True) -> HttpRequest:
    gevraagd = rf.post("/", gegevens)
    gevraagd.csrf_processing_done = nagekeken  # type: ignore[attr-defined]  # as Django's middleware leaves it
    return gevraagd


def test_alleen_wat_zij_zelf_typte_komt_terug(rf: RequestFactory) -> None:
    er_stond = {"naam": "De Zonnebloem", "telefoon": "0470 12 34 56", "tekst": "Van een\ncollega", "dag": "2026-03-12"}
    begin = begin_van(Vorm(initial=er_stond))
    assert "0470" not in begin
    getypt = er_stond | {
        "tekst": "Van een\r\ncollega",
        "telefoon": "03 11 22 33",
        "dag": "2026-03-13",
        BEGIN: begin,
        "versie": "4",
    }
    terug = teruggave(verzoek(rf, getypt))
    assert [veld.waarde for veld in terug.woorden] == ["03 11 22 33"]
    assert [(veld.label, veld.getoond) for veld in terug.overige] == [("Dag", "13/03/2026")]


def test_een_formulier_dat_terugkwam_weet_nog_wat_er_eerst_stond() -> None:
    begin = begin_van(Vorm(initial={"naam": "De Zonnebloem"}))
    gegevens = QueryDict(mutable=True)
    gegevens.update({"naam": "De Maan", BEGIN: begin})
    assert begin_van(Vorm(gegevens)) == begin


def test_geheimen_sleutels_en_wat_van_elders_komt_komen_niet_terug(rf: RequestFactory) -> None:
    geheim = {"password": "mijn geheime zin", "otp": "123 456", "code": "123 456", "csrfmiddlewaretoken": "tok en"}
    assert not teruggave(verzoek(rf, geheim | {"versie": "3", "sleutel": "0191d2c4-9b1e-7cc3-98c4-dc0c0c07398f", "vink": "on"}))
    assert not teruggave(verzoek(rf, {"tekst": WOORDEN}, nagekeken=False))
    assert not teruggave(rf.get("/", {"tekst": WOORDEN}))


def test_een_bestand_moet_opnieuw_gekozen_worden(rf: RequestFactory) -> None:
    assert teruggave(verzoek(rf, {"bijlage": SimpleUploadedFile("foto van de tuin.jpg", b"x")})).bestanden == [
        "foto van de tuin.jpg"
    ]


@pytest.mark.parametrize("antwoord", [fouten.geen_recht, fouten.niet_gevonden, fouten.serverfout], ids=["403", "404", "500"])
def test_elke_foutpagina_geeft_de_woorden_terug(antwoord: Any, rf: RequestFactory, an: Medewerker) -> None:
    gevraagd = verzoek(rf, {"tekst": WOORDEN, "dag": "2026-03-12"})
    gevraagd.user = an
    html = antwoord(gevraagd).content.decode()
    for tekst in ("Dit typte u", "De tuin is te klein.\n&lt;b&gt;Tweede&lt;/b&gt; alinea.</textarea>", "12/03/2026"):
        assert tekst in html


@pytest.mark.parametrize(
    ("vorige", "terug"),
    [
        ("http://testserver/dossiers/?q=zon", "/dossiers/?q=zon"),
        ("https://elders.example/dossiers/", ""),
        ("", ""),
    ],
)
def test_wie_een_collega_voor_had_gaat_terug_naar_de_pagina_zoals_ze_nu_is(
    vorige: str, terug: str, rf: RequestFactory, an: Medewerker
) -> None:
    gevraagd = rf.post("/", {"tekst": WOORDEN}, headers={"Referer": vorige})
    gevraagd.user = an
    html = fouten.toon_domeinfout(gevraagd, DomeinFout("Een collega was u voor.")).content.decode()
    assert ("Bekijk de pagina zoals ze nu is" in html) == bool(terug)
    assert not terug or f'href="{terug}"' in html
    assert "elders.example" not in html


def test_wie_haar_laatste_rol_verliest_terwijl_ze_typt_houdt_haar_woorden(client_an: Client, an: Medewerker) -> None:
    bea, nu = collega("Bea", Rol.BEHEERDER, team=None), timezone.now()
    mensen.wijzig_rollen(medewerker=an, rollen=[], team=None, reden="Uit dienst.", door=bea, op=nu)
    antwoord = client_an.post("/taken/nieuw/", {"titel": WOORDEN})
    assert antwoord.status_code == 403
    assert "De tuin is te klein." in antwoord.text
