-- The open rows of one person with `namens` (an absent colleague): own rows, of the groups (role and team), and the same of the
-- colleagues for whom the person stands in today. Each arm walks a partial index over open rows only, and hands on the rows it read.
-- Who has a row by themselves does not have it for somebody else: nobody's own comes first.
SELECT DISTINCT ON (m.id) m.*
FROM (
    SELECT r.*, NULL::bigint AS namens FROM kern_werkregel r WHERE r.klaar_op IS NULL AND r.voor_id = %(ik)s
    UNION ALL
    SELECT r.*, NULL FROM kern_werkregel r
    WHERE r.klaar_op IS NULL AND r.rol <> '' AND r.rol = ANY(%(rollen)s) AND (r.team_id IS NULL OR r.team_id = %(team)s)
    UNION ALL
    SELECT r.*, a.id
    FROM kern_vervanging v
    JOIN kern_medewerker a ON a.id = v.afwezige_id AND a.is_active
    JOIN kern_werkregel r ON r.klaar_op IS NULL AND r.voor_id = a.id AND r.soort <> ALL(%(persoonlijk)s)
    WHERE v.vervanger_id = %(vervanger)s AND v.ingetrokken_op IS NULL
      AND (coalesce(%(op)s::timestamptz, now()) AT TIME ZONE 'Europe/Brussels')::date BETWEEN v.vanaf AND v.tot
    UNION ALL
    SELECT r.*, a.id
    FROM kern_vervanging v
    JOIN kern_medewerker a ON a.id = v.afwezige_id AND a.is_active
    JOIN kern_werkregel r ON r.klaar_op IS NULL AND r.rol <> '' AND r.rol = ANY(a.rollen)
         AND (r.team_id IS NULL OR r.team_id = a.team_id) AND r.soort <> ALL(%(persoonlijk)s)
    WHERE v.vervanger_id = %(vervanger)s AND v.ingetrokken_op IS NULL
      AND (coalesce(%(op)s::timestamptz, now()) AT TIME ZONE 'Europe/Brussels')::date BETWEEN v.vanaf AND v.tot
) m
WHERE (m.verloopt_op IS NULL OR m.verloopt_op > coalesce(%(op)s::timestamptz, now()))
  AND m.niet_voor_id IS DISTINCT FROM %(ik)s
  AND m.soort <> ALL(%(zonder_recht)s)
ORDER BY m.id, m.namens NULLS FIRST
