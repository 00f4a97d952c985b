#!/usr/bin/env bash
# Makes a Debian package from a published folder, without debhelper. Needs dpkg-deb and nothing else.
#
#   deploy/deb.sh FOLDER amd64|arm64 VERSION OUTPUT-FOLDER
set -euo pipefail
folder=$1 architecture=$2 version=$3 output=$4
here=$(cd "$(dirname "$0")" && pwd)
: "${SOURCE_DATE_EPOCH:=$(date +%s)}"
export SOURCE_DATE_EPOCH
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
umask 022
chmod 755 "$root"

install -D -m 755 "$folder/camha" "$root/usr/lib/camha/camha"
install -m 644 "$folder"/*.so "$root/usr/lib/camha"
mkdir -p "$root/usr/bin"
ln -s ../lib/camha/camha "$root/usr/bin/camha"
install -D -m 644 "$here/camha.service" "$root/lib/systemd/system/camha.service"
doc=$root/usr/share/doc/camha
install -D -m 644 "$here/debian/copyright" "$doc/copyright"
install -D -m 644 "$here/debian/camha.lintian-overrides" "$root/usr/share/lintian/overrides/camha"
install -d "$doc/docs" "$doc/mau"
install -m 644 "$folder"/docs/* "$doc/docs"
install -m 644 "$folder"/mau/* "$doc/mau"
printf 'camha (%s) stable; urgency=medium\n\n  * As released.\n\n -- CamHa.Scheduler <camha@example.org>  %s\n' \
  "$version" "$(LC_ALL=C date -u -R -d "@$SOURCE_DATE_EPOCH")" | gzip -9n > "$doc/changelog.gz"

size=$(du -sk --apparent-size "$root" | cut -f 1)
mkdir "$root/DEBIAN"
sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@SIZE@/$size/" "$here/debian/control" > "$root/DEBIAN/control"
install -m 755 "$here"/debian/{preinst,postinst,prerm,postrm} "$root/DEBIAN"
(cd "$root" && find usr lib -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum > DEBIAN/md5sums)
dpkg-deb --root-owner-group -Zgzip --build "$root" "$output/camha_${version}_$architecture.deb" > /dev/null
