"""A report: written without losing a word, read again by somebody else, fixed for good."""

import hashlib
import json
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.db import Error, connection, transaction
from django.test import Client
from django.utils import timezone

from dossiers.actions import verslag_nalezen, verslag_pdf, verslag_vast, verslagen
from dossiers.choices import Verslagsoort, Verslagstatus
from dossiers.fouten import GeenLezer, NietNagelezen, NietVast, NogOpmerkingenOpen, NogTeSchrijven
from dossiers.models import Deelversie, Dossier, Opmerking, Tijdlijnregel, Verslag, Verslagdeel
from kern import controle, wissen
from kern.fouten import AlAndersBewaard, AlGewijzigd, EisNietVoldaan, VierOgenNodig
from kern.models import Logregel, Medewerker, PdfDocument, Werkregel
from tests.wereld import begin_verslag, schrijf_verslag


@pytest.fixture
def bezoek(zonnebloem: Dossier, an: Medewerker) -> Verslag:
    return begin_verslag(zonnebloem, an)


@pytest.fixture
def nagelezen(bezoek: Verslag, an: Medewerker, carla: Medewerker) -> Verslag:
    schrijf_verslag(bezoek, an)
    verslag_nalezen.bied_aan(verslag=bezoek, lezer=carla, door=an, op=timezone.now())
    return verslag_nalezen.lees_na(verslag=bezoek, door=carla, op=timezone.now())


def werk_bij(verslag: Verslag) -> list[tuple[str, Medewerker | None]]:
    return [(w.titel, w.voor) for w in Werkregel.objects.filter(verwijzing=str(verslag.pk), klaar_op=None)]


# --- Writing -----------------------------------------------------------------------------------------------------------------


def test_een_verslag_begint_met_de_koppen_van_zijn_soort_en_wacht_op_wie_het_schrijft(bezoek: Verslag, an: Medewerker) -> None:
    koppen = [deel.kop for deel in bezoek.delen.all()]
    assert koppen[:3] == ["Aanleiding", "Wie was er", "Wat ik zag"]
    assert werk_bij(bezoek) == [("Schrijf verder: Onaangekondigd bezoek", an)]


def test_twee_keer_begonnen_met_dezelfde_sleutel_is_een_verslag(zonnebloem: Dossier, an: Medewerker) -> None:
    sleutel = uuid4()
    assert begin_verslag(zonnebloem, an, sleutel=sleutel) == begin_verslag(zonnebloem, an, sleutel=sleutel)
    assert Verslag.objects.count() == 1
    with pytest.raises(AlAndersBewaard):
        begin_verslag(zonnebloem, an, Verslagsoort.GESPREK, sleutel=sleutel)


def test_elke_bewaarde_tekst_krijgt_een_versie_en_dezelfde_woorden_opnieuw_sturen_verandert_niets(
    bezoek: Verslag, an: Medewerker
) -> None:
    deel = bezoek.delen.get(sleutel="gezien")
    een = verslagen.bewaar_deel(deel=deel, versie=1, tekst="<p>Eén</p>", door=an, op=timezone.now())
    assert (een.versie, een.tekst) == (2, "<p>Eén</p>")
    # The answer got lost on the way: the editor sends the same again, from the version it knew.
    nog = verslagen.bewaar_deel(deel=deel, versie=1, tekst="<p>Eén</p>", door=an, op=timezone.now())
    assert (nog.versie, nog.tekst) == (2, "<p>Eén</p>")


def test_wat_een_collega_intussen_schreef_wordt_niet_overschreven(bezoek: Verslag, an: Medewerker, carla: Medewerker) -> None:
    deel = bezoek.delen.get(sleutel="gezien")
    verslagen.bewaar_deel(deel=deel, versie=1, tekst="<p>Carla</p>", door=carla, op=timezone.now())
    with pytest.raises(AlGewijzigd):
        verslagen.bewaar_deel(deel=deel, versie=1, tekst="<p>An</p>", door=an, op=timezone.now())
    assert Verslagdeel.objects.get(pk=deel.pk).tekst == "<p>Carla</p>"
    # In another part one is not in each other's way.
    schrijf_verslag(bezoek, an, besluit="An")


