#!/usr/bin/env python3
"""How the program behaves on a terminal, which is a pseudo one here: colours, widths, progress, Ctrl-C.

    terminal.py DTYPE
"""

import fcntl
import os
import pathlib
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT / "examples/data"
COLOUR = re.compile(rb"\x1b\[[0-9;]*m")
ESCAPE = re.compile(rb"\x1b\[[0-9;]*[mK]")
PROGRESS = re.compile(rb"\d+% .*? of .*?/s, .*? left")


class Terminal:
    """The program on a terminal of some columns; its streams in `to_pipe` go into a pipe."""

    def __init__(self, program, args, columns=80, env=None, to_pipe=(), ignores=()):
        self.main, side = pty.openpty()
        fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        names = {"NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "CI"}
        environment = {name: value for name, value in os.environ.items() if name not in names}
        environment |= {"TERM": "xterm-256color", "LANG": "C.UTF-8"} | (env or {})
        stream = lambda name: subprocess.PIPE if name in to_pipe else side
        self.child = subprocess.Popen(
            [program, *args], cwd=DATA, env=environment, stdin=side, stdout=stream("stdout"), stderr=stream("stderr"),
            start_new_session=True, preexec_fn=lambda: self.begin(ignores),
        )
        os.close(side)
        self.shown = b""

    @staticmethod
    def begin(ignores):
        """In the process that is to be the program: the terminal is its own, and signals mean what they do by default."""
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
        for number in signal.SIGINT, signal.SIGHUP:
            signal.signal(number, signal.SIG_IGN if number in ignores else signal.SIG_DFL)

    def read(self, until=None, seconds=60):
        """What is shown until something is, or to the end."""
        end = time.time() + seconds
        while time.time() < end and not (until and until.search(self.shown)):
            if select.select([self.main], [], [], 0.05)[0]:
                try:
                    more = os.read(self.main, 1 << 16)
                except OSError:
                    break
                if not more:
                    break
                self.shown += more
            elif not until and self.child.poll() is not None:
                break
        return self.shown

    def type(self, keys):
        os.write(self.main, keys)

    def end(self, seconds=60):
        self.read()
        try:
            return self.child.wait(seconds), self.shown
        finally:
            self.child.kill()
            os.close(self.main)


def shown(program, *args, **how):
    code, text = Terminal(program, args, **how).end()
    assert code == 0, (args, code, text)
    return text


def shown_last(text):
    """What the last line shows: after a carriage return it is written anew, and an escape clears it."""
    line = text.decode().rstrip("\r\n").splitlines()[-1] if text.strip() else ""
    return re.split("\r|\x1b\\[2K", line)[-1].replace("^C", "").strip()


def colours(program):
    for args in [["stats", "trades.npy"], ["hist", "-c", "price", "trades.npy"], ["check", "trades.npy"], ["--help"]]:
        assert COLOUR.search(shown(program, *args)), args
        plain = shown(program, *args, env={"NO_COLOR": "1"})
        assert not COLOUR.search(plain) and plain, args
        assert not COLOUR.search(shown(program, *args, env={"TERM": "dumb"})), args
        # Build servers show colours whatever the terminal: some libraries take this for a reason to write them.
        assert not COLOUR.search(shown(program, *args, env={"TERM": "dumb", "CI": "true"})), args
        assert not COLOUR.search(shown(program, *args, "--color", "never")), args
        assert COLOUR.search(shown(program, *args, "--color", "always", env={"NO_COLOR": "1"})), args
    code, text = Terminal(program, ["info", "missing.npy"]).end()
    assert code == 3 and COLOUR.search(text), text
    code, text = Terminal(program, ["info", "missing.npy"], env={"NO_COLOR": "1"}).end()
    assert code == 3 and not COLOUR.search(text), text


def widths(program):
    for columns in 40, 80, 200:
        for args in [["info", "particles.cs"], ["head", "particles.cs"], ["stats", "particles.cs"]]:
            lines = ESCAPE.sub(b"", shown(program, *args, columns=columns)).decode().splitlines()
            assert max(map(len, lines)) <= columns, (args, columns, lines)


def progress(program, folder):
    """Half a second after the start, on a terminal only; gone when Ctrl-C ends it, and nothing half is left."""
    huge = folder / "huge.raw"
    with open(huge, "wb") as file:
        file.truncate(1 << 42)
    told = ["--dtype", "<f8", str(huge)]
    for args in [["stats"], ["stats", "--quantiles", "0.5"], ["hist"], ["corr"], ["check", "--finite"]]:
        start = time.time()
        terminal = Terminal(program, args + told, columns=100)
        text = terminal.read(PROGRESS)
        assert PROGRESS.search(text) and time.time() - start >= 0.5, (args, text)
        terminal.type(b"\x03")
        code, text = terminal.end()
        assert code == -signal.SIGINT and not shown_last(text).startswith(("0%", "1%")), (args, code, text)
    for how in [{"to_pipe": ["stderr"]}, {"env": {"TERM": "dumb"}}]:
        terminal = Terminal(program, ["stats"] + told, columns=100, **how)
        text = terminal.read(PROGRESS, seconds=1.5)
        assert not PROGRESS.search(text), (how, text)
        terminal.child.kill()
        terminal.end()
    # The passes behind the first one are seen too, in a line of their own, and then that goes away.
    some = folder / "some.raw"
    with open(some, "wb") as file:
        file.truncate(1 << 27)
    terminal = Terminal(program, ["stats", "--quantiles", "0.5", "--threads", "1", "--dtype", "<f8", str(some)], columns=100)
    code, text = terminal.end()
    shares = [int(share) for share in re.findall(rb"(\d+)% ", text)]
    again = next(at for at in range(1, len(shares)) if shares[at] < shares[at - 1])
    assert code == 0 and shares[again:] == sorted(shares[again:]) and shares[-1] > shares[again], (code, shares)
    assert text.rstrip().endswith(b"/s") and b"left" not in text.splitlines()[-1], text
    out = folder / "out.csv"
    terminal = Terminal(program, ["convert", *told, str(out)], columns=100)
    terminal.read(PROGRESS)
    terminal.type(b"\x03")
    code, text = terminal.end()
    assert code == -signal.SIGINT and sorted(os.listdir(folder)) == ["huge.raw", "some.raw"], (code, os.listdir(folder), text)


def signals(program, folder):
    """The program dies of a signal, so that shells stop too; one that was ignored before it was started is ignored by it."""
    huge = folder / "huge.raw"
    args = ["stats", "--dtype", "<f8", str(huge)]
    for number in signal.SIGHUP, signal.SIGTERM:
        terminal = Terminal(program, args)
        terminal.read(PROGRESS)
        os.kill(terminal.child.pid, number)
        code, text = terminal.end()
        assert code == -number, (code, text)
    terminal = Terminal(program, args, ignores=[signal.SIGHUP, signal.SIGINT])
    terminal.read(PROGRESS)
    for number in signal.SIGHUP, signal.SIGINT:
        os.kill(terminal.child.pid, number)
    time.sleep(0.3)
    assert terminal.child.poll() is None
    os.kill(terminal.child.pid, signal.SIGTERM)
    assert terminal.end()[0] == -signal.SIGTERM
    # A loop of a shell ends with the program that it runs.
    loop = 'for i in 1 2 3; do "$0" "$@"; done; echo went on'
    terminal = Terminal("bash", ["-c", loop, program, *args])
    terminal.read(PROGRESS)
    terminal.type(b"\x03")
    code, text = terminal.end()
    assert b"went on" not in text, text


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    colours(program)
    widths(program)
    with tempfile.TemporaryDirectory() as folder:
        progress(program, pathlib.Path(folder))
        signals(program, pathlib.Path(folder))
    print("colours, widths, progress and Ctrl-C on a terminal: as they should be")


main()
