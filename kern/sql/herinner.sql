-- Write down who is reminded of what on which road, and return what is new: the row is the proof that it is done, in the transaction
-- that queues the message. Nobody is reminded twice: the key refuses, whoever else runs this at the same moment waits for it.
-- Whoever stands in today is reminded too. `hoe` is the choice of the reader that this run serves.
WITH bron AS MATERIALIZED ({bron}),
wie AS (
    SELECT b.verwijzing, b.moment, b.voor AS ontvanger_id FROM bron b
    UNION
    SELECT b.verwijzing, b.moment, v.vervanger_id
    FROM bron b
    JOIN kern_vervanging v ON v.afwezige_id = b.voor AND v.ingetrokken_op IS NULL AND %s BETWEEN v.vanaf AND v.tot
),
nieuw AS (
    INSERT INTO kern_herinnering (bron, verwijzing, moment, kanaal, ontvanger_id, gemaakt_op)
    SELECT %s, w.verwijzing, w.moment, k.kanaal, w.ontvanger_id, %s
    FROM wie w
    JOIN kern_medewerker m ON m.id = w.ontvanger_id AND m.is_active
    LEFT JOIN kern_herinneringskeuze h ON h.medewerker_id = m.id
    CROSS JOIN (VALUES ('notificatie', 'meteen'), ('mail', 'dagelijks')) k (kanaal, gewoon)
    WHERE coalesce(CASE k.kanaal WHEN 'mail' THEN h.mail ELSE h.notificatie END, k.gewoon) = %s
      AND (h.gewijzigd_op IS NULL OR w.moment >= h.gewijzigd_op)
    ON CONFLICT DO NOTHING
    RETURNING verwijzing, moment, kanaal, ontvanger_id
)
SELECT n.kanaal, n.ontvanger_id, b.*
FROM nieuw n JOIN bron b ON b.verwijzing = n.verwijzing AND b.moment = n.moment
ORDER BY n.ontvanger_id, b.moment, b.verwijzing
