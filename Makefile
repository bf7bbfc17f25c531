# Every target is listed by "make help".
GO ?= go
export GO
LINT = $(GO) tool -modfile=tools/go.mod golangci-lint

.DEFAULT_GOAL := help
.PHONY: help run services test race many fuzz crash lint golden generate verify micro bench cover check

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## hold the conversation in this terminal
	@$(GO) run ./cmd/pledgebot chat

services: ## start a Postgres and a Redis for tests and benchmarks
	@tools/services start >/dev/null
	@echo 'use them:  eval "$$(tools/services start)"' && echo 'end them:  tools/services stop'

test: ## run every test this machine allows, and name those it does not
	CGO_ENABLED=0 tools/services try tools/test -shuffle=on ./...
	cd tools/bench && CGO_ENABLED=0 ../services try ../test ./...

race: ## run the tests but the crash sweep, shorter, with the race detector (needs a C compiler)
	@command -v $${CC:-cc} >/dev/null || { echo "make race needs a C compiler: apt-get install gcc libc6-dev" >&2; exit 1; }
	CGO_ENABLED=1 tools/services try tools/test -race -short -shuffle=on $$($(GO) list ./... | grep -v crashtest)

ROUNDS ?= 50
many: ## have eight people write one pledge at once over three replicas, ROUNDS times
	tools/services try tools/test -count=1 -timeout 1h ./cmd/pledgebot/crashtest -run OnePledge -rounds $(ROUNDS)

fuzz: ## fuzz every decoder and machine for 20 seconds each
	@for pkg in $$($(GO) list ./...); do \
	  for f in $$($(GO) test -list '^Fuzz' $$pkg 2>/dev/null | grep '^Fuzz'); do \
	    $(GO) test -run '^$$' -fuzz "^$$f$$" -fuzztime 20s $$pkg || exit 1; \
	  done; \
	done

N ?= 1000
AWAY ?= 60s
crash: ## kill the service N times while people walk through it, and take its stores away for AWAY
	tools/services run $(GO) test -count=1 -v -timeout 2h ./cmd/pledgebot/crashtest -kills $(N) -nudges $(N) -turns 100 -rounds 50 -away $(AWAY)

lint: ## check formatting, imports and style
	$(LINT) config verify && $(LINT) run && $(LINT) run --build-tags crash ./cmd/pledgebot
	cd tools/bench && $(GO) vet ./...

golden: ## rewrite golden files; read the difference before you keep it
	$(GO) test ./conversation ./bot ./bot/terminal ./bot/telegram -update

generate: ## write docs/flow.md and docs/rights.md from the code and the Call's data
	$(GO) run ./cmd/pledgebot flow > docs/flow.md
	$(GO) run ./cmd/pledgebot rights > docs/rights.md

verify: ## prove generated files and go.mod fresh, texts and data complete
	@$(GO) run ./cmd/pledgebot flow | diff -u docs/flow.md - || { echo "docs/flow.md is stale: make generate" >&2; exit 1; }
	@$(GO) run ./cmd/pledgebot rights | diff -u docs/rights.md - || { echo "docs/rights.md is stale: make generate" >&2; exit 1; }
	$(GO) mod tidy -diff
	$(GO) run ./cmd/pledgebot lint

micro: ## measure a turn, a submission and a rendered text
	tools/services try $(GO) test -run '^$$' -bench . -benchmem ./...

bench: ## let people walk through the service and through two plain bots; BENCH= says what else is measured
	cd tools/bench && ../services run $(GO) run . $(BENCH)

cover: ## coverage of the pure packages
	@$(GO) test -cover ./conversation/... ./locales

check: lint verify ## everything CI checks; no test may be skipped
	PLEDGEBOT_TEST_STRICT=1 tools/services run $(MAKE) --no-print-directory test race many

VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
PLATFORMS = linux/amd64 linux/arm64 darwin/arm64

.PHONY: release
release: ## build static binaries, checksums and a list of parts into dist/
	rm -rf dist && mkdir dist
	@for p in $(PLATFORMS); do \
	  out=dist/pledgebot-$(VERSION)-$$(echo $$p | tr / -); echo $$out; \
	  CGO_ENABLED=0 GOOS=$${p%/*} GOARCH=$${p#*/} $(GO) build -trimpath -buildvcs=false \
	    -ldflags '-s -w -X main.version=$(VERSION)' -o $$out ./cmd/pledgebot || exit 1; \
	done
	$(GO) tool -modfile=tools/go.mod cyclonedx-gomod bin -json -std -noserial -notimestamp -version $(VERSION) \
	  -output dist/pledgebot-$(VERSION).cdx.json dist/pledgebot-$(VERSION)-linux-amd64
	cd dist && { command -v sha256sum >/dev/null && sha256sum * || shasum -a 256 *; } > ../SHA256SUMS.new && mv ../SHA256SUMS.new SHA256SUMS
