"""The world that is measured: as many fictitious people, organisatoren and locations as Flanders has.

Bulk rows are written by SQL (named exception to "every write is an action": 54,000 dossiers by action would take minutes). They
carry the same constraints; the pages cannot tell them apart.
"""

from django.db import connection

from dossiers.models import Dossier
from kern.models import Medewerker

DOSSIERS = 5_400  # Vlaanderen ×1
ORGANISATOREN = 2_600
KLANTENBEHEERDERS = 60

_MEDEWERKERS = """
INSERT INTO kern_medewerker (
    password, is_superuser, username, email, voornaam, familienaam, sorteersleutel, telefoon, rollen, team_id,
    expertises, werkpatroon, is_active, sneltoetsen_aan, thema
)
SELECT '!', false, 'bench' || i, 'bench' || i || '@example.be', 'Fictief', 'Persoon ' || i, 'persoon ' || i, '',
       '{klantenbeheerder}', (SELECT id FROM kern_team ORDER BY id OFFSET i %% 6 LIMIT 1),
       '{}', '{ma-vm}', true, true, 'systeem'
FROM generate_series(1, %(aantal)s) i ON CONFLICT DO NOTHING
"""
_ORGANISATOREN = """
INSERT INTO dossiers_organisator (
    nummer, naam, sorteersleutel, kbo, telefoon, klantenbeheerder_id, bron, bronnummer,
    rechtsvorm, straat, huisnummer, postcode, gemeente, telefoon_buiten_uren, email, talen, versie
)
SELECT (200000000 + i)::text, 'Fictieve organisator ' || i, 'fictieve organisator ' || lpad(i::text, 7, '0'), '', '',
       (SELECT id FROM kern_medewerker WHERE username = 'bench' || (1 + i %% %(mensen)s)), 'bench', i::text,
       '', '', '', '', '', '', '', '{}', 1
FROM generate_series(1, %(aantal)s) i ON CONFLICT DO NOTHING
"""
_DOSSIERS = """
INSERT INTO dossiers_dossier (
    dossiernummer, bron, bronnummer, naam, sorteersleutel, straat, huisnummer, postcode, gemeente, refnis,
    telefoon, type, plaatsen, status, organisator_id, team_id, klantenbeheerder_id, afwijking_reden, versie,
    email, tarief, subsidietrap
)
SELECT (300000000 + i)::text, 'bench', i::text, 'Fictieve opvang ' || i,
       'fictieve opvang ' || lpad((i * 7919 %% %(aantal)s)::text, 7, '0'), 'Voorbeeldstraat', (i %% 200)::text,
       '2550', 'Kontich', '11024', '', 'groepsopvang', 9 + i %% 40, 'vergund', o.id, m.team_id, m.id, '', 1, '', '', ''
FROM generate_series(1, %(aantal)s) i
JOIN dossiers_organisator o ON o.bron = 'bench' AND o.bronnummer = (1 + i %% %(organisatoren)s)::text
JOIN kern_medewerker m ON m.id = o.klantenbeheerder_id ON CONFLICT DO NOTHING
"""


def bouw(schaal: int) -> None:
    """Make the world of *schaal* times Flanders; what is there stays."""
    mensen = KLANTENBEHEERDERS * schaal
    with connection.cursor() as cursor:
        cursor.execute(_MEDEWERKERS, {"aantal": mensen})
        cursor.execute(_ORGANISATOREN, {"aantal": ORGANISATOREN * schaal, "mensen": mensen})
        cursor.execute(_DOSSIERS, {"aantal": DOSSIERS * schaal, "organisatoren": ORGANISATOREN * schaal})


def lezer() -> tuple[Medewerker, Dossier]:
    """Return a klantenbeheerder in the middle of it and one of their dossiers."""
    persoon = Medewerker.objects.get(username="bench7")
    return persoon, Dossier.objects.filter(klantenbeheerder=persoon).earliest("pk")
