# One line a verb; `make` alone lists them. Every verb sets up what it needs by itself.
SHELL := /bin/sh
PY := .venv/bin/python
READY := .venv/.ready
FILE ?=
TESTS ?=
# what stores something, and so is tested on both databases
ROOMS := tests/base tests/work tests/faces
# a browser's driver keeps an event loop in its process, and the walk of every address keeps its records for
# the whole walk: both have processes of their own
EVERYTHING := $(PY) -m pytest -n auto --ignore=tests/browser --ignore=tests/security && \
	$(PY) -m pytest -n auto tests/browser && \
	$(PY) -m pytest -n auto tests/security && \
	GONGKAI_TEST_DATABASE=postgresql $(PY) -m pytest -n auto $(ROOMS) && \
	GONGKAI_TEST_DATABASE=postgresql $(PY) -m pytest -n auto tests/security

.DEFAULT_GOAL := help
.PHONY: help demo test check golden bench clean

help:  ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' Makefile

demo: $(READY)  ## set up, load the sample city (and FILE=...), serve it on http://127.0.0.1:8000
	@$(PY) tools/demo.py $(if $(FILE),"$(FILE)")

test: $(READY)  ## set up and run all tests, those of the rooms on PostgreSQL too (TESTS=tests/cli for a part)
	@$(if $(TESTS),$(PY) -m pytest -n auto $(TESTS),$(EVERYTHING))

check: $(READY)  ## format, lint, types, direction of imports, house rules
	@.venv/bin/ruff format --check --output-format concise .
	@.venv/bin/ruff check --output-format concise .
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-logo
	@$(PY) -m pytest -q tests/architecture

golden: $(READY)  ## rewrite the golden files and the published schema; review them as a diff
	@GONGKAI_GOLDEN=1 $(PY) -m pytest -q -m golden
	@git --no-pager diff --stat 2>/dev/null || true

bench: $(READY)  ## measure speed and memory against a baseline of the same run
	@$(PY) -m bench

clean:  ## remove the environment and everything that was generated
	rm -rf .venv demo build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(READY): pyproject.toml uv.lock requirements.lock tools/setup
	@sh tools/setup
	@touch $@
