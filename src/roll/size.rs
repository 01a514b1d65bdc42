//! The sizes of areas (Art. 11): T1.

use super::tally::Tally;
use crate::law::RuleProfile;
use crate::people::AreaCode;
use crate::territory::{Area, AreaKind, Territory, troubles};

troubles! {
    /// What is wrong with the size of an area.
    SizeTrouble {
        /// More voters than the law allows: an error.
        TooLarge = "area_too_large" Error
            "Khu vực bỏ phiếu vượt số cử tri tối đa của Điều 11; chia thành nhiều khu vực." /
            "The area has more voters than Art. 11 allows; split it.",
        /// Fewer than the law asks, and no reason is recorded: a warning.
        TooSmall = "area_too_small" Warning
            "Khu vực bỏ phiếu dưới số cử tri tối thiểu của Điều 11 mà không ghi lý do; ghi small_reason hoặc gộp khu vực." /
            "The area has fewer voters than Art. 11 asks and no reason is recorded; record small_reason or join areas.",
        /// A separate care area with fewer voters than it needs: a warning.
        CareTooSmall = "care_area_too_small" Warning
            "Khu vực riêng của cơ sở chăm sóc chưa đủ số cử tri của Điều 11." /
            "A separate care area has fewer voters than Art. 11 asks.",
        /// The area of an organisation with fewer voters than it needs: a warning.
        OrganisationTooSmall = "organisation_area_too_small" Warning
            "Khu vực riêng của tổ chức, đơn vị chưa đủ số cử tri như cơ sở chăm sóc ở Điều 11." /
            "The area of an organisation has fewer voters than Art. 11 asks of care homes.",
        /// Nobody votes there: a warning.
        Empty = "area_without_voters" Warning
            "Khu vực bỏ phiếu không có cử tri; kiểm tra area_parts." /
            "Nobody votes in the area; check area_parts.",
    }
}

/// Judges the size of one area with this many standing voters.
pub fn judge(area: &Area, voters: u64, profile: &RuleProfile) -> Option<SizeTrouble> {
    if voters > u64::from(profile.area_voters_max) {
        return Some(SizeTrouble::TooLarge);
    }
    if voters == 0 {
        return Some(SizeTrouble::Empty);
    }
    let separate = u64::from(profile.care_area_voters_min);
    match area.kind {
        AreaKind::Care if voters < separate => Some(SizeTrouble::CareTooSmall),
        AreaKind::Organisation if voters < separate => Some(SizeTrouble::OrganisationTooSmall),
        AreaKind::Residential
            if voters < u64::from(profile.area_voters_min) && area.small_reason.is_none() =>
        {
            Some(SizeTrouble::TooSmall)
        }
        AreaKind::Residential
        | AreaKind::Military
        | AreaKind::Care
        | AreaKind::Custody
        | AreaKind::Organisation => None,
    }
}

/// Every area whose size is wrong, in the order of codes, with its number of voters.
pub fn check(
    territory: &Territory,
    tally: &Tally,
    profile: &RuleProfile,
) -> Vec<(AreaCode, SizeTrouble, u64)> {
    let judged = territory.areas().filter_map(|area| {
        let voters = tally.areas.get(&area.area_code).map_or(0, |counted| counted.totals.voters.total);
        judge(area, voters, profile).map(|trouble| (area.area_code.clone(), trouble, voters))
    });
    judged.collect()
}
