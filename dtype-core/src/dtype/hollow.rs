//! Values that take no bytes: rows of an array of shape (7, 0), text of length 0, records without fields.

use super::DType;

impl DType {
    /// How many values there are in an item that take no byte of it. They cost a file nothing, and whoever walks over
    /// them much.
    pub(crate) fn values_without_bytes(&self) -> usize {
        let own = usize::from(self.itemsize() == 0);
        if let Some((base, shape)) = self.as_subarray() {
            let inner = base.values_without_bytes();
            let rows =
                shape.iter().filter(|_| own > 0).fold(1, |rows: usize, &len| rows.saturating_mul(len.max(1)));
            return rows.saturating_mul(inner.max(own));
        }
        let fields = self.fields().unwrap_or_default();
        let inner = fields.iter().map(|field| field.dtype().values_without_bytes());
        inner.fold(0, usize::saturating_add).max(own)
    }
}
