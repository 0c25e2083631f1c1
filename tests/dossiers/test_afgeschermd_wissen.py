"""What is shielded about the people behind a location can be erased, by two people."""

from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from dossiers.models import AfgeschermdeGegevens, Dossier
from kern.actions.wissen import bevestig_wissen, vraag_wissen
from kern.choices import Rechtsgrond
from kern.models import Medewerker
from kern.queries.wissen import treffers
from kern.wissen import wisbaar_van
from tests.wereld import scherm_af


@pytest.fixture(autouse=True)
def _register(tmp_path: Path, settings: Any) -> None:
    settings.WISREGISTER = str(tmp_path / "wisregister.jsonl")


def test_afgeschermde_gegevens_verdwijnen_en_het_dossier_blijft(
    zonnebloem: Dossier, an: Medewerker, carla: Medewerker, ivo: Medewerker
) -> None:
    scherm_af(zonnebloem, an)
    nummer = zonnebloem.dossiernummer
    gevonden = [(soort.soort, sleutel) for soort, sleutel, _ in treffers(nummer)]
    assert gevonden == [("dossiers.afgeschermd", nummer)]
    verzoek = vraag_wissen(
        onderwerp_soort="dossiers.afgeschermd", onderwerp_id=nummer, rechtsgrond=Rechtsgrond.VERZOEK, reden="op vraag",
        door=carla, op=timezone.now(),
    )  # fmt: skip
    bevestig_wissen(verzoek=verzoek, door=ivo, op=timezone.now())
    assert not AfgeschermdeGegevens.objects.exists()
    assert Dossier.objects.filter(pk=zonnebloem.pk).exists()
    assert verzoek.bewijs == {"dossiers_afgeschermdegegevens": 1}
    assert wisbaar_van("dossiers.afgeschermd").beschrijf(nummer) is None


def test_zoeken_op_naam_verraadt_niet_wie_er_afgeschermd_staat(zonnebloem: Dossier, an: Medewerker) -> None:
    assert treffers(scherm_af(zonnebloem, an).contactpersoon) == []
