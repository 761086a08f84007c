//! The driver: libFuzzer with the target that the variable `FUZZ_TARGET` names.
#![no_main]

use std::sync::LazyLock;

use dtype_fuzz::Target;

static TARGET: LazyLock<Target> = LazyLock::new(|| {
    let name = std::env::var("FUZZ_TARGET").expect("the name of a target in FUZZ_TARGET");
    dtype_fuzz::target(&name).expect("a target of that name")
});

libfuzzer_sys::fuzz_target!(|data: &[u8]| TARGET(data));
