"""Erasing: two people, everywhere, provable, and again after an older copy was put back."""

import json
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import Error, transaction
from django.utils import timezone

from kern import wisregister, wissen
from kern.actions import mensen
from kern.actions.uitnodigingen import Buitenstaander, vraag_advies
from kern.actions.wissen import NietUwVerzoek, bevestig_wissen, herhaal_wissen, trek_wisverzoek_in, vraag_wissen, weiger_wissen
from kern.choices import Rechtsgrond, Rol, Uitnodigingstatus, Wisstatus
from kern.fouten import AlGewijzigd, DomeinFout, VierOgenNodig
from kern.logboek import regels_over
from kern.models import Logtekst, Notificatie, OndertekendeLink, OutboxRegel, PdfDocument, Uitnodiging, Wisverzoek
from kern.wissen import NietsTeWissen, WissenOnvolledig
from tests.kern.wissen.wereld import ADRES, MERK, Wereld
from tests.mensen import collega


def test_wie_er_niets_mee_te_maken_heeft_blijft_staan(wereld: Wereld) -> None:
    ander = vraag_advies(
        sleutel=uuid.uuid4(), onderwerp_soort="kern.pdfdocument",
        onderwerp_id=str(PdfDocument.objects.exclude(pk=wereld.document.pk).latest("gemaakt_op").pk),
        aan=Buitenstaander("Piet", "piet@buiten.example"), vraag="En u?", tegen=timezone.localdate(), op=wereld.nu,
        door=wereld.dina,
    )  # fmt: skip
    wereld.wis()
    ander.refresh_from_db()
    assert (ander.buiten_naam, ander.status, ander.gewist_op) == ("Piet", Uitnodigingstatus.OPEN, None)
    assert OutboxRegel.objects.get(onderwerp_id=str(ander.pk), kanaal="mail").aan == ["piet@buiten.example"]
    assert PdfDocument.objects.filter(onderwerp_soort="kern.medewerker").exists()


def test_link_van_wie_gewist_is_werkt_niet_meer_en_mail_die_wachtte_vertrekt_niet(wereld: Wereld) -> None:
    wereld.wis()
    assert not OndertekendeLink.objects.filter(onderwerp_id=str(wereld.vraag.pk)).exists()
    assert not OutboxRegel.objects.filter(status="wacht", kanaal="mail").exists()
    assert not Notificatie.objects.filter(titel__icontains=MERK).exists()
    wereld.vraag.refresh_from_db()
    assert wereld.vraag.status == Uitnodigingstatus.INGETROKKEN
    assert wereld.vraag.aan_naam == "een gewiste persoon"


def test_bewijs_zegt_wie_en_hoeveel_maar_niet_over_wie(wereld: Wereld) -> None:
    verzoek = wereld.wis()
    verzoek.refresh_from_db()
    assert verzoek.reden == ""
    assert MERK not in json.dumps(verzoek.bewijs)
    assert verzoek.kenmerk == wisregister.kenmerk_van(ADRES.upper())
    gebeurtenissen = [r.gebeurtenis.removeprefix("kern.wissen_") for r in regels_over(verzoek).order_by("volgnummer")]
    assert gebeurtenissen == ["aangevraagd", "bevestigd", "uitgevoerd"]
    assert not Logtekst.objects.filter(regel__onderwerp_id=str(verzoek.pk)).exists()


def test_een_los_bericht_kan_ook_gewist_worden(wereld: Wereld) -> None:
    bericht = OutboxRegel.objects.get(sleutel="los")
    verzoek = vraag_wissen(
        onderwerp_soort="kern.outbox_bericht", onderwerp_id=bericht.message_id[1:37], rechtsgrond=Rechtsgrond.NIET_NODIG,
        reden="verkeerd adres", door=wereld.carla, op=wereld.nu,
    )  # fmt: skip
    bevestig_wissen(verzoek=verzoek, door=wereld.dina, op=wereld.nu)
    bericht.refresh_from_db()
    assert (bericht.aan, bericht.tekst, bericht.gewist_op) == ([], "", wereld.nu)
    assert OutboxRegel.objects.filter(gewist_op=None, aan__contains=[ADRES]).count() == 2


def test_eerder_geweigerd_verzoek_houdt_geen_naam_over(wereld: Wereld) -> None:
    eerder = weiger_wissen(verzoek=wereld.verzoek(), door=wereld.dina, op=wereld.nu)
    wereld.wis()
    eerder.refresh_from_db()
    assert eerder.reden == "(gewist)"


# --- Two natural persons ------------------------------------------------------------------------------------------


def test_wie_aanvraagt_bevestigt_niet_ook_niet_als_vervanger(wereld: Wereld) -> None:
    koen = collega("Koen", Rol.DPO, Rol.COORDINATOR, team="antwerpen")
    vandaag = timezone.localdate()
    mensen.registreer_vervanging(
        afwezige=wereld.carla, vervanger=koen, vanaf=vandaag, tot=vandaag, door=wereld.carla, op=wereld.nu
    )
    verzoek = wereld.verzoek(door=koen)
    for stap in (bevestig_wissen, weiger_wissen):
        with pytest.raises(VierOgenNodig):
            stap(verzoek=verzoek, door=koen, op=wereld.nu)
    bevestig_wissen(verzoek=verzoek, door=wereld.dina, op=wereld.nu)


def test_de_databank_zelf_weigert_twee_keer_dezelfde_persoon(wereld: Wereld) -> None:
    verzoek = wereld.verzoek()
    with pytest.raises(Error, match="wisverzoek_vier_ogen"), transaction.atomic():
        Wisverzoek.objects.filter(pk=verzoek.pk).update(
            status=Wisstatus.BEVESTIGD, beslist_door=wereld.carla, beslist_op=wereld.nu
        )


