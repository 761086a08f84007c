//! `--where`: which records are meant.

use clap::Args;
use dtype_core::{DType, RecordView};

use crate::errors::Failure;
use crate::expr::Filter;

/// The option.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Condition {
    /// Only records for which this is true: price > 100 and venue in ('XNAS', 'IEX')
    #[arg(short = 'w', long = "where", value_name = "CONDITION")]
    condition: Option<String>,
}

impl Condition {
    /// Whether there is one.
    pub(crate) fn is_some(&self) -> bool {
        self.condition.is_some()
    }

    /// What it means for records of a dtype.
    ///
    /// # Errors
    /// If it is none.
    pub(crate) fn filter(&self, dtype: &DType) -> Result<Option<Filter>, Failure> {
        let filter =
            |text: &String| Filter::new(text, dtype).map_err(|wrong| Failure::condition(text, wrong));
        self.condition.as_ref().map(filter).transpose()
    }
}

impl Filter {
    /// Tells in `mask` of each record of a block, of which the first has a position, whether it is meant.
    pub(crate) fn choose(
        &self,
        first: usize,
        records: &RecordView<'_>,
        mask: &mut Vec<bool>,
    ) -> Result<(), Failure> {
        mask.clear();
        self.mask(records, mask).map_err(|wrong| Failure::condition_at(self.text(), wrong, first))
    }
}
