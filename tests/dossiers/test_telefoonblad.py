"""What is written during a call: kept at once, read by nobody else, and at hang-up made into something, once."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dossiers.actions import telefoonbladen as actions
from dossiers.models import Contactmoment, Dossier, Telefoonblad
from kern import wissen
from kern.actions import mensen
from kern.choices import Rol
from kern.fouten import AlGewijzigd
from kern.models import Logregel, Medewerker, Werkregel
from kern.queries.werk import voorraad
from kern.werk import Werkgroep
from tests.mensen import Inloggen, maak, vervang
from tests.wereld import maak_dossier, maak_organisator, schrijf_blad

pytestmark = pytest.mark.django_db

GEGEVENS = {"Accept": "application/json"}
WOORDEN = "De mama van Rita Verzonnen belt over een beet."


@pytest.fixture
def zonnebloem(an: Medewerker) -> Dossier:
    return maak_dossier("De Zonnebloem", maak_organisator("Zonnebloem vzw", an))


def schrijf(door: Medewerker, tekst: str = WOORDEN, over: Dossier | None = None) -> Telefoonblad:
    return schrijf_blad(door, tekst, over)


def bewaar(client: Client, pk: UUID, versie: int, tekst: str, **meer: str) -> Any:
    gegevens = {"versie": versie, "tekst": tekst, "richting": "in", **meer}
    return client.post(reverse("dossiers:telefoonblad", args=[pk]), gegevens, headers=GEGEVENS)


def hang_op(client: Client, blad: Telefoonblad, *wordt: str, **gegevens: str) -> Any:
    return client.post(reverse("dossiers:telefoonblad_ophangen", args=[blad.pk]), {"wordt": list(wordt), **gegevens})


def als_contact(over: Dossier, tekst: str = WOORDEN, **meer: str) -> dict[str, str]:
    nu = timezone.localtime(timezone.now()).strftime("%Y-%m-%dT%H:%M")
    return {
        "contact-locatie": over.dossiernummer, "contact-tekst": tekst, "contact-wat": "telefoon:in", "contact-met": "een mama",
        "contact-op": nu, **meer,
    }  # fmt: skip


# --- Written while somebody talks


def test_geen_woord_van_een_open_gesprek_reist_mee_met_een_bladzijde(
    client_an: Client, an: Medewerker, zonnebloem: Dossier
) -> None:
    for tel in range(8):
        schrijf(an, f"{WOORDEN} {tel}", zonnebloem)
    pagina = client_an.get("/").content.decode()
    assert "Verzonnen" not in pagina
    deel = pagina[pagina.index('<template id="kader-telefoonblad"') :]
    assert len(deel[: deel.index("</template>")]) < 3_000  # six calls: when, which, and about what
    bladen = client_an.get(reverse("dossiers:telefoonbladen"), headers=GEGEVENS).json()["bladen"]
    assert [blad["tekst"] for blad in bladen] == [f"{WOORDEN} {tel}" for tel in range(7, 1, -1)]


def test_de_eerste_letter_maakt_het_blad_en_elke_volgende_een_versie(client_an: Client, an: Medewerker) -> None:
    pk = uuid4()
    assert bewaar(client_an, pk, 0, "D").json()["versie"] == 1
    assert bewaar(client_an, pk, 1, "De mama").json()["versie"] == 2
    blad = Telefoonblad.objects.get()
    assert (blad.pk, blad.auteur, blad.tekst, blad.versie) == (pk, an, "De mama", 2)


def test_twee_keer_verstuurd_omdat_het_antwoord_verloren_ging_is_een_keer_bewaard(client_an: Client) -> None:
    pk = uuid4()
    assert [bewaar(client_an, pk, 0, "De").json()["versie"] for _ in range(2)] == [1, 1]
    assert [bewaar(client_an, pk, 1, "De mama").json()["versie"] for _ in range(2)] == [2, 2]


def test_twee_vensters_tegelijk_zien_beide_versies_en_niets_wordt_overschreven(client_an: Client) -> None:
    pk = uuid4()
    bewaar(client_an, pk, 0, "Begin")
    bewaar(client_an, pk, 1, "Begin, op de telefoon")
    antwoord = bewaar(client_an, pk, 1, "Begin, op de laptop", wie="Rita")
    assert antwoord.status_code == 409
    assert antwoord.json() | {"op": ""} == {
        "open": True, "versie": 2, "tekst": "Begin, op de telefoon", "wie": "", "nummer": "", "richting": "in", "over": "",
        "organisator": "", "over_naam": "", "gemeente": "", "pagina": "", "op": "",
    }  # fmt: skip
    assert Telefoonblad.objects.get().tekst == "Begin, op de telefoon"


def test_zonder_javascript_staan_beide_versies_op_de_bladzijde(client_an: Client, an: Medewerker) -> None:
    blad = schrijf(an, "Van de telefoon")
    gegevens = {"versie": 0, "tekst": "Van de laptop", "richting": "in", "wie": "Rita Verzonnen", "nummer": "0470 12 34 56"}
    antwoord = client_an.post(blad.get_absolute_url(), gegevens)
    assert antwoord.status_code == 409
    html = antwoord.content.decode()
    assert "Van de telefoon" in html
    assert "Van de laptop" in html


def test_bewaren_verlengt_de_sessie_niet_en_is_licht(
    client_an: Client, an: Medewerker, zonnebloem: Dossier, django_assert_num_queries: Any
) -> None:
    blad = schrijf(an)
    einde = client_an.session.get_expiry_date()
    adres = reverse("dossiers:telefoonblad", args=[blad.pk])
    gegevens = {"versie": 1, "tekst": "Meer.", "richting": "in", "over": zonnebloem.dossiernummer}
    # Session, person, the location, and the one write in its transaction.
    with django_assert_num_queries(6):
        antwoord = client_an.post(adres, gegevens, headers=GEGEVENS | {"X-Achtergrond": "1"})
    assert antwoord.json()["over_naam"] == "De Zonnebloem"
    assert abs((client_an.session.get_expiry_date() - einde).total_seconds()) < 60


def test_een_te_lange_tekst_wordt_in_een_zin_geweigerd_en_er_verandert_niets(client_an: Client, an: Medewerker) -> None:
    blad = schrijf(an, "kort")
    antwoord = bewaar(client_an, blad.pk, 1, "x" * 50_001)
    assert (antwoord.status_code, antwoord.json()["fout"]) == (422, "Dit is te lang: hoogstens 50.000 tekens.")
    blad.refresh_from_db()
    assert blad.tekst == "kort"


@pytest.mark.parametrize("tekst", ["שלום 123", "a\u200bb", "👩‍👧 🇧🇪", "  wit  \n\n"])
def test_elk_teken_blijft_zoals_het_getypt_werd(client_an: Client, tekst: str) -> None:
    pk = uuid4()
    bewaar(client_an, pk, 0, tekst.replace("\n", "\r\n"))
    assert Telefoonblad.objects.get(pk=pk).tekst == tekst


# --- Nobody else's


def test_niemand_anders_leest_of_schrijft_het_ook_een_vervanger_en_de_coordinator_niet(
    an: Medewerker, dirk: Medewerker, carla: Medewerker, inloggen: Inloggen
) -> None:
    blad = schrijf(an)
    vervang(an, dirk)
    for ander in (dirk, carla):
        client = inloggen(ander)
        for naam in ("telefoonblad", "telefoonblad_ophangen", "telefoonblad_overnemen"):
            antwoord = client.get(reverse(f"dossiers:{naam}", args=[blad.pk]))
            assert antwoord.status_code == 404
            assert "Rita" not in antwoord.content.decode()
        assert bewaar(client, blad.pk, 1, "Gekaapt").status_code == 404
        assert bewaar(client, blad.pk, 0, "Gekaapt").status_code == 404
        assert "Rita" not in client.get("/").content.decode()
    blad.refresh_from_db()
    assert (blad.tekst, blad.auteur) == (WOORDEN, an)


def test_wat_erop_staat_komt_in_geen_logregel_geen_werkvoorraad_en_geen_zoekresultaat(
    client_an: Client, an: Medewerker, zonnebloem: Dossier, caplog: pytest.LogCaptureFixture
) -> None:
    blad = schrijf(an, over=zonnebloem)
    bewaar(client_an, blad.pk, 1, WOORDEN + " En nog.")
    bewaar(client_an, blad.pk, 1, WOORDEN + " Te laat.")
    assert "Rita" not in client_an.get("/palet/?q=Verzonnen", headers={"HX-Request": "true"}).content.decode()
    regels = [str(regel.gegevens) + regel.door_naam for regel in Logregel.objects.all()]
    regels += [f"{rij.titel} {rij.kort} {rij.url}" for rij in Werkregel.objects.all()]
    assert "Rita" not in "".join(regels) + caplog.text


# --- On every page, without a question more


def test_het_raam_toont_wat_open_is_en_stelt_geen_vraag_meer(
    client_an: Client, an: Medewerker, zonnebloem: Dossier, django_assert_num_queries: Any
) -> None:
    client_an.get("/telefoonblad/")
    with django_assert_num_queries(5):  # session, person, the frame, what is open, what is done
        client_an.get("/telefoonblad/")
    for keer in range(3):
        schrijf(an, f"Gesprek {keer}", over=zonnebloem if keer else None)
    with django_assert_num_queries(5):
        antwoord = client_an.get("/telefoonblad/")
    html = antwoord.content.decode()
    assert "Telefoonblad: 3 open" in html
    with django_assert_num_queries(3):
        rijen = client_an.get("/telefoonblad/", headers=GEGEVENS).json()["bladen"]
    assert [(rij["tekst"], rij["over_naam"]) for rij in rijen] == [
        ("Gesprek 2", "De Zonnebloem"),
        ("Gesprek 1", "De Zonnebloem"),
        ("Gesprek 0", ""),
    ]


def test_wie_geen_telefoon_opneemt_heeft_geen_blad(inloggen: Inloggen) -> None:
    client = inloggen(maak("wim", "Wim Smets", Rol.DPO))
    assert client.get("/telefoonblad/").status_code == 403
    assert bewaar(client, uuid4(), 0, "x").status_code == 403
    assert "kader-telefoonblad" not in client.get("/").content.decode()
    assert not Telefoonblad.objects.exists()


def test_weggelegd_is_het_uit_het_dok_en_nog_open(client_an: Client, an: Medewerker) -> None:
    blad = schrijf(an)
    client_an.post(reverse("dossiers:telefoonblad_weg", args=[blad.pk]))
    assert client_an.get("/telefoonblad/", headers=GEGEVENS).json() == {"bladen": []}
    assert "weggelegd voor later" in client_an.get("/telefoonblad/").content.decode()
    client_an.post(reverse("dossiers:telefoonblad_terug", args=[blad.pk]))
    assert [rij["sleutel"] for rij in client_an.get("/telefoonblad/", headers=GEGEVENS).json()["bladen"]] == [str(blad.pk)]


def test_wat_open_blijft_staat_de_volgende_ochtend_bovenaan_in_de_werkvoorraad(an: Medewerker) -> None:
    blad = schrijf(an)
    morgen = timezone.now() + timedelta(days=1)
    (rij,) = voorraad(an, morgen).rijen
    assert (rij.groep, rij.url) == (Werkgroep.LAAT, blad.get_absolute_url())


# --- Afterwards


def test_na_veertien_dagen_zijn_de_woorden_weg_en_blijft_wat_het_werd(
    client_an: Client, an: Medewerker, zonnebloem: Dossier
) -> None:
    blad, open_ = schrijf(an, over=zonnebloem), schrijf(an, "Nog bezig")
    hang_op(client_an, blad, "contact", **als_contact(zonnebloem))
    nu = timezone.now()
    assert actions.leeg_oude(op=nu + timedelta(days=13)) == 0
    assert [actions.leeg_oude(op=nu + timedelta(days=15)) for _ in range(2)] == [1, 0]
    blad.refresh_from_db()
    assert (blad.tekst, blad.wie, blad.nummer, blad.uitkomsten.count()) == ("", "", "", 1)
    assert Contactmoment.objects.get().tekst == WOORDEN
    assert Telefoonblad.objects.get(pk=open_.pk).tekst == "Nog bezig"
    assert "zijn gewist" in client_an.get(blad.get_absolute_url()).content.decode()


def test_gewist_is_het_leeg_ook_als_het_contactmoment_gewist_wordt(
    client_an: Client, an: Medewerker, zonnebloem: Dossier
) -> None:
    blad, los = schrijf(an, over=zonnebloem), schrijf(an)
    hang_op(client_an, blad, "contact", **als_contact(zonnebloem))
    contact, nu = Contactmoment.objects.get(), timezone.now()
    wissen.wis(wissen.Onderwerp("dossiers.contactmoment", str(contact.pk)), nu)
    soort = wissen.wisbaar_van("dossiers.telefoonblad")
    (gevonden,) = soort.zoek("verzonnen")
    assert gevonden == (str(los.pk), f"{los} van An Peeters")
    wissen.wis(wissen.Onderwerp("dossiers.telefoonblad", gevonden[0]), nu)
    assert {(b.tekst, b.wie, b.nummer, b.is_open) for b in Telefoonblad.objects.all()} == {("", "", "", False)}
    assert soort.beschrijf(str(blad.pk)) is None


def test_wat_een_vertrokken_collega_openliet_kent_de_coordinator_en_leest_ze_pas_als_ze_het_overneemt(
    an: Medewerker, carla: Medewerker, els: Medewerker, inloggen: Inloggen
) -> None:
    blad, nu = schrijf(an), timezone.now()
    beheerder = maak("bea", "Bea Beheer", Rol.BEHEERDER)
    mensen.deactiveer(medewerker=an, door=beheerder, op=nu, reden="Gaat met pensioen")
    (rij,) = voorraad(carla, nu).rijen
    assert rij.titel.startswith("An Peeters liet een telefoonblad van")
    assert voorraad(els, nu).rijen == []
    client = inloggen(carla)
    assert client.get(blad.get_absolute_url()).status_code == 404
    html = client.get(rij.url).content.decode()
    assert WOORDEN not in html
    assert inloggen(els).get(rij.url).status_code == 404
    assert client.post(rij.url, {"reden": ""}).status_code == 422
    assert client.post(rij.url, {"reden": "An is met pensioen"}).status_code == 302
    assert WOORDEN in client.get(blad.get_absolute_url()).content.decode()
    assert [rij.titel for rij in voorraad(carla, nu).rijen] == [f"Rond af: {blad}"]
    with pytest.raises(AlGewijzigd):
        actions.neem_over(blad=blad, reden="Ook ik", door=carla, op=nu)


def test_wie_terugkomt_vindt_het_eigen_blad_terug(an: Medewerker, carla: Medewerker) -> None:
    blad, nu = schrijf(an), timezone.now()
    beheerder = maak("bea", "Bea Beheer", Rol.BEHEERDER)
    mensen.deactiveer(medewerker=an, door=beheerder, op=nu, reden="Gaat met pensioen")
    an.refresh_from_db()
    mensen.heractiveer(medewerker=an, door=beheerder, op=nu, reden="Toch niet")
    assert [rij.url for rij in voorraad(an, nu).rijen] == [blad.get_absolute_url()]
    assert voorraad(carla, nu).rijen == []
