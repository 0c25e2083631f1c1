"""The pages of what leaves the house, seen by An (who made it), Bart (who did not) and Bea of the backoffice."""

from typing import Any

from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from kern import logboek
from kern.actions import bezorging, outbox
from kern.choices import Rol
from kern.links import adres_van, nieuw_token
from kern.models import Medewerker, OutboxRegel
from kern.outbox.keuzes import BijTwijfel, UitgaandStatus
from tests.hulp.post import Mailserver
from tests.mensen import MAANDAG, collega

WOORDEN = ("geheim van het kind", "ouder@voorbeeld.be", "Over Lotte")


def als(wie: Medewerker) -> Client:
    client = Client()
    client.force_login(wie, backend="kern.aanmelden.backend.Aanmeldbackend")
    return client


def een_mail(an: Medewerker, sleutel: str = "brief:1") -> OutboxRegel:
    return outbox.mail(
        sleutel=sleutel, over=an, aan=[WOORDEN[1]], titel=WOORDEN[2], tekst=WOORDEN[0], bij_twijfel=BijTwijfel.TONEN,
        bijlagen=[outbox.Bijlage("brief.pdf", "application/pdf", b"%PDF")], door=an, op=MAANDAG,
    )  # fmt: skip


def bezorg() -> None:
    bezorging.verwerk(klok=timezone.now)


def test_lijst_en_bericht_tonen_geen_woorden_adressen_of_onderwerp(an: Medewerker, bea: Medewerker) -> None:
    regel = een_mail(an)
    for pad in ("/uitgaand/", f"/uitgaand/{regel.pk}/", "/uitgaand/?uitvoer=csv"):
        antwoord = als(bea).get(pad)
        html = b"".join(antwoord.streaming_content) if antwoord.streaming else antwoord.content  # type: ignore[attr-defined]
        assert antwoord.status_code == 200
        assert not [woord for woord in WOORDEN if woord.encode() in html], pad


def test_wie_de_inhoud_leest_staat_in_het_logboek(an: Medewerker, bea: Medewerker) -> None:
    regel = een_mail(an)
    html = als(bea).get(f"/uitgaand/{regel.pk}/inhoud/").content.decode()
    assert all(woord in html for woord in WOORDEN)
    bijlage = als(bea).get(f"/uitgaand/{regel.pk}/bijlagen/{regel.bijlagen.get().pk}/")
    assert (bijlage.content, bijlage["Content-Disposition"]) == (b"%PDF", 'attachment; filename="brief.pdf"')
    inzagen = [r.door_naam for r in logboek.regels_over(regel) if r.gebeurtenis == "kern.uitgaand_ingezien"]
    assert inzagen == [bea.naam, bea.naam]


def test_wie_meeleest_ziet_de_sleutel_van_een_link_niet(an: Medewerker, bea: Medewerker) -> None:
    adres = adres_van(nieuw_token())
    regel = outbox.mail(
        sleutel="link", over=an, aan=["buiten@voorbeeld.be"], titel="Een vraag", tekst=f"Antwoord op {adres} tegen vrijdag",
        bij_twijfel=BijTwijfel.TONEN, door=an, op=MAANDAG,
    )  # fmt: skip
    html = als(bea).get(f"/uitgaand/{regel.pk}/inhoud/").content.decode()
    assert "/l/…/ tegen vrijdag" in html
    assert adres not in html


def test_een_collega_ziet_de_berichten_van_an_niet(an: Medewerker) -> None:
    regel = een_mail(an)
    bart = als(collega("Bart"))
    assert bart.get("/uitgaand/").status_code == 403
    for pad in ("", "inhoud/", f"bijlagen/{regel.bijlagen.get().pk}/"):
        assert bart.get(f"/uitgaand/{regel.pk}/{pad}").status_code == 404
    assert bart.post(f"/uitgaand/{regel.pk}/stap/", {"stap": "terug", "reden": "x"}).status_code == 404
    assert als(an).get(f"/uitgaand/{regel.pk}/").status_code == 200


def test_an_haalt_haar_eigen_bericht_terug_met_een_reden(an: Medewerker) -> None:
    regel = een_mail(an)
    zonder = als(an).post(f"/uitgaand/{regel.pk}/stap/", {"stap": "terug", "reden": ""})
    assert zonder.status_code == 422
    als(an).post(f"/uitgaand/{regel.pk}/stap/", {"stap": "terug", "reden": "verkeerde ouder"})
    regel.refresh_from_db()
    assert regel.status == UitgaandStatus.TERUGGEHAALD
    assert "verkeerde ouder" in als(an).get(f"/uitgaand/{regel.pk}/").content.decode()


def test_bea_ziet_wat_mislukte_op_de_teller_en_verstuurt_het_opnieuw(
    an: Medewerker, bea: Medewerker, mailserver: Mailserver
) -> None:
    mailserver.antwoorden = ["554 nee"]
    regel = een_mail(an)
    bezorg()
    lijst = als(bea).get("/uitgaand/?status=geparkeerd").content.decode()
    assert 'class="teller dringend">1<' in lijst
    assert f"/uitgaand/{regel.pk}/" in lijst
    assert als(an).post(f"/uitgaand/{regel.pk}/stap/", {"stap": "opnieuw", "reden": "x"}).status_code == 403
    als(bea).post(f"/uitgaand/{regel.pk}/stap/", {"stap": "opnieuw", "reden": "relay hersteld"})
    bezorg()
    assert mailserver.nummers == [regel.message_id]


def test_een_stap_die_niet_bij_de_toestand_hoort_verandert_niets(an: Medewerker, bea: Medewerker) -> None:
    regel = een_mail(an)
    antwoord = als(bea).post(f"/uitgaand/{regel.pk}/stap/", {"stap": "aangekomen", "reden": "x"})
    regel.refresh_from_db()
    assert (antwoord.status_code, regel.status) == (422, UitgaandStatus.WACHT)


def test_lijst_kost_voor_een_en_voor_drie_berichten_evenveel_vragen(
    an: Medewerker, bea: Medewerker, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    een_mail(an)
    client = als(bea)
    client.get("/uitgaand/")
    for sleutel in ("brief:2", "brief:3"):
        with django_assert_num_queries(6):
            client.get("/uitgaand/")
        een_mail(an, sleutel)


def test_demopostvak_toont_in_de_demo_wat_zou_vertrekken(an: Medewerker, settings: Any) -> None:
    een_mail(an)
    bezorg()
    assert als(an).get("/demo-postvak/").status_code == 404
    settings.IS_DEMO = True
    html = als(an).get("/demo-postvak/").content.decode()
    assert all(woord in html for woord in WOORDEN)
    assert "brief.pdf" in html
    assert Client().get("/demo-postvak/").status_code == 302


def test_wie_van_buiten_is_ziet_het_demopostvak_ook_niet_in_de_navigatie(an: Medewerker, settings: Any) -> None:
    settings.IS_DEMO = True
    assert 'href="/demo-postvak/"' in als(an).get("/").content.decode()
    assert 'href="/demo-postvak/"' not in als(collega("Bert", Rol.BELLER, team=None)).get("/").content.decode()


def test_an_leest_dat_de_werker_haar_voor_was_als_ze_te_laat_terughaalt(an: Medewerker) -> None:
    regel = een_mail(an)
    assert bezorging.claim(kanalen=["mail"], op=timezone.now()) is not None
    antwoord = als(an).post(f"/uitgaand/{regel.pk}/stap/", {"stap": "terug", "reden": "verkeerde ouder"})
    assert antwoord.status_code == 409
    assert "intussen gewijzigd" in antwoord.content.decode()
