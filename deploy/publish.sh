#!/usr/bin/env bash
# Makes a release, for every platform or the ones named: the program with the runtime inside, packed, with a list of what
# it is made of (CycloneDX); for Linux a Debian package too; checksums over all of them.
# The same commit, SDK and platform give the same bytes in whatever folder (docs/publish.md).
#
#   deploy/publish.sh [--output DIR] [win-x64|linux-x64|linux-arm64 …]
set -euo pipefail
cd "$(dirname "$0")/.."
output=artifacts/release
rids=()
while [ $# -gt 0 ]; do
  case $1 in
    --output) output=${2:?--output needs a folder}; shift ;;
    win-x64|linux-x64|linux-arm64) rids+=("$1") ;;
    *) echo "'$1' is neither --output DIR nor one of win-x64, linux-x64, linux-arm64." >&2; exit 2 ;;
  esac
  shift
done
[ ${#rids[@]} -gt 0 ] || rids=(win-x64 linux-x64 linux-arm64)
for program in dotnet python3 git; do
  command -v "$program" > /dev/null || { echo "There is no $program here." >&2; exit 1; }
done
[ -z "$(git status --porcelain --untracked-files=no)" ] || echo "Warning: this tree differs from its commit, and so will the release." >&2

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
mkdir -p "$output"
output=$(cd "$output" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for rid in "${rids[@]}"; do
  name=camha-$version-$rid
  folder=$work/$name
  # Built where nothing was built before: what an earlier build left must not get into the release.
  dotnet publish src/CamHa.Scheduler --runtime "$rid" --output "$folder" -p:PublishProfile=Release -p:RestoreLockedMode=true \
    --artifacts-path "$work/build" -p:PathMap="$PWD/=/camha/%2C$work/build/=/build/" --disable-build-servers
  cp src/CamHa.Scheduler/FridayReport/Fonts/LICENSE "$folder/FONTS-LICENSE"
  python3 deploy/sbom.py "$folder" "$version" "$output/$name.cdx.json"
  python3 deploy/docs.py "$folder"
  case $rid in
    win-x64) python3 deploy/pack.py "$folder" "$output/$name.zip" ;;
    *)
      python3 deploy/pack.py "$folder" "$output/$name.tar.gz"
      architecture=${rid#linux-}
      [ "$architecture" != x64 ] || architecture=amd64
      deploy/deb.sh "$folder" "$architecture" "$version" "$output"
      ;;
  esac
done

cd "$output"
sha256sum camha[-_]* > SHA256SUMS
cat SHA256SUMS
