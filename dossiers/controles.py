"""What must hold between the tables of dossiers and no constraint can say (`manage.py controleer`)."""

from django.db import connection
from django.db.models import Count, F, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from dossiers import gegevens
from dossiers.choices import Dossierstatus
from dossiers.models import Document, Documentversie, Dossier, Gemeente, Postcode
from dossiers.queries.vergunningen import einde_voorbij, uit_de_pas
from kern import controle


def _gemeenten_wijken_af() -> int:
    """Rows that stand in the tables or in the shipped files and not in both."""
    getoond = {(g.refnis, g.naam, g.lat, g.lon) for g in gegevens.gemeenten().values()}
    in_tabel = set(Gemeente.objects.values_list("refnis", "naam", "lat", "lon"))
    paren = set(Postcode.objects.values_list("postcode", "gemeente"))
    return len(getoond ^ in_tabel) + len(set(gegevens.postcodeparen()) ^ paren)


def _onbekende_refnis() -> int:
    # A closed location keeps the code of its own days: it may be one of before a merger.
    lopend = Dossier.objects.exclude(refnis="").exclude(status__in=Dossierstatus.dicht())
    return lopend.exclude(refnis__in=Gemeente.objects.values("refnis")).count()


def _zoekregels_wijken_af() -> int:
    """Search rows that are not what the register says: missing or different (one too many cannot be)."""
    with connection.cursor() as cursor:
        cursor.execute("""
            WITH bron AS MATERIALIZED (
                SELECT * FROM dossiers_zoekbron(
                    ARRAY(SELECT id FROM dossiers_dossier), ARRAY(SELECT id FROM dossiers_organisator)
                )
            ), regels AS (SELECT dossier_id, organisator_id, naam, lijknaam, tekst, nummers FROM dossiers_zoekregel)
            SELECT count(*) FROM (TABLE bron EXCEPT TABLE regels) t
        """)
        return int(cursor.fetchone()[0])


def _uit_de_pas() -> int:
    return uit_de_pas(timezone.localdate()).count()


def _nog_open() -> int:
    return einde_voorbij(timezone.localdate()).count()


def documentversies_fout() -> int:
    """Documents whose versions are not those they count, or that lack a file without being erased."""
    versies = Documentversie.objects.filter(document=OuterRef("pk")).order_by().values("document")
    geteld = Document.objects.annotate(
        aantal=Coalesce(Subquery(versies.annotate(n=Count("pk")).values("n")), 0),
        hoogste=Coalesce(Subquery(versies.annotate(n=Max("nummer")).values("n")), 0),
    )
    verkeerd = geteld.exclude(aantal=F("versies"), hoogste=F("versies")).count()
    zonder = Documentversie.objects.filter(document__gewist_op=None, bestand=None).values("document").distinct().count()
    return verkeerd + zonder


controle.registreer(
    controle.Controle("dossiers.gemeenten", "de gemeenten en postcodes zijn die van deze versie", _gemeenten_wijken_af),
    controle.Controle(
        "dossiers.vergunning",
        "stand, type, plaatsen en laatste dag van elk dossier zijn die van zijn vergunning vandaag",
        _uit_de_pas,
    ),
    controle.Controle("dossiers.einde", "een locatie waarvan de laatste dag voorbij is, is gesloten", _nog_open),
    controle.Controle("dossiers.refnis", "de REFNIS-code van elke locatie die loopt, bestaat vandaag", _onbekende_refnis),
    controle.Controle("dossiers.opzoeken", "elke locatie en organisator is te vinden zoals ze nu heet", _zoekregels_wijken_af),
)
