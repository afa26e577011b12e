#!/usr/bin/env bash
# The figures of the model card: entities on CoNLL-2003, words, parts of speech and dependencies on UD EWT and GUM from
# raw text, all through `dateline annotate`.
#
# usage: scripts/score/model.sh DATA      (DATA as in scripts/train/README.md)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
data=${1:?usage: model.sh DATA}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cargo build --release --quiet --manifest-path "$root/Cargo.toml"
dateline="$root/target/release/dateline"

score() { # scorer, gold file, label
  python3 "$here/$1.py" --texts "$2" >"$work/docs.jsonl"
  "$dateline" annotate --quiet --model "$root/models/news-minilm" "$work/docs.jsonl" >"$work/annotations.jsonl"
  printf '%s: ' "$3"
  python3 "$here/$1.py" "$2" "$work/annotations.jsonl" | tail -1
}

for part in dev test; do
  score entities "$data/ner/conll2003/$part.txt" "CoNLL-2003 $part"
  score ud "$data/ud/en_ewt-$part.conllu.xz" "UD EWT $part"
  score ud "$data/ud/en_gum-$part.conllu.xz" "UD GUM $part"
done
