"""The navigation: what somebody sees of it, and counters that follow what happens."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dossiers.actions import toegang
from kern import navigatie
from kern.actions import mensen
from kern.choices import Rol
from kern.models import Medewerker
from tests.mensen import maak, vervang
from tests.wereld import maak_dossier, maak_organisator

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("rol", list(Rol))
def test_wie_de_navigatie_opbouwt_vraagt_de_databank_niets(rol: Rol) -> None:
    """The statement is kept per person: a teller that read something while it was built would count with old facts."""
    iemand = maak("iemand", "Iemand Anders", rol, team="limburg")
    iemand = Medewerker.objects.get(pk=iemand.pk)
    navigatie._plan.cache_clear()
    with CaptureQueriesContext(connection) as gevraagd:
        navigatie.items_voor(iemand)
    assert [vraag["sql"] for vraag in gevraagd] == []


def test_carla_ziet_een_nieuwe_vraag_om_toegang_meteen_in_de_teller(carla: Medewerker, bart: Medewerker) -> None:
    dossier = maak_dossier("De Zandkorrel", maak_organisator("Zand vzw"))
    voor = navigatie.tel(carla)
    toegang.vraag_toegang(dossier=dossier, reden="Zelfde organisator als bij ons", door=bart, op=timezone.now())
    na = navigatie.tel(carla)
    assert {sleutel: na[sleutel] - voor[sleutel] for sleutel in na if na[sleutel] != voor[sleutel]} == {"toegang": 1}


def test_de_navigatie_op_het_scherm_volgt_de_teller_en_de_bladzijde(
    client_carla: Client, carla: Medewerker, bart: Medewerker
) -> None:
    """It is drawn once per look of it: another count or another page is another look."""
    naar = reverse("dossiers:toegang")

    def toegang_op(pad: str) -> str:
        regels = re.findall(rf'<a href="{naar}".*?</a>', client_carla.get(pad).content.decode())
        return str(regels[0])

    assert "teller" not in toegang_op("/profiel/")
    dossier = maak_dossier("De Zandkorrel", maak_organisator("Zand vzw"))
    toegang.vraag_toegang(dossier=dossier, reden="Zelfde organisator als bij ons", door=bart, op=timezone.now())
    elders, daar = toegang_op("/profiel/"), toegang_op(naar)
    assert '<span class="teller dringend">1</span>' in elders
    assert ("aria-current" in elders, "aria-current" in daar) == (False, True)


def test_wie_carla_vanaf_vandaag_vervangt_telt_haar_vragen_mee(carla: Medewerker, bart: Medewerker, els: Medewerker) -> None:
    dossier = maak_dossier("De Zandkorrel", maak_organisator("Zand vzw"))
    toegang.vraag_toegang(dossier=dossier, reden="Zelfde organisator als bij ons", door=bart, op=timezone.now())
    assert navigatie.tel(els)["toegang"] == 0
    vervang(carla, els)
    assert navigatie.tel(els)["toegang"] == 1


def test_een_andere_rol_geeft_meteen_een_andere_navigatie(an: Medewerker, ivo: Medewerker) -> None:
    def sleutels() -> set[str]:
        return {item.sleutel for item, _ in navigatie.items_voor(Medewerker.objects.get(pk=an.pk))}

    oud = sleutels()
    mensen.wijzig_rollen(medewerker=an, rollen=[Rol.DPO], team=None, door=ivo, op=timezone.now(), reden="Nieuwe functie")
    assert "logboek" in sleutels() - oud


def test_elk_punt_van_de_navigatie_heeft_een_eigen_icoon() -> None:
    """Two that look the same are read as the same with half an eye on the screen."""
    iconen = [item.icoon for item in navigatie._items.values()]
    assert sorted(iconen) == sorted(set(iconen))


def test_an_vindt_de_meters_in_de_navigatie_en_een_beller_niet(an: Medewerker, hanne: Medewerker) -> None:
    assert "meters" in {item.sleutel for item, _ in navigatie.items_voor(an)}
    assert "meters" not in {item.sleutel for item, _ in navigatie.items_voor(hanne)}
