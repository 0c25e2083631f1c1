"""Handing over locations: what goes along, what is refused per row, and what the receiver reads."""

from collections.abc import Callable
from functools import partial
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dossiers import gebeurtenissen
from dossiers.actions import aandacht, dossiers, tijdlijn, toewijzen
from dossiers.actions.toewijzen import Gevraagd
from dossiers.choices import Ernst
from dossiers.models import Dossier, Organisator, Overdracht, Overdrachtsregel, Tijdlijnregel
from dossiers.queries import overdrachtsdossier
from kern import controle
from kern.choices import Rol
from kern.fouten import AlGewijzigd
from kern.logboek import regels_over
from kern.models import Medewerker, Notificatie, OutboxRegel
from tests.hulp import taken as taken_hulp
from tests.hulp.databank import Databank
from tests.hulp.tegelijk import soorten, tegelijk
from tests.mensen import Inloggen, maak, vervang
from tests.wereld import maak_dossier, maak_organisator, vraag_inspectie


def draag_over(dossiers_: list[Dossier], naar: Medewerker, door: Medewerker, nota: str = "") -> toewijzen.Uitkomst:
    gevraagd = [Gevraagd(d.pk, d.klantenbeheerder_id) for d in dossiers_]
    return toewijzen.draag_over(rijen=gevraagd, naar=naar, nota=nota, door=door, op=timezone.now())


def volgers() -> dict[str, tuple[str, str]]:
    """Who follows each location, and with which reason it deviates."""
    return {
        d.naam: (d.klantenbeheerder.username if d.klantenbeheerder else "", d.afwijking_reden)
        for d in Dossier.objects.select_related("klantenbeheerder")
    }


def klopt() -> bool:
    """Whether every location without a deviation has the klantenbeheerder of its organisator."""
    return not any(uitslag.fout for uitslag in controle.voer_uit(["dossiers.klantenbeheerder"]))


def vier() -> tuple[Medewerker, Medewerker, Medewerker, Organisator]:
    """An, Dirk and Carla of Antwerpen, and an organisator of An, in a database of their own."""
    an = maak("an", "An Peeters", Rol.KLANTENBEHEERDER, team="antwerpen")
    dirk = maak("dirk", "Dirk Claes", Rol.KLANTENBEHEERDER, team="antwerpen")
    return an, dirk, maak("carla", "Carla Willems", Rol.COORDINATOR, team="antwerpen"), maak_organisator("Zonnebloem vzw", an)


@pytest.fixture
def drie(zonnebloem: Dossier) -> list[Dossier]:
    """Three locations of one organisator, followed by An."""
    return [zonnebloem, *(maak_dossier(f"De Zonnebloem {i}", zonnebloem.organisator) for i in (2, 3))]


def test_gaan_alle_locaties_over_dan_gaat_de_organisator_mee(drie: list[Dossier], an: Medewerker, dirk: Medewerker) -> None:
    uitkomst = draag_over(drie, dirk, an, nota="Ik ga naar Gent.")
    assert (uitkomst.gelukt, uitkomst.mislukt) == (3, [])
    drie[0].organisator.refresh_from_db()
    assert drie[0].organisator.klantenbeheerder == dirk
    assert set(volgers().values()) == {("dirk", "")}
    assert klopt()


def test_gaan_er_enkele_over_dan_wijken_die_af_met_de_overdracht_als_reden(
    drie: list[Dossier], an: Medewerker, dirk: Medewerker
) -> None:
    draag_over(drie[:1], dirk, an, nota="Dirk kent de verantwoordelijke.")
    wie, reden = volgers()["De Zonnebloem"]
    assert wie == "dirk"
    assert reden.startswith("Overgedragen op ")
    assert "Dirk kent" not in reden  # the note stands in the hand-over alone, where it can be erased
    assert volgers()["De Zonnebloem 2"] == ("an", "")
    assert klopt()


