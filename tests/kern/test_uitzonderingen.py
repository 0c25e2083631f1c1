"""What is empty for somebody when a request begins is not asked again in it, and never anything else."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dossiers.models import Betrokkene, Dossier
from kern.access import personen_in_bereik
from kern.actions import meters
from kern.choices import Rol, Uitzondering
from kern.models import Medewerker, Meterschap
from kern.queries.werk import mijn_regels
from kern.uitzonderingen import met_uitzonderingen
from kern.wie import Wie
from tests.hulp import taken as taken_hulp
from tests.mensen import maak, vervang
from tests.wereld import geef_toegang, geef_verlopen_toegang, maak_dossier, maak_organisator


def gevonden(persoon: Medewerker) -> Medewerker:
    """Return the person as a request has them."""
    uit = met_uitzonderingen(persoon.pk)
    assert uit is not None
    return uit


def helpt(meter: Medewerker, starter: Medewerker, door: Medewerker) -> Meterschap:
    vandaag = timezone.localdate()
    return meters.koppel_meter(
        starter=starter, meter=meter, vanaf=vandaag, tot=vandaag + timedelta(days=30), door=door, op=timezone.now()
    )


@pytest.fixture
def sam(db: None) -> Medewerker:
    return maak("sam", "Sam Starter", Rol.STARTER, team="antwerpen")


def test_wie_niets_bijzonders_heeft_wordt_met_een_vraag_gevonden(
    an: Medewerker, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    gevonden(an)
    with django_assert_num_queries(1):
        ik = gevonden(an)
    assert ik == an
    assert (ik.naam, ik.rollen, ik.team_id) == (an.naam, an.rollen, an.team_id)
    assert ik.uitzonderingen == frozenset()


def test_wie_er_niet_is_wordt_niet_gevonden(db: None) -> None:
    assert met_uitzonderingen(987654) is None


def test_elke_uitzondering_wordt_gevonden_zolang_ze_duurt(
    an: Medewerker, bart: Medewerker, carla: Medewerker, gust: Medewerker, sam: Medewerker, zonnebloem: Dossier
) -> None:
    geef_verlopen_toegang(zonnebloem, gust, an)
    assert gevonden(gust).uitzonderingen == frozenset(), "wat voorbij is, telt niet"
    geef_toegang(zonnebloem, gust, an)
    vervang(an, bart)
    helpt(an, sam, carla)
    assert gevonden(gust).uitzonderingen == frozenset({Uitzondering.TOEGANG})
    assert gevonden(bart).uitzonderingen == frozenset({Uitzondering.VERVANGING})
    assert gevonden(an).uitzonderingen == frozenset({Uitzondering.METERSCHAP}), "wie vervangen wordt, krijgt er niets bij"
    assert gevonden(sam).uitzonderingen == frozenset({Uitzondering.METERSCHAP})


def _niets(an: Medewerker, bart: Medewerker, carla: Medewerker, sam: Medewerker, dossier: Dossier) -> None:
    pass


def _vervanging(an: Medewerker, bart: Medewerker, carla: Medewerker, sam: Medewerker, dossier: Dossier) -> None:
    vervang(an, bart)


def _toegang(an: Medewerker, bart: Medewerker, carla: Medewerker, sam: Medewerker, dossier: Dossier) -> None:
    geef_toegang(dossier, bart, an)


def _meterschap(an: Medewerker, bart: Medewerker, carla: Medewerker, sam: Medewerker, dossier: Dossier) -> None:
    helpt(bart, sam, carla)


@pytest.mark.parametrize("wat", [_niets, _vervanging, _toegang, _meterschap])
def test_weten_wat_er_niet_is_verandert_niets_aan_wat_iemand_ziet(
    wat: Callable[[Medewerker, Medewerker, Medewerker, Medewerker, Dossier], None],
    an: Medewerker,
    bart: Medewerker,
    carla: Medewerker,
    sam: Medewerker,
    zonnebloem: Dossier,
) -> None:
    maak_dossier("De Maan", maak_organisator("Maan vzw", sam))
    maak_dossier("De Krekel", maak_organisator("Krekel vzw", bart), "oost-vlaanderen")
    taken_hulp.onthoud(sleutel=uuid4(), titel="Bel De Zonnebloem", tegen=None, over=zonnebloem, door=an, op=timezone.now())

    def ziet(wie: Medewerker) -> list[object]:
        return [
            sorted((dossier.naam, dossier.weg) for dossier in Dossier.objects.met_weg(wie)),
            sorted(Dossier.objects.met_inhoud_voor(wie).values_list("naam", flat=True)),
            sorted(Betrokkene.objects.met_inhoud_voor(wie).values_list("naam", flat=True)),
            sorted(personen_in_bereik(wie).values_list("pk", flat=True)),
            sorted(mijn_regels(wie).values_list("pk", flat=True)),
        ]

    eerst = ziet(bart)
    wat(an, bart, carla, sam, zonnebloem)
    assert (ziet(bart) == eerst) is (wat is _niets), "elke uitzondering opent iets voor Bart"
    for wie in (an, bart, carla, sam):
        assert ziet(gevonden(wie)) == ziet(wie)


def test_wie_vervangt_ziet_het_werk_van_de_afwezige_vanaf_de_volgende_klik(an: Medewerker, bart: Medewerker) -> None:
    regel = taken_hulp.onthoud(sleutel=uuid4(), titel="Bel de ouders", tegen=None, over=None, door=an, op=timezone.now())
    assert list(mijn_regels(gevonden(bart))) == []
    vervang(an, bart)
    assert list(mijn_regels(gevonden(bart))) == [regel]


def test_een_uitzondering_die_eindigt_terwijl_de_bladzijde_gemaakt_wordt_geeft_niets_meer(
    an: Medewerker, bart: Medewerker, zonnebloem: Dossier
) -> None:
    vervanging = vervang(an, bart)
    ik = gevonden(bart)
    assert Dossier.objects.met_inhoud_voor(ik).filter(pk=zonnebloem.pk).exists()
    type(vervanging).objects.filter(pk=vervanging.pk).update(
        vanaf=timezone.localdate() - timedelta(days=9), tot=timezone.localdate() - timedelta(days=1)
    )
    assert not Dossier.objects.met_inhoud_voor(ik).filter(pk=zonnebloem.pk).exists()


def test_wat_per_persoon_bewaard_wordt_hangt_af_van_de_uitzonderingen(an: Medewerker, bart: Medewerker) -> None:
    gewoon = Wie.van(gevonden(bart))
    vervang(an, bart)
    assert Wie.van(gevonden(bart)) != gewoon
    assert Wie.van(bart) not in (gewoon, Wie.van(gevonden(bart))), "wie niet nagekeken werd, is nog iemand anders"
    assert Wie.van(gevonden(bart)) == Wie.van(gevonden(bart))
