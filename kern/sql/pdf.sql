-- A document that was made stays as it was made. Erasure deletes the row; nobody changes it.
CREATE OR REPLACE FUNCTION kern_pdf_weigert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Een bewaard document wijzigt nooit: % is geweigerd.', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;

DROP TRIGGER IF EXISTS pdfdocument_weigert ON kern_pdfdocument;
CREATE TRIGGER pdfdocument_weigert BEFORE UPDATE OR TRUNCATE ON kern_pdfdocument
    FOR EACH STATEMENT EXECUTE FUNCTION kern_pdf_weigert();

-- A second lock: the role of the application may not change a document, whatever it sets in its session.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'opgroeien_app') THEN
        REVOKE UPDATE, TRUNCATE ON kern_pdfdocument FROM opgroeien_app;
    END IF;
END $$;
