#!/bin/sh
# Builds a record of the example reports and shows it: demo.sh RECORD (READOUT names the command, if not on the path).
set -eu
record=${1:-demo.db}
readout=${READOUT:-readout}
here=$(dirname "$0")
run() { printf '\n$ readout %s\n' "$*"; "$readout" "$@" --record "$record"; }

run add "$here/reports"
run reports
run contacts --between "United States" Israel
run asks
run checks
run transfers
run figures
run statements --limit 12
run disputes
run gaps "Joe Biden" "Benjamin Netanyahu" --kind call
run verify
