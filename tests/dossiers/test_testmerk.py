"""Every page says that its database holds no real places; it asks so once per process."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dossiers.actions.testgegevens import markeer
from kern import testgegevens

_KOP = '<span class="testmerk">testgegevens</span>'
_PAPIER = '<div class="papierkop">'


def _bladzijde(client: Client) -> tuple[str, int]:
    """Return the login page, and how often it asked for the mark."""
    with CaptureQueriesContext(connection) as vragen:
        tekst = client.get(reverse("account_login")).content.decode()
    return tekst, sum("merktekentest" in vraag["sql"] for vraag in vragen)


@pytest.mark.django_db
def test_wie_in_een_testwereld_kijkt_leest_dat_boven_elke_pagina_en_op_papier(client: Client) -> None:
    markeer(waarom="proef", op=timezone.now())
    testgegevens.onthoud(None)
    tekst, vragen = _bladzijde(client)
    assert tekst.count(_KOP) == 2
    assert _KOP in tekst[tekst.index(_PAPIER) :].split("</div>")[0]  # the head of every sheet
    assert vragen == 1
    tekst, vragen = _bladzijde(client)
    assert _KOP in tekst
    assert vragen == 0


@pytest.mark.django_db
def test_wie_tussen_echte_locaties_werkt_leest_het_nergens(client: Client) -> None:
    testgegevens.onthoud(None)
    assert "testmerk" not in _bladzijde(client)[0]
    tekst, vragen = _bladzijde(client)
    assert "testmerk" not in tekst
    assert vragen == 0


def test_merkteken_zetten_laat_dit_proces_opnieuw_kijken(
    django_capture_on_commit_callbacks: object, client: Client, db: None
) -> None:
    assert callable(django_capture_on_commit_callbacks)
    with django_capture_on_commit_callbacks(execute=True):
        markeer(waarom="proef", op=timezone.now())
    assert _KOP in _bladzijde(client)[0]
