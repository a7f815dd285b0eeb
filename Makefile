# Two commands do everything on a fresh machine: make run, make test. Each builds the virtual environment it needs.
PYTHON ?= python3
BIN := .venv/bin
# The virtual environment finds the checkout itself, from any folder, without building a package.
ON_PATH = @$(BIN)/python -c 'import pathlib, site; pathlib.Path(site.getsitepackages()[0], "baotinh.pth").write_text("$(CURDIR)")'
export PYTHONDONTWRITEBYTECODE := 1

.PHONY: help run test check gate notebooks bench soak lock clean

help: ## what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: .venv/ready ## the main job, on the sample newspaper unless pipeline.toml names papers
	$(BIN)/python -m pipeline.run

test: .venv/ready-dev ## all tests, without network, under six minutes
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: .venv/ready-dev ## ruff, mypy, import contracts
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

notebooks: .venv/ready-dev ## run every notebook on the sample
	$(BIN)/python -m tests.run_notebooks

gate: .venv/ready-dev ## quality floors against the development gold (needs ../shared)
	$(BIN)/python -m tests.gate

bench: .venv/ready-dev ## speed, as ratios in one run
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench_corpus

soak: .venv/ready-dev ## 10,000 articles on misbehaving hosts with ten kills and a second night; 10,000 mutated pages
	$(BIN)/python -m tests.soak
	$(BIN)/python -m tests.soak_pages

lock: .venv/ready-dev ## pin what pyproject.toml asks for, with hashes and without index lines
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	  pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	  --extra dev pyproject.toml -o requirements-dev.lock

clean: ## remove the virtual environment and all results
	rm -rf .venv data

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("baotinh needs Python 3.11 or newer; try: make $(MAKECMDGOALS) PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv

.venv/ready: requirements.lock | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(ON_PATH)
	@touch $@

.venv/ready-dev: requirements-dev.lock | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(ON_PATH)
	@touch $@
