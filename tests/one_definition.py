#!/usr/bin/env python3
"""Checks that no two files define types of one name outside an unnamed namespace: the linker would mix up their inline members.

usage: one_definition.py SOURCE_DIR
"""
import re
import sys
from collections import defaultdict
from pathlib import Path

TYPE = re.compile(r"(?:template <.*> )?(?:struct|class|enum class|enum) (?:\[\[.*?\]\] )?(\w+)(?: final)?\s*(?::[^:;]*)?\{")


def types_of(path):
    unnamed = False
    for line in path.read_text("utf-8").splitlines():
        if line == "namespace {":
            unnamed = True
        elif line == "}  // namespace":
            unnamed = False
        elif not unnamed and (m := TYPE.match(line)):
            yield m.group(1)


def problems(root):
    places = defaultdict(set)
    for folder in ("src", "ingest", "index"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".h", ".cc"):
                for name in types_of(path):
                    places[name].add(path.relative_to(root).as_posix())
    for name, files in sorted(places.items()):
        if len(files) > 1:
            yield f"{name} is defined in {' and in '.join(sorted(files))}"


found = list(problems(Path(sys.argv[1])))
print("\n".join(found) if found else "every type has one definition")
sys.exit(bool(found))
