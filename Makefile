# make run    read the articles in corpus/, score the records against the gold, write a report
# make test   lint, types, and all tests that take seconds
# Each does its own set-up in .venv and can be repeated; make help lists the rest.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
OUT    ?= outputs/corpus
SHELL  := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup run test test-long lint format clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

setup: $(READY) ## make .venv with everything in it

$(READY): pyproject.toml constraints.txt
	@echo "== set-up: a virtual environment in $(VENV), with the versions of constraints.txt"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 ..."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $(READY)

run: $(READY) ## read corpus/, evaluate, report
	@echo "== elchi run: the articles in corpus/articles -> $(OUT)"
	@$(BIN)/elchi run corpus/articles --out $(OUT) --config config.yaml || test $$? -eq 1  # 1: some articles were rejected; the others count
	@echo "== elchi evaluate: the records against corpus/gold"
	@$(BIN)/elchi evaluate --gold corpus/gold --records $(OUT) --json $(OUT)/scores.json
	@echo "== elchi report: one page, works offline"
	@$(BIN)/elchi report $(OUT) --gold corpus/gold

test: lint ## lint, types, all quick tests
	@echo "== tests"
	@$(BIN)/python -m pytest -q --numprocesses auto --dist loadscope

test-long: $(READY) ## the tests that take minutes, with spaCy, Stanza, Spark, Frictionless; ELCHI_TEST_DOCUMENTS=1000 makes the largest smaller
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,exchange,spacy,stanza,spark]'
	@$(BIN)/python -m pytest -q -s -m long --show-capture=no
	@$(BIN)/python -m pytest -q tests/test_exchange.py tests/test_spacy.py tests/test_engines.py tests/test_spark.py

lint: $(READY) ## ruff and mypy
	@echo "== lint and types"
	@$(BIN)/ruff check pipeline tests
	@$(BIN)/mypy

format: $(READY) ## lay the code out
	@$(BIN)/ruff format pipeline tests

clean: ## remove .venv and everything that was made
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .ruff_cache .mypy_cache .hypothesis
