#!/bin/bash
# Boots the machine's own systemd over a copy-on-write view of the machine, runs a script in it as a unit, and leaves
# nothing behind: processes and mounts are in namespaces of their own, what is written goes to memory.
# Usage: boot.sh FOLDER: runs FOLDER/script there with the folder at /run/test; what it says is in FOLDER/output.
set -euo pipefail

if [ "${2:-}" != inside ]; then
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
  bash -c 'echo $$ > "$1/cgroup.procs"; exec unshare --pid --fork --kill-child --mount --cgroup --uts --ipc bash "$2" "$3" inside' \
    boot "$branch" "$0" "$1"
  exit
fi

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
mount --bind "$1" "$root/run/test"

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
