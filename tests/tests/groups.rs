//! Statistics taken together and of groups: the same from views, files, streams and archives, and of parts that were sent.

use dtype_core::{
    DType, ExactSum, Groups, GroupsBuilder, Key, RecordArray, RecordView, Stat, StatValues, StatsBuilder,
    SummaryBuilder, npy, npz,
};

/// Records of every kind that has statistics, among them NaN and NaT.
fn records(count: usize) -> RecordArray {
    let dtype: DType =
        "[('sym', 'S4'), ('time', '<M8[s]'), ('price', '>f8'), ('size', '<u4'), ('pos', '<f4', (3,))]"
            .parse()
            .unwrap();
    let mut state = 1u64;
    let mut next = || {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        state >> 33
    };
    let mut bytes = Vec::new();
    for i in 0..count {
        bytes.extend(format!("S{:03}", next() % 40).as_bytes());
        let time = if next() % 50 == 0 { i64::MIN } else { i as i64 - 2000 };
        bytes.extend(time.to_le_bytes());
        let price = if next() % 9 == 0 { f64::NAN } else { next() as f64 / 1e6 };
        bytes.extend(price.to_be_bytes());
        bytes.extend((next() as u32).to_le_bytes());
        (0..3).for_each(|_| bytes.extend((next() as f32 / 3.0).to_le_bytes()));
    }
    RecordArray::from_bytes(&bytes, &dtype, &[count], false).unwrap()
}

fn keys() -> [Key; 2] {
    [Key::new("sym"), Key::floor("time", "[15m]".parse().unwrap())]
}

fn stats() -> Vec<Stat> {
    vec![
        Stat::count(),
        Stat::mean("price").skip_nan(),
        Stat::std("price", 1).skip_nan(),
        Stat::sum("size"),
        Stat::kurtosis("size"),
        Stat::max("time"),
        Stat::argmin("pos"),
        Stat::sum_exact("pos"),
        Stat::product("price").skip_nan(),
        Stat::last("sym"),
        Stat::argmax("sym"),
        Stat::weighted_mean("price", "size").skip_nan(),
        Stat::count_nonzero("size"),
    ]
}

/// Everything that is said, NaN as a word.
fn shown(values: &StatValues) -> String {
    format!("{values:?}")
}

fn table(groups: &Groups) -> String {
    (0..groups.len())
        .map(|i| format!("{:?} {} {}\n", groups.key(i), groups.first()[i], shown(&groups.values(i))))
        .collect()
}

