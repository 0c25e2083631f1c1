#!/bin/sh
# Sets the checkout up: Python, uv, the locked dependencies. Usage: scripts/klaarzetten.sh demo|alles
# Prints only progress and, when something is missing, one sentence with the remedy. A second run costs a few hundredths of a second.
set -eu

deel="${1:-alles}"
UV_VERSIE=0.8.22 # fetched only when no usable uv is there; any from UV_MINIMUM on will do
UV_MINIMUM=0.8

cd "$(dirname "$0")/.."
map=$(pwd)
log="$map/.data/log/klaarzetten.log"

stop() {
    printf '%s\n' "$1" >&2
    exit 1
}

toon_log_en_stop() {
    tail -n 15 "$log" | sed 's/^/    /' >&2
    if grep -q -i 'no space left' "$log"; then
        stop "De schijf is vol: maak plaats vrij en start opnieuw."
    fi
    stop "$1 Het hele verslag staat in $log."
}

# --- The checkout can be written -----------------------------------------------------------------------------------------
if ! { { [ -d .data ] || mkdir -m 700 .data; } && mkdir -p .data/log && : >"$log"; } 2>/dev/null; then
    if [ "$(df -P . | awk 'NR==2 {print $4}')" = 0 ]; then
        stop "De schijf is vol: maak plaats vrij en start opnieuw."
    fi
    stop "Geen recht om te schrijven in $map: start als de eigenaar van de checkout, of kopieer ze naar een map van uzelf."
fi

# --- Python ----------------------------------------------------------------------------------------------------------------
# The interpreter itself, not a shim that picks another one per folder.
python=""
for kandidaat in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
    if gevonden=$("$kandidaat" -c 'import sys; sys.version_info >= (3, 11) or sys.exit(1); print(sys.executable)' 2>/dev/null); then
        python=$gevonden
        break
    fi
done
if [ -z "$python" ]; then
    stop "Python 3.11 of nieuwer ontbreekt: installeer die (sudo apt install python3 python3-venv) of wijs ze aan met PYTHON=/pad/naar/python3."
fi

# --- Nothing to do when this was done before for the same lock --------------------------------------------------------------
vingerafdruk="$(cksum <uv.lock) $(cksum <pyproject.toml) $python"
gedaan() {
    [ -x .venv/bin/python ] && [ "$(cat ".venv/.klaargezet-$1" 2>/dev/null)" = "$vingerafdruk" ] && .venv/bin/python -c '' 2>/dev/null
}
if gedaan alles || gedaan "$deel"; then
    exit 0
fi

# --- uv: the machine's when it runs, else fetched into the checkout ----------------------------------------------------------
# Asked for its version, because a shim that is there may still refuse to run.
bruikbaar() {
    versie=$("$1" --version 2>/dev/null | awk '{print $2}') || return 1
    [ -n "$versie" ] && [ "$(printf '%s\n%s\n' "$UV_MINIMUM" "$versie" | sort -V | head -n 1)" = "$UV_MINIMUM" ]
}
if bruikbaar .uv/bin/uv; then
    uv="$map/.uv/bin/uv"
elif bruikbaar uv; then
    uv=uv
else
    echo "uv ophalen (eenmalig)…"
    rm -rf .uv
    if ! "$python" -m venv .uv >>"$log" 2>&1; then
        rm -rf .uv
        if grep -q -i ensurepip "$log"; then
            stop "De module venv van Python ontbreekt: installeer ze (sudo apt install python3-venv) en start opnieuw."
        fi
        toon_log_en_stop "Python kan geen omgeving maken in $map/.uv."
    fi
    if ! PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore .uv/bin/python -m pip install "uv==$UV_VERSIE" >>"$log" 2>&1; then
        toon_log_en_stop "uv kan niet opgehaald worden: kijk of deze machine PyPI bereikt."
    fi
    uv="$map/.uv/bin/uv"
fi

# --- The locked dependencies ---------------------------------------------------------------------------------------------------
echo "Afhankelijkheden klaarzetten…"
if [ -e .venv ] && ! .venv/bin/python -c 'import sys; sys.version_info >= (3, 11) or sys.exit(1)' 2>/dev/null; then
    rm -rf .venv # half-made, or its Python went away
fi
case "$deel" in
demo) groepen="--no-default-groups --group lokaal --inexact" ;; # the demo needs no test tools, and takes none away
*) groepen="" ;;
esac
unset VIRTUAL_ENV
# UV_PYTHON: uv would otherwise pick another interpreter than the one we checked, or download one.
# shellcheck disable=SC2086  # several words on purpose
if ! UV_PYTHON="$python" UV_PYTHON_DOWNLOADS=never UV_PROJECT_ENVIRONMENT=.venv "$uv" sync --frozen $groepen >>"$log" 2>&1; then
    toon_log_en_stop "De afhankelijkheden kunnen niet geïnstalleerd worden: kijk of deze machine PyPI bereikt en start opnieuw."
fi
printf '%s' "$vingerafdruk" >".venv/.klaargezet-$deel"
