//! Records on their way to a sorter.

/// Keys and payloads, end to end, in the order in which they were pushed.
#[derive(Debug, Clone, Default)]
pub struct Records {
    bytes: Vec<u8>,
    /// Where each key and each payload ends.
    ends: Vec<(usize, usize)>,
}

impl Records {
    /// No records yet, with room for so many bytes of them.
    pub fn with_capacity(bytes: usize) -> Self {
        Self { bytes: Vec::with_capacity(bytes), ends: Vec::new() }
    }

    /// Adds a record behind the others.
    pub fn push(&mut self, key: &[u8], payload: &[u8]) {
        self.bytes.extend_from_slice(key);
        let end = self.bytes.len();
        self.bytes.extend_from_slice(payload);
        self.ends.push((end, self.bytes.len()));
    }

    /// How many bytes the records hold.
    pub fn size(&self) -> usize {
        self.bytes.len()
    }

    /// Key and payload of each record.
    pub fn iter(&self) -> impl Iterator<Item = (&[u8], &[u8])> {
        let mut start = 0;
        self.ends.iter().map(move |(key, end)| {
            let record = (&self.bytes[start..*key], &self.bytes[*key..*end]);
            start = *end;
            record
        })
    }
}
