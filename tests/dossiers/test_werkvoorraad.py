"""The first page of the day: what waits, what a button does, and what nobody may read there."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from dossiers.actions import dossiers, toegang
from dossiers.models import Dossier
from kern.actions import eigen_werk, mensen, uitnodigingen, werk
from kern.choices import Rol, Werkaard
from kern.models import Medewerker, Team, Werkregel
from kern.werk import Publiek, Werksoort
from kern.werk import registreer as registreer_soort
from tests.hulp import taken as taken_hulp
from tests.mensen import Inloggen, maak, vervang
from tests.wereld import geef_toegang, maak_dossier

INHOUD = Werksoort("test.inhoud", "nota", "nota’s", "document")
registreer_soort(INHOUD)


def nota(voor: Medewerker, over: Dossier, **meer: Any) -> Werkregel:
    """Work whose words come from the content of the dossier."""
    gegevens: dict[str, Any] = {
        "verwijzing": uuid4(), "titel": "Lees de nota over de lekkage", "kort": "Er staat water in de kelder", "over": over,
        "url": "/geheim/", "publiek": Publiek(voor=voor), "op": timezone.now(),
    }  # fmt: skip
    return werk.meld(soort=INHOUD, **gegevens | meer)


def onthoud(door: Medewerker, titel: str = "Bel terug", **meer: Any) -> Werkregel:
    gegevens: dict[str, Any] = {"sleutel": uuid4(), "tegen": None, "over": None, "door": door, "op": timezone.now()}
    return taken_hulp.onthoud(titel=titel, **gegevens | meer)


def html(client: Client, pad: str = "/") -> str:
    antwoord = client.get(pad)
    assert antwoord.status_code == 200
    return antwoord.content.decode()


def doe(client: Client, wat: str, pad: str = "/", **meer: Any) -> Any:
    return client.post(pad, {"doe": wat}, **meer)


# --- What stands there -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_werkvoorraad_kost_negen_vragen_hoeveel_er_ook_wacht(
    client_an: Client, an: Medewerker, zonnebloem: Dossier, aantal: int, django_assert_num_queries: Any
) -> None:
    for nummer in range(aantal):
        andere = maak_dossier(f"De Maan {nummer}", zonnebloem.organisator)
        onthoud(an, f"Bel {nummer}", over=andere, tegen=timezone.localdate())
        nota(an, andere)
        nota(an, andere, aard=Werkaard.WACHT, wacht_op="een antwoord")
    # Session, person, closing days, rows, their dossiers, counters of the navigation; when she left, what was done, visits.
    with django_assert_num_queries(9):
        pagina = html(client_an, "/?begin=ja")  # as in the morning
    assert pagina.count("data-rij") == 3 * aantal
    assert "&lt;" not in pagina


def test_naam_nummer_en_gemeente_staan_bij_elke_regel(client_an: Client, an: Medewerker, zonnebloem: Dossier) -> None:
    onthoud(an, over=zonnebloem)
    pagina = html(client_an)
    assert "De Zonnebloem" in pagina
    assert f"{zonnebloem.dossiernummer}, Mortsel" in pagina


def test_de_navigatie_telt_wat_te_laat_is_of_vandaag_moet(client_an: Client, an: Medewerker) -> None:
    assert 'class="teller dringend">' not in html(client_an, "/profiel/")
    vandaag = timezone.localdate()
    for tegen in (vandaag - timedelta(days=1), vandaag, vandaag + timedelta(days=1), None):
        onthoud(an, tegen=tegen)
    assert 'class="teller dringend">2</span>' in html(client_an, "/profiel/")


def test_een_groep_toont_de_eerste_vijfentwintig_en_op_vraag_alles(client_an: Client, an: Medewerker) -> None:
    for nummer in range(27):
        onthoud(an, f"Bel {nummer}")
    assert html(client_an).count("data-rij") == 25
    assert "Toon alle 27" in html(client_an)
    assert html(client_an, "/?groep=nieuw").count("data-rij") == 27


def test_filters_staan_in_het_adres(client_an: Client, an: Medewerker, zonnebloem: Dossier) -> None:
    onthoud(an, "Over de zon", over=zonnebloem)
    onthoud(an, "Over niets", tegen=timezone.localdate() - timedelta(days=1))
    nota(an, zonnebloem)
    assert html(client_an, f"/?dossier={zonnebloem.dossiernummer}").count("data-rij") == 2
    assert html(client_an, "/?dossier=000000000").count("data-rij") == 0
    assert html(client_an, "/?soort=test.inhoud").count("data-rij") == 1
    assert html(client_an, "/?laat=on").count("data-rij") == 1
    assert html(client_an, "/?soort=bestaat.niet").count("data-rij") == 0
    assert "Niets gevonden met deze keuze" in html(client_an, "/?soort=bestaat.niet")


@pytest.mark.parametrize("vraag", ["groep=999", "groep=", "van=<b>", "soort=%00", "dossier=" + "9" * 500, "laat=x&laat=y"])
def test_een_rare_keuze_is_geen_fout(client_an: Client, vraag: str) -> None:
    assert client_an.get(f"/?{vraag}").status_code in (200, 400)


def test_wie_niets_te_doen_heeft_leest_dat(client_an: Client) -> None:
    assert "Er wacht niets op u" in html(client_an)


# --- Buttons -----------------------------------------------------------------------------------------------------------------


def test_afvinken_en_ongedaan_maken(client_an: Client, an: Medewerker) -> None:
    regel = onthoud(an)
    antwoord = doe(client_an, f"klaar:{regel.pk}", "/?laat=on")
    assert (antwoord.status_code, antwoord["Location"]) == (302, "/?laat=on")
    assert "Ongedaan maken" in html(client_an)
    assert client_an.post(f"/werk/{regel.pk}/heropenen/").status_code == 302
    assert "Bel terug" in html(client_an)


def test_de_volgorde_van_vandaag_met_knoppen(client_an: Client, an: Medewerker) -> None:
    een, twee = onthoud(an, "Bel een"), onthoud(an, "Bel twee")
    for regel in (een, twee):
        doe(client_an, f"vandaag:{regel.pk}")
    doe(client_an, f"op:{twee.pk}")
    pagina = html(client_an)
    assert "Vandaag eerst" in pagina
    assert pagina.index("Bel twee") < pagina.index("Bel een")
    doe(client_an, f"neer:{twee.pk}")
    doe(client_an, f"niet_vandaag:{een.pk}")
    assert html(client_an, "/?groep=orde").count("data-rij") == 1


def test_met_htmx_komt_alleen_de_lijst_terug_met_het_bericht(client_an: Client, an: Medewerker) -> None:
    regel = onthoud(an)
    antwoord = doe(client_an, f"klaar:{regel.pk}", headers={"HX-Request": "true"})
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert tekst.lstrip().startswith('<div id="werkvoorraad"')
    assert "Taak afgevinkt." in tekst
    assert '<nav id="navigatie" hx-swap-oob="true"' in tekst  # its counter changed


def test_wie_te_laat_is_leest_dat_een_collega_voor_was_en_ziet_de_lijst_zoals_ze_nu_is(
    client_carla: Client, carla: Medewerker, an: Medewerker, bart: Medewerker, zonnebloem: Dossier
) -> None:
    toegang.neem_noodtoegang(dossier=zonnebloem, door=bart, reden="Water in de kelder.", op=timezone.now())
    regel = Werkregel.objects.get(soort="dossiers.noodtoegang")
    assert "Bart Maes nam noodtoegang" in html(client_carla)
    eigen_werk.vink_af(regel=regel, door=an, op=timezone.now())
    antwoord = doe(client_carla, f"klaar:{regel.pk}")
    assert antwoord.status_code == 409
    assert "een collega was u misschien voor" in antwoord.content.decode()


@pytest.mark.parametrize("wat", ["", "klaar", "klaar:", "klaar:x", "klaar:" + "9" * 30, "bestaatniet:1", "klaar:99999"])
def test_een_onzinnige_knop_doet_niets(client_an: Client, an: Medewerker, wat: str) -> None:
    regel = onthoud(an)
    assert doe(client_an, wat).status_code in (409, 422)
    regel.refresh_from_db()
    assert regel.klaar_op is None


def test_het_werk_van_een_ander_raakt_niemand_aan(client_bart: Client, an: Medewerker) -> None:
    regel = onthoud(an, "Geheim plan")
    for antwoord in (doe(client_bart, f"klaar:{regel.pk}"), doe(client_bart, f"vandaag:{regel.pk}")):
        assert antwoord.status_code == 409
        assert "Geheim plan" not in antwoord.content.decode()
    for pad in ("", "verzetten/", "doorgeven/", "heropenen/"):
        vraag = client_bart.post if pad else client_bart.get
        assert vraag(f"/werk/{regel.pk}/{pad}").status_code == 404
    regel.refresh_from_db()
    assert regel.klaar_op is None


def test_wat_gisteren_bleef_liggen_meenemen(client_an: Client, an: Medewerker) -> None:
    regel = onthoud(an)
    eigen_werk.naar_vandaag(regels=[regel], door=an, op=timezone.now() - timedelta(days=1))
    assert "Neem 1 van vorige keer mee naar vandaag" in html(client_an)
    doe(client_an, "mee")
    assert "Vandaag eerst" in html(client_an)


def test_een_regel_verzetten_en_doorgeven(client_an: Client, client_bart: Client, an: Medewerker, bart: Medewerker) -> None:
    regel = onthoud(an)
    assert "Bel terug" in html(client_an, f"/werk/{regel.pk}/")
    dag = timezone.localdate() + timedelta(days=3)
    assert client_an.post(f"/werk/{regel.pk}/verzetten/", {"tegen": dag.isoformat()}).status_code == 302
    assert client_an.post(f"/werk/{regel.pk}/verzetten/", {"tegen": "ooit"}).status_code == 422
    assert client_an.post(f"/werk/{regel.pk}/doorgeven/", {"naar": ""}).status_code == 422
    assert client_an.post(f"/werk/{regel.pk}/doorgeven/", {"naar": bart.pk}).status_code == 302
    assert "Bel terug" not in html(client_an)
    assert "Bel terug" in html(client_bart)
    regel.refresh_from_db()
    assert regel.tegen_dag == dag


# --- Noting down -------------------------------------------------------------------------------------------------------------


def test_onthouden_met_dag_en_dossier(client_an: Client, an: Medewerker, zonnebloem: Dossier) -> None:
    gegevens = {
        "sleutel": str(uuid4()), "titel": "Bel over de tuin", "tegen": timezone.localdate().isoformat(),
        "dossiernummer": zonnebloem.dossiernummer,
    }  # fmt: skip
    for _ in range(2):  # sent twice: noted once
        assert client_an.post("/taken/nieuw/", gegevens)["Location"] == "/"
    pagina = html(client_an)
    assert pagina.count("data-rij") == 1
    assert "Tegen vandaag" in pagina
    assert "De Zonnebloem" in pagina


def test_wie_een_nummer_typt_hoeft_niet_te_kiezen_en_wie_een_naam_typt_wel(client_an: Client, zonnebloem: Dossier) -> None:
    gegevens = {"sleutel": str(uuid4()), "titel": "Bel over de tuin", "tegen": ""}
    antwoord = client_an.post("/taken/nieuw/", gegevens | {"dossiernummer_zoek": "Zonnebloem"})
    assert antwoord.status_code == 422
    assert "Kies hieronder welke locatie u bedoelt." in antwoord.text
    assert zonnebloem.dossiernummer in antwoord.text
    assert client_an.post("/taken/nieuw/", gegevens | {"dossiernummer_zoek": zonnebloem.dossiernummer}).status_code == 302
    assert Werkregel.objects.get().onderwerp_id == str(zonnebloem.pk)


@pytest.mark.parametrize(
    ("veld", "waarde"),
    [("titel", ""), ("titel", "x" * 201), ("tegen", "gisteren"), ("dossiernummer", "bestaat niet"), ("sleutel", "x")],
)
def test_wat_niet_klopt_komt_terug_met_wat_getypt_werd(client_an: Client, veld: str, waarde: str) -> None:
    gegevens = {"sleutel": str(uuid4()), "titel": "Bel over de tuin 🌻", "tegen": "", "dossiernummer": ""} | {veld: waarde}
    antwoord = client_an.post("/taken/nieuw/", gegevens)
    assert antwoord.status_code == 422
    assert not Werkregel.objects.exists()


# --- Who may read what -------------------------------------------------------------------------------------------------------


def test_wie_een_dossier_niet_meer_mag_lezen_ziet_dat_er_werk_is_maar_niet_welk(
    inloggen: Inloggen, an: Medewerker, carla: Medewerker, zonnebloem: Dossier
) -> None:
    bea = maak("bea", "Bea Smet", Rol.KLANTENBEHEERDER, team="antwerpen")
    regel = nota(bea, zonnebloem)
    client = inloggen(bea)
    assert "Er staat water in de kelder" in html(client)
    mensen.wijzig_rollen(
        medewerker=bea, rollen=[Rol.KLANTENBEHEERDER], team=Team.objects.get(code="limburg"), door=carla, op=timezone.now(),
        reden="verhuist",
    )  # fmt: skip
    bea.refresh_from_db()
    for pad in ("/", f"/werk/{regel.pk}/"):
        pagina = html(inloggen(bea), pad)
        assert "De Zonnebloem" in pagina  # the card stays open to every colleague
        assert "U ziet de inhoud van dit dossier niet (meer)" in pagina
        assert "lekkage" not in pagina
        assert "kelder" not in pagina
        assert "/geheim/" not in pagina


def test_wie_van_buiten_komt_ziet_niets_meer_van_een_dossier_na_haar_uitnodiging(
    inloggen: Inloggen, hanne: Medewerker, an: Medewerker, zonnebloem: Dossier
) -> None:
    nota(hanne, zonnebloem)
    client = inloggen(hanne)
    assert "data-rij" not in html(client)
    geef_toegang(zonnebloem, hanne, an)
    assert "Lees de nota over de lekkage" in html(client)


def test_een_externe_ziet_haar_adviesvraag_tot_ze_antwoordt(
    inloggen: Inloggen, hanne: Medewerker, an: Medewerker, zonnebloem: Dossier
) -> None:
    vraag = uitnodigingen.vraag_advies(
        sleutel=uuid4(), onderwerp_soort="dossiers.dossier", onderwerp_id=str(zonnebloem.pk), aan=hanne, vraag="Belt u mee?",
        tegen=timezone.localdate(), door=an, op=timezone.now(),
    )  # fmt: skip
    client = inloggen(hanne)
    assert "Belt u mee?" in html(client)
    assert "Belt u mee?" in html(inloggen(an))
    uitnodigingen.beantwoord(uitnodiging=vraag, antwoord="Ja.", door=hanne, op=timezone.now())
    assert "data-rij" not in html(client)
    assert "data-rij" not in html(inloggen(an))


def test_een_vraag_om_toegang_staat_bij_beslissers_en_vrager_en_verdwijnt_bij_allen(
    inloggen: Inloggen,
    an: Medewerker,
    carla: Medewerker,
    bart: Medewerker,
    dirk: Medewerker,
    els: Medewerker,
    zonnebloem: Dossier,
) -> None:
    def zien() -> list[bool]:
        return ["data-rij" in html(inloggen(wie)) for wie in (an, carla, bart, dirk, els)]

    vraag = toegang.vraag_toegang(dossier=zonnebloem, door=bart, reden="Ik lees graag mee.", op=timezone.now())
    assert zien() == [True, True, True, False, False]
    vervang(an, dirk)
    assert zien() == [True, True, True, True, False]
    call_command("controleer", "dossiers.werk_toegang_beslissen", "dossiers.werk_toegang_krijgen")
    toegang.trek_vraag_in(vraag=vraag, door=bart, op=timezone.now())
    assert zien() == [False] * 5
    call_command("controleer")


def test_wie_een_locatie_overneemt_krijgt_het_werk_dat_erbij_hoort(
    inloggen: Inloggen, an: Medewerker, bart: Medewerker, dirk: Medewerker, zonnebloem: Dossier
) -> None:
    toegang.vraag_toegang(dossier=zonnebloem, door=bart, reden="Ik lees graag mee.", op=timezone.now())
    onthoud(an, "Mijn eigen nota", over=zonnebloem)
    dossiers.laat_afwijken(dossier=zonnebloem, klantenbeheerder=dirk, reden="Ligt dichter bij Dirk", door=an, op=timezone.now())
    assert "Bart Maes vraagt toegang" in html(inloggen(dirk))
    bij_an = html(inloggen(an))
    assert "Bart Maes vraagt toegang" not in bij_an
    assert "Mijn eigen nota" in bij_an


def test_tekens_uit_een_titel_worden_geen_html(client_an: Client, an: Medewerker) -> None:
    onthoud(an, '<script>alert("x")</script> & "citaat" \u202e')
    pagina = html(client_an)
    assert "<script>alert" not in pagina
    assert "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp;" in pagina
