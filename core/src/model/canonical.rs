//! Bytes to hash or sign: a label, then each field behind its length, so that no two messages share their bytes.

/// A message being built.
pub(super) struct Canonical(Vec<u8>);

impl Canonical {
    /// Begins with a label that no other kind of message has.
    pub(super) fn new(label: &str) -> Self {
        Self(format!("{label}\n").into_bytes())
    }

    /// A field: its length in 8 bytes, then itself.
    pub(super) fn bytes(self, bytes: &[u8]) -> Self {
        self.optional(Some(bytes))
    }

    /// A text.
    pub(super) fn text(self, text: &str) -> Self {
        self.bytes(text.as_bytes())
    }

    /// A number, in 8 bytes.
    pub(super) fn int(self, int: i64) -> Self {
        self.bytes(&int.to_be_bytes())
    }

    /// A field that may be absent: then with a length that cannot be.
    pub(super) fn optional<T: AsRef<[u8]> + ?Sized>(mut self, bytes: Option<&T>) -> Self {
        let bytes = bytes.map(AsRef::as_ref);
        let length = bytes.map_or(u64::MAX, |b| b.len() as u64);
        self.0.extend_from_slice(&length.to_be_bytes());
        self.0.extend_from_slice(bytes.unwrap_or_default());
        self
    }

    /// The message.
    pub(super) fn done(self) -> Vec<u8> {
        self.0
    }
}
