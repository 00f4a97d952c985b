#!/usr/bin/env python3
"""Writes what a published folder is made of as CycloneDX 1.6, read from the very files that are given away.

Every file inside the program and beside it is traced to its package; one that belongs to none ends the release.
sbom.py FOLDER VERSION TARGET
"""
import base64
import datetime
import hashlib
import json
import os
import re
import struct
import sys
import uuid

# dotnet/runtime, docs/design/features/single-file and src/installer/managed/Microsoft.NET.HostModel/Bundle: SHA-256 of ".net core bundle".
SIGNATURE = bytes.fromhex("8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae")
OWN = {"camha.dll", "camha.deps.json", "camha.runtimeconfig.json", "camha", "camha.exe", "FONTS-LICENSE"}


class Bundle:
    """The files inside a program that was published as one."""

    def __init__(self, path):
        with open(path, "rb") as program:
            self._content = program.read()
        self._at = struct.unpack_from("<q", self._content, self._content.index(SIGNATURE) - 8)[0]
        major, _, count = self._take("<IIi")
        if major != 6:
            raise SystemExit(f"{path}: its bundle is of version {major}; this script reads 6.")
        self._text()
        self._take("<qqqqQ")
        self.files = {}
        for _ in range(count):
            offset, size, compressed, _ = self._take("<qqqB")
            if compressed:
                raise SystemExit(f"{path}: its files are compressed; this script reads them plain.")
            self.files[self._text()] = self._content[offset:offset + size]

    def _take(self, layout):
        values = struct.unpack_from(layout, self._content, self._at)
        self._at += struct.calcsize(layout)
        return values

    def _text(self):
        length = shift = 0
        while True:
            (byte,) = self._take("<B")
            length |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                break
        text = self._content[self._at:self._at + length].decode()
        self._at += length
        return text


def packages_folder():
    return os.environ.get("NUGET_PACKAGES") or os.path.join(os.path.expanduser("~"), ".nuget", "packages")


def component(name, version, files):
    """A package with what its own manifest says of its licence, its hash as restored, and its files with theirs."""
    folder = os.path.join(packages_folder(), name.lower(), version)
    with open(os.path.join(folder, f"{name.lower()}.nuspec"), encoding="utf-8-sig") as manifest:
        named = re.search(r'<license type="(expression|file)">([^<]+)</license>', manifest.read())
    if not named:
        raise SystemExit(f"{name} {version} names no licence; look at it before it is given away.")
    if named.group(1) == "expression":
        licence = {"expression": named.group(2)}
    else:
        # Terms of the maker's own, such as those of SQL Server's network library for Windows: their words go along.
        with open(os.path.join(folder, named.group(2)), encoding="utf-8-sig") as terms:
            text = terms.read()
        licence = {"license": {"name": " ".join(text.split("\n\n")[0].split()), "text": {"contentType": "text/plain", "content": text}}}
    with open(os.path.join(folder, f"{name.lower()}.{version}.nupkg.sha512"), encoding="ascii") as known:
        digest = base64.b64decode(known.read()).hex()
    return {
        "type": "library",
        "bom-ref": f"pkg:nuget/{name}@{version}",
        "name": name,
        "version": version,
        "hashes": [{"alg": "SHA-512", "content": digest}],
        "licenses": [licence],
        "purl": f"pkg:nuget/{name}@{version}",
        "components": files,
    }


def file_component(name, content):
    return {"type": "file", "name": name, "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(content).hexdigest()}]}


def main(folder, version, target):
    program = "camha.exe" if os.path.exists(os.path.join(folder, "camha.exe")) else "camha"
    inside = Bundle(os.path.join(folder, program)).files
    beside = {}
    for file in sorted(os.listdir(folder)):
        with open(os.path.join(folder, file), "rb") as content:
            beside[file] = content.read()
    dependencies = json.loads(inside["camha.deps.json"].decode("utf-8-sig"))
    owners = {}
    for libraries in dependencies["targets"].values():
        for library, parts in libraries.items():
            for kind in ("runtime", "native"):
                for path in parts.get(kind, {}):
                    owners[os.path.basename(path)] = library
    shipped = {}
    for file, content in sorted({**beside, **inside}.items()):
        if file in OWN:
            continue
        if file not in owners:
            raise SystemExit(f"{file} is given away, but belongs to no package that camha.deps.json names.")
        shipped.setdefault(owners[file], []).append(file_component(file, content))
    # The first bytes of the program itself are the host of the same release as the runtime.
    components = []
    for library in sorted(shipped):
        name, _, number = library.removeprefix("runtimepack.").partition("/")
        components.append(component(name, number, shipped[library]))
    components.append({"type": "data", "name": "Liberation fonts", "version": "2.1.5", "licenses": [{"license": {"id": "OFL-1.1"}}]})
    identity = hashlib.sha256(beside[program]).hexdigest()
    with open(target, "w", encoding="utf-8", newline="\n") as written:
        json.dump({
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, identity)}",
            "version": 1,
            "metadata": {
                "timestamp": datetime.datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
                "component": {
                    "type": "application", "bom-ref": "camha", "name": "camha", "version": version,
                    "hashes": [{"alg": "SHA-256", "content": identity}],
                },
            },
            "components": components,
            "dependencies": [{"ref": "camha", "dependsOn": [each["bom-ref"] for each in components if "bom-ref" in each]}],
        }, written, indent=2, ensure_ascii=False)
        written.write("\n")
    print(f"{os.path.basename(target)}: {len(components)} components, {sum(len(each) for each in shipped.values())} files")


main(*sys.argv[1:])
