//! One paper of a posted list alone, printed to whatever is written to: byte for byte as it stands in a folder of lists.

use super::OutputError;
use super::commune;
use super::job::list_copy;
use super::papers::Papers;
use super::place::Place;
use super::source::{Posted, Source, Wanted};
use crate::law::PostedCopy;
use crate::lists::{Lists, ListsError};
use crate::people::AreaCode;
use crate::render::documents::AreaPaper;
use crate::render::pdf::{Layout, Printer};
use crate::store::Database;
use std::io::{self, Write};

/// A paper of an area's posted list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnePaper {
    pub area: AreaCode,
    /// The list as it is posted, the official list, cards and what else is printed of a list.
    pub paper: AreaPaper,
    /// `None`: the latest.
    pub version: Option<u32>,
    pub layout: Layout,
    /// What a posted copy shows of personal numbers; `None`: what the election's settings say.
    pub posted_copy: Option<PostedCopy>,
}

/// Prints one paper and tells its pages.
///
/// # Errors
/// [`ListsError::NotPosted`] if the area is not posted in the version; [`ListsError::Refused`] if there is no such version, or
/// areas of this kind, or without voters, have no such paper; another if the database fails or `out` cannot be written.
pub async fn print(
    database: &Database,
    asked: &OnePaper,
    out: &mut (dyn Write + Send),
) -> Result<u32, OutputError> {
    let not_posted = || ListsError::NotPosted { place: format!("area {}", asked.area) };
    let mut tx = database.read().await?;
    let lists = Lists::find(&mut tx, database).await?;
    let territory = &lists.basis.territory;
    let area = territory.area(&asked.area).ok_or_else(not_posted)?;
    let commune = territory.commune(&area.commune_code).ok_or_else(not_posted)?;
    let posted = Posted::find(&mut tx, &lists, Wanted::Lists(asked.version), None).await?;
    let source = Source::Posted(&posted);
    let histories = source.histories(&mut tx, &area.commune_code).await?;
    let history = histories.get(&asked.area);
    let read = commune::read(source, &mut tx, area, history).await?.ok_or_else(not_posted)?;
    tx.rollback().await?;
    let province = source.basis().territory.named_province_of(commune);
    let place = Place::new(source, &province, commune);
    let copy = list_copy(asked.posted_copy.unwrap_or(lists.basis.profile.posted_copy));
    let mut papers = Papers::of(source, &place, &read.list(area, history), read.totals, copy);
    if !papers.has(asked.paper) {
        let why = format!("area {} has no paper {} in this version", asked.area, asked.paper.as_str());
        return Err(ListsError::Refused { why }.into());
    }
    let printer = Printer::of(asked.layout).map_err(OutputError::pdf(&asked.area))?;
    if asked.paper == AreaPaper::Cover {
        // A cover counts the pages of what lies in the folder.
        for inside in AreaPaper::ALL.into_iter().filter(|paper| *paper != AreaPaper::Cover) {
            if papers.has(inside) {
                papers.print(&printer, inside, io::sink())?;
            }
        }
    }
    papers.print(&printer, asked.paper, out)
}
