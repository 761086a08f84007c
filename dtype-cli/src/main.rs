//! The program `dtype`; what it does is in the library beside it.

use std::process::ExitCode;

fn main() -> ExitCode {
    dtype_cli::run()
}
