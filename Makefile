# `make demo` and `make test` need Python 3.11 or newer and nothing else: they make their own environment.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DB ?= marsad.db
COMPILED := build/compiled/.made
SOURCES := $(shell find src/marsad tools -name '*.py' -o -name '*.yaml')

.PHONY: demo test bench bench-archive bench-pages bench-desk bench-linking profile compiled wheel check format golden places clean help frontend desk

help:  ## list what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

$(READY): requirements.lock pyproject.toml
	@echo "Setting up in $(VENV); this takes some minutes, once."
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(READY)

demo: $(READY)  ## code the bundled sample reports, print them, open the desk on them
	$(BIN)/marsad demo

desk: $(READY)  ## open the desk on your own archive, marsad.db (or DB=FILE), which is made when there is none
	@test -e "$(DB)" || $(BIN)/marsad init --db "$(DB)"
	$(BIN)/marsad serve --db "$(DB)" --open

test: $(READY)  ## run every test
	tools/system_packages.sh
	$(BIN)/python -m pytest -rs

bench: $(READY)  ## measure speed, start-up, memory and linearity, compiled too where there is a C compiler
	-@$(MAKE) --no-print-directory $(COMPILED)
	$(BIN)/python bench/speed.py

bench-archive: $(READY)  ## measure searches, lists and facets over a generated archive of SIZE reports
	$(BIN)/python bench/archive.py --size $(or $(SIZE),20000)
	$(BIN)/python bench/coding.py

bench-pages: $(READY)  ## measure how fast SIZE generated web pages are taken in, with one process and with all cores
	$(BIN)/python bench/pages.py --size $(or $(SIZE),1000)

bench-desk: $(READY)  ## measure every page of the desk, the map and typing over SIZE generated reports, half as many events
	$(BIN)/python bench/desk.py --size $(or $(SIZE),20000)

bench-linking: $(READY)  ## measure linking SIZE generated reports, in memory and in an archive
	$(BIN)/python bench/linking.py --size $(or $(SIZE),10000)

profile: $(READY)  ## show where the time goes
	$(BIN)/python bench/rooms.py

wheel: $(READY)  ## build dist/marsad-*.whl with the rooms as machine code, for this kind of machine (some minutes)
	MARSAD_COMPILED=1 $(BIN)/python -m pip wheel --no-deps --no-build-isolation --wheel-dir dist .

compiled: $(COMPILED)  ## compile the rooms into build/compiled, to try and to measure them (some minutes)
	@echo "use it with PYTHONPATH=build/compiled"

$(COMPILED): $(READY) $(SOURCES)
	rm -rf build/compiled
	$(BIN)/python tools/compile_rooms.py build/compiled
	touch $@

check: $(READY)  ## lint, formatting, types, lexicon
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/marsad lexicon check

format: $(READY)  ## format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

golden: $(READY)  ## keep what the samples are coded as now; read the difference before committing it
	$(BIN)/python -m tests.golden.update

places: $(READY)  ## build the gazetteer anew from its sources
	$(BIN)/python tools/build_places.py

frontend:  ## build the browser side of the desk anew (needs Node 20 and npm; what it builds is committed)
	cd frontend && npm ci --no-audit --no-fund && npm run check && npm test && npm run build

clean:  ## remove the environment and what tools leave behind
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist frontend/node_modules
