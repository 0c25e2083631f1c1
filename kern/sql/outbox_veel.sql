-- Queue many messages at once, each once under its key, with the row in the log of what leaves the house (`kern.actions.outbox`).
WITH regel AS (
    SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::bigint[], %s::text[], %s::text[], %s::text[])
        AS r (kanaal, sleutel, soort, sleutel_van, adres, ontvanger, titel, tekst, url)
),
nieuw AS (
    INSERT INTO kern_outboxregel (kanaal, sleutel, onderwerp_soort, onderwerp_id, aan, ontvanger_id, antwoord_aan,
                                  in_antwoord_op, titel, tekst, html, url, message_id, bij_twijfel, status, volgende_op, poging, laatste_fout, gemaakt_op)
    SELECT r.kanaal, r.sleutel, r.soort, r.sleutel_van, array_remove(ARRAY[r.adres], NULL), r.ontvanger, '', '', r.titel, r.tekst, '',
           r.url, '<' || gen_random_uuid() || '@' || %s || '>', 'opnieuw', 'wacht', %s, 0, '', %s
    FROM regel r
    ON CONFLICT DO NOTHING
    RETURNING id, kanaal, onderwerp_soort, onderwerp_id
)
INSERT INTO kern_logregel (op, gebeurtenis, door_naam, namens_naam, onderwerp_soort, onderwerp_id, gegevens, verzoek_id)
SELECT %s, %s, %s, '', 'kern.outboxregel', n.id::text,
       jsonb_build_object('kanaal', n.kanaal, 'onderwerp_soort', n.onderwerp_soort, 'onderwerp_id', n.onderwerp_id), %s
FROM nieuw n WHERE n.kanaal <> 'notificatie'
ORDER BY n.id
