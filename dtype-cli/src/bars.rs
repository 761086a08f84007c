//! Bars of characters, as long as a number is large.

/// Bars of at most so many characters.
#[derive(Clone, Copy)]
pub(crate) struct Bars {
    /// The longest bar.
    pub(crate) room: usize,
    /// What it stands for.
    pub(crate) most: u64,
    /// Is equally long what grows by equal ratios?
    pub(crate) log: bool,
    pub(crate) ascii: bool,
}

impl Bars {
    /// The bar of a number. What is not zero is seen.
    pub(crate) fn bar(self, count: u64) -> String {
        let scaled = |count: u64| if self.log { (count as f64).ln_1p() } else { count as f64 };
        let parts = if self.ascii { 1 } else { 8 };
        let share = scaled(count) / scaled(self.most.max(1));
        let length = (share * (self.room * parts) as f64).round() as usize;
        let length = length.max(usize::from(count > 0)).min(self.room * parts);
        if self.ascii {
            return "#".repeat(length);
        }
        let part = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][length % 8];
        "█".repeat(length / 8) + part
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths() {
        let bars = Bars { room: 4, most: 64, log: false, ascii: false };
        assert_eq!([64, 32, 18, 1, 0].map(|count| bars.bar(count)), ["████", "██", "█▏", "▏", ""]);
        let ascii = Bars { ascii: true, ..bars };
        assert_eq!([64, 1, 0].map(|count| ascii.bar(count)), ["####", "#", ""]);
        let log = Bars { log: true, most: 999_999, ..ascii };
        assert_eq!(log.bar(999), "##");
        assert_eq!(Bars { most: 0, ..bars }.bar(0), "");
    }
}
