#!/bin/sh
# Compares docxtemplate with docxtemplater and easy-template-x (npm) and docxtpl
# (Debian: python3-docxtpl) on the same templates and data, and prints a table.
# Needs Go, node with npm, and python3; an engine that is not there is left out.
#
#	docxtemplate/bench/run.sh [FOLDER]
#
# A busy machine is allowed for: the time of a document is the time that passed
# or that the processor worked for it, whichever is less.
#
# FOLDER keeps what npm installs and the results; a temporary one if not given.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
dir=${1:-$(mktemp -d)}
mkdir -p "$dir"
dir=$(cd "$dir" && pwd)
python=${PYTHON:-/usr/bin/python3}

cd "$here"
go build -o "$dir/bench" .
"$dir/bench" export "$dir"

lines=$dir/results.jsonl
: >"$lines"
for work in W1 W2; do
	"$dir/bench" measure $work >>"$lines"
done

if command -v npm >/dev/null; then
	[ -d "$dir/node_modules/docxtemplater" ] || npm install --silent --no-fund --no-audit --prefix "$dir" docxtemplater@3 pizzip@3 easy-template-x@7 >&2
	for engine in docxtemplater easy-template-x; do
		for work in W1 W2; do
			node --max-old-space-size=8192 peers.mjs $engine "$dir" $work >>"$lines"
		done
	done
else
	echo "npm is not installed: docxtemplater and easy-template-x are left out" >&2
fi

if "$python" -c 'import docxtpl' 2>/dev/null; then
	for work in W1 W2; do
		"$python" peers.py "$dir" $work >>"$lines"
	done
else
	echo "$python has no docxtpl: it is left out" >&2
fi

"$dir/bench" table <"$lines"
