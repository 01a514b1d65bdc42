//! Why a row is struck through, in words fit for the wall (section 7): the clause, and nothing that accuses. Who died or is too
//! young lost no right by a sentence, and is not told beside those who did; who was taken into custody or joined an armed
//! unit reads as everybody who moves.

use super::{Event, Kind};
use crate::law::{Citation, Decision, Rule, cite};
use crate::people::{PersonFacts, VitalStatus};
use crate::roll::{Entry, Status};

/// What takes the right to vote, where the event alone (R6) does not tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RightEnds {
    Death,
    /// Declared missing by a court.
    Missing,
    /// Too young on election day, by a corrected birth date (Art. 2).
    Age,
    /// X1–X5: deprived of the right, imprisoned, without capacity (Art. 30.1, 30.5).
    Excluded,
}

impl RightEnds {
    /// What a decision against the person rests on; `None` where it takes no right of this kind.
    pub fn of(facts: &PersonFacts, decision: &Decision) -> Option<Self> {
        match decision.rule {
            Rule::E5 if facts.person.vital_status == VitalStatus::Dead => Some(Self::Death),
            Rule::E5 if facts.person.vital_status == VitalStatus::Missing => Some(Self::Missing),
            Rule::E1 => Some(Self::Age),
            Rule::X1 | Rule::X2 | Rule::X3 | Rule::X4 | Rule::X5 => Some(Self::Excluded),
            _ => None,
        }
    }
}

/// The ground of a struck row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strike {
    /// Art. 30.3: moved, and whatever must read as a move.
    Moved,
    /// Art. 30.4: released.
    Released,
    /// Art. 30.5: lost the right.
    LostRight,
    Death,
    Missing,
    /// Art. 2: not 18 on election day.
    Age,
    /// Art. 29.1: no Vietnamese national.
    Nationality,
    /// Art. 29.3: chose another place.
    Choice,
    /// Circular 21/2025, Art. 10.
    Absence,
    /// Art. 29.2: stands on one list only, where the person lives.
    Placeless,
    /// Art. 33.
    Complaint,
    /// Art. 34.
    Certificate,
    /// Circular 21/2025, Art. 4: the area is another one.
    Areas,
}

impl Strike {
    /// Every ground.
    pub const ALL: [Self; 13] = [
        Self::Moved,
        Self::Released,
        Self::LostRight,
        Self::Death,
        Self::Missing,
        Self::Age,
        Self::Nationality,
        Self::Choice,
        Self::Absence,
        Self::Placeless,
        Self::Complaint,
        Self::Certificate,
        Self::Areas,
    ];

    /// The ground that a row struck under an event has.
    pub fn of(event: Event, right_ends: Option<RightEnds>) -> Self {
        match (event, right_ends) {
            (Event::R6, Some(RightEnds::Death)) => Self::Death,
            (Event::R6, Some(RightEnds::Missing)) => Self::Missing,
            (Event::R6, Some(RightEnds::Age)) => Self::Age,
            (Event::R6, Some(RightEnds::Excluded) | None) => Self::LostRight,
            (Event::R2 | Event::R3 | Event::R5 | Event::R12 | Event::R13, _) => Self::Moved,
            (Event::R4, _) => Self::Released,
            (Event::R8, _) => Self::Certificate,
            (Event::R10 | Event::R11, _) => Self::Complaint,
            (Event::R14, _) => Self::Choice,
            (Event::R15, _) => Self::Absence,
            (Event::R17, _) => Self::Nationality,
            (Event::R20, _) => Self::Areas,
            (Event::R1 | Event::R7 | Event::R9 | Event::R16 | Event::R18 | Event::R19 | Event::R21, _) => {
                Self::Placeless
            }
        }
    }

    /// The words in the column "Ghi chú".
    pub fn remark(self) -> &'static str {
        match self {
            Self::Moved => "Xóa tên theo khoản 3 Điều 30",
            Self::Released => "Xóa tên theo khoản 4 Điều 30",
            Self::LostRight => "Xóa tên theo khoản 5 Điều 30",
            Self::Death => "Xóa tên do đã chết",
            Self::Missing => "Xóa tên do đã có tuyên bố mất tích",
            Self::Age => "Xóa tên do chưa đủ 18 tuổi theo Điều 2",
            Self::Nationality => "Xóa tên theo khoản 1 Điều 29",
            Self::Choice => "Xóa tên theo khoản 3 Điều 29",
            Self::Absence => "Xóa tên theo Điều 10 Thông tư 21/2025/TT-BNV",
            Self::Placeless => "Xóa tên theo khoản 2 Điều 29",
            Self::Complaint => "Xóa tên theo Điều 33",
            Self::Certificate => "Xóa tên theo Điều 34",
            Self::Areas => "Chuyển khu vực bỏ phiếu theo Điều 4 Thông tư 21/2025/TT-BNV",
        }
    }

    /// The ground that a struck row tells; `None` for a row that stands, and for one struck by an edition that wrote none.
    pub fn told_by(row: &Entry) -> Option<Self> {
        let told = |ground: &Self| row.remarks.iter().any(|remark| &**remark == ground.remark());
        Self::ALL.into_iter().filter(|_| row.status == Status::Struck).find(|ground| told(ground))
    }

    /// Writes the ground into a struck row, whose remarks tell no more why the person stood there. A row that tells one
    /// already keeps it: what takes an act back and makes it again is no other ground.
    pub fn write(self, row: &mut Entry) {
        if row.status == Status::Struck && Self::told_by(row).is_none() {
            row.remarks = vec![self.remark().into()];
        }
    }
}

impl Event {
    /// The articles behind the event, as closely as the facts tell.
    pub fn citations_of(self, right_ends: Option<RightEnds>) -> &'static [Citation] {
        match (self, right_ends) {
            (Self::R6, Some(RightEnds::Age)) => const { &[cite!(Election "2")] },
            (_, _) => self.citations(),
        }
    }

    /// What happened, in Vietnamese, for the official log, as closely as the facts tell.
    pub fn reason_of(self, kind: Kind, right_ends: Option<RightEnds>) -> &'static str {
        match (self, right_ends) {
            (Self::R6, Some(RightEnds::Death)) => "đã chết",
            (Self::R6, Some(RightEnds::Missing)) => "bị Tòa án tuyên bố mất tích",
            (Self::R6, Some(RightEnds::Age)) => "chưa đủ 18 tuổi tính đến ngày bầu cử, theo ngày sinh đã sửa",
            (Self::R6, Some(RightEnds::Excluded)) => {
                "không còn quyền bầu cử hoặc mất năng lực hành vi dân sự"
            }
            (_, _) => self.reason(kind),
        }
    }
}
