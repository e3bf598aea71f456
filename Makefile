# make run · make test: both need only git, make and python3 (3.11 or later, with venv).
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
SHELL := /bin/sh

VENV := .venv
BIN := $(VENV)/bin
DONE := $(VENV)/done
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCALE := src/weeknotes/web/locale
PO := $(wildcard $(LOCALE)/*/LC_MESSAGES/*.po)
EDITOR := $(wildcard editor/*.* editor/src/*)
BUILT := src/weeknotes/web/static/built/editor.js

.PHONY: help run setup setup-dev test bench gate advisories pictures lock words clean

help:
	@echo 'make run       set up and start the site on http://127.0.0.1:8000'
	@echo 'make test      set up and run every check and test'
	@echo 'make setup     set up without starting'
	@echo 'make bench     measure (some of it: make bench ONLY=reading,save)'
	@echo 'make gate      print who sees what, on every route and feed'
	@echo 'make advisories  ask the index for holes in the libraries'
	@echo 'make pictures  take a picture of every page'
	@echo 'make words     gather the words to translate'
	@echo 'make lock      choose the versions of the libraries anew'
	@echo 'make clean     remove what was built; the data folder stays'

# The recipe's shell gives way to the site itself, so that what is sent to it arrives there.
run: setup
	@exec $(BIN)/weeknotes serve

setup: $(DONE)/project $(BUILT) $(PO:.po=.mo)

setup-dev: setup $(DONE)/dev

# Each step leaves a file behind and is not taken again until what it is made from is newer.
$(DONE)/python:
	@python3 -c 'import sys; sys.exit("Weeknotes needs Python 3.11 or later; python3 here is %d.%d." % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	@python3 -m venv $(VENV) || { echo 'Python has no venv here. On Debian: apt install python3-venv'; exit 1; }
	@mkdir -p $(DONE) && touch $@

$(DONE)/libraries: requirements.lock $(DONE)/python
	@echo 'Setting up: libraries (the first time takes a minute or two)'
	@$(PIP) install --require-hashes -r requirements.lock
	@touch $@

$(DONE)/project: pyproject.toml $(DONE)/libraries
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(DONE)/packages: editor/package-lock.json editor/package.json $(DONE)/libraries
	@echo 'Setting up: editor'
	@cd editor && PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --loglevel=error --no-audit --no-fund
	@touch $@

$(BUILT): $(EDITOR) $(DONE)/packages
	@cd editor && PATH="$(CURDIR)/$(BIN):$$PATH" npm run --silent build
	@touch $@

$(LOCALE)/%.mo: $(LOCALE)/%.po $(DONE)/libraries
	@$(BIN)/pybabel --quiet compile -i $< -o $@

$(DONE)/dev: requirements-dev.lock $(DONE)/libraries
	@echo 'Setting up: what the tests need'
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

$(DONE)/uv: $(DONE)/python
	@$(PIP) install uv
	@touch $@

test: setup-dev
	@$(BIN)/python -m contracts

bench: setup-dev
	@$(BIN)/python -m bench $(ONLY)

gate: setup-dev
	@$(BIN)/python -m contracts.gate

advisories: setup-dev
	@$(BIN)/python -m contracts.advisories

pictures: setup-dev
	@$(BIN)/python -m contracts.pictures

# For the oldest Python that README names (3.11.0), not the one at hand: a release may ask for a later one of the same line.
# With its extras: pip takes the newest release for an extra that is not pinned, and then refuses it.
LOCK := $(BIN)/uv pip compile --quiet --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-strip-extras pyproject.toml
lock: $(DONE)/uv
	@$(LOCK) --group build -o requirements.lock
	@$(LOCK) --group dev --group build --constraint requirements.lock -o requirements-dev.lock

words: setup
	@mkdir -p build
	@$(BIN)/pybabel --quiet extract -F babel.cfg -k N_ -k gettext_lazy -k ngettext_lazy:1,2 -k pgettext_lazy:1c,2 --omit-header --no-location -o build/words.pot .
	@$(BIN)/pybabel --quiet update --width=120 --init-missing --ignore-obsolete --no-fuzzy-matching -D django -d $(LOCALE) -l cy -i build/words.pot

clean:
	@rm -rf $(VENV) build dist pictures editor/node_modules src/weeknotes/web/static/built .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find src contracts bench -name __pycache__ -type d -prune -exec rm -rf {} +
	@rm -f $(LOCALE)/*/LC_MESSAGES/*.mo
