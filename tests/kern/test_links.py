"""A signed link opens one thing to somebody without an account, and nothing else to anybody."""

import base64
import logging
import re
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from kern import links
from kern.actions.links import gebruik_link, maak_link, trek_link_in
from kern.actions.uitnodigingen import LINKDOEL, Buitenstaander, beantwoord_met_link, trek_in, vraag_advies
from kern.choices import Rol, Uitnodigingstatus
from kern.fouten import AlGewijzigd
from kern.links import LinkWerktNiet
from kern.logboek import regels_over
from kern.models import Logregel, Medewerker, OndertekendeLink, OutboxRegel, PdfDocument, Uitnodiging
from tests.hulp.tegelijk import soorten, tegelijk
from tests.kern.mechanismehulp import document
from tests.mensen import collega

MOEDER = Buitenstaander(naam="Mia Buiten", email="mia@buiten.example")


@pytest.fixture
def dina(db: None) -> Medewerker:
    """Dina is the dpo and asks somebody of outside."""
    return collega("Dina", Rol.DPO, team=None)


def vraag_buiten(door: Medewerker, over: PdfDocument, op: datetime | None = None) -> tuple[Uitnodiging, str]:
    """Ask Mia; return the question and the path of the link, as it stands in her mail."""
    op = op or timezone.now()
    vraag = vraag_advies(
        sleutel=uuid.uuid4(),
        onderwerp_soort="kern.pdfdocument",
        onderwerp_id=str(over.pk),
        aan=MOEDER,
        vraag="Wanneer zag u dat?",
        tegen=timezone.localdate() + timedelta(days=7),
        door=door,
        op=op,
    )
    brief = OutboxRegel.objects.get(kanaal="mail", onderwerp_id=str(vraag.pk))
    (pad,) = re.findall(r"/l/[\w-]+/", brief.tekst)
    return vraag, pad


@pytest.fixture
def mia(dina: Medewerker) -> tuple[Uitnodiging, str]:
    """Mia got a question and a link."""
    return vraag_buiten(dina, document(dina, door=dina, titel="Zeer geheim uittreksel"))


def test_mia_leest_de_vraag_antwoordt_een_keer_en_ziet_het_ding_nooit(mia: tuple[Uitnodiging, str]) -> None:
    vraag, pad = mia
    bezoeker = Client()
    pagina = bezoeker.get(pad)
    assert pagina.status_code == 200
    assert "Wanneer zag u dat?" in pagina.text
    assert "geheim" not in pagina.text
    assert bezoeker.post(pad, {"antwoord": "Op maandag."}).status_code == 200
    vraag.refresh_from_db()
    assert (vraag.status, vraag.antwoord) == (Uitnodigingstatus.BEANTWOORD, "Op maandag.")
    assert bezoeker.post(pad, {"antwoord": "Op dinsdag."}).status_code == 404
    vraag.refresh_from_db()
    assert vraag.antwoord == "Op maandag."
    assert OutboxRegel.objects.filter(kanaal="notificatie", ontvanger=vraag.gevraagd_door).count() == 1


def test_de_mail_draagt_de_link_maar_niet_de_vraag(mia: tuple[Uitnodiging, str]) -> None:
    vraag, _ = mia
    brief = OutboxRegel.objects.get(kanaal="mail")
    assert brief.aan == ["mia@buiten.example"]
    assert "Wanneer zag u dat?" not in brief.tekst
    assert f"{vraag.tegen:%d/%m/%Y}" in brief.tekst


def test_mailscanner_die_de_link_volgt_verbruikt_haar_niet(mia: tuple[Uitnodiging, str]) -> None:
    _, pad = mia
    scanner = Client(headers={"user-agent": "SafeLinks"})
    assert [scanner.get(pad).status_code, scanner.head(pad).status_code, scanner.get(pad).status_code] == [200, 200, 200]
    assert Client().post(pad, {"antwoord": "ja"}).status_code == 200


def test_leeg_antwoord_verbruikt_de_link_niet(mia: tuple[Uitnodiging, str]) -> None:
    _, pad = mia
    assert Client().post(pad, {"antwoord": "  "}).status_code == 422
    assert Client().post(pad, {"antwoord": "ja"}).status_code == 200


