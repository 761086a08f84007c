//! Dates, times and spans as text: what is printed is read again, and what is read prints what is read.

use std::fmt::{Debug, Display};
use std::str::FromStr;

use dtype_core::{
    Attosecond, DateTime64, Day, Femtosecond, GenericUnit, Hour, Microsecond, Millisecond, Minute, Month,
    Nanosecond, Picosecond, Second, TimeDelta64, TimeStep, Unit, Week, Year,
};

/// Input: a count of eight bytes and a text.
pub fn run(data: &[u8]) {
    let Some((count, text)) = data.split_first_chunk() else { return };
    let (count, text) = (i64::from_le_bytes(*count), str::from_utf8(text).unwrap_or_default());
    if let Ok(step) = text.parse::<TimeStep>() {
        assert_eq!(step.to_string().parse(), Ok(step));
    }
    unit::<Year, 1>(count, text);
    unit::<Month, 1>(count, text);
    unit::<Month, 5>(count, text);
    unit::<Week, 1>(count, text);
    unit::<Day, 1>(count, text);
    unit::<Day, 7>(count, text);
    unit::<Hour, 1>(count, text);
    unit::<Minute, 1>(count, text);
    unit::<Second, 1>(count, text);
    unit::<Second, 25>(count, text);
    no_length::<DateTime64<Second, 0>>(DateTime64::from_count(count), text);
    no_length::<TimeDelta64<Second, 0>>(TimeDelta64::from_count(count), text);
    unit::<Millisecond, 1>(count, text);
    unit::<Microsecond, 1>(count, text);
    unit::<Nanosecond, 1>(count, text);
    unit::<Picosecond, 1>(count, text);
    unit::<Femtosecond, 1>(count, text);
    unit::<Attosecond, 1>(count, text);
    unit::<Attosecond, 25>(count, text);
    unit::<GenericUnit, 1>(count, text);
}

fn unit<U: Unit, const M: u32>(count: i64, text: &str) {
    let (time, span) = (DateTime64::<U, M>::from_count(count), TimeDelta64::<U, M>::from_count(count));
    if U::UNIT != GenericUnit::UNIT {
        // The calendar of text has years of up to ten digits or so; beyond it nothing is read, and nothing wrong.
        assert!(time.to_string().parse().is_ok_and(|read: DateTime64<U, M>| read == time), "{time}");
        assert_eq!(span.to_string().parse(), Ok(span));
    }
    both_ways::<DateTime64<U, M>>(text);
    both_ways::<TimeDelta64<U, M>>(text);
    if let Ok(nanos) = time.to_unix_nanos() {
        let there = DateTime64::<Nanosecond>::from_unix_nanos(nanos).expect("nanoseconds");
        assert_eq!(there.to_unit_exact::<U, M>(), Ok(time));
        assert_eq!(time.to_unit_exact::<Nanosecond, 1>(), Ok(there));
    }
    if let Ok(days) = time.to_unit::<Day, 1>() {
        let back = days.to_unit::<U, M>();
        // Rounded down, never up.
        assert!(back.is_err() || back.is_ok_and(|back| back <= time), "{time} {days}");
    }
}

/// NumPy has steps of no length, and divides by it. Here something is printed and read.
fn no_length<T: FromStr + Display>(value: T, text: &str) {
    let _ = (value.to_string().parse::<T>().is_ok(), text.parse::<T>().is_ok());
}

fn both_ways<T: FromStr<Err: Debug> + Display + PartialEq + Debug>(text: &str) {
    if let Ok(value) = text.parse::<T>() {
        assert_eq!(value.to_string().parse::<T>().expect("what was printed"), value, "{text}");
    }
}
