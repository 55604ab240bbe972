# Every task of the project by name; what needs more than a line or two is in scripts/.

PREFIX ?= /usr/local
SECONDS ?= 600
SIZE ?= 8
RUNS ?= 7
SWIFT ?= swift
CORPORA ?= $(wildcard ../shared/corpora)
ORDINARY ?= $(wildcard /usr/share/doc)
export CORPORA ORDINARY
RELEASE = .build/release/sluice

.DEFAULT_GOAL := help
.PHONY: help deps run build test test-clients test-gateways test-goregex test-kernels compat-gitleaks lint bench bench-server bench-idle score score-peers bench-test bench-peers names fuzz sanitize coverage install serve install-server clean personal-data

help: ## List the tasks
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1 | \2/p' Makefile | awk -F' \\| ' '{ printf "%-20s %s\n", $$1, $$2 }'

deps: ## Install the system libraries that are missing
	@scripts/install-dependencies.sh

run: deps ## Build, and filter the recorded conversation of Fixtures/
	@scripts/run.sh

build: deps ## Build the sluice command, optimised
	@scripts/build.sh --product sluice

test: deps lint ## Check the style and the rules, and run all tests
	@scripts/test.sh

test-clients: deps ## Let the official Python clients of OpenAI, Anthropic, Gemini and Ollama read filtered streams
	@scripts/test-clients.sh

test-goregex: deps ## Compare translated Go expressions with Go itself (SEED=1, COUNT=20000)
	@scripts/test-goregex.sh

compat-gitleaks: deps ## Compare findings with gitleaks' own, one by one (DIR=directories besides the generated corpus)
	@scripts/compat-gitleaks.sh

test-kernels: ## Compare the vector kernels with plain loops, also those of 64-bit ARM in an emulator
	@scripts/test-kernels.sh

test-gateways: deps ## Send requests through the LiteLLM proxy, which asks the server
	@scripts/test-gateways.sh

lint: ## Check the style of all Swift files
	@$(SWIFT) format lint --recursive --strict Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources Benchmarks/Tests

personal-data: build ## Write the table of Docs/personal-data.md again
	@sed -i '/^| country /,$$d' Docs/personal-data.md
	@$(RELEASE) rules list --rules Rules --only pii --format markdown >> Docs/personal-data.md

bench: build ## Measure, and write Benchmarks/RESULTS.md (SIZE=8 megabytes, RUNS=7)
	@scripts/bench.sh $(SIZE) $(RUNS)

score: deps ## Measure recall and false alarms (CORPORA=directory of labelled examples, ORDINARY=files without secrets)
	@scripts/score.sh

score-peers: deps ## Print Presidio's precision, recall and speed beside Sluice's (CORPORA=directory of labelled examples)
	@scripts/score-peers.sh

bench-server: deps ## Measure the server with wrk, beside a bare echo
	@scripts/bench-server.sh

bench-idle: deps ## Measure the memory of 10,000 idle streams of the server
	@scripts/build.sh --product sluice-serve
	@PYTHONDONTWRITEBYTECODE=1 python3 Benchmarks/tools/idle.py --server .build/release/sluice-serve --rules Rules

bench-test: deps ## Test the corpus generator
	@$(SWIFT) build -c release --package-path Benchmarks --build-tests
	@$(SWIFT) test -c release --package-path Benchmarks --skip-build

bench-peers: ## Install the tools that Sluice is compared with into .venv-peers
	@scripts/install-peers.sh

names: ## Train the name tagger again (Rules/models/names.bin)
	@scripts/train-names.sh

fuzz: deps ## Feed generated input to the scanner (SECONDS=600)
	@scripts/fuzz.sh $(SECONDS)

sanitize: deps ## Run the tests under the address and thread sanitizers
	@scripts/sanitize.sh

coverage: deps ## Run the tests and show the lines they cover, by target
	@scripts/coverage.sh

install: build ## Install the command and its rules below PREFIX=/usr/local
	@install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/sluice"
	@install -m 755 $(RELEASE) "$(DESTDIR)$(PREFIX)/bin/sluice"
	@scripts/build.sh --product sluice-audit
	@install -m 755 $(RELEASE)-audit "$(DESTDIR)$(PREFIX)/bin/sluice-audit"
	@cp -R Rules "$(DESTDIR)$(PREFIX)/share/sluice/"

serve: deps ## Build the server, and run it on 127.0.0.1:8787
	@scripts/build.sh --product sluice-serve
	@$(RELEASE)-serve

install-server: install ## Install the server as well
	@scripts/build.sh --product sluice-serve
	@install -m 755 $(RELEASE)-serve "$(DESTDIR)$(PREFIX)/bin/sluice-serve"

clean: ## Remove everything that was built or generated
	@rm -rf .build .build-* Benchmarks/.build Benchmarks/corpus .venv-*
