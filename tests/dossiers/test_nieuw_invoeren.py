"""Entering an organisator or location by hand: what it could be taken for is shown while typing, and answered with a reason."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from dossiers import gebeurtenissen
from dossiers.actions.aanvragen import Plek
from dossiers.actions.nieuw import voeg_dossier_toe
from dossiers.models import Aanvraag, Dossier, Organisator
from kern.choices import Rol
from kern.logboek import reden_van, regels_over
from kern.models import Logregel, Medewerker
from tests.dossiers.personen import beslis, maak_betrokkene
from tests.hulp.databank import Databank
from tests.hulp.tegelijk import soorten, tegelijk
from tests.mensen import BACKEND, Inloggen, maak
from tests.wereld import maak_dossier, maak_organisator

ANDERE = "De ene heeft een tuin, de andere niet."
PLEK = {"naam": "Zonnebloempje", "type": "groep", "straat": "Kerkstraat", "postcode": "2640", "gemeente": "Mortsel"}


def velden(organisator: Organisator, **anders: Any) -> dict[str, Any]:
    return PLEK | {"organisator": organisator.nummer} | anders


def test_wie_een_locatie_opent_die_op_een_andere_lijkt_zegt_waarom_ze_het_toch_doet(
    client_an: Client, an: Medewerker, zonnebloem: Dossier
) -> None:
    wie = maak_organisator("Nieuw vzw", an)
    antwoord = client_an.post("/dossiers/nieuw/", velden(wie))
    assert antwoord.status_code == 422
    for tekst in ("te verwarren met", zonnebloem.dossiernummer, "lijkt op", "zeg waarom u toch verdergaat"):
        assert tekst in antwoord.text
    assert client_an.post("/dossiers/nieuw/", velden(wie, toch="nee")).status_code == 422
    assert not Dossier.objects.filter(organisator=wie).exists()
    assert client_an.post("/dossiers/nieuw/", velden(wie, toch=ANDERE)).status_code == 302
    (regel,) = regels_over(Dossier.objects.get(organisator=wie)).filter(gebeurtenis=gebeurtenissen.GELIJKENIS_NAGEKEKEN.code)
    assert (regel.gegevens["gelijkend"], reden_van(regel)) == ([zonnebloem.dossiernummer], ANDERE)


def test_terwijl_men_typt_staat_er_al_waarmee_het_te_verwarren_is(client_an: Client, an: Medewerker, zonnebloem: Dossier) -> None:
    half = {"naam": "zonneblo", "postcode": "2640", "gemeente": "Mortsel"}
    html = client_an.post("/dossiers/nieuw/nakijken/", half, headers={"HX-Request": "true"}).text
    assert zonnebloem.dossiernummer in html
    assert "<html" not in html
    assert zonnebloem.dossiernummer not in client_an.post("/dossiers/nieuw/nakijken/", {"naam": "zonneblo"}).text
    assert client_an.post("/dossiers/nieuw/nakijken/", {}).status_code == 200
    assert "Zonnebloem vzw" in client_an.post("/organisatoren/nieuw/nakijken/", {"naam": "Zonnebloem bv"}).text
    assert (Dossier.objects.count(), Organisator.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("waar", "lijkt"),
    [({}, True), ({"postcode": "2650", "gemeente": "Edegem"}, True), ({"postcode": "8400", "gemeente": "Oostende"}, False)],
)
def test_een_organisator_wordt_vergeleken_zoals_overal(
    client_an: Client, zonnebloem: Dossier, waar: dict[str, str], lijkt: bool
) -> None:
    """Without legal form and article, nearby; and anywhere as long as nobody said where it is."""
    Dossier.objects.filter(pk=zonnebloem.pk).update(refnis="11029")
    antwoord = client_an.post("/organisatoren/nieuw/", {"naam": "De Zonnebloem bv", "sleutel": str(uuid4())} | waar)
    assert antwoord.status_code == (422 if lijkt else 302)


def test_antecedenten_van_de_organisator_vragen_een_reden_en_wie_ze_niet_mag_lezen_ziet_er_geen(
    client_an: Client, an: Medewerker, inloggen: Inloggen, zonnebloem: Dossier
) -> None:
    """The same person was responsible at a location that was closed."""
    vroeger = maak_dossier("De Komeet", maak_organisator("Komeet vzw", an), status="opgeheven", gemeente="Lier", postcode="2500")
    beslis(maak_betrokkene(zonnebloem, an), maak_betrokkene(vroeger, an), an)
    elders = velden(zonnebloem.organisator, naam="Het Kabouterbos", postcode="2500", gemeente="Lier", straat="Plein")
    antwoord = client_an.post("/dossiers/nieuw/", elders)
    assert antwoord.status_code == 422
    for tekst in ("Antecedenten van deze organisator", vroeger.dossiernummer, "opgeheven", "Rita Verzonnen"):
        assert tekst in antwoord.text
    blikken = Logregel.objects.filter(gebeurtenis=gebeurtenissen.ORGANISATOR_INGEZIEN.code)
    assert blikken.count() == 1, "wie er stond of staat, is inhoud"
    assert "Rita Verzonnen" in client_an.post("/dossiers/nieuw/nakijken/", elders).text
    assert blikken.count() == 2
    backoffice = inloggen(maak("bo", "Bo Backer", Rol.BACKOFFICE))
    assert "Antecedenten" not in backoffice.post("/dossiers/nieuw/nakijken/", elders).text
    assert blikken.count() == 2
    assert client_an.post("/dossiers/nieuw/", elders | {"toch": ANDERE}).status_code == 302


@pytest.mark.parametrize("kbo", ["0413.895.635", "abc", "😀" * 5])
def test_een_fout_ondernemingsnummer_is_een_zin_bij_het_veld(kbo: str, client_an: Client) -> None:
    antwoord = client_an.post("/organisatoren/nieuw/", {"naam": "Iets vzw", "kbo": kbo, "sleutel": str(uuid4())})
    assert antwoord.status_code == 422
    assert "geen geldig ondernemingsnummer" in antwoord.content.decode()


def test_een_aanvraag_tot_start_toont_al_bij_het_invullen_waarmee_ze_te_verwarren_is(
    client_an: Client, zonnebloem: Dossier
) -> None:
    half = {"naam": "zonneblo", "gemeente": "Mortsel", "organisator_zoek": "zon"}
    html = client_an.post("/aanvragen/start/nakijken/", half, headers={"HX-Request": "true"}).text
    assert zonnebloem.dossiernummer in html
    assert "<html" not in html
    assert zonnebloem.dossiernummer not in client_an.post("/aanvragen/start/nakijken/", {"naam": "zonneblo"}).text
    assert not Aanvraag.objects.exists()


def test_wie_twee_keer_op_de_knop_duwt_opent_een_dossier(eigen_database: Databank) -> None:
    """Both are looked at before either is there, so neither is shown as a look-alike of the other."""
    an = maak("an", "An Peeters", Rol.KLANTENBEHEERDER, team="antwerpen")
    wie = maak_organisator("Zonnebloem vzw", an)

    def open_() -> Dossier:
        plek = Plek("De Overkant", "groep", "Plein", "8400", "Oostende")
        vast: dict[str, Any] = {"plaatsen": 9, "gelijkend": [], "toch": "", "door": an, "op": timezone.now()}
        return voeg_dossier_toe(organisator=wie, team=an.team, plek=plek, **vast)  # type: ignore[arg-type]  # An has a team

    assert soorten(tegelijk(open_, open_)) == ["Dossier", "ValidationError"]
    assert Dossier.objects.count() == 1
    with pytest.raises(ValidationError, match="intussen al geopend: De Overkant"):
        open_()


def test_wie_een_organisator_zonder_nummer_dubbel_klikt_maakt_er_een(eigen_database: Databank) -> None:
    """Both posts are on their way before either is answered; each leads to the same organisator."""
    an = maak("an", "An Peeters", Rol.KLANTENBEHEERDER, team="antwerpen")
    getypt = {"naam": "Zonnebloem vzw", "gemeente": "Mortsel", "postcode": "2640", "sleutel": str(uuid4())}

    def klik() -> str:
        client = Client()
        client.force_login(an, backend=BACKEND)
        antwoord = client.post("/organisatoren/nieuw/", getypt)
        assert antwoord.status_code == 302, antwoord.text
        return antwoord["Location"]

    een, ander = tegelijk(klik, klik)
    organisator = Organisator.objects.get()
    assert een == ander == organisator.get_absolute_url()
    assert regels_over(organisator).filter(gebeurtenis=gebeurtenissen.ORGANISATOR_GEMAAKT.code).count() == 1
    assert klik() == een  # and once more, afterwards: it is no look-alike of itself


def test_wie_teruggaat_en_een_andere_organisator_typt_verliest_niets(client_an: Client) -> None:
    getypt = {"naam": "Zonnebloem vzw", "sleutel": str(uuid4())}
    assert client_an.post("/organisatoren/nieuw/", getypt).status_code == 302
    antwoord = client_an.post("/organisatoren/nieuw/", getypt | {"naam": "De Boomhut vzw", "telefoon": "03 123 45 67"})
    assert antwoord.status_code == 409
    for tekst in ("Dit formulier bewaarde u al", "De Boomhut vzw", "03 123 45 67"):
        assert tekst in antwoord.text
    nieuw = antwoord.context["form"]["sleutel"].value()
    assert client_an.post("/organisatoren/nieuw/", getypt | {"naam": "De Boomhut vzw", "sleutel": nieuw}).status_code == 302
    assert set(Organisator.objects.values_list("naam", flat=True)) == {"Zonnebloem vzw", "De Boomhut vzw"}


def test_een_aanvraag_tot_start_die_twee_keer_verstuurd_wordt_is_een_aanvraag(client_an: Client, zonnebloem: Dossier) -> None:
    start = velden(zonnebloem.organisator, naam="De Overkant", postcode="8400", gemeente="Oostende", gewenst_vanaf="2027-01-01")
    assert client_an.post("/aanvragen/start/", start).status_code == 302
    tweede = client_an.post("/aanvragen/start/", start)
    assert tweede.status_code == 422
    assert "Voor deze plek loopt al een aanvraag van deze organisator" in tweede.text
    assert Aanvraag.objects.count() == 1
    assert client_an.post("/aanvragen/start/", start | {"straat": "Zeedijk"}).status_code == 302


def test_bij_een_verhuis_staat_wat_erop_lijkt_er_al_maar_niet_de_locatie_zelf_en_elke_blik_staat_in_het_logboek(
    client_an: Client, client_bart: Client, zonnebloem: Dossier
) -> None:
    ander = maak_dossier("Het Zonnebloempje", maak_organisator("Andere vzw"), gemeente="Mortsel", postcode="2640")
    adres = f"{zonnebloem.get_absolute_url()}aanvraag/verhuis/"
    blikken = regels_over(zonnebloem).filter(gebeurtenis=gebeurtenissen.DOSSIER_INGEZIEN.code)
    html = client_an.post(f"{adres}nakijken/", PLEK).text
    assert ander.dossiernummer in html
    assert zonnebloem.dossiernummer not in html
    assert blikken.count() == 1
    assert client_an.post(adres, PLEK).status_code == 422
    assert blikken.count() == 2
    assert client_bart.post(f"{adres}nakijken/", PLEK).status_code == 403
    assert f'hx-post="{adres}nakijken/"' in client_an.get(adres).text
    uitbreiding = f"{zonnebloem.get_absolute_url()}aanvraag/uitbreiding/"
    assert "nakijken/" not in client_an.get(uitbreiding).text  # nothing to take it for