#[test]
fn every_source_says_the_same() {
    let array = records(20_000);
    let view = array.view();
    let ranked = [Stat::median("price").skip_nan(), Stat::quantile("pos", 0.99), Stat::mad("size")];
    let (together, groups) =
        (view.stats(stats()).run().unwrap(), view.group_by(keys()).stats(stats()).run().unwrap());
    assert!(groups.len() > 500);
    let folder = std::env::temp_dir().join(format!("dtype-groups-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("a.npy");
    npy::save_array(&path, &array).unwrap();
    let file = npy::File::open(&path).unwrap();
    assert_eq!(shown(&file.stats(stats()).run().unwrap()), shown(&together));
    assert_eq!(table(&file.group_by(keys()).stats(stats()).run().unwrap()), table(&groups));
    let ranked_of = |values: Result<StatValues, dtype_core::Error>| shown(&values.unwrap());
    assert_eq!(ranked_of(file.stats(ranked.clone()).run()), ranked_of(view.stats(ranked.clone()).run()));
    // Groups hold their values, so that these come of one pass.
    let by_median = |groups: Result<Groups, dtype_core::Error>| table(&groups.unwrap());
    assert_eq!(
        by_median(file.group_by(["sym"]).stats(ranked.clone()).run()),
        by_median(view.group_by(["sym"]).stats(ranked.clone()).run())
    );
    let bytes = std::fs::read(&path).unwrap();
    let rows = || npy::RowReader::new(&bytes[..]).unwrap();
    assert_eq!(shown(&rows().stats(stats()).unwrap()), shown(&together));
    assert_eq!(table(&rows().groups(keys(), stats()).unwrap()), table(&groups));
    assert_eq!(
        by_median(rows().groups(["sym"], ranked.clone())),
        by_median(view.group_by(["sym"]).stats(ranked.clone()).run())
    );
    assert!(rows().stats(ranked.clone()).unwrap_err().to_string().contains("several passes"));
    let zip = folder.join("a.npz");
    let mut writer = npz::Writer::create(&zip).unwrap();
    writer.compress(npz::Compression::Deflated { level: 1 });
    writer.add_array("a", &array).unwrap();
    writer.finish().unwrap();
    let mut archive = npz::Archive::open(&zip).unwrap();
    assert_eq!(shown(&archive.stats("a", stats()).unwrap()), shown(&together));
    assert_eq!(table(&archive.groups("a", keys(), stats()).unwrap()), table(&groups));
    let error = archive.stats("a", ranked).unwrap_err().to_string();
    assert!(error.contains("member 'a.npy': median takes several passes"), "{error}");
    // As a file of its own.
    let array = groups.to_records().unwrap();
    npy::save_array(folder.join("groups.npy"), &array).unwrap();
    assert_eq!(npy::load_array(folder.join("groups.npy")).unwrap().as_bytes(), array.as_bytes());
    std::fs::remove_dir_all(&folder).unwrap();
}

/// Sent as text and read again.
fn sent<T: serde::Serialize + serde::de::DeserializeOwned>(state: &T) -> T {
    serde_json::from_str(&serde_json::to_string(state).unwrap()).unwrap()
}

#[test]
fn parts_that_are_sent_are_the_whole() {
    let array = records(20_000);
    let view = array.view();
    let mut all = StatsBuilder::new(array.dtype(), stats()).unwrap();
    let mut groups = GroupsBuilder::new(array.dtype(), keys(), stats()).unwrap();
    let mut summary = SummaryBuilder::new(array.dtype()).unwrap();
    // In the middle of a range: the next records go on there.
    for range in [0..300, 300..7001, 7001..20_000] {
        all.insert(&view.slice(range.clone())).unwrap();
        groups.insert(&view.slice(range.clone())).unwrap();
        summary.insert(&view.slice(range)).unwrap();
        (all, groups, summary) = (sent(&all), sent(&groups), sent(&summary));
    }
    assert_eq!(shown(&all.finish().unwrap()), shown(&view.stats(stats()).run().unwrap()));
    assert_eq!(table(&groups.finish().unwrap()), table(&view.group_by(keys()).stats(stats()).run().unwrap()));
    assert_eq!(format!("{:?}", summary.finish()), format!("{:?}", view.summary()));
    let mut sum = ExactSum::new();
    [1e16, 1.0, f64::MAX, -1e16].into_iter().for_each(|x| sum.insert(x));
    let mut again = sent(&sum);
    again.insert(-f64::MAX);
    assert_eq!(again.value(), 1.0);
    for stat in stats().into_iter().chain([Stat::quantile(["a.b"], 0.1).named("q"), Stat::var("x", 3)]) {
        assert_eq!(sent(&stat), stat);
    }
    for key in keys() {
        assert_eq!(sent(&key), key);
    }
}

/// Words of states with one of them replaced, and lists that are cut: errors or other numbers, and nothing worse.
#[test]
fn states_that_somebody_made_up() {
    let array = records(1000);
    let part = |range: std::ops::Range<usize>| {
        let mut builder = GroupsBuilder::new(array.dtype(), ["sym"], stats()).unwrap();
        builder.insert(&array.view().slice(range.clone())).unwrap();
        let mut all = StatsBuilder::new(array.dtype(), stats()).unwrap();
        all.insert(&array.view().slice(range)).unwrap();
        (builder, all)
    };
    let (groups, all) = part(0..700);
    let try_groups = |value: serde_json::Value| {
        let Ok(mut builder) = serde_json::from_value::<GroupsBuilder>(value) else { return false };
        let _ = builder.combine(part(700..1000).0);
        let _ = builder.insert(&array.view());
        builder.finish().map(|groups| groups.to_records().is_ok()).is_ok()
    };
    let try_all = |value: serde_json::Value| {
        let Ok(mut builder) = serde_json::from_value::<StatsBuilder>(value) else { return false };
        let _ = builder.combine(part(700..1000).1);
        let _ = builder.insert(&array.view());
        builder.finish().is_ok()
    };
    let mut state = 5u64;
    let mut next = |most: u64| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 33) % most
    };
    let (groups, all) = (serde_json::to_value(&groups).unwrap(), serde_json::to_value(&all).unwrap());
    assert!(try_groups(groups.clone()) && try_all(all.clone()));
    let mut fine = 0;
    for turn in 0..600 {
        let is_groups = turn % 2 == 0;
        let mut value = if is_groups { groups.clone() } else { all.clone() };
        let words = value.as_array_mut().unwrap().last_mut().unwrap().as_array_mut().unwrap();
        let at = next(words.len() as u64) as usize;
        let word = [0, 1, 2, u64::MAX, 1 << 59, 1 << 63, 0x7ff0 << 48, next(1 << 20)][next(8) as usize];
        match turn % 5 {
            0 => words.truncate(at),
            1 => words.insert(at, word.into()),
            _ => words[at] = word.into(),
        }
        fine += usize::from(if is_groups { try_groups(value) } else { try_all(value) });
    }
    // Most words are numbers, and other numbers are as good.
    assert!(fine > 50, "{fine}");
    let wrong = |text: &str| serde_json::from_str::<ExactSum>(text).unwrap_err().to_string();
    assert!(wrong("[2,[0]]").contains("expected a state of version 1, found version 2"));
    assert!(wrong("[1,[0]]").contains("expected the words of a state"));
    let stat =
        serde_json::from_str::<Stat>(r#"["mode",null,["x",[]],null,false,null]"#).unwrap_err().to_string();
    assert!(stat.contains("expected a statistic, found 'mode'"));
    let key = serde_json::from_str::<Key>(r#"[["t",[]],"[x]",null]"#).unwrap_err().to_string();
    assert!(key.contains("expected a time unit"));
}

#[test]
fn handles_are_paths_too() {
    use dtype_core::Record;

    #[derive(Clone, Copy, Record)]
    #[repr(C)]
    struct Trade {
        venue: u8,
        price: f64,
    }

    let trades = [(1, 2.0), (0, 3.0), (1, 6.0)].map(|(venue, price)| Trade { venue, price });
    let view = RecordView::of(&trades);
    let groups = view.group_by([Trade::FIELDS.venue]).stats([Stat::mean(Trade::FIELDS.price)]).run().unwrap();
    assert_eq!(groups.to_string(), "venue  price_mean\n0      3.0\n1      4.0\n");
}
