"""All locations of a klantenbeheerder on one page: the last visit, what is open, and how much it weighs."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from dossiers.actions import bezoeknorm
from dossiers.actions.aandacht import open_aandacht
from dossiers.choices import Dossierstatus, Ernst
from dossiers.models import Dossier
from dossiers.queries.mijn_locaties import Locatie, locaties_van, sorteer
from kern.models import Medewerker
from tests.hulp import taken as taken_hulp
from tests.mensen import vervang
from tests.wereld import maak_dossier, maak_organisator, noteer_contact

PAD = "/mijn-locaties/"


def onthoud(door: Medewerker, over: Dossier, dagen: int) -> None:
    tegen = timezone.localdate() + timedelta(days=dagen)
    taken_hulp.onthoud(sleutel=uuid4(), titel="Bel terug", tegen=tegen, over=over, door=door, op=timezone.now())


def aandacht(dossier: Dossier, ernst: Ernst, verwijzing: str = "1") -> None:
    open_aandacht(
        dossier=dossier, soort="test.tekort", verwijzing=verwijzing, reden="Te weinig begeleiders", ernst=ernst, op=timezone.now()
    )


def bezoek(dossier: Dossier, door: Medewerker, dagen: int) -> None:
    noteer_contact(dossier, door, soort="bezoek", op=timezone.now() - timedelta(days=dagen))


def eerste(persoon: Medewerker) -> Locatie:
    return locaties_van(persoon, timezone.now())[0]


def test_een_rustige_locatie_weegt_haar_plaatsen(an: Medewerker, zonnebloem: Dossier) -> None:
    bezoek(zonnebloem, an, 30)
    locatie = eerste(an)
    assert (locatie.gewicht, locatie.open, locatie.norm_voorbij) == (1.4, 0, False)  # 1 + 18 / 40


def test_aandacht_werk_en_een_gemist_bezoek_wegen_mee(an: Medewerker, zonnebloem: Dossier) -> None:
    bezoeknorm.kijk_na(op=timezone.now())
    aandacht(zonnebloem, Ernst.GEVAAR)
    aandacht(zonnebloem, Ernst.INFO, "2")
    onthoud(an, zonnebloem, 5)
    onthoud(an, zonnebloem, -5)
    locatie = eerste(an)
    assert locatie.gewicht == 16.4  # 1.4, danger 8, no visit 3, information 1, two pieces of work 2, one late 1 (rounded)
    assert (locatie.open, locatie.werk, locatie.te_laat, locatie.norm_voorbij) == (5, 2, 1, True)
    assert [punt.ernst for punt in locatie.redenen] == ["gevaar", "let_op", "info"]


def test_een_bezoek_aan_een_andere_locatie_van_de_organisator_haalt_de_norm(
    client_an: Client, an: Medewerker, zonnebloem: Dossier
) -> None:
    maan = maak_dossier("De Maan", zonnebloem.organisator)
    bezoek(maan, an, 100)
    bezoek(zonnebloem, an, 500)
    assert [locatie.norm_voorbij for locatie in locaties_van(an, timezone.now())] == [False, False]
    assert "norm voorbij" not in client_an.get(PAD).text
    assert "Elke organisator werd het voorbije jaar bezocht." in client_an.get(PAD).text


def test_wie_een_jaar_niet_bezocht_werd_valt_op(client_an: Client, an: Medewerker, zonnebloem: Dossier) -> None:
    bezoek(zonnebloem, an, 400)
    bezoeknorm.kijk_na(op=timezone.now())
    pagina = client_an.get(PAD).text
    assert "norm voorbij" in pagina
    assert "13 m geleden" in pagina
    assert "Bij 1 ervan is de organisator langer dan een jaar niet bezocht." in pagina


def test_een_gesloten_locatie_weegt_alleen_wat_er_open_staat(an: Medewerker) -> None:
    dicht = maak_dossier("Dicht", maak_organisator("Dicht vzw", an), status=Dossierstatus.GESTOPT)
    assert eerste(an).gewicht == 0
    onthoud(an, dicht, 5)
    assert eerste(an).gewicht == 1


def test_de_zwaarste_staat_boven_en_elke_kolom_sorteert(client_an: Client, an: Medewerker, zonnebloem: Dossier) -> None:
    maan = maak_dossier("De Maan", zonnebloem.organisator)
    aandacht(maan, Ernst.GEVAAR)
    locaties = locaties_van(an, timezone.now())
    for volgorde, namen in {
        "-gewicht": ["De Maan", "De Zonnebloem"],
        "gewicht": ["De Zonnebloem", "De Maan"],
        "naam": ["De Maan", "De Zonnebloem"],
        "-naam": ["De Zonnebloem", "De Maan"],
        "bezoek": ["De Maan", "De Zonnebloem"],
    }.items():
        assert [locatie.dossier.naam for locatie in sorteer(locaties, volgorde)] == namen, volgorde
    pagina = client_an.get(PAD).text
    assert pagina.index("De Maan") < pagina.index("De Zonnebloem")
    assert "Te weinig begeleiders" in pagina
    assert "&lt;" not in pagina
    for rommel in ("?sorteer=<b>", "?sorteer=-", "?sorteer=" + "x" * 500):
        assert client_an.get(PAD + rommel).status_code == 200


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_pagina_kost_negen_vragen(
    client_an: Client, an: Medewerker, zonnebloem: Dossier, aantal: int, django_assert_num_queries: Any
) -> None:
    for nummer in range(aantal):
        dossier = maak_dossier(f"De Maan {nummer}", maak_organisator(f"Maan {nummer} vzw", an))
        aandacht(dossier, Ernst.LET_OP)
        onthoud(an, dossier, 1)
        bezoek(dossier, an, 10)
    with django_assert_num_queries(9):
        assert client_an.get(PAD).text.count("data-rij") == aantal + 1


def test_wie_vervangt_ziet_ook_de_locaties_van_de_afwezige(
    client_bart: Client, an: Medewerker, bart: Medewerker, zonnebloem: Dossier
) -> None:
    assert "De Zonnebloem" not in client_bart.get(PAD).text
    vervang(an, bart)
    assert "De Zonnebloem" in client_bart.get(PAD).text