def test_wat_er_stond_blijft_bewaard_als_een_ander_verdergaat_en_per_tien_minuten(
    bezoek: Verslag, an: Medewerker, carla: Medewerker
) -> None:
    deel, nu = bezoek.delen.get(sleutel="gezien"), bezoek.begonnen_op
    for tekst in ("a", "ab", "abc"):
        nu += timedelta(seconds=2)
        deel = verslagen.bewaar_deel(deel=deel, versie=deel.versie, tekst=f"<p>{tekst}</p>", door=an, op=nu)
    assert not Deelversie.objects.exists()
    deel = verslagen.bewaar_deel(deel=deel, versie=deel.versie, tekst="<p>C</p>", door=carla, op=nu + timedelta(seconds=9))
    deel = verslagen.bewaar_deel(deel=deel, versie=deel.versie, tekst="<p>CC</p>", door=carla, op=nu + timedelta(minutes=11))
    assert list(Deelversie.objects.values_list("tekst", "door")) == [("<p>C</p>", carla.pk), ("<p>abc</p>", an.pk)]


def test_het_logboek_kent_schrijfbeurten_en_niet_elke_toets(bezoek: Verslag, an: Medewerker) -> None:
    deel = bezoek.delen.get(sleutel="gezien")
    for tekst in ("a", "ab", "abc"):
        deel = verslagen.bewaar_deel(deel=deel, versie=deel.versie, tekst=f"<p>{tekst}</p>", door=an, op=timezone.now())
    assert Logregel.objects.filter(gebeurtenis="dossiers.verslag_geschreven").count() == 1


def test_een_te_lange_tekst_wordt_in_een_zin_geweigerd_en_er_verandert_niets(bezoek: Verslag, an: Medewerker) -> None:
    deel = bezoek.delen.get(sleutel="gezien")
    with pytest.raises(ValidationError, match="te lang"):
        verslagen.bewaar_deel(deel=deel, versie=1, tekst="<p>" + "x" * 600_000, door=an, op=timezone.now())
    assert Verslagdeel.objects.get(pk=deel.pk).versie == 1


# --- Reading again -----------------------------------------------------------------------------------------------------------


def test_een_collega_leest_na_en_zolang_staat_de_tekst_stil(bezoek: Verslag, an: Medewerker, carla: Medewerker) -> None:
    schrijf_verslag(bezoek, an)
    verslag_nalezen.bied_aan(verslag=bezoek, lezer=carla, door=an, op=timezone.now())
    assert werk_bij(bezoek) == [(f"{an.naam} vraagt u na te lezen: Onaangekondigd bezoek", carla)]
    with pytest.raises(AlGewijzigd):
        schrijf_verslag(bezoek, an, besluit="Toch niet.")


def test_wie_schrijft_leest_niet_zelf_na_en_wie_niet_meeleest_ook_niet(bezoek: Verslag, an: Medewerker, bart: Medewerker) -> None:
    schrijf_verslag(bezoek, an)
    with pytest.raises(VierOgenNodig):
        verslag_nalezen.bied_aan(verslag=bezoek, lezer=an, door=an, op=timezone.now())
    with pytest.raises(GeenLezer, match="leest deze locatie niet"):
        verslag_nalezen.bied_aan(verslag=bezoek, lezer=bart, door=an, op=timezone.now())


def test_wat_verplicht_is_en_leeg_wordt_bij_naam_genoemd(bezoek: Verslag, an: Medewerker, carla: Medewerker) -> None:
    schrijf_verslag(bezoek, an, gezien="Rustig.")
    with pytest.raises(NogTeSchrijven, match="“Aanleiding”, “Besluit”"):
        verslag_nalezen.bied_aan(verslag=bezoek, lezer=carla, door=an, op=timezone.now())


