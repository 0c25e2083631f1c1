"""Rows as they were recorded at an earlier moment. Real commits: within one transaction the clock of the history stands still."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from dossiers.actions.dossiers import laat_afwijken, wijzig_dossier
from dossiers.models import Dossier
from kern.choices import Rol
from kern.zoals_bekend import een_zoals_bekend, oudste_bekende, zoals_bekend
from tests.hulp.databank import Databank
from tests.mensen import maak
from tests.wereld import maak_dossier, maak_organisator


def klok() -> datetime:
    """The clock of the database, past everything that was written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]  # type: ignore[no-any-return]


@pytest.mark.usefixtures("eigen_database")
def test_een_rij_zoals_ze_op_elk_moment_bekend_was(eigen_database: Databank) -> None:
    an = maak("an", "An Peeters", Rol.KLANTENBEHEERDER, team="antwerpen")
    bart = maak("bart", "Bart Maes", Rol.KLANTENBEHEERDER, team="oost-vlaanderen")
    voor = klok()
    dossier = maak_dossier("De Zonnebloem", maak_organisator("Zonnebloem vzw", an))
    ander = maak_dossier("De Maan", dossier.organisator)
    eerst = klok()
    wijzig_dossier(dossier=dossier, versie=1, telefoon="", plaatsen=21, door=an, op=timezone.now())
    toen = klok()
    laat_afwijken(dossier=dossier, klantenbeheerder=bart, reden="woont dichterbij", door=None, op=timezone.now())

    assert een_zoals_bekend(Dossier, voor, dossier.pk) is None
    bekend = [een_zoals_bekend(Dossier, moment, dossier.pk) for moment in (eerst, toen, klok())]
    assert [(d.plaatsen, d.klantenbeheerder, str(d)) for d in bekend if d] == [
        (18, an, str(dossier)),
        (21, an, str(dossier)),
        (21, bart, str(dossier)),
    ]
    assert [d.pk for d in zoals_bekend(Dossier, eerst, organisator_id=dossier.organisator_id)] == [dossier.pk, ander.pk]
    # By the value of that moment, not by that of now or of any other.
    assert [d.pk for d in zoals_bekend(Dossier, toen, plaatsen=18)] == [ander.pk]
    assert zoals_bekend(Dossier, eerst, plaatsen=21) == []
    eerste = oudste_bekende(Dossier, dossier.pk)
    assert eerste is not None
    assert eerste.plaatsen == 18
    assert oudste_bekende(Dossier, 0) is None
    assert zoals_bekend(Dossier, eerst - timedelta(days=900)) == []
