//! What is remembered beside an open database from one transaction to the next: one value of each type, whose owner knows
//! when it is out of date.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

type Value = Arc<dyn Any + Send + Sync>;

#[derive(Default)]
pub(super) struct Memory(Mutex<HashMap<TypeId, Value>>);

impl Memory {
    /// The value of a type, empty at first.
    pub fn of<T: Default + Send + Sync + 'static>(&self) -> Arc<T> {
        let mut values = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let value = values.entry(TypeId::of::<T>()).or_insert_with(|| Arc::new(T::default())).clone();
        value.downcast::<T>().unwrap_or_default()
    }
}

/// Tells nothing of what is remembered.
impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Memory")
    }
}
