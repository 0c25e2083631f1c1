"""What every table must have decided: field history or not, and that rights by exception live in tables that know expiry."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import models
from django.template.loader import get_template
from guardian.models import GroupObjectPermission, UserObjectPermission
from guardian.utils import get_user_obj_perms_model

from dossiers.models import Dossier
from kern.models import Medewerker, ToegangBasis
from tests.meta.wereld import bouw

EIGEN_APPS = {"kern", "dossiers", "meldingen", "handhaving"}

# Tables whose field values are kept ("zoals bekend op"); every other table has no history of fields, on purpose:
# the log says who did what, and a history would keep what erasure must remove.
MET_HISTORIEK = {
    "dossiers.afspraak",
    "dossiers.afspraaklocatie",
    "dossiers.attest",
    "dossiers.belofte",
    "dossiers.betrokkene",
    "dossiers.document",
    "dossiers.dossier",
    "dossiers.inspectieverzoek",
    "dossiers.leefgroep",
    "dossiers.opvang",
    "dossiers.organisator",
    "dossiers.vergunning",
    "kern.medewerker",
    "kern.taak",
}


def eigen_modellen() -> list[type[models.Model]]:
    return [m for m in apps.get_models() if m._meta.app_label in EIGEN_APPS]


def test_van_elke_tabel_is_beslist_of_de_waarden_van_velden_bewaard_blijven() -> None:
    gevolgd = {m._meta.label_lower for m in eigen_modellen() if hasattr(m, "pgh_event_model")}
    assert gevolgd == MET_HISTORIEK


def test_geen_historiek_bewaart_een_wachtwoord() -> None:
    for model in eigen_modellen():
        if hasattr(model, "pgh_event_model"):
            assert "password" not in {veld.name for veld in model.pgh_event_model._meta.get_fields()}, model


def test_niets_verdwijnt_mee_met_een_medewerker() -> None:
    """People are deactivated, never deleted; a cascade from a person would take the file with it."""
    zonder_bescherming = [
        f"{m._meta.label}.{veld.name}"
        for m in eigen_modellen()
        for veld in m._meta.get_fields()
        if isinstance(veld, models.ForeignKey)
        and veld.related_model is Medewerker
        and veld.remote_field.on_delete not in (models.PROTECT, models.DO_NOTHING)
    ]
    assert zonder_bescherming == []


def test_elke_tabel_met_toegang_bewaakt_periode_en_reden_in_de_databank() -> None:
    tabellen = [m for m in eigen_modellen() if issubclass(m, ToegangBasis)]
    assert tabellen
    for tabel in tabellen:
        namen = {str(c.name) for c in tabel._meta.constraints}
        for eis in ("_met_reden", "_verloopt_na_begin", "_overlapt_niet"):
            assert any(naam.endswith(eis) for naam in namen), (tabel, eis)


@pytest.mark.django_db  # guardian compares content types, which are only sometimes in memory already
def test_guardian_kent_de_tabel_van_dossiers() -> None:
    assert get_user_obj_perms_model(Dossier())._meta.label == "dossiers.DossierToegang"


@pytest.mark.django_db
def test_de_algemene_tabellen_van_guardian_en_de_groepen_blijven_leeg() -> None:
    """The whole world of the table of rights uses neither: they know no expiry."""
    bouw()
    assert not UserObjectPermission.objects.exists()
    assert not GroupObjectPermission.objects.exists()
    assert not Group.objects.exists()
    assert not Medewerker.groups.through.objects.exists()
    assert not Medewerker.user_permissions.through.objects.exists()


def _sjablonen(checkout: Path) -> list[Path]:
    return sorted((checkout / "templates").rglob("*.html"))


def test_elk_sjabloon_is_te_lezen_en_houdt_zich_aan_de_strenge_csp(checkout: Path) -> None:
    """No inline script, style or handler: the browser would refuse it (docs/besluiten/0008)."""
    verboden = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
    fout = []
    for pad in _sjablonen(checkout):
        naam = str(pad.relative_to(checkout / "templates"))
        get_template(naam)
        if naam.startswith("pdf/"):
            continue
        fout += [f"{naam}: {treffer.group()}" for treffer in verboden.finditer(pad.read_text(encoding="utf-8"))]
    assert fout == []
