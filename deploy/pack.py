#!/usr/bin/env python3
"""Packs a folder as .zip or .tar.gz, the same bytes from the same files: sorted, of nobody's, from the moment in SOURCE_DATE_EPOCH.

pack.py FOLDER FILE
"""
import gzip
import os
import sys
import tarfile
import time
import zipfile

folder, target = sys.argv[1:]
moment = int(os.environ["SOURCE_DATE_EPOCH"])
name = os.path.basename(folder)
files = sorted(os.path.relpath(os.path.join(at, file), folder) for at, _, found in os.walk(folder) for file in found)


def mode(file):
    return 0o755 if file in ("camha", "camha.exe") else 0o644


if target.endswith(".zip"):
    with zipfile.ZipFile(target, "w") as archive:
        for file in files:
            entry = zipfile.ZipInfo(f"{name}/{file}", time.gmtime(moment)[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = (0o100000 | mode(file)) << 16
            with open(os.path.join(folder, file), "rb") as content:
                archive.writestr(entry, content.read())
else:
    with open(target, "wb") as raw, gzip.GzipFile("", "wb", 6, raw, moment) as packed, tarfile.open(fileobj=packed, mode="w") as archive:
        for file in files:
            entry = tarfile.TarInfo(f"{name}/{file}")
            entry.size = os.path.getsize(os.path.join(folder, file))
            entry.mtime = moment
            entry.mode = mode(file)
            with open(os.path.join(folder, file), "rb") as content:
                archive.addfile(entry, content)
