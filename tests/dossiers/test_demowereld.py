"""The invented world of the demo: whole, once, and never in production."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.utils import timezone

from dossiers import demowereld
from dossiers.choices import Aanvraagstatus, Contactsoort, Dossierstatus
from dossiers.models import (
    Aandacht,
    Aanvraag,
    Attest,
    Betrokkene,
    Contactmoment,
    Dossier,
    DossierEvent,
    DossierToegang,
    Groepslidmaatschap,
    Opvang,
    Organisator,
    Overdracht,
    Toegangsvraag,
)
from kern.aanmelden.demo import GEBRUIKERSNAMEN, WACHTWOORD
from kern.choices import Rol
from kern.models import Logregel, Medewerker, Meterschap, Werkregel


def vul() -> list[str]:
    uit = StringIO()
    call_command("vul_demowereld", stdout=uit)
    return uit.getvalue().splitlines()


@pytest.mark.django_db
def test_elke_rol_heeft_een_account_met_het_wachtwoord_demo() -> None:
    assert vul() == ["mensen: klaar", "dossiers: klaar"]
    mensen = {m.username: m for m in Medewerker.objects.filter(username__in=GEBRUIKERSNAMEN)}
    assert set(mensen) == set(GEBRUIKERSNAMEN)
    assert {m.rollen[0] for m in mensen.values()} == set(Rol.values)
    assert len({m.password for m in mensen.values()}) == 1
    assert authenticate(None, username="dpo", password=WACHTWOORD) == mensen["dpo"]
    assert not any(m.has_usable_password() for m in Medewerker.objects.exclude(username__in=GEBRUIKERSNAMEN))


@pytest.mark.django_db
def test_een_tweede_keer_komt_er_niets_bij() -> None:
    vul()
    telling = (Dossier.objects.count(), Organisator.objects.count(), DossierToegang.objects.count(), Logregel.objects.count())
    assert telling[:2] == (30, 18)
    assert vul() == ["mensen: staat er al", "dossiers: staat er al"]
    assert telling == (
        Dossier.objects.count(), Organisator.objects.count(), DossierToegang.objects.count(), Logregel.objects.count()
    )  # fmt: skip


@pytest.mark.django_db
def test_een_deel_dat_halverwege_stopt_laat_niets_half_achter(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as even:
        even.setattr(demowereld, "_leg_verbanden", stop)
        with pytest.raises(KeyboardInterrupt):
            vul()
    assert Medewerker.objects.filter(username="dpo").exists()
    assert not Organisator.objects.exists()
    assert vul() == ["mensen: staat er al", "dossiers: klaar"]


@pytest.mark.django_db
def test_er_wacht_iets_op_wie_er_werkt() -> None:
    vul()
    kijk = {naam: Medewerker.objects.get(username=naam) for naam in ("klantenbeheerder", "coordinator", "beller")}
    assert Toegangsvraag.objects.te_beslissen_door(kijk["coordinator"]).count() == 1
    assert Toegangsvraag.objects.te_beslissen_door(kijk["klantenbeheerder"]).count() == 1
    assert [d.naam for d in Dossier.objects.zichtbaar_voor(kijk["beller"])] == ["Samen Groot"]
    namen = set(Dossier.objects.met_inhoud_voor(kijk["klantenbeheerder"]).values_list("naam", flat=True))
    assert "De Bijenkorf" in namen  # she stands in for Lieve
    assert "De Nachtegaal" not in namen


@pytest.mark.django_db
def test_de_demowereld_heeft_drie_jaar_achter_zich_en_klopt() -> None:
    vul()
    call_command("controleer", stdout=StringIO())
    stand = dict(Dossier.objects.values_list("naam", "status"))
    assert stand["De Zandloper"] == Dossierstatus.GESCHORST
    assert stand["Pipa"] == Dossierstatus.GESTOPT
    assert stand["De Krekel"] == Dossierstatus.OPGEHEVEN
    assert stand["De Eerste Stap"] == Dossierstatus.AANVRAAG
    drie_jaar = timezone.now() - timedelta(days=3 * 365)
    assert not DossierEvent.objects.filter(pgh_label="insert", pgh_created_at__gt=drie_jaar).exists()
    zeesterren = DossierEvent.objects.filter(naam="De Zeesterren").order_by("pgh_created_at")
    assert [versie.plaatsen for versie in zeesterren] == [42, 54]  # "zoals bekend op" knows both
    bezoek = Contactmoment.objects.filter(dossier__naam="De Wolkjes", soort=Contactsoort.BEZOEK).latest("op")
    assert bezoek.op < timezone.now() - timedelta(days=365)  # the yearly visit is late
    assert Contactmoment.objects.filter(dossier__naam="Regenboog Noord").count() > 30


@pytest.mark.django_db
def test_wie_start_kreeg_locaties_met_een_nota() -> None:
    vul()
    overdracht = Overdracht.objects.get(naar__username="starter")
    assert {regel.dossier.naam for regel in overdracht.regels.all()} == {"Rosa’s nest", "De Vuurvlinder"}
    assert Werkregel.objects.filter(voor__username="klantenbeheerder", klaar_op=None).count() >= 6


def test_in_productie_weigert_het(settings: Any) -> None:
    settings.IS_PRODUCTIE = True
    with pytest.raises(CommandError, match="hoort niet in productie"):
        vul()


@pytest.mark.django_db
def test_er_werken_mensen_en_er_zijn_aanvragen_onderweg() -> None:
    vul()
    vandaag = timezone.localdate()
    einden = [einde for einde in Attest.objects.values_list("verloopt_op", flat=True) if einde is not None]
    assert sum(einde < vandaag for einde in einden) == 1
    assert sum(vandaag <= einde <= vandaag + timedelta(days=60) for einde in einden) == 1
    assert Betrokkene.objects.filter(naam="Els Voorbeeld").values("organisator").distinct().count() == 2
    assert set(Aanvraag.objects.values_list("status", flat=True)) == {Aanvraagstatus.INGEDIEND, Aanvraagstatus.GEADVISEERD}
    # One attest is over, one nearly, and the inspection is late.
    assert Aandacht.objects.filter(tot=None).count() == 4
    assert Groepslidmaatschap.objects.count() == 2
    assert Opvang.objects.filter(vrije_plaatsen__isnull=False).count() == 2
    assert Meterschap.objects.get().starter.username == "starter"
