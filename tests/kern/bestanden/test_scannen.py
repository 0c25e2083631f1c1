"""With a scanner a file waits in quarantine; nothing in it can be opened by anybody, whatever becomes of the scanner."""

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kern.actions import bestanden, bestandswerk
from kern.bestanden.fouten import BestandGeweigerd, NietTeOpenen
from kern.bestanden.keuzes import Bestandstand
from kern.bestanden.scan import scan as scan_een
from kern.logboek import regels_over
from kern.models import Bestand, Bestandinhoud, Medewerker, Notificatie
from kern.views.bestanden import geef
from tests.hulp import bestanden as b
from tests.hulp.clamd import GROOTST, VIRUS, Clamd
from tests.hulp.databank import Databank
from tests.hulp.processen import Proces, wacht_tot
from tests.hulp.tegelijk import tegelijk
from tests.mensen import MAANDAG, maak

BESMET = b.pdf() + b"\n%" + VIRUS


def neem_op(inhoud: bytes, door: Medewerker | None, naam: str = "plan.pdf") -> Bestand:
    return bestanden.neem_op(inhoud=inhoud, naam=naam, door=door, op=MAANDAG)


def scan(op: datetime = MAANDAG) -> int:
    return bestandswerk.scan_wachtende(klok=lambda: op)


def stand(bestand: Bestand) -> Bestandstand:
    return Bestand.objects.select_related("inhoud").get(pk=bestand.pk).stand


def test_een_bestand_wacht_tot_de_scanner_het_bekeek(an: Medewerker, opslagmap: Path, clamd: Clamd) -> None:
    bestand = neem_op(b.pdf(), an)
    assert bestand.stand is Bestandstand.WACHT
    with pytest.raises(NietTeOpenen, match="wordt nog gecontroleerd op virussen"):
        geef(bestand)
    assert scan() == 1
    bestand = Bestand.objects.select_related("inhoud").get()
    assert (bestand.stand, bestand.inhoud.gescand_op) == (Bestandstand.VEILIG, MAANDAG)
    assert b.gegeven(geef(bestand)) == b.pdf()
    assert regels_over(bestand)[0].gebeurtenis == "kern.bestand_veilig"
    assert scan(MAANDAG + timedelta(days=1)) == 0, "wat bekeken is, wordt niet nog eens bekeken"


def test_een_besmet_bestand_gaat_weg_en_wie_het_gaf_hoort_het(
    an: Medewerker, bart: Medewerker, opslagmap: Path, clamd: Clamd, django_capture_on_commit_callbacks: Any
) -> None:
    een, _twee = neem_op(BESMET, an), neem_op(BESMET, bart)
    with django_capture_on_commit_callbacks(execute=True):
        assert scan() == 1
    assert stand(een) is Bestandstand.BESMET
    assert not [pad for pad in opslagmap.rglob("*") if pad.is_file()]
    with pytest.raises(NietTeOpenen, match="vond de virusscanner iets"):
        geef(Bestand.objects.select_related("inhoud").get(pk=een.pk))
    from kern.actions.bezorging import verwerk

    verwerk(klok=lambda: MAANDAG)
    assert {n.ontvanger_id for n in Notificatie.objects.filter(titel__startswith="De virusscanner weigerde")} == {an.pk, bart.pk}
    regel = regels_over(een)[0]
    assert (regel.gebeurtenis, regel.gegevens) == ("kern.bestand_besmet", {"virus": "Proef.Virus.UNOFFICIAL"})


def test_wie_hetzelfde_besmette_bestand_geeft_hoort_het_meteen(
    an: Medewerker, opslagmap: Path, clamd: Clamd, django_capture_on_commit_callbacks: Any
) -> None:
    neem_op(BESMET, an)
    with django_capture_on_commit_callbacks(execute=True):
        scan()
    with pytest.raises(BestandGeweigerd, match="De virusscanner vond iets in “anders.pdf”"):
        neem_op(BESMET, an, "anders.pdf")
    assert Bestand.objects.count() == 1
    assert not [pad for pad in opslagmap.rglob("*") if pad.is_file()]


@pytest.mark.parametrize("hoe", ["dood", "hang"])
def test_zonder_antwoord_blijft_het_in_quarantaine_en_wordt_het_opnieuw_geprobeerd(
    an: Medewerker, opslagmap: Path, clamd: Clamd, hoe: str
) -> None:
    bestand, ander = neem_op(b.pdf(), an), neem_op(b.pdf("ander"), an)
    getattr(clamd, hoe)()
    assert scan() == 0
    assert {stand(bestand), stand(ander)} == {Bestandstand.ONBEREIKBAAR, Bestandstand.WACHT}, (
        "de tweede wachtte niet op dezelfde stilte"
    )
    for dit in Bestand.objects.select_related("inhoud"):
        with pytest.raises(NietTeOpenen):
            geef(dit)
    clamd.dood()
    clamd.start()
    assert scan(MAANDAG + timedelta(seconds=1)) == 1, "de eerste heeft nog een pauze"
    assert scan(MAANDAG + timedelta(minutes=2)) == 1
    assert {stand(bestand), stand(ander)} == {Bestandstand.VEILIG}


