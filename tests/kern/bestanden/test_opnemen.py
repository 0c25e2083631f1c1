"""A file that is taken in: its content once in the storage, written before its row, and gone when nobody names it any more."""

import hashlib
import io
import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from dossiers.models import Dossier
from kern.actions import bestanden, bestandswerk
from kern.bestanden import opslag
from kern.bestanden.fouten import BestandGeweigerd, OpslagFout
from kern.bestanden.keuzes import Bestandstand
from kern.logboek import regels_over
from kern.models import Bestand, Bestandinhoud, Medewerker
from kern.queries.bestandscontrole import vergelijk
from tests.hulp import bestanden as b
from tests.hulp import servers
from tests.hulp.databank import Databank
from tests.hulp.tegelijk import tegelijk
from tests.mensen import MAANDAG, maak
from tests.wereld import voeg_document_toe


def neem_op(inhoud: bytes, naam: str, door: Medewerker | None = None) -> Bestand:
    return bestanden.neem_op(inhoud=inhoud, naam=naam, door=door, op=MAANDAG)


def in_opslag(map_: Path) -> list[str]:
    return sorted(pad.name for pad in map_.rglob("*") if pad.is_file())


def test_an_geeft_een_bestand_en_het_ligt_er_byte_voor_byte(an: Medewerker, opslagmap: Path) -> None:
    inhoud = b.pdf()
    bestand = neem_op(inhoud, "C:\\plan.pdf", an)
    som = hashlib.sha256(inhoud).hexdigest()
    assert (bestand.naam, bestand.mime, bestand.grootte, bestand.sha256) == ("plan.pdf", "application/pdf", len(inhoud), som)
    assert bestand.stand is Bestandstand.NIET_GESCAND
    assert (opslagmap / som[:2] / som[2:4] / som).read_bytes() == inhoud
    assert in_opslag(opslagmap) == [som]
    regel = regels_over(bestand).get()
    assert (regel.gebeurtenis, regel.door_id, regel.gegevens["sha256"]) == ("kern.bestand_opgenomen", an.pk, som)
    assert "plan" not in str(regel.gegevens), "een naam kan van een kind zijn en hoort niet in het logboek"


def test_dezelfde_inhoud_ligt_er_een_keer_onder_twee_namen(an: Medewerker, opslagmap: Path) -> None:
    een, twee = neem_op(b.pdf(), "plan.pdf", an), neem_op(b.pdf(), "kopie van plan.pdf", an)
    assert (een.pk != twee.pk, een.sha256) == (True, twee.sha256)
    assert len(in_opslag(opslagmap)) == 1
    assert Bestandinhoud.objects.count() == 1


def test_wat_geweigerd_wordt_laat_niets_achter(an: Medewerker, opslagmap: Path) -> None:
    with pytest.raises(BestandGeweigerd):
        neem_op(b.eicar(), "plan.pdf", an)
    assert not opslagmap.exists()
    assert (Bestand.objects.count(), Bestandinhoud.objects.count()) == (0, 0)


def test_wat_er_ligt_wordt_nooit_overschreven(an: Medewerker, opslagmap: Path) -> None:
    bestand = neem_op(b.pdf(), "plan.pdf", an)
    pad = opslagmap / bestand.opslagsleutel
    voor = pad.stat()
    neem_op(b.pdf(), "plan.pdf", an)
    assert (pad.stat().st_ino, pad.stat().st_mtime_ns) == (voor.st_ino, voor.st_mtime_ns)


def test_een_half_geschreven_inhoud_wordt_opnieuw_geschreven(an: Medewerker, opslagmap: Path) -> None:
    bestand = neem_op(b.pdf(), "plan.pdf", an)
    (opslagmap / bestand.opslagsleutel).write_bytes(b"half")
    assert neem_op(b.pdf(), "plan.pdf", an).sha256 == opslag.som_van(bestand.opslagsleutel)