def test_wie_een_deel_van_een_organisator_geeft_schrijft_waarom(an: Medewerker, dirk: Medewerker, drie: list[Dossier]) -> None:
    with pytest.raises(ValidationError, match="gaat niet mee met haar organisator"):
        draag_over(drie[:1], dirk, an)
    rij = Gevraagd(drie[0].pk, an.pk, nota="Ligt op zijn weg.")
    assert toewijzen.draag_over(rijen=[rij], naar=dirk, nota="", door=an, op=timezone.now()).gelukt == 1


def test_terug_naar_de_vaste_klantenbeheerder_is_geen_afwijking_meer(
    drie: list[Dossier], an: Medewerker, dirk: Medewerker
) -> None:
    draag_over(drie[:1], dirk, an, "Ligt op zijn weg.")
    draag_over([Dossier.objects.get(pk=drie[0].pk)], an, dirk)
    assert set(volgers().values()) == {("an", "")}
    assert klopt()


def test_een_gesloten_locatie_houdt_de_organisator_niet_tegen_en_gaat_mee(
    drie: list[Dossier], an: Medewerker, dirk: Medewerker
) -> None:
    Dossier.objects.filter(pk=drie[2].pk).update(status="gestopt")
    draag_over(drie[:2], dirk, an)
    assert set(volgers().values()) == {("dirk", "")}
    assert Overdrachtsregel.objects.count() == 3


def test_wie_afwijkt_blijft_staan_als_de_organisator_een_ander_krijgt(
    drie: list[Dossier], an: Medewerker, dirk: Medewerker, bart: Medewerker, carla: Medewerker
) -> None:
    dossiers.laat_afwijken(dossier=drie[1], klantenbeheerder=bart, reden="Ligt in Gent", door=carla, op=timezone.now())
    toewijzen.wijs_toe(organisator=drie[0].organisator, van=an.pk, naar=dirk, nota="", door=carla, op=timezone.now())
    assert volgers() == {
        "De Zonnebloem": ("dirk", ""),
        "De Zonnebloem 2": ("bart", "Ligt in Gent"),
        "De Zonnebloem 3": ("dirk", ""),
    }
    assert klopt()


def test_wat_intussen_veranderde_wordt_per_rij_geweigerd_en_de_rest_gaat(
    drie: list[Dossier], an: Medewerker, dirk: Medewerker, carla: Medewerker
) -> None:
    elders = maak_dossier("De Maan", maak_organisator("Maan vzw", an))
    oud = [Gevraagd(d.pk, an.pk) for d in (*drie, elders)]
    draag_over([elders], dirk, carla)
    uitkomst = toewijzen.draag_over(rijen=oud, naar=carla, nota="", door=carla, op=timezone.now())
    assert uitkomst.gelukt == 3
    (rij,) = uitkomst.mislukt
    assert rij.dossier == elders
    assert "Dirk Claes volgt deze locatie nu" in rij.zin


def test_an_geeft_niet_weg_wat_van_een_ander_is(an: Medewerker, dirk: Medewerker) -> None:
    van_dirk = maak_dossier("De Maan", maak_organisator("Maan vzw", dirk))
    uitkomst = draag_over([van_dirk], an, an)
    assert uitkomst.overdracht is None
    assert "niet van u" in uitkomst.mislukt[0].zin
    assert volgers()["De Maan"] == ("dirk", "")


def test_wie_vervangt_geeft_de_dossiers_van_de_afwezige_niet_weg(zonnebloem: Dossier, an: Medewerker, bart: Medewerker) -> None:
    vervang(an, bart)
    assert draag_over([zonnebloem], bart, bart).gelukt == 0


@pytest.mark.parametrize(("wie", "gelukt"), [("carla", 1), ("els", 0)])
def test_de_coordinator_geeft_wat_in_haar_team_ligt(
    wie: str, gelukt: int, zonnebloem: Dossier, dirk: Medewerker, carla: Medewerker, els: Medewerker
) -> None:
    assert draag_over([zonnebloem], dirk, {"carla": carla, "els": els}[wie]).gelukt == gelukt


