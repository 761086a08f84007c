//! Being told to stop: something is done first, and then the program ends as if nothing had been.
//!
//! Who waits for it sees the signal that ended it. A shell goes by that: a loop over files stops at Ctrl-C only if the program
//! died of it.

use std::io;

/// From now on, `first` is called before a signal to stop ends the program.
#[cfg(unix)]
pub(crate) fn each(first: impl FnOnce() + Send + 'static) -> io::Result<()> {
    use std::sync::mpsc;
    use std::{process, thread};

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    // What is to be ignored is not waited for: `nohup` says so of the end of a terminal.
    let ignored = ignored();
    let heard = [SIGHUP, SIGINT, SIGTERM].into_iter().filter(|signal| ignored >> (signal - 1) & 1 == 0);
    // Without somebody to wait for them, signals are left as they are.
    let (send, receive) = mpsc::channel::<Signals>();
    thread::Builder::new().name("stop".to_owned()).spawn(move || {
        if let Some(signal) = receive.recv().ok().and_then(|mut signals| signals.forever().next()) {
            first();
            // The first process of a container can't die of a signal that it sends itself.
            if process::id() != 1 {
                let _ = emulate_default_handler(signal);
            }
            process::exit(128 + signal);
        }
    })?;
    let _ = send.send(Signals::new(heard)?);
    Ok(())
}

/// The signals that were ignored before the program started, a bit for each from 1 on, where the system tells.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let bits = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    bits.and_then(|bits| u64::from_str_radix(bits.trim(), 16).ok()).unwrap_or(0)
}

/// The same.
#[cfg(not(unix))]
pub(crate) fn each(first: impl FnOnce() + Send + 'static) -> io::Result<()> {
    use std::process;
    use std::sync::Mutex;

    let first = Mutex::new(Some(first));
    let stop = move || {
        if let Some(first) = first.lock().ok().and_then(|mut first| first.take()) {
            first();
        }
        process::exit(130);
    };
    ctrlc::set_handler(stop).map_err(io::Error::other)
}
