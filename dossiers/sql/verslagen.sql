-- What was fixed stays as it was fixed, whoever asks and whatever the program does. Two things may still happen to a report:
-- its PDF is put beside it, and it is erased, which empties words and never changes them.
CREATE FUNCTION dossiers_verslag_is_vast() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'Een verslag wordt nooit verwijderd.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.status <> 'vastgesteld' THEN
        RETURN NEW;
    END IF;
    IF OLD.gewist_op IS NULL AND NEW.gewist_op IS NOT NULL AND NEW.vast = '' THEN
        RETURN NEW;
    END IF;
    IF OLD.pdf_id IS NULL OR NEW.pdf_id IS NULL THEN
        IF to_jsonb(OLD) - 'pdf_id' = to_jsonb(NEW) - 'pdf_id' THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'Een vastgesteld verslag wijzigt nooit.' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER verslag_is_vast BEFORE UPDATE OR DELETE ON dossiers_verslag
    FOR EACH ROW EXECUTE FUNCTION dossiers_verslag_is_vast();

-- The parts are written only while the report is a concept. After that they can be emptied, once the report itself was erased.
CREATE FUNCTION dossiers_verslagdeel_is_vast() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    verslag record;
BEGIN
    SELECT status, gewist_op INTO verslag FROM dossiers_verslag WHERE id = OLD.verslag_id;
    IF TG_OP = 'UPDATE' AND NEW.verslag_id = OLD.verslag_id
       AND (verslag.status = 'concept' OR (verslag.gewist_op IS NOT NULL AND NEW.tekst = '')) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Dit deel van een verslag kan niet meer wijzigen.' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER verslagdeel_is_vast BEFORE UPDATE OR DELETE ON dossiers_verslagdeel
    FOR EACH ROW EXECUTE FUNCTION dossiers_verslagdeel_is_vast();

CREATE FUNCTION dossiers_addendum_is_vast() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.tekst = '' AND NEW.reden = ''
       AND to_jsonb(OLD) - '{tekst,reden}'::text[] = to_jsonb(NEW) - '{tekst,reden}'::text[]
       AND EXISTS (SELECT FROM dossiers_verslag WHERE id = OLD.verslag_id AND gewist_op IS NOT NULL) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Een addendum wijzigt nooit.' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER addendum_is_vast BEFORE UPDATE OR DELETE ON dossiers_addendum
    FOR EACH ROW EXECUTE FUNCTION dossiers_addendum_is_vast();
