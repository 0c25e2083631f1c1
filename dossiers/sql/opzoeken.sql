-- What the lookup searches in: one row of words per location and per organisator, kept in step by the database itself, so that
-- an action, an import by COPY and a correction by hand all leave it right (docs/opzoeken.md, docs/besluiten/0016).

-- Must say the same as dossiers.opzoeken.sleutel.sleutel; a test compares the two.
CREATE FUNCTION dossiers_sleutel(waarde text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT btrim(regexp_replace(
        regexp_replace(lower(normalize(translate(coalesce(waarde, ''), '''’‘´`ʼ', ''), NFKD)), '[\u0300-\u036F]', '', 'g'),
        '[^[:alnum:]]+', ' ', 'g'
    ))
$$;

-- The name by which one looks: without the article in front.
CREATE FUNCTION dossiers_naamsleutel(naam text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(dossiers_sleutel(naam), '^(de|het|een|t|la|le|les) (?=.)', '')
$$;

-- A number as one word: V-POI-228940 is vpoi228940.
CREATE FUNCTION dossiers_nummersleutel(nummer text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT lower(regexp_replace(coalesce(nummer, ''), '[^0-9A-Za-z]', '', 'g'))
$$;

-- A phone number as one word: +32 470 12 and 0470/12 are 047012.
CREATE FUNCTION dossiers_telefoonsleutel(nummer text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(regexp_replace(coalesce(nummer, ''), '[^0-9+]', '', 'g'), '^(\+32|0032)(0?)', '0')
$$;

-- What must stand in dossiers_zoekregel for these locations and organisatoren.
CREATE FUNCTION dossiers_zoekbron(van_dossiers bigint[], van_organisatoren bigint[])
RETURNS TABLE (dossier_id bigint, organisator_id bigint, naam text, tekst text) LANGUAGE sql STABLE AS $$
    SELECT d.id, NULL::bigint, dossiers_naamsleutel(d.naam),
           concat(' ', concat_ws(' ',
               dossiers_sleutel(d.naam), dossiers_sleutel(d.straat || ' ' || d.huisnummer), d.postcode,
               dossiers_sleutel(d.gemeente), dossiers_sleutel(g.naam), dossiers_sleutel(g.naam_fr), dossiers_sleutel(o.naam),
               dossiers_nummersleutel(d.dossiernummer), dossiers_nummersleutel(d.bronnummer), o.kbo,
               dossiers_telefoonsleutel(d.telefoon)), ' ')
    FROM dossiers_dossier d
    JOIN dossiers_organisator o ON o.id = d.organisator_id
    LEFT JOIN dossiers_gemeente g ON g.refnis = d.refnis
    WHERE d.id = ANY (van_dossiers)
    UNION ALL
    SELECT NULL::bigint, o.id, dossiers_naamsleutel(o.naam),
           concat(' ', concat_ws(' ',
               dossiers_sleutel(o.naam), dossiers_sleutel(o.straat || ' ' || o.huisnummer), o.postcode,
               dossiers_sleutel(o.gemeente), dossiers_nummersleutel(o.nummer), dossiers_nummersleutel(o.bronnummer), o.kbo,
               dossiers_telefoonsleutel(o.telefoon)), ' ')
    FROM dossiers_organisator o
    WHERE o.id = ANY (van_organisatoren)
$$;

-- The words of the register, by which a typing error is mended. No unique index: two who add the same word never wait for
-- each other, and a word that stands there twice does no harm.
CREATE FUNCTION dossiers_zoek_schrijf(van_dossiers bigint[], van_organisatoren bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    WITH bron AS MATERIALIZED (
        SELECT * FROM dossiers_zoekbron(van_dossiers, van_organisatoren)
    ), van_locaties AS (
        INSERT INTO dossiers_zoekregel AS z (dossier_id, naam, tekst)
        SELECT b.dossier_id, b.naam, b.tekst FROM bron b WHERE b.dossier_id IS NOT NULL
        ON CONFLICT (dossier_id) DO UPDATE SET naam = excluded.naam, tekst = excluded.tekst
        WHERE (z.naam, z.tekst) IS DISTINCT FROM (excluded.naam, excluded.tekst)
        RETURNING z.tekst
    ), van_wie AS (
        INSERT INTO dossiers_zoekregel AS z (organisator_id, naam, tekst)
        SELECT b.organisator_id, b.naam, b.tekst FROM bron b WHERE b.organisator_id IS NOT NULL
        ON CONFLICT (organisator_id) DO UPDATE SET naam = excluded.naam, tekst = excluded.tekst
        WHERE (z.naam, z.tekst) IS DISTINCT FROM (excluded.naam, excluded.tekst)
        RETURNING z.tekst
    ), woorden AS MATERIALIZED (
        SELECT DISTINCT w.woord
        FROM (SELECT tekst FROM van_locaties UNION ALL SELECT tekst FROM van_wie) nieuw,
             string_to_table(nieuw.tekst, ' ') AS w (woord)
    )
    INSERT INTO dossiers_zoekwoord (woord)
    SELECT w.woord FROM woorden w
    WHERE length(w.woord) BETWEEN 4 AND 40 AND w.woord !~ '[0-9]'
      AND NOT EXISTS (SELECT FROM dossiers_zoekwoord z WHERE z.woord = w.woord);
END
$$;

CREATE FUNCTION dossiers_zoek_na_dossier() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM dossiers_zoek_schrijf(ARRAY(SELECT id FROM nieuw), '{}');
    ELSIF EXISTS (SELECT FROM nieuw) THEN
        PERFORM dossiers_zoek_schrijf(ARRAY(
            SELECT n.id FROM nieuw n JOIN oud o ON o.id = n.id
            WHERE (n.naam, n.straat, n.huisnummer, n.postcode, n.gemeente, n.refnis, n.dossiernummer, n.bronnummer, n.telefoon,
                   n.organisator_id)
               IS DISTINCT FROM
                  (o.naam, o.straat, o.huisnummer, o.postcode, o.gemeente, o.refnis, o.dossiernummer, o.bronnummer, o.telefoon,
                   o.organisator_id)
        ), '{}');
    END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION dossiers_zoek_na_organisator() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    gewijzigd bigint[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM dossiers_zoek_schrijf('{}', ARRAY(SELECT id FROM nieuw));
        RETURN NULL;
    END IF;
    gewijzigd := ARRAY(
        SELECT n.id FROM nieuw n JOIN oud o ON o.id = n.id
        WHERE (n.naam, n.straat, n.huisnummer, n.postcode, n.gemeente, n.nummer, n.bronnummer, n.kbo, n.telefoon)
           IS DISTINCT FROM (o.naam, o.straat, o.huisnummer, o.postcode, o.gemeente, o.nummer, o.bronnummer, o.kbo, o.telefoon)
    );
    IF cardinality(gewijzigd) > 0 THEN
        PERFORM dossiers_zoek_schrijf(ARRAY(SELECT id FROM dossiers_dossier WHERE organisator_id = ANY (gewijzigd)), gewijzigd);
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER dossiers_zoek_bij AFTER INSERT ON dossiers_dossier
    REFERENCING NEW TABLE AS nieuw FOR EACH STATEMENT EXECUTE FUNCTION dossiers_zoek_na_dossier();
CREATE TRIGGER dossiers_zoek_anders AFTER UPDATE ON dossiers_dossier
    REFERENCING OLD TABLE AS oud NEW TABLE AS nieuw FOR EACH STATEMENT EXECUTE FUNCTION dossiers_zoek_na_dossier();
CREATE TRIGGER dossiers_zoek_bij AFTER INSERT ON dossiers_organisator
    REFERENCING NEW TABLE AS nieuw FOR EACH STATEMENT EXECUTE FUNCTION dossiers_zoek_na_organisator();
CREATE TRIGGER dossiers_zoek_anders AFTER UPDATE ON dossiers_organisator
    REFERENCING OLD TABLE AS oud NEW TABLE AS nieuw FOR EACH STATEMENT EXECUTE FUNCTION dossiers_zoek_na_organisator();

-- Words of the register that may be meant by each of *woorden*, at most *hoogstens* each; dossiers.opzoeken judges them. A lower
-- threshold than the default: halfway a word with an error in it few trigrams are right yet. A short word with two letters
-- swapped shares none at all ("gnet"): for those, what begins alike and is as long.
CREATE FUNCTION dossiers_verwante_woorden(woorden text[], hoogstens int) RETURNS TABLE (getypt text, woord text)
LANGUAGE sql STABLE SET pg_trgm.similarity_threshold = 0.2 AS $$
    SELECT w.getypt, v.woord
    FROM unnest(woorden) AS w (getypt),
    LATERAL (
        (SELECT z.woord FROM dossiers_zoekwoord z WHERE z.woord % w.getypt
         ORDER BY similarity(z.woord, w.getypt) DESC, z.woord LIMIT hoogstens)
        UNION
        (SELECT z.woord FROM dossiers_zoekwoord z
         WHERE length(w.getypt) <= 6 AND z.woord >= left(w.getypt, 1) AND z.woord < left(w.getypt, 1) || '~'
           AND length(z.woord) BETWEEN length(w.getypt) - 1 AND length(w.getypt) + 1
         LIMIT 10 * hoogstens)
    ) v
$$;

-- What was there before this file.
SELECT dossiers_zoek_schrijf(ARRAY(SELECT id FROM dossiers_dossier), ARRAY(SELECT id FROM dossiers_organisator));
