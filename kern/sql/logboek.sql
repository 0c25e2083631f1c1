-- The log is append-only and chained per subject. Run by a migration, as the owner of the tables.

-- The hash of one row over everything it says and the hash before it. jsonb_build_array keeps field borders unambiguous.
CREATE OR REPLACE FUNCTION kern_logregel_hash(r kern_logregel) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE
SET search_path = pg_catalog, public
RETURN sha256(convert_to(jsonb_build_array(
    encode(r.vorige_hash, 'hex'), r.volgnummer, to_char(r.op AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
    r.gebeurtenis, r.door_id, r.door_naam, r.namens_id, r.namens_naam, r.onderwerp_soort, r.onderwerp_id,
    r.gegevens, r.verzoek_id, encode(r.reden_hash, 'hex')
)::text, 'UTF8'));

-- SECURITY DEFINER: the application's role may not write the heads itself.
CREATE OR REPLACE FUNCTION kern_logregel_keten() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public
AS $$
DECLARE kop kern_logkop;
BEGIN
    INSERT INTO kern_logkop (onderwerp_soort, onderwerp_id, volgnummer, hash)
        VALUES (NEW.onderwerp_soort, NEW.onderwerp_id, 0, ''::bytea) ON CONFLICT DO NOTHING;
    -- Two writers about one subject wait here for each other, so that a chain never forks.
    SELECT * INTO kop FROM kern_logkop
        WHERE onderwerp_soort = NEW.onderwerp_soort AND onderwerp_id = NEW.onderwerp_id FOR UPDATE;
    NEW.volgnummer := kop.volgnummer + 1;
    NEW.vorige_hash := kop.hash;
    NEW.hash := kern_logregel_hash(NEW);
    UPDATE kern_logkop SET volgnummer = NEW.volgnummer, hash = NEW.hash
        WHERE onderwerp_soort = NEW.onderwerp_soort AND onderwerp_id = NEW.onderwerp_id;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION kern_logboek_weigert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Het logboek is alleen aan te vullen: % op % is geweigerd.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;

DROP TRIGGER IF EXISTS logregel_keten ON kern_logregel;
CREATE TRIGGER logregel_keten BEFORE INSERT ON kern_logregel FOR EACH ROW EXECUTE FUNCTION kern_logregel_keten();
DROP TRIGGER IF EXISTS logregel_weigert ON kern_logregel;
CREATE TRIGGER logregel_weigert BEFORE UPDATE OR DELETE OR TRUNCATE ON kern_logregel
    FOR EACH STATEMENT EXECUTE FUNCTION kern_logboek_weigert();
DROP TRIGGER IF EXISTS logtekst_weigert ON kern_logtekst;
CREATE TRIGGER logtekst_weigert BEFORE UPDATE OR TRUNCATE ON kern_logtekst
    FOR EACH STATEMENT EXECUTE FUNCTION kern_logboek_weigert();
DROP TRIGGER IF EXISTS logkop_weigert ON kern_logkop;
CREATE TRIGGER logkop_weigert BEFORE DELETE OR TRUNCATE ON kern_logkop
    FOR EACH STATEMENT EXECUTE FUNCTION kern_logboek_weigert();

-- A second lock beside the triggers: the role of the application has no right to change, whatever it sets in its session.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'opgroeien_app') THEN
        REVOKE UPDATE, DELETE, TRUNCATE ON kern_logregel FROM opgroeien_app;
        REVOKE UPDATE, TRUNCATE ON kern_logtekst FROM opgroeien_app;
        REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON kern_logkop FROM opgroeien_app;
    END IF;
END $$;
