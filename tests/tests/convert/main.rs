//! Conversions against an obvious twin: read every value into a tree, write the tree field by field.

mod casts;
mod ways;

use std::collections::BTreeMap;

use dtype_core::{
    ByteOrder, Casting, Conversion, ConvertOptions, DType, ErrorKind, Field, Scalar, ScalarKind, TimeStep,
    TimeUnit,
};
use proptest::prelude::*;
use proptest::sample::select;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn as_the_twin_does(schema in schemas(), seed in any::<u64>(), count in 0_usize..40, at in 0_usize..16) {
        let mut dice = Dice(seed);
        let (from, to) = (schema.written(&mut dice), schema.written(&mut dice));
        check(&from, &to, &ConvertOptions::new(), &BTreeMap::new(), count, at, &mut dice)?;
    }

    #[test]
    fn fields_come_and_go(
        kept in fields(), dropped in fields(), added in prop::collection::vec(any::<u8>(), 0..4), seed in any::<u64>(),
    ) {
        let mut dice = Dice(seed);
        let new = |i: usize| format!("new {i}");
        let names: Vec<String> = (0..added.len()).map(new).collect();
        let mut old = kept.clone();
        old.extend(dropped.into_iter().map(|(name, schema)| (format!("old {name}"), schema)));
        let mut young = kept;
        young.extend(names.iter().map(|name| (name.clone(), Schema::Scalar(ScalarKind::UInt8))));
        let (from, to) = (Schema::Record(old).written(&mut dice), Schema::Record(young).written(&mut dice));
        let mut options = ConvertOptions::new().allow_extra(true);
        let mut defaults = BTreeMap::new();
        for (name, value) in names.iter().zip(added) {
            options = options.default_value(name, value);
            defaults.insert(name.clone(), Tree::Scalar(vec![value]));
        }
        check(&from, &to, &options, &defaults, 5, 3, &mut dice)?;
        let refused = Conversion::plan(&from, &to, ConvertOptions::new());
        if defaults.is_empty() && from.fields().unwrap().len() == to.fields().unwrap().len() {
            prop_assert!(refused.is_ok());
        } else {
            prop_assert_eq!(refused.unwrap_err().kind(), ErrorKind::Mismatch);
        }
    }

    #[test]
    fn casts_as_the_twin_does(schema in schemas(), seed in any::<u64>(), count in 0_usize..40) {
        let mut dice = Dice(seed);
        let (from, to) = (schema.written(&mut dice), schema.retyped(&mut dice).written(&mut dice));
        let conversion = Conversion::plan(&from, &to, Casting::Unsafe).unwrap();
        let src: Vec<u8> = (0..count * from.itemsize()).map(|_| dice.below(256) as u8).collect();
        let mut expected = Vec::new();
        for record in 0..count {
            let mut out = vec![0; to.itemsize()];
            cast(&from, &src[record * from.itemsize()..][..from.itemsize()], &to, &mut out);
            expected.extend(out);
        }
        ways::check(&conversion, &src, &expected, count, &mut dice)?;
    }

    #[test]
    fn diff_and_conversion_agree(schema in schemas(), other in schemas(), seed in any::<u64>()) {
        let mut dice = Dice(seed);
        let from = schema.written(&mut dice);
        for to in [schema.written(&mut dice), other.written(&mut dice), from.clone()] {
            let diff = from.diff(&to);
            let plan = Conversion::plan(&from, &to, ConvertOptions::new());
            prop_assert_eq!(diff.is_same_schema(), plan.is_ok(), "{}", diff);
            prop_assert_eq!(diff.is_same_layout(), plan.is_ok_and(|plan| plan.is_copy()), "{}", diff);
        }
    }
}

/// Runs the conversion on random records at an address that is no multiple of anything, and compares.
fn check(
    from: &DType,
    to: &DType,
    options: &ConvertOptions,
    defaults: &BTreeMap<String, Tree>,
    count: usize,
    at: usize,
    dice: &mut Dice,
) -> Result<(), TestCaseError> {
    let conversion = Conversion::plan(from, to, options)
        .map_err(|error| TestCaseError::fail(format!("{from}: {to}: {error}")))?;
    let mut src = vec![0; at + count * from.itemsize()];
    src.fill_with(|| dice.below(256) as u8);
    let mut expected = Vec::new();
    for record in 0..count {
        let mut tree = read(from, &src[at + record * from.itemsize()..][..from.itemsize()]);
        if let Tree::Record(fields) = &mut tree {
            fields.extend(defaults.clone());
        }
        let mut out = vec![0; to.itemsize()];
        write(to, &tree, &mut out);
        expected.extend(out);
    }
    ways::check(&conversion, &src[at..], &expected, count, dice)
}

