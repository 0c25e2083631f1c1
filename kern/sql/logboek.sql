-- The log is append-only and chained per subject. Run by a migration, as the owner of the tables.
-- Every function fixes its search_path with pg_temp last: otherwise a temporary table could stand in for the real one.

-- The hash of one row over everything it says and the hash before it. jsonb_build_array keeps field borders unambiguous.
-- This definition may never change: rows that are written would stop being true. A new column asks for a new function.
-- The body is parsed once, when it is made; it names nothing by search path, and without SET it is inlined when a whole log
-- is checked.
CREATE OR REPLACE FUNCTION kern_logregel_hash(r kern_logregel) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE
RETURN sha256(convert_to(jsonb_build_array(
    r.id, encode(r.vorige_hash, 'hex'), r.volgnummer,
    extract(epoch FROM r.op), extract(epoch FROM r.vastgelegd_op),
    r.gebeurtenis, r.door_id, r.door_naam, r.namens_id, r.namens_naam, r.onderwerp_soort, r.onderwerp_id,
    r.gegevens, r.verzoek_id, encode(r.reden_hash, 'hex')
)::text, 'UTF8'));

-- SECURITY DEFINER: the application's role may not write the heads itself. What it says about number, hashes and the moment
-- of recording is overruled here; `op` is when it happened by the application's word, `vastgelegd_op` when the row was made.
CREATE OR REPLACE FUNCTION kern_logregel_keten() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE kop public.kern_logkop;
BEGIN
    LOOP
        -- Two writers about one subject wait here for each other, so that a chain never forks.
        SELECT * INTO kop FROM public.kern_logkop
            WHERE onderwerp_soort = NEW.onderwerp_soort AND onderwerp_id = NEW.onderwerp_id FOR UPDATE;
        NEW.volgnummer := coalesce(kop.volgnummer, 0) + 1;
        NEW.vorige_hash := coalesce(kop.hash, ''::bytea);
        NEW.vastgelegd_op := clock_timestamp();
        NEW.hash := public.kern_logregel_hash(NEW);
        IF kop.volgnummer IS NOT NULL THEN
            UPDATE public.kern_logkop SET volgnummer = NEW.volgnummer, hash = NEW.hash
                WHERE onderwerp_soort = NEW.onderwerp_soort AND onderwerp_id = NEW.onderwerp_id;
            RETURN NEW;
        END IF;
        INSERT INTO public.kern_logkop (onderwerp_soort, onderwerp_id, volgnummer, hash)
            VALUES (NEW.onderwerp_soort, NEW.onderwerp_id, NEW.volgnummer, NEW.hash) ON CONFLICT DO NOTHING;
        IF FOUND THEN
            RETURN NEW;
        END IF;
        -- Somebody else began this chain at the same moment: go on behind that row.
    END LOOP;
END $$;

-- A reason may only be added together with its row and only when it is the text the row was chained with.
CREATE OR REPLACE FUNCTION kern_logtekst_past() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.kern_logregel
        WHERE id = NEW.regel_id AND reden_hash = sha256(NEW.zout || convert_to(NEW.tekst, 'UTF8'))
    ) THEN
        RAISE EXCEPTION 'Deze reden hoort niet bij logregel %.', NEW.regel_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION kern_logboek_weigert() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    RAISE EXCEPTION 'Het logboek is alleen aan te vullen: % op % is geweigerd.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;

DROP TRIGGER IF EXISTS logregel_keten ON kern_logregel;
CREATE TRIGGER logregel_keten BEFORE INSERT ON kern_logregel FOR EACH ROW EXECUTE FUNCTION kern_logregel_keten();
DROP TRIGGER IF EXISTS logregel_weigert ON kern_logregel;
CREATE TRIGGER logregel_weigert BEFORE UPDATE OR DELETE OR TRUNCATE ON kern_logregel
    FOR EACH STATEMENT EXECUTE FUNCTION kern_logboek_weigert();
DROP TRIGGER IF EXISTS logtekst_past ON kern_logtekst;
CREATE TRIGGER logtekst_past BEFORE INSERT ON kern_logtekst FOR EACH ROW EXECUTE FUNCTION kern_logtekst_past();
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
