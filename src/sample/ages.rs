//! Ages, so that there are about as many people of each as in Viet Nam, and birthdays that fit them.

use super::draw::{Draw, Weighted};
use crate::people::Sex;
use chrono::{Months, NaiveDate};

/// Weights of the ages, by five years from 20 on, of the women of couples with a household of their own, and of people
/// who live alone. Chosen so that, with the children and grandparents of [`household`](super::household), the people
/// of a sample have the ages of Viet Nam in 2025: UN World Population Prospects 2019 (CC BY 3.0 IGO), scaled to the
/// total of the General Statistics Office.
const COUPLES: [u32; 16] = [8, 24, 50, 54, 44, 34, 34, 29, 25, 18, 11, 4, 4, 3, 2, 1];
const ALONE: [u32; 16] = [8, 10, 14, 14, 10, 10, 12, 12, 14, 14, 12, 8, 9, 10, 9, 4];

/// The tables that ages are drawn from, and the day on which they are reached.
pub(super) struct Ages {
    couples: Weighted<i32>,
    alone: Weighted<i32>,
    on: NaiveDate,
}

impl Ages {
    pub(super) fn new(on: NaiveDate) -> Self {
        Self { couples: from_twenty(&COUPLES), alone: from_twenty(&ALONE), on }
    }

    /// The age of the woman of a couple that has a household of its own.
    pub(super) fn of_couple(&self, draw: &mut Draw) -> i32 {
        self.couples.draw(draw) + draw.between(0, 4)
    }

    /// The age of somebody who lives alone.
    pub(super) fn of_single(&self, draw: &mut Draw) -> i32 {
        self.alone.draw(draw) + draw.between(0, 4)
    }

    /// A birthday of somebody who has completed `age` years.
    pub(super) fn birthday(&self, draw: &mut Draw, age: i32) -> NaiveDate {
        let years = Months::new(age.max(0).unsigned_abs() * 12);
        self.on - years - draw.days(365)
    }
}

/// A sex as likely as at birth: 111 boys to 100 girls.
pub(super) fn sex_at_birth(draw: &mut Draw) -> Sex {
    if draw.chance(52_600) { Sex::Male } else { Sex::Female }
}

fn from_twenty(weights: &[u32]) -> Weighted<i32> {
    let ages: Vec<(i32, u32)> = (20..).step_by(5).zip(weights.iter().copied()).collect();
    Weighted::new(&ages)
}
