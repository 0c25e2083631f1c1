"""Toasts, palette, notifications, presence, person card, timeline and forms, as An and Bart meet them."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from kern.actions import bezorging, outbox
from kern.actions.mensen import deactiveer, registreer_vervanging
from kern.actions.scherm import meld_aanwezig, ruim_aanwezigheid_op
from kern.choices import Rol
from kern.grafiek import staafdiagram
from kern.models import Aanwezigheid, Medewerker, Notificatie
from kern.navigatie import GRENS, tekst
from kern.queries.personen import Vandaag, beschikbaar, werkdagen, wie_kijkt
from kern.scherm import kijkbewijs, lees_kijkbewijs, meld
from kern.templatetags.scherm import teken_pil
from kern.tijd import BRUSSEL
from kern.tijdlijn import Gebeurd, dagen
from tests.mensen import MAANDAG, collega


@pytest.fixture
def bart(an: Medewerker) -> Medewerker:
    return collega("Bart", Rol.COORDINATOR, team="antwerpen")


# --- profile, toast -----------------------------------------------------------------------------------------------------
def test_an_zet_haar_sneltoetsen_uit_en_kiest_donker(client_an: Client, an: Medewerker) -> None:
    velden = {"expertises": "babyslaap, muziek", "werkpatroon": ["ma-vm"], "telefoon": "", "thema": "donker"}
    assert client_an.post("/profiel/", velden).status_code == 302
    an.refresh_from_db()
    assert (an.sneltoetsen_aan, an.thema, an.expertises) == (False, "donker", ["babyslaap", "muziek"])
    html = client_an.get("/profiel/").content.decode()
    assert 'data-thema="donker"' in html
    assert "data-sneltoetsen" not in html
    assert "Uw profiel is bewaard." in html


def test_fout_in_een_formulier_staat_bovenaan_met_een_link_en_bij_het_veld(client_an: Client) -> None:
    antwoord = client_an.post("/profiel/", {"expertises": "x" * 61, "thema": "paars", "telefoon": "bel me"})
    html = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert '<a href="#id_expertises">' in html
    assert '<a href="#id_telefoon">' in html
    assert re.search(r'<input[^>]*name="expertises"[^>]*aria-describedby="id_expertises_helptext id_expertises_error"', html)
    assert "x" * 61 in html  # what was typed stays


def test_bericht_met_ongedaan_maken_is_een_echt_formulier(client_an: Client, rf: RequestFactory) -> None:
    verzoek = rf.get("/")
    verzoek.session = {}  # type: ignore[assignment]  # messages keep nothing there unless the cookie is full
    verzoek._messages = FallbackStorage(verzoek)  # type: ignore[attr-defined]  # as its middleware does
    meld(verzoek, "De taak is afgewerkt.", ongedaan="/taken/1/heropen/")
    html = Template("{% load scherm %}{% toasts %}").render(Context({"request": verzoek, "csrf_token": "teken"}))
    assert '<form method="post" action="/taken/1/heropen/">' in html
    assert 'name="csrfmiddlewaretoken" value="teken"' in html


# --- palette ------------------------------------------------------------------------------------------------------------
def test_palet_vindt_een_collega_en_een_opdracht(client_an: Client, bart: Medewerker) -> None:
    html = client_an.get("/palet/?q=bart").content.decode()
    assert "Bart Peeters" in html
    assert bart.get_absolute_url() in html
    assert reverse("kern:profiel") in client_an.get("/palet/?q=donker").content.decode()


def test_wat_de_zoekpagina_vond_is_met_j_en_enter_te_openen_en_in_het_venster_niet(client_an: Client, bart: Medewerker) -> None:
    assert client_an.get("/palet/?q=bart").content.decode().count("data-rij") == 1
    assert "data-rij" not in client_an.get("/palet/?q=bart", headers={"HX-Request": "true"}).content.decode()


def test_palet_toont_geen_collegas_aan_wie_niet_intern_is(client: Client, bart: Medewerker) -> None:
    client.force_login(collega("Cor", Rol.BELLER, team=None), backend="kern.aanmelden.backend.Aanmeldbackend")
    assert "Bart Peeters" not in client.get("/palet/?q=bart").content.decode()


def test_kaart_van_een_collega_bestaat_niet_voor_wie_niet_intern_is(client: Client, bart: Medewerker) -> None:
    cor = collega("Cor", Rol.BELLER, team=None)
    client.force_login(cor, backend="kern.aanmelden.backend.Aanmeldbackend")
    assert client.get(bart.get_absolute_url()).status_code == 404
    assert client.get(cor.get_absolute_url()).status_code == 200


# --- notifications --------------------------------------------------------------------------------------------------------
@pytest.fixture
def notificatie(an: Medewerker, bart: Medewerker) -> Notificatie:
    outbox.notificeer(
        sleutel="proef", over=bart, ontvangers=[an], titel="Bart vraagt uw advies", door=bart, op=MAANDAG, url="/profiel/"
    )
    bezorging.verwerk(klok=lambda: MAANDAG)
    return Notificatie.objects.get()


def test_de_bel_telt_wat_an_nog_niet_las(client_an: Client, notificatie: Notificatie) -> None:
    assert "Notificaties: 1 ongelezen" in client_an.get("/profiel/").content.decode()
    antwoord = client_an.get(reverse("kern:notificatie", args=[notificatie.pk]))
    assert antwoord["Location"] == "/profiel/"
    assert "ongelezen" not in client_an.get("/profiel/").content.decode()


def test_alles_gelezen_laat_ongelezen_wat_er_intussen_bij_kwam(client_an: Client, notificatie: Notificatie) -> None:
    client_an.post("/notificaties/gelezen/", {"tot": notificatie.pk - 1})
    notificatie.refresh_from_db()
    assert notificatie.gelezen_op is None
    client_an.post("/notificaties/gelezen/", {"tot": notificatie.pk})
    notificatie.refresh_from_db()
    assert notificatie.gelezen_op is not None


def test_notificatie_van_an_bestaat_niet_voor_bart(client: Client, bart: Medewerker, notificatie: Notificatie) -> None:
    client.force_login(bart, backend="kern.aanmelden.backend.Aanmeldbackend")
    assert client.get(reverse("kern:notificatie", args=[notificatie.pk])).status_code == 404
    assert "Bart vraagt" not in client.get("/notificaties/").content.decode()


def test_tellers_zeggen_niets_bij_nul_en_tellen_niet_eindeloos() -> None:
    assert (tekst(None), tekst(0), tekst(GRENS), tekst(GRENS + 1)) == ("", "", "99", "99+")


# --- who else looks -------------------------------------------------------------------------------------------------------
def test_an_ziet_dat_bart_meekijkt_en_hoort_daarna_niets_nieuws(client_an: Client, an: Medewerker, bart: Medewerker) -> None:
    els = collega("Els")
    bewijs = kijkbewijs(els, an)
    leeg = client_an.post("/aanwezigheid/", {"bewijs": bewijs, "stand": ""})
    assert leeg.status_code == 204
    meld_aanwezig(onderwerp=lees_kijkbewijs(bewijs, an) or "", door=bart, op=timezone.now())
    antwoord = client_an.post("/aanwezigheid/", {"bewijs": bewijs, "stand": ""})
    assert "Bart Peeters kijkt mee" in antwoord.content.decode()
    zelfde = client_an.post("/aanwezigheid/", {"bewijs": bewijs, "stand": "Bart Peeters kijkt mee"})
    assert zelfde.status_code == 204


def test_wie_iets_niet_te_zien_kreeg_hoort_niet_wie_ernaar_kijkt(client_an: Client, an: Medewerker, bart: Medewerker) -> None:
    for bewijs in ("", "verzonnen", kijkbewijs(bart, bart)):
        assert client_an.post("/aanwezigheid/", {"bewijs": bewijs}).status_code == 403


def test_wie_wegging_kijkt_na_een_minuut_niet_meer_mee(an: Medewerker, bart: Medewerker) -> None:
    meld_aanwezig(onderwerp="x:1", door=bart, op=MAANDAG)
    meld_aanwezig(onderwerp="x:1", door=bart, op=MAANDAG + timedelta(seconds=15))
    assert wie_kijkt("x:1", op=MAANDAG + timedelta(seconds=40), behalve=an) == ["Bart Peeters"]
    assert wie_kijkt("x:1", op=MAANDAG + timedelta(seconds=61), behalve=an) == []


def test_wie_gisteren_keek_wordt_vergeten(an: Medewerker, bart: Medewerker) -> None:
    meld_aanwezig(onderwerp="x:1", door=an, op=MAANDAG)
    meld_aanwezig(onderwerp="x:1", door=bart, op=MAANDAG + timedelta(hours=20))
    assert ruim_aanwezigheid_op(op=MAANDAG + timedelta(hours=25)) == 1
    assert list(Aanwezigheid.objects.values_list("medewerker", flat=True)) == [bart.pk]


# --- person card ----------------------------------------------------------------------------------------------------------
def test_kaart_zegt_of_iemand_vandaag_te_bereiken_is(an: Medewerker, bart: Medewerker) -> None:
    assert beschikbaar(an, op=MAANDAG) == (Vandaag.WERKT, "")
    halftijds = collega("Els", werkpatroon=["ma-vm", "di-nm"])
    assert beschikbaar(halftijds, op=MAANDAG)[0] is Vandaag.VOORMIDDAG
    assert beschikbaar(halftijds, op=MAANDAG + timedelta(days=1))[0] is Vandaag.NAMIDDAG
    assert beschikbaar(halftijds, op=MAANDAG + timedelta(days=2))[0] is Vandaag.NIET
    registreer_vervanging(afwezige=an, vervanger=bart, vanaf=date(2026, 3, 2), tot=date(2026, 3, 3), door=an, op=MAANDAG)
    assert beschikbaar(an, op=MAANDAG) == (Vandaag.AFWEZIG, "vervangen door Bart Peeters")
    assert beschikbaar(an, op=MAANDAG + timedelta(days=2))[0] is Vandaag.WERKT
    deactiveer(medewerker=halftijds, door=an, op=MAANDAG, reden="weg")
    assert beschikbaar(halftijds, op=MAANDAG)[0] is Vandaag.WEG


def test_de_dag_is_die_van_brussel_en_niet_van_greenwich(an: Medewerker) -> None:
    maandagwerker = collega("Els", werkpatroon=["ma-vm", "ma-nm"])
    net_maandag = datetime(2026, 3, 2, 0, 30, tzinfo=BRUSSEL)  # still Sunday in UTC
    assert beschikbaar(maandagwerker, op=net_maandag)[0] is Vandaag.WERKT


def test_werkpatroon_staat_er_in_gewone_woorden() -> None:
    assert werkdagen(["ma-vm", "ma-nm", "wo-vm"]) == "maandag, woensdagvoormiddag"
    assert werkdagen([f"{d}-{h}" for d in ("ma", "di", "wo", "do", "vr") for h in ("vm", "nm")]) == "alle werkdagen"


# --- timeline, chart ------------------------------------------------------------------------------------------------------
def _gebeurd(dag: int, uur: int, *, bekend: int | None = None) -> Gebeurd:
    op = datetime(2026, 3, dag, uur, tzinfo=BRUSSEL)
    bekend_op = datetime(2026, 3, bekend, 9, tzinfo=BRUSSEL) if bekend else None
    return Gebeurd(op, f"a{dag}-{uur}", "Taak", "Titel", bekend_sinds=bekend_op)


def test_tijdlijn_staat_per_dag_met_het_nieuwste_boven() -> None:
    uit = dagen(
        [_gebeurd(12, 15), _gebeurd(12, 9), _gebeurd(11, 9), _gebeurd(1, 9)], op=datetime(2026, 3, 12, 18, tzinfo=BRUSSEL)
    )
    assert [(d.tekst, len(d.regels)) for d in uit] == [
        ("Vandaag, donderdag 12 maart", 2),
        ("Gisteren, woensdag 11 maart", 1),
        ("Zondag 1 maart", 1),
    ]


def test_teken_van_het_laatste_bezoek_staat_onder_het_laatste_nieuwe() -> None:
    # What happened on the 10th was only recorded on the 12th: new to somebody who came by on the 11th.
    rij = [_gebeurd(12, 9), _gebeurd(11, 9), _gebeurd(10, 9, bekend=12), _gebeurd(9, 9)]
    bezoek = datetime(2026, 3, 11, 12, tzinfo=BRUSSEL)
    regels = [r for d in dagen(rij, op=MAANDAG, vorig_bezoek=bezoek) for r in d.regels]
    assert [bool(r.mark) for r in regels] == [False, False, False, True]
    assert [r.nieuw for r in regels] == [True, False, True, False]
    assert '<p class="onderregel">Taak · ingevoerd op 12/03/2026</p>' in regels[2].html


def test_zonder_iets_nieuws_staat_er_geen_teken() -> None:
    rij = [_gebeurd(9, 9), _gebeurd(8, 9)]
    for bezoek in (None, datetime(2026, 3, 11, tzinfo=BRUSSEL)):
        assert not any(r.mark for d in dagen(rij, op=MAANDAG, vorig_bezoek=bezoek) for r in d.regels)


def test_een_vervallen_regel_is_doorgehaald_met_beide_datums_en_zegt_waar_hij_vandaan_komt() -> None:
    op = datetime(2026, 3, 10, tzinfo=BRUSSEL)
    een = Gebeurd(
        op, "r1", "Nota", "<b>Titel</b>", door="מיה", bekend_sinds=op, vervallen_op=op + timedelta(days=2), overgenomen=True,
        permalink="/x/?regel=1#r1", plaats="De Maan, 123, Gent", plaats_url="/maan/",
    )  # fmt: skip
    (dag,) = dagen([een], op=MAANDAG)
    (regel,) = dag.regels
    assert 'class="regel vervallen" id="r1"' in regel.html
    assert "&lt;b&gt;Titel&lt;/b&gt;" in regel.html
    assert 'href="/x/?regel=1#r1" aria-label="–, vaste link' in regel.html  # midnight: only the day is known
    assert (
        'Nota · <a href="/maan/"><bdi>De Maan, 123, Gent</bdi></a> · <bdi>מיה</bdi> · ingevoerd op 10/03/2026 · '
        "vervallen op 12/03/2026 · overgenomen uit het vorige systeem"
    ) in regel.html


def test_cijfers_hebben_een_samenvatting_en_verhoudingen_die_kloppen() -> None:
    diagram = staafdiagram(
        naam="x", titel="Contacten", punten=[("mei", 10), ("juni", 5), ("juli", 0)], kop="Maand", eenheid="contacten"
    )
    lengtes = [staaf.lengte for staaf in diagram["staven"]]
    assert lengtes[1] * 2 == lengtes[0]
    assert lengtes[2] == 0
    assert diagram["samenvatting"] == "Contacten. Meest: mei met 10 contacten."


def test_cijfers_zonder_gegevens_breken_niet() -> None:
    assert staafdiagram(naam="x", titel="T", punten=[], kop="k", eenheid="e")["samenvatting"] == "T. Geen gegevens."


def test_een_pil_in_een_zin_blijft_een_pil() -> None:
    zin = format_html("{} {}", "25/07/2025", teken_pil("langer dan een jaar", "let_op", "alarm"))
    assert '<span class="pil' in zin
