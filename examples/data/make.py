#!/usr/bin/env python3
"""Writes the files of this folder: records in layouts that public programs use.

    python make.py [DIRECTORY]        (NumPy 2.4; the default is this folder)

Each function builds one file, asserts the itemsize and the offsets that the layout's owner publishes, and
explains what is worth noticing in the data. Random numbers come from integer generators with fixed seeds, and all
arithmetic is exact or correctly rounded, so every run on every machine writes the same bytes.
"""
import sys
from pathlib import Path

import numpy as np


def generator(seed):
    return np.random.Generator(np.random.PCG64(seed))


def walk(rng, n, start, low, high):
    """Integers from `start`, each step between `low` and `high` inclusive."""
    return start + np.cumsum(rng.integers(low, high, n, endpoint=True))


def check(dtype, itemsize, **offsets):
    assert dtype.itemsize == itemsize, (dtype, itemsize)
    found = {name: dtype.fields[name][1] for name in offsets}
    assert found == offsets, (found, offsets)


def trades():
    """An aligned C struct of 24 bytes: a time, a price, a size and four letters, no padding.

    One trade has no time (NaT), one no price (NaN): `min` shows the NaN, `nan_min` looks past it.
    """
    dtype = np.dtype([("time", "<M8[ns]"), ("price", "<f8"), ("size", "<u4"), ("venue", "S4")], align=True)
    check(dtype, 24, time=0, price=8, size=16, venue=20)
    rng = generator(1)
    n = 1000
    a = np.zeros(n, dtype)
    opening = np.datetime64("2024-03-01T14:30:00", "ns").astype("i8")
    a["time"] = (opening + np.cumsum(rng.integers(1_000, 40_000_000, n))).view("M8[ns]")
    a["price"] = walk(rng, n, 18_950, -3, 3) / 100
    a["size"] = rng.integers(1, 10, n) * 100
    a["venue"] = np.array([b"XNYS", b"XNAS", b"ARCX", b"IEX"])[rng.integers(0, 4, n)]
    a["time"][417] = np.datetime64("NaT")
    a["price"][640] = np.nan
    return a


def ticks():
    """MetaTrader 5 ticks: 60 bytes, packed, so every second record is off the 8-byte grid.

    Quotes come in at all times, trades only with the flags 'last' and 'volume' set; without a trade, last is 0.
    """
    dtype = np.dtype([
        ("time", "<i8"), ("bid", "<f8"), ("ask", "<f8"), ("last", "<f8"), ("volume", "<u8"),
        ("time_msc", "<i8"), ("flags", "<u4"), ("volume_real", "<f8"),
    ])
    check(dtype, 60, time=0, bid=8, ask=16, last=24, volume=32, time_msc=40, flags=48, volume_real=52)
    changed_bid, changed_ask, changed_last, changed_volume = 2, 4, 8, 16
    rng = generator(2)
    n = 3000
    a = np.zeros(n, dtype)
    a["time_msc"] = 1_709_280_000_000 + np.cumsum(rng.integers(0, 900, n))
    a["time"] = a["time_msc"] // 1000
    bid = walk(rng, n, 108_050, -2, 2)
    ask = bid + rng.integers(1, 4, n)
    a["bid"], a["ask"] = bid / 100_000, ask / 100_000
    flags = np.full(n, changed_bid | changed_ask)
    traded = rng.integers(0, 5, n) == 0
    flags[traded] |= changed_last | changed_volume
    a["flags"] = flags
    a["last"] = np.where(traded, np.where(rng.integers(0, 2, n) == 0, a["bid"], a["ask"]), 0.0)
    a["volume"] = np.where(traded, rng.integers(1, 20, n), 0)
    a["volume_real"] = a["volume"] + np.where(traded, rng.integers(0, 100, n) / 100, 0.0)
    return a


