//! A part of a whole.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use std::ops::AddAssign;

/// A part of a whole, such as the checks that held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    pub part: u64,
    pub whole: u64,
}

impl Share {
    /// The part in ten-thousandths of the whole, cut off; `None` of nothing.
    ///
    /// ```
    /// use cutri::people::Share;
    /// assert_eq!(Share { part: 2, whole: 3 }.per_ten_thousand(), Some(6666));
    /// assert_eq!(Share { part: 0, whole: 0 }.per_ten_thousand(), None);
    /// ```
    pub fn per_ten_thousand(self) -> Option<u64> {
        let scaled = u128::from(self.part) * 10_000;
        scaled.checked_div(self.whole.into()).and_then(|share| u64::try_from(share).ok())
    }

    /// Counts one more, and whether it belongs to the part.
    pub fn count(&mut self, holds: bool) {
        self.whole += 1;
        self.part += u64::from(holds);
    }
}

impl AddAssign for Share {
    fn add_assign(&mut self, other: Self) {
        self.part += other.part;
        self.whole += other.whole;
    }
}

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut share = serializer.serialize_struct("Share", 3)?;
        share.serialize_field("part", &self.part)?;
        share.serialize_field("whole", &self.whole)?;
        share.serialize_field("per_ten_thousand", &self.per_ten_thousand())?;
        share.end()
    }
}
