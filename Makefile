# SPDX-License-Identifier: Apache-2.0
# make demo and make test set up everything themselves on a Debian 12 with Swift.

PACKAGES = pkg-config libcsv-dev libxlsxwriter-dev libopenblas-dev libdnnl-dev libsimdjson-dev \
  libzip-dev libexpat1-dev libpcre2-dev libsqlite3-dev zlib1g-dev libcurl4-openssl-dev libssl-dev \
  libzstd-dev libsnappy-dev liblz4-dev liblzma-dev libbz2-dev openmpi-bin
ASSAY = .build/release/assay
DEMO = .build/demo
# Environments of the reference implementations, made from PyPI by Tests/Oracles/setup.sh.
ORACLES ?= .oracles
SHARED ?= ../shared
LARGE ?=
INPUTS ?= 200000
SEED ?= 1
MUTANTS ?= 60
OLD_BINARY ?=

.PHONY: build test python demo bench bench-compare fuzz oracle slice mutants format lint generate packages dist dist-check arm64 \
  site picture clean

build: packages ## the release binary
	swift build -c release --product assay -Xlinker --strip-all

# Tests that run in processes of their own come last, alone: while one of them waits, Swift Testing's
# thread for it spins on any other child of the process that has ended and is not yet reaped.
test: packages ## build and run every test
	swift build --build-tests
	swift test --skip-build --skip KernelSafetyTests
	swift test --skip-build --filter KernelSafetyTests
	@$(MAKE) --no-print-directory python

python: ## the tests of the Python package, on the debug build; left out where there is no Python 3.9
	@if python3 -c 'import sys; sys.exit(sys.version_info < (3, 9))' 2>/dev/null; then \
	  cd Python && ASSAY_BINARY=$${ASSAY_BINARY:-$(CURDIR)/.build/debug/assay} PYTHONPATH=. \
	    python3 -m unittest discover -s tests; \
	else echo "skipped: the Python package, as there is no Python 3.9"; fi

demo: build ## from a bundled sample to a measured model, its report and a first label
	@rm -rf $(DEMO) && mkdir -p $(DEMO)
	$(ASSAY) samples mails --output $(DEMO)
	$(ASSAY) run $(DEMO)/mails.csv --prompt-column text --completion-column topic --yes --unsafe-fixes \
	  --budget 1min --output $(DEMO)/run
	$(ASSAY) predict --model $(DEMO)/run/model --text "Hello, there is a crack in the mirror. Thanks."

oracle: build ## differential tests against the reference implementations, from PyPI; PARTS="data client" runs some
	ORACLES=$(ORACLES) Tests/Oracles/run.sh

slice: packages ## a few minutes of comparisons and of fuzzing on the debug build, after make test
	ORACLES=$(ORACLES) Tests/Oracles/slice.sh

mutants: packages ## how many of MUTANTS faults put in at random (SEED) the tests notice; takes an hour or more
	Tests/Mutation/mutants.py --mutants $(MUTANTS) --seed $(SEED)

bench: build ## speed next to the reference implementations, one table at the end, 1 where a goal is missed; LARGE=--large for 10^7 rows and 2 GB
	ORACLES=$(ORACLES) SHARED=$(SHARED) LARGE=$(LARGE) Benchmarks/run.sh

bench-compare: build ## this build against OLD_BINARY in turns, to see whether a change costs time
	@[ -n "$(OLD_BINARY)" ] || { echo "say which: make bench-compare OLD_BINARY=PATH"; exit 2; }
	python3 -u Benchmarks/compare_binaries.py "$(OLD_BINARY)" $(ASSAY)

fuzz: packages ## changed and hostile inputs for all readers, with the address sanitizer; INPUTS=n SEED=n
	swift build -c release --sanitize=address --scratch-path .build/fuzz --product assay-fuzz
	@mkdir -p .build/fuzz/inputs
	ASAN_OPTIONS=quarantine_size_mb=16:detect_leaks=0 .build/fuzz/release/assay-fuzz .build/fuzz/inputs $(INPUTS) $(SEED)

format: ## rewrite the sources in the project's format
	swift format --in-place --recursive Package.swift Sources Tests

lint: ## fail when a source is not in the project's format
	swift format lint --strict --recursive Package.swift Sources Tests

generate: ## renew all generated files after a change in Rules/, Profiles/, Samples/, Page/, ReportPage/ or in what assay.yaml may say
	Sources/CEmbedded/generate.sh
	swift build --product assay
	.build/debug/assay rules --format markdown > docs/rules.md.new && mv docs/rules.md.new docs/rules.md
	.build/debug/assay rules --format schema > docs/assay.schema.json.new \
	  && mv docs/assay.schema.json.new docs/assay.schema.json
	.build/debug/assay train --list-hyperparameters > docs/hyperparameters.md.new \
	  && mv docs/hyperparameters.md.new docs/hyperparameters.md

dist: packages ## wheel, Debian package, tarball and image in dist/, with checksums and a list of their parts
	Packaging/dist.sh

dist-check: ## try what make dist made: in bare Debian 12 and 13 roots, in a folder that moves, in the image
	Packaging/check.sh

site: build ## the documentation as a site in .build/site/html
	Packaging/site.sh $(ASSAY)

picture: build ## renew the pictures of README: what the program prints, and a report in Chromium
	Packaging/picture.py $(ASSAY) > docs/ten-seconds.svg.new && mv docs/ten-seconds.svg.new docs/ten-seconds.svg
	Packaging/report_picture.py $(ASSAY) docs/report.png

arm64: packages ## compile the C sources for 64-bit ARM
	Packaging/arm64.sh

packages: ## install the system packages that are missing
	@missing=$$(for p in $(PACKAGES); do \
	  dpkg-query -W -f '$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done); \
	if [ -n "$$missing" ]; then \
	  echo "installing $$missing"; \
	  sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	  $$sudo apt-get update -q && \
	  DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -q --no-install-recommends $$missing; \
	fi

clean:
	rm -rf .build dist
