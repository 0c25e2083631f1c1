-- Who may do what in the database. Run by a superuser inside the application's database; may be run again at any time.
-- The program connects as opgroeien_app, which owns nothing: it cannot drop, truncate or alter a table, nor switch off a trigger.
-- `manage.py migrate` runs as opgroeien_eigenaar. Passwords, where needed, are set apart (ALTER ROLE ... PASSWORD).

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'opgroeien_eigenaar') THEN
        CREATE ROLE opgroeien_eigenaar;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'opgroeien_app') THEN
        CREATE ROLE opgroeien_app;
    END IF;
END
$$;

ALTER ROLE opgroeien_eigenaar LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
ALTER ROLE opgroeien_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;

-- A page that asks longer than 30 s has lost its reader; a lock that is not had in 5 s would make everybody wait in line;
-- a transaction left open holds up vacuum and migrations.
ALTER ROLE opgroeien_app SET statement_timeout = '30s';
ALTER ROLE opgroeien_app SET lock_timeout = '5s';
ALTER ROLE opgroeien_app SET idle_in_transaction_session_timeout = '60s';
-- The tables lie in memory or on a disk without moving parts: a page elsewhere costs hardly more than the next one. With the
-- default (4) a whole table of locations was read for the 150 that were asked.
ALTER ROLE opgroeien_app SET random_page_cost = 1.1;
-- A migration may work long on the data, but must not stand waiting for a lock with the whole office behind it.
ALTER ROLE opgroeien_eigenaar SET statement_timeout = '30min';
ALTER ROLE opgroeien_eigenaar SET lock_timeout = '5s';
ALTER ROLE opgroeien_eigenaar SET idle_in_transaction_session_timeout = '5min';

DO $$
DECLARE
    rol text;
BEGIN
    -- Rows hold names of children: the server log gets neither statements, nor parameters, nor the values of a refused row.
    FOREACH rol IN ARRAY ARRAY['opgroeien_app', 'opgroeien_eigenaar'] LOOP
        EXECUTE format('ALTER ROLE %I SET log_parameter_max_length = 0', rol);
        EXECUTE format('ALTER ROLE %I SET log_parameter_max_length_on_error = 0', rol);
        EXECUTE format('ALTER ROLE %I SET log_min_error_statement = panic', rol);
        EXECUTE format('ALTER ROLE %I SET log_error_verbosity = terse', rol);
    END LOOP;
    EXECUTE format('ALTER DATABASE %I OWNER TO opgroeien_eigenaar', current_database());
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO opgroeien_app', current_database());
END
$$;

ALTER SCHEMA public OWNER TO opgroeien_eigenaar;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO opgroeien_app;
ALTER DEFAULT PRIVILEGES FOR ROLE opgroeien_eigenaar IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO opgroeien_app;
ALTER DEFAULT PRIVILEGES FOR ROLE opgroeien_eigenaar IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO opgroeien_app;