/// What a value is, without its layout. Scalars are their bytes, the least significant of each part first.
#[derive(Clone, Debug)]
enum Tree {
    Scalar(Vec<u8>),
    List(Vec<Tree>),
    Record(BTreeMap<String, Tree>),
}

/// Bytes of each part that has a byte order, from what is known of NumPy's kinds.
fn parts(scalar: Scalar) -> usize {
    match scalar.kind().letter() {
        'b' | 'S' | 'V' => 1,
        'U' => 4,
        'c' => scalar.itemsize() / 2,
        _ => scalar.itemsize(),
    }
}

fn ordered(scalar: Scalar, bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    if scalar.byte_order() == ByteOrder::Big {
        bytes.chunks_mut(parts(scalar).max(1)).for_each(<[u8]>::reverse);
    }
    bytes
}

fn read(dtype: &DType, bytes: &[u8]) -> Tree {
    if let Some(scalar) = dtype.as_scalar() {
        return Tree::Scalar(ordered(scalar, bytes));
    }
    if let Some(fields) = dtype.fields() {
        let place = |field: &Field| read(field.dtype(), &bytes[field.offset()..][..field.dtype().itemsize()]);
        return Tree::Record(fields.iter().map(|field| (field.name().to_owned(), place(field))).collect());
    }
    let (base, shape) = dtype.as_subarray().unwrap();
    let size = base.itemsize();
    let count = shape.iter().product();
    let mut list = Vec::new();
    for i in 0..count {
        // A sub-array of sub-arrays is one list.
        match read(base, &bytes[i * size..][..size]) {
            Tree::List(inner) => list.extend(inner),
            one => list.push(one),
        }
    }
    Tree::List(list)
}

/// Value by value, each by a conversion of its own; those are compared with NumPy in `casts`.
fn cast(from: &DType, src: &[u8], to: &DType, out: &mut [u8]) {
    let ((from_base, _), (to_base, shape)) = (from.flattened(), to.flattened());
    if !shape.is_empty() {
        let (from_size, to_size) = (from_base.itemsize(), to_base.itemsize());
        for i in 0..shape.iter().product() {
            cast(from_base, &src[i * from_size..][..from_size], to_base, &mut out[i * to_size..][..to_size]);
        }
    } else if let Some(fields) = to.fields() {
        for target in fields {
            let source = from.field(target.name()).unwrap();
            let src = &src[source.offset()..][..source.dtype().itemsize()];
            cast(
                source.dtype(),
                src,
                target.dtype(),
                &mut out[target.offset()..][..target.dtype().itemsize()],
            );
        }
    } else {
        Conversion::plan(from, to, Casting::Unsafe).unwrap().run(src, out).unwrap();
    }
}

fn write(dtype: &DType, tree: &Tree, out: &mut [u8]) {
    match tree {
        Tree::Scalar(bytes) => out.copy_from_slice(&ordered(dtype.as_scalar().unwrap(), bytes)),
        Tree::Record(values) => {
            for field in dtype.fields().unwrap() {
                let place = &mut out[field.offset()..][..field.dtype().itemsize()];
                write(field.dtype(), &values[field.name()], place);
            }
        }
        Tree::List(list) => {
            let (base, _) = dtype.flattened();
            for (i, value) in list.iter().enumerate() {
                write(base, value, &mut out[i * base.itemsize()..][..base.itemsize()]);
            }
        }
    }
}

/// Names and types, without a layout.
#[derive(Clone, Debug)]
enum Schema {
    Scalar(ScalarKind),
    Array(Vec<usize>, Box<Schema>),
    Record(Vec<(String, Schema)>),
}

