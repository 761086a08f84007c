//! Python's `float.hex()`, read back: `-0x1.8p+3`, `0x0.0p+0`, `inf`, `nan`.

/// The float of that text; `None` if the text is another.
pub fn parse(text: &str) -> Option<f64> {
    if let "nan" | "inf" | "-inf" = text {
        return text.parse().ok();
    }
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text),
    };
    let (mantissa, exponent) = digits.strip_prefix("0x")?.split_once('p')?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    // At most 53 bits: exact as an integer, and so is every scaling that does not underflow.
    let bits = u64::from_str_radix(&format!("{whole}{fraction}"), 16).ok().filter(|bits| bits >> 53 == 0)?;
    let exponent = exponent.parse::<i32>().ok()? - 4 * i32::try_from(fraction.len()).ok()?;
    let (first, second) = (exponent.max(-1000), exponent.min(-1000) + 1000);
    Some(sign * bits as f64 * 2f64.powi(first) * 2f64.powi(second))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_python_writes_them() {
        // float.hex() of each.
        assert_eq!(parse("0x1.999999999999ap-4"), Some(0.1));
        assert_eq!(parse("-0x1.8000000000000p+3"), Some(-12.0));
        assert_eq!(parse("0x0.0p+0"), Some(0.0));
        assert!(parse("-0x0.0p+0").is_some_and(|x| x == 0.0 && x.is_sign_negative()));
        assert_eq!(parse("0x1.fffffffffffffp+1023"), Some(f64::MAX));
        assert_eq!(parse("0x0.0000000000001p-1022"), Some(5e-324));
        assert_eq!(parse("0x1.0000000000000p-1022"), Some(f64::MIN_POSITIVE));
        assert_eq!(parse("-inf"), Some(f64::NEG_INFINITY));
        assert!(parse("nan").is_some_and(f64::is_nan));
        assert_eq!(
            (parse("1.5"), parse("0x1.8"), parse("0xgp+1"), parse("infinity")),
            (None, None, None, None)
        );
    }
}
