"""The panels of an earlier moment: one question each, however much there is."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dossiers import panelen
from dossiers.actions import opvolging
from dossiers.choices import Opvolgingsoort
from dossiers.models import Dossier, Overdracht, Overdrachtsregel
from kern.models import Medewerker
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
        Overdrachtsregel.objects.create(overdracht=Overdracht.objects.create(naar=an, door=an, op=nu), dossier=zonnebloem)
    for code, lijst in (("inspectieverzoeken", "verzoeken"), ("opvolging", "keten"), ("overdrachten", "overdrachten")):
        toen = panelen._PANELEN[code].zoals_bekend
        assert toen is not None
        for op, gezien in ((timezone.now(), aantal), (nu - timedelta(days=1), 0)):
            with django_assert_num_queries(1):
                assert len(toen(an, zonnebloem, op)[lijst]) == gezien, code
