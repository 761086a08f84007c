#!/usr/bin/env python3
"""Pictures of the terminal, made from the real program: docs/pictures/*.svg.

    python docs/pictures/make.py DTYPE

DTYPE is the compiled program. `browse` is driven in a terminal of tmux's.
"""
import html
import pathlib
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT / "examples/data"
WIDTH, HEIGHT = 8.4, 18          # of a character, in pixels
COLORS = {"30": "#16181c", "31": "#e06c75", "32": "#98c379", "33": "#e5c07b", "34": "#61afef", "35": "#c678dd", "36": "#56b6c2", "37": "#dcdfe4"}


def spans(line):
    """Runs of characters that look alike: text, and a class or a colour."""
    bold = dim = reverse = False
    color = None
    for part in re.split(r"(\x1b\[[0-9;]*m)", line):
        if not part.startswith("\x1b"):
            if part:
                yield part, bold, dim, reverse, color
            continue
        for code in part[2:-1].split(";"):
            if code in ("", "0"):
                bold = dim = reverse = False
                color = None
            elif code == "1":
                bold = True
            elif code == "2":
                dim = True
            elif code == "22":
                bold = dim = False
            elif code == "7":
                reverse = True
            elif code == "27":
                reverse = False
            elif code == "39":
                color = None
            elif code in COLORS:
                color = COLORS[code]


def draw(name, command, lines, columns):
    width, height = columns * WIDTH + 24, (len(lines) + 1) * HEIGHT + 28
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img">',
        f"<title>{html.escape('$ ' + command)}</title>",
        "<style>text { font: 14px ui-monospace, Menlo, Consolas, monospace; fill: #dcdfe4; white-space: pre }"
        " .b { font-weight: bold } .d { fill-opacity: .6 }</style>",
        f'<rect width="{width:g}" height="{height:g}" rx="8" fill="#16181c"/>',
    ]
    for row, line in enumerate([f"\x1b[2m$\x1b[0m {command}", *lines]):
        y, column = 14 + (row + 1) * HEIGHT - 4, 0
        for text, bold, dim, reverse, color in spans(line):
            x, length = 12 + column * WIDTH, len(text) * WIDTH
            looks = " ".join(["b"] * bold + ["d"] * dim)
            style = f' class="{looks}"' if looks else ""
            if reverse:
                out.append(f'<rect x="{x:g}" y="{y - 14:g}" width="{length:g}" height="{HEIGHT}" fill="#dcdfe4"/>')
                style += ' fill="#16181c" style="fill: #16181c"'
            elif color:
                style += f' style="fill: {color}"'
            if text.strip():
                out.append(
                    f'<text x="{x:g}" y="{y:g}" textLength="{length:g}" lengthAdjust="spacingAndGlyphs"{style}>'
                    f"{html.escape(text)}</text>"
                )
            column += len(text)
    out.append("</svg>\n")
    (ROOT / f"docs/pictures/{name}.svg").write_text("\n".join(out))


def printed(program, name, args, columns):
    done = subprocess.run(
        [program, *args.split(" "), "--color", "always", "--width", str(columns)],
        cwd=DATA, capture_output=True, text=True, check=True,
    )
    draw(name, f"dtype {args}", done.stdout.rstrip("\n").split("\n"), columns)


def browsed(program, name, file, keys, columns, rows):
    def tmux(*args):
        return subprocess.run(["tmux", "-L", "dtype-pictures", *args], check=True, capture_output=True, text=True).stdout

    tmux("new-session", "-d", "-s", "p", "-x", str(columns), "-y", str(rows), f"cd '{DATA}' && '{program}' browse {file}")
    time.sleep(1)
    for key in keys:
        tmux("send-keys", "-t", "p", key)
        time.sleep(0.5)
    time.sleep(1)
    screen = tmux("capture-pane", "-e", "-p", "-t", "p")
    tmux("kill-server")
    draw(name, f"dtype browse {file}", screen.rstrip("\n").split("\n"), columns)


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    printed(program, "stats", "stats ticks.npy", 80)
    printed(program, "hist", "hist -c price --bins 16 trades.npy", 80)
    browsed(program, "browse", "trades.npy", ["PageDown", "Right", "s", "f"], 90, 18)


main()
