#!/usr/bin/env bash
# Installs, upgrades, removes and purges the Debian package with the real dpkg, on a copy of this machine's files that
# vanishes with this process (an overlay in a mount namespace of its own): nothing here is touched.
#
#   deploy/test-deb.sh OLD.deb NEWER.deb
set -euo pipefail
[ $# -eq 2 ] || { echo "Usage: deploy/test-deb.sh OLD.deb NEWER.deb" >&2; exit 2; }

if [ -z "${CAMHA_DEB_INSIDE:-}" ]; then
  skip() { echo "Skipped: $1. The package was not tried."; exit 0; }
  [ "$(id -u)" -eq 0 ] || skip "not root"
  command -v dpkg > /dev/null && command -v unshare > /dev/null || skip "there is no dpkg or no unshare here"
  scratch=$(mktemp -d)
  trap 'rmdir "$scratch"' EXIT
  cp "$(realpath "$1")" /dev/null && old=$(realpath "$1") new=$(realpath "$2")
  unshare --mount --propagation private sh -c "mount -t tmpfs none '$scratch' && mkdir '$scratch'/up '$scratch'/work '$scratch'/root &&
    mount -t overlay -o 'lowerdir=/,upperdir=$scratch/up,workdir=$scratch/work' overlay '$scratch/root'" 2> /dev/null || skip "no overlay may be mounted here"
  CAMHA_DEB_INSIDE=$scratch/root unshare --mount --pid --fork --kill-child --propagation private "$(realpath "$0")" "$old" "$new"
  exit
fi

# Inside: the machine's files below a layer in memory, and no init running, as in a container.
root=$CAMHA_DEB_INSIDE
scratch=${root%/root}
mount -t tmpfs none "$scratch"
mkdir "$scratch"/{up,work,root}
mount -t overlay -o "lowerdir=/,upperdir=$scratch/up,workdir=$scratch/work" overlay "$root"
mount -t proc none "$root/proc"
mount -t tmpfs none "$root/run"
mount --rbind /dev "$root/dev"
cp "$1" "$root/run/old.deb"
cp "$2" "$root/run/new.deb"
here() { chroot "$root" "$@"; }
as_camha() { here runuser -u camha -- env --chdir=/var/lib/camha HOME=/var/lib/camha camha "$@"; }
fail() { echo "FAILED: $1" >&2; exit 1; }
is() { [ "$2" = "$3" ] || fail "$1: expected '$3', found '$2'"; }
quietly() { "$@" > "$scratch/log" 2>&1 || { cat "$scratch/log" >&2; fail "$*"; }; }
status() { here dpkg-query -W -f '${db:Status-Abbrev} ${Version}' camha 2> /dev/null | tr -s ' '; }
old=$(dpkg-deb -f "$1" Version) new=$(dpkg-deb -f "$2" Version)
depends=--force-depends
quietly here dpkg "$depends" --install /run/old.deb
is "installed" "$(status)" "ii $old"
is "the data's folder" "$(here stat -c '%U:%G %a' /var/lib/camha)" "camha:camha 700"
is "the configuration's folder" "$(here stat -c '%U:%G %a' /etc/camha)" "root:camha 750"
is "the program" "$(here readlink -f /usr/bin/camha)" /usr/lib/camha/camha
here test -L /etc/systemd/system/multi-user.target.wants/camha.service || fail "the service is not enabled"
quietly here camha --help

# A configuration as 'camha configure' leaves it, and the plan of 2022 as data.
quietly as_camha demo --dir /var/lib/camha/demo
here sh -c 'mv /var/lib/camha/demo/camha.db* /var/lib/camha/
  printf "%s" "{\"Storage\":{\"File\":\"/var/lib/camha/camha.db\"},\"Mail\":{\"PickupFolder\":\"/var/lib/camha/mail\"},\"Report\":{\"ArchiveFolder\":\"/var/lib/camha/reports\"}}" > /etc/camha/appsettings.json
  chown root:camha /etc/camha/appsettings.json; chmod 640 /etc/camha/appsettings.json'
outbox() { as_camha outbox list --json --config /etc/camha/appsettings.json | sha256sum; }
[ "$(as_camha outbox list --json --config /etc/camha/appsettings.json | wc -l)" -gt 10 ] || fail "the demo left no mails in the outbox"
before=$(outbox)
settings=$(sha256sum < "$root/etc/camha/appsettings.json")

quietly here dpkg "$depends" --install /run/new.deb
is "upgraded" "$(status)" "ii $new"
is "the data after the upgrade" "$(outbox)" "$before"
is "the configuration after the upgrade" "$(sha256sum < "$root/etc/camha/appsettings.json")" "$settings"

here rm /etc/systemd/system/multi-user.target.wants/camha.service
quietly here dpkg "$depends" --install /run/new.deb
here test ! -e /etc/systemd/system/multi-user.target.wants/camha.service || fail "a service that was disabled was enabled again"

quietly here dpkg --remove camha
is "removed" "$(status)" "rc $new"
here sh -c '! test -e /usr/lib/camha && ! test -e /usr/bin/camha && ! test -e /lib/systemd/system/camha.service' || fail "the program is still there"
here test -s /etc/camha/appsettings.json || fail "removal took the configuration"
quietly here dpkg "$depends" --install /run/new.deb
is "the data after removal and return" "$(outbox)" "$before"

quietly here dpkg --purge camha
here test ! -e /etc/camha || fail "the configuration outlived the purge"
here test -s /var/lib/camha/camha.db || fail "the purge took the data"
quietly here dpkg "$depends" --install /run/new.deb
here sh -c 'rm -r /var/lib/camha/*'
quietly here dpkg --purge camha
here sh -c '! test -e /var/lib/camha && ! getent passwd camha > /dev/null' || fail "the purge of an installation without data left folder or user"
# The layer holds what was written since it was laid; what is gone again stands there as a device.
left=$(find "$scratch/up" -name '*camha*' ! -type c -not -path "$scratch/up/tmp/*")
[ -z "$left" ] || fail "left behind: $(echo "$left" | head)"
echo "The package installs, upgrades $old to $new with its data, is removed and purged."
