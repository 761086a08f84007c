//! An axis: what stands along it, from where to where, and its marks at round numbers and times.

use dtype_core::{TimeStep, TimeUnit, Value};

use crate::numbers::rounded;

/// What an axis counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Quantity {
    Number,
    /// Points in time, in steps.
    Time(TimeStep),
}

/// An axis. Places on it are floats that count from `origin`, so that they tell large integers and times apart.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Axis {
    pub(crate) label: String,
    pub(crate) quantity: Quantity,
    pub(crate) origin: i128,
    pub(crate) low: f64,
    pub(crate) high: f64,
    /// Are equal ratios, and not equal differences, equally far?
    pub(crate) log: bool,
}

/// A mark on an axis.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tick {
    /// How far along the axis, from 0 to 1.
    pub(crate) share: f64,
    pub(crate) text: String,
}

impl Axis {
    /// How far along the axis a place is, from 0 to 1; outside of that beyond its ends. `None` for what has no place.
    pub(crate) fn share(&self, place: f64) -> Option<f64> {
        let scaled = |place: f64| if self.log { place.log10() } else { place };
        let (low, high) = (scaled(self.low), scaled(self.high));
        let place = scaled(place);
        let share = if high <= low {
            0.5 + (place - low).clamp(-1.0, 1.0)
        } else if (high - low).is_finite() {
            (place - low) / (high - low)
        } else {
            // Halved, as the difference of two floats need not be one.
            (place / 2.0 - low / 2.0) / (high / 2.0 - low / 2.0)
        };
        share.is_finite().then_some(share)
    }

    /// The same if it has two ends, where it must have them.
    pub(crate) fn checked(self) -> Option<Axis> {
        let is_finite = self.low.is_finite() && self.high.is_finite();
        (is_finite && !(self.log && self.low <= 0.0)).then_some(self)
    }

    /// At most about `most` marks, from the lower end to the upper.
    pub(crate) fn ticks(&self, most: usize) -> Vec<Tick> {
        let most = most.max(2);
        let ticks = match self.quantity {
            Quantity::Time(step) => self.times(step, most),
            Quantity::Number if self.log => self.powers(most),
            Quantity::Number => self.numbers(most),
        };
        let shown =
            ticks.into_iter().filter_map(|(place, text)| Some(Tick { share: self.share(place)?, text }));
        shown.filter(|tick| (-1e-9..=1.0 + 1e-9).contains(&tick.share)).collect()
    }

    /// What all marks have in common and none says: the day, where they are times of one.
    pub(crate) fn note(&self) -> Option<String> {
        let Quantity::Time(step) = self.quantity else { return None };
        let [low, high] = [self.low, self.high].map(|place| text_of(step, self.origin, place));
        let day = low.get(..10)?;
        (high.get(..10) == Some(day) && low.len() > 10).then(|| day.to_owned())
    }

    /// The text of a place.
    pub(crate) fn text(&self, place: f64) -> String {
        match self.quantity {
            Quantity::Time(step) => text_of(step, self.origin, place),
            Quantity::Number if self.origin == 0 => rounded(place, 6),
            Quantity::Number => crate::numbers::grouped(self.origin + place.round() as i128),
        }
    }

    /// Multiples of 1, 2 or 5 times a power of ten.
    fn numbers(&self, most: usize) -> Vec<(f64, String)> {
        let width = self.high - self.low;
        if !width.is_finite() || width / (most as f64) < f64::MIN_POSITIVE {
            let ends = if width > 0.0 { vec![self.low, self.high] } else { vec![self.low] };
            return ends.into_iter().map(|place| (place, self.text(place))).collect();
        }
        let step = round_step(width / most as f64);
        if self.origin != 0 {
            // Integers that floats need not tell apart.
            let step = step.max(1.0) as i128;
            let first = (self.origin + self.low.ceil() as i128).div_euclid(step);
            let places = (first..).map(|i| i * step).take(2 * most + 2);
            return places
                .map(|value| ((value - self.origin) as f64, crate::numbers::grouped(value)))
                .collect();
        }
        let first = (self.low / step).ceil();
        // As many digits as tell neighbours apart.
        let largest = self.low.abs().max(self.high.abs());
        let digits = ((largest / step).log10().max(0.0).ceil() as usize + 2).clamp(2, 15);
        (0..=2 * most)
            .map(|i| (first + i as f64) * step)
            .take_while(|place| *place <= self.high + step * 1e-9)
            .map(|place| (place, rounded(place, digits)))
            .collect()
    }