def test_niemand_krijgt_locaties_die_er_geen_kan_volgen(zonnebloem: Dossier, an: Medewerker, gust: Medewerker) -> None:
    with pytest.raises(ValidationError, match="kan geen locaties volgen"):
        draag_over([zonnebloem], gust, an)


def test_logboek_tijdlijn_en_berichten_vertellen_het_een_keer(
    drie: list[Dossier], an: Medewerker, dirk: Medewerker, carla: Medewerker
) -> None:
    uitkomst = draag_over(drie, dirk, carla, nota="Met zorg.")
    assert uitkomst.overdracht
    for dossier in drie:
        (regel,) = regels_over(dossier).filter(gebeurtenis=gebeurtenissen.DOSSIER_OVERGEDRAGEN.code)
        assert (regel.gegevens["van"], regel.gegevens["naar"]) == (an.pk, dirk.pk)
        lijn = Tijdlijnregel.objects.get(dossier=dossier, soort=toewijzen.SOORT)
        assert lijn.titel == "Overgedragen van An Peeters aan Dirk Claes"
        assert lijn.url == uitkomst.overdracht.get_absolute_url()
    berichten = OutboxRegel.objects.filter(sleutel__startswith="overdracht")
    assert {(b.ontvanger, b.titel) for b in berichten} == {
        (dirk, "U volgt vanaf nu 3 locaties"),
        (an, "Dirk Claes volgt nu 3 locaties van u"),
    }
    assert not Notificatie.objects.filter(ontvanger=carla).exists()


def test_een_nieuwe_locatie_volgt_wie_de_organisator_nu_heeft(zonnebloem: Dossier, an: Medewerker, dirk: Medewerker) -> None:
    oud = zonnebloem.organisator
    toewijzen.wijs_toe(organisator=oud, van=an.pk, naar=dirk, nota="", door=an, op=timezone.now())
    maak_dossier("De Nieuwe", oud)  # *oud* still says An
    assert volgers()["De Nieuwe"] == ("dirk", "")


def test_twee_die_tegelijk_overdragen_een_wint_en_de_ander_hoort_het(eigen_database: Databank) -> None:
    an, dirk, carla, organisator = vier()
    alle = [maak_dossier(naam, organisator) for naam in ("De Zonnebloem", "De Zonnebloem 2")]
    een, ander = tegelijk(lambda: draag_over(alle, dirk, an), lambda: draag_over(alle[::-1], carla, carla))
    assert sorted([een.gelukt, ander.gelukt]) == [0, 2]
    assert Overdracht.objects.count() == 1
    assert klopt()


def test_twee_die_tegelijk_toewijzen_de_tweede_hoort_dat_een_collega_voor_was(eigen_database: Databank) -> None:
    an, dirk, carla, organisator = vier()
    maak_dossier("De Zonnebloem", organisator)

    def naar(wie: Medewerker) -> Callable[[], object]:
        return lambda: toewijzen.wijs_toe(organisator=organisator, van=an.pk, naar=wie, nota="", door=carla, op=timezone.now())

    assert soorten(tegelijk(naar(dirk), naar(carla))) == ["AlGewijzigd", "Overdracht"]
    assert klopt()


def test_een_locatie_die_er_tijdens_het_toewijzen_bijkomt_volgt_ook(eigen_database: Databank) -> None:
    an, dirk, carla, organisator = vier()
    tegelijk(
        lambda: toewijzen.wijs_toe(organisator=organisator, van=an.pk, naar=dirk, nota="", door=carla, op=timezone.now()),
        *(partial(maak_dossier, f"De Zonnebloem {i}", organisator) for i in range(3)),
    )
    assert set(volgers().values()) == {("dirk", "")}
    assert klopt()


