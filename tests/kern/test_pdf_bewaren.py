"""A stored document stays as it was made, is kept once, and opens only for whom it is meant."""

import uuid
from typing import Any

import pytest
from django.db import Error, connection, transaction

from kern.actions.pdf import bewaar_pdf, open_pdf
from kern.actions.uittreksel import OnbekendOnderwerp, maak_uittreksel
from kern.choices import Rol
from kern.logboek import regels_over
from kern.models import Medewerker, PdfDocument
from kern.pdf import maak
from kern.queries.pdf import document_voor
from tests.hulp.tegelijk import tegelijk
from tests.kern.mechanismehulp import OP, document
from tests.mensen import collega


@pytest.fixture
def dina(db: None) -> Medewerker:
    """Dina is the dpo."""
    return collega("Dina", Rol.DPO, team=None)


def test_zelfde_document_wordt_een_keer_bewaard(dina: Medewerker) -> None:
    assert document(dina, door=dina).pk == document(dina, door=dina).pk
    assert PdfDocument.objects.count() == 1
    (regel,) = regels_over(PdfDocument.objects.get())
    assert regel.gebeurtenis == "kern.pdf_bewaard"


def test_ander_onderwerp_krijgt_een_eigen_exemplaar(dina: Medewerker) -> None:
    ander = collega("Bart", Rol.KLANTENBEHEERDER, team="limburg")
    assert document(dina, door=dina).pk != document(ander, door=dina).pk


def test_twee_die_tegelijk_bewaren_krijgen_dezelfde_rij(eigen_database: Any) -> None:
    dina = collega("Dina", Rol.DPO, team=None)
    een, twee = tegelijk(lambda: document(dina, door=dina), lambda: document(dina, door=dina))
    assert een.pk == twee.pk
    assert PdfDocument.objects.count() == 1


@pytest.mark.parametrize("kolom", ["titel = 'x'", "sha256 = repeat('0', 64)", "inhoud = 'x'", "gemaakt_op = now()"])
def test_niemand_wijzigt_een_bewaard_document(dina: Medewerker, kolom: str) -> None:
    document(dina, door=dina)
    with pytest.raises(Error, match=r"permission denied|wijzigt nooit"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE kern_pdfdocument SET {kolom}")


def test_databank_weigert_bytes_met_een_vreemde_controlesom(dina: Medewerker) -> None:
    echt = document(dina, door=dina)
    vals = PdfDocument.objects.get(pk=echt.pk)
    vals.inhoud = b"iets anders"
    vals.grootte = len(vals.inhoud)
    vals.pk = uuid.uuid4()
    vals.onderwerp_id = "999999"
    with pytest.raises(Error, match="pdfdocument_hash_klopt"), transaction.atomic():
        PdfDocument.objects.bulk_create([vals])


def test_onbekende_soort_wordt_niet_bewaard(dina: Medewerker) -> None:
    pdf = maak("pdf/logboek_uittreksel.html", {"regels": [], "over": "x", "ingekort": False, "kop": ""}, titel="X", op=OP)
    with pytest.raises(KeyError):
        bewaar_pdf(pdf=pdf, soort="kern.bestaat_niet", over=dina, titel="X", door=dina, op=OP)


def test_wie_het_logboek_niet_mag_lezen_vindt_het_uittreksel_niet(dina: Medewerker) -> None:
    bart = collega("Bart", Rol.KLANTENBEHEERDER, team="limburg")
    bewaard = document(dina, door=dina)
    assert document_voor(dina, bewaard.pk) == bewaard
    with pytest.raises(PdfDocument.DoesNotExist):
        document_voor(bart, bewaard.pk)


def test_openen_staat_in_het_logboek_en_geeft_de_bytes(dina: Medewerker) -> None:
    bewaard = document(dina, door=dina)
    inhoud = open_pdf(document=bewaard, door=dina, op=OP)
    assert inhoud.startswith(b"%PDF-1.7")
    assert [r.gebeurtenis for r in regels_over(bewaard)] == ["kern.pdf_ingezien", "kern.pdf_bewaard"]


def test_uittreksel_toont_wat_er_gebeurde_en_staat_zelf_in_het_logboek(dina: Medewerker) -> None:
    bart = collega("Bart", Rol.KLANTENBEHEERDER, team="limburg")
    bewaard = maak_uittreksel(
        onderwerp_soort="kern.medewerker", onderwerp_id=str(bart.pk), reden="inzageverzoek", door=dina, op=OP
    )
    assert bewaard.titel == f"Uittreksel van het logboek: medewerker {bart.pk}"
    regel = regels_over(bart).first()
    assert regel is not None
    assert (regel.gebeurtenis, regel.reden.tekst) == ("kern.logboek_uittreksel", "inzageverzoek")


def test_uittreksel_van_iets_dat_niet_bestaat(dina: Medewerker) -> None:
    for soort, sleutel in [("kern.fiets", "1"), ("x", "1"), ("kern.medewerker", "geen-getal")]:
        with pytest.raises(OnbekendOnderwerp):
            maak_uittreksel(onderwerp_soort=soort, onderwerp_id=sleutel, reden="x", door=dina, op=OP)