def events():
    """hftbacktest events: 64 bytes, one cache line each; the Rust struct has `align(64)`.

    The low bits of `ev` say what happened, the high bits on which side and for whom. `local_ts` is when we heard.
    """
    dtype = np.dtype([
        ("ev", "<u8"), ("exch_ts", "<i8"), ("local_ts", "<i8"), ("px", "<f8"), ("qty", "<f8"),
        ("order_id", "<u8"), ("ival", "<i8"), ("fval", "<f8"),
    ], align=True)
    check(dtype, 64, ev=0, exch_ts=8, local_ts=16, px=24, qty=32, order_id=40, ival=48, fval=56)
    depth, trade = 1, 2
    for_exchange, for_local = 1 << 31, 1 << 30
    buy, sell = 1 << 29, 1 << 28
    rng = generator(3)
    n = 1500
    a = np.zeros(n, dtype)
    what = np.where(rng.integers(0, 6, n) == 0, trade, depth)
    side = np.where(rng.integers(0, 2, n) == 0, buy, sell)
    a["ev"] = for_exchange | for_local | what | side
    a["exch_ts"] = 1_709_280_000_000_000_000 + np.cumsum(rng.integers(1_000, 9_000_000, n))
    a["local_ts"] = a["exch_ts"] + rng.integers(150_000, 900_000, n)
    middle = walk(rng, n, 621_000, -4, 4)
    away = rng.integers(0, 20, n)
    a["px"] = np.where(side == buy, middle - away, middle + 1 + away) / 10
    a["qty"] = rng.integers(1, 5000, n) / 1000
    a["qty"][(what == depth) & (rng.integers(0, 8, n) == 0)] = 0.0      # the level is gone
    return a


def book():
    """Databento market by price: a nested header and ten nested price levels in 368 bytes.

    Prices are integers in units of 1e-9; a level without orders holds the largest i8 as its price. Dividing by 1e9
    is the reader's decision, not the file's.
    """
    header = np.dtype([
        ("length", "u1"), ("rtype", "u1"), ("publisher_id", "<u2"), ("instrument_id", "<u4"), ("ts_event", "<u8"),
    ], align=True)
    check(header, 16, length=0, rtype=1, publisher_id=2, instrument_id=4, ts_event=8)
    level = np.dtype([
        ("bid_px", "<i8"), ("ask_px", "<i8"), ("bid_sz", "<u4"), ("ask_sz", "<u4"), ("bid_ct", "<u4"), ("ask_ct", "<u4"),
    ], align=True)
    check(level, 32, bid_px=0, ask_px=8, bid_sz=16, ask_sz=20, bid_ct=24, ask_ct=28)
    dtype = np.dtype([
        ("hd", header), ("price", "<i8"), ("size", "<u4"), ("action", "S1"), ("side", "S1"), ("flags", "u1"),
        ("depth", "u1"), ("ts_recv", "<u8"), ("ts_in_delta", "<i4"), ("sequence", "<u4"), ("levels", level, (10,)),
    ], align=True)
    check(dtype, 368, hd=0, price=16, size=24, action=28, side=29, flags=30, depth=31, ts_recv=32, ts_in_delta=40,
          sequence=44, levels=48)
    rng = generator(4)
    n = 300
    tick = 10_000_000                                                   # a cent
    none = np.iinfo("i8").max
    a = np.zeros(n, dtype)
    a["hd"]["length"] = dtype.itemsize // 4
    a["hd"]["rtype"] = 10
    a["hd"]["publisher_id"] = 2
    a["hd"]["instrument_id"] = 15_144
    a["ts_recv"] = 1_709_303_400_000_000_000 + np.cumsum(rng.integers(20_000, 5_000_000, n))
    a["ts_in_delta"] = rng.integers(12_000, 19_000, n)
    a["hd"]["ts_event"] = a["ts_recv"] - a["ts_in_delta"].astype("u8") - 150_000
    a["sequence"] = np.cumsum(rng.integers(1, 9, n))
    a["action"] = np.array([b"A", b"C", b"M", b"T"])[rng.integers(0, 4, n)]
    a["side"] = np.array([b"B", b"A"])[rng.integers(0, 2, n)]
    a["flags"] = 130
    a["depth"] = rng.integers(0, 10, n)
    a["size"] = rng.integers(1, 12, n) * 25
    best = walk(rng, n, 18_950, -1, 1)
    steps = np.arange(10)
    levels = a["levels"]
    levels["bid_px"] = (best[:, None] - steps) * tick
    levels["ask_px"] = (best[:, None] + 1 + steps) * tick
    for side in ("bid", "ask"):
        levels[side + "_ct"] = rng.integers(1, 30, (n, 10))
        levels[side + "_sz"] = levels[side + "_ct"] * rng.integers(1, 9, (n, 10)) * 10
    thin = rng.integers(0, 25, n) == 0                                  # sometimes the last level is empty
    levels["ask_px"][thin, 9] = none
    levels["ask_sz"][thin, 9] = 0
    levels["ask_ct"][thin, 9] = 0
    a["price"] = np.where(a["side"] == b"B", levels["bid_px"][:, 0], levels["ask_px"][:, 0])
    return a


