#!/usr/bin/env python3
"""Random structured arrays through numpy.lib.recfunctions, indexing, sorting: what NumPy makes of them, to be compared.

    python recfunctions.py OUT [COUNT [SEED]]

OUT gets a JSON array with a case a line: `op`, `args`, `inputs` (dtype, shape, bytes), and what NumPy made of it: `array`
(the same three), or `value`. `tests/tests/recfunctions` does the same with ours; DTYPE_RECFUNCTIONS names the file.
The first 240 of seed 1 are kept in `tests/corpus/recfunctions.json`.
"""
import json
import sys

import numpy as np
import numpy.lib.recfunctions as rfn

SCALARS = ["?", "i1", "u1", "<i2", ">i2", "<u4", ">u4", "<i8", ">u8", "<f2", "<f4", ">f4", "<f8", ">f8", "<c8", ">c16", "S3",
           "<U2", ">U2", "V3", "<M8[s]", ">m8[ms]"]
NUMBERS = ["i1", "u1", "<i2", ">i2", "<u4", ">i4", "<i8", "<f4", ">f8", "<f8"]
KEYS = ["i1", "<u2", ">i4", "<i8", ">u8", "S2", "<U2", "<M8[s]", "?"]
NAMES = list("abcdefghijklmnop")
FEW = {"b": [0, 1], "i": [-3, 0, 1, 7], "u": [0, 1, 2, 200], "f": [-np.inf, -1.5, -0.0, 0.0, 2.0, np.inf, np.nan],
       "c": [0, complex(0, 1), complex(-0.0, 1), complex(1, np.nan), complex(np.nan, 1), complex(np.nan, 2),
             complex(np.nan, np.nan), complex(np.inf, -1)],
       "S": [b"", b"a", b"ab", b"b", b"\xff"], "U": ["", "a", "aé", "b", "\U0001f980"], "V": [b"", b"ab", b"b", b"\xff\0\1"],
       "M": [0, 1, -5, 2**40, "NaT"], "m": [0, 1, -5, 2**40, "NaT"]}


class Source:
    def __init__(self, seed):
        self.rng = np.random.Generator(np.random.PCG64(seed))

    def below(self, n):
        return int(self.rng.integers(0, n))

    def chance(self, one_in):
        return self.below(one_in) == 0

    def pick(self, items):
        return items[self.below(len(items))]

    def some(self, items, least=1):
        items = list(items)
        chosen = self.rng.permutation(len(items))[: least + self.below(max(1, len(items) - least + 1))]
        return [items[i] for i in chosen]

    def names(self, count):
        return [NAMES[i] for i in self.rng.permutation(len(NAMES))[:count]]

    def record(self, kinds=SCALARS, depth=1, packed=False, names=None, arrays=True):
        """A record without titles, whose names are all different, in nested ones too."""
        names = names or iter(self.names(len(NAMES)))
        fields = []
        for _ in range(1 + self.below(4)):
            name = next(names)
            if depth and self.chance(4):
                form = self.record(kinds, depth - 1, packed, names, arrays)
            else:
                form = np.dtype(self.pick(kinds))
            if arrays and self.chance(6):
                form = np.dtype((form, self.pick([(2,), (1,), (2, 3)])))
            fields.append((name, form))
            if len(fields) > 2 and depth == 0:
                break
        return self.laid_out(fields, packed)

    def laid_out(self, fields, packed=False):
        kind = 0 if packed else self.below(3)
        if kind < 2:
            return np.dtype(fields, align=kind == 1)
        offsets, at = [], 0
        for _, form in fields:
            at += self.below(4)
            offsets.append(at)
            at += form.itemsize
        names, formats = zip(*fields)
        return np.dtype({"names": names, "formats": formats, "offsets": offsets, "itemsize": at + self.below(4)})

    def fill(self, leaf, missing=True):
        if leaf.dtype.names is not None:
            for name in leaf.dtype.names:
                self.fill(leaf[name], missing)
            return
        kind, values = leaf.dtype.kind, FEW[leaf.dtype.kind]
        if not missing:
            values = [v for v in values if v == v and v != "NaT"]
        for at in np.ndindex(leaf.shape):
            leaf[at] = self.pick(values) if kind not in "Mm" else np.array(self.pick(values), leaf.dtype)

    def array(self, dtype, count=None, missing=True):
        a = np.zeros(self.pick([0, 1, 2, 5, 23]) if count is None else count, dtype)
        self.fill(a, missing)
        return a


