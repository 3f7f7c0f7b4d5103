#!/bin/sh
# One scheduled scan: keeps the run under KANSA_RUNS, compares it with the last finished one, and ends with the scan's
# exit code. Further arguments go to the scan. KANSA_NOTIFY_WEBHOOK or KANSA_NOTIFY_SNS say who is told of changes.
set -eu

runs=${KANSA_RUNS:-/runs}
kansa=${KANSA:-kansa}
mkdir -p "$runs"

last=
for run in "$runs"/????-??-??T??????Z; do
  # A run that was cut off holds no evaluation: there is nothing to compare with.
  if [ -f "$run/evaluation.json" ]; then last=$run; fi
done

today=$runs/$(date -u +%Y-%m-%dT%H%M%SZ)
status=0
$kansa scan --out "$today" "$@" || status=$?

if [ -n "$last" ] && [ -f "$today/evaluation.json" ]; then
  compared=0
  $kansa diff "$last" "$today" || compared=$?
  # The scan's own code tells more; a comparison that failed must not be silent, though.
  if [ "$status" -eq 0 ]; then status=$compared; fi
fi
exit "$status"
