//! The numbers of a column, added up exactly once for all statistics.

use dtype_tests::accuracy::{Precision, Sums, Truth, agree};
use dtype_tests::elements::Elements;
use dtype_tests::exact;

/// All numbers of a column, and those without NaN.
pub(crate) struct Kept {
    pub(crate) all: Numbers,
    pub(crate) not_nan: Numbers,
}

/// Real and imaginary parts; the latter are missing where there are none.
#[derive(Clone)]
pub(crate) struct Numbers {
    real: Part,
    imaginary: Option<Part>,
}

/// What one statistic must be.
pub(crate) enum Must {
    /// This float: NaN or infinite.
    Be(f64),
    /// Close to an exact value.
    BeNear(Truth),
}

#[derive(Clone)]
struct Part {
    nan: bool,
    positive: bool,
    negative: bool,
    finite: Sums,
}

impl Kept {
    /// `None` if the elements are no numbers.
    pub(crate) fn of(elements: &Elements) -> Option<Self> {
        let of = elements.of();
        match of.kind {
            'b' | 'i' | 'u' => {
                let truth = |n: i128| if of.kind == 'b' { i128::from(n != 0) } else { n };
                let numbers = exact::Numbers::from_ints(elements.ints().into_iter().map(truth));
                let finite = Sums::new(&numbers, Precision::Double);
                let real = Part { nan: false, positive: false, negative: false, finite };
                let all = Numbers { real, imaginary: None };
                Some(Self { not_nan: all.clone(), all })
            }
            'f' => {
                let precision = Precision::of_size(of.itemsize)?;
                let floats = elements.floats();
                let kept: Vec<f64> = floats.iter().copied().filter(|x| !x.is_nan()).collect();
                let numbers =
                    |floats: &[f64]| Numbers { real: Part::new(floats, precision), imaginary: None };
                Some(Self { all: numbers(&floats), not_nan: numbers(&kept) })
            }
            'c' => {
                let precision = Precision::of_size(of.itemsize / 2)?;
                let (re, im) = elements.complexes();
                let pairs = re.iter().zip(&im).filter(|(re, im)| !re.is_nan() && !im.is_nan());
                let (kept_re, kept_im): (Vec<f64>, Vec<f64>) = pairs.unzip();
                let numbers = |re: &[f64], im: &[f64]| Numbers {
                    real: Part::new(re, precision),
                    imaginary: Some(Part::new(im, precision)),
                };
                Some(Self { all: numbers(&re, &im), not_nan: numbers(&kept_re, &kept_im) })
            }
            _ => None,
        }
    }
}

impl Numbers {
    /// A statistic of the real parts.
    pub(crate) fn real(&self, statistic: &str) -> Must {
        self.real.must(statistic)
    }

    /// A statistic of the imaginary parts.
    pub(crate) fn imaginary(&self, statistic: &str) -> Must {
        self.imaginary.as_ref().unwrap_or(&self.real).must(statistic)
    }

    /// Variance or deviation in the plane.
    pub(crate) fn modulus(&self, statistic: &str) -> Must {
        let Some(imaginary) = &self.imaginary else { return self.real.must(statistic) };
        let real = &self.real;
        let whole = Part {
            nan: real.nan || imaginary.nan,
            positive: real.positive || imaginary.positive,
            negative: real.negative || imaginary.negative,
            finite: real.finite.with_imaginary(&imaginary.finite),
        };
        whole.must(statistic)
    }
}

impl Part {
    fn new(floats: &[f64], precision: Precision) -> Self {
        let finite: Vec<f64> = floats.iter().copied().filter(|x| x.is_finite()).collect();
        Self {
            nan: floats.iter().any(|x| x.is_nan()),
            positive: floats.contains(&f64::INFINITY),
            negative: floats.contains(&f64::NEG_INFINITY),
            finite: Sums::new(&exact::Numbers::from_floats(&finite), precision),
        }
    }

    fn must(&self, statistic: &str) -> Must {
        match (self.nan, self.positive, self.negative, statistic) {
            (false, false, false, "sum") => Must::BeNear(self.finite.sum()),
            (false, false, false, "mean") => Must::BeNear(self.finite.mean()),
            (false, false, false, "std_ddof0") => Must::BeNear(self.finite.std(0)),
            (false, false, false, "var_ddof1") => Must::BeNear(self.finite.var(1)),
            (false, true, false, "sum" | "mean") => Must::Be(f64::INFINITY),
            (false, false, true, "sum" | "mean") => Must::Be(f64::NEG_INFINITY),
            _ => Must::Be(f64::NAN),
        }
    }
}

impl Must {
    /// Are both results right? NaN where there is none.
    pub(crate) fn judge(&self, numpy: f64, ours: f64) -> Result<(), String> {
        match self {
            Self::Be(value) => agree(*value, numpy, ours),
            Self::BeNear(truth) => truth.judge(numpy, ours),
        }
    }

    pub(crate) fn is_finite(&self) -> bool {
        matches!(self, Self::BeNear(_))
    }
}
