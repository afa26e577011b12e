#!/usr/bin/env bash
# Makes datasette.png: a question to a run's database in Datasette, as a browser shows it.
#
# usage: scripts/dashboards/picture.sh RUN
#
# Needs chromium, and the packages of requirements.txt on the path of `datasette`.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

work=$(mktemp -d)
trap 'kill "$server" 2>/dev/null; rm -rf "$work"' EXIT
datasette --immutable "$1/events.sqlite" --metadata "$here/metadata.yaml" --port 8917 --setting allow_download off 2>"$work/log" &
server=$!
for _ in $(seq 50); do
  grep -q "Uvicorn running" "$work/log" && break
  sleep 0.2
done
chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
  --disable-component-update --disable-sync --user-data-dir="$work/profile" --window-size=1200,900 \
  --screenshot="$here/datasette.png" "http://localhost:8917/events/meetings_of?name=Putin" 2>/dev/null
