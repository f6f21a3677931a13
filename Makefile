# The two commands of the README are `make run` and `make test`; the rest is for those who work on the code.
PY      ?= python3
VENV    := .venv
BIN     := $(VENV)/bin
PORT    ?= 8000
CORES   ?= 2
FLASK   := $(BIN)/flask --app wsgi
# Tests write thousands of databases and browser profiles that nobody keeps: in memory where there are 4 GB of it to spare.
SCRATCH := $(shell df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 && $$4 > 4000000 { print "/dev/shm" }')

.PHONY: run test check lint unit vectors postgres e2e bench load gallery lighthouse chaos faults size clean

run: $(VENV)/.run
	@$(FLASK) database siapkan
	@SIMULASI_URL=$(or $(SIMULASI_URL),http://localhost:$(PORT)) $(FLASK) demo muat
	@echo
	@echo "  Simulasi TPS: buka http://localhost:$(PORT)   (Ctrl+C untuk berhenti)"
	@echo
	@$(BIN)/gunicorn --config gunicorn.conf.py --bind 127.0.0.1:$(PORT) wsgi:app

# Stages by name; stops at the first red one. CI calls this target and nothing cleverer.
test unit postgres e2e: export TMPDIR := $(or $(SCRATCH),$(TMPDIR),/tmp)

test: $(VENV)/.dev
	@sh .ci/need node:nodejs chromium:chromium initdb:postgresql
	@$(MAKE) --no-print-directory lint unit vectors postgres e2e
	@echo "== semua tahap lulus"

check: test

lint: $(VENV)/.dev
	@echo "== gaya (ruff) dan tipe (mypy)"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

unit: $(VENV)/.dev
	@echo "== uji di atas SQLite, dengan cakupan"
	@$(BIN)/coverage erase
	@$(BIN)/pytest -n $(CORES) -m "not e2e" --cov --cov-branch --cov-report=
	@$(BIN)/python tests/coverage_gate.py

vectors: $(VENV)/.dev
	@echo "== mesin kembar dan modul ponsel (node --test)"
	@node --test tests/js/

postgres: $(VENV)/.dev
	@echo "== uji yang sama di atas PostgreSQL"
	@sh .ci/postgres $(BIN)/pytest -n $(CORES) tests/services tests/web tests/architecture tests/unit/sync -m "not e2e"

e2e: $(VENV)/.dev
	@echo "== peramban sungguhan"
	@$(BIN)/pytest -n $(CORES) -m e2e

bench: $(VENV)/.dev
	@$(BIN)/python bench/all.py

# All 4,277 phones of the city at once, or PHONES of them (docs/scale.md).
load: $(VENV)/.dev
	@$(BIN)/python bench/burst.py $(PHONES)

gallery: $(VENV)/.dev
	@$(BIN)/python -m tests.e2e.gallery $(or $(OUT),$(shell mktemp -d))

lighthouse: $(VENV)/.dev
	@$(BIN)/python -m bench.lighthouse

# SEED=n repeats a storm (docs/faults.md).
chaos: $(VENV)/.dev
	@$(BIN)/python -m tests.chaos.run $(SEED)

# Every fault of the list, a file at a time; with FILES="..." only those, beside what the others came to before.
faults: $(VENV)/.dev
	@$(BIN)/python -m tests.faults.matrix $(FILES)

size:
	@git ls-files -- '*.py' '*.js' '*.css' '*.html' | grep -v static/vendor/ | xargs wc -l | sort -rn | head -40

$(VENV)/bin/python:
	@$(PY) -m venv $(VENV) 2>/dev/null || { sh .ci/need ensurepip:python3-venv && $(PY) -m venv $(VENV); }

$(VENV)/.run: requirements.txt | $(VENV)/bin/python
	@echo "Memasang yang diperlukan (sekali saja) ..."
	@$(BIN)/pip install -q --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements.txt requirements-dev.txt | $(VENV)/bin/python
	@$(BIN)/pip install -q --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/.run

clean:
	rm -rf $(VENV) var instance .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
