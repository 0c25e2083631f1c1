"""The pages of mail: write, take back, answer, drop a file, place what waits; the number of queries does not grow."""

from datetime import timedelta
from typing import Any
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
from tests.wereld import krijg_mail, maak_dossier, schrijf_mail, voeg_document_toe

pytestmark = pytest.mark.django_db
GETYPT = {"ander": "lies@opvang.example", "onderwerp": "Uw vraag", "tekst": "Dag Lies\r\n\r\nDat is goed.", "versie": "1"}
VRAGEN = {"postvak": 8, "dossier_post": 7}


def nieuw(dossier: Dossier) -> str:
    return reverse("dossiers:post_nieuw", args=[dossier.dossiernummer])


def test_an_schrijft_verstuurt_en_haalt_terug_met_alles_er_nog_in(client_an: Client, zonnebloem: Dossier) -> None:
    gegevens = GETYPT | {"sleutel": str(uuid4()), "doe": "verstuur"}
    antwoord = client_an.post(nieuw(zonnebloem), gegevens)
    assert antwoord.status_code == 422
    assert tekst(antwoord).count("staat niet in dit dossier") == 2, "bovenaan met een link, en bij het veld"
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


def test_an_kiest_een_document_en_ziet_het_aangevinkt_terug(client_an: Client, zonnebloem: Dossier, an: Medewerker) -> None:
    plan = voeg_document_toe(zonnebloem, an, titel="Grondplan").alle_versies.get()
    voeg_document_toe(zonnebloem.organisator, an, b"Statuten", "statuten.txt", titel="Statuten van de vzw")
    antwoord = client_an.get(nieuw(zonnebloem), {"document": str(plan.pk)})
    assert "checked" in tekst(antwoord).split(f'value="{plan.pk}"')[1][:60]
    assert "Statuten van de vzw" in tekst(antwoord)
    gegevens = GETYPT | {"sleutel": str(uuid4()), "doe": "bewaar", "documenten": str(plan.pk)}
    concept = client_an.post(nieuw(zonnebloem), gegevens).headers["Location"]
    dit = Postbericht.objects.get()
    assert [(rij.naam, rij.versie) for rij in dit.bijlagen.all()] == [("grondplan.png", plan)]
    assert "checked" in tekst(client_an.get(concept)).split(f'value="{plan.pk}"')[1][:60]
    client_an.post(concept, GETYPT | {"versie": dit.versie, "doe": "bewaar"})
    assert not dit.bijlagen.exists()


def test_document_van_een_andere_locatie_staat_niet_in_de_lijst_en_kan_niet_mee(
    client_an: Client, zonnebloem: Dossier, an: Medewerker
) -> None:
    elders = voeg_document_toe(maak_dossier("Elders", zonnebloem.organisator), an, titel="Van elders")
    versie = elders.alle_versies.get()
    assert "Van elders" not in tekst(client_an.get(nieuw(zonnebloem), {"document": str(versie.pk)}))
    gegevens = GETYPT | {"sleutel": str(uuid4()), "doe": "verstuur", "documenten": str(versie.pk)}
    voeg_document_toe(zonnebloem, an)
    assert client_an.post(nieuw(zonnebloem), gegevens).status_code == 422
    assert not Postbericht.objects.exists()


def typ(client: Client, url: str, **anders: object) -> tuple[int, dict[str, Any]]:
    """Save as the page does while somebody types."""
    antwoord = client.post(url, GETYPT | {"doe": "typen"} | anders, headers={"Accept": "application/json"})
    return antwoord.status_code, antwoord.json()


