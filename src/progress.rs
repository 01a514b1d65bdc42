//! How far a long piece of work has come, told to whoever watches.

/// Somebody who watches. Calls come from several threads.
pub trait Progress: Sync {
    /// A new phase begins, of `total` steps where that is known.
    fn begin(&self, phase: &'static str, total: Option<u64>);
    /// A new phase begins, whose steps are bytes of a file.
    fn begin_file(&self, phase: &'static str, bytes: Option<u64>) {
        self.begin(phase, bytes);
    }
    /// The phase has come to this step.
    fn reach(&self, done: u64);
    /// One more step is done.
    fn advance(&self, steps: u64);
    /// The phase is over.
    fn end(&self);
}

/// Nobody watches.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unwatched;

impl Progress for Unwatched {
    fn begin(&self, _phase: &'static str, _total: Option<u64>) {}
    fn reach(&self, _done: u64) {}
    fn advance(&self, _steps: u64) {}
    fn end(&self) {}
}
