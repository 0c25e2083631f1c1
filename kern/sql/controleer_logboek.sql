-- Every place where the log does not say what was once written, as (onderwerp_soort, onderwerp_id, volgnummer, wat).
-- One statement is one snapshot: rows that are being written meanwhile give no false alarm. Reads each row once.
WITH regels AS (
    SELECT l.onderwerp_soort, l.onderwerp_id, l.volgnummer, l.hash, l.vorige_hash,
           kern_logregel_hash(l) AS echte_hash,
           lag(l.volgnummer, 1, 0::bigint) OVER keten AS vorig_nummer,
           lag(l.hash, 1, ''::bytea) OVER keten AS hash_van_vorige,
           lead(l.volgnummer) OVER keten IS NULL AS is_laatste
    FROM kern_logregel l
    WINDOW keten AS (PARTITION BY l.onderwerp_soort, l.onderwerp_id ORDER BY l.volgnummer)
)
SELECT r.onderwerp_soort, r.onderwerp_id, r.volgnummer, fout.wat
FROM regels r
LEFT JOIN kern_logkop k ON k.onderwerp_soort = r.onderwerp_soort AND k.onderwerp_id = r.onderwerp_id
CROSS JOIN LATERAL (VALUES
    (r.hash <> r.echte_hash, 'gewijzigd'),
    (r.volgnummer <> r.vorig_nummer + 1, 'ontbreekt_ervoor'),
    (r.volgnummer = r.vorig_nummer + 1 AND r.vorige_hash <> r.hash_van_vorige, 'sluit_niet_aan'),
    (r.is_laatste AND k.volgnummer IS NULL, 'zonder_kop'),
    (r.is_laatste AND k.volgnummer > r.volgnummer, 'ontbreekt_erna'),
    (r.is_laatste AND k.volgnummer < r.volgnummer, 'bijgeschreven'),
    (r.is_laatste AND k.volgnummer = r.volgnummer AND k.hash <> r.hash, 'kop_verschilt')
) AS fout (is_zo, wat)
WHERE fout.is_zo
UNION ALL
SELECT k.onderwerp_soort, k.onderwerp_id, k.volgnummer, 'alles_weg'
FROM kern_logkop k
WHERE NOT EXISTS (
    SELECT FROM kern_logregel l WHERE l.onderwerp_soort = k.onderwerp_soort AND l.onderwerp_id = k.onderwerp_id
)
UNION ALL
SELECT l.onderwerp_soort, l.onderwerp_id, l.volgnummer, 'reden_gewijzigd'
FROM kern_logtekst t
JOIN kern_logregel l ON l.id = t.regel_id
WHERE l.reden_hash IS DISTINCT FROM sha256(t.zout || convert_to(t.tekst, 'UTF8'))
