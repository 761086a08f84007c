//! Covariances of the same records have the same bits, wherever these come from.

use std::fs;

use dtype_core::{Covariance, DType, Matrix, Record, RecordArray, RecordView, npy, npz};

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Sample {
    x: f64,
    n: i64,
    f: f32,
    flags: u32,
}

const COLUMNS: [&str; 4] = ["x", "n", "f", "flags"];

fn samples(count: u64) -> Vec<Sample> {
    let mut state = 3u64;
    let mut next = || {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        state >> 40
    };
    let sample = |_| {
        let (a, b) = (next(), next());
        let x = if a.is_multiple_of(101) { f64::NAN } else { 1e9 + a as f64 / 64.0 };
        Sample { x, n: (a * b) as i64, f: b as f32, flags: (a ^ b) as u32 }
    };
    (0..count).map(sample).collect()
}

fn bits(matrices: [Matrix; 2]) -> Vec<u64> {
    let bit = |x: &f64| if x.is_nan() { 1 } else { x.to_bits() };
    matrices.iter().flat_map(|matrix| matrix.as_slice().iter().map(bit)).collect()
}

#[test]
fn any_source() {
    let samples = samples(150_001);
    let view = RecordView::of(&samples);
    let dtype: &DType = view.dtype();
    let expected = bits([view.covariance(COLUMNS, 1).unwrap(), view.nan_correlation(COLUMNS).unwrap()]);

    let folder = tempfile::tempdir().unwrap();
    let (plain, archive) = (folder.path().join("a.npy"), folder.path().join("a.npz"));
    npy::save(&plain, &samples).unwrap();
    let file = npy::File::open(&plain).unwrap();
    assert_eq!(
        bits([file.covariance(COLUMNS, 1).unwrap(), file.nan_correlation(COLUMNS).unwrap()]),
        expected
    );

    // As a stream, in blocks of odd sizes, and out of a deflated archive.
    let in_blocks = |blocks: &mut dyn Iterator<Item = Result<RecordArray, dtype_core::Error>>| {
        let mut plain = Covariance::new(dtype, COLUMNS).unwrap();
        let mut skipping = plain.clone().skipping_nan();
        for block in blocks {
            let block = block.unwrap();
            plain.insert(&block.view()).unwrap();
            skipping.insert(&block.view()).unwrap();
        }
        bits([plain.finish().covariance(1), skipping.finish().correlation()])
    };
    for rows in [999, 65_537] {
        let mut reader = npy::RowReader::new(fs::File::open(&plain).unwrap()).unwrap();
        assert_eq!(in_blocks(&mut reader.blocks(rows)), expected, "blocks of {rows}");
    }
    let mut writer = npz::Writer::create(&archive).unwrap();
    writer.compress(npz::Compression::Deflated { level: 1 });
    writer.add("a", &samples).unwrap();
    writer.finish().unwrap();
    let mut archive = npz::Archive::open(&archive).unwrap();
    assert_eq!(in_blocks(&mut archive.rows("a").unwrap().blocks(12_345)), expected, "an archive");

    // SAFETY: nobody else knows the file.
    #[allow(unsafe_code, reason = "mapping a file is the caller's promise")]
    let map = unsafe { npy::Map::open(&plain) }.unwrap();
    let mapped = RecordView::new(map.as_bytes(), map.dtype()).unwrap();
    assert_eq!(
        bits([mapped.covariance(COLUMNS, 1).unwrap(), mapped.nan_correlation(COLUMNS).unwrap()]),
        expected
    );
}
