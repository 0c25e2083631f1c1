"""Documents: given, recognised when they are there already, in versions, opened with a row in the log, and erased for good."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dossiers.actions import documenten as actions
from dossiers.models import Document, Documentversie, Dossier, Tijdlijnregel
from dossiers.queries import documenten as queries
from kern import controle, wissen
from kern.actions import bestandswerk
from kern.actions.bestanden import zet_klaar
from kern.bestanden.keuzes import Bestandstand
from kern.fouten import AlGewijzigd
from kern.generator.verleden import gebeurd_op
from kern.logboek import regels_over
from kern.models import Bestand, Bestandinhoud, Medewerker
from kern.wissen import Onderwerp
from tests.hulp import bestanden as b
from tests.hulp.antwoord import tekst as html_van
from tests.wereld import maak_dossier, maak_organisator, voeg_document_toe

pytestmark = pytest.mark.usefixtures("opslagmap")


def upload(naam: str, inhoud: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(naam, inhoud)


def geef(client: Client, dossier: Dossier, *bestanden: SimpleUploadedFile, een: bool = False, **velden: Any) -> Any:
    gegevens = {"sleutel": str(uuid4()), "soort": "plan", "bestanden": list(bestanden)} | velden
    koppen = {"X-Een-Voor-Een": "ja"} if een else {}
    return client.post(reverse("dossiers:documenten_toevoegen", args=[dossier.dossiernummer]), gegevens, headers=koppen)


def test_an_voegt_drie_bestanden_toe_en_een_dat_niet_mag_houdt_de_andere_niet_tegen(
    client_an: Client, zonnebloem: Dossier
) -> None:
    antwoord = geef(
        client_an,
        zonnebloem,
        upload("plan_gelijkvloers.pdf", b.pdf()),
        upload("setup.exe", b"MZ\0\0"),
        upload("foto.png", b.foto(vorm="PNG")),
    )
    assert antwoord.status_code == 422
    assert sorted(d.titel for d in zonnebloem.documenten.all()) == ["foto", "plan gelijkvloers"]
    tekst = antwoord.content.decode()
    assert "Niet toegevoegd.</strong> “setup.exe” is geen soort bestand" in tekst
    assert "Maak er een PDF van en kies die." in tekst
    assert tekst.count("is toegevoegd.") == 2


def test_een_document_staat_op_de_tijdlijn_en_in_het_logboek(an: Medewerker, client_an: Client, zonnebloem: Dossier) -> None:
    antwoord = geef(client_an, zonnebloem, upload("grondplan.pdf", b.pdf()))
    assert antwoord.status_code == 302
    document = zonnebloem.documenten.get()
    regel = Tijdlijnregel.objects.get(soort="dossiers.document")
    assert (regel.titel, regel.kort, regel.url) == ("grondplan", "Plan of grondplan: grondplan.pdf", document.get_absolute_url())
    log = regels_over(zonnebloem)[0]
    assert (log.gebeurtenis, log.door_id) == ("dossiers.document_toegevoegd", an.pk)
    assert "grondplan" not in str(log.gegevens)


def test_dezelfde_inhoud_in_hetzelfde_dossier_is_een_keuze_geen_fout(client_an: Client, zonnebloem: Dossier) -> None:
    geef(client_an, zonnebloem, upload("plan.pdf", b.pdf()))
    antwoord = geef(client_an, zonnebloem, upload("anders.pdf", b.pdf()), een=True)
    assert antwoord.status_code == 422
    tekst = antwoord.content.decode()
    assert "precies hetzelfde bestand staat hier al" in tekst
    assert zonnebloem.documenten.count() == 1
    toch = tekst.split('name="toch" value="')[1].split('"')[0]
    toevoegen = reverse("dossiers:documenten_toevoegen", args=[zonnebloem.dossiernummer])
    gegevens = {"sleutel": str(uuid4()), "toch": toch, "soort": "plan"}
    assert client_an.post(toevoegen, gegevens).status_code == 302
    assert client_an.post(toevoegen, gegevens).status_code == 302, "een dubbele klik"
    assert zonnebloem.documenten.count() == 2
    assert Bestandinhoud.objects.count() == 1
    assert client_an.post(toevoegen, gegevens | {"toch": f"{toch}x"}).status_code == 422


def test_hetzelfde_elders_wordt_gezegd_als_an_het_mag_lezen(
    an: Medewerker, bart: Medewerker, client_an: Client, zonnebloem: Dossier
) -> None:
    eigen = maak_dossier("De Krekel", maak_organisator("Krekel vzw", an))
    ander = maak_dossier("De Mier", maak_organisator("Mier vzw", bart), team="oost-vlaanderen")
    voeg_document_toe(eigen, an, b.pdf(), "plan.pdf")
    voeg_document_toe(ander, bart, b.pdf(), "geheim.pdf")
    tekst = geef(client_an, zonnebloem, upload("plan.pdf", b.pdf()), een=True).content.decode()
    assert "Hetzelfde bestand staat ook" in tekst
    assert "De Krekel" in tekst
    assert "De Mier" not in tekst
    assert "geheim" not in tekst


def test_twee_keer_hetzelfde_formulier_is_een_document(client_an: Client, zonnebloem: Dossier) -> None:
    sleutel = str(uuid4())
    for _ in range(2):
        geef(client_an, zonnebloem, upload("a.pdf", b.pdf("a")), upload("b.pdf", b.pdf("b")), sleutel=sleutel)
    assert (Document.objects.count(), Bestand.objects.count()) == (2, 2)


def test_een_nieuwe_versie_telt_en_de_oude_blijft_te_openen(an: Medewerker, client_an: Client, zonnebloem: Dossier) -> None:
    document = voeg_document_toe(zonnebloem, an, b.pdf("oud"), "plan.pdf")
    adres = reverse("dossiers:document_versie", args=[document.pk])
    sleutel = str(uuid4())
    for _ in range(2):
        antwoord = client_an.post(
            adres, {"sleutel": sleutel, "bestand": upload("plan2.pdf", b.pdf("nieuw")), "toelichting": "Nieuwe trap"}
        )
        assert antwoord.status_code == 302
    antwoord = client_an.post(adres, {"sleutel": str(uuid4()), "bestand": upload("x.pdf", b.pdf("nieuw"))})
    assert (antwoord.status_code, "precies dezelfde inhoud als versie 2" in antwoord.content.decode()) == (422, True)
    antwoord = client_an.post(adres, {"sleutel": str(uuid4()), "bestand": upload("x.pdf", b"")})
    assert (antwoord.status_code, "is leeg" in antwoord.content.decode()) == (422, True)
    assert list(document.alle_versies.values_list("nummer", flat=True)) == [2, 1]
    for nummer, tekst in ((1, "oud"), (2, "nieuw")):
        antwoord = client_an.get(reverse("dossiers:document_bestand", args=[document.pk, nummer]))
        assert b"".join(antwoord) == b.pdf(tekst)
        assert antwoord["Content-Disposition"].startswith("attachment")
    regel = Tijdlijnregel.objects.get(soort="dossiers.document.versie")
    assert (regel.titel, regel.kort) == ("Versie 2: plan", "Nieuwe trap")


def test_een_bestand_openen_staat_in_het_logboek_en_wie_niet_mag_krijgt_404(
    an: Medewerker, client_an: Client, client_bart: Client, zonnebloem: Dossier
) -> None:
    document = voeg_document_toe(zonnebloem, an)
    adres = reverse("dossiers:document_bestand", args=[document.pk, 1])
    for _ in range(2):
        assert b"".join(client_an.get(adres)) == b.foto("beige", vorm="PNG")
    geopend = [r for r in regels_over(zonnebloem) if r.gebeurtenis == "dossiers.document_geopend"]
    assert [r.gegevens for r in geopend] == [{"document": str(document.pk), "nummer": 1}] * 2
    assert client_bart.get(adres).status_code == 404
    assert client_bart.get(document.get_absolute_url()).status_code == 404


def test_kleine_beelden_van_een_bladzijde_zijn_een_blik(an: Medewerker, client_an: Client, zonnebloem: Dossier) -> None:
    for kleur in ("red", "blue", "green"):
        voeg_document_toe(zonnebloem, an, b.foto(kleur), f"{kleur}.jpg")
    bestandswerk.maak_voorbeelden(klok=timezone.now)
    for document in zonnebloem.documenten.all():
        antwoord = client_an.get(reverse("dossiers:document_voorbeeld", args=[document.pk, 1]))
        assert antwoord["Content-Type"] == "image/jpeg"
        assert b"".join(antwoord).startswith(b"\xff\xd8")
    assert [r.gebeurtenis for r in regels_over(zonnebloem)].count("dossiers.document_voorbeeld") == 1


@pytest.mark.parametrize("stand", [*Bestandstand.in_quarantaine(), Bestandstand.BESMET])
def test_wat_in_quarantaine_of_besmet_is_kan_niemand_openen(
    an: Medewerker, client_an: Client, zonnebloem: Dossier, stand: Bestandstand
) -> None:
    document = voeg_document_toe(zonnebloem, an)
    Bestandinhoud.objects.update(stand=stand, scan_na=timezone.now(), voorbeeld="image/png")
    bladzijde = client_an.get(document.get_absolute_url()).content.decode()
    assert stand.label in bladzijde
    assert "Download" not in bladzijde
    voor = regels_over(zonnebloem).count()
    for adres, status in (("document_bestand", 409), ("document_voorbeeld", 404)):
        assert client_an.get(reverse(f"dossiers:{adres}", args=[document.pk, 1])).status_code == status
        assert client_an.get(reverse(f"dossiers:{adres}", args=[document.pk, 1]) + "?toon").status_code == status
    assert regels_over(zonnebloem).count() == voor, "wat niet getoond werd, is niet ingezien"


def test_een_bladzijde_en_een_rij_kijken_zelf_opnieuw_tot_het_beeld_er_is(
    client_an: Client, an: Medewerker, zonnebloem: Dossier
) -> None:
    document = voeg_document_toe(zonnebloem, an)
    stand = reverse("dossiers:document_stand", args=[document.pk])
    for adres in (document.get_absolute_url(), reverse("dossiers:documenten", args=[zonnebloem.dossiernummer])):
        assert f'hx-get="{stand}?' in html_van(client_an.get(adres))
    assert f'hx-get="{stand}?rij=8"' in html_van(client_an.get(stand, {"rij": "7"}))
    assert "hx-get" not in html_van(client_an.get(stand, {"rij": "30"}))  # after some minutes one looks oneself
    bestandswerk.maak_voorbeelden(klok=timezone.now)
    voorbeeld = reverse("dossiers:document_voorbeeld", args=[document.pk, 1])
    assert voorbeeld in html_van(client_an.get(stand, {"rij": "8"}))
    assert 'hx-select="#bestand"' in html_van(client_an.get(stand, {"blad": "8"}))
    assert f"{stand}?" not in html_van(client_an.get(document.get_absolute_url()))


def test_intrekken_vraagt_een_reden_en_terugzetten_kan(an: Medewerker, client_an: Client, zonnebloem: Dossier) -> None:
    document = voeg_document_toe(zonnebloem, an)
    adres = reverse("dossiers:document_intrekken", args=[document.pk])
    assert client_an.post(adres, {"reden": "x"}).status_code == 422
    assert client_an.post(adres, {"reden": "Hoort bij De Krekel"}).status_code == 302
    assert client_an.post(adres, {"reden": "Hoort bij De Krekel"}).status_code == 409
    assert "Hoort bij De Krekel" in client_an.get(document.get_absolute_url()).content.decode()
    assert not Tijdlijnregel.objects.geldig().filter(soort="dossiers.document").exists()
    assert client_an.post(reverse("dossiers:document_terugzetten", args=[document.pk])).status_code == 302
    assert Tijdlijnregel.objects.geldig().filter(soort="dossiers.document").exists()


def test_twee_die_de_titel_wijzigen_zien_beide_versies(an: Medewerker, client_an: Client, zonnebloem: Dossier) -> None:
    document = voeg_document_toe(zonnebloem, an)
    adres = reverse("dossiers:document_wijzigen", args=[document.pk])
    assert client_an.post(adres, {"titel": "Plan 2026", "soort": "plan", "versie": 1}).status_code == 302
    antwoord = client_an.post(adres, {"titel": "Plan van toen", "soort": "plan", "versie": 1})
    assert antwoord.status_code == 409
    assert "Plan 2026" in antwoord.content.decode()
    assert "Plan van toen" in antwoord.content.decode()
    assert Tijdlijnregel.objects.geldig().get(soort="dossiers.document").titel == "Plan 2026"


def test_het_paneel_van_toen_kent_de_titel_en_de_versies_van_toen(an: Medewerker, zonnebloem: Dossier) -> None:
    nu = timezone.now()
    toen = nu - timedelta(days=30)
    with gebeurd_op(toen):
        document = voeg_document_toe(zonnebloem, an, titel="Plan", op=toen)
    actions.wijzig(document=document, versie=1, titel="Plan 2026", soort="brief", door=an, op=nu)
    klaar = zet_klaar(inhoud=b.pdf(), naam="x.pdf")
    actions.voeg_versie_toe(sleutel=uuid4(), document=document, bron=klaar, toelichting="", door=an, op=nu)
    voeg_document_toe(zonnebloem, an, b.pdf("later"), "later.pdf")
    assert queries.paneel_toen(an, zonnebloem, toen - timedelta(seconds=1))["documenten"] == []
    (oud,) = queries.paneel_toen(an, zonnebloem, toen + timedelta(days=1))["documenten"]
    assert (oud.titel, oud.soort, oud.versies) == ("Plan", "plan", 1)
    nu_daar = queries.paneel(an, zonnebloem, timezone.now())["documenten"]
    assert [(d.titel, d.versies) for d in nu_daar] == [("later", 1), ("Plan 2026", 2)]


def test_wissen_neemt_woorden_bestanden_en_voorbeelden_overal_weg(
    an: Medewerker, zonnebloem: Dossier, opslagmap: Path, django_capture_on_commit_callbacks: Any
) -> None:
    document = voeg_document_toe(zonnebloem, an, b.foto("red"), "Rita Merkwoord.jpg", titel="Foto van Rita Merkwoord")
    klaar = zet_klaar(inhoud=b.pdf(), naam="Merkwoord.pdf")
    actions.voeg_versie_toe(
        sleutel=uuid4(), document=document, bron=klaar, toelichting="Merkwoord weg", door=an, op=timezone.now()
    )
    gedeeld = voeg_document_toe(zonnebloem, an, b.foto("blue"), "ander.jpg")
    bestandswerk.maak_voorbeelden(klok=timezone.now)
    assert [sleutel for sleutel, _ in wissen.wisbaar_van("dossiers.document").zoek("Merkwoord")] == [str(document.pk)]
    with django_capture_on_commit_callbacks(execute=True):
        bewijs = wissen.wis(Onderwerp("dossiers.document", str(document.pk)), timezone.now())
    assert bewijs["dossiers_document"] == 1
    assert bewijs["dossiers_documentversie"] == 2
    for model in (Document, Documentversie, Bestand, Tijdlijnregel, Document.pgh_event_model):  # type: ignore[attr-defined]
        assert "Merkwoord" not in str(list(model.objects.values())), model
    liggen = sorted(pad.name for pad in opslagmap.rglob("*") if pad.is_file())
    som = gedeeld.alle_versies.get().bestand.sha256  # type: ignore[union-attr]
    assert liggen == [som, f"{som}.voorbeeld"]
    assert not any(uitslag.fout for uitslag in controle.voer_uit(["dossiers.documentversies"]))


def test_wat_gewist_is_krijgt_geen_nieuwe_versie(an: Medewerker, zonnebloem: Dossier) -> None:
    document = voeg_document_toe(zonnebloem, an)
    wissen.wis(Onderwerp("dossiers.document", str(document.pk)), timezone.now())
    klaar, nu = zet_klaar(inhoud=b.pdf(), naam="x.pdf"), timezone.now()
    with pytest.raises(AlGewijzigd):
        actions.voeg_versie_toe(sleutel=uuid4(), document=document, bron=klaar, toelichting="", door=an, op=nu)


@pytest.fixture(params=[1, 3])
def met_documenten(request: pytest.FixtureRequest, an: Medewerker, zonnebloem: Dossier) -> int:
    for nummer in range(request.param):
        voeg_document_toe(zonnebloem, an, b.pdf(str(nummer)), f"plan {nummer}.pdf")
    return int(request.param)


@pytest.mark.parametrize(("naam", "vragen"), [("documenten_alle", 9), ("documenten", 9)])
def test_een_lijst_kost_evenveel_vragen_met_een_en_met_drie(
    client_an: Client, zonnebloem: Dossier, met_documenten: int, django_assert_num_queries: Any, naam: str, vragen: int
) -> None:
    adres = reverse(f"dossiers:{naam}", args=[zonnebloem.dossiernummer] if naam == "documenten" else [])
    client_an.get(adres)
    with django_assert_num_queries(vragen):
        antwoord = client_an.get(adres)
    assert antwoord.content.decode().count('<tr role="row" data-rij') == met_documenten


def test_een_document_van_de_organisator_zelf_staat_niet_bij_een_locatie(
    an: Medewerker, client_an: Client, zonnebloem: Dossier
) -> None:
    adres = reverse("dossiers:documenten_toevoegen_organisator", args=[zonnebloem.organisator.nummer])
    gegevens = {"sleutel": str(uuid4()), "soort": "beleid", "bestanden": [upload("reglement.pdf", b.pdf())]}
    assert client_an.post(adres, gegevens).status_code == 302
    document = Document.objects.get()
    assert (document.dossier, document.organisator) == (None, zonnebloem.organisator)
    lijst = client_an.get(reverse("dossiers:documenten_organisator", args=[zonnebloem.organisator.nummer])).content.decode()
    assert "reglement" in lijst


def test_de_controle_vindt_een_bestand_van_niemand_en_een_versie_te_weinig(an: Medewerker, zonnebloem: Dossier) -> None:
    document = voeg_document_toe(zonnebloem, an)
    codes = ["dossiers.documentversies", "kern.bestanden", "kern.bestandinhouden"]
    assert [uitslag.fout for uitslag in controle.voer_uit(codes)] == [0, 0, 0]
    Documentversie.objects.update(bestand=None)
    Document.objects.filter(pk=document.pk).update(versies=2)
    assert [uitslag.fout for uitslag in controle.voer_uit(codes)] == [2, 1, 0]
    Bestand.objects.all().delete()
    assert [uitslag.fout for uitslag in controle.voer_uit(codes)] == [2, 0, 1]