    /// Powers of ten, not all of them if there are many.
    fn powers(&self, most: usize) -> Vec<(f64, String)> {
        let (low, high) = (self.low.log10(), self.high.log10());
        if !(low.is_finite() && high.is_finite()) {
            return Vec::new();
        }
        let step = ((high - low) / most as f64).ceil().max(1.0);
        let first = (low / step - 1e-9).ceil();
        let places = (0..=most).map(|i| 10f64.powf((first + i as f64) * step));
        let powers: Vec<_> = places.take_while(|place| *place <= self.high * (1.0 + 1e-9)).collect();
        if powers.len() >= 2 {
            return powers.into_iter().map(|place| (place, rounded(place, 6))).collect();
        }
        [self.low, self.high].into_iter().map(|place| (place, rounded(place, 3))).collect()
    }

    fn times(&self, step: TimeStep, most: usize) -> Vec<(f64, String)> {
        let Some(length) = seconds(step) else { return self.numbers(most) };
        let wanted = (self.high - self.low) * length / most as f64;
        if wanted.is_nan() || wanted <= 0.0 {
            return vec![(self.low, self.text(self.low))];
        }
        let span = if wanted < 1.0 {
            Some(round_step(wanted))
        } else {
            SPANS.into_iter().find(|span| *span >= wanted)
        };
        match span {
            Some(span) if length <= 7.0 * DAY => self.spans(step, span.max(length), length, most),
            _ => self.months(step, (wanted / (30.0 * DAY)).ceil() as usize),
        }
    }

    /// Multiples of a span, which has so many seconds as a step has its own.
    fn spans(&self, step: TimeStep, seconds: f64, length: f64, most: usize) -> Vec<(f64, String)> {
        let every = (seconds / length).round().max(1.0) as i128;
        let first = (self.origin + self.low.floor() as i128).div_euclid(every);
        let one_day = self.note().is_some();
        let places = (first..).map(|i| i * every).take(2 * most + 3);
        places
            .map(|count| {
                let place = (count - self.origin) as f64;
                (place, shortened(&text_of(step, self.origin, place), seconds, one_day))
            })
            .collect()
    }

    /// Firsts of months, so many months apart or more.
    fn months(&self, step: TimeStep, apart: usize) -> Vec<(f64, String)> {
        let years = |apart: f64| round_step(apart / 12.0).max(1.0) as i64;
        let apart: i64 = match apart {
            0..=1 => 1,
            2..=3 => 3,
            4..=6 => 6,
            more => 12 * years(more as f64),
        };
        let Some(year) = year_of(&text_of(step, self.origin, self.low)) else { return Vec::new() };
        let first = (year * 12).div_euclid(apart) * apart;
        let mut ticks = Vec::new();
        for month in (0..200).map(|i| first + i * apart) {
            let (year, month) = (month.div_euclid(12), month.rem_euclid(12) + 1);
            let Ok((count, _)) = step.parse_datetime(&format!("{year:04}-{month:02}")) else { continue };
            let place = (i128::from(count) - self.origin) as f64;
            if place > self.high {
                break;
            }
            let text = if apart % 12 == 0 { format!("{year:04}") } else { format!("{year:04}-{month:02}") };
            ticks.push((place, text));
        }
        ticks
    }
}

const DAY: f64 = 86_400.0;

/// Spans that marks are apart, in seconds, but for parts of a second and for months.
const SPANS: [f64; 21] = [
    1.0,
    2.0,
    5.0,
    10.0,
    15.0,
    30.0,
    60.0,
    120.0,
    300.0,
    600.0,
    900.0,
    1800.0,
    3600.0,
    7200.0,
    3.0 * 3600.0,
    6.0 * 3600.0,
    12.0 * 3600.0,
    DAY,
    2.0 * DAY,
    7.0 * DAY,
    14.0 * DAY,
];

/// The least of 1, 2 and 5 times a power of ten that is not below.
fn round_step(width: f64) -> f64 {
    let power = 10f64.powf(width.log10().floor());
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|times| times * power).find(|step| *step >= width).unwrap_or(width)
}

/// How long a step is; `None` for those without a fixed length or a unit.
fn seconds(step: TimeStep) -> Option<f64> {
    let unit = match step.unit() {
        TimeUnit::Generic => return None,
        TimeUnit::Year => 365.25 * DAY,
        TimeUnit::Month => 30.4 * DAY,
        TimeUnit::Week => 7.0 * DAY,
        TimeUnit::Day => DAY,
        TimeUnit::Hour => 3600.0,
        TimeUnit::Minute => 60.0,
        TimeUnit::Second => 1.0,
        TimeUnit::Millisecond => 1e-3,
        TimeUnit::Microsecond => 1e-6,
        TimeUnit::Nanosecond => 1e-9,
        TimeUnit::Picosecond => 1e-12,
        TimeUnit::Femtosecond => 1e-15,
        TimeUnit::Attosecond => 1e-18,
    };
    Some(unit * f64::from(step.multiple()))
}

