# make chat: ask in the terminal. make test: checks and tests. make test-long: the tests that take long. make bot: the
# Telegram bot.

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
# Byte code is compiled as modules are used: a third of the time of the installation, and of its size.
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input install --no-deps --no-compile
ARGS ?=
# Empty, whatever it was: without kept byte code every start and every tested command compiles 450 modules again.
export PYTHONDONTWRITEBYTECODE =

.PHONY: chat bot extra test test-short test-long lint bench lock clean

chat: .venv/installed
	@$(BIN)/wenbao chat

bot: .venv/installed
	@$(BIN)/wenbao run

# On up to four cores at once, whole files in the order of their names.
PYTEST := $(BIN)/pytest -n auto --maxprocesses 4 --dist loadscope --no-loadscope-reorder
test: .venv/installed-dev
	@$(MAKE) --no-print-directory -j 2 lint test-short # mypy, on one core, takes as long as many tests

test-short: .venv/installed-dev
	$(PYTEST) -m "not long" $(ARGS)

# Killed processes, faults, replicas, attacks; the pages in a browser, where there is one.
test-long: .venv/installed-dev
	$(PYTEST) -m long $(ARGS)

lint: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/installed-dev
	$(BIN)/python -m benchmarks $(ARGS)

# One of the extras in the versions of the lock files, such as make extra NAME=mcp
extra: .venv/installed
	@cat requirements.lock requirements-extras.lock | sed -nE 's/^([a-z0-9.-]+==[^\\]+) \\$$/\1/p' > .venv/versions.txt
	@$(BIN)/python -m pip --quiet --disable-pip-version-check --no-input install --no-compile --no-build-isolation \
		--constraint .venv/versions.txt --editable '.[$(NAME)]'

.venv/installed: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "wenbao needs Python 3.11 to 3.14; install one, or name it: make PYTHON=..." >&2; exit 1; }
	@echo "Installing into .venv, about a minute and 600 MB on the first time." >&2
	@$(PYTHON) -m venv .venv || { echo "Python's venv module is missing; on Debian: apt install python3-venv" >&2; exit 1; }
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-build-isolation --editable .
	@touch $@

.venv/installed-dev: requirements-dev.lock .venv/installed
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

# Writes the lock files anew from pyproject.toml; versions stay unless ARGS=--upgrade. Needs uv.
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	--no-emit-index-url --no-emit-find-links pyproject.toml --group build
BASE = $$(sed -nE 's/^([a-z0-9.-]+)==.*/--no-emit-package \1/p' requirements.lock)
EXTRAS := anthropic chart google mcp ocr ollama serve
lock:
	$(LOCK) -o requirements.lock $(ARGS)
	cat requirements.lock requirements-dev.lock > build.lock && mv build.lock requirements-dev.lock # keeps both's versions
	$(LOCK) -o requirements-dev.lock --extra dev $(ARGS) $(BASE)
	cat requirements.lock requirements-dev.lock | sed -nE 's/^([a-z0-9.-]+==[^\\]+) \\$$/\1/p' > build.lock
	$(LOCK) -o requirements-extras.lock -c build.lock $(EXTRAS:%=--extra %) $(ARGS) $(BASE) && rm build.lock

clean:
	rm -rf .venv build *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
