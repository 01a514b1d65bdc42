//! Waiting for a database that is away: its server restarts, the line is cut, somebody else is in the way.

use super::TaskError;
use std::time::Duration;

/// The first pause; each further one is twice as long, up to the longest.
const FIRST: Duration = Duration::from_millis(200);
const LONGEST: Duration = Duration::from_secs(10);
/// All pauses together: longer than a server's restart with recovery, shorter than a night.
const PATIENCE: Duration = Duration::from_secs(300);

/// The pauses between tries of something that may be tried again as a whole.
#[derive(Debug, Clone)]
pub struct Patience {
    next: Duration,
    left: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self::of(PATIENCE)
    }
}

impl Patience {
    /// Pauses of this length together.
    pub fn of(whole: Duration) -> Self {
        Self { next: FIRST, left: whole }
    }

    /// Waits before another try, and tells so in the log.
    ///
    /// # Errors
    /// The error itself, if another try cannot help, or patience is at its end.
    pub async fn pause(&mut self, error: TaskError) -> Result<(), TaskError> {
        if !error.is_transient() || self.left.is_zero() {
            return Err(error);
        }
        let pause = self.next.min(self.left);
        tracing::warn!("{error}; trying again in {:.1} s", pause.as_secs_f64());
        tokio::time::sleep(pause).await;
        self.left -= pause;
        self.next = (self.next * 2).min(LONGEST);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::StoreError;

    fn away() -> TaskError {
        StoreError::Unreachable { place: "postgres://db".to_owned(), detail: "closed".to_owned() }.into()
    }

    #[tokio::test]
    async fn pauses_double_until_patience_ends() {
        let mut patience = Patience::of(FIRST * 4);
        let mut left = Vec::new();
        while patience.pause(away()).await.is_ok() {
            left.push(patience.left.as_millis());
        }
        // Of 800 ms the pauses take 200, 400 and what is left.
        assert_eq!(left, [600, 200, 0]);
    }

    #[tokio::test]
    async fn what_another_try_cannot_help_is_told_at_once() {
        let error = StoreError::Full { place: "db".to_owned(), detail: "no space".to_owned() };
        assert!(Patience::default().pause(error.into()).await.is_err());
    }
}
