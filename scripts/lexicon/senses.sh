#!/usr/bin/env bash
# Makes crates/frames/senses again from Debian's package `wordnet-base` (WordNet 3.0). Needs curl, ar and tar.
#
# usage: scripts/lexicon/senses.sh
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
curl -fsSLO http://deb.debian.org/debian/pool/main/w/wordnet/wordnet-base_3.0-37_all.deb
echo "61060d960f9ada8fa120872312eccd3ecebfbab8c4579e4f5a74e1cf67620752  wordnet-base_3.0-37_all.deb" | sha256sum --check --quiet
ar x wordnet-base_3.0-37_all.deb
tar xf data.tar.*
python3 "$root/scripts/lexicon/senses.py" usr/share/wordnet "$root/crates/frames/senses"
cp usr/share/doc/wordnet-base/copyright "$root/crates/frames/senses/LICENSE"
