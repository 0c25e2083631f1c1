"""Addresses that are put together are those of the table of addresses."""

from uuid import UUID

import pytest
from django.urls import reverse

from kern.adres import adres

_REGEL = UUID("018f4e3a-0000-7000-8000-000000000042")


@pytest.mark.parametrize(
    ("naam", "sleutel"),
    [
        ("dossiers:dossier", "300000001"),
        ("dossiers:dossier", "V-POI-228940"),
        ("dossiers:contactmoment", _REGEL),
        ("dossiers:groep", 7),
        ("kern:medewerker", "an.peeters"),
        ("kern:medewerker", "an"),
    ],
)
def test_een_samengesteld_adres_is_dat_van_de_tabel(naam: str, sleutel: str | int | UUID) -> None:
    assert adres(naam, sleutel) == reverse(naam, args=[sleutel])
    assert adres(naam, sleutel) == reverse(naam, args=[sleutel]), "de tweede keer ook"


def test_wat_in_een_adres_iets_anders_betekent_wordt_vertaald() -> None:
    assert adres("kern:medewerker", "an?x=1#y") == reverse("kern:medewerker", args=["an?x=1#y"])
    assert "?" not in adres("kern:medewerker", "an?x=1#y")
