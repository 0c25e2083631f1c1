"""Two people at once, with real commits."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection

from kern.actions import mensen
from kern.choices import Rol
from kern.fouten import DomeinFout
from kern.models import Medewerker, Vervanging
from tests.hulp.collegas import MAANDAG, collega


def tegelijk(*acties: Callable[[], Any]) -> list[Exception | None]:
    """Do all *acties* at once, each in its own thread and connection; return the error of each."""
    samen = threading.Barrier(len(acties))
    fouten: list[Exception | None] = [None] * len(acties)

    def doe(nummer: int, actie: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            samen.wait(timeout=10)
            actie()
        except (DomeinFout, ValidationError) as fout:
            fouten[nummer] = fout
        finally:
            connection.close()

    draden = [threading.Thread(target=doe, args=args) for args in enumerate(acties)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    return fouten


def test_twee_beheerders_die_elkaars_account_sluiten_laten_er_een_over(eigen_database):
    bea, bob = collega("Bea", Rol.BEHEERDER), collega("Bob", Rol.BEHEERDER)

    fouten = tegelijk(
        lambda: mensen.deactiveer(medewerker=bob, door=bea, op=MAANDAG, reden="weg"),
        lambda: mensen.deactiveer(medewerker=bea, door=bob, op=MAANDAG, reden="weg"),
    )

    assert sum(fout is not None for fout in fouten) == 1
    assert Medewerker.objects.filter(rollen__contains=["beheerder"], is_active=True).count() == 1


def test_twee_collegas_die_dezelfde_vervanging_regelen_maken_er_een_en_de_ander_leest_dat_aan_het_veld(eigen_database):
    an, bart = collega("An"), collega("Bart")
    dag = MAANDAG.date()

    def regel() -> None:
        mensen.registreer_vervanging(afwezige=an, vervanger=bart, vanaf=dag, tot=dag + timedelta(days=4), door=an, op=MAANDAG)

    fouten = [fout for fout in tegelijk(regel, regel) if fout]

    assert Vervanging.objects.count() == 1
    assert len(fouten) == 1
    assert "Deze collega vervangt al in (een deel van) die periode." in str(fouten[0])


def test_twee_beheerders_die_hetzelfde_account_maken_maken_er_een(eigen_database):
    fouten = [fout for fout in tegelijk(lambda: collega("An"), lambda: collega("An")) if fout]

    assert Medewerker.objects.count() == 1
    assert [type(fout) for fout in fouten] == [ValidationError]
