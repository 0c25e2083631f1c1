# The commands of this project. `make demo` and `make test` work on a fresh machine with Python >= 3.11, make, Pango and libmagic.
PY := .venv/bin/python
# Each command chooses its own settings; one left in a shell would be read before the tests have their servers.
unexport DJANGO_SETTINGS_MODULE
.DEFAULT_GOAL := help
.PHONY: help demo beheer test test-alles check bench beelden vendor

help: ## what can be asked
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' Makefile

demo: ## start everything with the demo world on http://127.0.0.1:8000 (POORT=8001 for another port)
	@scripts/klaarzetten.sh demo
	@exec $(PY) -m opgroeien.demo

beheer: ## a manage.py command beside a running demo (ARGS="importeer_register bestand.csv --formaat poi")
	@exec scripts/beheer.sh $(ARGS)

test: ## all tests but the slow ones, against the embedded servers or DATABASE_URL/REDIS_URL
	@scripts/klaarzetten.sh alles
	@exec $(PY) -m pytest -n auto --dist loadgroup -m "not traag" $(ARGS)

test-alles: ## all tests, also whole demos that are killed and come back
	@scripts/klaarzetten.sh alles
	@exec $(PY) -m pytest -n auto --dist loadgroup $(ARGS)

check: ## style, types, layers, migrations, deployment settings, vendored files, file sizes
	@scripts/klaarzetten.sh alles
	@exec $(PY) scripts/check.py

bench: ## time, queries, memory and floor of the pages, as a table and as JSON
	@scripts/klaarzetten.sh alles
	@exec $(PY) -m benchmarks $(ARGS)

beelden: ## take the pictures of the README again, from a demo that runs (POORT=8001 for another port)
	@scripts/klaarzetten.sh alles
	@exec $(PY) scripts/beelden.py

vendor: ## fetch the vendored CSS, JavaScript and fonts again (needs Node)
	@scripts/klaarzetten.sh alles
	@exec $(PY) scripts/vendor.py
