# make run: open the window.  make test: run every test.  Both set up whatever is missing first.
PYTHON ?=
VENV := .venv
BIN := $(VENV)/bin
LIBRARY := resources/library
# What the compiled library is made from; it is compiled again when any of it is newer.
LIBRARY_SOURCES := content requirements.txt viewer/compile.py viewer/indexes.py viewer/disk.py viewer/prose.py viewer/library viewer/search

.PHONY: help setup environment library build run test quick check fix hostile package test-package windows prepare-windows test-windows test-windows-suite bench bench-start lock clean

help:
	@echo "make setup | run | test | quick | check | fix | hostile | build | package | test-package | windows | test-windows | test-windows-suite | bench | bench-start | lock | clean"

setup: environment library

# The stamp holds the folder it was made in: an environment does not survive a move.
environment:
	@if [ "$$(cat $(VENV)/installed 2>/dev/null)" != "$$PWD" ] || \
	  [ -n "$$(find requirements-dev.txt pyproject.toml setup.py tools/bootstrap.* -newer $(VENV)/installed)" ]; then \
	    PYTHON='$(PYTHON)' sh tools/bootstrap.sh && pwd > $(VENV)/installed; fi

library: environment
	@if [ ! -e $(LIBRARY)/manifest.json ] || [ ! -e build/library.stamp ] || \
	  [ -n "$$(find $(LIBRARY_SOURCES) -newer build/library.stamp ! -name '__pycache__' ! -name '*.pyc' \
	    \( -type f -o -path 'content*' \) -print -quit)" ]; then $(MAKE) --no-print-directory build; fi

build: environment
	@mkdir -p build && touch build/library.next
	@$(BIN)/python -m viewer build content -o $(LIBRARY) --data-dir build/reader
	@mv build/library.next build/library.stamp

# make run Q="oligometastases" opens with that search.
run: setup
	@$(BIN)/wardshelf $(Q)

# make test T="tests/search -k snippet" runs some of them. No window appears: Qt draws into memory.
test: setup
	@QT_QPA_PLATFORM=$${QT_QPA_PLATFORM:-offscreen} $(BIN)/python -m pytest $(T)

# All but the slowest, on all processors.
quick: setup
	@QT_QPA_PLATFORM=$${QT_QPA_PLATFORM:-offscreen} $(BIN)/python -m pytest -q -n auto -m "not slow" $(T)

check: setup
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/mypy --platform win32 --cache-dir .mypy_cache/win32 viewer packaging
	@$(BIN)/lint-imports
	@$(BIN)/python tools/guards.py
	@$(BIN)/wardshelf check content

fix: environment
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

# Ill-meant input in loops, a minute each with a fixed seed: make hostile T="forgery flips" SECONDS=10 SEED=2
hostile: setup
	@for name in $${T:-$$($(BIN)/python -c 'from tools.hostile.__main__ import names; print(*names())')}; do \
	  QT_QPA_PLATFORM=$${QT_QPA_PLATFORM:-offscreen} $(BIN)/python -m tools.hostile $$name \
	    --seconds $(or $(SECONDS),60) --seed $(or $(SEED),1) || failed=1; done; test -z "$$failed"

package: setup
	@PYTHON='$(PYTHON)' sh tools/bootstrap.sh --packaging --system-only
	@$(BIN)/python packaging/package.py

# The tests of what `make package` made: its files, its archives, its silence on the network.
test-package: setup
	@WARDSHELF_FROZEN=dist/wardshelf QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest $${T:-tests/packaging}

# The Windows program, frozen and tried under wine. As root on a Debian-like system: what it runs in is made once, in
# $WARDSHELF_WINDOWS (~/.cache/wardshelf-windows; 5 GB), and kept.
windows: prepare-windows
	@packaging/windows/make.sh

prepare-windows: setup
	@PYTHON='$(PYTHON)' sh tools/bootstrap.sh --windows --system-only
	@packaging/windows/prepare.sh

# The tests of what `make windows` made, each promise a test; a screen of their own, a fresh Windows for each file.
test-windows: setup
	@WARDSHELF_WINDOWS_TESTS=1 QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest $${T:-tests/windows}

# The suite of the source under wine, half an hour and more: make test-windows-suite T=tests/userdata
test-windows-suite: prepare-windows
	@packaging/windows/suite.sh $(T)

bench: setup
	@$(BIN)/python -m benchmarks

bench-start: setup
	@$(BIN)/python -m benchmarks.start

# Needs uv. No registry is named in the locks: whatever pip is set up to use is asked, and hashes decide.
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
lock:
	$(LOCK) pyproject.toml -o requirements.txt
	$(LOCK) pyproject.toml requirements-dev.in -o requirements-dev.txt

clean:
	rm -rf build dist $(LIBRARY)