def told(a):
    a = np.ascontiguousarray(a)
    return {"dtype": repr(a.dtype)[6:-1] if a.dtype.names is None else dtype_text(a.dtype), "shape": list(a.shape),
            "hex": a.tobytes().hex()}


def dtype_text(dtype):
    """What np.dtype(..) makes the same of, in the dict form."""
    def form(d):
        if d.subdtype:
            return (form(d.subdtype[0]), d.subdtype[1])
        if d.names is None:
            return d.str
        fields = [d.fields[n] for n in d.names]
        aligned = {"aligned": True} if d.isalignedstruct else {}
        return {"names": list(d.names), "formats": [form(f[0]) for f in fields], "offsets": [f[1] for f in fields],
                "itemsize": d.itemsize, **aligned}
    return repr(form(dtype))


def leaves(a, path=()):
    if a.dtype.names is None:
        yield ".".join(path), a
    else:
        for name in a.dtype.names:
            yield from leaves(a[name], path + (name,))


def paths(dtype, outer=""):
    for name in dtype.names:
        yield name, outer + name
        if dtype[name].names is not None:
            yield from paths(dtype[name], outer + name + ".")


def stable(a, order):
    return np.argsort(a, order=order, kind="stable")


# --- one function an operation: arguments, inputs, result ---

def halves_without_nan(a):
    """NumPy sorts f2 in records with NaN first, and everything else with NaN last."""
    for _, leaf in leaves(a):
        if leaf.dtype.str[1:] == "f2":
            leaf[np.isnan(leaf)] = 7


def filter_(s):
    a = s.array(s.record())
    mask = s.rng.integers(0, 2, len(a)).astype(bool)
    return {"mask": mask.tolist()}, [a], a[mask]


def take(s):
    a = s.array(s.record(), 1 + s.below(9))
    mode = s.pick(["raise", "wrap", "clip"])
    low, high = (-len(a), len(a)) if mode == "raise" else (-25, 25)
    at = s.rng.integers(low, high, s.below(12))
    return {"positions": at.tolist(), "mode": mode}, [a], a.take(at, mode=mode)


def argsort(s):
    a = s.array(s.record(arrays=False, depth=0))
    order = s.some(a.dtype.names)
    halves_without_nan(a)
    # Without the other fields, which NumPy takes to break ties.
    return {"by": order}, [a], stable(rfn.repack_fields(a[order]), order)


def sort(s):
    a = s.array(s.record(arrays=False, depth=0))
    halves_without_nan(a)
    return {"by": []}, [a], np.sort(a, kind="stable")


def argsort_plain(s):
    a = s.array(np.dtype(s.pick([k for k in SCALARS if k[0] != "V"])))
    return {"by": []}, [a], np.argsort(a, kind="stable")


def searchsorted(s):
    kind = np.dtype(s.pick([k for k in SCALARS if k[0] != "V"]))
    a, v, side = s.array(kind), s.array(kind), s.pick(["left", "right"])
    sorter = np.argsort(a, kind="stable")
    return {"side": side}, [a, v], np.searchsorted(a, v, side=side, sorter=sorter)


def unique(s):
    a = s.array(s.record(arrays=False, depth=0), missing=False)
    _, index, inverse, counts = np.unique(a, return_index=True, return_inverse=True, return_counts=True)
    return {}, [a], [index.tolist(), inverse.tolist(), counts.tolist()]


def find_duplicates(s):
    a = s.array(s.record(arrays=False, depth=0, packed=True), missing=False)
    key = s.pick([None, s.pick(a.dtype.names)])
    _, index = rfn.find_duplicates(np.ma.array(a), key=key, return_index=True)
    base = a if key is None else a[key]
    among = set(index.tolist())
    return {"key": key}, [a], [int(i) for i in np.argsort(base, kind="stable") if int(i) in among]


def drop_fields(s):
    a = s.array(s.record())
    chosen = s.some(list(paths(a.dtype)))[:2]
    result = rfn.drop_fields(a, [name for name, _ in chosen], usemask=False)
    return {"paths": [path for _, path in chosen]}, [a], result


