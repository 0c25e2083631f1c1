"""What the file tells about itself: opened, a fact changed, somebody else follows it."""

import pytest
from django.test import Client
from django.utils import timezone

from dossiers.actions.dossiers import laat_afwijken, wijzig_dossier
from dossiers.models import Dossier, Tijdlijnregel
from kern.models import Medewerker
from tests.wereld import maak_dossier, wijzigvelden


def regels(dossier: Dossier) -> list[tuple[str, str]]:
    """Title and text of each line, the oldest first."""
    return list(dossier.tijdlijn.order_by("pk").values_list("titel", "kort"))


def test_een_nieuw_dossier_staat_op_zijn_tijdlijn(an: Medewerker, zonnebloem: Dossier) -> None:
    dossier = maak_dossier("De Maan", zonnebloem.organisator, door=an)
    (regel,) = dossier.tijdlijn.all()
    assert (regel.titel, regel.soort, regel.door, regel.door_naam) == (
        "Dossier aangemaakt", "dossiers.aangemaakt", an, "An Peeters",
    )  # fmt: skip
    assert (regel.organisator, regel.op) == (zonnebloem.organisator, regel.bekend_sinds)


def test_een_gewijzigd_feit_staat_er_met_oud_en_nieuw_een_telefoonnummer_niet(an: Medewerker, zonnebloem: Dossier) -> None:
    nu = timezone.now()
    wijzig_dossier(dossier=zonnebloem, versie=1, telefoon="0470 00 00 77", plaatsen=21, door=an, op=nu)
    wijzig_dossier(dossier=zonnebloem, versie=2, telefoon="0470 00 00 78", plaatsen=21, door=an, op=nu)
    assert regels(zonnebloem)[1:] == [("Plaatsen gewijzigd", "Plaatsen: 18 → 21")]


def test_wie_de_locatie_volgt_staat_er_alleen_als_het_verandert(an: Medewerker, bart: Medewerker, zonnebloem: Dossier) -> None:
    nu = timezone.now()
    laat_afwijken(dossier=zonnebloem, klantenbeheerder=None, reden="", door=an, op=nu)
    laat_afwijken(dossier=zonnebloem, klantenbeheerder=bart, reden="woont dichterbij", door=an, op=nu)
    laat_afwijken(dossier=zonnebloem, klantenbeheerder=bart, reden="kent de mensen", door=an, op=nu)
    laat_afwijken(dossier=zonnebloem, klantenbeheerder=None, reden="", door=an, op=nu)
    assert regels(zonnebloem)[1:] == [
        ("Bart Maes volgt deze locatie, afwijkend van de organisator", ""),
        ("An Peeters volgt deze locatie", ""),
    ]


@pytest.mark.parametrize("plaatsen", ["9", "-1"])
def test_wat_geweigerd_wordt_laat_geen_regel_na(client_an: Client, zonnebloem: Dossier, plaatsen: str) -> None:
    Dossier.objects.filter(pk=zonnebloem.pk).update(type="gezin", plaatsen=8)
    url = f"{zonnebloem.get_absolute_url()}wijzigen/"
    assert client_an.post(url, wijzigvelden(zonnebloem, plaatsen=plaatsen)).status_code == 422
    assert Tijdlijnregel.objects.filter(dossier=zonnebloem).count() == 1