/// The time at a place, as NumPy prints it.
fn text_of(step: TimeStep, origin: i128, place: f64) -> String {
    let count = origin.saturating_add(place.round() as i128).clamp(i128::from(i64::MIN) + 1, i64::MAX.into());
    Value::DateTime64(count as i64, step).to_string()
}

/// A time with as much of it as marks that are so many seconds apart need.
fn shortened(text: &str, apart: f64, one_day: bool) -> String {
    let Some((day, time)) = text.split_once('T') else { return text.to_owned() };
    if apart >= DAY {
        return day.to_owned();
    }
    let (clock, fraction) = time.split_once('.').unwrap_or((time, ""));
    let clock = if apart >= 60.0 { clock.get(..5).unwrap_or(clock) } else { clock };
    let digits = if apart < 1.0 { (-apart.log10() - 1e-9).ceil().max(0.0) as usize } else { 0 };
    let fraction = fraction.get(..digits).unwrap_or(fraction);
    let point = if fraction.is_empty() { "" } else { "." };
    // Without the year, which would be the same in most.
    let day = if one_day { "" } else { day.get(day.len().saturating_sub(5)..).unwrap_or(day) };
    format!("{day}{}{clock}{point}{fraction}", if day.is_empty() { "" } else { " " })
}

fn year_of(text: &str) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text),
    };
    Some(sign * digits.split('-').next()?.parse::<i64>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(quantity: Quantity, origin: i128, low: f64, high: f64, log: bool) -> Vec<String> {
        let axis = Axis { label: String::new(), quantity, origin, low, high, log };
        axis.ticks(5).into_iter().map(|tick| tick.text).collect()
    }

    fn numbers(low: f64, high: f64) -> Vec<String> {
        texts(Quantity::Number, 0, low, high, false)
    }

    #[test]
    fn numbers_are_round() {
        assert_eq!(numbers(0.0, 1.0), ["0", "0.2", "0.4", "0.6", "0.8", "1"]);
        assert_eq!(numbers(-3.2, 7.1), ["0", "5"]);
        assert_eq!(numbers(1_709_280_000.0, 1_709_280_004.0).len(), 5);
        assert_eq!(numbers(2.5, 2.5), ["2.5"]);
        assert_eq!(numbers(f64::MIN, f64::MAX), ["-1.79769e308", "1.79769e308"]);
        assert_eq!(numbers(0.0, 5e-324), ["0", "4.94066e-324"]);
        assert_eq!(
            texts(Quantity::Number, 1 << 62, 0.0, 4.0, false)[..2],
            ["4,611,686,018,427,387,904", "4,611,686,018,427,387,905"]
        );
        assert_eq!(texts(Quantity::Number, 0, 0.5, 2000.0, true), ["1", "10", "100", "1,000"]);
        assert_eq!(texts(Quantity::Number, 0, 3.0, 4.0, true), ["3", "4"]);
    }

    #[test]
    fn times_are_round() {
        let times = |step: &str, from: &str, to: &str| {
            let step: TimeStep = step.parse().unwrap();
            let [from, to] = [from, to].map(|text| step.parse_datetime(text).unwrap().0);
            texts(Quantity::Time(step), from.into(), 0.0, (to - from) as f64, false)
        };
        assert_eq!(
            times("[ns]", "2024-03-01T14:30:00.5", "2024-03-01T14:30:20"),
            ["14:30:05", "14:30:10", "14:30:15", "14:30:20"]
        );
        assert_eq!(
            times("[us]", "2024-03-01T00:00:00.0001", "2024-03-01T00:00:00.0005"),
            ["00:00:00.0001", "00:00:00.0002", "00:00:00.0003", "00:00:00.0004", "00:00:00.0005"]
        );
        assert_eq!(
            times("[s]", "2024-02-28T18:00", "2024-03-01T06:00"),
            ["02-29 00:00", "02-29 12:00", "03-01 00:00"]
        );
        assert_eq!(times("[D]", "2023-11-15", "2024-11-15"), ["2024-01", "2024-04", "2024-07", "2024-10"]);
        assert_eq!(times("[Y]", "1950", "2030"), ["1960", "1980", "2000", "2020"]);
        assert_eq!(times("[D]", "2024-03-01", "2024-03-01"), ["2024-03-01"]);
    }

    #[test]
    fn shares_hold_at_the_ends() {
        let axis = |low, high, log| Axis {
            label: String::new(),
            quantity: Quantity::Number,
            origin: 0,
            low,
            high,
            log,
        };
        assert_eq!(axis(f64::MIN, f64::MAX, false).share(0.0), Some(0.5));
        assert_eq!(axis(3.0, 3.0, false).share(3.0), Some(0.5));
        assert_eq!(axis(1.0, 100.0, true).share(10.0), Some(0.5));
        assert_eq!(axis(1.0, 100.0, true).share(-1.0), None);
        assert_eq!(axis(0.0, 1.0, false).share(f64::NAN), None);
    }
}
