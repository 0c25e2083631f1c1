"""The own calendar: sealed, read by a worker, the last good one kept; and the feed, which says no more than it may."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from kern.actions import agenda, mensen
from kern.agenda import halen
from kern.agenda.halen import AgendaFout
from kern.models import Agendabron, Bezetmoment, Logregel, Medewerker
from kern.queries.agenda import bezet_van

GEHEIM = "https://outlook.example/eigenaar/3f9a7c-heel-geheim/kalender.ics"


def kalender(dag: Any) -> bytes:
    return (
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20260101T000000Z\r\n"
        f"DTSTART:{dag:%Y%m%d}T090000\r\nDURATION:PT1H\r\nSUMMARY:Dokter Janssens\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    ).encode()


@pytest.fixture
def elders(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What stands at every address; an `AgendaFout` is raised."""
    daar: dict[str, Any] = {"inhoud": kalender(timezone.localdate() + timedelta(days=1)), "gevraagd": []}

    def haal(adres: str) -> bytes:
        daar["gevraagd"].append(adres)
        if isinstance(daar["inhoud"], AgendaFout):
            raise daar["inhoud"]
        inhoud: bytes = daar["inhoud"]
        return inhoud

    monkeypatch.setattr(halen, "haal", haal)
    return daar


def stel_in(an: Medewerker) -> None:
    agenda.stel_in(persoon=an, adres=GEHEIM, door=an, op=timezone.now())


def lees_later(minuten: int = 0) -> int:
    return agenda.lees_alle(klok=lambda: timezone.now() + timedelta(minutes=minuten))


def bezet(an: Medewerker) -> int:
    nu = timezone.now()
    return len(bezet_van([an], nu, nu + timedelta(days=30)))


def test_het_adres_ligt_verzegeld_en_staat_in_geen_log(an: Medewerker, elders: dict[str, Any], capfd: Any) -> None:
    elders["inhoud"] = AgendaFout("geweigerd")
    stel_in(an)
    lees_later()
    rijen = str(list(Agendabron.objects.values())) + str(list(Logregel.objects.values()))
    uitvoer = "".join(capfd.readouterr())
    assert elders["gevraagd"] == [GEHEIM]
    assert "agenda_niet_gelezen" in uitvoer
    assert "3f9a7c" not in rijen + uitvoer
    assert "eigenaar" not in uitvoer


def test_bewaard_wordt_wanneer_en_niet_wat(an: Medewerker, elders: dict[str, Any]) -> None:
    stel_in(an)
    assert lees_later() == 1
    assert bezet(an) == 1
    assert "Janssens" not in str(list(Bezetmoment.objects.values()))


def test_de_laatste_goede_blijft_als_het_misgaat_en_haar_leeftijd_is_bekend(
    an: Medewerker, elders: dict[str, Any], client_an: Client
) -> None:
    stel_in(an)
    lees_later()
    elders["inhoud"] = AgendaFout("groot")
    assert lees_later(16) == 1
    bron = Agendabron.objects.get()
    assert bron.goed_op is not None
    assert bron.gelezen_op is not None
    assert bron.gelezen_op > bron.goed_op
    assert (bezet(an), bron.fout) == (1, "groot")
    assert "meer dan 5 MB" in client_an.get("/agenda/").content.decode()


def test_er_wordt_niet_vaker_gelezen_dan_gevraagd_en_een_ander_adres_vervangt_alles(
    an: Medewerker, elders: dict[str, Any]
) -> None:
    stel_in(an)
    assert [lees_later(), lees_later(10), lees_later(16)] == [1, 0, 1]
    stel_in(an)
    assert bezet(an) == 0


def test_wie_intussen_een_ander_adres_gaf_krijgt_niet_wat_het_oude_zei(
    an: Medewerker, elders: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    stel_in(an)

    def traag(_adres: str) -> bytes:
        agenda.stel_in(persoon=an, adres="https://elders.example/x.ics", door=an, op=timezone.now())
        return kalender(timezone.localdate() + timedelta(days=1))

    monkeypatch.setattr(halen, "haal", traag)
    lees_later()
    assert (bezet(an), Agendabron.objects.get().gelezen_op) == (0, None)


def test_weggenomen_is_alles_weg(an: Medewerker, elders: dict[str, Any], client_an: Client) -> None:
    stel_in(an)
    lees_later()
    assert client_an.post("/agenda/wegnemen/").status_code == 302
    assert (Agendabron.objects.count(), Bezetmoment.objects.count()) == (0, 0)


def test_een_adres_dat_niet_kan_staat_bij_het_veld_en_wordt_niet_herhaald(client_an: Client, an: Medewerker) -> None:
    with pytest.raises(ValidationError):
        agenda.stel_in(persoon=an, adres="ftp://x/3f9a7c", door=an, op=timezone.now())
    antwoord = client_an.post("/agenda/", {"adres": "ftp://x/3f9a7c"})
    assert antwoord.status_code == 422
    assert "3f9a7c" not in antwoord.content.decode()


# --- The feed ----------------------------------------------------------------------------------------------------------------


def feed(an: Medewerker) -> str:
    adres = agenda.maak_feed(persoon=an, door=an, op=timezone.now()).adres
    return adres[adres.index("/l/") :]


def test_de_feed_is_een_geldige_agenda_met_een_etag(an: Medewerker, client: Client) -> None:
    pad = feed(an)
    antwoord = client.get(pad)
    assert (antwoord.status_code, antwoord["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert str(Calendar.from_ical(antwoord.content)["METHOD"]) == "PUBLISH"
    nog = client.get(pad, headers={"If-None-Match": antwoord["ETag"]})
    assert (nog.status_code, nog.content) == (304, b"")
    assert client.post(pad).status_code == 405
    assert Logregel.objects.filter(gebeurtenis="kern.link_geopend").count() == 2


def test_een_nieuwe_link_sluit_de_vorige_en_intrekken_ook(an: Medewerker, client: Client, client_an: Client) -> None:
    oud, nieuw = feed(an), feed(an)
    assert [client.get(pad).status_code for pad in (oud, nieuw)] == [404, 200]
    client_an.post("/agenda/link/intrekken/")
    assert client.get(nieuw).status_code == 404


def test_wie_hier_niet_meer_werkt_heeft_geen_feed(an: Medewerker, carla: Medewerker, client: Client) -> None:
    pad = feed(an)
    mensen.deactiveer(medewerker=an, door=carla, reden="Ging weg.", op=timezone.now())
    assert client.get(pad).status_code == 404


def test_de_link_wordt_een_keer_getoond(client_an: Client) -> None:
    antwoord = client_an.post("/agenda/link/")
    assert "/l/" in antwoord.content.decode()
    assert "/l/" not in client_an.get("/agenda/").content.decode()


def test_wie_te_vaak_komt_wacht(an: Medewerker, client: Client) -> None:
    pad = feed(an)
    statussen = [client.get(pad).status_code for _ in range(32)]
    assert statussen[0] == 200
    assert statussen[-1] == 429
