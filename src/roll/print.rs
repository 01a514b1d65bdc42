//! The words a row prints: residences, occupation, remarks.

use crate::law::{Decision, FactTable, Rule};
use crate::people::{CommuneCode, PartialDate, PersonFacts, Residence, ResidenceKind, StayKind};
use crate::territory::Territory;
use chrono::{Datelike, NaiveDate};

/// The occupation of every serviceman on every list (section 7): no unit's name is printed.
const ARMED_FORCES: &str = "lực lượng vũ trang";

/// Whether the decision is that of a serviceman.
pub(super) fn is_serviceman(decision: &Decision) -> bool {
    let of_service = |rule: &Rule| matches!(rule, Rule::P2 | Rule::P3);
    of_service(&decision.rule) || decision.also.iter().any(of_service)
}

/// The occupation as printed.
pub(super) fn occupation(facts: &PersonFacts, decision: &Decision) -> Option<Box<str>> {
    if is_serviceman(decision) { Some(ARMED_FORCES.into()) } else { facts.person.occupation.clone() }
}

/// The name of a commune; its code where the extract does not hold it.
fn commune_name(territory: &Territory, code: &CommuneCode) -> String {
    territory.current_commune(code).map_or_else(|| code.to_string(), |commune| commune.name.clone())
}

/// A serviceman's residence: the commune's name and nothing else.
pub(super) fn commune_only(territory: &Territory, code: &CommuneCode) -> Box<str> {
    commune_name(territory, code).into()
}

/// House, hamlet, and the commune and province where they are not the list's own.
pub(super) fn address(territory: &Territory, residence: &Residence, list_commune: &CommuneCode) -> Box<str> {
    let hamlet =
        residence.hamlet_code.as_ref().and_then(|code| territory.hamlet(code)).map(|hamlet| &*hamlet.name);
    let mut parts: Vec<&str> = residence.address.as_deref().into_iter().chain(hamlet).collect();
    let commune = territory.current_commune(&residence.commune_code);
    let is_own = commune.is_some_and(|commune| &commune.commune_code == list_commune);
    let elsewhere = commune_name(territory, &residence.commune_code);
    if !is_own || parts.is_empty() {
        parts.push(&elsewhere);
    }
    let province = commune.map(|commune| &commune.province_code);
    let list_province = territory.commune(list_commune).map(|commune| &commune.province_code);
    if !is_own && let Some(province) = province.filter(|code| list_province != Some(code)) {
        parts.extend(territory.province(province).map(|province| &*province.name));
    }
    parts.join(", ").into()
}

/// The residences among the facts a decision rests on, of one of these kinds.
pub(super) fn decisive_residence<'a>(
    facts: &'a PersonFacts,
    decision: &Decision,
    kinds: &[ResidenceKind],
) -> Option<&'a Residence> {
    let of_table = decision.facts.iter().filter(|fact| fact.table == FactTable::Residences);
    let mut rows = of_table.filter_map(|fact| facts.residences.get(fact.row - 1));
    rows.find(|residence| kinds.contains(&residence.kind))
}

/// The remarks of a standing row, fit for posting where the area's list is posted.
pub(super) fn remarks(facts: &PersonFacts, decision: &Decision, election_day: NaiveDate) -> Vec<Box<str>> {
    let mut remarks: Vec<Box<str>> = Vec::new();
    if decision.rule == Rule::R8 {
        remarks.push("Bỏ phiếu theo Giấy chứng nhận cử tri".into());
        return remarks;
    }
    if let Some(since) = decision.temporary_since {
        remarks.push(format!("Tạm trú từ {}", since_words(since, election_day)).into());
    }
    if decision.rule == Rule::P1 {
        let stay = decision.facts.iter().find(|fact| fact.table == FactTable::Stays);
        remarks.extend(
            stay.and_then(|fact| facts.stays.get(fact.row - 1)).and_then(|stay| custody_remark(stay.kind)),
        );
    }
    remarks
}

/// The date a temporary residence began; of years before the election's, the year only.
fn since_words(since: PartialDate, election_day: NaiveDate) -> String {
    if since.year() < election_day.year() { format!("năm {:04}", since.year()) } else { since.printed() }
}

/// The words of the facility's own list (section 7).
fn custody_remark(kind: StayKind) -> Option<Box<str>> {
    match kind {
        StayKind::Detention => Some("Người đang bị tạm giam".into()),
        StayKind::TemporaryCustody => Some("Người đang bị tạm giữ".into()),
        StayKind::CompulsoryEducation => Some("Người đang chấp hành biện pháp giáo dục bắt buộc".into()),
        StayKind::CompulsoryRehabilitation => {
            Some("Người đang chấp hành biện pháp cai nghiện bắt buộc".into())
        }
        StayKind::Military | StayKind::Care | StayKind::Organisation => None,
    }
}
