# What a developer runs, and what .ci/run runs. `make` alone lists the targets.

# setup.sh puts uv here if the machine has none.
export PATH := $(CURDIR)/.local/bin:$(PATH)
RUN := uv run --locked --quiet
WEB := web
OPENAPI := $(CURDIR)/.local/openapi.json
EXAMPLES := tests/reports/test_contract.py::test_the_examples_are_the_functions_real_answers
SOAK_LIMIT := 30m
MIGRATIONS = src/fleettickets/sql/migrations/*.sql

.DEFAULT_GOAL := help
.PHONY: help setup demo demo-once check test soak audit bless bench clean

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name text; do \
		printf '  make %-10s %s\n' "$$name" "$$text"; done

setup: ## Install what is missing: uv, PostgreSQL with PostGIS, the Python packages
	@./setup.sh

demo: setup ## Run everything on this machine with sample data, until Ctrl-C
	$(RUN) fleettickets demo

demo-once: setup ## As demo, but end after checking the page
	$(RUN) fleettickets demo --once

check: ## Lint, types, layers and the fast tests; run it for every save
	mkdir -p .local
	$(RUN) ruff check
	$(RUN) ruff format --check
	$(RUN) mypy
	$(RUN) sqlfluff lint --disable-progress-bar src/fleettickets/sql
	$(RUN) squawk $(MIGRATIONS)
	$(RUN) lint-imports
	$(WEB)/build.sh --check
	$(RUN) fleettickets serve --openapi >$(OPENAPI)
	npm --prefix $(WEB) run --silent types:check -- $(OPENAPI)
	$(RUN) pytest tests/unit tests/reports/test_plpgsql_check.py

test: setup ## All checks and tests; run it before a push
	$(MAKE) check
	$(RUN) pytest -n 3 --dist worksteal --ignore=tests/unit

# Not through uv, which does not pass on an interrupt that the terminal may have sent to all.
soak: setup ## Long tests of faults and convergence; prints figures
	timeout --foreground --signal=INT --kill-after=60 $(SOAK_LIMIT) \
		.venv/bin/pytest -n 2 --dist worksteal --soak tests/faults tests/stream \
		tests/geocode/test_kills.py

audit: setup ## Report locked dependencies with known vulnerabilities
	$(RUN) python audit.py

bless: setup ## Rewrite generated files and expected results; read the diff before a commit
	mkdir -p .local
	$(RUN) fleettickets serve --openapi >$(OPENAPI)
	npm --prefix $(WEB) run --silent types -- $(OPENAPI)
	BLESS=1 $(RUN) pytest tests/unit/test_errors.py tests/unit/test_settings.py tests/unit/test_documents.py \
		tests/db/migrate/test_schema_dump.py
	BLESS=1 $(RUN) pytest tests/reports/test_cases.py $(EXAMPLES) # read what the line above rewrites

bench: setup ## Run the benchmarks
	$(RUN) python -m benchmarks

clean: ## Stop the private servers, and delete their data and all caches
	if [ -d .venv ] && [ -d .local ]; then \
		$(RUN) python -c 'from fleettickets.local import stack; stack.erase()'; fi
	rm -rf .local dist .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find benchmarks crq inc src tests -name __pycache__ -type d -prune -exec rm -rf {} +
