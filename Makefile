# Main commands: `make serve` builds and serves the site, `make test` runs all checks.

new_enough = $(shell $(1) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && command -v $(1))
PYTHON := $(or $(call new_enough,python3),$(call new_enough,python3.14),$(call new_enough,python3.13),$(call new_enough,python3.12),$(call new_enough,python3.11),$(call new_enough,python))
BIN := .venv/bin
NPM = $(shell command -v npm)
export NO_MKDOCS_2_WARNING := 1
# Without compiled modules, each of the hundreds of processes of the tests would compile them again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: serve site test check-types check-behavior check-style check-records check-files compile-tests check-js check-r test-browsers test-latex test-zotero screenshots lighthouse rehearse bench registries fuzz lock help

help:
	@echo "make serve   open the site in the browser, and show it again after changes"
	@echo "make site    build the site into site/"
	@echo "make test    run all checks: lint, types, records, tests, a strict build, and valid HTML (requires Java and Node.js)"
	@echo "make check-js  check the types of the scripts of the site (requires Node.js)"
	@echo "make check-r   read catalog.csv with R and compare it with what the tests expect (requires R)"
	@echo "make test-browsers  visit the site in Chromium, Firefox and WebKitGTK (requires the Debian packages firefox-esr, webkit2gtk-driver and xvfb)"
	@echo "make test-latex  compile all works and tables with LaTeX (requires LaTeX; it names the Debian packages)"
	@echo "make test-zotero  compare what the Zotero translation server at SERVER reads with what is expected"
	@echo "make screenshots  save screenshots of every kind of page in screenshots/"
	@echo "make lighthouse  measure pages with Lighthouse (requires Node.js)"
	@echo "make rehearse  rehearse the first publication with a local repository and server (takes minutes)"
	@echo "make bench   compare builds and checks of SIZES records with other programs, and write docs/performance.md (takes hours)"
	@echo "make registries  compare the records with the Imaging Data Commons (downloads about 100 MB once)"
	@echo "make fuzz    test the program with N mutated inputs, generated from SEED"
	@echo "make lock    update the locked dependencies"

serve: .venv/.site
	$(BIN)/curator serve

site: .venv/.site
	$(BIN)/curator build

# The tests check HTML if Java and npm are available, records in editors and citations with citation-js if npm is, and otherwise say that they did not.
# Three at a time: the records are checked and the site is built while the packages of the tests are installed, and the types are checked while all else is.
# The tests use the results that this keeps in .cache.
test:
	@$(MAKE) --no-print-directory -j3 check-behavior check-types

check-types: .venv/.test
	$(BIN)/mypy

check-behavior: check-records compile-tests check-style check-files $(if $(NPM),node_modules/.package-lock.json)
	$(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

# Otherwise each process of the tests would compile them. Errors are reported when the tests run.
compile-tests: .venv/.compiled

.venv/.compiled: $(shell find tests -name '*.py') .venv/.test
	@$(BIN)/pytest --collect-only > /dev/null || true
	@touch $@

check-style: .venv/.test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports

# A pull request annotates what only a build finds at its record or work.
FORMAT ?= text
check-records: .venv/.site
	$(BIN)/curator check
	$(BIN)/curator build --format $(FORMAT)

check-files: .venv/.test
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-forms $(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))
	$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.citation-file-format CITATION.cff
	$(BIN)/zizmor --offline --quiet .github

check-js: node_modules/.package-lock.json
	npm exec -- tsc --project jsconfig.json

check-r: .venv/.test
	$(BIN)/curator build
	$(BIN)/python tests/read_in_r.py

node_modules/.package-lock.json: package.json package-lock.json .npmrc
	npm ci --silent
	@touch $@

# These tests are not part of `make test`, which needs Chromium only.
test-browsers: .venv/.test
	$(BIN)/python tests/find_programs.py
	$(BIN)/pytest tests/browsers/journey.py

# These tests are not part of `make test`, because LaTeX is not a Python package and they take minutes.
test-latex: .venv/.test
	$(BIN)/pytest tests/latex/bibliographies.py tests/latex/tables.py

