"""Every state table of every app is whole, and its diagram tells the same."""

from collections import Counter

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command

from kern.management.commands.teken_workflows import MAP, bladen
from kern.overgang import Workflow, alle_workflows
from kern.rollen import BASIS, ROLLEN

alle_tabellen = pytest.mark.parametrize("tabel", alle_workflows(), ids=lambda tabel: tabel.model)


@alle_tabellen
def test_elke_status_van_het_veld_is_bereikbaar_en_elke_bereikte_status_bestaat(tabel: Workflow):
    assert tabel.bereikbaar() == set(tabel.statussen())


@alle_tabellen
def test_elke_overgang_vertrekt_van_een_status_die_bestaat(tabel: Workflow):
    assert {str(o.van) for o in tabel.overgangen} <= set(tabel.statussen())


@alle_tabellen
def test_een_nieuwe_rij_begint_waar_de_tabel_begint(tabel: Workflow):
    assert apps.get_model(tabel.model)._meta.get_field(tabel.veld).get_default() == tabel.begin


@alle_tabellen
def test_geen_status_heeft_twee_knoppen_met_dezelfde_naam(tabel: Workflow):
    dubbel = [knop for knop, keren in Counter((o.van, o.naam) for o in tabel.overgangen).items() if keren > 1]
    assert dubbel == []


@alle_tabellen
def test_elk_gevraagd_recht_wordt_door_een_rol_gegeven(tabel: Workflow):
    gegeven = BASIS.union(*(rol.rechten for rol in ROLLEN.values()))
    assert {o.recht for o in tabel.overgangen if o.recht} <= gegeven


@alle_tabellen
def test_elk_geeist_veld_bestaat(tabel: Workflow):
    velden = {veld.name for veld in apps.get_model(tabel.model)._meta.get_fields()}
    assert {naam for o in tabel.overgangen for naam in o.eist} <= velden


def test_de_diagrammen_in_de_documentatie_zijn_die_van_de_tabellen():
    geschreven = {
        pad.relative_to(settings.BASE_DIR): pad.read_text(encoding="utf-8") for pad in (settings.BASE_DIR / MAP).glob("*.md")
    }
    assert geschreven == bladen(), "voer manage.py teken_workflows uit"


def test_het_blad_van_een_tabel_die_weg_is_verdwijnt(tmp_path):
    (tmp_path / MAP).mkdir(parents=True)
    (tmp_path / MAP / "vroeger.md").write_text("weg")

    call_command("teken_workflows", basis=tmp_path, verbosity=0)

    assert {pad.relative_to(tmp_path) for pad in (tmp_path / MAP).iterdir()} == set(bladen())
