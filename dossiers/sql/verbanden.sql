-- What ties one organisator, or one person, to others; two kinds of rows of one shape.
-- bevestigd, voorstel: pairs of people, who are or may be the same human being. A decided pair is no proposal, nor is one whose
-- ends are one by way of a third.
-- voorganger, opvolger: a location of somebody else in the chain of successions of one of the organisator's, in any step.
-- Parameters: organisator or betrokkene (the other is null); lijkt: similarity from which a name counts as alike (null: only
-- the same key); meeste: rows at most of each.
WITH RECURSIVE
eigen AS (
    SELECT * FROM dossiers_betrokkene WHERE organisator_id = %(organisator)s OR id = %(betrokkene)s
),
keten(begin, id) AS (
    SELECT e.id, n.naar
    FROM eigen e
    CROSS JOIN LATERAL (
        SELECT ander_id AS naar FROM dossiers_persoonkoppeling WHERE een_id = e.id AND status = 'bevestigd'
        UNION ALL
        SELECT een_id FROM dossiers_persoonkoppeling WHERE ander_id = e.id AND status = 'bevestigd'
    ) n
    UNION
    SELECT k.begin, n.naar
    FROM keten k
    CROSS JOIN LATERAL (
        SELECT ander_id AS naar FROM dossiers_persoonkoppeling WHERE een_id = k.id AND status = 'bevestigd'
        UNION ALL
        SELECT een_id FROM dossiers_persoonkoppeling WHERE ander_id = k.id AND status = 'bevestigd'
    ) n
),
lijkend AS (
    -- OFFSET 0: per person by index, whatever the planner thinks of how many there are in Flanders.
    SELECT e.id AS begin, b.id, b.organisator_id
    FROM eigen e
    CROSS JOIN LATERAL (
        SELECT id, organisator_id FROM dossiers_betrokkene
        WHERE geboortedatum = e.geboortedatum AND naamsleutel = e.naamsleutel OFFSET 0
    ) b
    WHERE e.naamsleutel <> ''
    UNION
    -- Apart from the branch above, and asked for one person only: it reads everybody with the same birth date.
    SELECT e.id, b.id, b.organisator_id
    FROM eigen e
    CROSS JOIN LATERAL (
        SELECT id, organisator_id, naamsleutel FROM dossiers_betrokkene WHERE geboortedatum = e.geboortedatum OFFSET 0
    ) b
    WHERE %(lijkt)s IS NOT NULL AND e.naamsleutel <> '' AND similarity(b.naamsleutel, e.naamsleutel) >= %(lijkt)s
),
paren AS (
    SELECT 'bevestigd' AS soort, begin, id FROM keten WHERE id <> begin
    UNION ALL
    SELECT 'voorstel', e.id, l.id
    FROM lijkend l
    JOIN eigen e ON e.id = l.begin
    WHERE l.id <> e.id
    AND (l.organisator_id <> e.organisator_id OR e.id < l.id OR e.id = %(betrokkene)s)
    AND NOT EXISTS (
        SELECT FROM dossiers_persoonkoppeling k
        WHERE k.een_id = least(e.id, l.id) AND k.ander_id = greatest(e.id, l.id) AND k.status IN ('bevestigd', 'verworpen')
    )
    AND NOT EXISTS (SELECT FROM keten k WHERE k.begin = e.id AND k.id = l.id)
),
locaties AS (SELECT id FROM dossiers_dossier WHERE organisator_id = %(organisator)s),
voor(begin, id, soort, vanaf) AS (
    SELECT o.opvolger_id, o.voorganger_id, o.soort, o.vanaf
    FROM locaties l
    JOIN dossiers_opvolging o ON o.opvolger_id = l.id AND o.vervallen_op IS NULL
    UNION
    SELECT v.begin, o.voorganger_id, o.soort, o.vanaf
    FROM voor v
    JOIN dossiers_opvolging o ON o.opvolger_id = v.id AND o.vervallen_op IS NULL
),
na(begin, id, soort, vanaf) AS (
    SELECT o.voorganger_id, o.opvolger_id, o.soort, o.vanaf
    FROM locaties l
    JOIN dossiers_opvolging o ON o.voorganger_id = l.id AND o.vervallen_op IS NULL
    UNION
    SELECT n.begin, o.opvolger_id, o.soort, o.vanaf
    FROM na n
    JOIN dossiers_opvolging o ON o.voorganger_id = n.id AND o.vervallen_op IS NULL
),
schakels AS (
    SELECT 'voorganger' AS kant, * FROM voor
    UNION ALL
    SELECT 'opvolger', * FROM na
)
(
SELECT
    p.soort,
    e.id, e.naam, e.rol, e.geboortedatum, e.vanaf, e.tot, e.dossier_id, e.organisator_id,
    b.id, b.naam, b.rol, b.geboortedatum, b.vanaf, b.tot, b.dossier_id, b.organisator_id,
    o.naam, o.nummer
FROM paren p
JOIN eigen e ON e.id = p.begin
CROSS JOIN LATERAL (SELECT * FROM dossiers_betrokkene WHERE id = p.id OFFSET 0) b
JOIN dossiers_organisator o ON o.id = b.organisator_id
ORDER BY b.organisator_id = e.organisator_id, b.naamsleutel <> e.naamsleutel, e.sorteersleutel, e.id, b.id
LIMIT %(meeste)s
)
UNION ALL
(
SELECT
    s.kant,
    NULL, b.naam, s.soort, NULL, s.vanaf, NULL, b.id, b.organisator_id,
    NULL, d.naam, '', NULL, NULL, NULL, d.id, d.organisator_id,
    o.naam, o.nummer
FROM schakels s
-- OFFSET 0: by index; of a recursion the planner expects thousands of rows, and reads all of Flanders for the few there are.
CROSS JOIN LATERAL (SELECT id, naam, organisator_id FROM dossiers_dossier WHERE id = s.begin OFFSET 0) b
CROSS JOIN LATERAL (SELECT id, naam, organisator_id FROM dossiers_dossier WHERE id = s.id OFFSET 0) d
CROSS JOIN LATERAL (SELECT naam, nummer FROM dossiers_organisator WHERE id = d.organisator_id OFFSET 0) o
WHERE d.organisator_id <> %(organisator)s
ORDER BY s.vanaf DESC, d.id
LIMIT %(meeste)s
)
