"""`manage.py controleer`: what must hold between tables, told in words."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import InternalError

from kern import controle
from kern.controle import Controle
from kern.models import Team


@pytest.fixture
def eigen_controles(monkeypatch):
    """Leave only the checks that a test registers itself."""
    monkeypatch.setattr(controle, "_ALLE", {})


def controleer(*codes):
    uit = StringIO()
    try:
        call_command("controleer", *codes, stdout=uit)
    except CommandError as fout:
        return fout.returncode, uit.getvalue(), str(fout)
    return 0, uit.getvalue(), ""


@pytest.mark.django_db
def test_wat_klopt_en_wat_niet_staat_elk_op_een_regel_en_de_code_is_1(eigen_controles):
    controle.registreer(
        Controle("kern.een", "elk team heeft een naam", lambda: 0),
        Controle("kern.twee", "geen twee teams zijn hetzelfde", lambda: 2),
    )
    code, uit, fout = controleer()
    assert code == 1
    assert uit.splitlines() == [
        "kern.een: elk team heeft een naam: in orde",
        "kern.twee: geen twee teams zijn hetzelfde: FOUT, 2 rijen",
    ]
    assert fout == "Niet in orde: kern.twee."


@pytest.mark.django_db
def test_als_alles_klopt_zegt_de_laatste_regel_dat(eigen_controles):
    controle.registreer(Controle("kern.een", "elk team heeft een naam", lambda: Team.objects.filter(naam="").count()))
    assert controleer() == (0, "kern.een: elk team heeft een naam: in orde\nAlles klopt: 1 controle.\n", "")


@pytest.mark.django_db
def test_een_controle_kan_alleen_gedaan_worden(eigen_controles):
    controle.registreer(Controle("kern.een", "dit klopt", lambda: 0), Controle("kern.twee", "dit niet", lambda: 1))
    assert controleer("kern.een")[0] == 0


def test_een_onbekende_controle_wordt_geweigerd_met_de_namen_die_er_zijn(eigen_controles):
    controle.registreer(Controle("kern.een", "dit klopt", lambda: 0))
    assert controleer("kern.twee")[2] == "Deze controle bestaat niet: kern.twee. Er zijn: kern.een."


def test_een_code_is_van_een_controle(eigen_controles):
    controle.registreer(Controle("kern.een", "dit klopt", lambda: 0))
    with pytest.raises(ValueError, match=r"controle kern\.een bestaat al"):
        controle.registreer(Controle("kern.een", "iets anders", lambda: 0))


def schrijf_toch():
    Team.objects.create(code="stiekem", naam="Stiekem")
    return 0


def test_een_controle_kan_niets_wijzigen(eigen_database, eigen_controles):
    controle.registreer(Controle("kern.schrijft", "dit schrijft", schrijf_toch))
    with pytest.raises(InternalError, match="read-only transaction"):
        controleer()
    assert not Team.objects.filter(code="stiekem").exists()
