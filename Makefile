# What a newcomer, a developer and the checks need; nothing but make and Python 3.11 is assumed.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv/bin

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help install chromium run test check browser screenshots faults deployed localstack saboteurs

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: ## Install the locked packages into .venv (does nothing when nothing changed)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "Python 3.11 or newer is needed; name one with: make $(or $(MAKECMDGOALS),install) PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -m shared.ops.install

run: install ## Run the whole service at http://127.0.0.1:8000 (PORT=)
	@$(VENV)/tipline run --port $(PORT)

test: install ## Run the tests that need no running service
	@$(VENV)/pytest -n 2 tests/unit tests/contract tests/functions tests/infra tests/journey tests/load

check: install ## Check format, style and types
	@$(VENV)/ruff format --check .
	@$(VENV)/ruff check .
	@$(VENV)/mypy

chromium:
	@command -v chromium >/dev/null || \
		{ echo "Chromium is needed; on Debian: apt-get install chromium" >&2; exit 1; }

browser: install chromium ## Run the tests that drive a real browser
	@$(VENV)/pytest -n 2 tests/browser/pages
	@$(VENV)/pytest tests/browser/service

screenshots: install chromium ## Take pictures of every page into .local/screenshots
	@$(VENV)/python -m tests.browser.screenshots

faults: install ## Let every call fail in every way, and see that no report is lost
	@$(VENV)/pytest -n 2 tests/faults --ignore tests/faults/test_differential_ministack.py
	@$(VENV)/python -m tests.faults

deployed: install ## Run the tests against the service deployed in the emulator
	@$(VENV)/pytest tests/deployed tests/faults/test_differential_ministack.py

localstack: install ## Run the same tests against the service deployed in LocalStack
	@$(VENV)/pytest tests/localstack
	@$(VENV)/python -m tests.localstack

saboteurs: install chromium ## Break the code on purpose and see that the tests notice
	@$(VENV)/python -m tests.saboteurs
