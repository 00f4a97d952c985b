#!/bin/bash
# Boots the machine's own systemd over a copy-on-write view of the machine, runs a script in it as a unit, and leaves
# nothing behind: processes and mounts are in namespaces of their own, what is written goes to memory.
# Usage: boot.sh FOLDER [FROM TO]...: runs FOLDER/script there with the folder at /run/test; what it says is in FOLDER/output.
# Each folder FROM of the machine is seen there at TO, wherever it lies here: what is in /tmp is not seen otherwise.
set -euo pipefail

if [ "$1" != inside ]; then
  # systemd wants to manage a tree of control groups: a branch of its own, which then looks like the root to it.
  hierarchy=$(awk '$3 == "cgroup2" { print $2; exit }' /proc/mounts)
  branch=$(mktemp -d "$hierarchy/camha-test.XXXXXX")
  cleanup() {
    for _ in $(seq 50); do
      find "$branch" -depth -type d -exec rmdir {} \; 2> /dev/null || true
      [ -d "$branch" ] || break
      sleep 0.2
    done
  }
  trap cleanup EXIT
  bash -c 'echo $$ > "$1/cgroup.procs"; shift; exec unshare --pid --fork --kill-child --mount --cgroup --uts --ipc bash "$@"' \
    boot "$branch" "$0" inside "$@"
  exit
fi

shift
folder=$1
shift
mount --make-rprivate /
layers=$(mktemp -d)
mount -t tmpfs tmpfs "$layers"
root=$layers/root
mkdir "$layers/written" "$layers/work" "$root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$layers/written,workdir=$layers/work" "$root"
mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"
mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
mount --bind /dev "$root/dev"
mount -t tmpfs tmpfs "$root/run"
mount -t tmpfs tmpfs "$root/tmp"
mkdir "$root/run/test"
mount --bind "$folder" "$root/run/test"
while [ $# -gt 0 ]; do
  mkdir -p "$root$2"
  mount --bind "$1" "$root$2"
  shift 2
done

# What belongs to the machine, such as its devices and its kernel's settings, is not started.
for target in sysinit local-fs sockets timers paths; do
  rm -rf "$root"/{etc,usr/lib}/systemd/system/$target.target.wants
done
mkdir -p "$root/etc/systemd/journald.conf.d"
printf '[Journal]\nStorage=volatile\nAudit=\n' > "$root/etc/systemd/journald.conf.d/test.conf"
ln -sf /dev/null "$root/etc/systemd/system/systemd-journald-audit.socket"
rm -f "$root"/etc/systemd/system/multi-user.target.wants/*
systemd-id128 new > "$root/etc/machine-id"
cat > "$root/etc/systemd/system/test.target" << 'UNIT'
[Unit]
DefaultDependencies=no
Requires=systemd-journald.service test.service
UNIT
cat > "$root/etc/systemd/system/test.service" << 'UNIT'
[Unit]
DefaultDependencies=no
After=systemd-journald.service
[Service]
Type=oneshot
ExecStart=/bin/bash /run/test/script
StandardOutput=append:/run/test/output
StandardError=append:/run/test/output
ExecStopPost=/bin/systemctl exit --force
UNIT
cd "$root"
pivot_root . mnt
umount --lazy /mnt
# As on a real machine: or what systemd mounts for a unit, its credentials among it, would stay hidden from the unit.
mount --make-rshared /
exec env --ignore-environment PATH=/usr/sbin:/usr/bin:/sbin:/bin container=test /lib/systemd/systemd --system --unit=test.target
