//! A few hundred structs in random forms: the derive, NumPy and the C compiler of this machine agree on all of them.
//!
//! `layout/generate.py` made the structs, and recorded what NumPy says.
#![allow(dead_code, reason = "the structs are laid out, not used")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use dtype_core::{
    Be, DType, DateTime64, Day, Element, FixedBytes, FixedStr, Le, Microsecond, Nanosecond, Record,
    TimeDelta64, Void,
};
use num_complex::Complex;
use serde_json::Value;
use zerocopy::byteorder::big_endian;

include!("../layout/structs.rs");

/// What the compiler and the derive say of a struct. Sizes and offsets in bytes.
struct Fact {
    name: &'static str,
    size: usize,
    alignment: usize,
    offsets: Vec<usize>,
    dtype: &'static DType,
}

/// A fact of a struct and its fields.
macro_rules! fact {
    ($name:ident: $($field:tt),*) => {
        Fact {
            name: stringify!($name),
            size: size_of::<$name>(),
            alignment: align_of::<$name>(),
            offsets: vec![$($name::FIELDS.$field.offset()),*],
            dtype: $name::DTYPE,
        }
    };
}

fn facts() -> Vec<Fact> {
    include!("../layout/facts.rs").into()
}

/// NumPy's layouts were recorded where numbers of 64 bits are aligned to 8 bytes.
#[cfg(target_pointer_width = "64")]
#[test]
fn as_numpy_lays_them_out() {
    let recorded: Value = serde_json::from_str(include_str!("../layout/numpy.json")).unwrap();
    let facts = facts();
    assert_eq!(recorded.as_object().unwrap().len(), facts.len());
    for fact in facts {
        let numpy = &recorded[fact.name];
        let text = numpy["dtype"].as_str().unwrap();
        let expected: DType = text.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(fact.dtype, &expected, "{}", fact.name);
        let offsets: Vec<usize> = serde_json::from_value(numpy["offsets"].clone()).unwrap();
        assert_eq!(
            (fact.size, &fact.offsets),
            (number(&numpy["itemsize"]).unwrap(), &offsets),
            "{}",
            fact.name
        );
        // Only of plain and packed structs, which NumPy lays out itself.
        if let Some(alignment) = number(&numpy["alignment"]) {
            assert_eq!((fact.alignment, fact.dtype.alignment()), (alignment, alignment), "{}", fact.name);
            assert_eq!(Some(fact.dtype.is_aligned()), numpy["aligned"].as_bool(), "{}", fact.name);
        }
    }
}

#[test]
fn as_the_c_compiler_lays_them_out() {
    let Some(said) = c_compiler_says(include_str!("../layout/structs.c")) else {
        println!("not compared: no C compiler was found");
        return;
    };
    let facts = facts();
    assert_eq!(said.len(), facts.len());
    for Fact { name, size, alignment, offsets, .. } in facts {
        assert_eq!(said[name], format!("{size}\t{alignment}\t{offsets:?}").replace(' ', ""), "{name}");
    }
}

/// Size, alignment and offsets of each struct, or nothing on a machine without a C compiler.
fn c_compiler_says(program: &str) -> Option<BTreeMap<String, String>> {
    let compiler = std::env::var_os("CC").unwrap_or_else(|| "cc".into());
    Command::new(&compiler).arg("--version").output().ok()?;
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (source, program_file) = (folder.join("structs.c"), folder.join("structs"));
    std::fs::write(&source, program).unwrap();
    let compiled =
        Command::new(&compiler).args(["-std=c11", "-o"]).args([&program_file, &source]).status().unwrap();
    assert!(compiled.success());
    let output = Command::new(program_file).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let row = |line: &str| line.split_once('\t').map(|(name, row)| (name.to_owned(), row.replace(' ', "")));
    text.lines().map(row).collect()
}

fn number(value: &Value) -> Option<usize> {
    value.as_u64().and_then(|number| usize::try_from(number).ok())
}
