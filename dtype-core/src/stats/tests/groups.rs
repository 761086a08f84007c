//! Groups against the columns of their records taken alone, and the same bits from any source.

use std::collections::BTreeMap;

use super::query::shown;
use super::sources::records;
use crate::{DType, Groups, GroupsBuilder, Key, RecordView, Stat, StatsBuilder, Value};

/// Everything that groups say, with floats as bits.
fn bits(groups: &Groups) -> Vec<String> {
    let line = |group: usize| {
        let values = groups.values(group);
        let values: Vec<String> = values.values().iter().map(shown).collect();
        format!("{:?} {} {}", groups.key(group), groups.first()[group], values.join(" "))
    };
    (0..groups.len()).map(line).collect()
}

/// What is asked of the groups of random records.
fn stats() -> Vec<Stat> {
    vec![
        Stat::count(),
        Stat::mean("price").skip_nan(),
        Stat::sum("price"),
        Stat::nan_count("price"),
        Stat::var("price", 1).skip_nan(),
        Stat::min("price").skip_nan(),
        Stat::argmax("price").skip_nan(),
        Stat::sum("size"),
        Stat::std("size", 0),
        Stat::skew("size"),
        Stat::median("size"),
        Stat::quantile("half", 0.9),
        Stat::mean("pos"),
        Stat::argmax("pos"),
        Stat::last("pos"),
        Stat::max("time"),
        Stat::max("time").skip_nan(),
        Stat::max("hash"),
        Stat::mean("z").skip_nan(),
        Stat::median("z"),
        Stat::median("z").skip_nan(),
        Stat::sum("span"),
        Stat::any("ok"),
        Stat::first("name"),
        Stat::product("ok"),
        Stat::sum_exact("price").skip_nan(),
        Stat::weighted_mean("price", "size").skip_nan(),
    ]
}

/// Values that rounding may set apart a little.
fn near(a: &Option<Value>, b: &Option<Value>) -> bool {
    match (a, b) {
        (Some(Value::Float64(a)), Some(Value::Float64(b))) => {
            a == b || (a.is_nan() && b.is_nan()) || (a - b).abs() <= 1e-12 * b.abs().max(1.0)
        }
        (Some(Value::Complex128(a, c)), Some(Value::Complex128(b, d))) => {
            (a - b).abs() <= 1e-12 * b.abs() && (c - d).abs() <= 1e-12 * d.abs()
        }
        (a, b) => shown(a) == shown(b),
    }
}

#[test]
fn groups_are_the_statistics_of_their_records() {
    let (dtype, bytes) = records(3000);
    let view = RecordView::new(&bytes, &dtype).unwrap();
    let groups = view.group_by(["flags"]).stats(stats()).run().unwrap();
    let mut members: BTreeMap<u8, Vec<usize>> = BTreeMap::new();
    for (i, flags) in view.column::<u8>("flags").unwrap().iter().enumerate() {
        members.entry(flags).or_default().push(i);
    }
    assert_eq!(groups.len(), members.len());
    let size = dtype.itemsize();
    for (group, (flags, positions)) in members.into_iter().enumerate() {
        assert_eq!(groups.key(group), [Value::UInt(flags.into())]);
        assert_eq!(groups.first()[group], positions[0] as u64);
        let own: Vec<u8> = positions.iter().flat_map(|&i| bytes[i * size..(i + 1) * size].to_vec()).collect();
        let alone = RecordView::new(&own, &dtype).unwrap().stats(stats()).run().unwrap();
        let found = groups.values(group);
        for ((stat, found), alone) in stats().iter().zip(found.values()).zip(alone.values()) {
            // Positions are those among all records.
            let among_all = |each: usize| match alone {
                Some(Value::UInt(at)) => {
                    let (record, inner) = (*at as usize / each, *at as usize % each);
                    Some(Value::UInt((positions[record] * each + inner) as u64))
                }
                other => other.clone(),
            };
            let expected = match stat.name().as_str() {
                "price_nan_argmax" => among_all(1),
                "pos_argmax" => among_all(3),
                _ => alone.clone(),
            };
            assert!(near(found, &expected), "{stat:?} of {flags}: {found:?}, alone {expected:?}");
        }
    }
}