def test_wie_toewijst_op_een_oud_scherm_krijgt_te_horen_dat_een_collega_voor_was(
    zonnebloem: Dossier, an: Medewerker, dirk: Medewerker, carla: Medewerker
) -> None:
    toewijzen.wijs_toe(organisator=zonnebloem.organisator, van=an.pk, naar=dirk, nota="", door=carla, op=timezone.now())
    with pytest.raises(AlGewijzigd):
        toewijzen.wijs_toe(organisator=zonnebloem.organisator, van=an.pk, naar=an, nota="", door=carla, op=timezone.now())


# --- The screens ---------------------------------------------------------------------------------------------------------
def test_vanuit_de_lijst_kiest_carla_rijen_en_draagt_ze_over(
    client_carla: Client, drie: list[Dossier], an: Medewerker, dirk: Medewerker
) -> None:
    gekozen = [str(d.pk) for d in drie[:2]]
    antwoord = client_carla.post("/dossiers/", {"bulk": "draag_over", "gekozen": gekozen})
    assert antwoord.status_code == 302
    pagina = client_carla.get(antwoord["Location"])
    html = pagina.content.decode()
    assert "De Zonnebloem 2" in html
    assert "De Zonnebloem 3" not in html
    assert "Dirk Claes (Antwerpen, klantenbeheerder): 0 locaties" in html
    gegevens = {"naar": dirk.pk, "nota": "Bel eerst.", "gekozen": gekozen}
    gegevens |= {f"van_{pk}": an.pk for pk in gekozen} | {f"nota_{gekozen[0]}": "Sleutel bij de buur."}
    klaar = client_carla.post("/overdrachten/nieuw/", gegevens)
    assert klaar.status_code == 302
    dossier = client_carla.get(klaar["Location"]).content.decode()
    for tekst in ("Bel eerst.", "Sleutel bij de buur.", "van An Peeters", "2 locaties"):
        assert tekst in dossier.replace("Van An", "van An"), tekst
    assert volgers()["De Zonnebloem 3"] == ("an", "")


def test_wie_zonder_keuze_komt_ziet_de_eigen_locaties_en_een_leeg_formulier_geeft_niets_weg(
    client_an: Client, zonnebloem: Dossier, dirk: Medewerker
) -> None:
    assert "De Zonnebloem" in client_an.get("/overdrachten/nieuw/").content.decode()
    assert client_an.post("/overdrachten/nieuw/", {"naar": dirk.pk}).status_code == 422
    assert not Overdracht.objects.exists()


def test_een_rij_die_veranderde_staat_met_haar_reden_op_het_scherm(
    client_carla: Client, zonnebloem: Dossier, an: Medewerker, dirk: Medewerker
) -> None:
    draag_over([zonnebloem], dirk, an)
    gegevens = {"naar": an.pk, "gekozen": zonnebloem.pk, f"van_{zonnebloem.pk}": an.pk, "nota": "Tot maandag."}
    antwoord = client_carla.post("/overdrachten/nieuw/", gegevens | {f"nota_{zonnebloem.pk}": "Bel <eerst> de buur."})
    assert antwoord.status_code == 409
    for tekst in ("Dirk Claes volgt deze locatie nu", "Bel &lt;eerst&gt; de buur.", "Tot maandag."):
        assert tekst in antwoord.text


def test_een_locatie_die_intussen_bij_een_ander_kwam_valt_niet_stil_weg(
    client_an: Client, drie: list[Dossier], an: Medewerker, bart: Medewerker, dirk: Medewerker
) -> None:
    van_bart = maak_dossier("Die van Bart", maak_organisator("Elders vzw", bart), team="limburg")
    gegevens: dict[str, object] = {"naar": dirk.pk, "gekozen": [drie[0].pk, van_bart.pk], f"van_{drie[0].pk}": an.pk}
    gegevens[f"nota_{drie[0].pk}"] = "Dirk woont vlakbij."
    antwoord = client_an.post("/overdrachten/nieuw/", gegevens | {f"nota_{van_bart.pk}": "De sleutel ligt bij de buur."})
    for tekst in ("1 gelukt, 1 niet", "Deze locatie is niet meer van u of van uw team.", "De sleutel ligt bij de buur."):
        assert tekst in antwoord.text
    van_bart.refresh_from_db()
    assert van_bart.klantenbeheerder == bart


