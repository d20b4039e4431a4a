# Two commands: `make score` and `make test`. Each sets up everything that it needs.
#   make score IN=my/articles OUT=out [ARGS="--jobs 4"]

IN ?= seeds
OUT ?= reports
ARGS ?=
VENV ?= .venv
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: score test lock clean

score: $(VENV)/run.stamp
	$(BIN)/mtqa score $(IN) --out $(OUT) $(ARGS)

test: $(VENV)/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto -m "not languagetool and not model and not browser and not data"
	$(BIN)/pytest -m "languagetool or model or browser or data" -rs

$(VENV)/run.stamp: requirements/run.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "mtqa needs Python 3.11 or later; set PYTHON=/path/to/python3" >&2; exit 2; }
	@echo "setting up $(VENV) with $(PYTHON): about 1,050 MB, once" >&2
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements/run.lock
	$(PIP) install --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/test.stamp: $(VENV)/run.stamp requirements/test.lock
	$(PIP) install --require-hashes -r requirements/test.lock
	@touch $@

lock:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header pyproject.toml --group dev -o requirements/test.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header pyproject.toml --group build -c requirements/test.lock -o requirements/run.lock

clean:
	rm -rf $(VENV) reports/*.csv reports/*.json reports/*.html
