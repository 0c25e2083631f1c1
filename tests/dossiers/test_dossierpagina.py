"""The page of a dossier: what An sees of it, what it costs, what a card does not tell, and the dossier as it was known."""

from datetime import datetime, timedelta
from itertools import count

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dossiers import gebeurtenissen, panelen
from dossiers.actions.aandacht import open_aandacht
from dossiers.actions.dossiers import noteer_inzage
from dossiers.actions.tijdlijn import laat_vervallen, schrijf
from dossiers.models import Dossier, Tijdlijnregel
from dossiers.panelen import Handeling, Paneel
from dossiers.queries.zoals_bekend import Moment
from kern.choices import Rol
from kern.logboek import regels_over
from kern.models import Medewerker
from kern.tijd import BRUSSEL
from tests.dossiers.soorten import proefsoorten  # noqa: F401 a fixture
from tests.hulp.antwoord import tekst
from tests.mensen import Inloggen, vervang
from tests.wereld import geef_toegang, maak_dossier, maak_organisator

pytestmark = pytest.mark.usefixtures("proefsoorten")
_nummer = count(1)


def gebeurt(dossier: Dossier, soort: str, op: datetime, titel: str, **meer: object) -> Tijdlijnregel:
    gegevens: dict[str, object] = {"bekend_sinds": op, "door": None} | meer
    return schrijf(over=dossier, soort=soort, verwijzing=f"p{next(_nummer)}", titel=titel, op=op, **gegevens)  # type: ignore[arg-type]


def vraagt_aandacht(dossier: Dossier, soort: str, reden: str) -> None:
    open_aandacht(dossier=dossier, soort=soort, verwijzing=f"p{next(_nummer)}", reden=reden, op=timezone.now())


def inzage(dossier: Dossier) -> dict[str, object]:
    """What the last look says of itself."""
    return dict(regels_over(dossier).filter(gebeurtenis=gebeurtenissen.DOSSIER_INGEZIEN.code).latest("pk").gegevens)


def test_kop_zin_aandacht_en_tijdlijn_staan_op_een_bladzijde(client_an: Client, zonnebloem: Dossier) -> None:
    nu = timezone.now()
    gebeurt(zonnebloem, "test.bezoek", nu - timedelta(days=3), "Jaarlijks bezoek", kort="Alles in orde")
    vraagt_aandacht(zonnebloem, "test.tekort", "Brandveiligheid: attest ontbreekt")
    vraagt_aandacht(zonnebloem, "test.gevaar", "Kind onbewaakt buiten")
    html = tekst(client_an.get(zonnebloem.get_absolute_url()))
    kop = html.split('class="tabs"')[0]
    for stuk in ("De Zonnebloem", zonnebloem.dossiernummer, "Mortsel", "vergund", "18 plaatsen", "An Peeters", "minstens sinds"):
        assert stuk in kop, stuk
    for stuk in ("Gevaar.", "Bezoek 3 d geleden", "1 open tekort", "1 gevaarsituatie"):
        assert stuk in kop, stuk
    assert html.index("Kind onbewaakt buiten") < html.index("Brandveiligheid: attest ontbreekt")  # the heaviest first
    assert html.index("Jaarlijks bezoek") < html.index("Dossier aangemaakt") or "Vandaag" in html
    assert "Alles in orde" in html


