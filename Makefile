# Salkku's two commands are `make demo` and `make test`; `make help` lists the rest.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# The first Python on the path that is new enough; `make demo PYTHON=python3.12` chooses another.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
RUNTIME := .venv/.runtime-installed
DEV := .venv/.dev-installed
CLUSTER := .venv/.cluster-installed
BENCH := build/bench-venv/.installed
VENDOR := src/salkku/web/static/vendor
BUNDLE := $(VENDOR)/.built
# What the checks of the workbench write goes here, not into the data of a person who tries it.
SCRATCH := SALKKU_DATA=$(CURDIR)/build/data

.PHONY: help demo test test-full test-cluster walls lint types format docs locks bundle screenshots bench \
	bench-page bench-counts \
	setup dev machine pytest clean python

help: ## list the targets
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(RUNTIME) ## from a clone to a defended portfolio, then the workbench at http://localhost:8000
	@$(MAKE) $(BUNDLE) || echo "salkku: the pages will be plain: their bundle could not be built" >&2
	@$(PYTHON) scripts/bootstrap.py missing
	@$(BIN)/salkku demo

test: dev machine $(BUNDLE) lint types walls docs pytest ## every check that a change must pass

test-full: export SALKKU_FULL = 1
test-full: test test-cluster ## the same with the full counts of random agreements, and Spark

test-cluster: $(CLUSTER) ## Spark here, and a cluster that loses a machine: large to install, slow
	@$(BIN)/python -m scripts.machine cluster
	@$(SCRATCH) $(BIN)/pytest -m cluster tests/conformance tests/cluster

pytest: $(DEV) $(BUNDLE) ## the tests alone, with a PostgreSQL server of their own
	@$(SCRATCH) $(BIN)/python -m scripts.postgres $(BIN)/pytest -n 2 --dist loadfile $(PYTEST)

walls: $(DEV) ## who may import whom
	@$(BIN)/lint-imports --no-cache

lint: $(DEV) ## style, likely bugs, complexity, formatting
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(DEV) ## mypy, strict
	@$(SCRATCH) $(BIN)/mypy

format: $(DEV) ## rewrite the code in the project's style
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

docs: $(DEV) ## build the documentation, strictly, into build/site
	@$(SCRATCH) NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

locks: $(DEV) ## resolve the locks again (UPGRADE=1 takes newer releases)
	@PATH="$(CURDIR)/$(BIN):$$PATH" scripts/locks.sh

bundle: ## build the pages' style sheet and scripts
	@rm -f $(BUNDLE)
	@$(MAKE) $(BUNDLE)

screenshots: $(DEV) $(BUNDLE) ## pictures of every page in fi, sv and en, wide and narrow (SCREENS="week money" takes some)
	@$(SCRATCH) $(BIN)/python -m scripts.screenshots $(SCREENS)

bench: $(BENCH) ## measure against the pinned comparators, an hour (QUICK=1: twelve minutes)
	@$(BIN)/python -m benchmarks $(if $(QUICK),--quick) --out build/bench.json

bench-page: $(DEV) ## write docs/explanation/performance.md from the newest kept results
	@$(BIN)/python -m benchmarks.page

bench-counts: $(DEV) ## count the instructions of small answers (needs valgrind)
	@$(BIN)/python -m benchmarks.counts $(if $(AGAINST),--against $(AGAINST))

setup: $(RUNTIME) $(BUNDLE) ## install without running anything

dev: $(DEV) ## add the development tools to .venv

machine: $(DEV) ## install the Debian packages that tests want, where it may
	@$(BIN)/python -m scripts.machine

clean: ## remove what the build made, .venv too
	@rm -rf .venv build node_modules $(VENDOR) .mypy_cache .ruff_cache .pytest_cache .hypothesis

python:
	@[ -n "$(PYTHON)" ] || { echo "salkku: no Python 3.11 or newer on the path: install one and run the command again." >&2; exit 1; }

$(RUNTIME): requirements/runtime.lock pyproject.toml hatch_build.py $(wildcard native/*) | python
	@$(PYTHON) scripts/bootstrap.py install runtime
	@touch $@

$(DEV): requirements/dev.lock $(RUNTIME)
	@$(PYTHON) scripts/bootstrap.py install dev
	@touch $@

$(CLUSTER): requirements/cluster.lock $(DEV)
	@$(PYTHON) scripts/bootstrap.py install cluster
	@touch $@

$(BENCH): requirements/bench.lock $(DEV)
	@$(BIN)/python -m benchmarks.environment
	@mkdir -p $(@D)
	@touch $@

$(BUNDLE): package-lock.json $(wildcard frontend/*) | $(RUNTIME)
	@$(PYTHON) scripts/bootstrap.py bundle
	@touch $@
