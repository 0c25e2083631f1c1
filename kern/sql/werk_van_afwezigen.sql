-- Part of werk_publiek.sql for who may stand in for somebody today: the rows of the absent colleagues, and of their groups.
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
