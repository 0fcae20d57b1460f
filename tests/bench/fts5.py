#!/usr/bin/env python3
"""Indexes a folder of texts with SQLite FTS5, as a peer: `fts5.py FILE FOLDER`. Accents are folded, text and path are kept."""
import sqlite3
import sys
from pathlib import Path

file, folder = sys.argv[1:]
with sqlite3.connect(file) as database:
    database.execute("PRAGMA journal_mode = wal")
    database.execute("CREATE TABLE file (id INTEGER PRIMARY KEY, path TEXT UNIQUE, mtime INTEGER, size INTEGER)")
    database.execute("CREATE VIRTUAL TABLE text USING fts5(title, body, tokenize = 'unicode61 remove_diacritics 2')")
    for number, path in enumerate(sorted(p for p in Path(folder).rglob("*") if p.is_file()), 1):
        title, _, body = path.read_text(encoding="utf-8").partition("\n\n")
        found = path.stat()
        database.execute("INSERT INTO file VALUES (?, ?, ?, ?)", (number, str(path), found.st_mtime_ns, found.st_size))
        database.execute("INSERT INTO text (rowid, title, body) VALUES (?, ?, ?)", (number, title, body))
        if number % 10000 == 0:
            database.commit()
database.execute("PRAGMA wal_checkpoint(truncate)")
