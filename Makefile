# "make demo" runs the program, "make test" runs every check; both need git, make and Python 3.11 or newer with venv, nothing else.

PYTHON ?= python3

# Both halves of requirements.lock; the line that parts them is written by "make lock".
PROGRAM_PINS = sed '/^\# Development tools/,$$d' requirements.lock
PIP_INSTALL = -m pip --disable-pip-version-check install --quiet --no-input

.PHONY: demo test test-long test-fuzzed test-lying test-killed snapshot docs words validate bench lock clean

demo: .venv/project
	@.venv/bin/hipdrive demo

test: .venv/project .venv/tools
	.venv/bin/ruff check --quiet src tests tools validation
	.venv/bin/ruff format --check --quiet src tests tools validation
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo
	$(STEPPING_BACK) .venv/bin/pytest --color=no $(AT_ONCE)

# As many workers as cores, four at most; each takes whole files, so that what a file made is made once.
AT_ONCE = --numprocesses auto --maxprocesses 4 --dist loadfile

# As far as the app's own jobs step back for its pages: else a test that waits for a job waits for all other tests too.
STEPPING_BACK = nice -n 10

# The three are independent: "make -j 2 -O test-long" runs two at a time; "make test-long FUZZED=1000" takes fewer of the first.
FUZZED = 20000
LYING = 900
WRITES = 200

test-long: test-fuzzed test-lying test-killed

test-fuzzed: .venv/project .venv/tools
	HIPDRIVE_FUZZ_CASES=$(FUZZED) .venv/bin/pytest --color=no tests/test_motion_untrusted.py tests/test_commands_untrusted.py

test-lying: .venv/project .venv/tools
	HIPDRIVE_LYING_CASES=$(LYING) .venv/bin/pytest --color=no tests/test_recordings_that_lie.py

test-killed: .venv/project .venv/tools
	HIPDRIVE_STORE_WRITES=$(WRITES) .venv/bin/pytest --color=no tests/test_store_kill.py

snapshot: .venv/project .venv/tools
	@.venv/bin/python tests/take_snapshot.py --keep

docs: .venv/project
	@.venv/bin/python -m tools.cli_page
	@.venv/bin/python -m tools.measures_page
	@.venv/bin/python -m tools.training_page
	@.venv/bin/python -m tools.plans_page
	@.venv/bin/python -m tools.protocols_page
	@.venv/bin/python -m tools.safety_page
	@.venv/bin/python -m tools.exercise_schema
	@.venv/bin/python -m tools.contract_page
	@.venv/bin/python -m tools.api_page
	@.venv/bin/python -m tools.readme_pictures

words: .venv/project
	@.venv/bin/python -m tools.catalogue

validate: .venv/project
	@test -n "$$HIPDRIVE_DATA" || { echo "HIPDRIVE_DATA is not set: it names the folder of real recordings that 'make validate' compares with (see DATA-LICENSES.md)." >&2; exit 1; }
	@.venv/bin/python -m validation

bench: .venv-bench/project .venv/project .venv/tools
	@test -n "$$HIPDRIVE_DATA" || { echo "HIPDRIVE_DATA is not set: it names the folder of real recordings that 'make bench' is timed on (see DATA-LICENSES.md)." >&2; exit 1; }
	@.venv-bench/bin/python -m validation.bench
	@.venv-bench/bin/python -m validation.bench_exercises
	@.venv-bench/bin/python -m validation.bench_plans
	@.venv-bench/bin/python -m validation.bench_store
	@.venv/bin/python -m validation.bench_web
	@.venv/bin/python -m validation.web_loggers
	@.venv/bin/python -m validation.bench_lab

# pip compiles what it copies, but not what it only points to; "compileall" does, so that the first start is as quick as the second.
# The files made below only record, by their date, that a step was done.

.venv/program: requirements.lock
	@$(call new_environment,.venv)
	@$(PROGRAM_PINS) > .venv/program.txt
	@.venv/bin/python $(PIP_INSTALL) --require-hashes -r .venv/program.txt
	@touch $@

.venv/project: .venv/program pyproject.toml
	@.venv/bin/python $(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@.venv/bin/python -m compileall -q src
	@touch $@

.venv/tools: .venv/program
	@.venv/bin/python $(PIP_INSTALL) --require-hashes -r requirements.lock
	@touch $@

.venv-bench/project: requirements.lock pyproject.toml
	@$(call new_environment,.venv-bench)
	@$(PROGRAM_PINS) > .venv-bench/program.txt
	@.venv-bench/bin/python $(PIP_INSTALL) --require-hashes -r .venv-bench/program.txt
	@.venv-bench/bin/python $(PIP_INSTALL) --no-build-isolation --editable '.[bench]'
	@.venv-bench/bin/python -m compileall -q src
	@touch $@

define new_environment
"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	|| { echo "'$(PYTHON)' is not Python 3.11 or newer; install one, or name it: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }; \
"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null \
	|| { echo "'$(PYTHON)' has no venv; install it (on Debian and Ubuntu: apt install python3-venv), or name another Python: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }; \
echo "Installing the pinned packages into $(1); this is done once and takes a minute or two." >&2; \
"$(PYTHON)" -m venv --clear $(1)
endef

# Keeps the versions that still fit; "make lock UPGRADE=--upgrade" moves all of them to the newest.
COMPILE = .venv/bin/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --quiet $(UPGRADE)

lock: .venv/project
	@.venv/bin/python $(PIP_INSTALL) uv
	@grep -v '^#' requirements.lock > .venv/whole.lock
	@$(COMPILE) --group build --group dev --output-file .venv/whole.lock > .venv/lock.log
	@grep -v '^#' .venv/whole.lock > .venv/program.lock
	@$(COMPILE) --group build --constraints .venv/whole.lock --output-file .venv/program.lock > .venv/lock.log
	@.venv/bin/python .ci/join_locks.py .venv/program.lock .venv/whole.lock > .venv/joined.lock
	@mv .venv/joined.lock requirements.lock

clean:
	rm -rf .venv .venv-bench .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis hipdrive-demo
