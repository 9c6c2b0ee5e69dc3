# make run    sets everything up and serves the app on http://localhost:8501 (PORT=... changes it)
# make test   sets everything up and runs lint, type check, unit, page and browser tests
# make check  checks data/targets.yaml
# make fuzz   20,000 hostile inputs (COUNT=..., SEED=...): each is loaded rightly or refused clearly
# make soak   50 visitors at once for ten minutes (SESSIONS=..., MINUTES=...): no error, nothing shared, memory levels off
# make site   writes the whole collection as a static site to build/site (OUT=..., SITE_URL=..., APP_URL=...)
# make replicas  serves the app as N=4 processes behind nginx on PORT (nginx-light from Debian is needed)
# make replicas-proof  kills one of 4 replicas under load: its visitors find their view on another
# make proxy-proof  the nginx configuration of docs/deploying.md in front of the app: every page, used, under its policy
# make image-proof  the images built by Debian's buildah without a daemon, then used read-only (Debian, root)
# make axe    axe-core on every page in both languages and both themes (make test: two of the four)
# make firefox  both stories from their files in Firefox, key by key, without a network (Debian, root)
# make bench  speed beside Streamlit, Dash and a static page (ROUNDS=..., ONLY="cold clicks start memory load workbook large growth")
# make audit  known vulnerabilities of the pinned packages, asked live (PyPI's or OSV's service; make test asks a file)

PORT ?= 8501
PYTHON ?= python3
COUNT ?= 20000
SEED ?= 1
ROUNDS ?= 20
ONLY ?=
SESSIONS ?= 50
MINUTES ?= 10
N ?= 4
OUT ?= build/site
SITE_URL ?=
APP_URL ?=
BIN := .venv/bin

.PHONY: run test check site replicas replicas-proof proxy-proof image-proof fuzz soak audit axe firefox clean help bench

help:
	@sed -n 's/^# make/make/p' Makefile

.venv/app.stamp: requirements.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/test.stamp: requirements-test.txt requirements-login.txt .venv/app.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-test.txt
	touch $@

run: .venv/app.stamp
	$(BIN)/streamlit run dashboard.py --server.port $(PORT)

test: .venv/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m loaders check
	$(BIN)/python -m scripts.find_chromium --install
	$(BIN)/python -m scripts.find_nginx --install
	$(BIN)/python -m pytest -n 2 --dist worksteal

check: .venv/app.stamp
	$(BIN)/python -m loaders check

site: .venv/app.stamp
	$(BIN)/python -m exports.site -o '$(OUT)' --address '$(SITE_URL)' --app '$(APP_URL)'

replicas: .venv/app.stamp
	$(BIN)/python -m scripts.replicas --count $(N) --port $(PORT) --site '$(OUT)'

replicas-proof: .venv/test.stamp
	$(BIN)/python -m tests.robustness.replicas --replicas $(N)

proxy-proof: .venv/test.stamp
	$(BIN)/python -m scripts.find_nginx --install
	$(BIN)/python -m scripts.find_chromium --install
	$(BIN)/python -m tests.robustness.proxy

fuzz: .venv/test.stamp
	$(BIN)/python -m tests.robustness.fuzz --count $(COUNT) --seed $(SEED)

soak: .venv/test.stamp
	$(BIN)/python -m tests.robustness.soak --sessions $(SESSIONS) --minutes $(MINUTES) --seed $(SEED)

axe: .venv/test.stamp
	ATLAS_AXE=all $(BIN)/python -m pytest tests/browser/test_accessible.py -k wcag

.venv/bench.stamp: requirements-bench.txt .venv/test.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-bench.txt
	touch $@

bench: .venv/bench.stamp
	$(BIN)/python -m benchmarks --rounds $(ROUNDS) $(if $(ONLY),--only $(ONLY))

image-proof: .venv/bench.stamp
	$(BIN)/python -m tests.robustness.image

firefox: .venv/bench.stamp
	$(BIN)/python -m tests.robustness.firefox

audit: .venv/test.stamp
	$(BIN)/pip-audit --strict --disable-pip --no-deps -r requirements-login.txt

clean:
	rm -rf .venv build
