//! People who act in tests.

use chrono::NaiveDateTime;
use cutri::lists::{Actor, Channel, Jurisdiction, When};
use cutri::roll::chain::SigningKey;

/// Somebody who acts at a moment, for the nation.
pub fn somebody(name: &str, at: NaiveDateTime) -> Actor {
    Actor {
        account: None,
        name: name.to_owned(),
        place: Jurisdiction::Nation,
        channel: Channel::CommandLine,
        when: When::Told { at, recorded: at },
        key: None,
    }
}

/// The same with a key.
pub fn signatory(name: &str, at: NaiveDateTime, key: Option<SigningKey>) -> Actor {
    Actor { key, ..somebody(name, at) }
}
