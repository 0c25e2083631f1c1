"""What is called up while writing a report: text blocks, promises, colleagues who are named."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dossiers.aanroepen import BelofteOnleesbaar, genoemden, lees_belofte
from dossiers.access.tekstblok import blokken_bij_naam
from dossiers.actions import tekstblokken, verslag_nalezen, verslagen
from dossiers.choices import Belover
from dossiers.fouten import NogTeSchrijven
from dossiers.models import Belofte, Dossier, Tekstblok, Verslag
from kern.choices import Rol
from kern.fouten import AlAndersBewaard, AlGewijzigd
from kern.models import Logregel, Medewerker, OutboxRegel, Werkregel
from tests.mensen import maak
from tests.wereld import begin_verslag, schrijf_verslag

ZONDAG = date(2026, 11, 22)


@pytest.fixture
def bezoek(zonnebloem: Dossier, an: Medewerker) -> Verslag:
    return begin_verslag(zonnebloem, an)


def blok(naam: str, tekst: str, door: Medewerker, *, van: str = "eigen") -> Tekstblok:
    return tekstblokken.maak_blok(
        sleutel=uuid4(),
        naam=naam,
        tekst=f"<p>{tekst}</p>",
        eigenaar=door if van == "eigen" else None,
        team=door.team if van == "team" else None,
        door=door,
        op=timezone.now(),
    )


# --- Promises ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("woord", "tekst", "zin"),
    [
        ("belofte", "vrijdag terugbellen", "Wij beloven tegen vrijdag 27 november 2026: terugbellen."),
        ("belofte", "terugbellen tegen 12/3", "Wij beloven tegen vrijdag 12 maart 2027: terugbellen."),
        ("belofte", "morgen om 14u bellen.", "Wij beloven tegen maandag 23 november 2026: bellen om 14:00."),
        (
            "toezegging",
            "binnen twee weken het plan opsturen",
            "De organisator belooft tegen zondag 6 december 2026: het plan opsturen.",
        ),
    ],
)
def test_een_belofte_wordt_teruggelezen_met_haar_dag_in_woorden(woord: str, tekst: str, zin: str) -> None:
    assert lees_belofte(woord, tekst, ZONDAG).zin == zin


@pytest.mark.parametrize(
    ("tekst", "zin"), [("terugbellen", "tegen wanneer"), ("vrijdag", "wat er beloofd is"), ("vrijdag " + "x" * 301, "te lang")]
)
def test_zonder_dag_of_zonder_woorden_is_het_geen_belofte_en_dat_wordt_gezegd(tekst: str, zin: str) -> None:
    with pytest.raises(BelofteOnleesbaar, match=zin):
        lees_belofte("belofte", tekst, ZONDAG)


def test_de_editor_maakt_van_een_regel_een_belofte_en_twee_keer_verstuurd_is_een(client_an: Client, bezoek: Verslag) -> None:
    adres = f"{bezoek.get_absolute_url()}delen/afspraken/belofte/"
    regel = {"woord": "belofte", "tekst": "morgen terugbellen", "sleutel": str(uuid4())}
    assert "Wij beloven tegen" in client_an.get(adres, regel).json()["zin"]
    assert not Belofte.objects.exists()
    antwoorden = [client_an.post(adres, regel).json() for _ in range(2)]
    belofte = Belofte.objects.get()
    assert antwoorden[0] == antwoorden[1]
    assert (belofte.wat, belofte.tegen, belofte.waar_id) == (
        "terugbellen",
        timezone.localdate() + timedelta(days=1),
        str(bezoek.pk),
    )
    assert Werkregel.objects.get(soort="dossiers.belofte").titel == "Beloofd: terugbellen"
    fout = client_an.post(adres, regel | {"tekst": "terugbellen", "sleutel": str(uuid4())})
    assert (fout.status_code, "tegen wanneer" in fout.json()["fout"]) == (422, True)
    assert belofte.wat in client_an.get(bezoek.get_absolute_url()).content.decode()


def velden_van(verslag: Verslag, **teksten: str) -> dict[str, str]:
    uit: dict[str, str] = {}
    for deel in verslag.delen.all():
        uit |= {f"tekst_{deel.sleutel}": teksten.get(deel.sleutel, ""), f"versie_{deel.sleutel}": str(deel.versie)}
    return uit


def test_zonder_javascript_wordt_een_regel_een_belofte_of_een_tekstblok(
    client_an: Client, bezoek: Verslag, an: Medewerker
) -> None:
    blok("slapen-ok", "De slaapruimte is in orde.", an)
    tekst = "Eerst dit.\n::slapen-ok\n::belofte morgen terugbellen\n::toezegging over 2 weken plan opsturen\n::onbekend"
    for _ in range(2):  # and once more: the answer got lost
        client_an.post(bezoek.get_absolute_url(), velden_van(bezoek, afspraken=tekst))
    bewaard = bezoek.delen.get(sleutel="afspraken").tekst
    assert bewaard.startswith("<p>Eerst dit.</p><p>De slaapruimte is in orde.</p><p>Wij beloven tegen ")
    assert bewaard.endswith(": plan opsturen.<br>::onbekend</p>")
    assert sorted(Belofte.objects.values_list("van", "wat")) == [
        (Belover.ORGANISATOR, "plan opsturen"),
        (Belover.WIJ, "terugbellen"),
    ]


def test_zonder_javascript_wordt_een_onleesbare_belofte_bij_haar_deel_gezegd_en_blijft_alles_staan(
    client_an: Client, bezoek: Verslag
) -> None:
    antwoord = client_an.post(
        bezoek.get_absolute_url(), velden_van(bezoek, afspraken="Goed.\n::belofte terugbellen", besluit="Ja.")
    )
    blad = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert "Zeg erbij tegen wanneer" in blad
    assert "::belofte terugbellen" in blad
    assert bezoek.delen.get(sleutel="besluit").tekst == "<p>Ja.</p>"  # what could be kept was kept
    assert not Belofte.objects.exists()


def test_wat_als_belofte_getypt_is_en_niet_genoteerd_houdt_het_verslag_tegen(
    bezoek: Verslag, an: Medewerker, carla: Medewerker
) -> None:
    schrijf_verslag(bezoek, an, aanleiding="Jaarlijks.", gezien="Rustig.", besluit="Goed. ::belofte vrijdag bellen")
    with pytest.raises(NogTeSchrijven, match="::belofte vrijdag bellen"):
        verslag_nalezen.bied_aan(verslag=bezoek, lezer=carla, door=an, op=timezone.now())


def test_in_een_vastgelegd_verslag_wordt_niets_meer_beloofd(
    client_an: Client, bezoek: Verslag, an: Medewerker, carla: Medewerker
) -> None:
    schrijf_verslag(bezoek, an)
    verslag_nalezen.bied_aan(verslag=bezoek, lezer=carla, door=an, op=timezone.now())
    adres = f"{bezoek.get_absolute_url()}delen/afspraken/belofte/"
    antwoord = client_an.post(adres, {"woord": "belofte", "tekst": "morgen bellen", "sleutel": str(uuid4())})
    assert (antwoord.status_code, Belofte.objects.exists()) == (409, False)


# --- Colleagues --------------------------------------------------------------------------------------------------------------


def test_wie_genoemd_wordt_is_de_langste_naam_die_past_en_geen_stuk_van_een_mailadres() -> None:
    namen = ["An Peeters", "An Peeters-Maes", "Bart Maes"]
    tekst = "Vraag @An Peeters-Maes en @bart maes, niet an@An Peeters.be of @An Peetersen."
    assert list(genoemden(tekst, namen)) == ["An Peeters-Maes", "Bart Maes"]


def vermeldingen() -> list[str]:
    return [
        regel.ontvanger.naam for regel in OutboxRegel.objects.filter(sleutel__startswith="verslag-vermeld") if regel.ontvanger
    ]


def test_wie_genoemd_wordt_krijgt_een_bericht_een_keer_per_verslag(bezoek: Verslag, an: Medewerker, carla: Medewerker) -> None:
    schrijf_verslag(bezoek, an, gezien="Dit zag @Carla Willems ook.")
    schrijf_verslag(bezoek, an, gezien="Dit zag @Carla Willems ook, denk ik.", besluit="Kijk na, @Carla Willems.")
    assert vermeldingen() == [carla.naam]
    assert Logregel.objects.filter(gebeurtenis="dossiers.verslag_vermeld").count() == 1


def test_wie_niet_meeleest_krijgt_niets_en_dat_wordt_gezegd(client_an: Client, bezoek: Verslag, bart: Medewerker) -> None:
    deel = bezoek.delen.get(sleutel="gezien")
    adres = f"{bezoek.get_absolute_url()}delen/gezien/"
    antwoord = client_an.post(adres, {"versie": deel.versie, "tekst": f"<p>Vraag @{bart.naam}.</p>"}).json()
    assert antwoord["let_op"] == f"{bart.naam} leest deze locatie niet en werd dus niet verwittigd."
    assert vermeldingen() == []
    nog = client_an.post(adres, {"versie": antwoord["versie"], "tekst": f"<p>Vraag @{bart.naam} eens.</p>"}).json()
    assert "let_op" not in nog  # said once, not at every key


def test_aangeboden_wordt_alleen_wie_meeleest(
    client_an: Client, bezoek: Verslag, an: Medewerker, carla: Medewerker, bart: Medewerker
) -> None:
    collegas = client_an.get(f"{bezoek.get_absolute_url()}invullen/").json()["collegas"]
    assert carla.naam in collegas
    assert not {an.naam, bart.naam} & set(collegas)


# --- Text blocks -------------------------------------------------------------------------------------------------------------


def test_een_eigen_tekstblok_gaat_voor_dat_van_het_team_en_dat_voor_dat_van_het_agentschap(
    an: Medewerker, carla: Medewerker, bart: Medewerker
) -> None:
    blok("slot", "agentschap", carla, van="allen")
    assert blokken_bij_naam(bart)["slot"].tekst == "<p>agentschap</p>"
    blok("slot", "team", carla, van="team")
    assert blokken_bij_naam(an)["slot"].tekst == "<p>team</p>"
    assert blokken_bij_naam(bart)["slot"].tekst == "<p>agentschap</p>"  # another team
    blok("slot", "eigen", an)
    assert blokken_bij_naam(an)["slot"].tekst == "<p>eigen</p>"


def test_twee_van_een_naam_een_eigen_woord_en_een_lege_tekst_worden_geweigerd(an: Medewerker) -> None:
    blok("slot", "een", an)
    for naam, tekst, zin in (
        ("slot", "twee", "al een tekstblok met deze naam"),
        ("belofte", "x", "al een betekenis"),
        ("Met Spatie", "x", "kleine letters"),
        ("leeg", " ", "Schrijf wat er ingevuld"),
    ):
        with pytest.raises(ValidationError, match=zin):
            blok(naam, tekst, an)


def test_twee_keer_verstuurd_is_een_tekstblok(an: Medewerker) -> None:
    een = blok("slot", "een", an)
    vast: dict[str, Any] = {"sleutel": een.pk, "naam": "slot", "eigenaar": an, "team": None, "door": an, "op": timezone.now()}
    assert tekstblokken.maak_blok(tekst="<p>een</p>", **vast) == een
    with pytest.raises(AlAndersBewaard):
        tekstblokken.maak_blok(tekst="<p>twee</p>", **vast)


def test_wie_een_tekstblok_wijzigt_dat_een_collega_wijzigde_ziet_beide(client_carla: Client, carla: Medewerker) -> None:
    dit = blok("slot", "een", carla, van="team")
    tekstblokken.wijzig_blok(blok=dit, versie=1, naam="slot", tekst="<p>van een collega</p>", door=carla, op=timezone.now())
    antwoord = client_carla.post(dit.get_absolute_url(), {"versie": 1, "naam": "slot", "tekst": "van mij"})
    assert (antwoord.status_code, "van een collega" in antwoord.content.decode()) == (409, True)
    assert client_carla.post(dit.get_absolute_url(), {"versie": 2, "naam": "slot", "tekst": "samen"}).status_code == 302


def test_een_weggenomen_tekstblok_laat_zijn_naam_vrij(client_an: Client, an: Medewerker) -> None:
    dit = blok("slot", "een", an)
    assert client_an.post(f"{dit.get_absolute_url()}weg/").status_code == 302
    with pytest.raises(AlGewijzigd):
        tekstblokken.neem_blok_weg(blok=dit, door=an, op=timezone.now())
    velden = {"sleutel": str(uuid4()), "naam": "slot", "van": "eigen", "tekst": "opnieuw"}
    assert client_an.post("/tekstblokken/nieuw/", velden).status_code == 302
    assert "::slot" in client_an.get("/tekstblokken/").content.decode()


def test_een_klantenbeheerder_maakt_er_geen_voor_het_team_en_wijzigt_dat_van_een_ander_niet(
    client_an: Client, an: Medewerker, carla: Medewerker
) -> None:
    velden = {"sleutel": str(uuid4()), "naam": "slot", "van": "team", "tekst": "opnieuw"}
    assert client_an.post("/tekstblokken/nieuw/", velden).status_code == 422
    van_team, van_carla = blok("team", "een", carla, van="team"), blok("mijn", "een", carla)
    assert client_an.get(van_team.get_absolute_url()).status_code == 403
    assert client_an.get(van_carla.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_keuzes_kosten_evenveel_vragen_hoeveel_er_ook_zijn(
    client_an: Client, bezoek: Verslag, an: Medewerker, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for nummer in range(aantal):
        blok(f"blok-{nummer}", "x", an)
        maak(f"collega{nummer}", f"Lies Collega{nummer}", Rol.KLANTENBEHEERDER, team="antwerpen")
    client_an.get("/tekstblokken/")
    with django_assert_num_queries(6):
        client_an.get(f"{bezoek.get_absolute_url()}invullen/")


def test_schrijven_zonder_apenstaartje_vraagt_geen_namen_op(bezoek: Verslag, an: Medewerker) -> None:
    deel = bezoek.delen.get(sleutel="gezien")
    assert verslagen.bewaar_deel(deel=deel, versie=1, tekst="<p>Rustig.</p>", door=an, op=timezone.now()).niet_verwittigd == ()