def test_geen_verschil_tussen_onbekend_vervalst_verlopen_ingetrokken_en_gebruikt(dina: Medewerker) -> None:
    def nieuw() -> tuple[Uitnodiging, str]:
        return vraag_buiten(dina, document(dina, door=dina))

    gebruikt, ingetrokken, verlopen = nieuw(), nieuw(), nieuw()
    Client().post(gebruikt[1], {"antwoord": "ja"})
    trek_in(uitnodiging=ingetrokken[0], door=dina, op=timezone.now())
    assert verlopen[0].link is not None
    OndertekendeLink.objects.filter(pk=verlopen[0].link.pk).update(
        gemaakt_op=datetime(2020, 1, 1, tzinfo=UTC), verloopt_op=datetime(2020, 1, 2, tzinfo=UTC)
    )
    paden = [gebruikt[1], ingetrokken[1], verlopen[1], f"/l/{links.nieuw_token()}/", f"/l/{'A' * 64}/", "/l/x/"]
    antwoorden = [Client().get(pad) for pad in paden]
    # Who sends an answer through a link that was theirs gets the words back; for the rest it is the same page.
    verstuurd = [Client().post(pad, {"antwoord": "Een half uur aan geschreven."}) for pad in paden[:3]]
    assert {a.status_code for a in [*antwoorden, *verstuurd]} == {404}
    assert (len({a.content for a in antwoorden}), len({a.content for a in verstuurd})) == (1, 1)
    assert "Deze link werkt niet, of niet meer" in antwoorden[0].text
    assert "Een half uur aan geschreven.</textarea>" in verstuurd[0].text


def test_link_werkt_tot_op_de_seconde(dina: Medewerker) -> None:
    op = timezone.now()
    link = maak_link(doel=LINKDOEL, over=dina, door=dina, op=op, verloopt_op=op + timedelta(hours=1)).link
    assert links.werkt(link, op + timedelta(hours=1, microseconds=-1))
    assert not links.werkt(link, op + timedelta(hours=1))


@pytest.mark.parametrize("plaats", [0, 20, 43, 63])
def test_een_ander_teken_en_de_link_is_van_niemand(dina: Medewerker, plaats: int, django_assert_num_queries: Any) -> None:
    token = maak_link(doel=LINKDOEL, over=dina, door=dina, op=timezone.now()).adres.rstrip("/").rpartition("/")[2]
    assert links.vind(token) is not None
    ander = token[:plaats] + ("A" if token[plaats] != "A" else "B") + token[plaats + 1 :]
    with django_assert_num_queries(0):
        assert links.vind(ander) is None


def test_alleen_de_hash_staat_in_de_databank(dina: Medewerker) -> None:
    nieuw = maak_link(doel=LINKDOEL, over=dina, door=dina, op=timezone.now())
    token = nieuw.adres.rstrip("/").rpartition("/")[2]
    assert len(base64.urlsafe_b64decode(token)) == 48
    rij = OndertekendeLink.objects.filter(pk=nieuw.link.pk).values().get()
    assert token not in str(rij)
    assert bytes(rij["token_hash"]) == links.hash_van(token)
    assert token not in str(list(Logregel.objects.values()))


def test_link_van_voor_de_sleutelwissel_werkt_nog(dina: Medewerker, settings: Any) -> None:
    token = links.nieuw_token()
    oud = settings.SECRET_KEY
    settings.SECRET_KEY = "een-heel-andere-sleutel-" * 3
    assert not links.is_echt(token)
    settings.SECRET_KEY_FALLBACKS = [oud]
    assert links.is_echt(token)


def test_elk_bezoek_staat_in_het_logboek(mia: tuple[Uitnodiging, str]) -> None:
    vraag, pad = mia
    Client().get(pad)
    Client().post(pad, {"antwoord": "ja"})
    Client().get(pad)
    assert vraag.link is not None
    regels = list(regels_over(vraag.link).order_by("volgnummer"))
    assert [r.gebeurtenis.removeprefix("kern.link_") for r in regels] == ["gemaakt", "geopend", "gebruikt", "geweigerd"]
    assert regels[1].door_naam == "systeem"


def test_wie_toevallig_aangemeld_is_telt_niet_mee(mia: tuple[Uitnodiging, str], dina: Medewerker) -> None:
    bezoeker = Client()
    bezoeker.force_login(dina, backend="kern.aanmelden.backend.Aanmeldbackend")
    pagina = bezoeker.get(mia[1])
    assert pagina.status_code == 200
    assert "Dina Peeters van Opgroeien stelt u deze vraag" in pagina.text
    assert "Afmelden" not in pagina.text


def test_de_pagina_laat_geen_spoor_bij_anderen(mia: tuple[Uitnodiging, str]) -> None:
    for pad in (mia[1], "/l/onzin/"):
        antwoord = Client().get(pad)
        assert antwoord["Cache-Control"] == "no-store"
        assert antwoord["Referrer-Policy"] == "no-referrer"
        assert antwoord["X-Robots-Tag"] == "noindex, nofollow"
        assert not antwoord.cookies


