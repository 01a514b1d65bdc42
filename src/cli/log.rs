//! What is logged beside what is said: off but for warnings, unless `CUTRI_LOG` asks for more.

use clap::ValueEnum;
use std::io::IsTerminal;
use tracing_subscriber::EnvFilter;

/// How a line of the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line, for programs that gather logs.
    Json,
}

/// Begins the log of this process, on standard error.
pub(super) fn begin(format: LogFormat) {
    let filter = EnvFilter::try_from_env("CUTRI_LOG").unwrap_or_else(|_| EnvFilter::new("error,cutri=warn"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match format {
        LogFormat::Text => log.with_ansi(std::io::stderr().is_terminal()).init(),
        LogFormat::Json => log.json().init(),
    }
}