def test_wat_getypt_wordt_is_meteen_een_concept_en_een_botsing_overschrijft_niets(
    client_an: Client, zonnebloem: Dossier, an: Medewerker
) -> None:
    sleutel = str(uuid4())
    status, eerste = typ(client_an, nieuw(zonnebloem), sleutel=sleutel)
    concept = reverse("dossiers:post_concept", args=[sleutel])
    assert (status, eerste["versie"], eerste["url"], eerste["let_op"]) == (200, 2, concept, "")
    # The answer got lost: the same words once more, and typed on from there.
    assert typ(client_an, nieuw(zonnebloem), sleutel=sleutel)[1]["versie"] == 2
    assert typ(client_an, concept, versie=2, tekst="Dag Lies, dat is goed.")[1]["versie"] == 3
    status, daar = typ(client_an, concept, versie=2, tekst="Uit een ander venster")
    assert (status, daar["open"]) == (409, True)
    assert Postbericht.objects.get().tekst == "Dag Lies, dat is goed."
    assert typ(client_an, concept, versie=3, tekst="x" * 60_001)[0] == 422
    dit = Postbericht.objects.get()
    post_schrijven.verstuur(bericht=dit, versie=3, bevestigd=True, door=an, op=timezone.now())
    status, daar = typ(client_an, concept, versie=3, tekst="Te laat")
    assert (status, daar["open"]) == (409, False)


def test_bestand_gaat_mee_terwijl_men_schrijft_en_een_geweigerd_zegt_waarom(client_an: Client, zonnebloem: Dossier) -> None:
    sleutel = str(uuid4())
    goed, boos = SimpleUploadedFile("brief.txt", b"Dag Lies"), SimpleUploadedFile("boos.exe", b"MZ" + b"\0" * 400)
    status, antwoord = typ(client_an, nieuw(zonnebloem), sleutel=sleutel, bijlagen=[goed, boos])
    assert (status, "boos.exe" in antwoord["let_op"], "brief.txt" in antwoord["bijlagen"]) == (200, True, True)
    assert [rij.naam for rij in Postbericht.objects.get().bijlagen.all()] == ["brief.txt"]


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


def test_mail_die_bij_de_documenten_komt_zegt_waar_men_ze_nakijkt(client_an: Client, zonnebloem: Dossier) -> None:
    adres = reverse("dossiers:post_toevoegen", args=[zonnebloem.dossiernummer])
    for naam, inhoud, status in (("vraag.eml", mail().as_bytes(), 200), ("x.eml", b"PK\x03\x04 zip", 422)):
        antwoord = client_an.post(adres, {"mail": SimpleUploadedFile(naam, inhoud)}, headers={"X-Een-Voor-Een": "ja"})
        assert (antwoord.status_code, naam in tekst(antwoord)) == (status, True)
    assert reverse("dossiers:post_plaatsen", args=[Postbericht.objects.get().pk]) in tekst(
        client_an.post(adres, {"mail": SimpleUploadedFile("vraag.eml", mail().as_bytes())}, headers={"X-Een-Voor-Een": "ja"})
    )


def test_wat_getypt_werd_bij_een_mail_die_al_weg_is_komt_terug(client_an: Client, zonnebloem: Dossier, an: Medewerker) -> None:
    dit = schrijf_mail(zonnebloem, an)
    post_schrijven.verstuur(bericht=dit, versie=dit.versie, bevestigd=True, door=an, op=timezone.now())
    antwoord = client_an.post(reverse("dossiers:post_concept", args=[dit.pk]), GETYPT | {"tekst": "Nog een PS", "doe": "bewaar"})
    assert (antwoord.status_code, "Nog een PS" in tekst(antwoord)) == (409, True)


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


def test_wie_een_mail_begon_vindt_ze_terug_in_het_postvak_en_een_ander_niet(
    client_an: Client, an: Medewerker, carla: Medewerker, inloggen: Inloggen, zonnebloem: Dossier
) -> None:
    op_locatie, bij_organisator = schrijf_mail(zonnebloem, an), schrijf_mail(zonnebloem.organisator, an, onderwerp="Statuten")
    lijst = tekst(client_an.get(reverse("dossiers:postvak")))
    for dit in (op_locatie, bij_organisator):
        assert reverse("dossiers:post_concept", args=[dit.pk]) in lijst
    assert "nog niet verstuurd, over Zonnebloem vzw" in lijst
    assert "Statuten" not in tekst(inloggen(carla).get(reverse("dossiers:postvak")))
    post_schrijven.gooi_weg(bericht=bij_organisator, door=an, op=timezone.now())
    assert "Statuten" not in tekst(client_an.get(reverse("dossiers:postvak")))


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
