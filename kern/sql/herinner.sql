-- Who is to be reminded of what on which road, and was not yet: the owner, and whoever stands in today. Of what happens at that
-- moment only whoever stands in: who is on leave is not there. `hoe` is the choice of the reader that this run serves. One walk over the source: nothing is joined to itself, whatever the planner thinks of its size.
SELECT k.kanaal, m.id, b.*
FROM ({bron}) b
CROSS JOIN LATERAL (
    WITH vervanger AS (
        SELECT v.vervanger_id AS wie FROM kern_vervanging v
        WHERE v.afwezige_id = b.voor AND v.ingetrokken_op IS NULL AND %s BETWEEN v.vanaf AND v.tot
    )
    SELECT wie FROM vervanger
    UNION
    SELECT b.voor WHERE NOT %s OR NOT EXISTS (SELECT FROM vervanger)
) o
JOIN kern_medewerker m ON m.id = o.wie AND m.is_active
LEFT JOIN kern_herinneringskeuze h ON h.medewerker_id = m.id
CROSS JOIN (VALUES ('notificatie', 'meteen'), ('mail', 'dagelijks')) k (kanaal, gewoon)
WHERE coalesce(CASE k.kanaal WHEN 'mail' THEN h.mail ELSE h.notificatie END, k.gewoon) = %s
  AND (h.gewijzigd_op IS NULL OR b.moment >= h.gewijzigd_op)
  AND NOT EXISTS (
      SELECT FROM kern_herinnering e
      WHERE e.bron = %s AND e.verwijzing = b.verwijzing AND e.moment = b.moment AND e.kanaal = k.kanaal AND e.ontvanger_id = m.id
  )
ORDER BY m.id, b.moment, b.verwijzing
