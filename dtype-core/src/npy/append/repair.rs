//! What was wrong with a file that an appender left behind.

use std::fmt;

/// What was found when a file was opened to be appended to, and mended: a program that was killed, or a machine that lost
/// power, left the header and the records disagreeing.
///
/// ```
/// use dtype_core::npy;
///
/// # let path = std::env::temp_dir().join(format!("repair-{}.npy", std::process::id()));
/// npy::save(&path, &[1u32, 2])?;
/// // One record and a half that no header knows of: what a process leaves that is killed between the two writes.
/// let mut bytes = std::fs::read(&path).unwrap();
/// bytes.extend_from_slice(&[3, 0, 0, 0, 4, 0]);
/// std::fs::write(&path, bytes).unwrap();
///
/// let repair = npy::repair(&path)?.expect("something to mend");
/// assert_eq!((repair.claimed(), repair.len(), repair.cut_len()), (Some(2), 3, 2));
/// assert_eq!(repair.to_string(), "the header said 2 records, the file holds 3; 2 bytes of a torn record behind them");
/// assert_eq!(npy::load::<u32>(&path)?, [1, 2, 3]);
/// assert_eq!(npy::repair(&path)?, None);
/// # std::fs::remove_file(&path).unwrap();
/// # Ok::<(), dtype_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    pub(super) claimed: Option<usize>,
    pub(super) len: usize,
    pub(super) cut: u64,
}

impl Repair {
    /// How many records the header said there were; `None` if its shape could not be read.
    pub fn claimed(&self) -> Option<usize> {
        self.claimed
    }

    /// How many whole records there are, by the length of the file.
    #[expect(clippy::len_without_is_empty, reason = "a report is not a container")]
    pub fn len(&self) -> usize {
        self.len
    }

    /// How many bytes were cut off behind them: a record that was not written to its end.
    pub fn cut_len(&self) -> u64 {
        self.cut
    }
}

/// A sentence for a log.
impl fmt::Display for Repair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let records = |n: usize| if n == 1 { "1 record".to_owned() } else { format!("{n} records") };
        match self.claimed {
            None => write!(f, "the shape in the header was torn, the file holds {}", records(self.len))?,
            Some(claimed) if claimed == self.len => {
                write!(f, "the header said {}, as many as there are", records(claimed))?
            }
            Some(claimed) => write!(f, "the header said {}, the file holds {}", records(claimed), self.len)?,
        }
        match self.cut {
            0 => Ok(()),
            1 => f.write_str("; 1 byte of a torn record behind them"),
            cut => write!(f, "; {cut} bytes of a torn record behind them"),
        }
    }
}
