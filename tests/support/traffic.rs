//! What a piece of work reads from the database and writes into it: rows by statement, as the store tells them to whoever
//! listens.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock};
use tracing::field::{Field, Visit};
use tracing::instrument::WithSubscriber;
use tracing::span::{Attributes, Id, Record};
use tracing::{Dispatch, Event, Metadata, Subscriber};

/// What one statement did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Moved {
    /// How often it ran.
    pub times: u64,
    pub read: u64,
    pub wrote: u64,
}

/// What all statements did, by name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Traffic(pub BTreeMap<String, Moved>);

impl Traffic {
    /// Does some work, and gives what it read and wrote.
    pub async fn of<T>(work: impl Future<Output = T>) -> (T, Traffic) {
        // Where nobody else listens, a place that tells may be taken for one that nobody asks: this listener never goes.
        static KEPT: OnceLock<Dispatch> = OnceLock::new();
        KEPT.get_or_init(|| Dispatch::new(Listener(Arc::default())));
        let moved = Arc::new(Mutex::new(Traffic::default()));
        let done = work.with_subscriber(Listener(moved.clone())).await;
        let traffic = moved.lock().expect("nobody died while counting").clone();
        (done, traffic)
    }

    /// The statements of which `other` ran more, or moved more rows.
    pub fn grown(&self, other: &Traffic) -> BTreeMap<String, (Moved, Moved)> {
        let more = other.0.iter().filter_map(|(name, then)| {
            let now = self.0.get(name).copied().unwrap_or_default();
            let grew = then.times > now.times || then.read > now.read || then.wrote > now.wrote;
            grew.then(|| (name.clone(), (now, *then)))
        });
        more.collect()
    }

    /// How often a statement ran.
    pub fn times(&self, name: &str) -> u64 {
        self.0.get(name).map_or(0, |moved| moved.times)
    }
}

struct Listener(Arc<Mutex<Traffic>>);

impl Subscriber for Listener {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "cutri::store::traffic"
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut told = Told::default();
        event.record(&mut told);
        let mut traffic = self.0.lock().expect("nobody died while counting");
        let moved = traffic.0.entry(told.statement).or_default();
        moved.times += 1;
        moved.read += told.read;
        moved.wrote += told.wrote;
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[derive(Default)]
struct Told {
    statement: String,
    read: u64,
    wrote: u64,
}

impl Visit for Told {
    fn record_u64(&mut self, field: &Field, value: u64) {
        match field.name() {
            "read" => self.read = value,
            "wrote" => self.wrote = value,
            _ => {}
        }
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "statement" {
            value.clone_into(&mut self.statement);
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn fmt::Debug) {}
}
