"""The norm of one visit a year: when it is broken it asks attention at every location, and the sentence does not say "Rustig"."""

from datetime import date, timedelta
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dossiers.actions import bezoeknorm, contactmomenten
from dossiers.actions.contactmomenten import inhoud_van
from dossiers.choices import Dossierstatus
from dossiers.models import Aandacht, Contactmoment, Dossier
from dossiers.normen import BEZOEKNORM, bezoek_te_laat
from dossiers.queries.zin import zinnen
from dossiers.tasks import kijk_bezoeknorm_na
from kern.models import Medewerker
from tests.dossiers.test_historiek import Anders, importeer, pakket
from tests.hulp.databank import Databank
from tests.hulp.tegelijk import tegelijk
from tests.mensen import maak
from tests.wereld import maak_dossier, maak_organisator, noteer_contact

VANDAAG = date(2026, 11, 22)


def bezoek(dossier: Dossier, door: Medewerker, dagen: int) -> Contactmoment:
    return noteer_contact(dossier, door, soort="bezoek", op=timezone.now() - timedelta(days=dagen))


def vraagt_aandacht() -> dict[str, str]:
    return {punt.dossier.naam: punt.reden for punt in Aandacht.objects.open().filter(soort=BEZOEKNORM).select_related("dossier")}


def zin(dossier: Dossier, wie: Medewerker) -> str:
    return zinnen(Dossier.objects.met_weg(wie).filter(pk=dossier.pk), voor=wie, op=timezone.now())[dossier.pk].tekst


@pytest.mark.parametrize(
    ("laatste", "begonnen", "te_laat"),
    [
        (date(2025, 11, 22), None, False),  # a year ago to the day
        (date(2025, 11, 21), None, True),
        (None, None, True),
        (None, date(2025, 11, 22), False),  # who began has a year for the first visit
        (None, date(2025, 11, 21), True),
        (date(2024, 1, 1), date(2020, 1, 1), True),
        (None, date(2027, 1, 1), False),
    ],
)
def test_de_norm_is_een_bezoek_per_jaar(laatste: date | None, begonnen: date | None, te_laat: bool) -> None:
    assert bezoek_te_laat(laatste, begonnen, VANDAAG) is te_laat


def test_de_blik_van_de_nacht_laat_elke_lopende_locatie_aandacht_vragen_en_doet_het_een_keer(
    an: Medewerker, zonnebloem: Dossier
) -> None:
    maak_dossier("De Maan", zonnebloem.organisator)
    maak_dossier("De Ster", zonnebloem.organisator, status=Dossierstatus.GESTOPT)
    maak_dossier("De Komeet", maak_organisator("Komeet vzw", an), gestart_op=timezone.localdate() - timedelta(days=30))
    assert zin(zonnebloem, an) == "Rustig. Nog geen bezoek bekend."
    kijk_bezoeknorm_na()
    reden = "Geen bezoek bekend bij deze organisator: dat hoort minstens eenmaal per jaar"
    assert vraagt_aandacht() == {"De Zonnebloem": reden, "De Maan": reden}
    assert zin(zonnebloem, an) == "Let op. Nog geen bezoek bekend, jaarlijks bezoek te laat."
    assert bezoeknorm.kijk_na(op=timezone.now()) == 0


def test_een_bezoek_aan_een_locatie_laat_ze_allemaal_meteen_rusten(an: Medewerker, zonnebloem: Dossier) -> None:
    maan = maak_dossier("De Maan", zonnebloem.organisator)
    bezoeknorm.kijk_na(op=timezone.now())
    bezoek(maan, an, 3)
    assert vraagt_aandacht() == {}
    assert zin(zonnebloem, an) == "Rustig. Nog geen bezoek bekend."  # not at this one


