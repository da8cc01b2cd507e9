# `make verify` and `make test` work on a machine that has Python 3.11+, make and a package index, nothing else.
# Choose the interpreter with `make PYTHON=python3.12 ...`; it is used once, to make .venv.

PYTHON ?= python3
UV ?= uv
BIN := .venv/bin
# Tests run in as many processes, in contiguous halves that level out at the end.
JOBS ?= 2
PYTEST := $(BIN)/python -m pytest -n $(JOBS) --dist worksteal
FRONTIER := $(BIN)/dmfproof frontier --format png --dpi 110 --out reports/frontier

.PHONY: help setup verify experiments report test deep bench coq lint lock clean
.DELETE_ON_ERROR:

help: ## List the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 13

setup: .venv/.ok ## Make .venv with everything pinned in requirements.lock (the other targets do it, too)

verify: .venv/.ok ## Examine every statement of the theory; writes reports/verification.{json,md}
	$(BIN)/dmfproof verify --out reports

experiments: .venv/.ok ## Run ACHL's experiments; writes reports/achl (2 to 5 minutes)
	$(BIN)/dmfproof experiments achl --format png --out reports/achl

report: .venv/.ok ## Make everything in reports/ anew, but the benchmarks and the Coq replay (about 10 minutes on two cores)
	$(BIN)/dmfproof figures --out reports/figures --format png --dpi 110 --no-csv
	$(BIN)/dmfproof tightness --out reports/tightness
	$(BIN)/dmfproof sharpen --main --out reports
	$(BIN)/dmfproof verify --out reports
	$(FRONTIER) scalar.lemma_2_2 --claim stays_above --depth 3
	$(FRONTIER) scalar.lemma_2_2 --claim stays_below --depth 3
	$(FRONTIER) scalar.lemma_b_1 --claim never_increases_even --depth 2
	$(FRONTIER) scalar.theorem_2_4 --claim lower_both_phases --depth 3 --at eps=1/10
	$(BIN)/dmfproof report --from reports/verification.json --sharpen reports/sharpen.json --tightness reports/tightness \
	  --frontier reports/frontier --figures reports/figures --experiments reports/achl --out reports

test: .venv/.ok ## Run the tests and the quick profile of the checks
	$(PYTEST) tests checks

deep: .venv/.ok ## Run the long versions of the tests and checks, then the deep campaign (hours; it is on record)
	$(PYTEST) -m deep tests
	$(PYTEST) -m '' --dmf-profile deep checks
	$(BIN)/dmfproof verify --profile deep

bench: .venv/.ok ## Measure the tiers of arithmetic; writes reports/benchmarks.{json,md}
	$(BIN)/python bench/run.py

coq: .venv/.ok ## Replay every exported lemma in Coq; writes reports/coq_replay.txt
	command -v coqc >/dev/null || apt-get install -y --no-install-recommends coq
	$(BIN)/python -m dmfproof.proof.replay reports/coq_replay.txt

lint: .venv/.ok ## Check style, documentation and types
	$(BIN)/ruff check .
	$(BIN)/mypy

lock: ## Pin the newest allowed versions anew in requirements.lock (needs uv)
	printf '# Made by `make lock` from pyproject.toml and requirements.in; do not edit.\n' > requirements.lock.new
	$(UV) pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links pyproject.toml requirements.in >> requirements.lock.new
	! grep -n '://' requirements.lock.new
	mv requirements.lock.new requirements.lock

clean: ## Remove .venv and everything that was built or cached
	rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
	find dmfproof tests checks tools -name __pycache__ -prune -exec rm -rf {} +
	find dmfproof -name '*.so' -delete

# The lock names everything, so nothing is resolved (pip refuses a pinned extra once a newer release exists); `pip check` tells
# if the lock were incomplete. The extension's sources are listed so that a change rebuilds it.
.venv/.ok: requirements.lock pyproject.toml $(wildcard setup.py) $(shell find dmfproof -name '*.c')
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))' || \
	  { echo 'dmfproof needs Python 3.11 to 3.14: name one with `make PYTHON=python3.12 ...`.' >&2; exit 2; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes --no-deps --only-binary=:all: -r requirements.lock
	PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	$(BIN)/python -m pip check
	touch $@
