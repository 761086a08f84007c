#!/usr/bin/env python3
"""Random structs in three languages: what the derive says, what gcc lays out, what NumPy makes of the same fields.

    python layouts.py WORKSPACE FOLDER [COUNT [SEED]]

Writes a Rust and a C program with COUNT structs into FOLDER, builds and runs both. Sizes, alignments and the offset of
every field must be gcc's, and those of plain and packed structs must be NumPy's with `align=True` and without. The dtype
that Rust prints, read by NumPy, must equal the one that NumPy makes from gcc's offsets.
"""
import ast
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
from numpy.lib.format import descr_to_dtype

# Rust, C, NumPy
SCALARS = [
    ("bool", "_Bool", "?"), ("u8", "uint8_t", "u1"), ("i8", "int8_t", "i1"), ("u16", "uint16_t", "u2"),
    ("i16", "int16_t", "i2"), ("u32", "uint32_t", "u4"), ("i32", "int32_t", "i4"), ("u64", "uint64_t", "u8"),
    ("i64", "int64_t", "i8"), ("f32", "float", "f4"), ("f64", "double", "f8"), ("char", "uint32_t", "U1"),
    ("half::f16", "uint16_t", "f2"), ("Complex<f32>", "float _Complex", "c8"), ("Complex<f64>", "double _Complex", "c16"),
    ("DateTime64<Nanosecond>", "int64_t", "M8[ns]"), ("DateTime64<Microsecond, 25>", "int64_t", "M8[25us]"),
    ("TimeDelta64<Day>", "int64_t", "m8[D]"),
]
TEXTS = [(f"FixedBytes<{n}>", "char", f"S{n}", n) for n in (1, 3, 8, 17)] \
    + [(f"Void<{n}>", "unsigned char", f"V{n}", n) for n in (2, 5)] \
    + [(f"FixedStr<{n}>", "uint32_t", f"U{n}", n) for n in (1, 2, 5)]
# Bytes in a fixed order have alignment 1 in Rust, which only packed dtypes of NumPy can say.
SWAPPED = [("Be<f64>", "unsigned char", ">f8", 8), ("big_endian::I32", "unsigned char", ">i4", 4),
           ("Le<u16>", "unsigned char", "<u2", 2)]
REPRS = {"C": 5, "C, packed": 4, "C, packed(2)": 1, "C, packed(4)": 1, "C, align(16)": 1, "C, align(64)": 1}
NAMES = ["time", "price", "size", "r#type", "x", "y", "flag", "level", "id", "r#in"]
RENAMES = ["a b", "x/y", "α", "0", "x.y", "it's", "数"]


class Struct:
    """One struct: fields are (rust name, dtype name, rust type, C declaration, NumPy dtype)."""

    def __init__(self, rng, name, known):
        self.name = name
        self.repr = rng.choices(list(REPRS), list(REPRS.values()))[0]
        self.tuple = rng.random() < 0.2
        self.fields = []
        for i in range(rng.randint(1, 7)):
            rust = str(i) if self.tuple else NAMES[(i + len(name)) % len(NAMES)]
            rename = None if self.tuple or rng.random() < 0.8 else RENAMES[i % len(RENAMES)]
            of, c, dtype, shape = self.type(rng, known)
            for n in reversed(shape):
                of = f"[{of}; {n}]"
            named = rename or (f"f{i}" if self.tuple else rust.removeprefix("r#"))
            self.fields.append((rust, rename, named, of, c, np.dtype((dtype, tuple(shape))) if shape else dtype, shape))

    def type(self, rng, known):
        shape = [] if rng.random() < 0.75 else [rng.randint(1, 3) for _ in range(rng.randint(1, 2))]
        nestable = [s for s in known if s.repr in ("C", "C, packed") and s.dtype is not None]
        kind = rng.random()
        if kind < 0.2 and nestable:
            s = rng.choice(nestable)
            return s.name, (f"struct {s.name}", ""), s.dtype, shape
        if kind < 0.35:
            of, c, dtype, n = rng.choice(TEXTS)
            return of, (c, f"[{n}]"), np.dtype(dtype), shape
        if kind < 0.45 and "packed" in self.repr:
            of, c, dtype, n = rng.choice(SWAPPED)
            return of, (c, f"[{n}]"), np.dtype(dtype), shape
        of, c, dtype = rng.choice(SCALARS)
        return of, (c, ""), np.dtype(dtype), shape

    def rust(self):
        body = []
        for rust, rename, _, of, *_ in self.fields:
            attribute = f'#[record(rename = "{rename}")] ' if rename else ""
            body.append(f"{attribute}{of}" if self.tuple else f"{attribute}{rust}: {of}")
        body = ", ".join(body)
        body = f"({body});" if self.tuple else f" {{ {body} }}"
        return f"#[derive(Clone, Copy, Record)]\n#[repr({self.repr})]\nstruct {self.name}{body}\n"

    def rust_prints(self):
        offsets = ", ".join(f"{self.name}::FIELDS.{f[0]}.offset()" for f in self.fields)
        return (f'println!("{self.name}\\t{{}}\\t{{}}\\t{{:?}}\\t{{}}", size_of::<{self.name}>(), align_of::<{self.name}>(), '
                f"[{offsets}], {self.name}::DTYPE);\n")

    def c(self):
        body = "".join(f"  {c} f{i}{''.join(f'[{n}]' for n in shape)}{tail};\n"
                       for i, (*_, (c, tail), _, shape) in enumerate(self.fields))
        before, after = "", ""
        if self.repr == "C, packed":
            after = " __attribute__((packed))"
        elif "packed(" in self.repr:
            before = f"#pragma pack(push, {self.repr[-2]})\n"
        elif "align(" in self.repr:
            after = f" __attribute__((aligned({self.repr[9:-1]})))"
        return f"{before}struct {self.name} {{\n{body}}}{after};\n" + ("#pragma pack(pop)\n" if before else "")

    def c_prints(self):
        offsets = ", ".join(f"(int)offsetof(struct {self.name}, f{i})" for i in range(len(self.fields)))
        form = ", ".join(["%d"] * len(self.fields))
        return (f'printf("{self.name}\\t%d\\t%d\\t[{form}]\\n", (int)sizeof(struct {self.name}), '
                f"(int)_Alignof(struct {self.name}), {offsets});\n")

    @property
    def dtype(self):
        """NumPy's own layout of plain and packed structs; None where it has no such rule."""
        if self.repr not in ("C", "C, packed"):
            return None
        return np.dtype([(f[2], f[5]) for f in self.fields], align=self.repr == "C")

    def placed(self, size, offsets):
        """A dtype with these offsets."""
        return np.dtype({"names": [f[2] for f in self.fields], "formats": [f[5] for f in self.fields],
                         "offsets": offsets, "itemsize": size})


