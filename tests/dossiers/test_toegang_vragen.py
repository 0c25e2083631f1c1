"""Asking, answering and ending access; noodtoegang; and that two pairs of eyes are two natural persons."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from dossiers import gebeurtenissen
from dossiers.actions import toegang
from dossiers.choices import Toegangsoort, Vraagstatus
from dossiers.fouten import HeeftAlToegang, OngeldigePeriode, VraagLooptAl
from dossiers.models import Dossier, DossierToegang, Toegangsvraag
from kern.actions import uitnodigingen
from kern.actions.scherm import meld_aanwezig
from kern.fouten import AlGewijzigd, EisNietVoldaan, VierOgenNodig
from kern.logboek import regels_over
from kern.models import Medewerker, OutboxRegel
from kern.scherm import kijkbewijs
from kern.tijd import einde_van
from tests.mensen import Inloggen, vervang
from tests.wereld import geef_toegang, maak_dossier, maak_organisator

REDEN = "Een broertje gaat naar een opvang in mijn regio."


def vraag(dossier: Dossier, door: Medewerker) -> Toegangsvraag:
    return toegang.vraag_toegang(dossier=dossier, door=door, reden=REDEN, op=timezone.now())


def ken_toe(dit: Toegangsvraag, door: Medewerker, dagen: int = 7) -> Toegangsvraag:
    return toegang.ken_toe(vraag=dit, tot=timezone.localdate() + timedelta(days=dagen), door=door, op=timezone.now())


def verwittigd() -> set[tuple[str, str]]:
    rijen = OutboxRegel.objects.filter(kanaal="notificatie").select_related("ontvanger")
    return {(rij.ontvanger.username, rij.titel) for rij in rijen if rij.ontvanger}


def test_bart_vraagt_toegang_carla_geeft_ze_en_bart_leest_tot_die_dag(
    client_bart: Client, client_carla: Client, carla: Medewerker, bart: Medewerker, zonnebloem: Dossier
) -> None:
    gevraagd = client_bart.post(f"{zonnebloem.get_absolute_url()}vraag-toegang/", {"reden": REDEN})
    assert gevraagd.status_code == 302
    dit = Toegangsvraag.objects.get()
    assert verwittigd() == {("an", "Bart Maes vraagt toegang"), ("carla", "Bart Maes vraagt toegang")}
    assert REDEN not in "".join(OutboxRegel.objects.values_list("tekst", flat=True))
    assert "Uw vraag wacht op antwoord" in client_bart.get(zonnebloem.get_absolute_url()).content.decode()
    assert "Bart Maes vraagt toegang" in client_carla.get("/").content.decode()

    tot = timezone.localdate() + timedelta(days=3)
    url = f"{dit.get_absolute_url()}toekennen/"
    assert client_carla.post(url, {"tot": tot.isoformat()}).status_code == 302
    dit.refresh_from_db()
    assert (dit.status, dit.beslist_door, dit.toegang and dit.toegang.verleend_door) == (Vraagstatus.TOEGEKEND, carla, carla)
    assert dit.toegang is not None
    assert dit.toegang.verloopt_op == einde_van(tot)
    assert 'data-diepte="inhoud"' in client_bart.get(zonnebloem.get_absolute_url()).content.decode()
    assert ("bart", "U kreeg toegang") in verwittigd()


def test_de_klantenbeheerder_weigert_met_een_reden_die_bart_leest(
    client_an: Client, client_bart: Client, bart: Medewerker, zonnebloem: Dossier
) -> None:
    dit = vraag(zonnebloem, bart)
    url = f"{dit.get_absolute_url()}weigeren/"
    assert client_an.post(url, {"antwoord": ""}).status_code == 422
    assert client_an.post(url, {"antwoord": "Bel me eerst even."}).status_code == 302
    assert "Bel me eerst even." in client_bart.get(dit.get_absolute_url()).content.decode()
    assert 'data-diepte="kaart"' in client_bart.get(zonnebloem.get_absolute_url()).content.decode()
    assert ("bart", "Uw vraag om toegang werd geweigerd") in verwittigd()


def test_een_oude_open_vraag_blijft_op_de_pagina_hoe_lang_de_geschiedenis_ook_is(
    monkeypatch: pytest.MonkeyPatch, client_an: Client, an: Medewerker, bart: Medewerker, gust: Medewerker, zonnebloem: Dossier
) -> None:
    monkeypatch.setattr("dossiers.views.toegang.MEESTE_VRAGEN", 1)
    oud = vraag(zonnebloem, bart)
    ken_toe(vraag(zonnebloem, gust), an)
    assert oud.get_absolute_url() in client_an.get("/dossiers/toegang/").content.decode()


def test_een_weigering_zonder_reden_kan_niet(an: Medewerker, bart: Medewerker, zonnebloem: Dossier) -> None:
    with pytest.raises(EisNietVoldaan):
        toegang.weiger(vraag=vraag(zonnebloem, bart), antwoord="", door=an, op=timezone.now())


def test_bart_vraagt_geen_twee_keer_en_niet_wat_hij_al_heeft(bart: Medewerker, an: Medewerker, zonnebloem: Dossier) -> None:
    vraag(zonnebloem, bart)
    with pytest.raises(VraagLooptAl):
        vraag(zonnebloem, bart)
    with pytest.raises(HeeftAlToegang):
        vraag(zonnebloem, an)


def test_bart_trekt_zijn_vraag_in_en_an_kan_dan_niet_meer_beslissen(
    client_bart: Client, an: Medewerker, bart: Medewerker, zonnebloem: Dossier
) -> None:
    dit = vraag(zonnebloem, bart)
    assert client_bart.post(f"{dit.get_absolute_url()}intrekken/").status_code == 302
    with pytest.raises(AlGewijzigd):
        ken_toe(dit, an)
    assert not DossierToegang.objects.exists()


def test_wie_tweede_is_hoort_dat_een_collega_al_besliste(
    an: Medewerker, carla: Medewerker, bart: Medewerker, zonnebloem: Dossier
) -> None:
    dit = vraag(zonnebloem, bart)
    oud = Toegangsvraag.objects.get(pk=dit.pk)
    ken_toe(dit, an)
    with pytest.raises(AlGewijzigd):
        toegang.weiger(vraag=oud, antwoord="Toch niet", door=carla, op=timezone.now())
    with pytest.raises(AlGewijzigd):
        ken_toe(oud, carla)
    assert DossierToegang.objects.count() == 1


@pytest.mark.parametrize("dagen", [-1, 366])
def test_toegang_eindigt_ten_laatste_na_een_jaar_en_niet_in_het_verleden(
    an: Medewerker, bart: Medewerker, zonnebloem: Dossier, dagen: int
) -> None:
    with pytest.raises(OngeldigePeriode):
        ken_toe(vraag(zonnebloem, bart), an, dagen)


@pytest.mark.parametrize("wie", ["dirk", "els", "gust", "fatima"])
def test_wie_niet_over_het_dossier_gaat_ziet_de_vraag_niet_en_beslist_niet(
    wie: str, request: pytest.FixtureRequest, inloggen: Inloggen, bart: Medewerker, zonnebloem: Dossier
) -> None:
    dit = vraag(zonnebloem, bart)
    client = inloggen(request.getfixturevalue(wie))
    assert client.get(dit.get_absolute_url()).status_code == 404
    tot = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert client.post(f"{dit.get_absolute_url()}toekennen/", {"tot": tot}).status_code == 404


def test_de_vrager_beslist_niet_zelf(client_bart: Client, bart: Medewerker, zonnebloem: Dossier) -> None:
    dit = vraag(zonnebloem, bart)
    tot = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert client_bart.post(f"{dit.get_absolute_url()}toekennen/", {"tot": tot}).status_code == 403
    assert client_bart.post(f"{dit.get_absolute_url()}weigeren/", {"antwoord": "nee"}).status_code == 403


def test_els_keurt_haar_eigen_vraag_niet_goed_als_vervanger_van_carla(
    els: Medewerker, carla: Medewerker, inloggen: Inloggen, zonnebloem: Dossier
) -> None:
    """Els asks as herself, then stands in for the coordinator who decides: still one natural person."""
    dit = vraag(zonnebloem, els)
    vervang(carla, els)
    client = inloggen(els)
    tot = (timezone.localdate() + timedelta(days=1)).isoformat()
    antwoord = client.post(f"{dit.get_absolute_url()}toekennen/", {"tot": tot})
    assert antwoord.status_code == 403
    assert "Vraag een collega" in antwoord.content.decode()
    with pytest.raises(VierOgenNodig):
        ken_toe(dit, els)
    assert dit.pk not in {v.pk for v in Toegangsvraag.objects.te_beslissen_door(els)}


def test_els_beslist_namens_carla_over_de_vraag_van_een_ander(
    els: Medewerker, carla: Medewerker, bart: Medewerker, inloggen: Inloggen, zonnebloem: Dossier
) -> None:
    dit = vraag(zonnebloem, bart)
    vervang(carla, els)
    tot = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert inloggen(els).post(f"{dit.get_absolute_url()}toekennen/", {"tot": tot}).status_code == 302
    (regel,) = regels_over(zonnebloem).filter(gebeurtenis=gebeurtenissen.TOEGANG_VERLEEND.code)
    assert (regel.door_naam, regel.namens_naam) == ("Els Goossens", "Carla Willems")


def test_vervangen_geeft_geen_macht_een_jurist_beslist_niet_namens_carla(
    gust: Medewerker, carla: Medewerker, bart: Medewerker, inloggen: Inloggen, zonnebloem: Dossier
) -> None:
    dit = vraag(zonnebloem, bart)
    vervang(carla, gust)
    assert inloggen(gust).get(dit.get_absolute_url()).status_code == 404


def test_de_vervanger_van_carla_hoort_het_ook(els: Medewerker, carla: Medewerker, gust: Medewerker, zonnebloem: Dossier) -> None:
    vervang(carla, els)
    toegang.neem_noodtoegang(dossier=zonnebloem, door=gust, reden=REDEN, op=timezone.now())
    titel = "Gust Wouters nam noodtoegang"
    assert {wie for wie, wat in verwittigd() if wat == titel} == {"an", "carla", "els"}


def test_noodtoegang_opent_de_inhoud_24_uur_en_carla_ziet_ze_met_de_reden(
    client_bart: Client, client_carla: Client, carla: Medewerker, bart: Medewerker, zonnebloem: Dossier
) -> None:
    url = f"{zonnebloem.get_absolute_url()}noodtoegang/"
    assert client_bart.post(url, {"reden": "kort"}).status_code == 422
    assert client_bart.post(url, {"reden": "Kind niet opgehaald, niemand neemt op"}).status_code == 302
    verleend = DossierToegang.objects.get()
    assert verleend.verloopt_op - verleend.verleend_op == timedelta(hours=24)
    html = client_bart.get(zonnebloem.get_absolute_url()).content.decode()
    assert "U leest met noodtoegang" in html
    assert "Kind niet opgehaald" in client_carla.get("/dossiers/toegang/").content.decode()
    codes = list(regels_over(zonnebloem).filter(door_id=bart.pk).values_list("gebeurtenis", "gegevens__soort", "gegevens__weg"))
    assert codes == [
        (gebeurtenissen.DOSSIER_INGEZIEN.code, None, "nood"),
        (gebeurtenissen.NOODTOEGANG_GENOMEN.code, "nood", None),
    ]


def test_noodtoegang_kan_niet_dubbel_en_niet_voor_een_externe(
    bart: Medewerker, hanne: Medewerker, inloggen: Inloggen, zonnebloem: Dossier
) -> None:
    toegang.neem_noodtoegang(dossier=zonnebloem, door=bart, reden=REDEN, op=timezone.now())
    with pytest.raises(HeeftAlToegang):
        toegang.neem_noodtoegang(dossier=zonnebloem, door=bart, reden=REDEN, op=timezone.now())
    assert inloggen(hanne).post(f"{zonnebloem.get_absolute_url()}noodtoegang/", {"reden": REDEN}).status_code == 404


def test_toegang_op_vraag_neemt_de_plaats_in_van_noodtoegang(an: Medewerker, bart: Medewerker, zonnebloem: Dossier) -> None:
    dit = vraag(zonnebloem, bart)
    toegang.neem_noodtoegang(dossier=zonnebloem, door=bart, reden=REDEN, op=timezone.now())
    ken_toe(dit, an)
    nu = timezone.now()
    assert [t.soort for t in DossierToegang.objects.filter(verloopt_op__gt=nu)] == [Toegangsoort.TOEGANG]


def test_carla_beeindigt_een_toegang_en_bart_ziet_bij_de_volgende_klik_de_kaart(
    client_carla: Client, client_bart: Client, an: Medewerker, bart: Medewerker, zonnebloem: Dossier
) -> None:
    lopend = geef_toegang(zonnebloem, bart, an)
    url = f"/dossiers/toegang/{lopend.pk}/beeindigen/"
    assert client_carla.post(url, {"reden": "kort"}).status_code == 302
    assert 'data-diepte="inhoud"' in client_bart.get(zonnebloem.get_absolute_url()).content.decode()
    assert client_carla.post(url, {"reden": "De overdracht is klaar"}).status_code == 302
    assert 'data-diepte="kaart"' in client_bart.get(zonnebloem.get_absolute_url()).content.decode()
    assert ("bart", "Uw toegang is beëindigd") in verwittigd()
    assert client_bart.post(url, {"reden": "Dat wil ik niet hebben"}).status_code == 404


def test_een_adviesvraag_opent_het_dossier_tot_het_antwoord(
    an: Medewerker, gust: Medewerker, inloggen: Inloggen, zonnebloem: Dossier
) -> None:
    nu = timezone.now()
    uitnodiging = uitnodigingen.vraag_advies(
        sleutel=uuid4(),
        onderwerp_soort="dossiers.dossier",
        onderwerp_id=str(zonnebloem.pk),
        aan=gust,
        vraag="Mag dit zo volgens de huurwet?",
        tegen=timezone.localdate(),
        door=an,
        op=nu,
    )
    client = inloggen(gust)
    assert "U bent uitgenodigd in dit dossier" in client.get(zonnebloem.get_absolute_url()).content.decode()
    uitnodigingen.beantwoord(uitnodiging=uitnodiging, antwoord="Ja.", door=gust, op=timezone.now())
    assert 'data-diepte="kaart"' in client.get(zonnebloem.get_absolute_url()).content.decode()


def test_wie_zelf_bij_uitzondering_leest_nodigt_niemand_uit(
    an: Medewerker, bart: Medewerker, gust: Medewerker, zonnebloem: Dossier
) -> None:
    geef_toegang(zonnebloem, bart, an)
    with pytest.raises(PermissionDenied):
        uitnodigingen.vraag_advies(
            sleutel=uuid4(),
            onderwerp_soort="dossiers.dossier",
            onderwerp_id=str(zonnebloem.pk),
            aan=gust,
            vraag="Kijk jij eens?",
            tegen=timezone.localdate(),
            door=bart,
            op=timezone.now(),
        )


def test_een_afwijkende_klantenbeheerder_beslist_in_de_plaats_van_de_vaste(
    an: Medewerker, dirk: Medewerker, bart: Medewerker, zonnebloem: Dossier
) -> None:
    from dossiers.actions.dossiers import laat_afwijken

    maan = maak_dossier("De Maan", maak_organisator("Maan vzw", an))
    laat_afwijken(dossier=maan, klantenbeheerder=dirk, reden="spreekt Pools", door=None, op=timezone.now())
    dit = vraag(maan, bart)
    assert list(Toegangsvraag.objects.te_beslissen_door(dirk)) == [dit]
    assert list(Toegangsvraag.objects.te_beslissen_door(an)) == []


def test_wie_geen_toegang_meer_heeft_ziet_ook_niet_meer_wie_er_kijkt(
    client_bart: Client, an: Medewerker, bart: Medewerker, carla: Medewerker, zonnebloem: Dossier
) -> None:
    verleend = geef_toegang(zonnebloem, bart, carla)
    pagina = client_bart.get(zonnebloem.get_absolute_url()).content.decode()
    bewijs = kijkbewijs(zonnebloem, bart)
    assert "bewijs" in pagina
    meld_aanwezig(onderwerp=f"dossiers.dossier:{zonnebloem.pk}", door=an, op=timezone.now())
    assert "An Peeters kijkt mee" in client_bart.post("/aanwezigheid/", {"bewijs": bewijs}).content.decode()
    toegang.beeindig(toegang=verleend, reden="De vraag is beantwoord.", door=carla, op=timezone.now())
    antwoord = client_bart.post("/aanwezigheid/", {"bewijs": bewijs})
    assert antwoord.status_code == 403
    assert "An Peeters" not in antwoord.content.decode()