def test_wat_te_groot_is_voor_de_scanner_blijft_in_quarantaine_met_de_reden(
    an: Medewerker, opslagmap: Path, clamd: Clamd
) -> None:
    bestand = neem_op(b.pdf() + b"\n%" + b"x" * (GROOTST + 100), an)
    scan()
    inhoud = Bestandinhoud.objects.get()
    assert inhoud.stand == Bestandstand.ONBEREIKBAAR
    assert inhoud.scan_na is not None
    with pytest.raises(NietTeOpenen):
        geef(Bestand.objects.select_related("inhoud").get(pk=bestand.pk))


def test_zonder_scanner_zegt_het_bestand_dat_het_niet_gescand_is(an: Medewerker, opslagmap: Path) -> None:
    bestand = neem_op(b.pdf(), an)
    assert (bestand.stand.label, bestand.is_open) == ("niet gescand", True)


def test_een_scanner_die_later_komt_bekijkt_ook_wat_er_al_was(
    an: Medewerker, opslagmap: Path, settings: Any, clamd: Clamd, django_capture_on_commit_callbacks: Any
) -> None:
    settings.CLAMD_URL = ""
    goed, slecht = neem_op(b.pdf(), an), neem_op(BESMET, an)
    bestandswerk.veeg(op=MAANDAG)
    assert scan() == 0
    settings.CLAMD_URL = clamd.url
    bestandswerk.veeg(op=MAANDAG)
    assert Bestand.objects.select_related("inhoud").get(pk=goed.pk).is_open, "het blijft intussen open"
    with django_capture_on_commit_callbacks(execute=True):
        assert scan() == 2
    assert (stand(goed), stand(slecht)) == (Bestandstand.VEILIG, Bestandstand.BESMET)


def test_twee_werkers_bekijken_niet_allebei_hetzelfde(eigen_database: Databank, opslagmap: Path, clamd: Clamd) -> None:
    an = maak("an", "An Peeters")
    for nummer in range(6):
        neem_op(b.pdf(str(nummer)), an)
    assert sum(tegelijk(scan, scan)) == 6
    assert set(Bestandinhoud.objects.values_list("stand", flat=True)) == {"veilig"}


def test_een_werker_die_sterft_tijdens_het_scannen_houdt_niets_tegen(an: Medewerker, opslagmap: Path, clamd: Clamd) -> None:
    bestand = neem_op(b.pdf(), an)
    assert bestandswerk._claim(MAANDAG) is not None, "en dan kill -9"
    assert scan(MAANDAG + timedelta(minutes=1)) == 0, "het is nog van de eerste"
    assert scan(MAANDAG + bestandswerk.LEASE) == 1
    assert stand(bestand) is Bestandstand.VEILIG


def test_wat_gewist_wordt_terwijl_de_scanner_kijkt_komt_niet_terug(
    an: Medewerker, opslagmap: Path, clamd: Clamd, django_capture_on_commit_callbacks: Any
) -> None:
    bestand = neem_op(b.pdf(), an)
    inhoud = bestandswerk._claim(MAANDAG)
    assert inhoud is not None
    with django_capture_on_commit_callbacks(execute=True):
        bestanden.neem_weg(bestanden=[bestand], op=MAANDAG)
    bestandswerk.schrijf_uitslag(inhoud, scan_een(io.BytesIO(b.pdf())), MAANDAG)
    assert Bestandinhoud.objects.count() == 0
    assert not [pad for pad in opslagmap.rglob("*") if pad.is_file()]


@pytest.mark.traag
def test_een_echte_werker_bekijkt_en_tekent_wat_hij_hoort_bellen(
    eigen_database: Databank, opslagmap: Path, clamd: Clamd, start_worker: Callable[..., Proces]
) -> None:
    an = maak("an", "An Peeters")
    start_worker()
    goed, slecht = neem_op(b.pdf(), an), neem_op(BESMET, an)
    wacht_tot(lambda: {stand(goed), stand(slecht)} == {Bestandstand.VEILIG, Bestandstand.BESMET}, wat="een uitslag")
    wacht_tot(lambda: Bestandinhoud.objects.get(pk=goed.sha256).voorbeeld == "image/png", wat="een voorbeeld")
    assert sorted(pad.name for pad in opslagmap.rglob("*") if pad.is_file()) == [goed.sha256, f"{goed.sha256}.voorbeeld"]
