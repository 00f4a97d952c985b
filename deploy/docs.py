#!/usr/bin/env python3
"""Puts the documents for clerk, installer and operator into FOLDER/docs, and the sample plan into FOLDER/mau.

A link to what is not given away becomes plain words; all others work there as they do among the sources.
docs.py FOLDER
"""
import csv
import os
import re
import shutil
import sys

DOCUMENTS = ("van-hanh", "import", "install", "page", "settings", "commands", "mail-login", "reports", "delivery", "observability", "faults")
PICTURES = ("page.png",)
SAMPLES = "../sql/demo"
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")

source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
docs, samples = (os.path.join(sys.argv[1], name) for name in ("docs", "mau"))
given = {f"{name}.md" for name in DOCUMENTS} | set(PICTURES)


def link(match):
    picture, words, target = match.groups()
    if target == SAMPLES:
        return f"[{words.replace('sql/demo', 'mau')}](../mau)"
    return match.group(0) if "://" in target or target.split("#")[0] in given | {""} else words


os.makedirs(docs)
os.makedirs(samples)
for name in DOCUMENTS:
    with open(os.path.join(source, "docs", f"{name}.md"), encoding="utf-8") as read:
        text = LINK.sub(link, read.read())
    with open(os.path.join(docs, f"{name}.md"), "w", encoding="utf-8", newline="\n") as written:
        written.write(text)
for picture in PICTURES:
    shutil.copyfile(os.path.join(source, "docs", picture), os.path.join(docs, picture))
for name in sorted(os.listdir(os.path.join(source, "sql", "demo"))):
    # As Excel saves them on a Vietnamese machine: without the mark and the semicolons a double click shows neither letters nor columns.
    with open(os.path.join(source, "sql", "demo", name), encoding="utf-8", newline="") as read, \
            open(os.path.join(samples, name), "w", encoding="utf-8-sig", newline="") as written:
        csv.writer(written, delimiter=";").writerows(csv.reader(read))
