# What the tests need beside the SDK: a PostgreSQL of their own, Chromium, strace, Node and an npm client. Sourced by
# ./test (bash); expects $root. Debian's packages are installed only when something is missing.

node_version=22.23.3

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1; then sudo -n "$@"
    else
        echo "test: '$*' needs root: run it yourself, or run ./test as root or with sudo installed" >&2
        return 1
    fi
}

# The folder of the newest PostgreSQL server's programs; empty when there is none.
postgres_programs() {
    local found
    found=$(printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)
    if [ -x "$found" ]; then dirname "$found"
    elif found=$(command -v initdb); then dirname "$(readlink -f "$found")"
    fi
}

chromium_program() { command -v chromium || command -v chromium-browser || command -v google-chrome || true; }

node_major() { "$1" --version 2>/dev/null | sed -n 's/^v\([0-9]*\).*/\1/p'; }

# The system's Node when it is 22 or newer, else the one in .tools/, else nothing.
node_program() {
    local candidate
    for candidate in "$(command -v node || true)" "$root/.tools/node_modules/node/bin/node"; do
        if [ -n "$candidate" ] && [ "$(node_major "$candidate")" -ge 22 ] 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
}

provide_tools() {
    local missing=() clients="$root/tests/Tandem.EndToEnd.Tests/clients"
    [ -n "$(postgres_programs)" ] || missing+=(postgresql)
    [ -n "$(chromium_program)" ] || missing+=(chromium)
    command -v strace >/dev/null || missing+=(strace)
    command -v npm >/dev/null || missing+=(npm)
    if [ ${#missing[@]} -gt 0 ]; then
        echo "  installing ${missing[*]} (apt)"
        install_packages "${missing[@]}" || return 1
    fi
    if [ -z "$(node_program)" ]; then
        echo "  installing Node $node_version into .tools/ (npm)"
        logged npm-node npm install --prefix "$root/.tools" --no-save --no-audit --no-fund "node@$node_version" || return 1
    fi
    TANDEM_TEST_NODE=$(node_program)
    [ -n "$TANDEM_TEST_NODE" ] || { echo "test: no Node of version 22 or newer" >&2; return 1; }
    if [ -f "$clients/package-lock.json" ] && ! cmp -s "$clients/package-lock.json" "$clients/node_modules/.installed"; then
        echo "  installing the npm clients of tests/Tandem.EndToEnd.Tests (npm)"
        logged npm-clients npm ci --prefix "$clients" --ignore-scripts --no-audit --no-fund || return 1
        cp "$clients/package-lock.json" "$clients/node_modules/.installed"
    fi
    TANDEM_TEST_CHROMIUM=$(chromium_program)
    TANDEM_TEST_STRACE=$(command -v strace)
    TANDEM_TEST_CLIENTS=$clients
    export TANDEM_TEST_NODE TANDEM_TEST_CHROMIUM TANDEM_TEST_STRACE TANDEM_TEST_CLIENTS
    echo "  Node $("$TANDEM_TEST_NODE" --version), $(strace --version | head -n 1), $TANDEM_TEST_CHROMIUM"
}

install_packages() {
    if ! command -v apt-get >/dev/null 2>&1; then
        echo "test: no apt-get here: please install: $*" >&2
        return 1
    fi
    logged apt-update as_root apt-get -o DPkg::Lock::Timeout=300 update || return 1
    logged apt-install as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$@"
}

# logged NAME COMMAND…: runs it quietly, shows its output only when it fails.
logged() {
    local log="$root/artifacts/test/$1.log"
    shift
    "$@" >"$log" 2>&1 </dev/null || { cat "$log" >&2; echo "test: failed: $*" >&2; return 1; }
}

postgres_data=
postgres_user=()

# A private cluster on a free loopback port, with fsync on as in production, since durability is what is tested.
start_postgres() {
    local programs password port try
    programs=$(postgres_programs)
    postgres_data=$1/data
    mkdir -p "$1"
    # PostgreSQL refuses to run as root.
    if [ "$(id -u)" -eq 0 ]; then
        postgres_user=(runuser -u postgres --)
        id postgres >/dev/null 2>&1 || postgres_user=(runuser -u nobody --)
        chown "${postgres_user[2]}" "$1"
    fi
    chmod 700 "$1"
    password=$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')
    "${postgres_user[@]}" sh -c 'umask 077; printf %s "$2" > "$1/password"' sh "$1" "$password" || return 1
    logged postgres-initdb in_folder "$1" "${postgres_user[@]}" "$programs/initdb" -D "$postgres_data" -U tandem \
        --encoding=UTF8 --locale=C --auth=scram-sha-256 --pwfile="$1/password" || return 1
    for try in 1 2 3 4 5 6 7 8; do
        port=$((20000 + RANDOM % 12000))
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && continue
        if logged postgres-start in_folder "$1" "${postgres_user[@]}" "$programs/pg_ctl" -D "$postgres_data" -w -t 60 \
            -l "$1/server.log" -o "-h 127.0.0.1 -p $port -k $1 -c fsync=on -c max_connections=300" start; then
            export TANDEM_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=tandem;Password=$password;Database=postgres"
            echo "  PostgreSQL $("$programs/postgres" --version | grep -o '[0-9][0-9.]*' | head -n 1) on port $port"
            return 0
        fi
        [ "$try" -lt 8 ] || { cat "$1/server.log" >&2; return 1; }
    done
}

in_folder() { (cd "$1" && shift && exec "$@"); }

stop_postgres() {
    [ -n "$postgres_data" ] && [ -f "$postgres_data/postmaster.pid" ] || return 0
    in_folder / "${postgres_user[@]}" "$(postgres_programs)/pg_ctl" -D "$postgres_data" -m immediate -w stop \
        >/dev/null 2>&1
}
