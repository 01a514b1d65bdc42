//! Trying again when a database is away or busy, as a server is that restarts in the middle of a run.
//!
//! Only a whole transaction can be tried again, and only one that does the same when it is run twice: a connection that
//! is lost while a transaction commits does not tell whether it did.

use super::StoreError;
use std::fmt::Display;
use std::time::Duration;

/// An error that may be gone when the same is tried a little later.
pub trait MayPass {
    /// Whether it may.
    fn may_pass(&self) -> bool;
}

impl MayPass for StoreError {
    fn may_pass(&self) -> bool {
        self.is_transient()
    }
}

/// How long to go on trying, and with what pauses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// The first pause. Each after it is twice as long.
    pub first: Duration,
    /// The longest pause.
    pub longest: Duration,
    /// How long the pauses may be altogether.
    pub altogether: Duration,
}

impl Default for Patience {
    /// Long enough for a server to restart or to be replaced by its standby.
    fn default() -> Self {
        Self {
            first: Duration::from_millis(200),
            longest: Duration::from_secs(10),
            altogether: Duration::from_secs(300),
        }
    }
}

impl Patience {
    /// The pause after a number of failures, 1, 2, …: `chance`, of all that a byte can be, takes up to half of it away,
    /// so that many workers do not come back in the same moment.
    ///
    /// ```
    /// use cutri::store::Patience;
    /// let patience = Patience::default();
    /// let pauses: Vec<u128> = (1..=8).map(|failures| patience.pause(failures, 0).as_millis()).collect();
    /// assert_eq!(pauses, [200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000]);
    /// assert!(patience.pause(1, u8::MAX).as_millis() >= 100);
    /// ```
    pub fn pause(&self, failures: u32, chance: u8) -> Duration {
        let doubled = self.first.saturating_mul(1_u32.checked_shl(failures.max(1) - 1).unwrap_or(u32::MAX));
        let pause = doubled.min(self.longest);
        pause - pause * u32::from(chance) / 512
    }
}

/// Runs `attempt`, a whole transaction that does the same when it is run twice, until it succeeds, fails for good, or
/// patience ends. The log hears of every pause before it begins.
///
/// # Errors
/// What the last attempt said.
pub async fn patiently<T, E, Attempt>(
    patience: Patience,
    mut attempt: impl FnMut() -> Attempt,
) -> Result<T, E>
where
    E: MayPass + Display,
    Attempt: Future<Output = Result<T, E>>,
{
    let mut failures = 0;
    let mut waited = Duration::ZERO;
    loop {
        let error = match attempt().await {
            Err(error) if error.may_pass() => error,
            ended => return ended,
        };
        failures += 1;
        let pause = patience.pause(failures, chance());
        if waited + pause > patience.altogether {
            return Err(error);
        }
        let milliseconds = u64::try_from(pause.as_millis()).unwrap_or(u64::MAX);
        tracing::warn!(%error, failures, milliseconds, "the database is away or busy, trying again");
        tokio::time::sleep(pause).await;
        waited += pause;
    }
}

/// Any byte; it decides only how long a pause is.
fn chance() -> u8 {
    let mut byte = [0];
    // Without a source of chance all pauses are whole, which is no harm.
    let _ = getrandom::fill(&mut byte);
    byte[0]
}