def test_na_het_wegnemen_blijft_de_inhoud_zolang_een_ander_ze_nog_heeft(
    an: Medewerker, opslagmap: Path, django_capture_on_commit_callbacks: Any
) -> None:
    een, twee = neem_op(b.pdf(), "plan.pdf", an), neem_op(b.pdf(), "kopie.pdf", an)
    with django_capture_on_commit_callbacks(execute=True):
        assert bestanden.neem_weg(bestanden=[een], op=MAANDAG) == 1
    assert in_opslag(opslagmap) == [twee.sha256]
    with django_capture_on_commit_callbacks(execute=True):
        bestanden.neem_weg(bestanden=[twee], op=MAANDAG)
    assert in_opslag(opslagmap) == []
    assert (Bestand.objects.count(), Bestandinhoud.objects.count()) == (0, 0)
    with pytest.raises(OpslagFout):
        opslag.open_inhoud(twee.opslagsleutel)


def test_wie_hetzelfde_geeft_terwijl_het_weggaat_houdt_het(eigen_database: Databank, opslagmap: Path) -> None:
    an = maak("an", "An Peeters")
    for _ in range(5):
        oud = neem_op(b.pdf(), "plan.pdf", an)
        nieuw, weg = tegelijk(lambda: neem_op(b.pdf(), "plan.pdf", an), partial(bestanden.neem_weg, bestanden=[oud], op=MAANDAG))
        assert (weg, in_opslag(opslagmap)) == (1, [nieuw.sha256])
        assert opslag.som_van(nieuw.opslagsleutel) == nieuw.sha256
        assert not any(vergelijk(inhoud=True).zinnen())
        bestanden.neem_weg(bestanden=[nieuw], op=MAANDAG)
        assert in_opslag(opslagmap) == []


