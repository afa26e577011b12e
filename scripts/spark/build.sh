#!/usr/bin/env bash
# Makes the wheel of dateline_spark, with the program and the model inside, so that executors need nothing else.
#
# usage: scripts/spark/build.sh [FOLDER]     (target/wheels by default)
#
# Needs a release binary (cargo build --release) and python3 with pip, setuptools and wheel. Prints the wheel's path.
set -euo pipefail
out=$(realpath -m "${1:-$(dirname "$0")/../../target/wheels}")
cd "$(dirname "$0")/../.."

program=${CARGO_TARGET_DIR:-target}/release/dateline
model=models/news-minilm
python=${PYTHON:-python3}

[ -x "$program" ] || { echo "no $program: cargo build --release makes it" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp -r scripts/spark/pyproject.toml scripts/spark/dateline_spark "$work"
rm -rf "$work"/dateline_spark/__pycache__
mkdir -p "$work/dateline_spark/bin" "$work/dateline_spark/$model" "$out"
install -m 755 "$program" "$work/dateline_spark/bin/dateline"
find "$model" -maxdepth 1 -type f -exec cp {} "$work/dateline_spark/$model" \;
# Setuptools knows of no program in the package: the wheel is named for this machine's kind afterwards.
"$python" -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir "$work/wheels" "$work" >&2
platform=$("$python" -c 'import sysconfig; print(sysconfig.get_platform().replace("-", "_").replace(".", "_"))')
"$python" -m wheel tags --remove --platform-tag "$platform" "$work"/wheels/*.whl >&2
cp "$work"/wheels/*.whl "$out"
echo "$out/$(basename "$work"/wheels/*.whl)"
