//! N-D views beside NumPy and ndarray: walks over transposed, strided and windowed memory; arithmetic with `out`; windows.

use std::error::Error;
use std::sync::Arc;

use dtype_core::shape::{Order, Step};
use dtype_core::{ArrayView, ArrayViewMut, Columns, Element, Record, npy, ops};

use crate::case::{Case, all_threads};
use crate::data::{Data, Size};

/// Elements of a window.
const WINDOW: usize = 20;

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Three {
    a: f64,
    b: f64,
    c: f64,
}

/// Every case; the small size is a thousandth.
pub(crate) fn views(data: &Data) -> Result<Vec<Case>, Box<dyn Error>> {
    let small = data.size.wide < Size::FULL.wide;
    let (sides, some, many) =
        if small { ((60, 50), 2_000, 10_000) } else { ((3000, 2000), 2_000_000, 10_000_000) };
    let made = |count| numbers(data, count);
    Ok(vec![
        transposed(sides, made(sides.0 * sides.1)?),
        copied(sides, made(sides.0 * sides.1)?),
        strided(many, made(many)?),
        windows(some, made(some)?),
        rolling(data, many)?,
        mul_add(data, many)?,
    ])
}

fn numbers(data: &Data, count: usize) -> Result<Arc<Vec<f64>>, dtype_core::Error> {
    let numbers: Vec<f64> = (0..count).map(|i| (i % 1009) as f64 * 0.25).collect();
    Ok(Arc::new(in_large_pages(data, &numbers)?))
}

/// The same records in the kind of memory that NumPy puts its arrays in, and this library what it loads.
fn in_large_pages<R: Element>(data: &Data, records: &[R]) -> Result<Vec<R>, dtype_core::Error> {
    let path = data.output("views.npy");
    npy::save(&path, records)?;
    npy::load(&path)
}

fn numpy(count: usize, rest: &str) -> String {
    format!("a = (np.arange({count}) % 1009) * 0.25; {rest}")
}

fn transposed((rows, columns): (usize, usize), ours: Arc<Vec<f64>>) -> Case {
    let theirs = Arc::clone(&ours);
    Case::new(format!("sum of a transposed view, {rows} by {columns} of f8"))
        .ours("ours", 1, move || {
            ArrayView::with_shape(&ours, &[rows, columns], Order::C).expect("a shape").t().sum()
        })
        .rust("ndarray", move || {
            ndarray::ArrayView2::from_shape((rows, columns), &theirs).expect("a shape").t().sum()
        })
        .python("NumPy", numpy(rows * columns, &format!("t = a.reshape({rows}, {columns}).T")), "t.sum()")
}

fn copied((rows, columns): (usize, usize), ours: Arc<Vec<f64>>) -> Case {
    let theirs = Arc::clone(&ours);
    Case::new(format!("every element of a transposed view in C order, {rows} by {columns} of f8, copied"))
        .ours("ours", 1, move || {
            ArrayView::with_shape(&ours, &[rows, columns], Order::C).expect("a shape").t().to_vec()
        })
        .rust("ndarray", move || {
            let view = ndarray::ArrayView2::from_shape((rows, columns), &theirs).expect("a shape");
            view.t().iter().copied().collect::<Vec<f64>>()
        })
        .python(
            "NumPy",
            numpy(rows * columns, &format!("t = a.reshape({rows}, {columns}).T")),
            "np.ascontiguousarray(t)",
        )
}

fn strided(count: usize, ours: Arc<Vec<f64>>) -> Case {
    let theirs = Arc::clone(&ours);
    Case::new(format!("sum of every third of {count} f8"))
        .ours("ours", 1, move || ArrayView::new(&ours).slice(((..).step(3),)).expect("a step").sum())
        .rust("ndarray", move || ndarray::ArrayView1::from(&theirs[..]).slice(ndarray::s![..;3]).sum())
        .python("NumPy", numpy(count, "t = a[::3]"), "t.sum()")
}

fn windows(count: usize, ours: Arc<Vec<f64>>) -> Case {
    let theirs = Arc::clone(&ours);
    Case::new(format!("sum of the window view of {count} f8, windows of {WINDOW}"))
        .ours("ours", 1, move || {
            ArrayView::new(&ours).sliding_window_view(&[WINDOW], None).expect("a window").sum()
        })
        .rust("ndarray", move || {
            let view = ndarray::ArrayView1::from(&theirs[..]);
            view.windows(WINDOW).into_iter().map(|window| window.sum()).sum::<f64>()
        })
        .python(
            "NumPy",
            numpy(count, &format!("t = np.lib.stride_tricks.sliding_window_view(a, {WINDOW})")),
            "t.sum()",
        )
}

fn rolling(data: &Data, count: usize) -> Result<Case, dtype_core::Error> {
    let all = numbers(data, count)?;
    let mut case = Case::new(format!("rolling mean of {count} f8 over {WINDOW}"));
    for threads in [1, all_threads()] {
        let ours = Arc::clone(&all);
        let mut out = in_large_pages(data, &vec![0.0; count + 1 - WINDOW])?;
        case = case.ours("ours", threads, move || {
            let mut out = ArrayViewMut::new(&mut out);
            ArrayView::new(&ours).rolling_mean(WINDOW, 0, &mut out).expect("windows");
            out.get(&[0])
        });
    }
    // The running sum is what people write, though it drifts; the view of windows is what it stands for.
    let sums = format!("w = {WINDOW}; s = np.empty(a.size + 1); s[0] = 0; o = np.empty(a.size + 1 - w)");
    let view = format!("t = np.lib.stride_tricks.sliding_window_view(a, {WINDOW})");
    let case = case
        .python(
            "NumPy, a running sum, into arrays that are there",
            numpy(count, &sums),
            "(np.cumsum(a, out=s[1:]), np.subtract(s[w:], s[:-w], out=o), np.divide(o, w, out=o))",
        )
        .python("NumPy, the window view", numpy(count, &view), "t.mean(-1)");
    Ok(case)
}

fn mul_add(data: &Data, count: usize) -> Result<Case, dtype_core::Error> {
    let of = |&a: &f64| Three { a, b: a + 1.0, c: a - 1.0 };
    let records: Vec<Three> = numbers(data, count)?.iter().map(of).collect();
    let records = Arc::new(in_large_pages(data, &records)?);
    let mut case = Case::new(format!("a * b + c of three columns of {count} records, with out"));
    for threads in [1, all_threads()] {
        let records = Arc::clone(&records);
        let mut out = in_large_pages(data, &vec![0.0; count])?;
        case = case.ours("ours", threads, move || {
            let f = Three::FIELDS;
            let column = |field| records.column(field).as_array();
            let mut out = ArrayViewMut::new(&mut out);
            ops::mul_add(&column(f.a), &column(f.b), &column(f.c), &mut out).expect("one shape");
            out.get(&[0])
        });
    }
    let mut out = in_large_pages(data, &vec![0.0; count])?;
    let case = case
        .rust("a loop over the records", move || {
            out.iter_mut().zip(records.iter()).for_each(|(out, r)| *out = r.a * r.b + r.c);
            out[0]
        })
        .python(
            "NumPy",
            numpy(
                count,
                "r = np.empty(a.size, [('a', 'f8'), ('b', 'f8'), ('c', 'f8')]); o = np.empty(a.size); \
             r['a'] = a; r['b'] = a + 1; r['c'] = a - 1",
            ),
            "np.add(np.multiply(r['a'], r['b'], out=o), r['c'], out=o)",
        );
    Ok(case)
}
