"""Two people at once, with real commits."""

from datetime import timedelta

from kern.actions import mensen
from kern.choices import Rol
from kern.fouten import DomeinFout
from kern.models import Medewerker, Vervanging
from tests.hulp.tegelijk import soorten, tegelijk
from tests.mensen import MAANDAG, collega


def test_twee_beheerders_die_elkaars_account_sluiten_laten_er_een_over(eigen_database):
    bea, bob = collega("Bea", Rol.BEHEERDER), collega("Bob", Rol.BEHEERDER)

    fouten = tegelijk(
        lambda: mensen.deactiveer(medewerker=bob, door=bea, op=MAANDAG, reden="weg"),
        lambda: mensen.deactiveer(medewerker=bea, door=bob, op=MAANDAG, reden="weg"),
    )

    assert [type(fout) for fout in fouten if isinstance(fout, Exception)] == [DomeinFout]
    assert Medewerker.objects.filter(rollen__contains=["beheerder"], is_active=True).count() == 1


def test_twee_collegas_die_dezelfde_vervanging_regelen_maken_er_een_en_de_ander_leest_dat_aan_het_veld(eigen_database):
    an, bart = collega("An"), collega("Bart")
    dag = MAANDAG.date()

    def regel() -> None:
        mensen.registreer_vervanging(afwezige=an, vervanger=bart, vanaf=dag, tot=dag + timedelta(days=4), door=an, op=MAANDAG)

    fouten = [fout for fout in tegelijk(regel, regel) if isinstance(fout, Exception)]

    assert Vervanging.objects.count() == 1
    assert len(fouten) == 1
    assert "Deze collega vervangt al in (een deel van) die periode." in str(fouten[0])


def test_twee_beheerders_die_hetzelfde_account_maken_maken_er_een(eigen_database):
    uitkomsten = tegelijk(lambda: collega("An"), lambda: collega("An"))

    assert Medewerker.objects.count() == 1
    assert soorten(uitkomsten) == ["Medewerker", "ValidationError"]
