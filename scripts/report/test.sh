#!/usr/bin/env bash
# Tests the report in a browser: what is on the page against the records, with nothing sent, loaded or broken.
#
# usage: scripts/report/test.sh PROGRAM EVENTS [PICTURES]
#
# PROGRAM is the built dateline, EVENTS what `dateline extract seeds` wrote; PICTURES is a folder for pictures of the
# pages. Needs node, npm and chromium (or CHROMIUM, the path of one); what drives the browser goes to
# ${DATELINE_CACHE:-${XDG_CACHE_HOME:-~/.cache}/dateline}/browser, outside the checkout, once.
set -euo pipefail

driver=playwright-core@1.65.1
cache=${DATELINE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/dateline}/browser
if [ "$(cat "$cache/driver" 2>/dev/null)" != "$driver" ]; then
  mkdir -p "$cache"
  npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$cache" "$driver"
  printf '%s' "$driver" >"$cache/driver"
fi
DATELINE_BROWSER=$cache exec node "$(dirname "$0")/test.mjs" "$@"
