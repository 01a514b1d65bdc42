//! The arguments that choose what of lists is rendered, and how.

use super::delivery::Deliver;
use super::layout::LayoutArguments;
use super::parse::{chosen, constituency, jobs};
use crate::law::PostedCopy;
use crate::output::{Format, RenderOptions};
use crate::people::ConstituencyCode;
use crate::render::Language;
use crate::render::documents::AreaPaper;
use clap::Args;
use std::num::NonZeroUsize;

/// Constituencies, kinds of files, papers and their looks.
#[derive(Debug, Args)]
pub(super) struct Rendering {
    /// Only the communes or areas of this constituency, of any level; may be repeated
    #[arg(long, value_name = "CODE", value_parser = constituency)]
    pub constituency: Vec<ConstituencyCode>,
    /// Only these kinds of files, separated by commas
    #[arg(long, value_delimiter = ',', value_name = "FORMAT")]
    pub formats: Vec<Format>,
    /// Only these printed papers of each area, separated by commas
    #[arg(long, value_delimiter = ',', value_name = "PAPER")]
    pub papers: Vec<AreaPaper>,
    /// The language of pages and words
    #[arg(long, default_value = "vi")]
    pub lang: Language,
    /// Communes worked on at once  [default: the number of cores]
    #[arg(long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
    /// What posted copies show of personal numbers  [default: the setting `posted_copy` of the election]
    #[arg(long, alias = "posted-id", value_name = "CHOICE")]
    pub posted_copy: Option<PostedCopy>,
    #[command(flatten)]
    pub layout: LayoutArguments,
    #[command(flatten)]
    pub deliver: Deliver,
}

impl Rendering {
    /// What was asked for.
    ///
    /// # Errors
    /// If the paper is too narrow for the edition, or printed documents are to be handed over and none are printed.
    pub fn options(&self) -> anyhow::Result<RenderOptions> {
        let formats = chosen(&self.formats, Format::ALL);
        Ok(RenderOptions {
            delivery: self.deliver.of(&formats)?,
            formats,
            papers: chosen(&self.papers, AreaPaper::ALL),
            language: self.lang,
            posted_copy: self.posted_copy,
            layout: self.layout.layout()?,
            constituencies: self.constituency.clone(),
            jobs: jobs(self.jobs),
        })
    }
}
