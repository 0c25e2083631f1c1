"""The panels of an earlier moment: one question each, however much there is."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dossiers import panelen
from dossiers.actions import afspraken, opvolging
from dossiers.actions.afspraakgevolg import Plan
from dossiers.choices import Opvolgingsoort
from dossiers.models import Dossier, Overdracht, Overdrachtsregel
from kern.actions import taken
from kern.choices import Rol
from kern.models import Medewerker
from tests.mensen import maak
from tests.wereld import maak_dossier, vraag_inspectie


@pytest.mark.parametrize("aantal", [1, 3])
def test_een_paneel_van_toen_kost_een_vraag(
    aantal: int, zonnebloem: Dossier, an: Medewerker, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    nu = timezone.now()
    for nummer in range(aantal):
        vraag_inspectie(zonnebloem, an)
        buur = maak_dossier(f"De Maan {nummer}", zonnebloem.organisator)
        opvolging.koppel(
            voorganger=buur, opvolger=zonnebloem, soort=Opvolgingsoort.VERHUIS, vanaf=timezone.localdate(), door=an, op=nu
        )
        begin = nu + timedelta(days=nummer + 1)
        plan = Plan("bezoek", begin, begin + timedelta(hours=1), aangekondigd=False, dossiers=(zonnebloem,))
        afspraken.maak_afspraak(sleutel=uuid4(), over=zonnebloem.organisator, plan=plan, eigenaar=an, door=an, op=nu)
        taken.geef(sleutel=uuid4(), inhoud=taken.Inhoud(titel="Bel terug"), over=zonnebloem, door=an, op=nu)
        Overdrachtsregel.objects.create(overdracht=Overdracht.objects.create(naar=an, door=an, op=nu), dossier=zonnebloem)
    for code, lijst in (
        ("inspectieverzoeken", "verzoeken"),
        ("opvolging", "keten"),
        ("overdrachten", "overdrachten"),
        ("afspraken", "afspraken"),
        ("taken", "taken"),
    ):
        toen = panelen._PANELEN[code].zoals_bekend
        assert toen is not None
        for op, gezien in ((timezone.now(), aantal), (nu - timedelta(days=1), 0)):
            with django_assert_num_queries(1):
                assert len(toen(an, zonnebloem, op)[lijst]) == gezien, code


def test_wie_van_buiten_meeleest_ziet_ook_van_toen_geen_afspraak(zonnebloem: Dossier, an: Medewerker) -> None:
    begin = timezone.now() + timedelta(days=1)
    plan = Plan("bezoek", begin, begin + timedelta(hours=1), aangekondigd=False, dossiers=(zonnebloem,))
    afspraken.maak_afspraak(sleutel=uuid4(), over=zonnebloem.organisator, plan=plan, eigenaar=an, door=an, op=timezone.now())
    toen = panelen._PANELEN["afspraken"]
    beller = maak("beller", "Bea Beller", Rol.BELLER)
    assert not toen.toon(beller, zonnebloem)
    assert toen.zoals_bekend is not None
    assert toen.zoals_bekend(beller, zonnebloem, timezone.now()) == {"afspraken": []}
