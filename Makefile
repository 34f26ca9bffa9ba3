# `make review` opens the app on the sample policies, `make test` runs the tests,
# `make check` is what CI runs. Each sets up .venv first; nothing but Python >= 3.11 is needed.
VENV := .venv
BIN := $(VENV)/bin
# the first of these that is new enough; `make test PYTHON=/path/to/python` overrides, and makes
# .venv anew where another Python had made it
PYTHON ?= $(firstword $(foreach p,python3 python3.14 python3.13 python3.12 python3.11,$(if $(shell $(p) -c 'import sys; sys.version_info >= (3, 11) and print(1)' 2>/dev/null),$(p))))
# $(call identity,python): which Python that is, also from inside a .venv that it made
identity = $(shell $(1) -c 'import os, sys; print(*sys.version_info, os.path.realpath(sys.base_prefix))' 2>/dev/null)
# tests in parallel, as many as there are processors
JOBS ?= auto

.PHONY: review test check lint keys screenshot snapshots clean
# a Python was named, on the command line or in the environment, and it did not make .venv
ifneq ($(filter command environment,$(origin PYTHON)),)
ifneq ($(call identity,$(PYTHON)),$(call identity,$(BIN)/python))
.PHONY: $(VENV)/.python
endif
endif
.DEFAULT_GOAL := test
.NOTPARALLEL:
# $(call install,what): puts this project and what it needs into .venv
install = $(BIN)/python -m pip install --quiet --disable-pip-version-check -e '$(1)' || { echo "the packages could not be installed (see above): is there a network, or a proxy to name in https_proxy? then again: make $(firstword $(MAKECMDGOALS))" >&2; exit 1; }

review: $(VENV)/.review
	@$(BIN)/reviewtui review policies -c checklists/vendor-privacy.toml -r reviews/scratch.toml

test: $(VENV)/.test
	@$(BIN)/python -m pytest -n $(JOBS) --dist worksteal -q

# the tests come last, so that their summary is the last thing printed
check: lint test

lint: $(VENV)/.check
	@$(BIN)/ruff format --check --quiet . || { echo "ruff format would change files: run $(BIN)/ruff format ." >&2; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports

# the README's picture, from the running app
screenshot: $(VENV)/.review
	@$(BIN)/python docs/make_screenshot.py

# the pictures of the screens that tests/tui/test_snapshots.py compares, from the running app
snapshots: $(VENV)/.test
	@UPDATE_SNAPSHOTS=1 $(BIN)/python -m pytest -q tests/tui/test_snapshots.py

# the page of keys, from the registry of actions
keys: $(VENV)/.review
	@$(BIN)/python -m reviewtui.tui.keys_page > docs/keys.md

$(VENV)/.python:
	@test -n "$(PYTHON)" || { echo "reviewtui needs Python 3.11 or newer: install it, or name it with 'make PYTHON=/path/to/python3.11 $(firstword $(MAKECMDGOALS))'" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "$(PYTHON): not a Python 3.11 or newer; name another with 'make PYTHON=/path/to/python3.11 $(firstword $(MAKECMDGOALS))'" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "this Python has no venv module: on Debian or Ubuntu, sudo apt-get install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

# a stamp for each set of packages; each holds the ones before it
$(VENV)/.review: $(VENV)/.python pyproject.toml
	@$(call install,.)
	@touch $@
$(VENV)/.test: $(VENV)/.python pyproject.toml
	@$(call install,.[test])
	@touch $@ $(VENV)/.review
$(VENV)/.check: $(VENV)/.python pyproject.toml
	@$(call install,.[check])
	@touch $@ $(VENV)/.review $(VENV)/.test

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