_GEDOOD = """
import io, os, signal, sys, django
django.setup()
from django.utils import timezone
from kern.actions import bestanden
klaar = bestanden.zet_klaar(inhoud=io.BytesIO(open(sys.argv[1], "rb").read()), naam="plan.pdf")
if sys.argv[2] == "erna":
    from django.db import transaction
    with transaction.atomic():
        bestanden.leg_vast(klaar=klaar, door=None, op=timezone.now())
        os.kill(os.getpid(), signal.SIGKILL)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("wanneer", ["ertussen", "erna"])
def test_kill_9_tussen_bestand_en_rij_verliest_niets_en_de_wees_wordt_gevonden(
    eigen_database: Databank, opslagmap: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], wanneer: str
) -> None:
    bron = tmp_path / "plan.pdf"
    bron.write_bytes(b.pdf())
    opdracht = [sys.executable, "-c", _GEDOOD, str(bron), wanneer]
    dood = subprocess.run(opdracht, cwd=servers.CHECKOUT, env=os.environ.copy(), check=False)
    assert dood.returncode == -signal.SIGKILL
    connection.close()
    assert Bestand.objects.count() == 0
    (wees,) = in_opslag(opslagmap)
    with pytest.raises(CommandError):
        call_command("controleer_bestanden")
    assert f"zonder rij: {opslag.sleutel_van(wees)}" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("controleer_bestanden", "--ruim-op")
    assert in_opslag(opslagmap) == [wees], "jonger dan een dag: het kan van iemand zijn die nog bezig is"
    assert neem_op(b.pdf(), "plan.pdf").sha256 == wees, "opnieuw geven lukt gewoon"
    call_command("controleer_bestanden", "--inhoud")


def test_de_controle_vindt_wat_ontbreekt_te_veel_is_of_beschadigd(
    an: Medewerker, opslagmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    weg, stuk, kort = (neem_op(b.pdf(tekst), "plan.pdf", an) for tekst in ("a", "b", "c"))
    call_command("controleer_bestanden", "--inhoud")
    assert "Alles klopt: 3 bestanden" in capsys.readouterr().out
    (opslagmap / weg.opslagsleutel).unlink()
    pad = opslagmap / stuk.opslagsleutel
    pad.write_bytes(bytes([pad.read_bytes()[0] ^ 1]) + pad.read_bytes()[1:])
    (opslagmap / kort.opslagsleutel).write_bytes(b"x")
    wees = opslagmap / "ab" / ".nieuw-half"
    wees.parent.mkdir(exist_ok=True)
    wees.write_bytes(b"half")
    os.utime(wees, (0, 0))
    with pytest.raises(CommandError) as fout:
        call_command("controleer_bestanden", "--inhoud", "--ruim-op")
    uit = capsys.readouterr().out
    assert fout.value.returncode == 1
    assert f"zonder bestand: {weg.opslagsleutel}" in uit
    assert {f"beschadigd: {stuk.opslagsleutel}", f"beschadigd: {kort.opslagsleutel}"} <= set(uit.splitlines())
    assert "zonder rij: ab/.nieuw-half (4 bytes" in uit
    assert "Verwijderd: 1." in uit
    assert not wees.exists()
    with pytest.raises(CommandError):
        call_command("controleer_bestanden")
    assert str(stuk.opslagsleutel) not in capsys.readouterr().out, "een som wordt alleen met --inhoud nagerekend"


def test_de_controle_zegt_waar_het_ontbreekt_en_laat_een_verloren_voorbeeld_opnieuw_tekenen(
    an: Medewerker, zonnebloem: Dossier, opslagmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = voeg_document_toe(zonnebloem, an, b.pdf("weg"), "weg.pdf")
    weg, bestand = document.alle_versies.get().bestand, neem_op(b.pdf("blijft"), "plan.pdf", an)
    bestandswerk.maak_voorbeelden(klok=timezone.now)
    assert weg is not None
    (opslagmap / weg.opslagsleutel).unlink()
    voorbeeld = opslagmap / bestand.inhoud.voorbeeldsleutel
    voorbeeld.unlink()
    with pytest.raises(CommandError):
        call_command("controleer_bestanden", "--ruim-op")
    uit = capsys.readouterr().out
    assert f"zonder bestand: {weg.opslagsleutel} (hoort bij {document.get_absolute_url()})" in uit
    assert "Wordt opnieuw getekend: 1." in uit
    assert "weg.pdf" not in uit
    bestandswerk.maak_voorbeelden(klok=timezone.now)
    assert voorbeeld.exists()


def test_wat_juist_een_rij_kreeg_is_geen_wees_meer(an: Medewerker, opslagmap: Path) -> None:
    from kern.actions.bestandswerk import ruim_wezen

    bestand = neem_op(b.pdf(), "plan.pdf", an)
    assert ruim_wezen(sleutels=[bestand.opslagsleutel], op=MAANDAG) == 0
    assert in_opslag(opslagmap) == [bestand.sha256]


def test_twintig_megabyte_opnemen_vult_het_geheugen_niet(an: Medewerker, opslagmap: Path, tmp_path: Path) -> None:
    import tracemalloc

    pad = tmp_path / "groot.pdf"
    pad.write_bytes(b.pdf() + b"\n%" + os.urandom(1000) * 20_000)
    neem_op(b.pdf(), "eerst.pdf", an)  # what is loaded once does not count
    with pad.open("rb") as stroom:
        tracemalloc.start()
        bestanden.neem_op(inhoud=stroom, naam="groot.pdf", door=an, op=MAANDAG)
        piek = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert piek < 4_000_000


def test_een_afgebroken_transactie_laat_geen_rij_na(an: Medewerker, opslagmap: Path) -> None:
    with transaction.atomic():
        bestanden.neem_op(inhoud=io.BytesIO(b.pdf()), naam="plan.pdf", door=an, op=MAANDAG)
        transaction.set_rollback(True)
    assert Bestand.objects.count() == 0
    assert len(vergelijk(inhoud=False).zonder_rij) == 1
