# make run · make test · make check · make bench: each sets up what it needs.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: setup system run test check format bench clean
setup: $(READY)

$(READY): pyproject.toml requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 或更新版本 / Python 3.11 or newer is needed"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

# Chromium and PostgreSQL come from the system. Without them the tests that need them are skipped and say so.
system:
	@sh tests/install_system_parts.sh

run: setup
	$(BIN)/catalog demo --serve

test: setup system
	$(BIN)/python -m pytest -n auto --dist loadscope --no-loadscope-reorder

check: setup system
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n auto --dist loadscope --no-loadscope-reorder

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup
	$(BIN)/python -m tests.benchmarks

clean:
	rm -rf .venv build dist *.egg-info
