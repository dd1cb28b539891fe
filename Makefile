# make setup  an environment in .venv, remade when pyproject.toml changes
# make demo   a memorandum of 1990: what is changed in it, and its marked text
# make test   the tests; make test ARGS='-m "not slow"' leaves out the slow ones
# make lint   style; make format mends what can be mended
# make types  types, strictly
# make bench  accuracy, speed and cold start, as a table
# make bench-speed  speed, cold start and memory beside other programs; ARGS="--sample 8" is quicker
# make bench-scale  cost against length, memory over a long run, the figures of docs/scale.md
# make flame  where the time goes, as a flame graph in benchmarks/charts/
# make wheel  the package, in dist/
# make fuzz   ten minutes of fuzzing; make fuzz SECONDS=600 for ten minutes on each target
# make audit  known weaknesses of what the program is built on, where the index answers
# make clean  takes away all that was made

PYTHON ?= python3
ARGS ?=
SECONDS ?= 60
BIN := .venv/bin
DEMO := examples/action-memorandum/ocr.txt

.PHONY: setup demo test lint format types bench bench-speed bench-scale flame wheel fuzz audit clean

SOURCES := $(shell find ocrfix -name '*.pxd' -o -name '*.py' -path '*/correction/*' -o -name '*.py' -path '*/lexicon/*')

setup: .venv/compiled

# The modules with types beside them are compiled anew when they change.
.venv/compiled: .venv/made $(SOURCES)
	$(BIN)/python hatch_build.py
	touch $@

.venv/made: pyproject.toml hatch_build.py
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "ocrfix needs Python 3.11 or later; set PYTHON=")'
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	$(BIN)/python -m compileall -q ocrfix
	touch $@

# Status 1 says that something was changed, as it should be here.
demo: setup
	@echo; echo "--- What ocrfix changes in $(DEMO):"; echo
	@$(BIN)/ocrfix clean --diff --marks keep $(DEMO) || test $$? -eq 1
	@echo; echo "--- The text, with its codes and stamps marked:"; echo
	@$(BIN)/ocrfix clean $(DEMO) || test $$? -eq 1

test: setup
	$(BIN)/python -m pytest $(ARGS)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: setup
	$(BIN)/mypy

bench: setup
	$(BIN)/python benchmarks/run.py $(ARGS)

bench-speed: .venv/peers
	$(BIN)/python benchmarks/peers.py $(ARGS)

bench-scale: .venv/peers
	$(BIN)/python benchmarks/length.py $(ARGS)
	$(BIN)/python benchmarks/memory.py --megabytes 20 200
	$(BIN)/python benchmarks/scale.py

flame: .venv/peers
	$(BIN)/python benchmarks/flame.py $(ARGS)

# The other programs, which nothing else needs.
.venv/peers: .venv/compiled
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	touch $@

wheel: setup
	$(BIN)/python -m build --wheel

fuzz: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[fuzz]'
	fuzz/run.sh $(SECONDS)

audit: setup
	.ci/audit

clean:
	rm -rf .venv build dist ocrfix/data .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find ocrfix -name '*.so' -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
