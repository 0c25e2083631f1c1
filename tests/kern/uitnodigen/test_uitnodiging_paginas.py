"""The pages on which people ask, answer, and see what waits for them; and the download of a document."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kern.actions.uitnodigingen import Buitenstaander, beantwoord, vraag_advies
from kern.choices import Rol, Uitnodigingstatus
from kern.logboek import regels_over
from kern.models import Medewerker, PdfDocument, Uitnodiging
from tests.mensen import collega

BACKEND = "kern.aanmelden.backend.Aanmeldbackend"


def client_van(persoon: Medewerker) -> Client:
    client = Client()
    client.force_login(persoon, backend=BACKEND)
    return client


@pytest.fixture
def vraag(dina: Medewerker, joris: Medewerker, uittreksel: PdfDocument) -> Uitnodiging:
    """Dina asks Joris."""
    nu = timezone.now()
    return vraag_advies(
        sleutel=uuid.uuid4(), onderwerp_soort="kern.pdfdocument", onderwerp_id=str(uittreksel.pk), aan=joris,
        vraag="Mogen we dit vrijgeven?", tegen=timezone.localdate() + timedelta(days=5), door=dina, op=nu,
    )  # fmt: skip


def _formulier(**anders: Any) -> dict[str, Any]:
    tegen = timezone.localdate() + timedelta(days=3)
    return {"sleutel": str(uuid.uuid4()), "aan": "", "vraag": "Klopt dit?", "tegen": tegen.isoformat()} | anders


def test_dina_vraagt_joris_leest_en_antwoordt(dina: Medewerker, joris: Medewerker, uittreksel: PdfDocument) -> None:
    adres = reverse("kern:gevraagd_nieuw", args=["kern.pdfdocument", uittreksel.pk])
    bij_dina, bij_joris = client_van(dina), client_van(joris)
    assert "Uittreksel over Bart" in bij_dina.get(adres).text
    antwoord = bij_dina.post(adres, _formulier(aan=joris.pk))
    gesteld = Uitnodiging.objects.get()
    assert antwoord.status_code == 302
    assert antwoord["Location"] == gesteld.get_absolute_url()

    assert "Dina Peeters vraagt uw advies" in bij_joris.get("/").text
    assert bij_joris.get(reverse("kern:pdf", args=[uittreksel.pk])).status_code == 200
    pagina = bij_joris.get(gesteld.get_absolute_url()).text
    assert "Klopt dit?" in pagina
    assert "Uittreksel over Bart" in pagina
    assert bij_joris.post(reverse("kern:gevraagd_antwoord", args=[gesteld.pk]), {"antwoord": "Ja."}).status_code == 302

    na = bij_joris.get(gesteld.get_absolute_url()).text
    assert "Klopt dit?" in na
    assert "Ja." in na
    assert "Uittreksel over Bart" not in na
    assert bij_joris.get(reverse("kern:pdf", args=[uittreksel.pk])).status_code == 404
    assert "Ja." in bij_dina.get(gesteld.get_absolute_url()).text


def test_kijken_naar_het_ding_staat_in_het_logboek(vraag: Uitnodiging, joris: Medewerker, dina: Medewerker) -> None:
    client_van(joris).get(vraag.get_absolute_url())
    client_van(dina).get(vraag.get_absolute_url())
    inzagen = [r.door_naam for r in regels_over(vraag) if r.gebeurtenis == "kern.advies_ingezien"]
    assert inzagen == ["Joris Peeters"]


def test_wie_vroeg_leest_waarover_en_wie_gevraagd_werd_krijgt_die_link_niet(
    vraag: Uitnodiging, uittreksel: PdfDocument, dina: Medewerker, joris: Medewerker
) -> None:
    link = f'Over <a href="{uittreksel.get_absolute_url()}">Uittreksel over Bart</a>'
    assert link in client_van(dina).get(vraag.get_absolute_url()).content.decode()
    assert link not in client_van(joris).get(vraag.get_absolute_url()).content.decode()


def test_een_ander_krijgt_overal_404(vraag: Uitnodiging, uittreksel: PdfDocument) -> None:
    ander = client_van(collega("Ann", Rol.KLANTENBEHEERDER, team="limburg"))
    assert ander.get(vraag.get_absolute_url()).status_code == 404
    for naam in ("kern:gevraagd_antwoord", "kern:gevraagd_weigeren", "kern:gevraagd_intrekken"):
        assert ander.post(reverse(naam, args=[vraag.pk]), {"antwoord": "x", "reden": "x"}).status_code == 404
    assert ander.get(reverse("kern:pdf", args=[uittreksel.pk])).status_code == 404
    assert ander.get(reverse("kern:gevraagd_nieuw", args=["kern.pdfdocument", uittreksel.pk])).status_code == 404


def test_vrager_kan_niet_voor_de_gevraagde_antwoorden_en_omgekeerd_niet_intrekken(
    vraag: Uitnodiging, dina: Medewerker, joris: Medewerker
) -> None:
    assert client_van(dina).post(reverse("kern:gevraagd_antwoord", args=[vraag.pk]), {"antwoord": "x"}).status_code == 403
    assert client_van(joris).post(reverse("kern:gevraagd_intrekken", args=[vraag.pk])).status_code == 403
    assert client_van(dina).post(reverse("kern:gevraagd_intrekken", args=[vraag.pk])).status_code == 302


def test_wie_te_laat_komt_leest_dat_een_ander_eerst_was(vraag: Uitnodiging, dina: Medewerker, joris: Medewerker) -> None:
    beantwoord(uitnodiging=Uitnodiging.objects.get(pk=vraag.pk), antwoord="ja", door=joris, op=timezone.now())
    antwoord = client_van(joris).post(reverse("kern:gevraagd_antwoord", args=[vraag.pk]), {"antwoord": "nee"})
    assert antwoord.status_code == 409


def test_weigeren_vertelt_het_aan_de_vrager(vraag: Uitnodiging, dina: Medewerker, joris: Medewerker) -> None:
    client_van(joris).post(reverse("kern:gevraagd_weigeren", args=[vraag.pk]), {"reden": "Vraag het aan Ann."})
    vraag.refresh_from_db()
    assert vraag.status == Uitnodigingstatus.GEWEIGERD
    assert "Vraag het aan Ann." in client_van(dina).get(vraag.get_absolute_url()).text


def test_vraag_aan_iemand_van_buiten(dina: Medewerker, uittreksel: PdfDocument) -> None:
    adres = reverse("kern:gevraagd_nieuw", args=["kern.pdfdocument", uittreksel.pk])
    bij_dina = client_van(dina)
    for fout in (
        {},
        {"buiten_naam": "Mia"},
        {"buiten_email": "mia@buiten.example"},
        {"buiten_naam": "Mia", "buiten_email": "geen-adres"},
        {"aan": collega("Ann", Rol.ARTS, team=None).pk, "buiten_naam": "Mia", "buiten_email": "mia@buiten.example"},
    ):
        assert bij_dina.post(adres, _formulier(**fout)).status_code == 422
    assert bij_dina.post(adres, _formulier(buiten_naam="Mia", buiten_email="mia@buiten.example")).status_code == 302
    assert Uitnodiging.objects.get().aan_naam == "Mia"


def test_formulier_toont_alleen_wie_gevraagd_kan_worden(dina: Medewerker, joris: Medewerker, uittreksel: PdfDocument) -> None:
    collega("Rolloos", team=None, rollen=[])
    pagina = client_van(dina).get(reverse("kern:gevraagd_nieuw", args=["kern.pdfdocument", uittreksel.pk])).text
    assert "Joris Peeters (" in pagina
    assert "Rolloos" not in pagina
    assert "Dina Peeters (" not in pagina


def test_over_iets_onbekends_vraagt_niemand_advies(dina: Medewerker) -> None:
    assert client_van(dina).get(reverse("kern:gevraagd_nieuw", args=["kern.fiets", "1"])).status_code == 404
    assert client_van(collega("Els", Rol.BELLER, team=None)).get("/gevraagd/nieuw/kern.fiets/1/").status_code == 404


@pytest.mark.parametrize("aantal", [1, 3])
def test_lijsten_kosten_evenveel_vragen_bij_een_als_bij_drie(
    dina: Medewerker, joris: Medewerker, uittreksel: PdfDocument, aantal: int, django_assert_max_num_queries: Any
) -> None:
    for nummer in range(aantal):
        vraag_advies(
            sleutel=uuid.uuid4(), onderwerp_soort="kern.pdfdocument", onderwerp_id=str(uittreksel.pk),
            aan=joris if nummer % 2 else Buitenstaander("Mia", "mia@buiten.example"), vraag="?",
            tegen=timezone.localdate(), door=dina, op=timezone.now(),
        )  # fmt: skip
    bij_dina = client_van(dina)
    for adres, hoogstens in (("/?begin=ja", 8), ("/gevraagd/", 7)):  # session, person, navigation; on / also how the day begins
        with django_assert_max_num_queries(hoogstens):
            assert bij_dina.get(adres).status_code == 200


def test_lege_takenlijst_zegt_dat_er_niets_wacht(joris: Medewerker) -> None:
    assert "Er wacht niets op u" in client_van(joris).get("/").text
    assert "Niemand vroeg u iets." in client_van(joris).get("/gevraagd/").text


# --- The document itself ---------------------------------------------------------------------------------------------------


def test_download_is_veilig_en_staat_in_het_logboek(dina: Medewerker, uittreksel: PdfDocument) -> None:
    antwoord = client_van(dina).get(reverse("kern:pdf", args=[uittreksel.pk]))
    assert antwoord.content.startswith(b"%PDF")
    assert antwoord["Content-Type"] == "application/pdf"
    assert antwoord["Content-Disposition"] == 'attachment; filename="uittreksel-over-bart.pdf"'
    assert antwoord["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert antwoord["X-Content-Type-Options"] == "nosniff"
    assert antwoord["Cache-Control"] == "private, no-store"
    assert regels_over(uittreksel)[0].gebeurtenis == "kern.pdf_ingezien"


def test_tonen_in_het_venster(dina: Medewerker, uittreksel: PdfDocument) -> None:
    antwoord = client_van(dina).get(reverse("kern:pdf", args=[uittreksel.pk]) + "?toon")
    assert antwoord["Content-Disposition"].startswith("inline")
    assert "default-src 'none'" in antwoord["Content-Security-Policy"]


def test_dpo_maakt_een_uittreksel_en_een_ander_mag_dat_niet(dina: Medewerker, joris: Medewerker) -> None:
    adres = reverse("kern:logboek_uittreksel")
    velden = {"onderwerp_soort": "kern.medewerker", "onderwerp_id": str(joris.pk), "reden": "inzageverzoek"}
    assert client_van(joris).post(adres, velden).status_code == 403
    bij_dina = client_van(dina)
    assert bij_dina.get(adres).status_code == 200
    assert bij_dina.post(adres, velden | {"reden": ""}).status_code == 422
    assert bij_dina.post(adres, velden | {"onderwerp_soort": "kern.fiets"}).status_code == 422
    antwoord = bij_dina.post(adres, velden)
    assert antwoord["Location"] == PdfDocument.objects.get().get_absolute_url()
