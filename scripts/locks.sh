#!/usr/bin/env bash
# Resolves every lock again; fails when a lock would name a package host.
set -euo pipefail
cd "$(dirname "$0")/.."
compile() { # OUTPUT, then what to resolve
    local output="requirements/$1.lock"
    shift
    uv pip compile --quiet --universal --python-version "${version:-3.11}" --generate-hashes --no-header \
        --no-annotate "$@" --output-file "$output"
}
upgrade=()
if [ "${UPGRADE:-}" = 1 ]; then upgrade=(--upgrade); fi
extras=(--extra web --extra postgres --extra pdf --extra text)
compile runtime "${upgrade[@]}" pyproject.toml requirements/build.in "${extras[@]}"
compile dev "${upgrade[@]}" -c requirements/runtime.lock pyproject.toml requirements/build.in \
    "${extras[@]}" --extra dev --extra docs
compile cluster "${upgrade[@]}" -c requirements/dev.lock pyproject.toml requirements/build.in \
    --extra cluster
version=3.12 compile bench "${upgrade[@]}" -c requirements/runtime.lock requirements/bench.in
compile installer "${upgrade[@]}" requirements/installer.in
compile node "${upgrade[@]}" requirements/node.in
npm install --package-lock-only --ignore-scripts --loglevel=error
if grep -nE '://|--(extra-)?index-url|--find-links' requirements/*.lock; then
    echo "a lock names a package host" >&2
    exit 1
fi
if grep -nE '"resolved"' package-lock.json; then
    echo "package-lock.json names a package host" >&2
    exit 1
fi
