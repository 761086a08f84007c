//! A program in C reads and writes records through the pointer that Rust hands it: it includes a generated header, and
//! gets a view as a `PyArrayInterface`.
#![cfg(target_os = "linux")]
#![allow(unsafe_code, reason = "functions compiled from C are found by name and called")]

use std::ffi::{CStr, c_char, c_int, c_void};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::Command;

use dtype_core::interop::array_interface::{ArrayInterface, C_DEFINITION, PyArrayInterface};
use dtype_core::interop::c_header;
use dtype_core::{
    DType, DateTime64, Element, FixedBytes, Record, RecordArray, RecordView, RecordViewMut, Second,
};

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Trade {
    time: DateTime64<Second>,
    price: f64,
    size: u32,
    venue: FixedBytes<4>,
    #[record(rename = "levels (x, y)")]
    levels: [[f32; 3]; 2],
    flag: bool,
}

/// The same fields packed, behind a byte, and the price in the other order.
const PACKED: &str = "[('id', 'u1'), ('time', '<M8[s]'), ('price', '>f8'), ('size', '<u4'), ('venue', 'S4'), \
                      ('levels (x, y)', '<f4', (2, 3)), ('flag', '?')]";

const SOURCE: &str = r#"
#include "trade.h"
#include "packed.h"
#include "interface.h"
#include <string.h>

/* Sum of time, price, size, the third letter of the venue and all levels of the records that have the flag. */
double trade_total(const PyArrayInterface *array) {
    double total = 0;
    if (array->two != 2 || array->nd != 1 || array->typekind != 'V' || array->itemsize != (int)sizeof(Trade)) return -1;
    for (intptr_t i = 0; i < array->shape[0]; i++) {
        const Trade *trade = (const Trade *)((const char *)array->data + i * array->strides[0]);
        if (!trade->flag) continue;
        total += (double)trade->time + trade->price + trade->size + trade->venue[2];
        for (int x = 0; x < 2; x++)
            for (int y = 0; y < 3; y++) total += trade->levels_x_y[x][y];
    }
    return total;
}

/* Turns the bytes of every price around, doubles every size, sets a venue and one level. -1 if it must not. */
int packed_change(const PyArrayInterface *array) {
    if (!(array->flags & 0x400) || array->itemsize != (int)sizeof(Packed)) return -1;
    for (intptr_t i = 0; i < array->shape[0]; i++) {
        Packed *one = (Packed *)((char *)array->data + i * array->strides[0]);
        unsigned char turned[8];
        for (int k = 0; k < 8; k++) turned[k] = one->price[7 - k];
        memcpy(one->price, turned, 8);
        one->size *= 2;
        memcpy(one->venue, "C11", 4);
        one->levels_x_y[1][2] = (float)i;
        one->flag = 1;
    }
    return (int)array->shape[0];
}

/* A matrix in Fortran's order by index arithmetic: the sum of (100 i + j) a(i, j). */
double fortran_weigh(const PyArrayInterface *array) {
    const double *a = (const double *)array->data;
    const intptr_t rows = array->shape[0], columns = array->shape[1];
    double sum = 0;
    if (!(array->flags & 0x2) || !(array->flags & 0x100) || !(array->flags & 0x200)) return -1;
    for (intptr_t j = 0; j < columns; j++)
        for (intptr_t i = 0; i < rows; i++) sum += (double)(100 * i + j) * a[i + j * rows];
    return sum;
}

/* The same of any strides. */
double strided_weigh(const PyArrayInterface *array) {
    double sum = 0;
    for (intptr_t i = 0; i < array->shape[0]; i++)
        for (intptr_t j = 0; j < array->shape[1]; j++) {
            double value;
            memcpy(&value, (const char *)array->data + i * array->strides[0] + j * array->strides[1], 8);
            sum += (double)(100 * i + j) * value;
        }
    return sum;
}
"#;

#[test]
fn c_reads_and_writes_through_our_pointer() {
    let Some(library) = compiled() else { return };

    let trades: Vec<Trade> = (0..7).map(trade).collect();
    let view = RecordView::of(&trades);
    let total = call(&library, c"trade_total", &ArrayInterface::of(&view).unwrap());
    let expected: f64 = trades.iter().filter(|trade| trade.flag).map(value).sum();
    assert_eq!(total, expected);

    let dtype: DType = PACKED.parse().unwrap();
    let mut bytes = vec![0u8; 2 + 3 * (dtype.itemsize() + 5)];
    let stride = dtype.itemsize() as isize + 5;
    let mut view = RecordViewMut::with_layout(&mut bytes, &dtype, 2, stride, 3).unwrap();
    view.column_mut::<zerocopy::big_endian::F64>("price").unwrap().fill(2.5.into());
    view.column_mut::<u32>("size").unwrap().fill(21);
    assert_eq!(change(&library, &ArrayInterface::of(&view.as_view()).unwrap()), -1);
    assert_eq!(change(&library, &ArrayInterface::of_mut(&mut view).unwrap()), 3);
    let view = view.as_view();
    for i in 0..3 {
        let record = view.record(i).unwrap().to_string();
        let price = f64::from_bits(2.5f64.to_bits().swap_bytes());
        assert_eq!(
            record,
            format!(
                "(0, 1970-01-01T00:00:00, {price:?}, 42, b'C11', [[0.0, 0.0, 0.0], [0.0, 0.0, {i}.0]], True)"
            )
        );
    }
    // What lies between the records was not touched.
    assert!(bytes[2 + dtype.itemsize()..][..5].iter().all(|&byte| byte == 0));
}

