# make serve   sets up everything and runs the assistant
# make test    sets up everything and passes the tests; ARGS="--sweep" passes the sweeps as a whole
# make check   lint and types
# Everything lives in .venv; PYTHON names another interpreter (3.11 or newer).

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev
HOST ?= 127.0.0.1
PORT ?= 8000

.PHONY: serve test check format index evaluate translations clean

serve: $(STAMP)
	$(BIN)/assistant serve --host $(HOST) --port $(PORT)

# Tests run in as many processes as there are cores, four at most; ARGS="-n 0" runs them in one.
test: $(DEV_STAMP)
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal $(ARGS)

check: $(DEV_STAMP)
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(DEV_STAMP)
	$(BIN)/ruff check --fix .

index: $(STAMP)
	$(BIN)/assistant index --force

# The figures that README quotes: questions that were held out, with each part taken away in turn and with peers.
evaluate: $(DEV_STAMP)
	$(BIN)/assistant evaluate tests/questions/fresh.jsonl tests/questions/dev-a.jsonl tests/questions/dev-b.jsonl \
	  tests/questions/dev-es-pt.jsonl tests/questions/dev-followups-unanswerable.jsonl --ablation --peers --report docs/evaluation.md

# Collects the strings of pages and command line, and compiles what translators wrote.
translations: $(DEV_STAMP)
	$(BIN)/python -m tests.translations

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name it with make PYTHON=…")'
	$(PYTHON) -m venv $(VENV)

$(STAMP): $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	$(BIN)/python -m compileall -q assistant web
	touch $@

$(DEV_STAMP): $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info