def test_wie_een_bezoek_terugneemt_verbetert_of_terugzet_ziet_het_meteen(an: Medewerker, zonnebloem: Dossier) -> None:
    lang_geleden = bezoek(zonnebloem, an, 500)
    dag = f"{timezone.localdate(lang_geleden.op):%d/%m/%Y}"
    toch = {"De Zonnebloem": f"Geen bezoek sinds {dag} bij deze organisator: dat hoort minstens eenmaal per jaar"}
    nieuw = bezoek(zonnebloem, an, 3)
    assert vraagt_aandacht() == {}
    nu = timezone.now()
    contactmomenten.trek_contact_in(contact=nieuw, reden="Het was een telefoon.", door=an, op=nu)
    assert vraagt_aandacht() == toch
    contactmomenten.zet_contact_terug(contact=nieuw, door=an, op=nu)
    assert vraagt_aandacht() == {}
    telefoon = inhoud_van(nieuw)._replace(soort="telefoon", richting="in")
    contactmomenten.verbeter_contact(contact=nieuw, versie=nieuw.versie, inhoud=telefoon, door=an, op=nu)
    assert vraagt_aandacht() == toch


def test_een_verbeterde_tekst_van_een_bezoek_laat_geen_spoor_in_wat_aandacht_vroeg(an: Medewerker, zonnebloem: Dossier) -> None:
    dit = bezoek(zonnebloem, an, 3)
    anders = inhoud_van(dit)._replace(tekst="De tuin is opnieuw aangelegd.")
    contactmomenten.verbeter_contact(contact=dit, versie=1, inhoud=anders, door=an, op=timezone.now())
    assert not Aandacht.objects.exists()


def test_een_locatie_die_sluit_rust_en_een_andere_reden_is_een_nieuwe_rij(an: Medewerker, zonnebloem: Dossier) -> None:
    nu = timezone.now()
    bezoeknorm.kijk_na(op=nu)
    lang_geleden = contactmomenten.Inhoud("bezoek", "", "", nu - timedelta(days=400), "Uit een oud notaboek.")
    contactmomenten.noteer_contact(sleutel=uuid4(), over=zonnebloem, inhoud=lang_geleden, door=an, op=nu)
    assert [(punt.reden[:17], punt.tot is None) for punt in Aandacht.objects.order_by("pk")] == [
        ("Geen bezoek beken", False),
        ("Geen bezoek sinds", True),
    ]
    Dossier.objects.filter(pk=zonnebloem.pk).update(status=Dossierstatus.OPGEHEVEN)
    assert bezoeknorm.kijk_na(op=nu) == 1
    assert vraagt_aandacht() == {}


def test_een_overgenomen_bezoek_telt_meteen_en_alleen_voor_die_organisator(an: Medewerker, tmp_path: Path) -> None:
    maak_dossier("De Maan", maak_organisator("Maan vzw", an))  # nobody looked at it yet: that waits for the night
    vandaag = timezone.localdate()
    zonder: Anders = {"betrokkenen.csv": None, "stukken.csv": None}
    for dagen, bron_id, verwacht in ((400, "c1", {"De Zonnebloem"}), (2, "c2", set())):
        bezoek_ = f"{bron_id};;d1;{vandaag - timedelta(days=dagen)}T14:00;;bezoek;;;Jan Vorige;Jaarlijks bezoek"
        importeer(pakket(tmp_path, zonder | {"contactmomenten.csv": [bezoek_]}, files={}))
        assert vraagt_aandacht().keys() == verwacht
    assert bezoeknorm.kijk_na(op=timezone.now()) == 1


@pytest.mark.parametrize("aantal", [1, 3])
def test_alle_organisatoren_nakijken_kost_een_vast_aantal_vragen(
    an: Medewerker, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for nummer in range(aantal):
        maak_dossier(f"De Maan {nummer}", maak_organisator(f"Maan {nummer} vzw", an))
    with django_assert_num_queries(5):  # its turn, visits, locations, what is open, new ones
        assert bezoeknorm.kijk_na(op=timezone.now()) == aantal


@pytest.mark.traag
def test_de_nacht_en_wie_een_bezoek_noteert_missen_elkaar_niet(eigen_database: Databank) -> None:
    """Whoever comes second sees what the first wrote, in whatever order."""
    an = maak("an", "An Peeters", "klantenbeheerder", team="antwerpen")  # type: ignore[arg-type]
    for ronde in range(5):
        dossier = maak_dossier(f"De Zon {ronde}", maak_organisator(f"Zon {ronde} vzw", an))
        tegelijk(partial(bezoek, dossier, an, 2), lambda: bezoeknorm.kijk_na(op=timezone.now()))
        assert vraagt_aandacht() == {}