def test_een_filter_op_de_tijdlijn_rekent_zin_en_aandacht_niet_opnieuw(
    client_an: Client, zonnebloem: Dossier, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    gebeurt(zonnebloem, "test.melding", timezone.now(), "Een melding")
    vraagt_aandacht(zonnebloem, "test.tekort", "Een tekort")
    url = f"{zonnebloem.get_absolute_url()}?soort=test.melding"
    client_an.get(url, headers={"HX-Request": "true"})
    with django_assert_num_queries(7) as gevraagd:  # session, person, dossier, row in the log, last visit, lines, counts
        html = tekst(client_an.get(url, headers={"HX-Request": "true"}))
    assert "Een melding" in html
    assert "Een tekort" not in html
    assert not any("dossiers_aandacht" in vraag["sql"] for vraag in gevraagd.captured_queries)


@pytest.mark.parametrize("aantal", [1, 3])
@pytest.mark.parametrize(
    ("pad", "vragen"),
    [
        ("", 11),  # frame (3), dossier, row in the log, since when, last visit, sentence, attention, lines, counts
        ("?soort=test.melding&vanaf=2020-01-01", 11),
        ("?regel={}", 12),
        ("?na={}", 11),
        ("gegevens/", 8),  # frame (3), dossier, row in the log, since when, other locations, who reads along
    ],
)
def test_de_bladzijde_kost_een_vast_aantal_vragen(
    pad: str, vragen: int, aantal: int, client_an: Client, an: Medewerker, zonnebloem: Dossier,
    django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    eigen = {code: p for code, p in panelen._PANELEN.items() if code in {"locatie", "organisator", "meelezers", "afgeschermd"}}
    monkeypatch.setattr(panelen, "_PANELEN", eigen)  # each other panel costs at most one more
    for nummer in reversed(range(aantal)):  # the last one is the newest: there is something older
        regel = gebeurt(zonnebloem, "test.melding", timezone.now() - timedelta(days=nummer), f"Melding {nummer}")
        vraagt_aandacht(zonnebloem, "test.tekort", f"Tekort {nummer}")
        maak_dossier(f"De Maan {nummer}", zonnebloem.organisator)
    url = f"{zonnebloem.get_absolute_url()}{pad.format(regel.pk)}"
    client_an.get(url)
    with django_assert_num_queries(vragen):
        assert client_an.get(url).status_code == 200


def test_wie_alleen_de_kaart_ziet_leest_niets_van_de_inhoud(client_bart: Client, zonnebloem: Dossier) -> None:
    nu = timezone.now()
    regel = gebeurt(zonnebloem, "test.melding", nu, "Geheime melding")
    vraagt_aandacht(zonnebloem, "test.gevaar", "Geheime reden")
    for vraag in ("", f"?regel={regel.pk}", "?soort=test.melding", f"?op={nu:%Y-%m-%d}", "?alles=1"):
        for koppen in ({}, {"HX-Request": "true"}):
            html = tekst(client_bart.get(f"{zonnebloem.get_absolute_url()}{vraag}", headers=koppen))
            assert 'data-diepte="kaart"' in html
            for woord in ("Geheime", "Gevaar", "melding in", "tijdlijn", "Gegevens"):
                assert woord not in html, (vraag, woord)
    assert client_bart.get(f"{zonnebloem.get_absolute_url()}gegevens/").status_code == 403


def test_een_bladwijzer_naar_een_regel_toont_hem_ook_ver_terug(client_an: Client, zonnebloem: Dossier) -> None:
    nu = timezone.now()
    regels = [gebeurt(zonnebloem, "test.nota", nu - timedelta(days=n), f"Nota {n:03d}") for n in range(100)]
    url = zonnebloem.get_absolute_url()
    eerste = tekst(client_an.get(url))
    assert "Nota 039" not in eerste  # forty lines, one of which is about the file itself
    assert "Nota 038" in eerste
    midden = tekst(client_an.get(f"{url}?regel={regels[70].pk}"))
    assert f'id="regel-{regels[70].pk}"' in midden
    assert "Nieuwer" in midden
    assert "Ouder" in midden
    alles = tekst(client_an.get(f"{url}?alles=1"))
    assert alles.count('class="regel"') == 101


def test_htmx_krijgt_alleen_de_tijdlijn(client_an: Client, zonnebloem: Dossier) -> None:
    html = tekst(client_an.get(zonnebloem.get_absolute_url(), headers={"HX-Request": "true"}))
    assert html.lstrip().startswith("<section")
    assert "<html" not in html


def test_nieuw_sinds_het_vorige_bezoek_en_bladeren_is_hetzelfde_bezoek(
    client_an: Client, an: Medewerker, zonnebloem: Dossier
) -> None:
    nu = timezone.now()
    met_weg = Dossier.objects.met_weg(an).get(pk=zonnebloem.pk)
    gebeurt(zonnebloem, "test.nota", nu - timedelta(days=9), "Lang bekend")
    url = zonnebloem.get_absolute_url()
    assert 'class="nieuw"' not in tekst(client_an.get(url))  # the first time nothing is new: all of it is
    noteer_inzage(dossier=met_weg, door=an, op=nu - timedelta(days=2))
    gebeurt(zonnebloem, "test.nota", nu - timedelta(days=5), "Laat ingevoerd", bekend_sinds=nu - timedelta(days=1))
    for _ in range(2):
        html = tekst(client_an.get(url))
        assert html.index("Laat ingevoerd") < html.index("nieuw sinds uw laatste bezoek") < html.index("Lang bekend")
        assert html.count('class="nieuw"') == 2  # and that the file was opened, a moment ago


def test_knoppen_en_panelen_van_andere_delen_staan_op_hun_plaats(
    client_an: Client, inloggen: Inloggen, gust: Medewerker, an: Medewerker, zonnebloem: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panelen, "_PANELEN", dict(panelen._PANELEN))
    monkeypatch.setattr(panelen, "_HANDELINGEN", dict(panelen._HANDELINGEN))
    panelen.registreer(
        Paneel("proef", "Proefpaneel", 1, "componenten/feiten.html", lambda u, d, op: {"feiten": [("Voor", u.naam)]}),
        Handeling("Proefknop", "dossiers:dossier_logboek", "taak", volgorde=1, toets="v", mag=lambda u, d: u == an),
    )
    url = zonnebloem.get_absolute_url()
    html = tekst(client_an.get(url))
    assert f'href="{url}logboek/" data-toets="v"' in html
    assert html.index("Proefknop<") < html.index("Wijzig<")
    gegevens = tekst(client_an.get(f"{url}gegevens/"))
    assert "<dt>Voor</dt><dd>An Peeters</dd>" in gegevens
    assert gegevens.index("Proefpaneel") < gegevens.index(">Locatie<")
    geef_toegang(zonnebloem, gust, an)
    assert "Proefknop" not in tekst(inloggen(gust).get(url))


def test_de_meelezers_staan_bij_de_gegevens_voor_wie_erover_gaat(
    client_an: Client, inloggen: Inloggen, gust: Medewerker, an: Medewerker, zonnebloem: Dossier
) -> None:
    geef_toegang(zonnebloem, gust, an)
    url = f"{zonnebloem.get_absolute_url()}gegevens/"
    assert "Gust Wouters" in tekst(client_an.get(url))
    assert "bij uitzondering meeleest" not in tekst(inloggen(gust).get(url))


def test_namens_wie_men_leest_staat_op_elk_blad(
    bart: Medewerker, an: Medewerker, client_bart: Client, zonnebloem: Dossier
) -> None:
    vervang(an, bart)
    for pad in ("", "gegevens/"):
        assert "An Peeters" in tekst(client_bart.get(f"{zonnebloem.get_absolute_url()}{pad}")).split("dossierblad")[0]


@pytest.mark.parametrize("naam", ["N" * 300, "Ünïcødé 👶🏽 opvang", "גן ילדים השמש", "<script>alert(1)</script>"])
def test_elke_naam_staat_er_afgeschermd_en_los_van_de_tekst_ernaast(client_an: Client, an: Medewerker, naam: str) -> None:
    dossier = maak_dossier(naam, maak_organisator(naam, an))
    html = tekst(client_an.get(dossier.get_absolute_url()))
    assert "<script>alert" not in html
    veilig = naam.replace("<", "&lt;").replace(">", "&gt;")
    assert f"<h1><bdi>{veilig}</bdi></h1>" in html


# --- as it was known -----------------------------------------------------------------------------------------------------
NU = datetime(2026, 3, 12, 14, 0, tzinfo=BRUSSEL)


@pytest.mark.parametrize(
    ("params", "op", "param"),
    [
        ({}, None, ""),
        ({"op": "2026-03-11"}, datetime(2026, 3, 11, 23, 59, 59, 999999, tzinfo=BRUSSEL), "2026-03-11"),
        ({"op": "2026-03-11T09:30"}, datetime(2026, 3, 11, 9, 30, tzinfo=BRUSSEL), "2026-03-11T09:30"),
        ({"op": "2026-03-11", "om": "09:30"}, datetime(2026, 3, 11, 9, 30, tzinfo=BRUSSEL), "2026-03-11T09:30"),
        ({"op": "2026-03-11", "om": "onzin"}, datetime(2026, 3, 11, 23, 59, 59, 999999, tzinfo=BRUSSEL), "2026-03-11"),
        ({"op": "2026-03-11T09:30:00.25"}, datetime(2026, 3, 11, 9, 30, 0, 250000, tzinfo=BRUSSEL), "2026-03-11T09:30:00.250000"),
        ({"op": "2026-03-11T08:30Z"}, datetime(2026, 3, 11, 9, 30, tzinfo=BRUSSEL), "2026-03-11T09:30"),
        ({"op": "2026-03-12"}, None, ""),  # today: all that is known until now
    ],
)
def test_het_gevraagde_moment(params: dict[str, str], op: datetime | None, param: str) -> None:
    moment = Moment.uit(params, NU)
    assert (moment.op, moment.param, moment.fout) == (op, param, "")
    assert Moment.uit({"op": moment.param}, NU).op == op


@pytest.mark.parametrize(
    ("gevraagd", "zin"),
    [
        ("2026-03-12T14:01", "moet nog komen"),
        ("2026-03-13", "moet nog komen"),
        ("9999-12-31", "moet nog komen"),
        ("9999-12-31T23:59", "moet nog komen"),
        ("0001-01-01T00:00", "vanaf 1900"),
        ("1899-12-31", "vanaf 1900"),
        ("2026-02-30", "geen moment"),
        ("gisteren", "geen moment"),
        ("2026-03-11T25:00", "geen moment"),
    ],
)
def test_een_moment_dat_niet_kan_geeft_het_heden_en_zegt_waarom(gevraagd: str, zin: str) -> None:
    moment = Moment.uit({"op": gevraagd}, NU)
    assert moment.op is None
    assert zin in moment.fout


def test_zoals_bekend_zegt_welk_moment_en_laat_niets_wijzigen(client_an: Client, an: Medewerker, zonnebloem: Dossier) -> None:
    uur = timedelta(hours=1)
    nu = timezone.now()
    gebeurt(zonnebloem, "test.nota", nu - 50 * uur, "Toen al bekend")
    gebeurt(zonnebloem, "test.nota", nu - 49 * uur, "Later ingevoerd", bekend_sinds=nu - uur)
    weg = gebeurt(zonnebloem, "test.nota", nu - 48 * uur, "Later ingetrokken")
    laat_vervallen(soort=weg.soort, verwijzing=weg.verwijzing, op=nu - uur)
    lokaal = (nu - 24 * uur).astimezone(BRUSSEL)
    vraag = f"?op={lokaal:%Y-%m-%dT%H:%M}"
    url = zonnebloem.get_absolute_url()
    html = tekst(client_an.get(f"{url}{vraag}"))
    assert f"om {lokaal:%H:%M}</strong>" in html
    assert f'<a href="{url}">Terug naar nu</a>' in html
    assert "Toen al bekend" in html
    assert "Later ingevoerd" not in html
    assert "Later ingetrokken" in html
    assert "(vervallen)" not in html
    assert "Het dossier zelf stond toen nog niet in dit systeem" in html  # it was made just now
    for knop in ("wijzigen/", "Vraag advies", "data-aanwezig"):
        assert knop not in html, knop
    assert f'href="{url}gegevens/{vraag.replace(":", "%3A")}"' in html
    assert inzage(zonnebloem) == {"weg": "eigen", "zoals_bekend_op": f"{lokaal.replace(second=0, microsecond=0).isoformat()}"}
    gegevens = tekst(client_an.get(f"{url}gegevens/{vraag}"))
    assert 'id="paneel-meelezers"' not in gegevens  # no panel that cannot say how it was
    niet_bewaard = "sluitingsdagen, wie bij uitzondering meeleest, afgeschermde gegevens"
    assert f"daarom staat het hier niet: {niet_bewaard}." in gegevens
    assert "daarom staat het hier niet" not in html
    assert ">Locatie<" in gegevens


def test_een_moment_in_de_toekomst_toont_het_heden_met_een_zin(client_an: Client, zonnebloem: Dossier) -> None:
    html = tekst(client_an.get(f"{zonnebloem.get_absolute_url()}?op=2999-01-01"))
    assert "Dat moment moet nog komen" in html
    assert "wijzigen/" in html
    assert inzage(zonnebloem) == {"weg": "eigen"}


def test_de_rechten_zijn_die_van_vandaag(gust: Medewerker, an: Medewerker, inloggen: Inloggen, zonnebloem: Dossier) -> None:
    """Who may read now may read how it was, and who could then but not now sees the card."""
    geef_toegang(zonnebloem, gust, an, duur=timedelta(days=1))
    client = inloggen(gust)
    vraag = f"?op={timezone.now() - timedelta(days=30):%Y-%m-%d}"
    assert 'data-diepte="inhoud"' in tekst(client.get(f"{zonnebloem.get_absolute_url()}{vraag}"))
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        Dossier.objects.get(pk=zonnebloem.pk).toegangen.all().delete()
        assert 'data-diepte="kaart"' in tekst(client.get(f"{zonnebloem.get_absolute_url()}{vraag}"))


def test_een_externe_met_een_uitnodiging_leest_zonder_naar_de_organisator_te_gaan(
    hanne: Medewerker, an: Medewerker, inloggen: Inloggen, zonnebloem: Dossier
) -> None:
    assert hanne.rollen == [Rol.BELLER]
    geef_toegang(zonnebloem, hanne, an)
    client = inloggen(hanne)
    maak_dossier("De andere locatie", zonnebloem.organisator)
    for pad in ("", "gegevens/"):
        html = tekst(client.get(f"{zonnebloem.get_absolute_url()}{pad}"))
        assert "/organisatoren/" not in html
        assert "De andere locatie" not in html
