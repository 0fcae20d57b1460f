"""Other programs that make a folder searchable, with the settings they come with."""
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from measured import run


def omindex(folder, place):
    return run(["omindex", "--db", place / "index", "--url", "/", folder], place / "index")


def recollindex(folder, place):
    (place / "recoll.conf").write_text(f"topdirs = {folder}\nnoaspell = 1\nloglevel = 2\nlogfilename = {place}/log\n", encoding="utf-8")
    return run(["recollindex", "-c", place], place / "xapiandb", env={"HOME": str(place)})


def fts5(folder, place):
    return run([sys.executable, Path(__file__).with_name("fts5.py"), place / "index.db", folder], place / "index.db")


@dataclass
class Peer:
    name: str
    program: str
    package: str  # of Debian
    form: str  # of the documents that it reads
    index: Callable  # (folder of documents, empty folder to work in) -> Cost


PEERS = [
    Peer("Omega", "omindex", "xapian-omega", "html", omindex),
    Peer("Recoll", "recollindex", "recollcmd", "html", recollindex),
    Peer("SQLite FTS5", "python3", "python3", "txt", fts5),
]


def installed():
    """Those that can be run here; says of the others how to get them."""
    there = []
    for peer in PEERS:
        if shutil.which(peer.program):
            there.append(peer)
        else:
            print(f"bench: {peer.name} is not installed and left out: apt install {peer.package}", file=sys.stderr)
    return there
