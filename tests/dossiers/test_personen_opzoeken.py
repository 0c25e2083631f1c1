"""Finding a person at a location: by whom the content is open to, and by nobody else."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from benchmarks import plannen
from dossiers.actions import betrokkenen
from dossiers.actions import toegang as toegangen
from dossiers.choices import Betrokkenerol
from dossiers.models import Betrokkene, Dossier, Zoekregel
from dossiers.opzoeken import personen
from dossiers.opzoeken.personen import zoek_personen
from kern import gebeurtenissen
from kern.actions import mensen
from kern.actions.scherm import registreer_vondsten
from kern.choices import Rol
from kern.logboek import regels_over
from kern.models import Medewerker
from tests.mensen import vervang
from tests.wereld import geef_toegang, maak_dossier, maak_organisator


def voeg_toe(dossier: Dossier, naam: str, door: Medewerker, *, aan_organisator: bool = False, **meer: Any) -> Betrokkene:
    gegevens: dict[str, Any] = {"rol": Betrokkenerol.VERANTWOORDELIJKE} | meer
    return betrokkenen.voeg_toe(
        organisator=dossier.organisator,
        dossier=None if aan_organisator else dossier,
        naam=naam,
        door=door,
        op=timezone.now(),
        **gegevens,
    )


def namen(wie: Medewerker, q: str) -> list[str]:
    return [vondst.betrokkene.naam for vondst in zoek_personen(wie, q, hoogstens=6)]


@pytest.fixture
def personeel(an: Medewerker, zonnebloem: Dossier) -> Dossier:
    """Célinë Van den Berghe and Jan Peeters work at De Zonnebloem."""
    voeg_toe(zonnebloem, "Célinë Van den Berghe", an)
    voeg_toe(zonnebloem, "Jan Peeters", an, rol=Betrokkenerol.BEGELEIDER)
    return zonnebloem


@pytest.mark.parametrize(
    "q", ["celine", "van den berghe", "vandenberghe", "Vandenberghe Célinë", "berghe cel", "vandenbergeh", "bergh"]
)
@pytest.mark.django_db
def test_an_vindt_een_persoon_hoe_ze_de_naam_ook_schrijft(an: Medewerker, personeel: Dossier, q: str) -> None:
    assert namen(an, q) == ["Célinë Van den Berghe"]


@pytest.mark.parametrize("q", ["", "j", "12", "jan 12", "’", "%", "🎈"])
@pytest.mark.django_db
def test_te_weinig_om_op_te_zoeken_vindt_niemand(an: Medewerker, personeel: Dossier, q: str) -> None:
    assert namen(an, q) == []


@pytest.mark.django_db
def test_wie_de_inhoud_niet_mag_lezen_krijgt_hetzelfde_als_wanneer_er_niemand_is(
    client_bart: Client, client_an: Client, personeel: Dossier
) -> None:
    van_bart = {q: client_bart.get("/palet/", {"q": q}).content.decode() for q in ("peeters jan", "peters jann")}
    assert "Niets gevonden voor “peeters jan”" in van_bart["peeters jan"]
    assert "Niets gevonden voor “peters jann”" in van_bart["peters jann"]
    html = client_an.get("/palet/", {"q": "peeters jan"}).content.decode()
    for tekst in ("Jan Peeters", "De Zonnebloem", personeel.dossiernummer, "Mortsel", "op persoon"):
        assert tekst in html


def blikken(wie: Medewerker) -> list[dict[str, Any]]:
    gezien = regels_over(wie).filter(gebeurtenis=gebeurtenissen.LIJST_INGEZIEN.code).order_by("pk")
    return list(gezien.values_list("gegevens", flat=True))


@pytest.mark.django_db
def test_wie_namen_te_zien_krijgt_staat_in_het_logboek_niet_met_elke_letter_opnieuw(
    client_an: Client, client_bart: Client, an: Medewerker, bart: Medewerker, dirk: Medewerker, personeel: Dossier
) -> None:
    jan, celine = (str(Betrokkene.objects.get(naam__contains=naam).pk) for naam in ("Jan", "Célinë"))
    for q in ("peet", "peete", "peeters", "peeters jan", "zonnebloem"):
        client_an.get("/palet/", {"q": q})
    assert blikken(an) == [{"lijst": "palet", "rijen": 1, "getoond": [jan]}]  # and never what was typed
    client_an.get("/palet/", {"q": "vandenberghe"})
    assert [blik["getoond"] for blik in blikken(an)] == [[jan], [celine]]
    client_bart.get("/palet/", {"q": "peeters"})
    assert blikken(bart) == []


@pytest.mark.parametrize(
    ("minuten", "nu", "rijen"),
    [(4, ["a"], 1), (4, ["b", "a"], 1), (4, ["a", "c"], 2), (6, ["a"], 2)],
)
@pytest.mark.django_db
def test_wie_dezelfde_namen_vijf_minuten_later_weer_ziet_kijkt_opnieuw(
    an: Medewerker, dirk: Medewerker, minuten: int, nu: list[str], rijen: int
) -> None:
    toen = timezone.now()
    registreer_vondsten(lijst="palet", personen=["a", "b"], door=an, op=toen)
    registreer_vondsten(lijst="palet", personen=nu, door=an, op=toen + timedelta(minutes=minuten))
    assert len(blikken(an)) == rijen
    registreer_vondsten(lijst="palet", personen=nu, door=dirk, op=toen)
    assert len(blikken(dirk)) == 1


@pytest.mark.django_db
def test_een_toegang_opent_ook_de_namen_en_alleen_die(
    hanne: Medewerker, bart: Medewerker, an: Medewerker, personeel: Dossier
) -> None:
    maan = maak_dossier("De Maan", maak_organisator("Maan vzw", an))
    voeg_toe(maan, "Jan Maes", an)
    for wie in (hanne, bart):
        assert namen(wie, "jan") == []
        geef_toegang(personeel, wie, an)
        assert namen(wie, "jan") == ["Jan Peeters"]


@pytest.mark.django_db
def test_een_recht_dat_verandert_geldt_bij_de_volgende_aanslag(
    bart: Medewerker, an: Medewerker, carla: Medewerker, personeel: Dossier
) -> None:
    """What is kept per person between two keystrokes never holds longer than the right itself."""
    assert namen(bart, "jan") == []

    vervanging = vervang(an, bart)
    assert namen(bart, "jan") == ["Jan Peeters"]
    mensen.trek_vervanging_in(vervanging=vervanging, door=an, op=timezone.now())
    assert namen(bart, "jan") == []

    toegang = geef_toegang(personeel, bart, an)
    assert namen(bart, "jan") == ["Jan Peeters"]
    toegangen.beeindig(toegang=toegang, reden="Niet meer nodig", door=an, op=timezone.now())
    assert namen(bart, "jan") == []

    Medewerker.objects.filter(pk=bart.pk).update(team=an.team)
    assert namen(Medewerker.objects.get(pk=bart.pk), "jan") == ["Jan Peeters"]
    Medewerker.objects.filter(pk=bart.pk).update(rollen=[Rol.JURIST])
    assert namen(Medewerker.objects.get(pk=bart.pk), "jan") == []
    Medewerker.objects.filter(pk=bart.pk).update(rollen=[Rol.KLANTENBEHEERDER], is_active=False, gedeactiveerd_op=timezone.now())
    assert namen(Medewerker.objects.get(pk=bart.pk), "jan") == []


@pytest.mark.django_db
def test_een_locatie_die_een_ander_team_krijgt_gaat_voor_de_namen_ook_over(els: Medewerker, personeel: Dossier) -> None:
    assert namen(els, "jan") == []
    Dossier.objects.filter(pk=personeel.pk).update(team=els.team)
    assert namen(els, "jan") == ["Jan Peeters"]


@pytest.mark.django_db
def test_wie_bij_de_organisator_zelf_staat_vindt_wie_een_van_haar_locaties_leest(
    an: Medewerker, bart: Medewerker, zonnebloem: Dossier
) -> None:
    voeg_toe(zonnebloem, "Rosa Bestuurder", an, aan_organisator=True, rol=Betrokkenerol.BESTUURDER)
    assert namen(an, "rosa") == ["Rosa Bestuurder"]
    assert namen(bart, "rosa") == []


@pytest.mark.django_db
def test_een_huisgenoot_wordt_niet_op_naam_gezocht(an: Medewerker, zonnebloem: Dossier) -> None:
    voeg_toe(zonnebloem, "Rosa Inwonend", an, rol=Betrokkenerol.HUISGENOOT)
    assert namen(an, "rosa") == []


@pytest.fixture
def janssens(an: Medewerker) -> None:
    """Four people called Janssens: in Gent, in Sint-Niklaas, in Ronse, and one whose first name is Gent."""
    for gemeente, postcode, naam in (
        ("Gent", "9000", "Els Janssens"), ("Sint-Niklaas", "9100", "Els Janssens"), ("Ronse", "9600", "Jan Janssens"),
        ("Mortsel", "2640", "Gent Janssens"),
    ):  # fmt: skip
        dossier = maak_dossier(
            f"Opvang {gemeente}", maak_organisator(f"{gemeente} vzw", an), gemeente=gemeente, postcode=postcode
        )
        voeg_toe(dossier, naam, an)


@pytest.mark.parametrize(
    ("q", "waar"),
    [
        ("janssens gent", ["Mortsel", "Gent"]),  # whose name it is comes before who is there
        ("gent janssens", ["Mortsel", "Gent"]),
        ("els janssens gent", ["Gent"]),
        ("janssens els gen", ["Gent"]),
        ("janssens sint-niklaas", ["Sint-Niklaas"]),
        ("sint niklaas janss", ["Sint-Niklaas"]),
        ("janssens ronse", ["Ronse"]),
        ("els ronse", []),
        ("jansens gent", ["Mortsel", "Gent", "Sint-Niklaas", "Ronse"]),  # a typing error: by the name alone
    ],
)
@pytest.mark.django_db
def test_een_naam_met_een_gemeente_vindt_wie_daar_staat(an: Medewerker, janssens: None, q: str, waar: list[str]) -> None:
    gevonden = [vondst.betrokkene.dossier for vondst in zoek_personen(an, q, hoogstens=6)]
    assert sorted(d.gemeente for d in gevonden if d) == sorted(waar)
    if len(waar) < 3:
        assert [d.gemeente for d in gevonden if d] == waar


@pytest.mark.django_db
def test_een_naam_met_een_gemeente_zegt_niets_over_wat_dicht_is(bart: Medewerker, janssens: None) -> None:
    assert zoek_personen(bart, "janssens gent", hoogstens=6) == []


@pytest.mark.parametrize("aantal", [1, 3])
@pytest.mark.django_db
def test_een_naam_met_een_gemeente_kost_een_vraag(
    an: Medewerker, zonnebloem: Dossier, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for nummer in range(aantal):
        voeg_toe(zonnebloem, f"Jan Peeters {'x' * nummer}", an)
    with django_assert_num_queries(1):
        gevonden = zoek_personen(an, "peeters mortsel", hoogstens=6)
    assert [vondst.waarom for vondst in gevonden] == ["op persoon en plaats"] * aantal


@pytest.mark.django_db
def test_wie_zelf_zo_heet_verdwijnt_niet_achter_de_velen_die_op_zo_een_plaats_staan(
    an: Medewerker, zonnebloem: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(personen, "KANDIDATEN", 1)  # so that four are very many
    hof = maak_dossier("Peetershof", zonnebloem.organisator)
    for nummer in range(4):
        voeg_toe(hof, f"Jan Claes {'x' * nummer}", an)
    voeg_toe(zonnebloem, "Jan Peeters", an)
    assert namen(an, "jan peeters")[0] == "Jan Peeters"
    assert "Jan Claes" in namen(an, "jan peeters")[1]


def rijen_van(model: type[Model], gevraagd: CaptureQueriesContext) -> float:
    """How many rows of one table the statements of *gevraagd* look at."""
    gelezen = 0.0
    with connection.cursor() as cursor:
        for vraag in gevraagd.captured_queries:
            cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {vraag['sql']}")
            knopen = plannen.knopen(cursor.fetchone()[0][0]["Plan"])
            gelezen += sum(plannen.rijen(knoop) for knoop in knopen if knoop.get("Relation Name") == model._meta.db_table)
    return gelezen


@pytest.mark.parametrize("q", ["peeters mortsel", "mortsel jan peeters", "kinderopvang peeters", "peeters k"])
@pytest.mark.django_db
def test_wie_een_naam_met_een_plaats_zoekt_leest_niet_elke_plaats_van_het_register(
    fatima: Medewerker, zonnebloem: Dossier, q: str
) -> None:
    """A word of a name is tried as a place too: only the places of who is called so are looked at."""
    velen = 500
    Betrokkene.objects.bulk_create(
        Betrokkene(organisator=zonnebloem.organisator, dossier=zonnebloem, rol="begeleider", naam=naam, naamsleutel=naam)
        for naam in ["jan peeters"] * velen  # one value, so that the statistics know how many there are
    )
    Zoekregel.objects.bulk_create(  # of locations that nobody works at
        Zoekregel(dossier_id=10**9 + nummer, naam=f"wolk {nummer}", tekst=f" kinderopvang wolk {nummer} 2640 mortsel ")
        for nummer in range(2000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE dossiers_zoekregel, dossiers_betrokkene, dossiers_dossier")
    with CaptureQueriesContext(connection) as gevraagd:
        zoek_personen(fatima, q, hoogstens=6)
    assert rijen_van(Zoekregel, gevraagd) <= 2 * velen


@pytest.mark.parametrize("aantal", [1, 3])
@pytest.mark.django_db
def test_personen_opzoeken_kost_een_vraag(an: Medewerker, zonnebloem: Dossier, aantal: int, django_assert_num_queries) -> None:
    for nummer in range(aantal):
        voeg_toe(zonnebloem, f"Jan Peeters {'x' * nummer}", an)
    with django_assert_num_queries(1):
        gevonden = zoek_personen(an, "peeters", hoogstens=6)
        assert [vondst.label for vondst in gevonden]
    assert len(gevonden) == aantal
