//! serde for histograms: a list of a version, the bits of the edges, the counts, and the bits of the edges' type.

use serde::de::{self, Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::rounding::Rounding;
use super::{Histogram, edges};
use crate::stats::words::MOST;

/// Of the form. It grows when that changes.
const VERSION: u32 = 1;

type Form = (u32, Vec<u64>, Vec<u64>, u8);

/// With the feature `serde`.
impl Serialize for Histogram {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Edges may be infinite, which text formats have no numbers for.
        let edges: Vec<u64> = self.edges.iter().map(|edge| edge.to_bits()).collect();
        let counts: Vec<u64> = self.counts.iter().map(|&count| count.min(MOST)).collect();
        (VERSION, edges, counts, self.rounding.bits()).serialize(serializer)
    }
}

/// With the feature `serde`.
impl<'de> Deserialize<'de> for Histogram {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Histogram, D::Error> {
        let (version, edges, counts, bits) = Form::deserialize(deserializer)?;
        if version != VERSION {
            let message = format!("expected a histogram of version {VERSION}, found version {version}");
            return Err(de::Error::custom(message));
        }
        let edges: Vec<f64> = edges.into_iter().map(f64::from_bits).collect();
        edges::check(&edges).map_err(de::Error::custom)?;
        let (bins, found) = (edges.len() - 1, counts.len());
        if found != bins {
            let message = format!("expected a count for each of {bins} bins, found {found}");
            return Err(de::Error::custom(message));
        }
        if let Some(count) = counts.iter().find(|&&count| count > MOST) {
            return Err(de::Error::custom(format!("expected counts of at most {MOST}, found {count}")));
        }
        let rounding = Rounding::of_bits(bits)
            .ok_or_else(|| de::Error::custom(format!("expected edges of 16, 32 or 64 bits, found {bits}")))?;
        Ok(Histogram { edges, counts, rounding })
    }
}