def test_met_opmerkingen_gaat_het_terug_en_elke_wordt_overgenomen_of_beantwoord(
    bezoek: Verslag, an: Medewerker, carla: Medewerker
) -> None:
    schrijf_verslag(bezoek, an)
    verslag_nalezen.bied_aan(verslag=bezoek, lezer=carla, door=an, op=timezone.now())
    deel = bezoek.delen.get(sleutel="gezien")
    for citaat, tekst in (("Rustig", "Hoeveel kinderen?"), ("", "Welk uur?")):
        verslag_nalezen.merk_op(sleutel=uuid4(), deel=deel, citaat=citaat, tekst=tekst, door=carla, op=timezone.now())
    with pytest.raises(NogOpmerkingenOpen, match="nog 2 opmerkingen"):
        verslag_nalezen.lees_na(verslag=bezoek, door=carla, op=timezone.now())
    verslag_nalezen.geef_terug(verslag=bezoek, door=carla, op=timezone.now())
    eerste, tweede = Opmerking.objects.order_by("op")
    verslag_nalezen.handel_af(opmerking=eerste, aanvaard=True, antwoord="", door=an, op=timezone.now())
    with pytest.raises(EisNietVoldaan, match="antwoord"):
        verslag_nalezen.handel_af(opmerking=tweede, aanvaard=False, antwoord=" ", door=an, op=timezone.now())
    with pytest.raises(NogOpmerkingenOpen, match="nog een opmerking"):
        verslag_nalezen.bied_aan(verslag=bezoek, lezer=carla, door=an, op=timezone.now())
    verslag_nalezen.handel_af(opmerking=tweede, aanvaard=False, antwoord="Staat bij aanleiding.", door=an, op=timezone.now())
    verslag_nalezen.bied_aan(verslag=bezoek, lezer=carla, door=an, op=timezone.now())
    verslag_nalezen.lees_na(verslag=bezoek, door=carla, op=timezone.now())


def test_terughalen_nadat_de_lezer_antwoordde_kan_niet_meer(nagelezen: Verslag, an: Medewerker) -> None:
    with pytest.raises(AlGewijzigd):
        verslag_nalezen.haal_terug(verslag=nagelezen, door=an, op=timezone.now())


# --- Fixing ------------------------------------------------------------------------------------------------------------------


def test_wat_vastligt_is_precies_wat_de_lezer_las_met_auteur_lezer_en_moment(nagelezen: Verslag, an: Medewerker) -> None:
    vast = verslag_vast.stel_vast(verslag=nagelezen, door=an, op=timezone.now())
    vast.refresh_from_db()
    assert vast.sha256 == hashlib.sha256(vast.vast.encode()).hexdigest()
    inhoud = json.loads(vast.vast)
    assert (inhoud["auteur"], inhoud["lezer"]) == (an.naam, nagelezen.lezer and nagelezen.lezer.naam)
    assert [deel["kop"] for deel in inhoud["delen"]] == ["Aanleiding", "Wat ik zag", "Besluit"]
    regel = Tijdlijnregel.objects.get(soort="dossiers.verslag")
    assert (regel.op, regel.bekend_sinds, regel.kort) == (vast.op, vast.vastgesteld_op, "Jaarlijks. · Rustig. · Goed.")
    assert werk_bij(vast) == []


def test_zonder_tweede_lezer_wordt_een_bezoek_niet_vastgesteld(bezoek: Verslag, an: Medewerker) -> None:
    schrijf_verslag(bezoek, an)
    with pytest.raises(EisNietVoldaan, match="een collega die het nalas"):
        verslag_vast.stel_vast(verslag=bezoek, door=an, op=timezone.now())


