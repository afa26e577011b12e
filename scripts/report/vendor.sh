#!/usr/bin/env bash
# Makes crates/report/vendor/echarts/: Apache ECharts with no more than the charts that the report draws, minified,
# with its licences.
#
# usage: scripts/report/vendor.sh
#
# Needs npm and the network. The packages are pinned, and their checksums are compared before anything is unpacked, so
# that the same files come out wherever it runs. What comes out is checked in: a build of Dateline needs neither.
set -euo pipefail
cd "$(dirname "$0")/../.."

echarts=echarts-6.1.0
echarts_hash=q0yaFPggC9FUdsWH4blavRWFmxdrIodbkoKNAjJudAI6CA9gNPxHtV2RcZNEepZVlk4yvBYkOkbk6HIVpIyHZA==
zrender=zrender-6.1.0
zrender_hash=oEGMDB6pOP2S6OwRR4PdVv610zrjnA3Bh+JnSG12fYJlBKjtNAoEb5fSUoCOOINlH96I2fU38/A2UpRKs67xYQ==
tslib=tslib-2.3.0
tslib_hash=N82ooyxVNm6h1riLCoyS9e3fuJ3AMG2zIZs2Gd1ATcSFjSA23Q0fzjjZeh0jbJvWVDZ0cJT8yaNNaaXHzueNjg==
esbuild=esbuild-linux-x64-0.28.2
esbuild_hash=4xTZr1FUmSoQW4XIWmit3tzQrUTZM+N3P0XV8xROKYF50XfI7xeO90+1bZvNwxIufQ9hDQVRJH5YhgPVF8A/HQ==

target=crates/report/vendor/echarts
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# package NAME@VERSION FILE HASH FOLDER: fetches a package, checks it, unpacks it.
package() {
  (cd "$work" && npm pack --silent "$1" >/dev/null)
  local found
  found=$(openssl dgst -sha512 -binary "$work/$2.tgz" | base64 -w0)
  if [ "$found" != "$3" ]; then
    printf '%s has the checksum sha512-%s, not sha512-%s\n' "$1" "$found" "$3" >&2
    exit 1
  fi
  mkdir -p "$work/node_modules/$4"
  tar -xzf "$work/$2.tgz" -C "$work/node_modules/$4" --strip-components=1
}

package "echarts@${echarts#echarts-}" "$echarts" "$echarts_hash" echarts
package "zrender@${zrender#zrender-}" "$zrender" "$zrender_hash" zrender
package "tslib@${tslib#tslib-}" "$tslib" "$tslib_hash" tslib
package "@esbuild/linux-x64@${esbuild##*-}" "$esbuild" "$esbuild_hash" esbuild

cp scripts/report/echarts.mjs "$work/entry.mjs"
(cd "$work" && node_modules/esbuild/bin/esbuild entry.mjs --bundle --minify --format=iife --global-name=echarts \
  --target=es2020 --charset=ascii --legal-comments=none --define:process.env.NODE_ENV='"production"' \
  --banner:js="/* Apache ECharts ${echarts#echarts-}, Apache-2.0: see LICENSE and NOTICE beside this file */" \
  --outfile=echarts.js --log-level=warning)

mkdir -p "$target"
cp "$work/echarts.js" "$target/echarts.min.js"
cp "$work/node_modules/echarts/LICENSE" "$target/LICENSE"
cp "$work/node_modules/echarts/NOTICE" "$target/NOTICE"
cp "$work/node_modules/zrender/LICENSE" "$target/LICENSE-zrender"
cp "$work/node_modules/tslib/LICENSE.txt" "$target/LICENSE-tslib"
wc -c "$target/echarts.min.js"