/// Records of two keys and two values, many enough for several ranges.
fn many(count: usize) -> (DType, Vec<u8>) {
    let dtype = "[('id', '<i4'), ('tag', 'S9'), ('x', '<f8'), ('v', '<f4', (2,))]".parse().unwrap();
    let mut state = 3u64;
    let mut next = || {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        state >> 33
    };
    let mut bytes = Vec::new();
    for _ in 0..count {
        bytes.extend(((next() % 91) as i32 - 45).to_le_bytes());
        bytes.extend(format!("tag{:06}", next() % 13 * 1000).as_bytes());
        let x = if next() % 50 == 0 { f64::NAN } else { next() as f64 / 3.0 };
        bytes.extend(x.to_le_bytes());
        (0..2).for_each(|_| bytes.extend((next() as f32).to_le_bytes()));
    }
    (dtype, bytes)
}

const KEYS: [&str; 2] = ["id", "tag"];

fn few() -> [Stat; 6] {
    [
        Stat::mean("x").skip_nan(),
        Stat::var("v", 0),
        Stat::argmax("v"),
        Stat::count(),
        Stat::last("x"),
        Stat::sum("id"),
    ]
}

#[test]
fn pieces_threads_and_parts_make_no_difference() {
    let part = StatsBuilder::PART as usize;
    let (dtype, bytes) = many(part + 777);
    let view = RecordView::new(&bytes, &dtype).unwrap();
    let whole = bits(&view.group_by(KEYS).stats(few()).run().unwrap());
    assert_eq!(whole.len(), 91 * 13);
    for piece in [part / 7, part] {
        let mut builder = GroupsBuilder::new(&dtype, KEYS, few()).unwrap();
        for bytes in bytes.chunks(piece * dtype.itemsize()) {
            builder.insert(&RecordView::new(bytes, &dtype).unwrap()).unwrap();
        }
        assert_eq!(bits(&builder.finish().unwrap()), whole);
    }
    #[cfg(feature = "rayon")]
    for threads in [1, 2, 3, 8] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let groups = pool.install(|| view.group_by(KEYS).stats(few()).run().unwrap());
        assert_eq!(bits(&groups), whole, "{threads} threads");
    }
    let of = |range: std::ops::Range<usize>, start: u64| {
        let mut builder = GroupsBuilder::new(&dtype, KEYS, few()).unwrap().starting_at(start);
        builder.insert(&view.slice(range)).unwrap();
        builder
    };
    let mut all = of(0..part, 0);
    assert!(all.combine(of(0..5, 7)).unwrap_err().to_string().contains(&format!("begins at record {part}")));
    all.combine(of(part..view.len(), part as u64)).unwrap();
    assert_eq!(bits(&all.finish().unwrap()), whole);
    // Cut anywhere, and told nothing: the same keys, counts and positions, and means that are near.
    let mut all = of(0..1001, 0);
    all.combine(of(1001..3 * part / 4, 0)).unwrap();
    all.insert(&view.slice(3 * part / 4..3 * part / 4 + 100)).unwrap();
    let found = all.finish().unwrap();
    let expected = view.slice(0..3 * part / 4 + 100).group_by(KEYS).stats(few()).run().unwrap();
    assert!(found.keys().eq(expected.keys()) && found.first() == expected.first());
    for stat in 0..found.names().len() {
        let columns = found.column(stat).unwrap().iter().zip(expected.column(stat).unwrap());
        columns.for_each(|(a, b)| assert!(near(a, b), "{}: {a:?} {b:?}", found.names()[stat]));
    }
}

