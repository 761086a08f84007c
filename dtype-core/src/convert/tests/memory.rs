//! The same bytes come out whether they go by way of the caches or past them.

use super::dtype;
use crate::convert::{Casting, Conversion, ConvertOptions};
use crate::view::RecordView;

const SOME: usize = 1_000;

#[test]
fn used_memory_gets_what_fresh_memory_gets() {
    let from =
        "[('k', '<u2'), ('x', '<f8'), ('s', 'S5'), ('p', '>i2', (2,)), ('q', [('a', '|u1'), ('b', '<i4')])]";
    let to = [
        // Shuffled, shuffled and cast in loops, cast in sub-arrays, cast value by value, with gaps, long.
        "[('q', [('b', '>i4'), ('a', '|u1')]), ('x', '>f8'), ('k', '<u2')]",
        "[('x', '<f4'), ('k', '<u8'), ('q', [('b', '>f8'), ('a', '|u1')])]",
        "[('p', '<f4', (2,)), ('k', '<u2')]",
        "[('k', '<U7'), ('s', 'S5')]",
        "{'names': ['k', 'x'], 'formats': ['>u2', '>f8'], 'offsets': [3, 9], 'itemsize': 23}",
        "[('s', 'S500'), ('x', '<f8')]",
    ];
    let from = dtype(from);
    let bytes: Vec<u8> = (0..SOME * from.itemsize()).map(|i| (i * i / 7) as u8 & 0x7f).collect();
    let view = RecordView::new(&bytes, &from).unwrap();
    for to in to.map(dtype) {
        let options = ConvertOptions::new().casting(Casting::Unsafe).allow_extra(true);
        let conversion = Conversion::plan(&from, &to, options).unwrap();
        let fresh = conversion.to_array(&view).unwrap();
        let mut used = vec![0xA5; 64 + SOME * to.itemsize()];
        for skip in [0, 1, 17, 63] {
            used.fill(0xA5);
            let (before, rest) = used.split_at_mut(skip);
            let (used, behind) = rest.split_at_mut(SOME * to.itemsize());
            conversion.run(&bytes, used).unwrap();
            assert!(used == fresh.as_bytes(), "{to}");
            assert!(before.iter().chain(&*behind).all(|&byte| byte == 0xA5), "{to}");
        }
    }
}

#[test]
fn records_before_the_one_that_fails_are_there() {
    let conversion = Conversion::plan(&dtype("<u4"), &dtype("<u2"), Casting::Checked).unwrap();
    for wrong in [0, 1, 31, 700, 3_999] {
        let mut src: Vec<u8> = (0..4_000u32).flat_map(u32::to_le_bytes).collect();
        src[4 * wrong + 2] = 1;
        let mut out = vec![0xA5; 8_000];
        let error = conversion.run(&src, &mut out).unwrap_err();
        assert!(error.to_string().starts_with(&format!("record {wrong}: ")), "{error}");
        let expected: Vec<u8> = (0..wrong as u16).flat_map(u16::to_le_bytes).collect();
        assert!(out[..2 * wrong] == expected);
    }
}
