# Claimdesk's entry points. Each target does its own set-up: nothing but Python 3.11 or newer is needed beforehand.
.DEFAULT_GOAL := help
.PHONY: help run test screenshots check bench requirements languages clean
SHELL := /bin/sh

# Another interpreter: make run PYTHON=/path/to/python3.12. The first that runs and is new enough; 3.11 first, as the
# bundled Redis needs it.
NEW_ENOUGH := -c 'import sys; sys.exit(sys.version_info < (3, 11))'
PYTHON ?= $(shell for each in python3.11 python3 python3.12 python3.13 python3.14; do \
	"$$each" $(NEW_ENOUGH) 2>/dev/null && command -v "$$each" && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check
NOT_INSTALLED := claimdesk: not installed, for the reason above. The packages come over the network, from PyPI or where pip \
	is told to look; the same command again goes on from here

# A stamp's name holds what was installed, so that a changed requirement, and nothing else, installs again.
WHEELS := $(wildcard wheels/*.whl)
KEY := $(firstword $(shell cat requirements.txt requirements-dev.txt requirements-bench.txt $(WHEELS) | cksum))
INSTALLED := $(VENV)/installed-$(KEY)
DEV_INSTALLED := $(VENV)/installed-dev-$(KEY)
BENCH_INSTALLED := $(VENV)/installed-bench-$(KEY)

# Translations as the program reads them; only what they are made of is kept (docs/translating.md).
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/django.po))

help: ## Say what can be made
	@echo "make TARGET, where TARGET is one of"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1|\2/p' Makefile | awk -F'|' '{ printf "%-14s %s\n", $$1, $$2 }'

run: $(INSTALLED) $(CATALOGUES) ## Start the desk: http://127.0.0.1:8000/ (another port: make run PORT=8001); Ctrl-C stops it
	@$(BIN)/python -m config.run

test: $(DEV_INSTALLED) $(CATALOGUES) ## Run the tests, on databases of their own (options: make test ARGS="-k review")
	@$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

screenshots: $(DEV_INSTALLED) $(CATALOGUES) ## Take pictures of every page, both themes, wide and narrow (make screenshots DIR=folder)
	@test -n "$(DIR)" || { echo "claimdesk: say where to: make screenshots DIR=/some/folder" >&2; exit 2; }
	@$(BIN)/python -m pytest -q -n 0 tests/screens -k every_page --screenshots "$(abspath $(DIR))"

check: $(DEV_INSTALLED) $(CATALOGUES) ## Check formats, types, imports, templates, migrations and settings
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/djlint templates --lint --quiet
	@$(BIN)/python manage.py makemigrations --check --dry-run
	@HTTPS=1 $(BIN)/python manage.py check --deploy --fail-level WARNING

bench: $(BENCH_INSTALLED) ## Measure speed and quality (options: ARGS=...)
	@$(BIN)/python -m benchmarks $(ARGS)

requirements: $(DEV_INSTALLED) ## Pin the newest allowed versions into requirements*.txt
	@$(BIN)/pip-compile --quiet --upgrade --strip-extras --no-emit-index-url --no-emit-trusted-host \
		--no-emit-find-links --no-emit-options --output-file=requirements.txt requirements.in
	@$(BIN)/pip-compile --quiet --upgrade --strip-extras --allow-unsafe --no-emit-index-url --no-emit-trusted-host \
		--no-emit-find-links --no-emit-options --output-file=requirements-dev.txt requirements-dev.in
	@$(BIN)/pip-compile --quiet --upgrade --strip-extras --no-emit-index-url --no-emit-trusted-host \
		--no-emit-find-links --no-emit-options --output-file=requirements-bench.txt requirements-bench.in

languages: $(DEV_INSTALLED) ## Collect the words to translate, and say what each language lacks (needs GNU gettext)
	@command -v xgettext >/dev/null && command -v msgmerge >/dev/null || { \
		echo "claimdesk: GNU gettext is needed (Debian: apt-get install gettext)" >&2; exit 1; }
	@$(BIN)/python manage.py makemessages --all --add-location file --no-wrap --no-obsolete --verbosity 0 \
		$(foreach each,$(VENV) var tests training benchmarks config/run/*,--ignore "$(each)")
	@for each in locale/*/LC_MESSAGES/django.po; do \
		printf '%s: ' "$$each"; msgfmt --check --statistics --output-file=/dev/null "$$each" 2>&1; done

clean: ## Remove what was built; data in var/ stay
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build var/static var/test $(CATALOGUES)
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

%.mo: %.po | $(INSTALLED)
	@$(BIN)/pybabel -q compile --input-file $< --output-file $@

$(BIN)/pip:
	@python="$(PYTHON)"; test -n "$$python" && "$$python" $(NEW_ENOUGH) 2>/dev/null || { \
		echo "claimdesk: Python 3.11 or newer is needed (make run PYTHON=...); found: $$("$${python:-python3}" -V 2>&1)" >&2; \
		exit 1; }; \
	echo "claimdesk: making $(VENV) with $$python"; \
	"$$python" -m venv --clear $(VENV) || { \
		rm -rf $(VENV); echo "claimdesk: $$python cannot make $(VENV) (Debian: apt-get install python3-venv)" >&2; exit 1; }

$(INSTALLED): | $(BIN)/pip
	@echo "claimdesk: installing requirements.txt (a minute or two the first time)"
	@$(PIP) -r requirements.txt || { echo "$(NOT_INSTALLED)" >&2; exit 1; }
	@$(PIP) --no-deps $(WHEELS)
	@rm -f $(VENV)/installed-*
	@touch $@

$(DEV_INSTALLED): | $(INSTALLED)
	@echo "claimdesk: installing requirements-dev.txt"
	@$(PIP) -r requirements-dev.txt || { echo "$(NOT_INSTALLED)" >&2; exit 1; }
	@touch $@

$(BENCH_INSTALLED): | $(DEV_INSTALLED)
	@echo "claimdesk: installing requirements-bench.txt"
	@$(PIP) -r requirements-bench.txt || { echo "$(NOT_INSTALLED)" >&2; exit 1; }
	@touch $@
