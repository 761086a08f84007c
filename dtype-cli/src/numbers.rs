//! Numbers for people: thousands apart, few digits, units.

/// An integer with commas between thousands.
pub(crate) fn grouped(value: impl ToString) -> String {
    let text = value.to_string();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", &text[..]),
    };
    let mut grouped = String::from(sign);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A float with at most `digits` significant digits, and thousands apart.
pub(crate) fn rounded(value: f64, digits: usize) -> String {
    if value.is_nan() {
        return "nan".to_owned();
    }
    if value.is_infinite() {
        return if value < 0.0 { "-inf" } else { "inf" }.to_owned();
    }
    // `{:e}` rounds correctly, and tells the exponent after rounding.
    let scientific = format!("{value:.0$e}", digits.saturating_sub(1));
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if value != 0.0 && !(-4..16).contains(&exponent) {
        return format!("{}e{exponent}", without_zeros(mantissa));
    }
    let decimals = usize::try_from(digits as i32 - 1 - exponent).unwrap_or(0);
    let plain = format!("{value:.decimals$}");
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let fraction = fraction.trim_end_matches('0');
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{}{point}{fraction}", grouped(whole))
}

/// A number of bytes in units of a thousand: `485.0 kB`.
pub(crate) fn bytes(count: u64) -> String {
    const UNITS: [&str; 7] = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];
    let (mut value, mut unit) = (count as f64, 0);
    // What would print as 1000.0 belongs to the next unit.
    while value >= 999.95 && unit + 1 < UNITS.len() {
        value /= 1000.0;
        unit += 1;
    }
    if unit == 0 { format!("{count} B") } else { format!("{value:.1} {}", UNITS[unit]) }
}

/// `1 field`, `3 fields`.
pub(crate) fn counted(count: impl ToString, what: &str) -> String {
    let count = grouped(count);
    let plural = if count == "1" { "" } else { "s" };
    format!("{count} {what}{plural}")
}

fn without_zeros(mantissa: &str) -> &str {
    if mantissa.contains('.') { mantissa.trim_end_matches('0').trim_end_matches('.') } else { mantissa }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands() {
        for (value, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (-123_456, "-123,456")] {
            assert_eq!(grouped(value), text);
        }
        assert_eq!(grouped(i128::MIN), "-170,141,183,460,469,231,731,687,303,715,884,105,728");
    }

    #[test]
    fn few_digits() {
        for (value, text) in [
            (0.0, "0"),
            (1.0, "1"),
            (0.1 + 0.2, "0.3"),
            (24545.147739, "24,545.1"),
            (999_999.7, "1,000,000"),
            (0.000_123_456_7, "0.000123457"),
            (1.5e-9, "1.5e-9"),
            (-1.25e20, "-1.25e20"),
            (f64::NEG_INFINITY, "-inf"),
        ] {
            assert_eq!(rounded(value, 6), text);
        }
        assert_eq!(rounded(1_709_280_000_000.5, 6), "1,709,280,000,000");
    }

    #[test]
    fn units() {
        assert_eq!(bytes(0), "0 B");
        assert_eq!(bytes(999), "999 B");
        assert_eq!(bytes(496_674), "496.7 kB");
        assert_eq!(bytes(999_999), "1.0 MB");
        assert_eq!(counted(1, "field"), "1 field");
        assert_eq!(counted(2000, "record"), "2,000 records");
    }
}
