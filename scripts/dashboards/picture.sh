#!/usr/bin/env bash
# Makes the pictures of this folder: pages of Datasette with a run's database, as a browser shows them.
#
# usage: scripts/dashboards/picture.sh RUN
#
# Needs chromium, and the packages of requirements.txt on the path of `datasette`.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
port=8917

work=$(mktemp -d)
trap 'kill "$server" 2>/dev/null; rm -rf "$work"' EXIT
datasette --immutable "$1/events.sqlite" --metadata "$here/metadata.yaml" --port $port --setting allow_download off >"$work/log" 2>&1 &
server=$!
for _ in $(seq 50); do
  grep -q "Uvicorn running" "$work/log" && break
  sleep 0.2
done
grep -q "Uvicorn running" "$work/log" || { cat "$work/log" >&2; exit 1; }

# picture NAME PAGE HEIGHT
picture() {
  chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
    --disable-component-update --disable-sync --user-data-dir="$work/profile" --window-size="1200,$3" \
    --screenshot="$here/$1" "http://localhost:$port/events/$2" 2>/dev/null
}
picture datasette.png "meetings_of?name=Putin" 700
picture datasette-most.png "who_met_whom_most?confidence=0.5" 700
picture datasette-deals.png "deals?_sort_desc=amount_number&_col=published&_col=subtype&_col=buyers&_col=assets&_col=sum&_col=times&_col=sentence" 800
