#!/bin/sh
# Build the map page into src/fleettickets/page/ if its sources changed since the last build.
#
#   ./build.sh          build if needed; installs the packages of package-lock.json if needed
#   ./build.sh --check  as above, then types, lint, layers and unit tests
#
# Node 20.19+ or 22.12+ is needed only if there is something to do. NODE_DIR names a folder in which
# to look for it before PATH.
set -eu
cd "$(dirname "$0")"
page=../src/fleettickets/page
[ -z "${NODE_DIR:-}" ] || PATH="$NODE_DIR:$PATH"

hash_of() { # the content and the names of files and folders
    find "$@" -type f -exec sha256sum {} + | LC_ALL=C sort | sha256sum | cut -d ' ' -f 1
}

need_node() {
    if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
        echo "web: Node is not installed. Install Node 20.19 or later, with npm, and run this again." >&2
        exit 2
    fi
    if ! node -e 'const [a, b] = process.versions.node.split(".").map(Number);
            process.exit(a > 22 || (a === 22 && b >= 12) || (a === 20 && b >= 19) ? 0 : 1)'; then
        echo "web: Node $(node --version) is not supported: install 20.19+ or 22.12+." >&2
        exit 2
    fi
}

install_packages() {
    lock=$(hash_of package-lock.json)
    if [ "$(cat node_modules/.lock-hash 2>/dev/null)" != "$lock" ]; then
        need_node
        npm ci --no-audit --no-fund
        echo "$lock" >node_modules/.lock-hash
    fi
}

sources=$(hash_of ./*.html package.json package-lock.json ./vite*.config.ts tsconfig.json scripts src public)
if [ "$(cat $page/.sources-hash 2>/dev/null)" != "$sources" ]; then
    need_node
    install_packages
    npm run --silent build
    echo "$sources" >$page/.sources-hash
fi
if [ "${1:-}" = --check ]; then
    need_node
    install_packages
    npm run --silent check
fi
