//! People looked up by many at once: where does this person stand?

use crate::BenchError;
use cutri::store::{Database, DatabaseUrl, roll, standing};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Look-ups of one kind, with the times they took.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Lookups {
    /// Connections, each looking up one person after another.
    pub connections: u64,
    /// Look-ups a second that all together ask for; `None`: each asks again as soon as it is answered.
    pub asked_a_second: Option<u64>,
    /// How many there were, and in how many seconds.
    pub lookups: u64,
    pub seconds: f64,
    /// Milliseconds: half, 99 of a hundred and all were answered within.
    pub median: f64,
    pub p99: f64,
    pub slowest: f64,
}

/// How people are looked up.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asking {
    pub connections: u64,
    pub asked_a_second: Option<u64>,
    pub lasting: Duration,
}

/// Looks people up in the latest roll: the rows of each, or else why there is none, in a statement each.
pub(crate) async fn look_up(
    url: &DatabaseUrl,
    persons: &Arc<Vec<String>>,
    asking: Asking,
) -> Result<Lookups, BenchError> {
    let Asking { connections, asked_a_second, lasting } = asking;
    let pool = u32::try_from(connections).unwrap_or(u32::MAX);
    let database = Arc::new(Database::open_to_read(url, pool).await?);
    let mut tx = database.read().await?;
    let roll_id = roll::latest(&mut tx).await?.map(|roll| roll.roll_id).unwrap_or_default();
    tx.rollback().await?;
    let roll_id: Arc<str> = roll_id.into();
    // Every connection is open before the first look-up counts.
    let mut opened = Vec::new();
    for _ in 0..connections {
        opened.push(database.read().await?);
    }
    for tx in opened {
        tx.rollback().await?;
    }
    let begun = Instant::now();
    let pause = asked_a_second.map(|rate| Duration::from_secs_f64(connections as f64 / rate.max(1) as f64));
    let asker = |at: u64| {
        let (database, persons, roll_id) = (database.clone(), persons.clone(), roll_id.clone());
        tokio::spawn(async move {
            let mut times = Vec::new();
            let start = pause.map_or(Duration::ZERO, |pause| pause.mul_f64(at as f64 / connections as f64));
            let mut turn = begun + start;
            let step = connections as usize;
            for person in persons.iter().cycle().skip(at as usize).step_by(step) {
                let mut asked = Instant::now();
                if let Some(pause) = pause {
                    // One that had to wait for the one before is counted from when it was due.
                    let is_late = turn < asked;
                    tokio::time::sleep_until(turn.into()).await;
                    asked = if is_late { turn } else { Instant::now() };
                    turn += pause;
                }
                if begun.elapsed() >= lasting {
                    break;
                }
                standing::find(&database, &roll_id, person).await?;
                times.push(asked.elapsed().as_secs_f64() * 1e3);
            }
            Ok::<Vec<f64>, BenchError>(times)
        })
    };
    let askers: Vec<_> = (0..connections).map(asker).collect();
    let mut times = Vec::new();
    for asker in askers {
        times.extend(asker.await.expect("a look-up does not panic")?);
    }
    let seconds = begun.elapsed().as_secs_f64();
    if let Some(database) = Arc::into_inner(database) {
        database.close().await?;
    }
    Ok(summed(connections, asked_a_second, times, seconds))
}

fn summed(connections: u64, asked_a_second: Option<u64>, mut times: Vec<f64>, seconds: f64) -> Lookups {
    times.sort_by(f64::total_cmp);
    let at = |share: f64| {
        let last = times.len().saturating_sub(1);
        times.get((last as f64 * share).ceil() as usize).copied().unwrap_or_default()
    };
    Lookups {
        connections,
        asked_a_second,
        lookups: times.len() as u64,
        seconds,
        median: at(0.5),
        p99: at(0.99),
        slowest: at(1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_look_ups_are_counted_from_the_fastest() {
        let times: Vec<f64> = (0..=100).rev().map(f64::from).collect();
        let found = summed(4, None, times, 2.0);
        assert_eq!((found.lookups, found.median, found.p99, found.slowest), (101, 50.0, 99.0, 100.0));
        assert_eq!(summed(4, None, Vec::new(), 1.0).slowest, 0.0);
    }
}