SERVER ?= http://127.0.0.1:1969
test-zotero: .venv/.test
	$(BIN)/curator build
	$(BIN)/python tests/compare_zotero.py $(SERVER)

screenshots: .venv/.test
	$(BIN)/curator build
	$(BIN)/python tests/take_screenshots.py

lighthouse: .venv/.test
	$(BIN)/curator build
	$(BIN)/python tests/measure_lighthouse.py

# The lock is installed with each version of Python that is installed; the others are named.
rehearse: .venv/.test
	$(BIN)/python tests/rehearse_publication.py

# Hugo is compared if it is installed; otherwise the page says that it is not.
SIZES ?= 100 1000 10000
bench: .venv/.test
	$(BIN)/python tests/benchmark_build.py $(SIZES)

registries: .venv/.registries
	$(BIN)/curator compare idc

# Failing inputs are saved in fuzz/ with the commands that reproduce them.
N ?= 10000
SEED ?= 1
fuzz: .venv/.test
	$(BIN)/python tests/fuzz --inputs $(N) --seed $(SEED)

COMPILE = $(BIN)/uv pip compile --system-certs --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --quiet --custom-compile-command "make lock"
lock: .venv/.made
	@test -x $(BIN)/uv || { echo "The locks are written by uv, which is not in .venv: install it with $(BIN)/python -m pip install -r requirements-installer.lock"; exit 1; }
	$(COMPILE) --no-annotate --upgrade --group installer -o requirements-installer.lock
	$(COMPILE) --upgrade --group test pyproject.toml -o requirements-test.lock
	$(COMPILE) --no-annotate --constraint requirements-test.lock pyproject.toml -o requirements.lock
	$(COMPILE) --upgrade --no-annotate --constraint requirements-test.lock --group registries -o requirements-registries.lock

# Packages are installed from the locks, by hash; Python compiles those that are used when it imports them. The stamp files record which lock was installed last.
# uv takes a third of the time of pip, but reads no settings of pip. It is absent where pip has another index; there, and where uv fails, pip installs.
PIP_INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
install = { test -x $(BIN)/uv && $(BIN)/uv pip install --quiet --system-certs --python $(BIN)/python $(1); } || $(PIP_INSTALL) --no-compile $(1)

.venv/.site: requirements.lock pyproject.toml | .venv/.made
	@echo "Installing the dependencies of the site; the first time takes about a minute."
	@$(call install,--require-hashes -r requirements.lock)
	@$(call install,--no-deps --no-build-isolation --editable .)
	@touch $@

.venv/.test: requirements-test.lock .venv/.site
	@echo "Installing the dependencies of the tests; the first time takes about a minute."
	@$(call install,--require-hashes -r requirements-test.lock)
	$(BIN)/python tests/find_browser.py
	@touch $@

.venv/.registries: requirements-registries.lock | .venv/.site
	@echo "Installing the index of the Imaging Data Commons, a download of about 100 MB."
	@$(call install,--require-hashes -r requirements-registries.lock)
	@touch $@

# Known causes of failure have their own messages.
.venv/.made:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is required, but was not found on the path."; exit 1; }
	@case "$$PWD" in *\"*) echo 'The path of this folder contains a quotation mark ("), so programs in .venv cannot start: move or rename the folder.'; exit 1;; esac
	@test -w . || { echo "This folder cannot be written to, but .venv and site/ are created in it: copy it to a folder that you own, or change its permissions."; exit 1; }
	@test ! -e .venv || test -d .venv || { echo ".venv is not a folder, but the Python environment is created there: remove or rename it."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python cannot create a virtual environment without its module ensurepip; on Debian and Ubuntu, install python3-venv."; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "Python could not create the virtual environment .venv; see the messages above."; exit 1; }
	@$(BIN)/python -m pip config list | grep '\.index-url=' > /dev/null || $(PIP_INSTALL) --only-binary :all: --require-hashes -r requirements-installer.lock || echo "Without uv, pip installs the packages, which takes longer."
	@touch $@