def rename_fields(s):
    a = s.array(s.record(packed=True))
    chosen = s.some(list(paths(a.dtype)))[:3]
    new = ["x" + name for name, _ in chosen]
    return ({"renames": [[path, n] for (_, path), n in zip(chosen, new)]}, [a],
            rfn.rename_fields(a, {name: n for (name, _), n in zip(chosen, new)}))


def repack_fields(s):
    a = s.array(s.record())
    # What it repacks within loses its alignment in NumPy, so that the record around is not C's.
    align, recurse = s.pick([(False, False), (True, False), (False, True)])
    return {"align": align, "recurse": recurse}, [a], rfn.repack_fields(a, align=align, recurse=recurse)


def fields(s):
    a = s.array(s.record())
    names = s.some(a.dtype.names)
    return {"names": names}, [a], rfn.repack_fields(a[names])


def relaid(s, dtype, new):
    """Some of the fields in another order and layout, and a new one."""
    chosen = []
    for name in s.some(dtype.names):
        form = dtype[name]
        if form.names is not None:
            form = relaid(s, form, "n" + new)
        elif form.subdtype is None:
            form = form.newbyteorder(s.pick("<>"))
        chosen.append((name, form))
    if s.chance(2):
        chosen.append((new, np.dtype(s.pick(SCALARS[:12]))))
    return s.laid_out(chosen)


def require_fields(s):
    a = s.array(s.record())
    dtype = relaid(s, a.dtype, "new")
    return {"dtype": dtype_text(dtype)}, [a], rfn.require_fields(a, dtype)


def assign_fields_by_name(s):
    a = s.array(s.record())
    b = s.array(relaid(s, a.dtype, "new"), len(a))
    result, zero = b.copy(), s.chance(2)
    rfn.assign_fields_by_name(result, a, zero_unassigned=zero)
    return {"zero": zero}, [b, a], result


def recursive_fill_fields(s):
    a = s.array(s.record(arrays=False))
    b = s.array(relaid(s, a.dtype, "new"), len(a) + s.below(3))
    result = b.copy()
    rfn.recursive_fill_fields(a, result)
    return {}, [b, a], result


def append_fields(s):
    a = s.array(s.record(packed=True, arrays=False))
    names = ["x" + n for n in s.names(1 + s.below(2))]
    data = [s.array(np.dtype(s.pick(NUMBERS)), len(a)) for _ in names]
    return {"names": names}, [a, *data], rfn.append_fields(a, names, data, usemask=False)


def merge_arrays(s):
    count = s.below(6)
    nested = s.array(s.record(NUMBERS, depth=1, arrays=False), count)
    other = s.array(np.dtype([("x", s.pick(NUMBERS)), ("y", s.pick(NUMBERS))][: 1 + s.below(2)]), count)
    plain = s.array(np.dtype(s.pick(NUMBERS)), count)
    flatten = s.chance(2)
    return {"flatten": flatten}, [nested, other, plain], rfn.merge_arrays((nested, other, plain), flatten=flatten)


def default_of(s, dtype):
    if dtype.kind == "M":
        return np.array(77, dtype)
    if dtype.kind in "SU":
        return np.array("?", dtype)
    return np.array(s.below(2) if dtype.kind == "b" else 1 + s.below(99), dtype)


def stack_arrays(s):
    names = s.names(6)
    kinds = {n: np.dtype(s.pick(KEYS + NUMBERS)) for n in names}
    # NumPy takes another way for one field alone.
    arrays = [s.array(s.laid_out([(n, kinds[n]) for n in s.some(names, 2)])) for _ in range(2 + s.below(2))]
    defaults = {n: default_of(s, kinds[n]) for n in names}
    result = rfn.stack_arrays(arrays, defaults=defaults, usemask=False)
    kept = {n: told(d) for n, d in defaults.items() if n in result.dtype.names}
    return {"defaults": kept}, arrays, result


