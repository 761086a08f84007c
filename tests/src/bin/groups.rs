//! Groups the records of an array, and writes what comes of it as another one.
//!
//! ```text
//! groups FROM OUT KEY[:BUCKET]...
//! ```
//!
//! `tests/live/group_by.py` makes the first with NumPy, and knows from pandas what the second has to hold.

use std::env;

use dtype_core::{Key, Stat, npy};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [from, out, keys @ ..] = &arguments[..] else { return Err("usage: groups FROM OUT KEY...".into()) };
    let key = |key: &String| -> Result<Key, Box<dyn std::error::Error>> {
        Ok(match key.split_once(':') {
            Some((path, step)) => Key::floor(path, format!("[{step}]").parse()?),
            None => Key::new(key),
        })
    };
    let keys = keys.iter().map(key).collect::<Result<Vec<_>, _>>()?;
    let floats = |path: &str| {
        [
            Stat::sum(path),
            Stat::mean(path),
            Stat::var(path, 1),
            Stat::std(path, 1),
            Stat::min(path),
            Stat::max(path),
            Stat::median(path),
            Stat::quantile(path, 0.9),
            Stat::product(path),
            Stat::first(path),
            Stat::last(path),
            Stat::argmin(path),
        ]
        .map(Stat::skip_nan)
    };
    let stats = [Stat::count(), Stat::nan_count("x"), Stat::any("n"), Stat::all("n"), Stat::sum("n")]
        .into_iter()
        .chain([Stat::first("s"), Stat::max("n"), Stat::mean("n"), Stat::max("t").skip_nan()])
        .chain(floats("x"))
        .chain([Stat::median("n"), Stat::weighted_mean("x", "n").skip_nan()]);
    let file = npy::File::open(from)?;
    npy::save_array(out, &file.group_by(keys).stats(stats).run()?.to_records()?)?;
    Ok(())
}
