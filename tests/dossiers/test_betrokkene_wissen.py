"""A person at a location can be erased: from the row, from every earlier version, and from everything around it."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from dossiers.choices import Betrokkenerol, Koppelstatus
from dossiers.models import Aandacht, Attest, AttestEvent, Betrokkene, BetrokkeneEvent, PersoonKoppeling
from kern.actions.wissen import bevestig_wissen, vraag_wissen
from kern.choices import Rechtsgrond, Rol
from kern.models import Wisverzoek
from kern.queries.wissen import treffers
from tests.dossiers.personen import beslis, maak_attest, maak_betrokkene
from tests.dossiers.test_betrokkenen import wijzig
from tests.hulp.databank import Databank
from tests.kern.wissen.wereld import vindplaatsen
from tests.mensen import collega
from tests.wereld import maak_dossier, maak_organisator

MERK = "Zwanelief"


@pytest.fixture(autouse=True)
def _register(tmp_path: Path, settings: Any) -> None:
    settings.WISREGISTER = str(tmp_path / "wisregister.jsonl")


def test_een_gewiste_betrokkene_staat_nergens_meer(eigen_database: Databank) -> None:
    carla, ivo = collega("Carla", Rol.COORDINATOR, team="antwerpen"), collega("Ivo", Rol.DPO, team=None)
    fatima = collega("Fatima", Rol.MELDINGEN, team=None)
    hier, daar = (maak_dossier(naam, maak_organisator(f"{naam} vzw", carla)) for naam in ("De Zon", "De Maan"))
    persoon = maak_betrokkene(hier, carla, f"Rita {MERK}", telefoon="0470 11 22 33", email="rita@zwanelief.example")
    persoon = wijzig(persoon, carla, naam=f"Rita {MERK}-Peeters")
    persoon = wijzig(persoon, carla, naam=f"Rita {MERK}", rol=Betrokkenerol.BEGELEIDER)
    maak_attest(persoon, carla, timezone.localdate(), opmerking=f"van {MERK} gekregen")
    zelfde = maak_betrokkene(daar, carla, "Rita Anders")
    koppeling = beslis(persoon, zelfde, fatima)
    PersoonKoppeling.objects.filter(pk=koppeling.pk).update(reden=f"{MERK} zei het zelf")
    beslis(persoon, zelfde, fatima, Koppelstatus.ONGEDAAN)
    merken = (MERK, "zwanelief", "0470 11 22 33")
    assert {
        "dossiers_betrokkene.naam", "dossiers_betrokkene.naamsleutel", "dossiers_betrokkeneevent.naam",
        "dossiers_attest.opmerking", "dossiers_attestevent.opmerking", "dossiers_tijdlijnregel.kort",
    } <= vindplaatsen(eigen_database.url_beheer, *merken)  # fmt: skip
    assert [(s.soort, k) for s, k, _ in treffers(f"{MERK} Rita")] == [("dossiers.betrokkene", str(persoon.pk))]

    nu = timezone.now()
    verzoek = vraag_wissen(
        onderwerp_soort="dossiers.betrokkene", onderwerp_id=str(persoon.pk), rechtsgrond=Rechtsgrond.VERZOEK,
        reden=f"{MERK} vraagt het.", door=carla, op=nu,
    )  # fmt: skip
    verzoek = bevestig_wissen(verzoek=verzoek, door=ivo, op=nu)

    assert vindplaatsen(eigen_database.url_beheer, *merken) == set()
    assert verzoek.bewijs["dossiers_betrokkeneevent"] == 3  # every version before; the one of the emptying holds nothing
    assert not Attest.objects.exists()
    assert not AttestEvent.objects.exists()
    assert not PersoonKoppeling.objects.exists()
    assert not Aandacht.objects.filter(tot=None).exists()
    over = Betrokkene.objects.get(pk=persoon.pk)
    assert (over.naam, over.rol, over.geboortedatum, over.dossier) == ("(gewist)", "begeleider", None, hier)
    assert set(BetrokkeneEvent.objects.filter(pgh_obj=over).values_list("naam", "geboortedatum")) == {("(gewist)", None)}
    assert Betrokkene.objects.get(pk=zelfde.pk).naam == "Rita Anders"
    assert treffers(MERK) == []
    assert Wisverzoek.objects.get(pk=verzoek.pk).kenmerk
    call_command("controleer", "dossiers.betrokkenen", "dossiers.persoonssleutels")
