#!/bin/sh
# A command of manage.py beside a running `make demo`, in its environment. Usage: scripts/beheer.sh importeer_register bestand.csv …
# Paths are those of the folder in which it is called.
set -eu
map=$(cd "$(dirname "$0")/.." && pwd)
if [ ! -x "$map/.venv/bin/python" ]; then
    echo "Deze checkout is nog niet klaargezet: start eerst make demo." >&2
    exit 1
fi
# -P: another checkout in which one stands must not take the place of this one.
PYTHONPATH="$map" exec "$map/.venv/bin/python" -P -m opgroeien.demo.beheer "$@"
