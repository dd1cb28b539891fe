# make demo         clean a memorandum of 1990: show the changes, then the text with its markers
# make setup        create .venv for development: what test, lint and types need
# make test         the tests, in a few minutes; ARGS='tests/cli -k jobs' runs some of them
# make test-all     every test, compiled: also the slow ones and those that need Ray, spaCy or a browser
# make lint         check style; make format fixes what it can
# make types        check types
# make compile      compile the modules that have a .pxd file, in place
# make bench        measure accuracy, speed and cold start
# make bench-speed  measure speed, cold start and memory, also of other programs; ARGS="--sample 8" is quicker
# make bench-scale  measure cost by length, and memory over a long run (docs/scale.md)
# make flame        draw a flame graph in benchmarks/charts/
# make wheel        build the wheel in dist/
# make fuzz         fuzz each target for a minute; make fuzz SECONDS=600 for ten minutes each
# make audit        check dependencies for known vulnerabilities
# make clean        remove everything that was built

PYTHON ?= python3
ARGS ?=
SECONDS ?= 60
BIN := .venv/bin
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
PYTEST := $(BIN)/python -m pytest --numprocesses logical --maxprocesses 4 --dist worksteal
DEMO := examples/action-memorandum/ocr.txt

# Tests start hundreds of processes, each of which would compile ocrfix to bytecode again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo setup dictionaries compile test test-all lint format types
.PHONY: bench bench-speed bench-scale flame wheel fuzz audit clean

# Runtime dependencies and ocrfix itself, uncompiled. Nothing is built in an isolated environment,
# so pip does not download the build tools a second time.
.venv/runtime: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "ocrfix needs Python 3.11 or later; set PYTHON=")'
	$(PYTHON) -m venv --clear .venv
	$(PIP_INSTALL) hatchling editables
	$(PIP_INSTALL) --no-build-isolation --editable .
	@touch $@

# One extra of pyproject.toml.
.venv/extra-%: .venv/runtime
	$(PIP_INSTALL) --no-build-isolation --editable '.[$*]'
	@touch $@

dictionaries: .venv/runtime
	@$(BIN)/python -c 'from ocrfix.dictionaries.store import ensure_compiled; ensure_compiled()'

# Exit code 1 means that something was changed, as it should be here.
demo: dictionaries
	@echo; echo "--- What ocrfix changes in $(DEMO):"; echo
	@$(BIN)/ocrfix clean --diff --marks keep $(DEMO) || test $$? -eq 1
	@echo; echo "--- The text, with its codes and stamps marked:"; echo
	@$(BIN)/ocrfix clean $(DEMO) || test $$? -eq 1

setup: .venv/extra-dev

compile: .venv/extra-compile
	$(BIN)/python hatch_build.py

test: .venv/extra-test dictionaries
	@$(BIN)/python hatch_build.py --check
	$(PYTEST) -m 'not slow' $(ARGS)

test-all: .venv/extra-test-all compile dictionaries
	$(PYTEST) --hypothesis-profile thorough $(ARGS)

lint: .venv/extra-lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: .venv/extra-lint
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: .venv/extra-types
	$(BIN)/mypy

bench: .venv/extra-bench compile
	$(BIN)/python benchmarks/run.py $(ARGS)

bench-speed: .venv/extra-bench compile
	$(BIN)/python benchmarks/peers.py $(ARGS)

bench-scale: .venv/extra-bench compile
	$(BIN)/python benchmarks/length.py $(ARGS)
	$(BIN)/python benchmarks/memory.py --megabytes 20 200
	$(BIN)/python benchmarks/scale.py

flame: .venv/extra-bench compile
	$(BIN)/python benchmarks/flame.py $(ARGS)

wheel: .venv/runtime
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

fuzz: .venv/extra-test .venv/extra-fuzz
	fuzz/run.sh $(SECONDS)

audit: .venv/runtime
	.ci/audit

clean:
	rm -rf .venv build dist ocrfix/data .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find ocrfix -name '*.so' -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