#[test]
fn c_reads_fortran_order_by_index_arithmetic() {
    let Some(library) = compiled() else { return };
    let a = |i: usize, j: usize| (7 * i + 3 * j) as f64 + 0.5;
    let expected: f64 = (0..3).flat_map(|i| (0..4).map(move |j| (100 * i + j) as f64 * a(i, j))).sum();

    let bytes: Vec<u8> = (0..12).flat_map(|at| a(at % 3, at / 3).to_ne_bytes()).collect();
    let array = RecordArray::from_bytes(&bytes, f64::DTYPE, &[3, 4], true).unwrap();
    let view = array.view();
    let interface = ArrayInterface::of(&view).unwrap();
    assert_eq!(call(&library, c"fortran_weigh", &interface), expected);
    assert_eq!(call(&library, c"strided_weigh", &interface), expected);

    // A field of records in Fortran's order, which only strides can say.
    let record: DType = "[('id', 'u1'), ('a', '<f8')]".parse().unwrap();
    let bytes: Vec<u8> =
        (0..12).flat_map(|at| [vec![9], a(at % 3, at / 3).to_le_bytes().to_vec()].concat()).collect();
    let view = RecordView::with_shape(&bytes, &record, 0, &[3, 4], true).unwrap();
    let interface = ArrayInterface::of_column(&view.any_column("a").unwrap()).unwrap();
    assert_eq!(call(&library, c"fortran_weigh", &interface), -1.0);
    assert_eq!(call(&library, c"strided_weigh", &interface), expected);
}

fn trade(i: i64) -> Trade {
    let x = i as f32;
    Trade {
        time: DateTime64::from_count(1000 * i),
        price: 0.25 * i as f64,
        size: 10 + i as u32,
        venue: "XNYS".parse().unwrap(),
        levels: [[x, 1.0, 2.0], [x + 0.5, 3.0, 4.0]],
        flag: i != 3,
    }
}

fn value(trade: &Trade) -> f64 {
    let levels: f32 = trade.levels.iter().flatten().sum();
    trade.time.count() as f64 + trade.price + f64::from(trade.size) + f64::from(b'Y') + f64::from(levels)
}

/// A library that was opened. It stays open.
struct Library(*mut c_void);

/// The program above, compiled with the headers that Rust writes; `None`, and a line that says so, without gcc.
fn compiled() -> Option<Library> {
    if Command::new("gcc").arg("--version").output().is_err() {
        println!("gcc is not here: no program in C is compiled");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("trade.h", &c_header::header(Trade::DTYPE, "Trade").unwrap());
    write("packed.h", &c_header::header(&PACKED.parse().unwrap(), "Packed").unwrap());
    write("interface.h", C_DEFINITION);
    write("program.c", SOURCE);
    let output = Command::new("gcc")
        .current_dir(folder.path())
        .args(["-std=c11", "-Wall", "-Wextra", "-Werror", "-pedantic", "-O2", "-shared", "-fPIC"])
        .args(["-o", "program.so", "program.c"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(open(&folder.path().join("program.so")))
}

fn open(path: &Path) -> Library {
    let mut name = path.as_os_str().as_bytes().to_vec();
    name.push(0);
    // SAFETY: a path that ends with a NUL, to a library without initialisers.
    let library = unsafe { libc::dlopen(name.as_ptr().cast::<c_char>(), libc::RTLD_NOW) };
    assert!(!library.is_null(), "cannot open {}", path.display());
    Library(library)
}

fn symbol(library: &Library, name: &CStr) -> *mut c_void {
    // SAFETY: a library that is open, and a name that ends with a NUL.
    let symbol = unsafe { libc::dlsym(library.0, name.as_ptr()) };
    assert!(!symbol.is_null(), "the program has no {name:?}");
    symbol
}

/// A function of one interface that only reads.
fn call(library: &Library, name: &CStr, interface: &ArrayInterface) -> f64 {
    type Function = extern "C" fn(*const PyArrayInterface) -> f64;
    let symbol = symbol(library, name);
    // SAFETY: every function that is called by this has this type in the source above.
    let function = unsafe { std::mem::transmute::<*mut c_void, Function>(symbol) };
    function(interface.as_raw())
}

fn change(library: &Library, interface: &ArrayInterface) -> c_int {
    type Function = extern "C" fn(*const PyArrayInterface) -> c_int;
    let symbol = symbol(library, c"packed_change");
    // SAFETY: the function has this type in the source above.
    let function = unsafe { std::mem::transmute::<*mut c_void, Function>(symbol) };
    function(interface.as_raw())
}