def test_de_belasting_telt_wat_loopt_voor_en_na(client_carla: Client, drie: list[Dossier], dirk: Medewerker) -> None:
    Dossier.objects.filter(pk=drie[2].pk).update(status="gestopt")
    html = client_carla.get(
        "/overdrachten/nieuw/belasting/", {"gekozen": [str(d.pk) for d in drie], "naar": str(dirk.pk)}
    ).content.decode()
    cellen = [deel.split("<")[0] for deel in html.split('class="getal">')[1:]]
    koppen = ["Locaties nu", "Daarna", "Gewicht nu", "Daarna"]
    assert cellen == [*koppen, "0", "2", "0,0", "2,8", "2", "0", "2,8", "0,0"]  # 18 places each; a closed one weighs nothing


def test_het_gewicht_gaat_mee_met_wat_er_open_staat(drie: list[Dossier], an: Medewerker, dirk: Medewerker) -> None:
    nu = timezone.now()
    aandacht.open_aandacht(dossier=drie[0], soort="proef", verwijzing="1", reden="Open tekort", ernst=Ernst.GEVAAR, op=nu)
    vraag_inspectie(drie[0], an)
    taken_hulp.onthoud(sleutel=uuid4(), titel="Van mij alleen", tegen=None, over=drie[0], door=an, op=nu)
    dossiers = list(Dossier.objects.met_weg(an).filter(pk=drie[0].pk))
    ontvanger, gever = overdrachtsdossier.belasting(dossiers, dirk, voor=an, op=nu)
    assert (ontvanger.wie, ontvanger.gewicht_voor, ontvanger.gewicht_na) == (dirk, 0.0, 10.4)  # 1.4, danger 8, inspection 1
    assert (gever.gewicht_voor, gever.gewicht_na, gever.is_volledig) == (13.2, 2.8, True)
    na = draag_over([drie[0]], dirk, an, "Ligt op zijn weg.")
    assert na.gelukt == 1
    (later,) = overdrachtsdossier.belasting([], dirk, voor=an, op=nu)
    assert later.gewicht_voor == 10.4