def read(node):
    """The dtype of what our Display prints: lists are descrs, dicts and pairs may hold either."""
    if isinstance(node, dict):
        return np.dtype(dict(node, formats=[read(f) for f in node["formats"]]))
    if isinstance(node, tuple):
        return np.dtype((read(node[0]), node[1]))
    return descr_to_dtype(node)


def build(workspace, folder, structs):
    """The lines that both programs print, without the name in front."""
    (folder / "src").mkdir(parents=True, exist_ok=True)
    core = Path(workspace).resolve() / "dtype-core"
    (folder / "Cargo.toml").write_text(
        '[package]\nname = "layouts"\nversion = "0.0.0"\nedition = "2024"\n\n[workspace]\n\n[dependencies]\n'
        f'dtype-core = {{ path = "{core}", features = ["half", "complex"] }}\nhalf = "2.7"\nnum-complex = "0.4.6"\n'
        'zerocopy = "0.8.63"\n')
    (folder / "Cargo.lock").write_bytes((Path(workspace) / "Cargo.lock").read_bytes())
    (folder / "src/main.rs").write_text(
        "#![allow(dead_code, uncommon_codepoints, unused_imports)]\n"
        "use dtype_core::*;\nuse num_complex::Complex;\nuse zerocopy::byteorder::big_endian;\n\n"
        + "\n".join(s.rust() for s in structs)
        + "\nfn main() {\n" + "".join(s.rust_prints() for s in structs) + "}\n")
    (folder / "layouts.c").write_text(
        "#include <complex.h>\n#include <stddef.h>\n#include <stdint.h>\n#include <stdio.h>\n\n"
        + "\n".join(s.c() for s in structs)
        + "\nint main(void) {\n" + "".join(s.c_prints() for s in structs) + "return 0; }\n")
    subprocess.run(["gcc", "-std=c11", "-o", folder / "layouts", folder / "layouts.c"], check=True)
    c = subprocess.run([folder / "layouts"], check=True, capture_output=True, text=True).stdout
    run = ["cargo", "run", "-q", "--manifest-path", folder / "Cargo.toml"]
    rust = subprocess.run(run, check=True, stdout=subprocess.PIPE, text=True).stdout
    return [dict(line.split("\t", 1) for line in text.splitlines()) for text in (rust, c)]


def main():
    workspace, folder = sys.argv[1], Path(sys.argv[2])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 300
    rng = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 1)
    structs = []
    for i in range(count):
        structs.append(Struct(rng, f"S{i}", structs))
    rust, c = build(workspace, folder, structs)
    failed = 0
    for s in structs:
        size, align, offsets, text = rust[s.name].split("\t")
        wrong = []
        if [size, align, offsets] != c[s.name].split("\t"):
            wrong.append(f"gcc has {c[s.name]!r}, Rust {size}, {align}, {offsets}")
        dtype, expected = read(ast.literal_eval(text)), s.placed(int(size), ast.literal_eval(offsets))
        if dtype != expected:
            wrong.append(f"expected {expected}, found {dtype}")
        if s.dtype is not None and (dtype != s.dtype or dtype.isalignedstruct != s.dtype.isalignedstruct):
            wrong.append(f"NumPy has {s.dtype!r}, we {dtype!r}")
        failed += bool(wrong)
        for why in wrong:
            print(f"{s.rust()}    {why}")
    print(f"layouts: {count - failed} of {count} structs as gcc and NumPy lay them out")
    sys.exit(failed != 0)


if __name__ == "__main__":
    main()
