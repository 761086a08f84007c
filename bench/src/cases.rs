//! What is measured: one closure a contestant, all doing the same.

use std::any::Any;
use std::fs::{self, File};
use std::hint::black_box;
use std::io::BufReader;
use std::rc::Rc;

use dtype_core::{Columns, Record, RecordView, as_bytes, npy};

use crate::data::{Files, Small, Wide};

/// How many records.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    pub(crate) small: usize,
    pub(crate) wide: usize,
}

impl Size {
    pub(crate) const FULL: Size = Size { small: 2_000_000, wide: 8_000_000 };
    pub(crate) const SMALL: Size = Size { small: 20_000, wide: 50_000 };
}

/// One answer. What it returns is dropped after the clock has stopped, as in Python.
pub(crate) type Run = Box<dyn FnMut() -> Box<dyn Any>>;

/// One question, and who answers it.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) ours: Run,
    pub(crate) others: Vec<(&'static str, Run)>,
    /// Python: what is done once, and what is measured.
    pub(crate) numpy: (String, String),
}

/// Every case, in the order of the report.
pub(crate) fn all(files: &Files) -> impl Iterator<Item = Case> {
    let makers: [fn(&Files) -> Case; 4] = [load, sum, summary, |_| crate::parse::header()];
    makers.into_iter().map(move |make| make(files))
}

fn load(files: &Files) -> Case {
    let path = || files.small.clone();
    let (ours, plain, npyz) = (path(), path(), path());
    Case {
        name: format!("load {} records of 32 bytes", files.size.small),
        ours: Box::new(move || Box::new(npy::load::<Small>(&ours).expect("our own file"))),
        others: vec![
            ("fs::read", Box::new(move || Box::new(fs::read(&plain).expect("our own file")))),
            (
                "npyz",
                Box::new(move || {
                    let file = BufReader::new(File::open(&npyz).expect("our own file"));
                    let file = npyz::NpyFile::new(file).expect("an npy file");
                    Box::new(file.into_vec::<Small>().expect("records"))
                }),
            ),
        ],
        numpy: (String::new(), format!("np.load({:?})", files.small)),
    }
}

fn sum(files: &Files) -> Case {
    let records = wide(files);
    let (ours, plain, npyz) = (Rc::clone(&records), Rc::clone(&records), fs::read(&files.wide));
    let npyz = npyz.expect("our own file");
    Case {
        name: format!("sum of one f8 column of {} records of 56 bytes", files.size.wide),
        ours: Box::new(move || Box::new(ours.column(Wide::FIELDS.price).sum())),
        others: vec![
            ("read every byte once", Box::new(move || Box::new(read_once(&plain)))),
            (
                "npyz, from memory",
                Box::new(move || {
                    let file = npyz::NpyFile::new(&npyz[..]).expect("an npy file");
                    let prices = file.data::<Wide>().expect("records").map(|r| r.expect("a record").price);
                    Box::new(prices.sum::<f64>())
                }),
            ),
        ],
        numpy: (format!("a = np.load({:?})", files.wide), "a['price'].sum()".into()),
    }
}

fn summary(files: &Files) -> Case {
    let records = wide(files);
    let (ours, plain, npyz) = (Rc::clone(&records), Rc::clone(&records), fs::read(&files.wide));
    let npyz = npyz.expect("our own file");
    Case {
        name: format!(
            "count, mean, std, min, max of all 8 columns of {} records of 56 bytes",
            files.size.wide
        ),
        ours: Box::new(move || Box::new(RecordView::of(&ours).summary())),
        others: vec![
            ("read every byte once", Box::new(move || Box::new(read_once(&plain)))),
            (
                "npyz, one loop over the records from memory",
                Box::new(move || {
                    let file = npyz::NpyFile::new(&npyz[..]).expect("an npy file");
                    let mut all = [Welford::default(); 8];
                    for r in file.data::<Wide>().expect("records") {
                        let r = r.expect("a record");
                        let numbers = [
                            r.time as f64,
                            r.price,
                            r.size,
                            r.bid,
                            r.ask,
                            r.order as f64,
                            r.weight.into(),
                            r.flags.into(),
                        ];
                        all.iter_mut().zip(numbers).for_each(|(one, x)| one.insert(x));
                    }
                    Box::new(all)
                }),
            ),
        ],
        numpy: (
            format!("a = np.load({:?})", files.wide),
            "[(a[n].mean(), a[n].std(), a[n].min(), a[n].max()) for n in a.dtype.names]".into(),
        ),
    }
}

fn wide(files: &Files) -> Rc<Vec<Wide>> {
    Rc::new(npy::load(&files.wide).expect("our own file"))
}

/// The floor of every statistic over records.
fn read_once(records: &[Wide]) -> [u64; 8] {
    let (chunks, _) = as_bytes(records).as_chunks::<64>();
    let mut lanes = [0u64; 8];
    for chunk in chunks {
        let (words, _) = chunk.as_chunks::<8>();
        lanes
            .iter_mut()
            .zip(words)
            .for_each(|(lane, &word)| *lane = lane.wrapping_add(u64::from_ne_bytes(word)));
    }
    black_box(lanes)
}

/// The textbook's running moments (Welford 1962), for a reader that has no statistics of its own.
#[derive(Clone, Copy)]
struct Welford {
    count: f64,
    mean: f64,
    squares: f64,
    min: f64,
    max: f64,
}

impl Default for Welford {
    fn default() -> Self {
        Welford { count: 0.0, mean: 0.0, squares: 0.0, min: f64::INFINITY, max: f64::NEG_INFINITY }
    }
}

impl Welford {
    fn insert(&mut self, x: f64) {
        self.count += 1.0;
        let delta = x - self.mean;
        self.mean += delta / self.count;
        self.squares += delta * (x - self.mean);
        self.min = self.min.min(x);
        self.max = self.max.max(x);
    }
}
