//! The supplementary list (*danh sách cử tri bổ sung, thay đổi*) of an area and version.

use super::list::row;
use super::{AreaPlace, ListVersion, SectionCounts, day_in_words, lower_first};
use crate::changes::{Section, Supplement, SupplementRow};
use crate::render::Language;
use crate::render::pdf::{
    ListCopy, SupplementChange, SupplementDocument, SupplementSection, in_figures, in_words,
};
use crate::render::words::{Words, ground};
use crate::territory::{Level, Levels};
use std::borrow::Cow;

/// The supplementary list as a document; `None` where nothing changed. Version, digest and date are the supplement's.
pub fn supplement<'a>(
    place: &AreaPlace<'a>,
    supplement: &'a Supplement,
    copy: ListCopy,
) -> Option<SupplementDocument<'a>> {
    if supplement.rows.is_empty() {
        return None;
    }
    let version = ListVersion::of(supplement);
    let area = place.title();
    let posted = place.election.posted_on;
    let about = format!(
        "Kèm theo danh sách cử tri niêm yết {}; bổ sung, thay đổi lần {}, {}",
        day_in_words(posted),
        supplement.issue.occasion,
        day_in_words(version.dated)
    );
    Some(SupplementDocument {
        form: &place.forms().list,
        copy,
        title: format!("Danh sách cử tri bổ sung, thay đổi {}", lower_first(&area)).into(),
        date: version.dated,
        committee: place.committee(),
        election: place.election(),
        area: area.into(),
        about: about.into(),
        version: version.words().into(),
        qr: version.qr(place).into(),
        levels: place.columns(),
        sections: sections(supplement),
        sums: Section::ALL
            .iter()
            .map(|section| sum(supplement, *section, place.levels))
            .chain([after(supplement)])
            .collect(),
        signature: super::list::signature(place, place.signature_of(version.dated)),
    })
}

fn sections(supplement: &Supplement) -> Vec<SupplementSection<'_>> {
    let words = Words(Language::Vietnamese);
    let section = |section: &Section| SupplementSection {
        heading: words.section_numbered(*section).into(),
        changes: supplement.section(*section).map(change).collect(),
    };
    Section::ALL.iter().map(section).filter(|section| !section.changes.is_empty()).collect()
}

fn change(changed: &SupplementRow) -> SupplementChange<'_> {
    let shows_before = changed.section == Section::Corrections;
    SupplementChange {
        before: changed.before.as_ref().filter(|_| shows_before).map(row),
        after: row(&changed.after),
        ground: ground(changed, Language::Vietnamese).into(),
    }
}

/// How many one part holds, in figures and words; of additions and removals the ballots too.
fn sum<'d>(supplement: &Supplement, section: Section, levels: Levels) -> Cow<'d, str> {
    let heading = Words(Language::Vietnamese).section_numbered(section);
    let counts = SectionCounts::of(supplement, section);
    let persons = counts.persons;
    if persons.total == 0 {
        return format!("{heading}: không có.").into();
    }
    let sexes = format!("nam {}, nữ {}", in_figures(persons.male), in_figures(persons.female));
    let all = format!(
        "{heading}: {} người ({} người); {sexes}",
        in_figures(persons.total),
        in_words(persons.total)
    );
    match section {
        Section::Additions | Section::Removals => {
            let ballot = |level: Level| format!("{} {}", body(level), in_figures(counts.ballot(level)));
            let ballots: Vec<String> = levels.iter().map(ballot).collect();
            format!("{all}; bầu cử đại biểu: {}.", ballots.join(", ")).into()
        }
        Section::Corrections | Section::Marks => format!("{all}.").into(),
    }
}

/// What the list adds up to since.
fn after<'d>(supplement: &Supplement) -> Cow<'d, str> {
    let voters = supplement.issue.totals.voters;
    format!(
        "Tổng số cử tri sau khi thay đổi: {} người ({} người), trong đó nam {}, nữ {}.",
        in_figures(voters.total),
        in_words(voters.total),
        in_figures(voters.male),
        in_figures(voters.female)
    )
    .into()
}

fn body(level: Level) -> &'static str {
    match level {
        Level::National => "Quốc hội",
        Level::Provincial => "Hội đồng nhân dân cấp tỉnh",
        Level::Communal => "Hội đồng nhân dân cấp xã",
    }
}
