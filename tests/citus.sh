#!/usr/bin/env bash
# Tells the whole story on a cluster of Citus, and compares what it tells with SQLite, byte for byte.
#
#   tests/citus.sh postgres://owner@coordinator/rolls          an empty database, in which the extension is or can be made
#   tests/citus.sh --form postgres://owner@server/rolls        the same on one server without Citus, in the distributed form
#
# The program is $CUTRI, else cutri on the path. Exit codes: 0 the same · 1 something differs or failed · 77 it did not run.

set -euo pipefail
cd "$(dirname "$0")/.."

form=citus
if [ "${1:-}" = --form ]; then
    form=form
    shift
fi
# The election of the sample is over: its moments are told.
export CUTRI_BACKDATED=true
url="${1:-${CUTRI_CITUS:-}}"
cutri="${CUTRI:-cutri}"

did_not_run() {
    echo "tests/citus.sh did NOT run: $1" >&2
    exit 77
}

[ -n "$url" ] || did_not_run "no cluster was named; give the address of an empty database: tests/citus.sh postgres://…"
command -v "$cutri" >/dev/null || did_not_run "there is no program $cutri; name it in CUTRI"

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

# A command that may end with findings (1).
told() {
    local code=0
    "$cutri" "$@" || code=$?
    [ "$code" -le 1 ] || { echo "cutri $1 ended with $code" >&2; exit 1; }
}

# The story in one database: $1, into the folder $2.
story() {
    local db=$1 out=$2 first second
    mkdir "$out"
    told load samples/xuan-hoa --db "$db" --as an >"$out/load"
    # Two processes share the derivation: one begins it, the other only helps, and may come too late. A file has one.
    told derive --db "$db" --jobs 2 --as an >"$work/derived" &
    first=$!
    [ "$db" = "$work/lists.db" ] || told derive --worker --db "$db" --jobs 2 >"$work/worker" &
    second=$!
    wait "$first"
    wait "$second"
    told post --anyway --db "$db" --at 2026-02-03T08:00 --as an >"$out/post"
    # Its moves between communes are transfers: one transaction over two shards.
    told update "$work/delta" --db "$db" --at 2026-02-20T10:00 --as an >"$out/update"
    told render --db "$db" --formats csv,jsonl --out "$out/posted" >"$work/rendered"
    told explain 098085000382 --db "$db" >"$out/explain"
    told changes --db "$db" --format json >"$out/changes"
    told books --db "$db" --format json >"$out/books"
    told waiting --db "$db" --format json --at 2026-02-21T10:00 >"$out/waiting"
    told verify --db "$db" >"$work/verified"
}

"$cutri" db init --db "$url" --distributed >"$work/init"
cat "$work/init"
if [ "$form" = citus ] && ! grep -q 'distributed by commune (Citus)' "$work/init"; then
    did_not_run "the server has no Citus; --form tries the form of the tables on it"
fi
told sample --delta-of samples/xuan-hoa --changes 60 --out "$work/delta" >"$work/sampled"
story "$url" "$work/cluster"
story "$work/lists.db" "$work/file"
diff --recursive --brief "$work/file" "$work/cluster" || { echo "the cluster tells another story than SQLite" >&2; exit 1; }
echo "the cluster tells the same story as SQLite: $(find "$work/file" -type f | wc -l) files and answers are the same bytes"
