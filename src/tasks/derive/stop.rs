//! The end of taking: communes are taken, or taking is stopped, one after the other and never in the same moment.

use std::sync::Arc;
use tokio::sync::{RwLock, RwLockReadGuard};

/// Whether workers may take communes; shared by all threads of a process.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<RwLock<bool>>);

/// Leave to take communes. While it lasts nobody stops the taking, so that what is taken under it is known when it stops.
pub(super) struct MayTake<'a> {
    _guard: RwLockReadGuard<'a, bool>,
}

impl Stop {
    /// Lets nobody take any more, once those who are taking have done so.
    pub async fn now(&self) {
        *self.0.write().await = true;
    }

    /// Whether taking was stopped, or is about to be.
    pub(super) fn is_over(&self) -> bool {
        self.may_take().is_none()
    }

    /// Leave to take, unless it was stopped or somebody waits to stop it. It never waits: whoever asks may hold rows that one
    /// who is taking wants.
    pub(super) fn may_take(&self) -> Option<MayTake<'_>> {
        let guard = self.0.try_read().ok()?;
        (!*guard).then_some(MayTake { _guard: guard })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::poll_fn;
    use std::pin::pin;
    use std::task::Poll;

    #[tokio::test]
    async fn taking_is_stopped_only_between_two_takings() {
        let stop = Stop::default();
        let taking = stop.may_take().expect("nobody stopped it");
        let mut stopping = pin!(stop.now());
        let waits = poll_fn(|context| Poll::Ready(stopping.as_mut().poll(context).is_pending())).await;
        assert!(waits, "it waits for whoever is taking");
        assert!(stop.is_over(), "and nobody else begins to");
        drop(taking);
        stopping.await;
        assert!(stop.is_over());
    }
}
