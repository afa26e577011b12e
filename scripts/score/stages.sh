#!/usr/bin/env bash
# The figures of the stages behind the model: times, amounts, events; all through the program.
#
# usage: scripts/score/stages.sh [DATA]
#
# Without DATA, the sample stories alone. DATA holds `timex/*.jsonl`, `money/recognizers_currency.json`,
# `acquisitions/train.jsonl` and `rams/dev.jsonl`.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
data=${1:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cargo build --release --quiet --manifest-path "$root/Cargo.toml"
dateline() { "$root/target/release/dateline" "$1" --quiet --model "$root/models/news-minilm" "${@:2}"; }

# Turns {id, text, dct?} lines into documents; `dct` is the publication date.
documents() {
  python3 -c '
import json, sys
for line in sys.stdin:
    record = json.loads(line)
    document = {"id": record["id"], "text": record["text"]}
    if record.get("dct"):
        document["published"] = record["dct"][:10]
    print(json.dumps(document))'
}

dateline extract "$root/seeds" --out "$work/seeds"
echo "sample stories:"
python3 "$here/events.py" "$root/seeds/gold.jsonl" "$work/seeds/events.jsonl" | grep -E '^(fillers|status|events)'
[ -n "$data" ] || exit 0

for set in te3_platinum timebank aquaint wikiwars; do
  documents <"$data/timex/$set.jsonl" | dateline annotate - >"$work/times.jsonl"
  printf '%s: ' "$set"
  python3 "$here/timex.py" "$data/timex/$set.jsonl" "$work/times.jsonl" | tail -1
done

python3 "$here/money.py" --texts "$data/money/recognizers_currency.json" | dateline annotate - >"$work/money.jsonl" || true
printf 'money: '
python3 "$here/money.py" "$data/money/recognizers_currency.json" "$work/money.jsonl" | tail -1

documents <"$data/acquisitions/train.jsonl" | dateline extract - >"$work/deals.jsonl"
echo 'acquisitions:'
python3 "$here/acquisitions.py" "$data/acquisitions/train.jsonl" "$work/deals.jsonl"

python3 "$here/rams.py" --texts "$data/rams/dev.jsonl" | dateline extract - >"$work/passages.jsonl"
echo "RAMS passages:"
python3 "$here/rams.py" "$data/rams/dev.jsonl" "$work/passages.jsonl"