def test_het_gewicht_verraadt_niet_wat_er_in_een_dossier_van_een_ander_team_staat(
    drie: list[Dossier], an: Medewerker, bart: Medewerker
) -> None:
    elders = maak_dossier("De Maan", maak_organisator("Maan vzw", bart), "oost-vlaanderen")
    dossiers = list(Dossier.objects.met_weg(an).filter(pk=drie[0].pk))
    nu = timezone.now()
    voor, _ = overdrachtsdossier.belasting(dossiers, bart, voor=an, op=nu)
    aandacht.open_aandacht(dossier=elders, soort="proef", verwijzing="1", reden="Geheim", ernst=Ernst.GEVAAR, op=nu)
    na, _ = overdrachtsdossier.belasting(dossiers, bart, voor=an, op=nu)
    assert (voor.gewicht_voor, voor.is_volledig) == (na.gewicht_voor, na.is_volledig) == (1.4, False)


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_belasting_kost_vier_vragen(
    an: Medewerker, dirk: Medewerker, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for nummer in range(aantal):
        maak_dossier(f"De Maan {nummer}", maak_organisator(f"Maan {nummer} vzw", an))
    dossiers = list(Dossier.objects.met_weg(an))
    with django_assert_num_queries(4):
        overdrachtsdossier.belasting(dossiers, dirk, voor=an, op=timezone.now())


def test_alleen_de_ontvanger_tekent_af_wat_gelezen_is(
    drie: list[Dossier], an: Medewerker, dirk: Medewerker, client_an: Client, inloggen: Inloggen
) -> None:
    overdracht = draag_over(drie, dirk, an).overdracht
    assert overdracht
    url = f"{overdracht.get_absolute_url()}gelezen/"
    assert client_an.post(url).status_code == 403
    client_dirk = inloggen(dirk)
    regel = overdracht.regels.all()[0]
    assert client_dirk.post(url, {"regel": regel.pk}).status_code == 302
    assert overdracht.regels.filter(gelezen_op=None).count() == 2
    client_dirk.post(url)
    assert not overdracht.regels.filter(gelezen_op=None).exists()


def test_wie_niets_met_een_overdracht_te_maken_heeft_vindt_ze_niet(
    zonnebloem: Dossier, an: Medewerker, dirk: Medewerker, client_bart: Client, client_carla: Client
) -> None:
    overdracht = draag_over([zonnebloem], dirk, an).overdracht
    assert overdracht
    assert client_bart.get(overdracht.get_absolute_url()).status_code == 404
    assert str(overdracht.pk) not in client_bart.get("/overdrachten/").content.decode()
    assert client_carla.get(overdracht.get_absolute_url()).status_code == 200


def test_wie_de_inhoud_niet_meer_mag_zien_leest_de_kaart_en_de_nota(
    bart: Medewerker, els: Medewerker, carla: Medewerker, inloggen: Inloggen
) -> None:
    """Bart followed a location in Antwerpen, gives it away, and has no way to its content any more."""
    maan = maak_dossier("De Maan", maak_organisator("Maan vzw", bart))
    aandacht.open_aandacht(dossier=maan, soort="proef", verwijzing="1", reden="Open tekort veilig slapen", op=timezone.now())
    overdracht = draag_over([maan], carla, bart, nota="De sleutel ligt bij de buur.").overdracht
    assert overdracht
    html = inloggen(bart).get(overdracht.get_absolute_url()).content.decode()
    assert "De sleutel ligt bij de buur." in html
    assert "Open tekort" not in html
    assert "Open tekort" in inloggen(carla).get(overdracht.get_absolute_url()).content.decode()


@pytest.mark.parametrize("aantal", [1, 3])
@pytest.mark.parametrize(("pagina", "vragen"), [("lijst", 6), ("nieuw", 8), ("overdracht", 13)])
def test_het_aantal_vragen_groeit_niet_met_de_locaties(
    pagina: str,
    vragen: int,
    aantal: int,
    client_carla: Client,
    an: Medewerker,
    carla: Medewerker,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    nu = timezone.now()
    locaties = []
    for i in range(aantal):
        collega = maak(f"an{i}", f"An {i}", Rol.KLANTENBEHEERDER, team="antwerpen")
        dossier = maak_dossier(f"De Maan {i}", maak_organisator(f"Maan {i} vzw", collega))
        for j in range(7):
            tijdlijn.schrijf(
                over=dossier, soort="proef", verwijzing=f"{i}.{j}", titel=f"Regel {j}", op=nu, bekend_sinds=nu, door=an
            )
        aandacht.open_aandacht(dossier=dossier, soort="proef", verwijzing=str(i), reden="Tekort", op=nu)
        locaties.append(dossier)
    for _ in range(aantal if pagina == "lijst" else 1):
        overdracht = draag_over(list(Dossier.objects.all()), carla if pagina != "nieuw" else an, carla).overdracht
        Dossier.objects.update(klantenbeheerder=an, afwijking_reden="proef")
    assert overdracht
    paden = {
        "lijst": "/overdrachten/",
        "nieuw": "/overdrachten/nieuw/?" + "&".join(f"gekozen={d.pk}" for d in locaties),
        "overdracht": overdracht.get_absolute_url(),
    }
    client_carla.get(paden[pagina])
    with django_assert_num_queries(vragen):
        client_carla.get(paden[pagina])