def test_na_heropenen_wordt_er_opnieuw_nagelezen(nagelezen: Verslag, an: Medewerker) -> None:
    verslag_nalezen.heropen(verslag=nagelezen, door=an, op=timezone.now())
    schrijf_verslag(nagelezen, an, besluit="Anders.")
    with pytest.raises(EisNietVoldaan):
        verslag_vast.stel_vast(verslag=nagelezen, door=an, op=timezone.now())


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE dossiers_verslag SET titel = 'anders'",
        "UPDATE dossiers_verslag SET status = 'concept', vast = '', sha256 = '', vastgesteld_op = NULL",
        "UPDATE dossiers_verslag SET vast = ''",
        "UPDATE dossiers_verslagdeel SET tekst = ''",
        "UPDATE dossiers_verslagdeel SET tekst = '<p>anders</p>'",
        "DELETE FROM dossiers_verslagdeel",
        "DELETE FROM dossiers_verslag",
    ],
)
def test_de_databank_weigert_elke_wijziging_aan_wat_vastligt(nagelezen: Verslag, an: Medewerker, sql: str) -> None:
    verslag_vast.stel_vast(verslag=nagelezen, door=an, op=timezone.now())
    with pytest.raises(Error, match="wijzig|verwijderd"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_een_telefoonnota_ligt_na_een_dag_vanzelf_vast_en_een_lege_niet(zonnebloem: Dossier, an: Medewerker) -> None:
    vol, leeg = (begin_verslag(zonnebloem, an, Verslagsoort.TELEFOON, titel=titel) for titel in ("Belde", "Leeg"))
    schrijf_verslag(vol, an, gezegd="De verwarming doet het weer.")
    assert verslag_vast.stel_vanzelf_vast(op=vol.begonnen_op + timedelta(hours=23)) == 0
    assert verslag_vast.stel_vanzelf_vast(op=vol.begonnen_op + timedelta(hours=25)) == 1
    assert [Verslag.objects.get(pk=v.pk).status for v in (vol, leeg)] == [Verslagstatus.VASTGESTELD, Verslagstatus.CONCEPT]


def test_een_verbetering_achteraf_is_een_addendum_met_reden(nagelezen: Verslag, an: Medewerker) -> None:
    velden: dict[str, Any] = {"tekst": "<p>Het waren er acht.</p>", "reden": "Verkeerd geteld.", "door": an, "op": timezone.now()}
    with pytest.raises(NietVast):
        verslag_vast.vul_aan(sleutel=uuid4(), verslag=nagelezen, **velden)
    verslag_vast.stel_vast(verslag=nagelezen, door=an, op=timezone.now())
    een = verslag_vast.vul_aan(sleutel=uuid4(), verslag=nagelezen, **velden)
    assert verslag_vast.vul_aan(sleutel=een.pk, verslag=nagelezen, **velden) == een
    assert [a.nummer for a in nagelezen.addenda.all()] == [1]
    with pytest.raises(Error, match="addendum wijzigt nooit"), transaction.atomic():
        nagelezen.addenda.update(tekst="<p>Negen.</p>")


def test_wat_op_een_verslag_steunt_noemt_de_exacte_woorden(nagelezen: Verslag, an: Medewerker) -> None:
    wat: dict[str, Any] = {"soort": "handhaving.beslissing", "verwijzing": "7", "titel": "Schorsing", "url": "/x/", "door": an}
    with pytest.raises(NietVast):
        verslag_vast.laat_steunen(verslag=nagelezen, op=timezone.now(), **wat)
    vast = verslag_vast.stel_vast(verslag=nagelezen, door=an, op=timezone.now())
    steun = verslag_vast.laat_steunen(verslag=vast, op=timezone.now(), **wat)
    assert (steun.sha256, steun.tot_addendum) == (vast.sha256, 0)
    assert verslag_vast.laat_steunen(verslag=vast, op=timezone.now(), **wat) == steun


def test_op_wat_niemand_nalas_steunt_geen_beslissing(zonnebloem: Dossier, an: Medewerker) -> None:
    nota = begin_verslag(zonnebloem, an, Verslagsoort.TELEFOON)
    schrijf_verslag(nota, an, gezegd="De verwarming doet het weer.")
    vast = verslag_vast.stel_vast(verslag=nota, door=an, op=timezone.now())
    with pytest.raises(NietNagelezen):
        verslag_vast.laat_steunen(
            verslag=vast, soort="handhaving.beslissing", verwijzing="7", titel="x", url="", door=an, op=timezone.now()
        )


def test_een_concept_dat_niet_bewaard_wordt_kan_terug(bezoek: Verslag, an: Medewerker) -> None:
    with pytest.raises(EisNietVoldaan):
        verslag_vast.verwerp(verslag=bezoek, reden="", door=an, op=timezone.now())
    verslag_vast.verwerp(verslag=bezoek, reden="Twee keer begonnen.", door=an, op=timezone.now())
    assert werk_bij(bezoek) == []
    assert verslag_vast.zet_terug(verslag=bezoek, door=an, op=timezone.now()).is_concept


# --- The PDF --------------------------------------------------------------------------------------------------------------


def test_de_pdf_komt_van_de_vaste_tekst_en_twee_keer_gemaakt_is_het_een(nagelezen: Verslag, an: Medewerker) -> None:
    vast = verslag_vast.stel_vast(verslag=nagelezen, door=an, op=timezone.now())
    assert verslag_pdf.maak_ontbrekende(op=timezone.now()) == 1
    assert verslag_pdf.maak_ontbrekende(op=timezone.now()) == 0
    # Another worker that took the report before the first was done.
    assert verslag_pdf.maak(verslag=vast, op=timezone.now()) is False
    document = PdfDocument.objects.get()
    with pikepdf.open(BytesIO(bytes(document.inhoud))) as pdf:
        assert pdf.Root.StructTreeRoot is not None
        assert str(pdf.docinfo["/Title"]) == "Onaangekondigd bezoek"


def test_wie_het_verslag_niet_leest_opent_de_pdf_niet(
    nagelezen: Verslag, an: Medewerker, client_an: Client, client_bart: Client
) -> None:
    verslag_vast.stel_vast(verslag=nagelezen, door=an, op=timezone.now())
    verslag_pdf.maak_ontbrekende(op=timezone.now())
    pad = PdfDocument.objects.get().get_absolute_url()
    assert [client.get(pad).status_code for client in (client_an, client_bart)] == [200, 404]


def test_gewist_blijft_dat_er_een_verslag_was_en_niets_van_wat_erin_stond(nagelezen: Verslag, an: Medewerker) -> None:
    vast = verslag_vast.stel_vast(verslag=nagelezen, door=an, op=timezone.now())
    verslag_pdf.maak_ontbrekende(op=timezone.now())
    verslag_vast.vul_aan(sleutel=uuid4(), verslag=vast, tekst="<p>Acht.</p>", reden="Geteld.", door=an, op=timezone.now())
    wissen.wis(wissen.Onderwerp("dossiers.verslag", str(vast.pk)), timezone.now())
    vast.refresh_from_db()
    assert (vast.titel, vast.vast, vast.pdf, vast.status) == ("(gewist)", "", None, Verslagstatus.VASTGESTELD)
    assert {deel.tekst for deel in vast.delen.all()} == {""}
    assert [(a.tekst, a.reden) for a in vast.addenda.all()] == [("", "")]
    assert not PdfDocument.objects.exists()


def test_elk_verslag_dat_niet_af_is_staat_in_een_werkvoorraad(bezoek: Verslag, an: Medewerker, carla: Medewerker) -> None:
    schrijf_verslag(bezoek, an)
    verslag_nalezen.bied_aan(verslag=bezoek, lezer=carla, door=an, op=timezone.now())
    assert [uitslag.fout for uitslag in controle.voer_uit(["dossiers.werk_verslag"])] == [0]
    Werkregel.objects.filter(voor=carla).update(klaar_op=timezone.now())
    assert [uitslag.fout for uitslag in controle.voer_uit(["dossiers.werk_verslag"])] == [1]


def test_een_te_lange_tekst_zonder_javascript_wordt_geweigerd_en_blijft_staan(bezoek: Verslag, client_an: Client) -> None:
    delen = {"tekst_gezien": "\n\n".join("x" * 21_000)} | {f"versie_{deel.sleutel}": deel.versie for deel in bezoek.delen.all()}
    antwoord = client_an.post(bezoek.get_absolute_url(), delen)
    assert antwoord.status_code == 422
    assert "te veel stukken opmaak" in antwoord.text
    assert antwoord.text.count("x\n\n") >= 20_000
