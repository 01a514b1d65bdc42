//! `cutri render`.

use super::acting::{OfDatabase, Opened};
use super::progress::Bars;
use super::rendering::Rendering;
use super::{Exit, Printer, reused};
use crate::output::{PostedOptions, Wanted, render_posted};
use crate::proof::key;
use crate::render::Language;
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
    #[command(flatten)]
    pub rendering: Rendering,
    /// The key that signs the manifest
    #[arg(long, value_name = "FILE", env = "CUTRI_KEY")]
    pub key: Option<PathBuf>,
}

pub(super) async fn run(options: &Render, printer: &Printer) -> anyhow::Result<Exit> {
    let version = match options.version.trim() {
        "latest" => None,
        number => Some(number.parse().map_err(|_| anyhow::anyhow!("--version is a number, or latest"))?),
    };
    let signing = options.key.as_deref().map(key::signing_key).transpose().map_err(TaskError::from)?;
    let how = PostedOptions {
        wanted: if options.supplements { Wanted::Supplements(version) } else { Wanted::Lists(version) },
        render: options.rendering.options()?,
        key: signing.as_ref(),
    };
    let opened = Opened::to_read_with(&options.database, how.render.jobs + 2).await?;
    let language = how.render.language;
    let bars = Bars::new(language);
    let rendered = render_posted(&opened.database, &options.out, &how, &bars).await;
    opened.close(printer).await;
    let rendered = rendered.map_err(TaskError::from)?;
    let number = |count| language.number(count);
    let word = |vietnamese, english| match language {
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
    reused::tell(rendered.reused.as_ref(), language, printer);
    Ok(Exit::Done)
}
