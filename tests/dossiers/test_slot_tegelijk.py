"""The lock on the places with real commits: everything at once, over a chain of locations, and nobody waits for each other."""

from datetime import date, timedelta
from functools import partial
from itertools import pairwise

import pytest
from django.db import OperationalError
from django.utils import timezone

from dossiers.actions import dossiers, opvolging, vergunning
from dossiers.actions.aandacht import open_aandacht
from dossiers.choices import Opvolgingsoort
from dossiers.models import Dossier, Opvolging, Vergunning
from kern.choices import Rol
from kern.models import Medewerker
from tests.dossiers.soorten import proefsoorten  # noqa: F401 a fixture
from tests.hulp.databank import Databank
from tests.hulp.tegelijk import soorten, tegelijk
from tests.mensen import maak
from tests.wereld import maak_dossier, maak_organisator, vergun

pytestmark = pytest.mark.usefixtures("proefsoorten")


def keten(an: Medewerker, naam: str) -> list[Dossier]:
    """Three locations, each going on from the one before; the newest row is the oldest location."""
    rij = [maak_dossier(f"{naam} {i}", maak_organisator(f"{naam} {i} vzw", an)) for i in range(3)][::-1]
    for voor, na in pairwise(rij):
        opvolging.koppel(
            voorganger=voor, opvolger=na, soort=Opvolgingsoort.OVERNAME, vanaf=date(2026, 1, 1), door=an, op=timezone.now()
        )
    return rij


def leg_vast(dossier: Dossier, plaatsen: int, door: Medewerker) -> Vergunning:
    periode = vergunning.Periode(timezone.localdate(), None, "vergund", "groep", plaatsen)
    gezien = vergunning.gezien_van(dossier)
    return vergunning.leg_periode_vast(dossier=dossier, periode=periode, gezien=gezien, door=door, op=timezone.now())


def zet(dossier: Dossier, plaatsen: int, door: Medewerker) -> Dossier:
    vers = Dossier.objects.get(pk=dossier.pk)
    return dossiers.wijzig_dossier(dossier=vers, versie=vers.versie, plaatsen=plaatsen, door=door, op=timezone.now())


def test_alles_tegelijk_op_een_keten_niemand_wacht_op_elkaar_en_het_slot_houdt(eigen_database: Databank) -> None:
    an = maak("an", "An Peeters", Rol.KLANTENBEHEERDER, team="antwerpen")
    for ronde in range(4):
        oud, midden, nieuw = keten(an, f"Ronde {ronde}")
        schakel = Opvolging.objects.select_related("voorganger", "opvolger").get(voorganger=midden, opvolger=nieuw)
        uit = tegelijk(
            partial(leg_vast, nieuw, 40, an),
            partial(leg_vast, oud, 30, an),
            partial(zet, midden, 35, an),
            partial(open_aandacht, dossier=oud, soort="test.traject", verwijzing="t", reden="Traject", op=timezone.now()),
            partial(opvolging.ontkoppel, opvolging=schakel, reden="Verkeerd getypt.", door=an, op=timezone.now()),
        )
        assert not [fout for fout in uit if isinstance(fout, OperationalError)]
        assert {type(u).__name__ for u in uit if isinstance(u, Exception)} <= {"PlaatsenGeblokkeerd"}
        assert type(uit[3]).__name__ == "Aandacht"
        for dossier, plaatsen, uitkomst in ((nieuw, 40, uit[0]), (oud, 30, uit[1]), (midden, 35, uit[2])):
            dossier.refresh_from_db()
            assert dossier.plaatsen == (18 if isinstance(uitkomst, Exception) else plaatsen)


def test_een_zaak_en_een_stijging_tegelijk_er_is_altijd_een_van_beide_die_de_andere_zag(eigen_database: Databank) -> None:
    an = maak("an", "An Peeters", Rol.KLANTENBEHEERDER, team="antwerpen")
    for ronde in range(4):
        oud, _midden, nieuw = keten(an, f"Ronde {ronde}")
        vergun(nieuw, an)
        nu = timezone.now()
        uit = tegelijk(
            partial(leg_vast, nieuw, 24, an),
            partial(open_aandacht, dossier=oud, soort="test.traject", verwijzing="t", reden="Traject", op=nu),
        )
        nieuw.refresh_from_db()
        geweigerd = "PlaatsenGeblokkeerd" in soorten(uit)
        assert nieuw.plaatsen == (18 if geweigerd else 24)
        assert soorten(uit) == sorted(["Aandacht", "PlaatsenGeblokkeerd" if geweigerd else "Vergunning"])


def test_een_verlenging_en_een_tweede_periode_op_dezelfde_locatie_een_is_te_laat(eigen_database: Databank) -> None:
    an = maak("an", "An Peeters", Rol.KLANTENBEHEERDER, team="antwerpen")
    dossier = maak_dossier("De Zonnebloem", maak_organisator("Zonnebloem vzw", an))
    lopend = vergun(dossier, an)
    gezien = vergunning.gezien_van(dossier)
    nieuw = vergunning.Periode(timezone.localdate() + timedelta(days=1), None, "vergund", "groep", 20)
    anders = vergunning.Periode(lopend.vanaf, None, "vergund", "groep", 19)
    uit = tegelijk(
        lambda: vergunning.leg_periode_vast(dossier=dossier, periode=nieuw, gezien=gezien, door=an, op=timezone.now()),
        lambda: vergunning.wijzig_periode(vergunning=lopend, versie=1, periode=anders, door=an, op=timezone.now()),
    )
    assert soorten(uit) == ["AlGewijzigd", "Vergunning"]
