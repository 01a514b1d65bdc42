//! `cutri render`.

use super::acting::Opened;
use super::listing::{OfDatabase, Render};
use super::parse::chosen;
use super::progress::Bars;
use super::{Exit, Printer, reused};
use crate::output::{Format, PostedOptions, RenderOptions, Wanted, render_posted};
use crate::render::Language;
use crate::render::documents::AreaPaper;
use crate::tasks::{TaskError, key};

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
