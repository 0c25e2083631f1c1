"""Who works at a location: coming, changing, leaving, and what of it stands on the timeline."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from dossiers import gebeurtenissen, personen
from dossiers.actions import betrokkenen
from dossiers.choices import Betrokkenerol
from dossiers.models import Aandacht, Betrokkene, Dossier, Tijdlijnregel
from kern.fouten import AlGewijzigd
from kern.logboek import regels_over
from kern.models import Medewerker
from tests.dossiers.personen import GEBOREN, maak_attest, maak_betrokkene
from tests.wereld import maak_dossier, maak_organisator


def regels(zonnebloem: Dossier, soort: str) -> list[Tijdlijnregel]:
    return list(Tijdlijnregel.objects.filter(dossier=zonnebloem, soort=soort, vervallen_op=None))


def wijzig(betrokkene: Betrokkene, door: Medewerker, **meer: object) -> Betrokkene:
    gegevens = {
        "rol": betrokkene.rol,
        "naam": betrokkene.naam,
        "geboortedatum": betrokkene.geboortedatum,
        "telefoon": betrokkene.telefoon,
        "email": betrokkene.email,
        "vanaf": betrokkene.vanaf,
        "versie": betrokkene.versie,
    }
    return betrokkenen.wijzig(betrokkene=betrokkene, door=door, op=timezone.now(), **gegevens | meer)  # type: ignore[arg-type]


def test_wie_begint_staat_op_de_tijdlijn_en_in_het_logboek(zonnebloem: Dossier, an: Medewerker) -> None:
    rita = maak_betrokkene(zonnebloem, an, "  Rita   Verzonnen ")
    assert (rita.naam, rita.naamsleutel) == ("Rita Verzonnen", "rita verzonnen")
    (regel,) = regels(zonnebloem, personen.BETROKKENE_IN)
    assert (regel.titel, regel.kort, regel.url) == ("Nieuwe verantwoordelijke", "Rita Verzonnen", rita.get_absolute_url())
    assert timezone.localtime(regel.op).date() == date(2020, 1, 1)
    assert [r.gebeurtenis for r in regels_over(rita)] == [gebeurtenissen.BETROKKENE_TOEGEVOEGD.code]


def test_een_bestuurder_staat_op_de_tijdlijn_van_de_organisator_zelf(zonnebloem: Dossier, an: Medewerker) -> None:
    maak_betrokkene(zonnebloem.organisator, an, rol=Betrokkenerol.BESTUURDER)
    regel = Tijdlijnregel.objects.get(soort=personen.BETROKKENE_IN)
    assert (regel.dossier, regel.organisator) == (None, zonnebloem.organisator)


def test_een_huisgenoot_staat_er_zonder_naam(zonnebloem: Dossier, an: Medewerker) -> None:
    maak_betrokkene(zonnebloem, an, "Tom Verzonnen", rol=Betrokkenerol.HUISGENOOT)
    (regel,) = regels(zonnebloem, personen.BETROKKENE_IN)
    assert (regel.titel, regel.kort) == ("Nieuwe huisgenoot", "")


def test_een_locatie_van_een_andere_organisator_wordt_geweigerd(zonnebloem: Dossier, an: Medewerker) -> None:
    elders = maak_dossier("De Maan", maak_organisator("Maan vzw", an))
    with pytest.raises(ValidationError, match="andere organisator"):
        betrokkenen.voeg_toe(
            organisator=zonnebloem.organisator,
            dossier=elders,
            rol=Betrokkenerol.ANDERE,
            naam="Rita",
            door=an,
            op=timezone.now(),
        )


@pytest.mark.parametrize("geboren", [date(1820, 1, 1), date(2300, 1, 1)])
def test_een_onmogelijke_geboortedatum_wordt_geweigerd(zonnebloem: Dossier, an: Medewerker, geboren: date) -> None:
    with pytest.raises(ValidationError, match="Kijk de geboortedatum na"):
        maak_betrokkene(zonnebloem, an, geboortedatum=geboren)


def test_een_verbeterde_naam_verbetert_de_tijdlijn_en_laat_de_oude_regel_staan(zonnebloem: Dossier, an: Medewerker) -> None:
    rita = maak_betrokkene(zonnebloem, an, "Rita Verzonen")
    wijzig(rita, an, naam="Rita Verzonnen")
    assert [r.kort for r in regels(zonnebloem, personen.BETROKKENE_IN)] == ["Rita Verzonnen"]
    assert Tijdlijnregel.objects.filter(kort="Rita Verzonen", vervallen_op__isnull=False).count() == 1
    (laatste, _) = regels_over(rita)
    assert laatste.gegevens == {"velden": ["naam"], "versie": 2}


def test_wie_tweede_wijzigt_overschrijft_niets(zonnebloem: Dossier, an: Medewerker, dirk: Medewerker) -> None:
    rita = maak_betrokkene(zonnebloem, an)
    zelfde = Betrokkene.objects.get(pk=rita.pk)
    wijzig(rita, an, telefoon="0470 00 00 11")
    with pytest.raises(AlGewijzigd):
        wijzig(zelfde, dirk, telefoon="0470 00 00 22")
    assert Betrokkene.objects.get(pk=rita.pk).telefoon == "0470 00 00 11"


def test_wie_vertrekt_en_terugkomt(zonnebloem: Dossier, an: Medewerker) -> None:
    rita = maak_betrokkene(zonnebloem, an)
    gisteren = timezone.localdate() - timedelta(days=1)
    maak_attest(rita, an, gisteren)
    assert Aandacht.objects.filter(tot=None).count() == 1
    betrokkenen.beeindig(betrokkene=rita, versie=1, tot=gisteren, door=an, op=timezone.now())
    (regel,) = regels(zonnebloem, personen.BETROKKENE_UIT)
    assert (regel.titel, regel.kort) == ("Verantwoordelijke weg", "Rita Verzonnen")
    assert not Aandacht.objects.filter(tot=None).exists()
    assert rita.is_weg(timezone.localdate())
    betrokkenen.hervat(betrokkene=rita, versie=2, door=an, op=timezone.now())
    assert regels(zonnebloem, personen.BETROKKENE_UIT) == []
    assert Betrokkene.objects.get(pk=rita.pk).tot is None


def test_een_laatste_dag_voor_de_eerste_wordt_geweigerd(zonnebloem: Dossier, an: Medewerker) -> None:
    rita = maak_betrokkene(zonnebloem, an)
    with pytest.raises(ValidationError, match="De laatste dag valt voor de eerste dag"):
        betrokkenen.beeindig(betrokkene=rita, versie=1, tot=date(2019, 12, 31), door=an, op=timezone.now())


@pytest.mark.parametrize("naam", ["x" * 200, "👶 Ünïcode", "\u202eatiR", "Rita\tVerzonnen"])
def test_vreemde_namen_worden_bewaard_zoals_ze_zijn(zonnebloem: Dossier, an: Medewerker, naam: str) -> None:
    assert Betrokkene.objects.get(pk=maak_betrokkene(zonnebloem, an, naam).pk).naam == " ".join(naam.split())


@pytest.mark.parametrize("naam", ["", "   ", "x" * 201])
def test_een_lege_of_te_lange_naam_wordt_geweigerd(zonnebloem: Dossier, an: Medewerker, naam: str) -> None:
    with pytest.raises(ValidationError):
        maak_betrokkene(zonnebloem, an, naam)
    assert not Betrokkene.objects.filter(geboortedatum=GEBOREN).exists()
