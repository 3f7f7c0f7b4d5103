#!/bin/sh
# The step of action.yml that judges: annotations go to the log, SARIF and comment into files, and the comment to the summary
# of the job. Ends with the exit code of the gate.
set -eu

# One path a line: neither spaces nor patterns mean anything.
set -f
IFS='
'
# shellcheck disable=SC2086
set -- ${GATE_PATHS:-.}
unset IFS

# What an earlier step left there is no result of this one.
rm -f "$GATE_SARIF" "$GATE_COMMENT"
status=0
node "$KANSA_HOME/dist/cli.js" gate --format github --format "sarif=$GATE_SARIF" --format "markdown=$GATE_COMMENT" -- "$@" ||
  status=$?

echo "exit-code=$status" >>"$GITHUB_OUTPUT"
if [ -f "$GATE_SARIF" ]; then echo "sarif=$GATE_SARIF" >>"$GITHUB_OUTPUT"; fi
if [ -f "$GATE_COMMENT" ]; then
  echo "comment=$GATE_COMMENT" >>"$GITHUB_OUTPUT"
  cat "$GATE_COMMENT" >>"$GITHUB_STEP_SUMMARY"
fi
exit "$status"
