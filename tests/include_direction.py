#!/usr/bin/env python3
"""Checks the layers: base <- model <- ingest <- index <- app, and who may include which library.

usage: include_direction.py SOURCE_DIR
"""
import re
import sys
from pathlib import Path

# Folder -> folders it may include from, itself included.
LAYERS = {
    "src/base": ["src/base"],
    "src/model": ["src/base", "src/model"],
    "ingest": ["src/base", "src/model", "ingest"],
    "index": ["src/base", "src/model", "ingest", "index"],
    "src/app": ["src/base", "src/model", "ingest", "index", "src/app"],
}
# Library header -> the only folders that may include it.
LIBRARIES = {
    r"unicode/": ["ingest/text", "src/app"],
    r"libxml/": ["ingest/readers"],
    r"poppler": ["ingest/readers"],
    r"archive(_entry)?\.h": ["ingest/readers", "ingest/containers"],
    r"gmime/": ["ingest/containers"],
    r"zlib\.h": ["ingest/containers"],
    r"seccomp": ["src/base"],
    r"xapian": ["index"],
    r"CLI/": ["src/app"],
    r"toml\+\+/": ["src/app"],
    r"nlohmann/": ["src/base"],
    r"rapidjson/": ["src/base"],
    r"nettle/": ["src/base"],
    r"(sys/|unistd\.h|fcntl\.h|dirent\.h)": ["src/base", "src/app"],
}


def problems(root):
    for folder, allowed in LAYERS.items():
        for path in sorted((root / folder).rglob("*")):
            if path.suffix not in (".h", ".cc"):
                continue
            name = path.relative_to(root).as_posix()
            for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
                m = re.match(r'\s*#\s*include\s+([<"])([^>"]+)[>"]', line)
                if not m:
                    continue
                kind, target = m.groups()
                if kind == '"' and not any(target.startswith(a + "/") for a in allowed):
                    yield f"{name}:{number}: {folder} may not include {target}"
                for library, only in LIBRARIES.items():
                    if kind == "<" and re.match(library, target) and not any(name.startswith(o + "/") for o in only):
                        yield f"{name}:{number}: <{target}> belongs to {', '.join(only)}"


found = list(problems(Path(sys.argv[1])))
print("\n".join(found) if found else "include directions are right")
sys.exit(bool(found))
