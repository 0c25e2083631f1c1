-- The werkvoorraad of one person, each row under exactly one heading (the numbers of `kern.werk.Werkgroep`), at most `grens` rows of
-- each, with the number under each heading and what there is to choose from. Always gives a row; without work its id is empty.
WITH alles AS MATERIALIZED (
    SELECT w.*, d.plaats,
           EXISTS (
               SELECT FROM kern_dagorde g
               WHERE g.werkregel_id = w.id AND g.persoon_id = %(ik)s
                 AND g.dag = (SELECT max(o.dag) FROM kern_dagorde o WHERE o.persoon_id = %(ik)s AND o.dag < %(vandaag)s)
           ) AS bleef_liggen,
           CASE
               WHEN d.plaats IS NOT NULL THEN 0
               WHEN w.tegen <= %(op)s THEN 1
               WHEN w.aard = 'wacht' AND (w.begint_op IS NULL OR w.begint_op > %(op)s) THEN 7
               WHEN w.aard = 'afspraak' THEN 5
               WHEN w.tegen <= %(morgen)s THEN 2
               WHEN greatest(w.sinds, w.begint_op) >= %(gisteravond)s THEN 3
               WHEN w.tegen <= %(week)s THEN 4
               ELSE 6
           END AS groep
    FROM ({publiek}) w
    LEFT JOIN kern_dagorde d ON d.werkregel_id = w.id AND d.persoon_id = %(ik)s AND d.dag = %(vandaag)s
),
gekozen AS (
    SELECT a.*, count(*) OVER (PARTITION BY a.groep) AS aantal,
           row_number() OVER (
               PARTITION BY a.groep ORDER BY a.plaats, a.belang DESC, coalesce(a.begint_op, a.tegen, 'infinity'), a.sinds, a.id
           ) AS nummer
    FROM alles a
    LEFT JOIN kern_medewerker c ON c.id = a.namens
    WHERE (%(soort)s = '' OR a.soort = %(soort)s)
      AND (%(van)s = '' OR coalesce(c.username, '-') = %(van)s)
      AND (%(over_soort)s = '' OR (a.onderwerp_soort = %(over_soort)s AND a.onderwerp_id = %(over_id)s))
      AND (NOT %(laat)s OR a.tegen <= %(op)s)
      AND (%(groep)s::int IS NULL OR a.groep = %(groep)s)
)
SELECT g.id, g.soort, g.titel, g.kort, g.url, g.onderwerp_soort, g.onderwerp_id, g.voor_id, g.aard, g.belang, g.wacht_op, g.sinds,
       g.tegen, g.heel_dag, g.begint_op, g.groep, g.aantal, n.voornaam || ' ' || n.familienaam AS namens_naam,
       s.soorten, s.collegas, s.bleef_liggen
FROM (
    SELECT array_agg(DISTINCT a.soort) AS soorten,
           count(*) FILTER (WHERE a.bleef_liggen AND a.plaats IS NULL) AS bleef_liggen,
           (SELECT jsonb_object_agg(m.username, m.voornaam || ' ' || m.familienaam)
            FROM kern_medewerker m WHERE m.id IN (SELECT i.namens FROM alles i)) AS collegas
    FROM alles a
) s
LEFT JOIN gekozen g ON g.nummer <= %(grens)s
LEFT JOIN kern_medewerker n ON n.id = g.namens
ORDER BY g.groep, g.nummer
