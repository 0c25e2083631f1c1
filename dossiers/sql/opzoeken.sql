-- What the lookup searches in: one row of words per location and per organisator, kept in step by the database itself, so that
-- an action, an import by COPY and a correction by hand all leave it right (docs/opzoeken.md, docs/besluiten/0017).

-- Must say the same as dossiers.opzoeken.sleutel.sleutel; a test compares the two. The shorter way for plain ASCII, which most
-- texts are, takes half as long.
CREATE FUNCTION dossiers_sleutel(waarde text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN octet_length(waarde) = length(waarde) THEN
        btrim(regexp_replace(lower(translate(waarde, '''`', '')), '[^a-z0-9]+', ' ', 'g'))
    ELSE btrim(regexp_replace(
        regexp_replace(lower(normalize(translate(coalesce(waarde, ''), '''’‘´`ʼ', ''), NFKD)), '[\u0300-\u036F]', '', 'g'),
        '[^[:alnum:]]+', ' ', 'g'
    )) END
$$;

-- The key by which one looks: without the article in front.
CREATE FUNCTION dossiers_zonder_lidwoord(sleutel text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(sleutel, '^(de|het|een|t|la|le|les) (?=.)', '')
$$;

CREATE FUNCTION dossiers_naamsleutel(naam text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT dossiers_zonder_lidwoord(dossiers_sleutel(naam))
$$;

-- What sets a name apart, by which look-alikes are found: 't Bengeltje and Kinderopvang De Bengeltjes are both bengel. Without
-- articles, words that say what kind of place it is, its legal form or its corner, and the endings of diminutive and plural.
CREATE FUNCTION dossiers_lijksleutel(sleutel text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(nullif(btrim(regexp_replace(regexp_replace(regexp_replace(
        sleutel,
        '\m(de|het|een|t|la|le|les|bij|en|van|kinderopvang|kinderdagverblijf|kinderdagopvang|kdv|kinderkribbe|kribbe|creche|mini|'
        || 'minicreche|peutertuin|onthaalouders?|onthaalmoeders?|samenwerkende|samenwerking|opvang|opvanggezin|gezinsopvang|'
        || 'groepsopvang|buitenschoolse|bko|vzw|bv|bvba|nv|cv|comm|commv|vof|noord|zuid|oost|west|centrum|[0-9]+)\M', '', 'g'),
        '(\w{3,}?)(e?tjes|e?tje|pjes|pje|jes|je|kes|ke|en|s)\M', '\1', 'g'),
        '\s+', ' ', 'g')), ''), sleutel)
$$;

CREATE FUNCTION dossiers_lijknaam(naam text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT dossiers_lijksleutel(dossiers_sleutel(naam))
$$;

-- A number as one word: V-POI-228940 is vpoi228940.
CREATE FUNCTION dossiers_nummersleutel(nummer text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT lower(regexp_replace(coalesce(nummer, ''), '[^0-9A-Za-z]', '', 'g'))
$$;

-- A phone number as one word: +32 470 12 and 0470/12 are 047012.
CREATE FUNCTION dossiers_telefoonsleutel(nummer text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(regexp_replace(coalesce(nummer, ''), '[^0-9+]', '', 'g'), '^(\+32|0032)(0?)', '0')
$$;

-- What must stand in dossiers_zoekregel for these locations and organisatoren. A KBO number also without the 0 in front, a
-- provisional number also without its source; also the provisional one that a real one came in the place of. Who has in its source
-- the number that it has here never had another: nothing is looked for then, which is most of an import.
CREATE FUNCTION dossiers_zoekbron(van_dossiers bigint[], van_organisatoren bigint[])
RETURNS TABLE (dossier_id bigint, organisator_id bigint, naam text, lijknaam text, tekst text, nummers text) LANGUAGE sql STABLE AS $$
    SELECT d.id, NULL::bigint, dossiers_zonder_lidwoord(k.sleutel), dossiers_lijksleutel(k.sleutel),
           -- One key of all words together: it is what costs most of an import.
           concat(' ', dossiers_sleutel(concat_ws(' ',
               d.naam, d.straat, d.huisnummer, d.postcode, d.gemeente, g.naam, g.naam_fr, o.naam)), ' '),
           concat_ws(' ', dossiers_nummersleutel(d.dossiernummer), dossiers_nummersleutel(split_part(d.dossiernummer, '-', 3)),
               dossiers_nummersleutel(d.bronnummer), dossiers_telefoonsleutel(d.telefoon), o.kbo, ltrim(o.kbo, '0'), w.nummers)
    FROM unnest(van_dossiers) AS v (id)  -- joined: "= ANY" of an array compares every row with every element
    JOIN dossiers_dossier d ON d.id = v.id
    JOIN dossiers_organisator o ON o.id = d.organisator_id
    LEFT JOIN dossiers_gemeente g ON g.refnis = d.refnis
    CROSS JOIN LATERAL (SELECT dossiers_sleutel(d.naam) AS sleutel OFFSET 0) k  -- once, and not once per use
    LEFT JOIN LATERAL (
        SELECT string_agg(DISTINCT concat_ws(' ', dossiers_nummersleutel(e.dossiernummer),
            dossiers_nummersleutel(split_part(e.dossiernummer, '-', 3))), ' ') AS nummers
        FROM dossiers_dossierevent e WHERE e.pgh_obj_id = d.id AND e.dossiernummer LIKE 'V-%'
    ) w ON d.bronnummer <> d.dossiernummer AND d.dossiernummer NOT LIKE 'V-%'
    UNION ALL
    SELECT NULL::bigint, o.id, dossiers_zonder_lidwoord(k.sleutel), dossiers_lijksleutel(k.sleutel),
           concat(' ', dossiers_sleutel(concat_ws(' ', o.naam, o.straat, o.huisnummer, o.postcode, o.gemeente)), ' '),
           concat_ws(' ', dossiers_nummersleutel(o.nummer), dossiers_nummersleutel(o.bronnummer),
               dossiers_telefoonsleutel(o.telefoon), o.kbo, ltrim(o.kbo, '0'), w.nummers)
    FROM unnest(van_organisatoren) AS v (id)
    JOIN dossiers_organisator o ON o.id = v.id
    CROSS JOIN LATERAL (SELECT dossiers_sleutel(o.naam) AS sleutel OFFSET 0) k
    LEFT JOIN LATERAL (
        SELECT string_agg(DISTINCT concat_ws(' ', dossiers_nummersleutel(e.nummer),
            dossiers_nummersleutel(split_part(e.nummer, '-', 3))), ' ') AS nummers
        FROM dossiers_organisatorevent e WHERE e.pgh_obj_id = o.id AND e.nummer LIKE 'V-%'
    ) w ON o.bronnummer <> o.nummer AND o.nummer NOT LIKE 'V-%'
$$;

-- Writes what changed: the rows, their numbers one by one, and the words by which a typing error is mended. The words have no
-- unique index: two who add the same one never wait for each other, and one that stands there twice does no harm.
-- Planned anew each time: a plan made for one row in empty tables would be kept for the thousands of an import.
CREATE FUNCTION dossiers_zoek_schrijf(van_dossiers bigint[], van_organisatoren bigint[]) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    WITH bron AS MATERIALIZED (
        SELECT * FROM dossiers_zoekbron(van_dossiers, van_organisatoren)
    ), van_locaties AS (
        INSERT INTO dossiers_zoekregel AS z (dossier_id, naam, lijknaam, tekst, nummers)
        SELECT b.dossier_id, b.naam, b.lijknaam, b.tekst, b.nummers FROM bron b WHERE b.dossier_id IS NOT NULL
        ON CONFLICT (dossier_id) DO UPDATE
        SET naam = excluded.naam, lijknaam = excluded.lijknaam, tekst = excluded.tekst, nummers = excluded.nummers
        WHERE (z.naam, z.lijknaam, z.tekst, z.nummers)
           IS DISTINCT FROM (excluded.naam, excluded.lijknaam, excluded.tekst, excluded.nummers)
        RETURNING z.id, z.tekst, z.nummers, z.xmax <> 0 AS stond_er_al
    ), van_wie AS (
        INSERT INTO dossiers_zoekregel AS z (organisator_id, naam, lijknaam, tekst, nummers)
        SELECT b.organisator_id, b.naam, b.lijknaam, b.tekst, b.nummers FROM bron b WHERE b.organisator_id IS NOT NULL
        ON CONFLICT (organisator_id) DO UPDATE
        SET naam = excluded.naam, lijknaam = excluded.lijknaam, tekst = excluded.tekst, nummers = excluded.nummers
        WHERE (z.naam, z.lijknaam, z.tekst, z.nummers)
           IS DISTINCT FROM (excluded.naam, excluded.lijknaam, excluded.tekst, excluded.nummers)
        RETURNING z.id, z.tekst, z.nummers, z.xmax <> 0 AS stond_er_al
    ), geschreven AS MATERIALIZED (
        TABLE van_locaties UNION ALL TABLE van_wie
    ), weg AS (
        DELETE FROM dossiers_zoeknummer n USING geschreven g WHERE n.regel_id = g.id AND g.stond_er_al
    ), nummers AS (
        INSERT INTO dossiers_zoeknummer (regel_id, nummer)
        SELECT DISTINCT g.id, n.nummer FROM geschreven g, string_to_table(g.nummers, ' ') AS n (nummer) WHERE n.nummer <> ''
    ), woorden AS MATERIALIZED (
        SELECT DISTINCT w.woord FROM geschreven g, string_to_table(g.tekst, ' ') AS w (woord)
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
        PERFORM dossiers_zoek_schrijf(ARRAY(
            SELECT d.id FROM unnest(gewijzigd) AS v (id) JOIN dossiers_dossier d ON d.organisator_id = v.id
        ), gewijzigd);
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
LANGUAGE sql STABLE SET pg_trgm.similarity_threshold = 0.25 AS $$
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
