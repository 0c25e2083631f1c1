-- The open rows of one person with `namens` (an absent colleague): own rows, of the groups (role and team), and the same of the
-- colleagues for whom the person stands in today. Each arm walks a partial index over open rows only, and hands on the rows it read.
-- Who has a row by themselves does not have it for somebody else: nobody's own comes first.
SELECT DISTINCT ON (m.id) m.*
FROM (
    SELECT r.*, NULL::bigint AS namens FROM kern_werkregel r WHERE r.klaar_op IS NULL AND r.voor_id = %(ik)s
    UNION ALL
    SELECT r.*, NULL FROM kern_werkregel r
    WHERE r.klaar_op IS NULL AND r.rol <> '' AND r.rol = ANY(%(rollen)s) AND (r.team_id IS NULL OR r.team_id = %(team)s)
    {van_afwezigen}
) m
WHERE (m.verloopt_op IS NULL OR m.verloopt_op > coalesce(%(op)s::timestamptz, now()))
  AND m.niet_voor_id IS DISTINCT FROM %(ik)s
  AND m.soort <> ALL(%(zonder_recht)s)
ORDER BY m.id, m.namens NULLS FIRST