#[test]
fn keys_of_every_kind() {
    let dtype = "[('b', '?'), ('u', '>u8'), ('i', '<i2'), ('s', 'S3'), ('w', '>U2'), ('t', '<M8[s]'), ('f', '<f4'), ('d', '<m8[s]'), \
        ('q', [('x', '<i1')]), ('raw', 'V2')]"
        .parse()
        .unwrap();
    let mut bytes = Vec::new();
    for (b, u, i, s, w, t, f) in [
        (2u8, u64::MAX, -5i16, b"b\0\0", ['ß', '\0'], i64::MIN, f32::NAN),
        (0, 0, 300, b"abc", ['a', 'b'], -1, -0.0),
        (1, 1 << 63, -5, b"b\0\0", ['ß', '\0'], 5, 0.0),
        (255, 7, 2, b"\0\0\0", ['a', 'b'], i64::MIN, -f32::NAN),
    ] {
        bytes.push(b);
        bytes.extend(u.to_be_bytes());
        bytes.extend(i.to_le_bytes());
        bytes.extend(s);
        w.iter().for_each(|&point| bytes.extend(u32::from(point).to_be_bytes()));
        bytes.extend(t.to_le_bytes());
        bytes.extend(f.to_le_bytes());
        bytes.extend((t / 3).to_le_bytes());
        bytes.push(b);
        bytes.extend([b, 0]);
    }
    let view = RecordView::new(&bytes, &dtype).unwrap();
    let keys = |key: Key| {
        let groups = view.group_by([key]).stats([Stat::count()]).run().unwrap();
        let counts = groups.column("count").unwrap().iter().flatten();
        let shown = groups.keys().zip(counts).map(|(key, count)| format!("{}: {count}", key[0]));
        shown.collect::<Vec<_>>().join(", ")
    };
    assert_eq!(keys("b".into()), "False: 1, True: 3");
    assert_eq!(keys("u".into()), "0: 1, 7: 1, 9223372036854775808: 1, 18446744073709551615: 1");
    assert_eq!(keys("i".into()), "-5: 2, 2: 1, 300: 1");
    assert_eq!(keys("s".into()), "b'': 1, b'abc': 1, b'b': 2");
    assert_eq!(keys("w".into()), "'ab': 2, 'ß': 2");
    assert_eq!(keys("t".into()), "1969-12-31T23:59:59: 1, 1970-01-01T00:00:05: 1, NaT: 2");
    assert_eq!(keys(Key::floor("t", "[h]".parse().unwrap())), "1969-12-31T23: 1, 1970-01-01T00: 1, NaT: 2");
    assert_eq!(keys(Key::floor("t", "[Y]".parse().unwrap())), "1969: 1, 1970: 1, NaT: 2");
    assert_eq!(keys("f".into()), "0.0: 2, nan: 2");
    assert_eq!(keys("q.x".into()), "-1: 1, 0: 1, 1: 1, 2: 1");
    assert_eq!(keys("raw".into()), r"b'\x00\x00': 1, b'\x01\x00': 1, b'\x02\x00': 1, b'\xff\x00': 1");
    let groups = view.group_by(["t", "f"]).stats([Stat::count()]).run().unwrap();
    assert_eq!(groups.clone().without_missing().len(), 2);
    assert_eq!(groups.in_order_of_appearance().first(), [0, 1, 2]);
}

#[test]
fn as_records() {
    let (dtype, bytes) = records(500);
    let view = RecordView::new(&bytes, &dtype).unwrap();
    let groups = view.group_by(["ok", "name"]).stats(stats()).run().unwrap();
    let array = groups.to_records().unwrap();
    assert_eq!((array.len(), groups.len()), (2, 2));
    assert_eq!(
        array.dtype().to_string(),
        "[('ok', '|b1'), ('name', '|S3'), ('count', '<i8'), ('price_nan_mean', '<f8'), ('price_sum', '<f8'), \
         ('price_nan_count', '<i8'), ('price_nan_var', '<f8'), ('price_nan_min', '<f8'), ('price_nan_argmax', '<i8'), \
         ('size_sum', '<u8'), ('size_std', '<f8'), ('size_skew', '<f8'), ('size_median', '<f8'), ('half_q0.9', '<f2'), \
         ('pos_mean', '<f8'), ('pos_argmax', '<i8'), ('pos_last', '<f4'), ('time_max', '<M8[ns]'), \
         ('time_nan_max', '<M8[ns]'), ('hash_max', '<u8'), ('z_nan_mean', '<c16'), ('z_median', '<c8'), ('z_nan_median', '<c8'), ('span_sum', '<m8[s]'), ('ok_any', '|b1'), \
         ('name_first', '|S3'), ('ok_product', '<i8'), ('price_nan_sum_exact', '<f8'), ('price_nan_weighted_mean', '<f8')]"
    );
    let plain = |value: &Value| match value {
        Value::Int(n) => n.to_string(),
        value => value.to_string(),
    };
    for group in 0..2 {
        let Some(Value::Record(fields)) = array.view().record(group) else { panic!() };
        let found: Vec<String> = fields.iter().map(|(_, value)| plain(value)).collect();
        let values = groups.values(group);
        let keys = groups.key(group).iter().map(plain);
        let expected: Vec<String> = keys.chain(values.values().iter().flatten().map(plain)).collect();
        assert_eq!(found, expected);
    }
    let big = RecordView::of(&[u64::MAX, u64::MAX]).group_by([Key::new([])]).stats([Stat::sum([])]).run();
    let error = big.unwrap().to_records().unwrap_err().to_string();
    assert_eq!(error, "field 'sum': expected a number that fits '<u8', found 36893488147419103230");
}

