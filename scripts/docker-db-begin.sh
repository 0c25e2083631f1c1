#!/bin/sh
# Runs once, when the database volume is empty: the two roles and their passwords; the database becomes the owner's.
set -eu
psql -v ON_ERROR_STOP=1 --username postgres --dbname opgroeien \
    -v eigenaar="$DB_WACHTWOORD_EIGENAAR" -v app="$DB_WACHTWOORD_APP" <<'SQL'
\i /opgroeien/rollen.sql
ALTER ROLE opgroeien_eigenaar PASSWORD :'eigenaar';
ALTER ROLE opgroeien_app PASSWORD :'app';
SQL