def particles():
    """A cryoSPARC particle table: 34 fields in 246 packed bytes, names with '/', 31 fields unaligned.

    The file is called .cs, and is an .npy inside.
    """
    dtype = np.dtype([
        ("uid", "<u8"), ("blob/path", "S89"), ("blob/idx", "<u4"), ("blob/shape", "<u4", (2,)), ("blob/psize_A", "<f4"),
        ("blob/sign", "<f4"), ("ctf/type", "S9"), ("ctf/exp_group_id", "<u4"), ("ctf/accel_kv", "<f4"),
        ("ctf/cs_mm", "<f4"), ("ctf/amp_contrast", "<f4"), ("ctf/df1_A", "<f4"), ("ctf/df2_A", "<f4"),
        ("ctf/df_angle_rad", "<f4"), ("ctf/phase_shift_rad", "<f4"), ("ctf/scale", "<f4"), ("ctf/scale_const", "<f4"),
        ("alignments3D/split", "<u4"), ("alignments3D/shift", "<f4", (2,)), ("alignments3D/pose", "<f4", (3,)),
        ("alignments3D/psize_A", "<f4"), ("alignments3D/error", "<f4"), ("alignments3D/error_min", "<f4"),
        ("alignments3D/resid_pow", "<f4"), ("alignments3D/slice_pow", "<f4"), ("alignments3D/image_pow", "<f4"),
        ("alignments3D/cross_cor", "<f4"), ("alignments3D/alpha", "<f4"), ("alignments3D/weight", "<f4"),
        ("alignments3D/pose_ess", "<f4"), ("alignments3D/shift_ess", "<f4"), ("alignments3D/class_posterior", "<f4"),
        ("alignments3D/class", "<u4"), ("alignments3D/class_ess", "<f4"),
    ])
    check(dtype, 246, **{"uid": 0, "blob/path": 8, "blob/idx": 97, "blob/shape": 101, "ctf/type": 117, "ctf/df1_A": 142,
                         "alignments3D/split": 166, "alignments3D/shift": 170, "alignments3D/pose": 178,
                         "alignments3D/class_ess": 242})
    rng = generator(5)
    n = 500
    a = np.zeros(n, dtype)
    exposure = np.sort(rng.integers(0, 12, n))
    a["uid"] = rng.integers(0, 1 << 64, n, dtype="u8")
    a["blob/path"] = [b"J19/extract/20240301_%05d_grid-a_region_%03d_particles.mrc" % (5000 + e, e % 4) for e in exposure]
    first = np.searchsorted(exposure, exposure)
    a["blob/idx"] = np.arange(n) - first
    a["blob/shape"] = 180
    a["blob/psize_A"] = a["alignments3D/psize_A"] = 2.95
    a["blob/sign"] = -1
    a["ctf/type"] = b"ctffind4"
    a["ctf/exp_group_id"] = exposure // 4
    a["ctf/accel_kv"] = 200
    a["ctf/cs_mm"] = 2
    a["ctf/amp_contrast"] = 0.07
    a["ctf/df1_A"] = (rng.integers(7_400_000, 45_800_000, 12) / 1000)[exposure]
    a["ctf/df2_A"] = a["ctf/df1_A"] - (rng.integers(100_000, 500_000, 12) / 1000)[exposure]
    a["ctf/df_angle_rad"] = (rng.integers(-1570, 1570, 12) / 1000)[exposure]
    a["ctf/scale"] = a["ctf/scale_const"] = 1
    a["alignments3D/split"] = rng.integers(0, 2, n)
    a["alignments3D/shift"] = rng.integers(-600, 600, (n, 2)) / 32
    a["alignments3D/pose"] = rng.integers(-1_800_000, 1_800_000, (n, 3)) / 1_000_000
    a["alignments3D/error"] = rng.integers(1_027_000, 2_660_000, n) / 1000
    a["alignments3D/error_min"] = a["alignments3D/error"] - (rng.integers(0, 1500, n) / 1000).astype("f4")
    a["alignments3D/resid_pow"] = a["alignments3D/error"]
    a["alignments3D/slice_pow"] = rng.integers(10_000, 172_000, n) / 1000
    a["alignments3D/image_pow"] = a["alignments3D/resid_pow"] + a["alignments3D/slice_pow"]
    a["alignments3D/cross_cor"] = rng.integers(32_000, 405_000, n) / 1000
    a["alignments3D/alpha"] = rng.integers(670, 3_080, n) / 1000
    a["alignments3D/class_posterior"] = a["alignments3D/class_ess"] = 1
    return a


