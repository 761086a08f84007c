#!/usr/bin/env python3
"""`dtype browse`, driven by keys in a real terminal (tmux); its screens are those in dtype-cli/tests/screens/browse.

    browse.py DTYPE            compare
    browse.py DTYPE --update   write them anew

A key is what `tmux send-keys` takes. A screen is taken once it has not changed for a while.
"""

import pathlib
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCREENS = ROOT / "dtype-cli/tests/screens/browse"

# Name, columns, lines, file, and the keys before each screen.
WALKS = [
    ("trades", 80, 16, "trades.npy", [
        [],
        ["Down", "Down", "Right"],
        ["PageDown"],
        ["g", "417", "Enter"],
        ["End"],
        ["/", "price > 191", "Enter"],
        ["Home", "/", "price > 190.5 and size >= 900", "Enter"],
        ["n"],
        ["/", "pirce > 1", "Enter"],
        ["Home", "s"],
        ["f"],
        ["Right"],
        ["?"],
        ["Escape", "g", "5000", "Enter"],
    ]),
    ("particles", 60, 20, "particles.cs", [[], ["Right", "Right", "Right", "Right"], ["$"], ["0", "Right", "s", "f"]]),
    ("trades-40", 40, 14, "trades.npy", [[], ["Right"], ["s"], ["f"], ["?"], ["Escape", "/", "size > 999", "Enter"]]),
    ("trades-200", 200, 12, "trades.npy", [[], ["Right", "s"], ["f"], ["?"]]),
    ("particles-200", 200, 12, "particles.cs", [[], ["$"], ["0", "f"]]),
    ("narrow", 20, 6, "book.npy", [[], ["$", "PageDown"], ["s"]]),
]


def tmux(*args):
    return subprocess.run(["tmux", "-L", "dtype-browse", *args], check=True, capture_output=True, text=True).stdout


def settled():
    """The screen, once it stays as it is."""
    before, since = None, time.time()
    for _ in range(400):
        now = tmux("capture-pane", "-p", "-t", "b")
        if now != before:
            before, since = now, time.time()
        elif time.time() - since > 0.4 and now.strip() and "…\n" not in now.replace(" ", "") and "searching" not in now:
            return "\n".join(line.rstrip() for line in now.splitlines()) + "\n"
        time.sleep(0.05)
    return before


def walk(program, columns, lines, file, steps):
    command = f"cd '{ROOT}/examples/data' && '{program}' browse {file}; echo left $?; sleep 5"
    tmux("new-session", "-d", "-s", "b", "-x", str(columns), "-y", str(lines), command)
    try:
        shown = []
        for keys in steps:
            for key in keys:
                tmux("send-keys", "-t", "b", key)
                time.sleep(0.05)
            shown.append(f"== {' '.join(keys) or 'start'}\n{settled()}")
        tmux("send-keys", "-t", "b", "q")
        time.sleep(0.3)
        assert "left 0" in tmux("capture-pane", "-p", "-t", "b"), "the terminal is given back"
        return "\n".join(shown)
    finally:
        tmux("kill-session", "-t", "b")


def main():
    program, update = pathlib.Path(sys.argv[1]).resolve(), "--update" in sys.argv
    SCREENS.mkdir(exist_ok=True)
    # A server without a session goes, and a session that is asked for meanwhile with it.
    tmux("new-session", "-d", "-s", "keep", "sleep 3600")
    try:
        sys.exit(1 if compare(program, update) else 0)
    finally:
        tmux("kill-server")


def compare(program, update):
    """How many walks show other screens than those that are kept."""
    wrong = 0
    for name, columns, lines, file, steps in WALKS:
        found = walk(program, columns, lines, file, steps)
        path = SCREENS / f"{name}.txt"
        if update:
            path.write_text(found)
        elif path.read_text() != found:
            wrong += 1
            print(f"{name} differs; found:\n{found}")
        print(f"{name}: {len(steps)} screens")
    return wrong


main()