def test_wie_welke_stap_mag(wereld: Wereld) -> None:
    bart = collega("Bart", Rol.KLANTENBEHEERDER, team="limburg")
    with pytest.raises(PermissionDenied):
        wereld.verzoek(door=bart)
    verzoek = wereld.verzoek()
    for iemand in (bart, wereld.carla, collega("Els", Rol.COORDINATOR, team="limburg")):
        with pytest.raises(PermissionDenied):
            bevestig_wissen(verzoek=verzoek, door=iemand, op=wereld.nu)
    with pytest.raises(NietUwVerzoek):
        trek_wisverzoek_in(verzoek=verzoek, door=wereld.dina, op=wereld.nu)
    trek_wisverzoek_in(verzoek=verzoek, door=wereld.carla, op=wereld.nu)
    with pytest.raises(AlGewijzigd):
        bevestig_wissen(verzoek=Wisverzoek.objects.get(pk=verzoek.pk), door=wereld.dina, op=wereld.nu)
    assert Uitnodiging.objects.filter(buiten_naam__contains=MERK).exists()


def test_niet_twee_verzoeken_tegelijk_en_niets_te_wissen(wereld: Wereld) -> None:
    wereld.verzoek()
    with pytest.raises(ValidationError, match="loopt al"):
        wereld.verzoek()
    for soort, sleutel in [("kern.fiets", "1"), ("kern.uitnodiging", str(uuid.uuid4())), ("kern.uitnodiging", "geen-uuid")]:
        with pytest.raises(NietsTeWissen):
            vraag_wissen(
                onderwerp_soort=soort, onderwerp_id=sleutel, rechtsgrond=Rechtsgrond.VERZOEK, reden="x", door=wereld.carla,
                op=wereld.nu,
            )  # fmt: skip


# --- All or nothing -----------------------------------------------------------------------------------------------


def test_blijft_er_iets_staan_dan_is_er_niets_gewist(wereld: Wereld, monkeypatch: pytest.MonkeyPatch, register: Path) -> None:
    monkeypatch.setattr(wissen, "_WISSERS", [w for w in wissen.wissers() if w.model is not Logtekst])
    lek = wissen.Wisser(Logtekst, ("tekst",), lambda _alles, _op: 0, lambda _alles: 1)
    monkeypatch.setattr(wissen, "_WISSERS", [*wissen.wissers(), lek])
    with pytest.raises(WissenOnvolledig, match="kern_logtekst"):
        wereld.wis()
    assert Uitnodiging.objects.filter(buiten_naam__contains=MERK).count() == 2
    assert not register.exists()


def test_geen_register_geen_wissen(wereld: Wereld, settings: Any, tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("")
    settings.WISREGISTER = str(tmp_path / "bestand" / "wisregister.jsonl")
    verzoek = wereld.verzoek()
    with pytest.raises(OSError, match="bestand"), transaction.atomic():
        bevestig_wissen(verzoek=verzoek, door=wereld.dina, op=wereld.nu)
    verzoek.refresh_from_db()
    assert verzoek.status == Wisstatus.AANGEVRAAGD
    assert Uitnodiging.objects.filter(buiten_naam__contains=MERK).exists()


def test_bericht_dat_net_onderweg_is_houdt_het_wissen_tegen(wereld: Wereld) -> None:
    OutboxRegel.objects.filter(sleutel="los").update(status="bezig", wie=uuid.uuid4(), lease_tot=wereld.nu + timedelta(minutes=5))
    verzoek = wereld.verzoek()
    with pytest.raises(DomeinFout, match="onderweg"), transaction.atomic():
        bevestig_wissen(verzoek=verzoek, door=wereld.dina, op=wereld.nu)
    assert Wisverzoek.objects.get().status == Wisstatus.AANGEVRAAGD


# --- The register -------------------------------------------------------------------------------------------------


def test_vervalste_regel_stopt_het_herhalen_en_wist_niets(wereld: Wereld, register: Path) -> None:
    wereld.wis()
    ander = wereld.stel_vraag()
    lijn = json.loads(register.read_text())
    lijn["regel"]["sleutel"] = str(ander.pk)
    register.write_text(register.read_text() + json.dumps(lijn) + "\n")
    with pytest.raises(CommandError, match=r"regel 2 .* Er is niets gewist"):
        call_command("herhaal_wissen")
    ander.refresh_from_db()
    assert ander.gewist_op is None


def test_half_geschreven_regel_slikt_de_volgende_niet_in(wereld: Wereld, register: Path) -> None:
    register.parent.mkdir()
    register.write_text('{"regel": {"verzoek": "half')
    verzoek = wereld.wis()
    assert [regel.verzoek for regel in wisregister.lees()] == [str(verzoek.pk)]
    assert oct(register.stat().st_mode)[-3:] in {"600", "644"}


def test_register_blijft_leesbaar_na_een_sleutelwissel(wereld: Wereld, settings: Any) -> None:
    wereld.wis()
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "een-heel-andere-sleutel-" * 3
    assert len(list(wisregister.lees())) == 1
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(wisregister.RegisterBeschadigd):
        list(wisregister.lees())


def test_herhalen_zonder_de_collegas_van_toen_wist_toch(wereld: Wereld) -> None:
    regel = wisregister.Wisregel(
        verzoek=str(uuid.uuid4()), soort="kern.uitnodiging", sleutel=str(wereld.vraag.pk), kenmerk="k", rechtsgrond="verzoek",
        aangevraagd_door=999_998, aangevraagd_op=wereld.nu, bevestigd_door=999_999, op=wereld.nu, bewijs={},
    )  # fmt: skip
    assert herhaal_wissen(regel=regel, op=wereld.nu)["kern_uitnodiging"] == 3
    assert not Wisverzoek.objects.exists()