def telemetry():
    """Instrument packets as they come from a spacecraft: big-endian, packed, 26 bytes.

    The temperature sensor drops out now and then and reports NaN.
    """
    dtype = np.dtype([
        ("SC_CLK_COARSE", ">i4"), ("SC_CLK_FINE", ">i2"), ("FUV_CHIP_TEMP_C", ">f8"), ("FUV_HV_MON_V", ">f4"),
        ("FUV_BIAS_V", ">f4"), ("COUNTS", ">u4"),
    ])
    check(dtype, 26, SC_CLK_COARSE=0, SC_CLK_FINE=4, FUV_CHIP_TEMP_C=6, FUV_HV_MON_V=14, FUV_BIAS_V=18, COUNTS=22)
    rng = generator(6)
    n = 1200
    a = np.zeros(n, dtype)
    clock = 394_000_000 * 256 + np.cumsum(rng.integers(200, 312, n))    # in 1/256 s
    a["SC_CLK_COARSE"] = clock // 256
    a["SC_CLK_FINE"] = clock % 256
    a["FUV_CHIP_TEMP_C"] = walk(rng, n, -21_500, -20, 20) / 1000
    a["FUV_CHIP_TEMP_C"][rng.integers(0, 200, n) == 0] = np.nan
    a["FUV_HV_MON_V"] = -850 + rng.integers(-50, 50, n) / 64
    a["FUV_BIAS_V"] = 5 + rng.integers(-4, 4, n) / 128
    a["COUNTS"] = rng.integers(0, 4_000, n)
    return a


def dvs():
    """Events of a vision sensor: 13 packed bytes. The field 'on' has the title 'p', its older name."""
    dtype = np.dtype([("t", "<u8"), ("x", "<u2"), ("y", "<u2"), (("p", "on"), "?")])
    check(dtype, 13, t=0, x=8, y=10, on=12)
    rng = generator(7)
    n = 4000
    a = np.zeros(n, dtype)
    a["t"] = np.cumsum(rng.integers(0, 60, n))                          # microseconds
    edge = np.arange(n) * 1100 // n                                     # something bright moves to the right
    a["x"] = 80 + edge + rng.integers(0, 12, n)
    a["y"] = rng.integers(200, 520, n)
    a["on"] = (a["x"] - edge) % 12 > 5
    return a


FILES = {
    "trades.npy": trades, "ticks.npy": ticks, "events.npy": events, "book.npy": book, "particles.cs": particles,
    "telemetry.npy": telemetry, "dvs.npy": dvs,
}


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    total = 0
    for name, make in FILES.items():
        with open(folder / name, "wb") as f:
            a = make()
            np.save(f, a)
        size = (folder / name).stat().st_size
        total += size
        print(f"{name:14} {len(a):5} records of {a.itemsize:3} bytes, {size:7} bytes")
    assert total < 1_000_000, total


if __name__ == "__main__":
    main()
