"""The folder of a visit: what one must know, ticked on the spot, the skeleton of the report."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from dossiers.actions import bezoekfotos, bezoekmap, verslag_nalezen, verslag_vast
from dossiers.choices import Bezoekgroep, Verslagsoort
from dossiers.models import Afspraak, Bezoekfoto, Bezoekpunt, Dossier, Verslag, Verslagfoto
from dossiers.queries.bezoekmap import lees
from dossiers.queries.verslagen import geldende_sjablonen
from kern import wissen
from kern.fouten import AlGewijzigd
from kern.models import Bestand, Medewerker
from tests.dossiers.test_afspraak import geheim, gisteren, rond_af
from tests.hulp.bestanden import foto as maak_foto
from tests.hulp.bestanden import gegeven
from tests.wereld import begin_verslag, beloof, maak_organisator, noteer_contact, schrijf_verslag, vergun, vraag_inspectie

JSON = {"Accept": "application/json"}


@pytest.fixture
def bezoek(zonnebloem: Dossier, an: Medewerker) -> Afspraak:
    return gisteren(zonnebloem, an, aangekondigd=False, mensen=())


def punten(afspraak: Afspraak, dossier: Dossier) -> dict[str, list[str]]:
    return {str(deel.groep): [punt.tekst for punt in deel.punten] for deel in lees(afspraak, [dossier], timezone.now())}


def vink(afspraak: Afspraak, door: Medewerker, **anders: Any) -> Bezoekpunt:
    velden: dict[str, Any] = {
        "sleutel": "plaatsen:1", "groep": str(Bezoekgroep.BEKIJKEN), "tekst": "Tel de kinderen.", "klaar": True, "nota": "",
        "versie": 0,
    }  # fmt: skip
    return bezoekmap.vink(afspraak=afspraak, door=door, op=timezone.now(), **velden | anders)


def test_de_map_zegt_wat_nieuw_is_en_wat_te_bekijken(zonnebloem: Dossier, an: Medewerker, bezoek: Afspraak) -> None:
    nu = timezone.now()
    noteer_contact(zonnebloem, an, "Oud.", op=nu - timedelta(days=300))
    noteer_contact(zonnebloem, an, op=nu - timedelta(days=200), soort="bezoek", richting="")
    noteer_contact(zonnebloem, an, "Nieuw.", op=nu - timedelta(days=10))
    vraag_inspectie(zonnebloem, an)
    vergun(zonnebloem, an)
    gevonden = punten(bezoek, zonnebloem)
    assert len(gevonden["nieuw"]) == 1 or all("300" not in tekst for tekst in gevonden["nieuw"])
    assert any(tekst.startswith("Gevraagd aan Zorginspectie") for tekst in gevonden["bekijken"])
    assert any("vergunde plaatsen" in tekst for tekst in gevonden["bekijken"])


def test_ook_wat_aan_de_organisator_als_geheel_beloofd_werd_staat_erin(zonnebloem: Dossier, an: Medewerker) -> None:
    bezoek = geheim(zonnebloem, an)
    beloof(zonnebloem.organisator, an, "De brief over de tarieven nasturen")
    noteer_contact(zonnebloem.organisator, an, "Gebeld over de tarieven.")
    beloof(maak_organisator("Andere vzw", an), an, "Niet van hen")
    gevonden = punten(bezoek, zonnebloem)
    assert [tekst.rpartition(": ")[2] for tekst in gevonden["beloften"]] == ["De brief over de tarieven nasturen"]
    assert any("Telefoon" in tekst for tekst in gevonden["nieuw"])


def test_de_laatste_keer_dat_er_iets_afgesproken_werd_telt_en_niet_een_latere_nota(
    zonnebloem: Dossier, an: Medewerker, carla: Medewerker
) -> None:
    nu = timezone.now()
    for dagen, tekst in ((90, "Het eerste hek"), (60, "Het tweede hek")):
        stel_verslag_vast(begin_verslag(zonnebloem, an, wanneer=nu - timedelta(days=dagen)), an, carla, afspraken=tekst)
    nota = begin_verslag(zonnebloem, an, Verslagsoort.TELEFOON, wanneer=nu - timedelta(days=1))
    schrijf_verslag(nota, an, gezegd="De poetshulp is ziek.")
    verslag_vast.stel_vast(verslag=nota, door=an, op=nu)
    assert [t for t in punten(geheim(zonnebloem, an), zonnebloem)["vragen"] if "hek" in t] == [
        f"{timezone.localtime(nu - timedelta(days=60)):%d/%m/%Y} afspraken: Het tweede hek"
    ]


def stel_verslag_vast(verslag: Verslag, door: Medewerker, lezer: Medewerker, **delen: str) -> None:
    schrijf_verslag(verslag, door)
    schrijf_verslag(verslag, door, **delen)
    verslag_nalezen.bied_aan(verslag=verslag, lezer=lezer, door=door, op=timezone.now())
    verslag_nalezen.lees_na(verslag=verslag, door=lezer, op=timezone.now())
    verslag_vast.stel_vast(verslag=verslag, door=door, op=timezone.now())


def test_een_vinkje_dat_twee_keer_aankomt_is_een_vinkje(an: Medewerker, bezoek: Afspraak) -> None:
    assert vink(bezoek, an) == vink(bezoek, an)
    assert Bezoekpunt.objects.get().versie == 1


def test_twee_op_hetzelfde_punt_overschrijven_elkaar_niet(an: Medewerker, dirk: Medewerker, bezoek: Afspraak) -> None:
    vink(bezoek, an, nota="18 kinderen")
    with pytest.raises(AlGewijzigd):
        vink(bezoek, dirk, nota="19 kinderen")
    assert vink(bezoek, dirk, nota="18 of 19 kinderen", versie=1).versie == 2


def test_wat_aangevinkt_is_staat_in_het_verslag_onder_de_juiste_kop(an: Medewerker, bezoek: Afspraak) -> None:
    vink(bezoek, an, nota="18 kinderen, <3 begeleiders>")
    vink(bezoek, an, sleutel="belofte:1", groep=str(Bezoekgroep.BELOFTEN), tekst="Zij beloofden een hek.", nota="Staat er.")
    vink(bezoek, an, sleutel="eigen:1", groep=str(Bezoekgroep.EIGEN), tekst="Niet nagegaan.", klaar=False)
    rond_af(bezoek, an, sjabloon=geldende_sjablonen().get(soort="bezoek"))
    delen = {deel.sleutel: deel.tekst for deel in Verslag.objects.get().delen.all()}
    assert delen["gezien"] == "<p>Tel de kinderen.<br>18 kinderen, &lt;3 begeleiders&gt;</p>"
    assert "Staat er." in delen["vorige"]
    assert "Niet nagegaan" not in str(delen)


def test_op_de_bladzijde_met_en_zonder_javascript(client_an: Client, bezoek: Afspraak) -> None:
    adres = f"{bezoek.get_absolute_url()}bezoekmap/"
    assert "Tel de kinderen." in client_an.get(adres).content.decode()
    velden = {"sleutel": "plaatsen:1", "groep": "bekijken", "tekst": "Tel", "klaar": "on", "nota": "18", "versie": "0"}
    assert client_an.post(f"{adres}punt/", velden).status_code == 302
    antwoord = client_an.post(f"{adres}punt/", velden | {"nota": "19", "versie": "1"}, headers=JSON)
    assert antwoord.json() == {"versie": 2, "klaar": True, "nota": "19"}
    botst = client_an.post(f"{adres}punt/", velden | {"nota": "20"}, headers=JSON)
    assert (botst.status_code, botst.json()["nota"]) == (409, "19")
    gewoon = client_an.post(f"{adres}punt/", velden | {"nota": "Twintig kinderen"})
    assert gewoon.status_code == 409
    assert "Twintig kinderen" in gewoon.content.decode()
    assert client_an.post(f"{adres}punt/", velden | {"nota": "x" * 4001}, headers=JSON).status_code == 422
    assert client_an.post(f"{adres}punt/", velden | {"sleutel": "<b>"}).status_code == 422
    eigen = {"eigen": str(uuid4()), "tekst": "Kijk naar de trap"}
    assert client_an.post(f"{adres}punt/", eigen).status_code == 302
    assert client_an.post(f"{adres}punt/", eigen).status_code == 302
    assert client_an.get(adres).content.decode().count('name="tekst" value="Kijk naar de trap"') == 1


# --- Photos ------------------------------------------------------------------------------------------------------------------


def zet_foto(afspraak: Afspraak, door: Medewerker, **anders: Any) -> Bezoekfoto:
    velden: dict[str, Any] = {
        "sleutel": uuid4(), "punt": "plaatsen:1", "groep": str(Bezoekgroep.BEKIJKEN), "naam": "IMG_1.jpg", "alt": "Het bad",
    }  # fmt: skip
    inhoud = BytesIO(maak_foto(maat=(300, 200)))
    return bezoekfotos.zet_erbij(afspraak=afspraak, inhoud=inhoud, door=door, op=timezone.now(), **velden | anders)


def test_een_foto_bij_een_punt_gaat_mee_in_het_verslag_onder_de_juiste_kop(
    an: Medewerker, dirk: Medewerker, bezoek: Afspraak, opslagmap: Path
) -> None:
    foto, ook = zet_foto(bezoek, dirk), zet_foto(bezoek, an, groep=str(Bezoekgroep.BELOFTEN), punt="belofte:1", alt="Het hek")
    rond_af(bezoek, an, sjabloon=geldende_sjablonen().get(soort="bezoek"))
    gevonden = {f.deel.sleutel: (f.pk, f.alt, f.bestand_id, f.door) for f in Verslagfoto.objects.select_related("deel", "door")}
    assert gevonden == {
        "gezien": (foto.pk, "Het bad", foto.bestand_id, dirk),
        "vorige": (ook.pk, "Het hek", ook.bestand_id, an),
    }
    assert not Bezoekfoto.objects.exists()
    with pytest.raises(AlGewijzigd):
        zet_foto(bezoek, an)


def test_een_foto_komt_een_keer_aan_en_gaat_met_haar_bestand_weg(
    an: Medewerker, bezoek: Afspraak, opslagmap: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sleutel = uuid4()
    foto = zet_foto(bezoek, an, sleutel=sleutel)
    assert zet_foto(bezoek, an, sleutel=sleutel) == foto
    monkeypatch.setattr(bezoekfotos, "HOOGSTENS", 1)
    with pytest.raises(ValidationError, match="hoogstens"):
        zet_foto(bezoek, an)
    bezoekfotos.haal_weg(foto=foto, door=an, op=timezone.now())
    assert not Bestand.objects.exists()
    with pytest.raises(AlGewijzigd):
        bezoekfotos.haal_weg(foto=foto, door=an, op=timezone.now())


def test_an_zet_een_foto_bij_een_punt_met_en_zonder_javascript(
    client_an: Client, client_bart: Client, bezoek: Afspraak, opslagmap: Path
) -> None:
    adres = f"{bezoek.get_absolute_url()}bezoekmap/"

    def velden(inhoud: bytes) -> dict[str, Any]:
        bestand = SimpleUploadedFile("foto.jpg", inhoud, content_type="image/jpeg")
        vast = {"sleutel": str(uuid4()), "punt": "plaatsen:1", "groep": "bekijken", "tekst": "Tel de kinderen.", "foto": bestand}
        return {f"foto-{naam}": waarde for naam, waarde in vast.items()}

    assert client_an.post(f"{adres}foto/", velden(maak_foto())).status_code == 302
    antwoord = client_an.post(f"{adres}foto/", velden(maak_foto()), headers=JSON).json()
    assert 'alt="Bij: Tel de kinderen."' in antwoord["html"]
    assert client_an.get(adres).content.decode().count("<figure>") == 2
    assert "beschadigd" in client_an.post(f"{adres}foto/", velden(maak_foto()[:300]), headers=JSON).json()["fout"]
    assert client_an.post(f"{adres}foto/", velden(b"geen foto")).status_code == 422
    foto = Bezoekfoto.objects.first()
    assert foto is not None
    assert gegeven(client_an.get(foto.get_absolute_url())).startswith(b"\xff\xd8")
    assert client_bart.get(foto.get_absolute_url()).status_code == 404
    assert client_bart.post(foto.weg_adres).status_code == 404
    assert client_an.post(foto.weg_adres).status_code == 302
    assert Bezoekfoto.objects.count() == 1


def test_gewist_zijn_ook_de_fotos_van_een_bezoek(an: Medewerker, bezoek: Afspraak, opslagmap: Path) -> None:
    zet_foto(bezoek, an, alt="Rita Verzonnen bij het bad")
    assert wissen.wisbaar_van("dossiers.afspraak").zoek("rita verz")
    wissen.wis(wissen.Onderwerp("dossiers.afspraak", str(bezoek.pk)), timezone.now())
    assert not Bezoekfoto.objects.exists()
    assert not Bestand.objects.exists()


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_map_kost_evenveel_vragen(
    zonnebloem: Dossier, an: Medewerker, aantal: int, django_assert_num_queries: Any, opslagmap: Path
) -> None:
    afspraak = geheim(zonnebloem, an)
    for nr in range(aantal):
        noteer_contact(zonnebloem, an, f"Gesprek {nr}")
        vink(afspraak, an, sleutel=f"eigen:{nr}")
        zet_foto(afspraak, an)
    with django_assert_num_queries(10):
        lees(afspraak, [zonnebloem], timezone.now())


def test_gewist_is_ook_wat_ter_plaatse_genoteerd_werd(an: Medewerker, bezoek: Afspraak) -> None:
    vink(bezoek, an, nota="Rita Verzonnen was er")
    assert wissen.wisbaar_van("dossiers.afspraak").zoek("Verzonnen")
    wissen.wis(wissen.Onderwerp("dossiers.afspraak", str(bezoek.pk)), timezone.now())
    assert "Verzonnen" not in str(list(Bezoekpunt.objects.values()))