def join_by(s):
    names = s.names(8)
    kinds = {n: np.dtype(s.pick(KEYS)) for n in names[:2]}
    key = s.some(names[:2])
    sides = []
    for own in (names[2:5], names[4:7]):
        fields = [(n, kinds[n]) for n in key] + [(n, np.dtype(s.pick(NUMBERS + ["S3"]))) for n in s.some(own)]
        fields = [fields[i] for i in s.rng.permutation(len(fields))]
        a = s.array(s.laid_out(fields), s.below(9), missing=False)
        _, index = np.unique(rfn.repack_fields(a[key]), return_index=True)
        sides.append(a[s.rng.permutation(index)])
    kind = s.pick(["inner", "outer", "leftouter"])
    postfix = s.pick([("1", "2"), ("_l", "_r"), ("", "_r")])
    arguments = dict(jointype=kind, r1postfix=postfix[0], r2postfix=postfix[1], usemask=False)
    form = rfn.join_by(key, *sides, **arguments).dtype
    defaults = {n: default_of(s, form[n]) for n in form.names if n not in key}
    result = rfn.join_by(key, *sides, defaults=defaults, **arguments)
    kept = {n: told(d) for n, d in defaults.items()}
    return {"key": key, "type": kind, "postfixes": postfix, "defaults": kept}, sides, result


def structured_to_unstructured(s):
    a = s.array(s.record(NUMBERS + ["?"]), missing=False)
    for _, leaf in leaves(a):
        leaf[~np.isfinite(leaf.astype("f8"))] = 3
    dtype = np.dtype(s.pick(["<f8", ">f4", "<i8", ">i2", "<c16"]))
    return {"dtype": dtype.str}, [a], rfn.structured_to_unstructured(a, dtype=dtype)


def unstructured_to_structured(s):
    form = s.record(NUMBERS)
    width = sum(leaf[1] for leaf in rfn._get_fields_and_offsets(form))
    a = s.rng.integers(0, 100, (s.below(5), width)).astype(s.pick(NUMBERS))
    return {"dtype": dtype_text(form)}, [a], rfn.unstructured_to_structured(a, form)


def apply_along_fields(s):
    a = s.array(s.record(["i1", "<i2", ">i4", "<f4", ">f8"]), missing=False)
    for _, leaf in leaves(a):
        leaf[~np.isfinite(leaf.astype("f8"))] = 3
        leaf[leaf == 0] = 0                         # -0.0 or 0.0, the greater one is either
    return {}, [a], np.asarray(rfn.apply_along_fields(np.max, a), "<f8")


def columns(s):
    a = s.array(s.record())
    return {}, [a], {path: told(leaf) for path, leaf in leaves(a)}


def names_of_dtype(s):
    dtype = s.record(depth=s.below(3))
    parents = rfn.get_fieldstructure(dtype)
    # Of a record in a record in a record, NumPy tells the last one only.
    deep = {n for n, p in parents.items() if len(p) == 1 and any(p[0] == m and q for m, q in parents.items())}
    def shown(name):
        return name if isinstance(name, str) else [name[0], [shown(n) for n in name[1]]]
    return {}, [np.zeros(0, dtype)], {
        "names": [shown(n) for n in rfn.get_names(dtype)], "flat": list(rfn.get_names_flat(dtype)),
        "descr": [[n, dtype_text(d) if d.names or d.subdtype else d.str] for n, d in rfn.flatten_descr(dtype)],
        "parents": [] if deep else [[n, parents[n]] for n in rfn.get_names_flat(dtype)]}


OPERATIONS = [filter_, take, argsort, sort, argsort_plain, searchsorted, unique, find_duplicates, drop_fields, rename_fields,
              repack_fields, fields, require_fields, assign_fields_by_name, recursive_fill_fields, append_fields, merge_arrays,
              stack_arrays, join_by, structured_to_unstructured, unstructured_to_structured, apply_along_fields, columns,
              names_of_dtype]


def main():
    out = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 20 * len(OPERATIONS)
    source = Source(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    cases, refused = [], {}
    for i in range(count):
        operation = OPERATIONS[i % len(OPERATIONS)]
        name = operation.__name__.rstrip("_")
        try:
            args, inputs, result = operation(source)
        except Exception as error:                  # NumPy's own limits: it is no judge then
            refused.setdefault(name, []).append(f"{type(error).__name__}: {error}")
            continue
        expected = {"array": told(result)} if isinstance(result, np.ndarray) else {"value": result}
        cases.append({"id": f"{name}-{i}", "op": name, "args": args, "inputs": [told(a) for a in inputs], **expected})
    with open(out, "w") as f:
        f.write("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")
    for name, errors in refused.items():
        print(f"{name}: NumPy refuses {len(errors)}, the first with {errors[0][:100]}")


if __name__ == "__main__":
    main()
