//! Which casts are allowed: NumPy's table of kinds, cell by cell.

use std::fmt;

use crate::dtype::{DType, Scalar, ScalarKind, TimeStep, TimeUnit};

/// What a conversion may do to values, as NumPy's `casting=` says it; each allows more than the one before.
///
/// ```
/// use dtype_core::{Casting, Conversion, DType};
///
/// let (narrow, wide): (DType, DType) = ("[('n', '<i4')]".parse()?, "[('n', '<i8')]".parse()?);
/// assert!(Conversion::plan(&narrow, &wide, Casting::Equiv).is_err());
/// let widen = Conversion::plan(&narrow, &wide, Casting::Safe)?;
/// let mut out = [0; 8];
/// widen.run(&(-2i32).to_le_bytes(), &mut out)?;
/// assert_eq!(i64::from_le_bytes(out), -2);
/// # Ok::<(), dtype_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Casting {
    /// Nothing: every field has the same bytes in the same place.
    No,
    /// Only how values are written down: byte order, offsets, the order of the fields.
    #[default]
    Equiv,
    /// To types that hold every value.
    Safe,
    /// Within a kind too, as from `f8` to `f4`, where values are rounded, overflow to infinity or wrap around.
    SameKind,
    /// Every cast that NumPy has, but of long doubles, whose bytes mean another number on another machine.
    Unsafe,
    /// Every cast that NumPy has, but a value that does not fit is an error that names its record and field: overflow, a
    /// NaN or NaT for an integer, a lost fraction or imaginary part, truncated text. In sub-arrays it is named with its
    /// index: `levels[3].price[1]`.
    ///
    /// Floats may be rounded to fewer digits, but not become infinite; integers and times stay what they are.
    Checked,
}

impl Casting {
    /// NumPy's word for it; `"checked"` is ours.
    ///
    /// ```
    /// assert_eq!(dtype_core::Casting::SameKind.name(), "same_kind");
    /// ```
    pub const fn name(self) -> &'static str {
        match self {
            Casting::No => "no",
            Casting::Equiv => "equiv",
            Casting::Safe => "safe",
            Casting::SameKind => "same_kind",
            Casting::Unsafe => "unsafe",
            Casting::Checked => "checked",
        }
    }

    /// The least that allows a cast, if anything does: `can_cast` is true from there on.
    ///
    /// ```
    /// use dtype_core::{Casting, DType};
    ///
    /// let (f8, i4): (DType, DType) = ("<f8".parse()?, "<i4".parse()?);
    /// assert_eq!(Casting::least(&i4, &f8), Some(Casting::Safe));
    /// assert_eq!(Casting::least(&f8, &i4), Some(Casting::Unsafe));
    /// # Ok::<(), dtype_core::Error>(())
    /// ```
    pub fn least(from: &DType, to: &DType) -> Option<Casting> {
        let ((from_base, from_shape), (to_base, to_shape)) = (from.flattened(), to.flattened());
        if from_shape != to_shape {
            return None;
        }
        match (from_base.fields(), to_base.fields()) {
            (None, None) => Some(least(from_base.as_scalar()?, to_base.as_scalar()?)),
            (Some(fields), Some(targets)) if fields.len() == targets.len() => {
                let mut least = if from.same_layout(to) { Casting::No } else { Casting::Equiv };
                for target in targets {
                    let field = from_base.field(target.name())?;
                    least = least.max(Casting::least(field.dtype(), target.dtype())?);
                }
                Some(least)
            }
            _ => None,
        }
    }
}

impl fmt::Display for Casting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Whether values of one dtype may become values of another: NumPy's `np.can_cast`.
///
/// Fields of records are matched by name, and all of them; sub-arrays need the same shape. `S0`, `U0` and `V0` are text
/// of no length, where NumPy takes them for any length.
///
/// ```
/// use dtype_core::{Casting, DType, can_cast};
///
/// let (f8, f4): (DType, DType) = ("<f8".parse()?, "<f4".parse()?);
/// assert!(can_cast(&f4, &f8, Casting::Safe));
/// assert!(!can_cast(&f8, &f4, Casting::Safe));
/// assert!(can_cast(&f8, &f4, Casting::SameKind));
/// # Ok::<(), dtype_core::Error>(())
/// ```
pub fn can_cast(from: &DType, to: &DType, casting: Casting) -> bool {
    Casting::least(from, to).is_some_and(|least| least <= casting)
}

/// The least casting that allows it. `Unsafe` allows everything, whether NumPy can do it or not.
pub(super) fn least(from: Scalar, to: Scalar) -> Casting {
    use ScalarKind::*;
    let (a, b) = (from.kind(), to.kind());
    if a == b {
        return if from.byte_order() == to.byte_order() { Casting::No } else { Casting::Equiv };
    }
    let if_room = |fits: bool, otherwise: Casting| if fits { Casting::Safe } else { otherwise };
    match (a, b) {
        (Object, _) => Casting::Unsafe,
        (_, Object) => Casting::Safe,
        (Void(n), Void(m)) => if_room(m >= n, Casting::SameKind),
        (_, Void(m)) => if_room(m >= a.itemsize(), Casting::Unsafe),
        (Bytes(n), Bytes(m) | Str(m)) | (Str(n), Str(m)) => if_room(m >= n, Casting::SameKind),
        (DateTime64(a), DateTime64(b)) => of_times(a, b, false),
        (TimeDelta64(a), TimeDelta64(b)) => of_times(a, b, true),
        (_, TimeDelta64(_)) => match a {
            UInt64 => Casting::SameKind,
            _ if a == Bool || is_int(a) => Casting::Safe,
            _ => Casting::Unsafe,
        },
        (_, Bytes(m) | Str(m)) => match text_len(a) {
            Some(len) => if_room(m >= len, Casting::SameKind),
            None => Casting::Unsafe,
        },
        _ => match (Numeric::of(a), Numeric::of(b)) {
            (Some(a), Some(b)) if a.fits_in(&b) => Casting::Safe,
            (Some(a), Some(b)) if a.order <= b.order => Casting::SameKind,
            _ => Casting::Unsafe,
        },
    }
}

