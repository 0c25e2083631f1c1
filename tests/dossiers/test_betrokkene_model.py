"""What the tables about people at a location hold and refuse, and how names of people are compared."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from dossiers.choices import Attestsoort, Betrokkenerol, Koppelstatus
from dossiers.models import Attest, Betrokkene, BetrokkeneEvent, Dossier, Groep, Groepslidmaatschap, PersoonKoppeling
from kern.actions.rijen import bewaar
from kern.tekst import persoonssleutel


@pytest.mark.parametrize(
    "naam",
    [
        "Célinë Van den Berghe",
        "van den berghe, Celine",
        "VANDENBERGHE Céline",
        "Celine  vanden Berghe",
        "Van Den Berghe Celine",
    ],
)
def test_dezelfde_naam_anders_geschreven_heeft_dezelfde_sleutel(naam: str) -> None:
    assert persoonssleutel(naam) == "celine vandenberghe"


@pytest.mark.parametrize(
    ("een", "ander"),
    [("Jan D'hondt", "d’Hondt Jan"), ("Fatima El Amrani", "Elamrani Fatima"), ("Søren Łukasz", "Lukasz Soren")],
)
def test_voorvoegsels_en_letters_van_elders_maken_geen_verschil(een: str, ander: str) -> None:
    assert persoonssleutel(een) == persoonssleutel(ander)


@pytest.mark.parametrize("ander", ["Rita Verzonne", "Rita Maria Verzonnen", "Verzonnen", ""])
def test_een_andere_naam_heeft_een_andere_sleutel(ander: str) -> None:
    assert persoonssleutel(ander) != persoonssleutel("Rita Verzonnen")


def rita(dossier: Dossier, **meer: object) -> Betrokkene:
    betrokkene = Betrokkene(
        **{
            "organisator": dossier.organisator,
            "dossier": dossier,
            "rol": Betrokkenerol.VERANTWOORDELIJKE,
            "naam": "Rita Verzonnen",
            "geboortedatum": date(1980, 5, 4),
            "vanaf": date(2020, 1, 1),
        }
        | meer
    )
    bewaar(betrokkene)
    return betrokkene


def test_van_een_betrokkene_blijft_elke_versie_bekend(zonnebloem: Dossier) -> None:
    betrokkene = rita(zonnebloem)
    betrokkene.telefoon = "0470 00 00 07"
    bewaar(betrokkene)
    versies = BetrokkeneEvent.objects.filter(pgh_obj=betrokkene).order_by("pgh_id")
    assert list(versies.values_list("naam", "telefoon")) == [("Rita Verzonnen", ""), ("Rita Verzonnen", "0470 00 00 07")]


def test_van_elke_soort_geldt_hoogstens_een_attest(zonnebloem: Dossier) -> None:
    betrokkene = rita(zonnebloem)
    Attest.objects.create(betrokkene=betrokkene, soort=Attestsoort.STRAFREGISTER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attest.objects.create(betrokkene=betrokkene, soort=Attestsoort.STRAFREGISTER)


def test_een_paar_personen_staat_er_eenmaal_en_nooit_omgekeerd(zonnebloem: Dossier) -> None:
    een, ander = sorted((rita(zonnebloem), rita(zonnebloem)), key=lambda b: b.pk)
    PersoonKoppeling.objects.create(een=een, ander=ander)
    for gegevens in ({"een": een, "ander": ander}, {"een": ander, "ander": een}, {"een": een, "ander": een}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PersoonKoppeling.objects.create(**gegevens)
    with pytest.raises(IntegrityError), transaction.atomic():
        PersoonKoppeling.objects.update(status=Koppelstatus.BEVESTIGD)  # nobody decided it


def test_een_organisator_hoort_niet_tweemaal_tegelijk_bij_een_groep(zonnebloem: Dossier) -> None:
    groep, koepel = Groep(naam="Groep Bloem"), Groep(naam="Koepel Noord", soort="koepel")
    for elk in (groep, koepel):
        bewaar(elk)
    lid = {"organisator": zonnebloem.organisator}
    Groepslidmaatschap.objects.create(groep=groep, vanaf=date(2020, 1, 1), tot=date(2021, 12, 31), **lid)
    Groepslidmaatschap.objects.create(groep=koepel, vanaf=date(2020, 1, 1), **lid)
    Groepslidmaatschap.objects.create(groep=groep, vanaf=date(2022, 1, 1), **lid)
    with pytest.raises(IntegrityError), transaction.atomic():
        Groepslidmaatschap.objects.create(groep=groep, vanaf=date(2021, 12, 31), tot=date(2021, 12, 31), **lid)
