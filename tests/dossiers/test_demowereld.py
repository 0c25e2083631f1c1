"""The invented world of the demo: whole, once, and never in production."""

from collections import Counter
from datetime import timedelta
from io import StringIO
from typing import Any

import pgtrigger
import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.utils import timezone

from dossiers import demowereld
from dossiers.actions import attesten, bezoeknorm, inspectieverzoeken, vergunning
from dossiers.choices import Aanvraagstatus, Belover, Contactsoort, Dossierstatus, Koppelstatus, Verslagstatus
from dossiers.models import (
    Aandacht,
    Aanvraag,
    Attest,
    Belofte,
    Betrokkene,
    Contactmoment,
    Dossier,
    DossierEvent,
    DossierToegang,
    Groepslidmaatschap,
    Inspectieverzoek,
    Opvang,
    Organisator,
    Overdracht,
    PersoonKoppeling,
    Postbericht,
    Toegangsvraag,
    Verslag,
)
from dossiers.queries.antecedenten import antecedenten_van
from kern.aanmelden.demo import GEBRUIKERSNAMEN, WACHTWOORD
from kern.bestanden.keuzes import Bestandstand
from kern.choices import Rol
from kern.models import Bestandinhoud, Logregel, Medewerker, Meterschap, Werkregel
from kern.queries.werk import voorraad
from kern.werk import Werkgroep


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
    nieuw = DossierEvent.objects.filter(pgh_label="insert", pgh_created_at__gt=drie_jaar)
    assert [dossier.naam for dossier in nieuw] == ["De Eerste Stap"]  # it asked to begin a few weeks ago
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
def test_er_werken_mensen_en_er_zijn_aanvragen_in_elke_stap() -> None:
    vul()
    vandaag = timezone.localdate()
    einden = [einde for einde in Attest.objects.values_list("verloopt_op", flat=True) if einde is not None]
    assert sum(einde < vandaag for einde in einden) == 1
    assert sum(vandaag <= einde <= vandaag + timedelta(days=60) for einde in einden) == 1
    assert Betrokkene.objects.filter(naam="Els Voorbeeld").values("organisator").distinct().count() == 2
    assert PersoonKoppeling.objects.get().status == Koppelstatus.BEVESTIGD
    assert set(Aanvraag.objects.values_list("status", flat=True)) == {
        Aanvraagstatus.INGEDIEND,
        Aanvraagstatus.NAGEGAAN,
        Aanvraagstatus.GEADVISEERD,
        Aanvraagstatus.NAGELEZEN,
        Aanvraagstatus.GEWEIGERD,
    }
    assert {v.status for v in Inspectieverzoek.objects.all()} == {"gevraagd", "bevestigd", "uitgevoerd"}
    # One attest is over, one nearly, the inspection is late and a visit too; since the day on which that was so.
    aandacht = Aandacht.objects.filter(tot=None)
    assert Counter(aandacht.values_list("soort", flat=True)) == {
        "dossiers.attest": 2,
        "dossiers.inspectieverzoek_te_laat": 1,
        "dossiers.bezoeknorm": 1,
    }
    assert not aandacht.filter(sinds__gt=timezone.now() - timedelta(days=4)).exists()
    assert Groepslidmaatschap.objects.count() == 2
    assert Opvang.objects.filter(vrije_plaatsen__isnull=False).count() > 15
    assert Meterschap.objects.get().starter.username == "starter"
    assert Contactmoment.objects.filter(dossier__naam="De Zandloper", door__username="meldingen").count() == 17


@pytest.mark.django_db
def test_wat_in_het_verleden_gebeurde_is_ook_dan_genoteerd() -> None:
    vul()
    daarnet = timezone.now() - timedelta(minutes=45)  # a call of fifty minutes ago is the last that happened
    for gevolgd in {model for model, _ in pgtrigger.registered() if hasattr(model, "pgh_event_model")}:
        assert not gevolgd.pgh_event_model.objects.filter(pgh_created_at__gt=daarnet).exists(), gevolgd._meta.label
    assert not Logregel.objects.filter(op__gt=timezone.now()).exists()
    # What the nightly jobs would do, is done.
    nu = timezone.now()
    for nacht in (attesten.kijk_na, inspectieverzoeken.markeer_te_laat, vergunning.werk_bij, bezoeknorm.kijk_na):
        assert nacht(op=nu) == 0, nacht


@pytest.mark.django_db
def test_wie_ook_aanmeldt_heeft_iets_te_doen() -> None:
    vul()
    nu = timezone.now()
    for naam in GEBRUIKERSNAMEN:
        persoon = Medewerker.objects.get(username=naam)
        assert sum(voorraad(persoon, nu).aantallen.values()), naam
    wat = {model: set(model.objects.values_list("status", flat=True)) for model in (Verslag, Belofte, Postbericht)}
    assert wat[Verslag] == set(Verslagstatus.values)
    assert {"te_plaatsen", "geplaatst", "concept", "verstuurd"} <= wat[Postbericht]
    assert Postbericht.objects.exclude(antwoord_op=None).exists()
    assert set(Belofte.objects.filter(status="open").values_list("van", flat=True)) == set(Belover.values)
    assert Bestandinhoud.objects.filter(stand=Bestandstand.BESMET).count() == 1
    annelies = voorraad(Medewerker.objects.get(username="klantenbeheerder"), nu)
    ook = {Werkgroep.LAAT, Werkgroep.VANDAAG, Werkgroep.NIEUW, Werkgroep.AFSPRAKEN, Werkgroep.MIJ, Werkgroep.ANDEREN}
    assert {groep for groep, aantal in annelies.aantallen.items() if aantal} >= ook
    # Of each step of a request somebody is waiting: she reads after Bilal, he after her, and Katrien decides.
    assert "Aanvraag tot uitbreiding: advies nalezen" in [rij.titel for rij in annelies.rijen]
    katrien = voorraad(Medewerker.objects.get(username="coordinator"), nu)
    assert "Aanvraag tot uitbreiding: beslissen" in [rij.titel for rij in katrien.rijen]


@pytest.mark.django_db
def test_een_nieuwe_organisator_heeft_antecedenten() -> None:
    vul()
    annelies = Medewerker.objects.get(username="klantenbeheerder")
    starterskind = Organisator.objects.get(naam="Starterskind vzw")
    gevonden = antecedenten_van(starterskind, voor=annelies, op=timezone.now())
    assert {a.dossier.naam for a in gevonden if a.dossier} == {"De Zandloper", "Pipa"}
    assert [a.dossier.naam for a in gevonden if a.is_zwaar and a.dossier] == ["De Zandloper"]