def test_het_token_staat_in_geen_enkele_logregel(mia: tuple[Uitnodiging, str], caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    token = mia[1].split("/")[2]
    bezoeker = Client()
    bezoeker.get(mia[1])
    bezoeker.put(mia[1])
    bezoeker.post(mia[1], {"antwoord": "ja"})
    assert bezoeker.get(mia[1]).status_code == 404
    assert "l/<str:token>/" in caplog.text, "het verzoek zelf is wel gelogd"
    assert token not in caplog.text


def test_ook_een_crash_logt_het_token_niet(
    mia: tuple[Uitnodiging, str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    gelogde_fouten: list[logging.LogRecord],
) -> None:
    def stuk(*_args: Any) -> Any:
        raise RuntimeError("stuk")

    monkeypatch.setattr(links, "werkt", stuk)
    bezoeker = Client(raise_request_exception=False)
    assert bezoeker.get(mia[1]).status_code == 500
    assert "RuntimeError" in caplog.text
    assert mia[1].split("/")[2] not in caplog.text
    gelogde_fouten.clear()


def test_raden_loopt_vast_en_de_buur_achter_hetzelfde_adres_niet(mia: tuple[Uitnodiging, str]) -> None:
    statussen = [Client().get(f"/l/{links.nieuw_token()}/").status_code for _ in range(12)]
    assert statussen == [404] * 10 + [429] * 2
    assert Client().get(mia[1]).status_code == 200


def test_een_link_wordt_niet_eindeloos_bezocht(mia: tuple[Uitnodiging, str]) -> None:
    statussen = [Client(REMOTE_ADDR=f"10.0.0.{n}").get(mia[1]).status_code for n in range(32)]
    assert statussen == [200] * 30 + [429] * 2


def test_ingetrokken_tussen_lezen_en_versturen(mia: tuple[Uitnodiging, str], dina: Medewerker) -> None:
    vraag, pad = mia
    bezoeker = Client()
    assert bezoeker.get(pad).status_code == 200
    trek_in(uitnodiging=vraag, door=dina, op=timezone.now())
    assert bezoeker.post(pad, {"antwoord": "ja"}).status_code == 404
    vraag.refresh_from_db()
    assert (vraag.status, vraag.antwoord) == (Uitnodigingstatus.INGETROKKEN, "")


def test_twee_keer_intrekken_zegt_dat_een_collega_eerst_was(dina: Medewerker) -> None:
    link = maak_link(doel=LINKDOEL, over=dina, door=dina, op=timezone.now()).link
    trek_link_in(link=link, door=dina, op=timezone.now())
    with pytest.raises(AlGewijzigd):
        trek_link_in(link=link, door=dina, op=timezone.now())


def test_formulier_gaat_door_met_een_browser_die_onder_no_referrer_geen_herkomst_stuurt(mia: tuple[Uitnodiging, str]) -> None:
    streng = Client(enforce_csrf_checks=True)
    assert streng.post(mia[1], {"antwoord": "ja"}, headers={"origin": "null"}).status_code == 200


# --- Races ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def echte_mia(eigen_database: Any) -> tuple[Uitnodiging, str]:
    """Mia in a database where commits are real."""
    dina = collega("Dina", Rol.DPO, team=None)
    return vraag_buiten(dina, document(dina, door=dina))


def test_twee_keer_versturen_tegelijk_een_wint(echte_mia: tuple[Uitnodiging, str]) -> None:
    vraag, pad = echte_mia
    uitkomsten = tegelijk(*[lambda n=n: Client().post(pad, {"antwoord": f"antwoord {n}"}).status_code for n in range(4)])
    assert sorted(uitkomsten) == [200, 404, 404, 404]
    vraag.refresh_from_db()
    assert vraag.antwoord == f"antwoord {uitkomsten.index(200)}"
    link = OndertekendeLink.objects.get()
    assert link.aantal_gebruikt == 1
    assert [r.gebeurtenis for r in regels_over(link)].count("kern.link_gebruikt") == 1


def test_antwoorden_en_intrekken_tegelijk_zonder_op_elkaar_te_blijven_wachten(echte_mia: tuple[Uitnodiging, str]) -> None:
    vraag, _ = echte_mia
    dina, link, nu = vraag.gevraagd_door, vraag.link, timezone.now()
    assert link is not None
    uitkomsten = tegelijk(
        lambda: beantwoord_met_link(link=link, antwoord="ja", op=nu),
        lambda: trek_in(uitnodiging=Uitnodiging.objects.get(pk=vraag.pk), door=dina, op=nu),
    )
    assert soorten(uitkomsten) in (["AlGewijzigd", "Uitnodiging"], ["LinkWerktNiet", "Uitnodiging"])
    vraag.refresh_from_db()
    assert (vraag.status == Uitnodigingstatus.BEANTWOORD) == (vraag.antwoord == "ja")


def test_gebruik_dat_mislukt_laat_de_link_goed(eigen_database: Any) -> None:
    dina = collega("Dina", Rol.DPO, team=None)
    link = maak_link(doel=LINKDOEL, over=dina, door=dina, op=timezone.now()).link
    with transaction.atomic():
        gebruik_link(link=link, op=timezone.now())
        transaction.set_rollback(True)
    gebruik_link(link=link, op=timezone.now())
    with pytest.raises(LinkWerktNiet):
        gebruik_link(link=link, op=timezone.now())