#[test]
fn what_cannot_be_grouped() {
    let dtype = "[('c', '<c8'), ('p', '<i4', (2,)), ('q', [('x', '<i1')]), ('t', '<M8[s]'), ('n', '<i4')]"
        .parse()
        .unwrap();
    let view = RecordView::new(&[], &dtype).unwrap();
    let says = |key: Key| view.group_by([key]).run().unwrap_err().to_string();
    assert!(says("c".into()).starts_with("field 'c': expected keys that are integers"));
    assert!(says("p".into()).contains("give an index"));
    assert!(says("q".into()).contains("found dtype [('x', '|i1')]"), "{}", says("q".into()));
    assert!(says("nn".into()).contains("no field 'nn'"));
    assert_eq!(
        says(Key::floor("t", "[ms]".parse().unwrap())),
        "field 't': expected buckets that are no shorter than steps of [s], found [ms]"
    );
    assert!(says(Key::floor("n", "[h]".parse().unwrap())).contains("expected datetimes or timedeltas"));
    assert!(view.group_by([] as [&str; 0]).run().unwrap_err().to_string().contains("ask `stats`"));
    let twice = view.group_by(["n"]).stats([Stat::sum("n").named("n")]).run().unwrap_err().to_string();
    assert!(twice.contains("found 'n' twice"), "{twice}");
    assert!(view.group_by(["n"]).stats([Stat::sum("n")]).run().unwrap().is_empty());
}

#[test]
fn records_without_bytes_are_counted() {
    let dtype = "[('s', 'S0'), ('e', '<f8', (0,))]".parse().unwrap();
    let view = RecordView::with_layout(&[], &dtype, 0, 0, usize::MAX / 4).unwrap();
    let stats = [Stat::count(), Stat::first("s"), Stat::sum("e"), Stat::all("s")];
    let groups = view.group_by(["s"]).stats(stats.clone()).run().unwrap();
    let expected = [
        Some(Value::UInt(u64::MAX / 4)),
        Some(Value::Bytes(Vec::new())),
        Some(Value::Float64(0.0)),
        Some(Value::Bool(false)),
    ];
    assert_eq!(groups.values(0).values(), expected);
    assert_eq!(view.stats(stats).run().unwrap().values(), expected);
}

#[test]
fn long_keys_are_keys() {
    let dtype: DType = "[('id', 'S1000'), ('n', '|u1')]".parse().unwrap();
    let mut bytes = vec![0; 600 * 1001];
    for (i, record) in bytes.chunks_mut(1001).enumerate() {
        (record[999], record[1000]) = (1 + i as u8 % 2, i as u8);
    }
    let view = RecordView::new(&bytes, &dtype).unwrap();
    let groups = view.group_by(["id"]).stats([Stat::count(), Stat::sum("n")]).run().unwrap();
    let sum = |odd: usize| (0..600).filter(|i| i % 2 == odd).map(|i| i as i128 % 256).sum();
    let found: Vec<_> = (0..groups.len()).map(|group| groups.values(group).values().to_vec()).collect();
    assert_eq!(found.len(), 2);
    for (odd, values) in found.iter().enumerate() {
        assert_eq!(values[..], [Some(Value::UInt(300)), Some(Value::Int128(sum(odd)))]);
    }
    let longest: DType = "[('id', 'S2147483647')]".parse().unwrap();
    let nothing = RecordView::with_layout(&[], &longest, 0, 0, 0).unwrap();
    assert_eq!(nothing.group_by(["id"]).stats([Stat::count()]).run().unwrap().len(), 0);
}