impl Schema {
    /// The same with other numbers in place of its numbers.
    fn retyped(&self, dice: &mut Dice) -> Schema {
        use ScalarKind::*;
        const NUMBERS: [ScalarKind; 14] = [
            Bool, Int8, Int16, Int32, Int64, UInt8, UInt16, UInt32, UInt64, Float16, Float32, Float64,
            Complex64, Complex128,
        ];
        match self {
            Schema::Scalar(kind) if NUMBERS.contains(kind) => {
                Schema::Scalar(NUMBERS[dice.below(NUMBERS.len())])
            }
            Schema::Scalar(kind) => Schema::Scalar(*kind),
            Schema::Array(shape, base) => Schema::Array(shape.clone(), Box::new(base.retyped(dice))),
            Schema::Record(fields) => Schema::Record(
                fields.iter().map(|(name, schema)| (name.clone(), schema.retyped(dice))).collect(),
            ),
        }
    }

    /// Writes the schema down in one of its many ways.
    fn written(&self, dice: &mut Dice) -> DType {
        match self {
            Schema::Scalar(kind) => {
                let order = if dice.below(2) == 0 { ByteOrder::Little } else { ByteOrder::Big };
                DType::scalar(Scalar::new(*kind, order))
            }
            Schema::Array(shape, base) => {
                let (outer, inner) = shape.split_at(dice.below(shape.len() + 1));
                let inner = DType::subarray(base.written(dice), inner).unwrap();
                DType::subarray(inner, outer).unwrap()
            }
            Schema::Record(fields) => {
                let mut fields: Vec<(&str, DType)> =
                    fields.iter().map(|(name, schema)| (name.as_str(), schema.written(dice))).collect();
                if dice.below(3) > 0 {
                    for i in (1..fields.len()).rev() {
                        fields.swap(i, dice.below(i + 1));
                    }
                }
                match dice.below(4) {
                    0 => DType::packed(fields).unwrap(),
                    1 => DType::aligned(fields).unwrap(),
                    _ => {
                        let mut end = 0;
                        let mut placed = Vec::new();
                        for (name, dtype) in fields {
                            let offset = end + dice.below(3) * dice.below(5);
                            end = offset + dtype.itemsize();
                            placed.push(Field::new(name, dtype, offset).with_title(&format!("{name} title")));
                        }
                        // The order of the list is not that of the offsets.
                        let turn = dice.below(placed.len() + 1);
                        placed.rotate_left(turn);
                        DType::record(placed, Some(end + dice.below(4))).unwrap()
                    }
                }
            }
        }
    }
}

/// Numbers that are random enough (Knuth's linear congruential generator).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % n
    }
}

fn schemas() -> impl Strategy<Value = Schema> {
    kinds().prop_map(Schema::Scalar).prop_recursive(3, 16, 6, |inner| {
        let shape = prop::collection::vec(0_usize..5, 1..3);
        let array = (shape, inner.clone()).prop_map(|(shape, base)| match base {
            // An array of arrays has one shape.
            Schema::Array(inner, base) => Schema::Array([shape, inner].concat(), base),
            base => Schema::Array(shape, Box::new(base)),
        });
        let long = (40_usize..200, inner.clone()).prop_map(|(len, base)| match base {
            Schema::Record(_) => Schema::Array(vec![len], Box::new(base)),
            base => base,
        });
        prop_oneof![2 => array, 1 => long, 4 => records(inner)]
    })
}

fn records(inner: impl Strategy<Value = Schema>) -> impl Strategy<Value = Schema> {
    prop::collection::btree_map("[a-f.]{1,2}", inner, 0..7)
        .prop_map(|fields| Schema::Record(fields.into_iter().collect()))
}

fn fields() -> impl Strategy<Value = Vec<(String, Schema)>> {
    prop::collection::btree_map("[a-f]{1,2}", schemas(), 0..4).prop_map(|fields| fields.into_iter().collect())
}

fn kinds() -> impl Strategy<Value = ScalarKind> {
    use ScalarKind::*;
    let day = TimeStep::new(TimeUnit::Day, 1);
    prop_oneof![
        select(vec![
            Bool,
            Int8,
            Int16,
            Int32,
            Int64,
            UInt16,
            UInt32,
            UInt64,
            Float16,
            Float32,
            Float64,
            LongDouble,
            Complex64,
            Complex128,
            ComplexLongDouble,
            DateTime64(day),
            TimeDelta64(day),
        ]),
        (0_usize..40).prop_map(Bytes),
        (0_usize..6).prop_map(Str),
        (0_usize..70).prop_map(Void),
    ]
}
