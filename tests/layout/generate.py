#!/usr/bin/env python3
"""Makes the files beside it: a few hundred structs in Rust and C, and what NumPy makes of the same fields.

    python generate.py [FOLDER]

The structs are those of `../live/layouts.py`, always the same ones. `structs.rs` declares them, `facts.rs` lists what the
derive says of each, `structs.c` prints what a C compiler says, and `numpy.json` holds NumPy's own dtypes: of plain and
packed structs with `align=True` and without, of the others with the offsets that gcc gives them. `tests/derive_layout.rs`
compares all four. Needs NumPy and gcc.
"""
import ast
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "live"))
from layouts import Struct  # noqa: E402

COUNT, SEED = 300, 20260


def compact(text):
    """The same in fewer lines; those of the preprocessor stay alone."""
    lines = [f"\n{line}\n" if line.startswith("#pragma") else line for line in text.splitlines()]
    return "\n".join(" ".join(line.split()) for line in " ".join(lines).splitlines() if line.strip()) + "\n"


def c_program(structs):
    return ("#include <complex.h>\n#include <stddef.h>\n#include <stdint.h>\n#include <stdio.h>\n\n"
            + "".join(compact(s.c()) for s in structs)
            + "\nint main(void) {\n" + "".join(s.c_prints() for s in structs) + "return 0;\n}\n")


def gcc_says(program):
    """Size, alignment and offsets of each struct."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "structs.c"
        source.write_text(program)
        subprocess.run(["gcc", "-std=c11", "-o", source.with_suffix(""), source], check=True)
        text = subprocess.run([source.with_suffix("")], check=True, capture_output=True, text=True).stdout
    rows = [line.split("\t") for line in text.splitlines()]
    return {name: (int(size), int(align), ast.literal_eval(offsets)) for name, size, align, offsets in rows}


def text(dtype):
    """A dtype with all of its offsets: `str` leaves out those of aligned records inside of others."""
    if dtype.subdtype is not None:
        return f"({text(dtype.subdtype[0])}, {dtype.shape})"
    if dtype.names is None:
        return repr(dtype.str)
    formats = ", ".join(text(dtype.fields[name][0]) for name in dtype.names)
    offsets = [dtype.fields[name][1] for name in dtype.names]
    aligned = ", 'aligned': True" if dtype.isalignedstruct else ""
    return (f"{{'names': {list(dtype.names)}, 'formats': [{formats}], 'offsets': {offsets}, "
            f"'itemsize': {dtype.itemsize}{aligned}}}")


def numpy_says(struct, size, offsets):
    own = struct.dtype
    dtype = struct.placed(size, offsets) if own is None else own
    return {"dtype": text(dtype), "itemsize": dtype.itemsize, "offsets": [dtype.fields[n][1] for n in dtype.names],
            "alignment": None if own is None else own.alignment,
            "aligned": None if own is None else own.isalignedstruct}


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    rng, structs = random.Random(SEED), []
    for i in range(COUNT):
        structs.append(Struct(rng, f"S{i}", structs))
    made = "// Made by generate.py.\n"
    (folder / "structs.rs").write_text(made + "".join(compact(s.rust()) for s in structs))
    facts = "".join(f"    fact!({s.name}: {', '.join(f[0] for f in s.fields)}),\n" for s in structs)
    (folder / "facts.rs").write_text(f"{made}[\n{facts}]\n")
    program = c_program(structs)
    (folder / "structs.c").write_text("/* Made by generate.py. */\n" + program)
    gcc = gcc_says(program)
    rows = {s.name: numpy_says(s, gcc[s.name][0], gcc[s.name][2]) for s in structs}
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(row, ensure_ascii=False)}" for name, row in rows.items())
    (folder / "numpy.json").write_text("{\n" + lines + "\n}\n")


if __name__ == "__main__":
    main()
