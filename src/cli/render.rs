//! `cutri render`.

use super::acting::{OfDatabase, Opened};
use super::delivery::Deliver;
use super::layout::LayoutArguments;
use super::parse::{chosen, constituency};
use super::progress::Bars;
use super::{Exit, Printer, reused};
use crate::law::PostedCopy;
use crate::output::{Format, PostedOptions, RenderOptions, Wanted, render_posted};
use crate::people::ConstituencyCode;
use crate::proof::key;
use crate::render::Language;
use crate::render::documents::AreaPaper;
use crate::tasks::TaskError;
use clap::Args;
use std::path::PathBuf;

/// `render`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cutri render --db rolls/cutri.db --out posted\n  cutri render --db rolls/cutri.db --version 3 \
                  --supplements --out supplements-3 --formats pdf,csv\n\nWith --supplements only the areas are printed that the \
                  version changed: their supplementary lists, the cards of those added, the cards to take back, and the lists \
                  as they are now."
)]
pub(super) struct Render {
    #[command(flatten)]
    pub database: OfDatabase,
    /// The output folder: new, empty, or an output of the same roll, of which areas that are the same are kept
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// The version: a number, or latest
    #[arg(long, default_value = "latest", value_name = "N")]
    pub version: String,
    /// Only what the version changed
    #[arg(long)]
    pub supplements: bool,
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
    pub jobs: Option<std::num::NonZeroUsize>,
    /// What posted copies show of personal numbers  [default: the setting `posted_copy` of the election]
    #[arg(long, alias = "posted-id", value_name = "CHOICE")]
    pub posted_copy: Option<PostedCopy>,
    #[command(flatten)]
    pub layout: LayoutArguments,
    #[command(flatten)]
    pub deliver: Deliver,
    /// The key that signs the manifest
    #[arg(long, value_name = "FILE", env = "CUTRI_KEY")]
    pub key: Option<PathBuf>,
}

pub(super) async fn run(options: &Render, printer: &Printer) -> anyhow::Result<Exit> {
    let version = match options.version.trim() {
        "latest" => None,
        number => Some(number.parse().map_err(|_| anyhow::anyhow!("--version is a number, or latest"))?),
    };
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    let jobs = options.jobs.map_or_else(cores, usize::from);
    let signing = options.key.as_deref().map(key::signing_key).transpose().map_err(TaskError::from)?;
    let formats = chosen(&options.formats, Format::ALL);
    let papers = chosen(&options.papers, AreaPaper::ALL);
    let delivery = options.deliver.of(&formats)?;
    let how = PostedOptions {
        wanted: if options.supplements { Wanted::Supplements(version) } else { Wanted::Lists(version) },
        render: RenderOptions {
            formats,
            papers,
            language: options.lang,
            posted_copy: options.posted_copy,
            layout: options.layout.layout()?,
            delivery,
            constituencies: options.constituency.clone(),
            jobs,
        },
        key: signing.as_ref(),
    };
    let of = OfDatabase { db: options.database.db.clone() };
    let opened = Opened::to_read_with(&of, jobs + 2).await?;
    let bars = Bars::new(options.lang);
    let rendered = render_posted(&opened.database, &options.out, &how, &bars).await;
    opened.close(printer).await;
    let rendered = rendered.map_err(TaskError::from)?;
    let number = |count| options.lang.number(count);
    let word = |vietnamese, english| match options.lang {
        Language::Vietnamese => vietnamese,
        Language::English => english,
    };
    printer.say(&format!(
        "{} {}: {} {}, {} {}, {} {} {}",
        word("phiên bản", "version"),
        rendered.version,
        number(rendered.areas),
        word("khu vực", "areas"),
        number(rendered.pages),
        word("trang in", "pages"),
        number(rendered.files),
        word("tệp trong", "files in"),
        options.out.display(),
    ));
    reused::tell_former(&rendered.former, printer);
    reused::tell(rendered.reused.as_ref(), options.lang, printer);
    Ok(Exit::Done)
}
