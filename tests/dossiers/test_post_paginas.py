"""The pages of mail: write, take back, answer, drop a file, place what waits; the number of queries does not grow."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dossiers.actions import post_schrijven
from dossiers.models import Contactmoment, Dossier, Postadres, Postbericht
from dossiers.postkeuzes import Poststatus
from kern.actions import bezorging
from kern.models import Medewerker, OutboxRegel
from kern.outbox.keuzes import Kanaal
from tests.hulp.antwoord import tekst
from tests.hulp.mails import mail, msg
from tests.mensen import Inloggen
from tests.wereld import krijg_mail, maak_dossier, schrijf_mail

pytestmark = pytest.mark.django_db
GETYPT = {"ander": "lies@opvang.example", "onderwerp": "Uw vraag", "tekst": "Dag Lies\r\n\r\nDat is goed.", "versie": "1"}
VRAGEN = {"postvak": 8, "dossier_post": 7}


def nieuw(dossier: Dossier) -> str:
    return reverse("dossiers:post_nieuw", args=[dossier.dossiernummer])


def test_an_schrijft_verstuurt_en_haalt_terug_met_alles_er_nog_in(client_an: Client, zonnebloem: Dossier) -> None:
    gegevens = GETYPT | {"sleutel": str(uuid4()), "doe": "verstuur"}
    antwoord = client_an.post(nieuw(zonnebloem), gegevens)
    assert antwoord.status_code == 422
    assert "staat niet in dit dossier" in tekst(antwoord)
    dit = Postbericht.objects.get()
    assert (dit.status, dit.tekst) == (Poststatus.CONCEPT, "Dag Lies\n\nDat is goed.")
    schrijven = reverse("dossiers:post_concept", args=[dit.pk])
    antwoord = client_an.post(schrijven, GETYPT | {"versie": dit.versie, "bevestigd": "on", "doe": "verstuur"}, follow=True)
    assert antwoord.redirect_chain[0][0] == zonnebloem.get_absolute_url()
    assert "De mail vertrekt om" in tekst(antwoord)
    antwoord = client_an.post(reverse("dossiers:post_terughalen", args=[dit.pk]), follow=True)
    assert antwoord.redirect_chain[0][0] == schrijven
    assert "Dat is goed." in tekst(antwoord)
    assert "lies@opvang.example" in tekst(antwoord)


def test_dubbele_klik_op_verstuur_is_een_mail(client_an: Client, zonnebloem: Dossier) -> None:
    Dossier.objects.filter(pk=zonnebloem.pk).update(email="lies@opvang.example")
    gegevens = GETYPT | {"sleutel": str(uuid4()), "doe": "verstuur", "ander": "", "aan": "lies@opvang.example"}
    for _ in range(2):
        assert client_an.post(nieuw(zonnebloem), gegevens).status_code == 302
    assert (Postbericht.objects.count(), OutboxRegel.objects.filter(kanaal=Kanaal.MAIL).count()) == (1, 1)


def test_tweede_venster_ziet_beide_versies(client_an: Client, zonnebloem: Dossier, an: Medewerker) -> None:
    dit = schrijf_mail(zonnebloem, an)
    antwoord = client_an.post(reverse("dossiers:post_concept", args=[dit.pk]), GETYPT | {"versie": "1", "doe": "bewaar"})
    assert antwoord.status_code == 409
    assert "Uw vraag over maandag" in tekst(antwoord)
    assert "Dat is goed." in tekst(antwoord)


def test_geweigerde_bijlage_zegt_waarom_en_de_woorden_blijven(client_an: Client, zonnebloem: Dossier) -> None:
    boos = SimpleUploadedFile("boos.exe", b"MZ" + b"\0" * 400)
    antwoord = client_an.post(nieuw(zonnebloem), GETYPT | {"sleutel": str(uuid4()), "doe": "verstuur", "bijlagen": boos})
    assert antwoord.status_code == 422
    assert "boos.exe" in tekst(antwoord)
    assert "Dat is goed." in tekst(antwoord)
    assert not OutboxRegel.objects.exists()


def test_antwoord_begint_bij_wie_schreef_met_de_woorden_eronder(client_an: Client, zonnebloem: Dossier, an: Medewerker) -> None:
    bestand = SimpleUploadedFile("mail.eml", mail().as_bytes())
    toevoegen = reverse("dossiers:post_toevoegen", args=[zonnebloem.dossiernummer])
    plaats = client_an.post(toevoegen, {"mail": bestand}).headers["Location"]
    voorbeeld = tekst(client_an.get(plaats))
    assert "Mogen wij maandag dicht?" in voorbeeld
    assert Contactmoment.objects.count() == 0
    gegevens = {
        "locatie": zonnebloem.dossiernummer, "wat": "in", "met": "Lies", "op": "2026-03-12T14:05", "tekst": "Maandag dicht?",
    }  # fmt: skip
    assert client_an.post(plaats, gegevens).status_code == 302
    dit = Postbericht.objects.get()
    assert (dit.status, dit.dossier, dit.bron) == (Poststatus.GEPLAATST, zonnebloem, "opgeladen")
    assert dit.contactmoment is not None
    assert (dit.contactmoment.tekst, dit.contactmoment.door) == ("Maandag dicht?", an)
    formulier = tekst(client_an.get(reverse("dossiers:post_antwoord", args=[dit.pk])))
    assert "lies@opvang.example" in formulier
    assert "&gt; Mogen wij maandag dicht?" in formulier


def test_outlookbericht_opladen_en_dezelfde_mail_nog_eens(client_an: Client, zonnebloem: Dossier) -> None:
    adres = reverse("dossiers:post_toevoegen", args=[zonnebloem.dossiernummer])
    plaatsen = [client_an.post(adres, {"mail": SimpleUploadedFile("m.msg", msg())}).headers["Location"] for _ in range(2)]
    assert plaatsen[0] == plaatsen[1]
    gegevens = {"locatie": zonnebloem.dossiernummer, "wat": "in", "met": "Lies", "op": "2026-03-12T14:05", "tekst": "Dicht?"}
    assert client_an.post(plaatsen[0], gegevens).status_code == 302
    nog_eens = client_an.post(adres, {"mail": SimpleUploadedFile("m.msg", msg())}).headers["Location"]
    antwoord = client_an.post(nog_eens, gegevens)
    assert antwoord.status_code == 409
    assert "Deze mail staat al in dit dossier" in tekst(antwoord)
    assert Contactmoment.objects.count() == 1


def test_bestand_dat_geen_mail_is_wordt_in_een_zin_geweigerd(client_an: Client, zonnebloem: Dossier) -> None:
    adres = reverse("dossiers:post_toevoegen", args=[zonnebloem.dossiernummer])
    antwoord = client_an.post(adres, {"mail": SimpleUploadedFile("x.eml", b"PK\x03\x04 zip")})
    assert antwoord.status_code == 422
    assert "Dit is geen mail" in tekst(antwoord)


def test_carla_plaatst_een_mail_uit_het_postvak_en_legt_een_andere_opzij(
    carla: Medewerker, inloggen: Inloggen, zonnebloem: Dossier
) -> None:
    client, een, twee = inloggen(carla), krijg_mail(), krijg_mail(nummer="<2@x.example>", tekst="Reclame")
    gegevens = {"locatie": zonnebloem.dossiernummer, "wat": "in", "met": "Lies", "op": "2026-03-12T14:05", "tekst": "Dicht?"}
    assert client.post(reverse("dossiers:post_plaatsen", args=[een.pk]), {**gegevens, "locatie": ""}).status_code == 422
    assert client.post(reverse("dossiers:post_plaatsen", args=[een.pk]), gegevens).status_code == 302
    assert client.post(reverse("dossiers:post_opzij", args=[twee.pk]), {"reden": "Reclame voor speelgoed"}).status_code == 302
    standen = {b.pk: b.status for b in Postbericht.objects.all()}
    assert standen == {een.pk: Poststatus.GEPLAATST, twee.pk: Poststatus.OPZIJ}
    assert "Reclame voor speelgoed" in tekst(client.get(reverse("dossiers:postvak")))


def test_an_ziet_in_het_postvak_alleen_wat_zij_zelf_stuurde(client_an: Client, an: Medewerker) -> None:
    krijg_mail()
    krijg_mail(van=an.email, nummer="<2@x.example>", onderwerp="Van An zelf")
    lijst = tekst(client_an.get(reverse("dossiers:postvak")))
    assert "Van An zelf" in lijst
    assert "Vraag over de sluiting" not in lijst


def test_mailadres_geven_vernieuwen_en_intrekken(client_an: Client, zonnebloem: Dossier) -> None:
    adres = reverse("dossiers:postadres", args=[zonnebloem.dossiernummer])
    bladzijde = reverse("dossiers:dossier_post", args=[zonnebloem.dossiernummer])
    assert "nog geen mailadres" in tekst(client_an.get(bladzijde))
    client_an.post(adres, {"doe": "vernieuwen"})
    eerste = Postadres.objects.get().code
    assert f"dossier+{eerste}@opgroeien.example" in tekst(client_an.get(bladzijde))
    client_an.post(adres, {"doe": "vernieuwen"})
    assert eerste not in tekst(client_an.get(bladzijde))
    client_an.post(adres, {"doe": "intrekken"})
    assert "nog geen mailadres" in tekst(client_an.get(bladzijde))


@pytest.mark.parametrize("aantal", [1, 3])
def test_bladzijden_van_post_kosten_evenveel_vragen(
    aantal: int, client_an: Client, an: Medewerker, zonnebloem: Dossier, django_assert_num_queries: object
) -> None:
    for nummer in range(aantal):
        krijg_mail(van=an.email, nummer=f"<{nummer}@x.example>", tekst=f"Nota {nummer}")
        schrijf_mail(zonnebloem, an)
    with django_assert_num_queries(VRAGEN["postvak"]):  # type: ignore[operator]  # pytest-django's own callable
        client_an.get(reverse("dossiers:postvak"))
    with django_assert_num_queries(VRAGEN["dossier_post"]):  # type: ignore[operator]
        client_an.get(reverse("dossiers:dossier_post", args=[zonnebloem.dossiernummer]))


def test_vertrokken_mail_staat_op_de_tijdlijn_en_terughalen_zegt_dat_het_te_laat_is(
    client_an: Client, an: Medewerker, zonnebloem: Dossier
) -> None:
    op = timezone.now() - timedelta(minutes=5)
    dit = schrijf_mail(zonnebloem, an, op=op)
    post_schrijven.verstuur(bericht=dit, versie=dit.versie, bevestigd=True, door=an, op=op)
    bezorging.verwerk(klok=timezone.now)
    post_schrijven.volg(op=timezone.now())
    assert "Mail gestuurd · lies@opvang.example" in tekst(client_an.get(zonnebloem.get_absolute_url()))
    antwoord = client_an.post(reverse("dossiers:post_terughalen", args=[dit.pk]))
    assert antwoord.status_code == 409
    assert "De mail is al vertrokken" in tekst(antwoord)


def test_bart_van_een_ander_team_ziet_de_post_niet(client_bart: Client, an: Medewerker, zonnebloem: Dossier) -> None:
    maak_dossier("Elders", zonnebloem.organisator, team="antwerpen")
    dit = schrijf_mail(zonnebloem, an)
    assert client_bart.get(dit.get_absolute_url()).status_code == 404
