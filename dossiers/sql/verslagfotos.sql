-- A photo comes and goes only while its report is a concept. After that it can be emptied, once the report itself was erased.
CREATE FUNCTION dossiers_verslagfoto_is_vast() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    verslag record;
    van uuid := CASE WHEN TG_OP = 'INSERT' THEN NEW.deel_id ELSE OLD.deel_id END;
BEGIN
    SELECT v.status, v.gewist_op INTO verslag
        FROM dossiers_verslag v JOIN dossiers_verslagdeel d ON d.verslag_id = v.id WHERE d.id = van;
    IF verslag.status = 'concept' AND verslag.gewist_op IS NULL AND TG_OP <> 'UPDATE' THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'UPDATE' AND verslag.gewist_op IS NOT NULL AND NEW.bestand_id IS NULL AND NEW.alt = ''
       AND to_jsonb(OLD) - '{alt,bestand_id}'::text[] = to_jsonb(NEW) - '{alt,bestand_id}'::text[] THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Een foto van dit verslag kan niet meer wijzigen.' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER verslagfoto_is_vast BEFORE INSERT OR UPDATE OR DELETE ON dossiers_verslagfoto
    FOR EACH ROW EXECUTE FUNCTION dossiers_verslagfoto_is_vast();
