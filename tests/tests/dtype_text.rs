//! Properties of the text form of dtypes: reading undoes printing, and no text is too strange to be refused politely.

use dtype_core::{ByteOrder, DType, Field, Limits, MAX_DIMS, Scalar, ScalarKind, TimeStep, TimeUnit};
use proptest::prelude::*;
use proptest::sample::select;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, max_global_rejects: 1 << 20, ..ProptestConfig::default() })]

    #[test]
    fn reading_undoes_printing(dtype in dtypes()) {
        let text = dtype.to_string();
        let back: DType = text.parse().map_err(|error| TestCaseError::fail(format!("{text}: {error}")))?;
        prop_assert_eq!(&back, &dtype, "{}", text);
        // Equality does not see the align flag; alignment and text do.
        prop_assert_eq!(back.alignment(), dtype.alignment(), "{}", text);
        prop_assert_eq!(back.to_string(), text);
    }

    #[test]
    fn a_descr_is_read_as_what_it_was_written_for(dtype in dtypes()) {
        // A sub-array that is no field leaves its shape to the array.
        if let (None, Ok(descr)) = (dtype.as_subarray(), dtype.to_descr()) {
            prop_assert_eq!(DType::from_descr(&descr, &Limits::default()).unwrap(), dtype, "{}", descr);
        }
    }

    #[test]
    fn numpys_repr_is_an_argument_of_np_dtype(dtype in dtypes()) {
        // NumPy's own `repr` loses the flag of nested records and names that are empty. What it makes of objects that
        // overlap and of sub-arrays of nothing, it cannot read itself.
        let repr = dtype.repr();
        prop_assume!(!dtype.to_string().contains("'aligned'") && !repr.contains("''"));
        prop_assume!(!dtype.has_object() && has_sizes(&dtype));
        let argument = repr.strip_prefix("dtype(").and_then(|rest| rest.strip_suffix(')')).unwrap();
        prop_assert_eq!(DType::from_python(argument, false, &Limits::default()).unwrap(), dtype, "{}", repr);
    }

    #[test]
    fn any_text_is_read_or_refused(dtype in dtypes(), cut in any::<prop::sample::Index>(), piece in pieces()) {
        let mut text = dtype.to_string();
        let mut at = cut.index(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        text.insert_str(at, piece);
        for read in [text.parse(), DType::from_descr(&text, &Limits::default())] {
            match read {
                Ok(dtype) => prop_assert_eq!(dtype.to_string().parse::<DType>().unwrap(), dtype),
                Err(error) => {
                    let at = usize::try_from(error.offset().expect("errors about text say where")).unwrap();
                    prop_assert!(text.is_char_boundary(at), "{}: {}", text, at);
                }
            }
        }
    }
}

fn dtypes() -> impl Strategy<Value = DType> {
    scalars().prop_map(DType::scalar).prop_recursive(4, 24, 5, |inner| {
        let shape = prop::collection::vec(0_usize..4, 1..4);
        let subarray = (inner.clone(), shape)
            .prop_map(|(base, shape)| DType::subarray(base, &shape).expect("small sub-arrays"));
        prop_oneof![subarray, records(inner)]
    })
}

/// Records packed, aligned, and with gaps, overlaps and any order.
fn records(inner: impl Strategy<Value = DType> + Clone) -> impl Strategy<Value = DType> {
    let field = (names(), prop::option::weighted(0.2, names()), inner, 0_usize..40);
    let fields = prop::collection::vec(field, 0..5).prop_map(|fields| {
        let mut taken: Vec<String> = Vec::new();
        let mut kept = Vec::new();
        for (name, title, dtype, offset) in fields {
            let title = title.filter(|title| *title != name && !taken.contains(title));
            if taken.contains(&name) {
                continue;
            }
            taken.extend([name.clone()].into_iter().chain(title.clone()));
            let field = Field::new(&name, dtype, offset);
            kept.push(match title {
                Some(title) => field.with_title(&title),
                None => field,
            });
        }
        kept
    });
    (fields, 0..3, 0_usize..9).prop_map(|(fields, form, spare)| {
        let plain = || fields.iter().map(|field| (field.name(), field.dtype().clone()));
        let record = match form {
            0 => DType::packed(plain()),
            1 => DType::aligned(plain()),
            _ => {
                let end = fields.iter().map(|field| field.offset() + field.dtype().itemsize()).max();
                DType::record(fields.clone(), Some(end.unwrap_or(0) + spare))
            }
        };
        record.expect("names that differ, and small fields")
    })
}

fn names() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[a-e]",
        2 => "[ -~]{0,4}",
        1 => any::<String>().prop_map(|name| name.chars().take(6).collect()),
    ]
}

fn scalars() -> impl Strategy<Value = Scalar> {
    use ScalarKind::*;
    let units = select(vec![TimeUnit::Year, TimeUnit::Second, TimeUnit::Nanosecond, TimeUnit::Generic]);
    let steps = (units, prop_oneof![Just(1), 0..=TimeStep::MAX_MULTIPLE])
        .prop_map(|(unit, multiple)| TimeStep::new(unit, multiple));
    let kinds = prop_oneof![
        select(vec![
            Bool,
            Int8,
            Int16,
            Int32,
            Int64,
            UInt8,
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
            Object,
        ]),
        (0_usize..20).prop_map(Bytes),
        (0_usize..20).prop_map(Str),
        (0_usize..20).prop_map(Void),
        steps.clone().prop_map(DateTime64),
        steps.prop_map(TimeDelta64),
    ];
    (kinds, select(vec![ByteOrder::Little, ByteOrder::Big]))
        .prop_map(|(kind, order)| Scalar::new(kind, order))
}

fn pieces() -> impl Strategy<Value = &'static str> {
    select(vec![
        "'", "\"", "\\", "(", ")", "[", "]", "{", "}", ",", ":", " ", "\n", "#", "0", "9", "-", "<", "i4",
        "None", "True", "'a', ", "(2,), ", "é", "\0",
    ])
}

/// Whether no sub-array is empty or of a type without a size: NumPy cannot read those back.
fn has_sizes(dtype: &DType) -> bool {
    match (dtype.fields(), dtype.as_subarray()) {
        (Some(fields), _) => fields.iter().all(|field| has_sizes(field.dtype())),
        (None, Some((base, _))) => (base.fields().is_some() || base.itemsize() > 0) && has_sizes(base),
        (None, None) => true,
    }
}

#[test]
fn as_many_dimensions_as_numpy() {
    let ones = |n: usize| format!("('<i4', ({}))", "1, ".repeat(n));
    assert!(ones(MAX_DIMS).parse::<DType>().is_ok());
    assert!(ones(MAX_DIMS + 1).parse::<DType>().is_err());
}
