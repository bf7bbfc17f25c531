# Every target is listed by "make help".
GO ?= go
LINT = $(GO) tool -modfile=tools/go.mod golangci-lint

.DEFAULT_GOAL := help
.PHONY: help run test race fuzz lint golden generate verify bench cover check

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## hold the conversation in this terminal
	@$(GO) run ./cmd/pledgebot chat

test: ## run every test (needs Go, git and make)
	CGO_ENABLED=0 $(GO) test -shuffle=on ./...

race: ## run every test with the race detector (needs a C compiler)
	@command -v $${CC:-cc} >/dev/null || { echo "make race needs a C compiler: apt-get install gcc libc6-dev" >&2; exit 1; }
	CGO_ENABLED=1 $(GO) test -race -shuffle=on ./...

fuzz: ## fuzz every decoder and machine for 20 seconds each
	@for pkg in $$($(GO) list ./...); do \
	  for f in $$($(GO) test -list '^Fuzz' $$pkg 2>/dev/null | grep '^Fuzz'); do \
	    $(GO) test -run '^$$' -fuzz "^$$f$$" -fuzztime 20s $$pkg || exit 1; \
	  done; \
	done

lint: ## check formatting, imports and style
	$(LINT) config verify && $(LINT) run

golden: ## rewrite golden files; read the difference before you keep it
	$(GO) test ./conversation ./bot ./bot/terminal -update

generate: ## draw docs/flow.md from the Call's data
	$(GO) run ./cmd/pledgebot flow > docs/flow.md

verify: ## prove generated files and go.mod fresh, texts and data complete
	@$(GO) run ./cmd/pledgebot flow | diff -u docs/flow.md - || { echo "docs/flow.md is stale: make generate" >&2; exit 1; }
	$(GO) mod tidy -diff
	$(GO) run ./cmd/pledgebot lint

bench: ## measure a turn, a submission and a rendered text
	$(GO) test -run '^$$' -bench . -benchmem ./...

cover: ## coverage of the pure packages
	@$(GO) test -cover ./conversation/... ./locales

check: lint verify test race ## everything CI checks

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