fn is_int(kind: ScalarKind) -> bool {
    matches!(kind.letter(), 'i' | 'u')
}

/// Characters that NumPy sets aside for a number as text.
pub(super) fn text_len(kind: ScalarKind) -> Option<usize> {
    use ScalarKind::*;
    Some(match kind {
        Bool => 5,
        Int8 => 4,
        Int16 => 6,
        Int32 => 11,
        Int64 => 21,
        UInt8 => 3,
        UInt16 => 5,
        UInt32 => 10,
        UInt64 => 20,
        Float16 | Float32 | Float64 => 32,
        LongDouble => 48,
        Complex64 | Complex128 => 64,
        ComplexLongDouble => 96,
        _ => return None,
    })
}

/// What a number can hold.
struct Numeric {
    /// Place among the kinds: bool, unsigned, signed, float, complex.
    order: u8,
    /// Of integers the bits of the magnitude, of floats those of the significand.
    digits: u32,
    /// Of floats, those of the exponent.
    exponent: u32,
}

impl Numeric {
    fn of(kind: ScalarKind) -> Option<Numeric> {
        use ScalarKind::*;
        let (order, digits, exponent) = match kind {
            Bool => (0, 1, 0),
            UInt8 => (1, 8, 0),
            UInt16 => (1, 16, 0),
            UInt32 => (1, 32, 0),
            UInt64 => (1, 64, 0),
            Int8 => (2, 7, 0),
            Int16 => (2, 15, 0),
            Int32 => (2, 31, 0),
            Int64 => (2, 63, 0),
            Float16 => (3, 11, 5),
            Float32 => (3, 24, 8),
            Float64 => (3, 53, 11),
            LongDouble => (3, 64, 15),
            Complex64 => (4, 24, 8),
            Complex128 => (4, 53, 11),
            ComplexLongDouble => (4, 64, 15),
            _ => return None,
        };
        Some(Numeric { order, digits, exponent })
    }

    /// NumPy's idea of it: a 64-bit integer fits a double.
    fn fits_in(&self, other: &Numeric) -> bool {
        let rounded = self.exponent == 0 && self.digits >= 63 && other.digits >= 53 && other.order >= 3;
        let digits = self.digits <= other.digits || rounded;
        self.order <= other.order && digits && self.exponent <= other.exponent
    }
}

/// Datetimes from one step to another, or spans.
fn of_times(from: TimeStep, to: TimeStep, spans: bool) -> Casting {
    let (a, b) = (from.unit(), to.unit());
    let calendar = |unit: TimeUnit| unit <= TimeUnit::Month;
    match (a, b) {
        (TimeUnit::Generic, _) => Casting::Safe,
        (_, TimeUnit::Generic) => Casting::Unsafe,
        // No fixed number of days makes a month.
        _ if spans && calendar(a) != calendar(b) => Casting::Unsafe,
        // Finer than the target: something is cut off.
        _ if a > b => Casting::SameKind,
        _ if divides(from, to) => Casting::Safe,
        _ => Casting::SameKind,
    }
}

/// Whether every count of `from` is one of `to`, whose unit is no coarser.
fn divides(from: TimeStep, to: TimeStep) -> bool {
    let (mut from_units, to_units) = (u64::from(from.multiple()), u64::from(to.multiple()));
    if from.unit() != to.unit() {
        match (from.unit(), to.unit()) {
            (TimeUnit::Year, TimeUnit::Month) => from_units *= 12,
            (TimeUnit::Year | TimeUnit::Month, _) => return true,
            (from, to) => match factor(from, to).and_then(|factor| from_units.checked_mul(factor)) {
                Some(units) => from_units = units,
                None => return false,
            },
        }
    }
    // What NumPy's arithmetic is sure not to overflow.
    from_units >> 56 == 0 && from_units.checked_rem(to_units) == Some(0)
}

/// How many of a finer unit make one of weeks or finer, as far as NumPy counts.
pub(super) fn factor(coarse: TimeUnit, fine: TimeUnit) -> Option<u64> {
    use TimeUnit::*;
    const STEPS: [(TimeUnit, u64); 11] = [
        (Week, 7),
        (Day, 24),
        (Hour, 60),
        (Minute, 60),
        (Second, 1000),
        (Millisecond, 1000),
        (Microsecond, 1000),
        (Nanosecond, 1000),
        (Picosecond, 1000),
        (Femtosecond, 1000),
        (Attosecond, 1),
    ];
    let between = STEPS.iter().filter(|(unit, _)| (coarse..fine).contains(unit));
    let factor = between.fold(1u64, |product, (_, step)| product.saturating_mul(*step));
    (factor >> 56 == 0).then_some(factor)
}
