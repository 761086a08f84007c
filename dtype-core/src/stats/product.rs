//! Products: exact of integers as far as 128 bits go; of floats with the exponent kept apart, so that they leave the range of
//! `f64` only if the whole product does.

use std::marker::PhantomData;

use super::engine::{self, Block, Fold};
use super::kind::{Class, Complex, Floats, Kind, Nan, Narrow, Outcome, Signed, Unsigned};
use super::lane::Lane;
use super::reduce::{Numbers, Undefined};
use super::tree::Combine;
use super::words::{Reader, Words, words};

/// A product of floats: `mantissa * 2^exponent`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scaled {
    mantissa: f64,
    exponent: i64,
}

/// A product of integers, as long as it fits. Zero stays zero.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Whole(Option<i128>);

/// A product of integers of a kind, beside other statistics.
#[derive(Clone, Copy, Debug)]
pub(super) struct WholeProduct<K> {
    product: Whole,
    kind: PhantomData<K>,
}

/// A product of complex numbers, with a common exponent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Turned {
    parts: [f64; 2],
    exponent: i64,
}

impl Scaled {
    const ONE: Scaled = Scaled { mantissa: 1.0, exponent: 0 };

    fn times(self, x: f64) -> Scaled {
        let (factor, exponent) = split(x);
        let (mantissa, more) = split(self.mantissa * factor);
        Scaled { mantissa, exponent: self.exponent.saturating_add(exponent + more) }
    }

    pub(super) fn value(self) -> f64 {
        scale(self.mantissa, self.exponent)
    }
}

impl Combine for Scaled {
    fn combine(&mut self, later: Scaled) {
        let product = self.times(later.mantissa);
        *self = Scaled { exponent: product.exponent.saturating_add(later.exponent), ..product };
    }
}

impl Whole {
    fn times(self, n: i128) -> Whole {
        match (self.0, n) {
            // Zero wins over what does not fit.
            (_, 0) | (Some(0), _) => Whole(Some(0)),
            (product, n) => Whole(product.and_then(|product| product.checked_mul(n))),
        }
    }
}

impl Combine for Whole {
    fn combine(&mut self, later: Whole) {
        *self = match (self.0, later.0) {
            (Some(0), _) | (_, Some(0)) => Whole(Some(0)),
            (_, Some(n)) => self.times(n),
            (_, None) => Whole(None),
        };
    }
}

impl Turned {
    const ONE: Turned = Turned { parts: [1.0, 0.0], exponent: 0 };

    fn times(self, by: [f64; 2]) -> Turned {
        let ([a, b], [c, d]) = (self.parts, by);
        // Factors as they are: their own exponents stay apart where they are far from one.
        let larger = c.abs().max(d.abs());
        let (_, exponent) = split(larger);
        let (c, d) = (scale(c, -exponent), scale(d, -exponent));
        let parts = [a * c - b * d, a * d + b * c];
        let (_, more) = split(parts[0].abs().max(parts[1].abs()));
        Turned {
            parts: parts.map(|part| scale(part, -more)),
            exponent: self.exponent.saturating_add(exponent + more),
        }
    }

    pub(super) fn value(self) -> [f64; 2] {
        self.parts.map(|part| scale(part, self.exponent))
    }
}

impl Combine for Turned {
    fn combine(&mut self, later: Turned) {
        let product = self.times(later.parts);
        *self = Turned { exponent: product.exponent.saturating_add(later.exponent), ..product };
    }
}

impl Default for Scaled {
    fn default() -> Scaled {
        Scaled::ONE
    }
}

impl Default for Turned {
    fn default() -> Turned {
        Turned::ONE
    }
}

impl<K> Default for WholeProduct<K> {
    fn default() -> Self {
        WholeProduct { product: Whole(Some(1)), kind: PhantomData }
    }
}

impl<K: Kind> WholeProduct<K> {
    /// The product, if it takes no more than 128 bits.
    pub(super) fn value(&self) -> Option<i128> {
        self.product.0
    }
}

words!(Scaled { mantissa, exponent });
words!(Turned { parts, exponent });
words!([K] WholeProduct<K> { product });

impl Words for Whole {
    fn write(&self, out: &mut Vec<u64>) {
        self.0.write(out);
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Option<()> {
        self.0.read(from)
    }
}

impl Fold<f64> for Scaled {
    fn insert(&mut self, _: <f64 as Lane>::Extent, block: &Block<'_, f64>) {
        *self = block.kept.iter().fold(*self, |product, &x| product.times(x));
    }

    fn combine(&mut self, later: Scaled, _: u64) {
        Combine::combine(self, later);
    }
}

impl Fold<[f64; 2]> for Turned {
    fn insert(&mut self, _: [f64; 2], block: &Block<'_, [f64; 2]>) {
        *self = block.kept.iter().fold(*self, |product, &x| product.times(x));
    }

    fn combine(&mut self, later: Turned, _: u64) {
        Combine::combine(self, later);
    }
}

impl<K: Kind> Fold<K::Lane> for WholeProduct<K> {
    fn insert(&mut self, _: <K::Lane as Lane>::Extent, block: &Block<'_, K::Lane>) {
        multiply::<K>(&mut self.product, block.kept);
    }

    fn combine(&mut self, later: Self, _: u64) {
        self.product.combine(later.product);
    }
}

fn multiply<K: Kind>(product: &mut Whole, values: &[K::Lane]) {
    for &value in values {
        if let Outcome::Whole(n) = K::outcome(value) {
            *product = product.times(n);
        }
    }
}

impl Numbers<'_> {
    /// The product; one of no numbers.
    pub(super) fn product(&self, nan: Nan) -> Result<Outcome, Undefined> {
        fn whole<K: Kind>(numbers: &Numbers<'_>) -> Result<Outcome, Undefined> {
            let product = numbers.reduce::<K, _>(|| Whole(Some(1)), multiply::<K>);
            product.map_or(Ok(Outcome::Whole(1)), |product| product.0.map(Outcome::Whole).ok_or(Undefined))
        }
        match self.class() {
            Class::Narrow => whole::<Narrow>(self),
            Class::Signed => whole::<Signed>(self),
            Class::Unsigned => whole::<Unsigned>(self),
            Class::Floats => {
                let insert = |product: &mut Scaled, values: &[f64]| {
                    let kept = values.iter().filter(|x| nan == Nan::Propagate || !x.is_nan());
                    *product = kept.fold(*product, |product, &x| product.times(x));
                };
                let product = self.reduce::<Floats, _>(|| Scaled::ONE, insert);
                Ok(Outcome::Float(product.map_or(1.0, Scaled::value)))
            }
            Class::Complex => {
                let insert = |product: &mut Turned, values: &[[f64; 2]]| {
                    let kept = values.iter().filter(|x| nan == Nan::Propagate || !Lane::is_nan(**x));
                    *product = kept.fold(*product, |product, &x| product.times(x));
                };
                let product = self.reduce::<Complex, _>(|| Turned::ONE, insert);
                Ok(Outcome::Complex(product.map_or([1.0, 0.0], Turned::value)))
            }
            Class::TimeDeltas | Class::DateTimes => Err(Undefined),
        }
    }

    fn reduce<K: Kind, S: Combine + Send>(
        &self,
        start: impl Fn() -> S + Sync + Send,
        insert: impl Fn(&mut S, &[K::Lane]) + Sync + Send,
    ) -> Option<S> {
        engine::reduce(self.bytes(), self.format(), start, insert)
    }
}

/// A number as one in [1, 2) and a power of two; zero, infinities and NaN as they are.
fn split(x: f64) -> (f64, i64) {
    let bits = x.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i64;
    match exponent {
        0 if x == 0.0 => (x, 0),
        0 => {
            let (mantissa, exponent) = split(x * f64::from_bits((1023 + 64) << 52));
            (mantissa, exponent - 64)
        }
        0x7ff => (x, 0),
        _ => (f64::from_bits(bits & !(0x7ff << 52) | 1023 << 52), exponent - 1023),
    }
}

/// `x * 2^exponent`, rounded once.
fn scale(x: f64, exponent: i64) -> f64 {
    let (mantissa, own) = split(x);
    let exponent = exponent.saturating_add(own);
    let power = |exponent: i64| f64::from_bits(((exponent + 1023) as u64) << 52);
    match exponent {
        _ if mantissa == 0.0 || !mantissa.is_finite() => x,
        ..-1200 => 0.0f64.copysign(x),
        // The first factor keeps all digits; the second one may take some.
        -1200..-1022 => mantissa * power(-600) * power(exponent + 600),
        -1022..=1023 => mantissa * power(exponent),
        _ => f64::INFINITY.copysign(x),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponents_are_kept_apart() {
        let product = |values: &[f64]| values.iter().fold(Scaled::ONE, |p, &x| p.times(x)).value();
        // Each factor is rounded, and so is each step.
        assert!((product(&[1e300, 1e300, 1e-300, 1e-300]) - 1.0).abs() < 1e-15);
        assert!((product(&[1e-300, -1e-300, 1e300]) / -1e-300 - 1.0).abs() < 1e-15);
        assert_eq!(product(&[5e-324, 4.0]), 2e-323);
        assert_eq!(product(&[1e200, 1e200]), f64::INFINITY);
        assert_eq!(product(&[1e-200, 1e-200]), 0.0);
        assert!(product(&[f64::INFINITY, 0.0]).is_nan());
    }

    #[test]
    fn scaling_is_rounded_once() {
        for x in [1.0, 1.5, -1.75, 1.0 + f64::EPSILON, 1.9999999999999998] {
            for exponent in [-1080, -1075, -1074, -1073, -1050, -1023, -1022, -1, 0, 5, 1023, 1024] {
                // Two exact steps and one that rounds.
                let half = if exponent < -1022 { -1022 } else { exponent.min(1023) };
                let expected = x * 2f64.powi(half as i32) * 2f64.powi((exponent - half) as i32);
                assert_eq!(scale(x, exponent), expected, "{x} {exponent}");
            }
        }
    }
}
