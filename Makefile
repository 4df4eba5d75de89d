# Everything a newcomer needs: `make demo` runs the main job on examples/, `make test` the tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared

.PHONY: demo test check bench train clean

$(VENV)/.installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

demo: $(VENV)/.installed  ## install, then build and show a record of the example reports
	@rm -rf build/demo && mkdir -p build/demo
	READOUT=$(BIN)/readout sh examples/demo.sh build/demo/record.db

test: $(VENV)/.installed  ## install, then lint, check the types and run the tests
	$(BIN)/ruff check readout tests benchmarks training
	$(BIN)/ruff format --check readout tests benchmarks training
	$(BIN)/mypy
	$(BIN)/python -m pytest

check: test

bench: $(VENV)/.installed  ## accuracy, speed and memory; keeps the figures in benchmarks/results.json
	$(BIN)/python -m benchmarks --shared $(SHARED)

train: $(VENV)/.installed  ## train the shipped model anew into build/model; goes on where it was stopped
	$(PYTHON) -m venv build/training
	build/training/bin/python -m pip install --quiet --disable-pip-version-check -r training/requirements.txt
	build/training/bin/python -m training --data $(SHARED)/data --out build/model
	build/training/bin/python -m training.attribution --data $(SHARED)/data/attribution --run build/model \
	  --vocabulary build/model/model/vocab.txt --out build/model/model

clean:
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache
