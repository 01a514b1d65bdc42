//! `cutri db init`.

use super::acting::tell_unfolded;
use super::parse::database;
use super::{Exit, Printer};
use crate::tasks::database::{Form, InitOptions, Ready, Rights, init};
use clap::{Args, Subcommand};

/// What is done with a database as a whole.
#[derive(Debug, Subcommand)]
pub(super) enum DbCommand {
    /// Make a database ready as its owner: tables, rights of roles, distribution by commune
    Init(Init),
}

#[derive(Debug, Args)]
#[command(
    after_help = "On PostgreSQL the owner of the database runs this once, and again after every new version \
                        of cutri:\n  cutri db init --db postgres://owner@host/rolls --writer office --reader web\n\n\
                        A password is better kept out of the address: PGPASSWORD, PGPASSFILE (~/.pgpass), or \
                        CUTRI_DB_PASSWORD_FILE, a file that holds only the password."
)]
pub(super) struct Init {
    /// The database: postgres://user@host/database, or a file
    #[arg(long, value_name = "URL", env = "CUTRI_DB", hide_env_values = true)]
    db: String,
    /// A role of the server that may load, derive, post and change; may be given again
    #[arg(long, value_name = "ROLE")]
    writer: Vec<String>,
    /// A role of the server that may read; may be given again
    #[arg(long, value_name = "ROLE")]
    reader: Vec<String>,
    /// Distribute the tables by commune where the server has Citus; give them that form where it has not
    #[arg(long)]
    distributed: bool,
}

pub(super) async fn run(command: &DbCommand, printer: &Printer) -> anyhow::Result<Exit> {
    let DbCommand::Init(options) = command;
    let url = database(&options.db)?;
    let wanted = InitOptions {
        writers: options.writer.clone(),
        readers: options.reader.clone(),
        distributed: options.distributed,
    };
    let ready = init(&url, &wanted).await?;
    tell_unfolded(ready.unfolded.as_ref(), printer);
    printer.words(&text(&ready))?;
    if ready.form == Form::Distributable {
        printer.say(
            "chưa phân tán: máy chủ không có phần mở rộng Citus; các bảng đã có dạng để phân tán sau\n\
             not distributed: the server has no Citus extension; the tables have the form to be distributed later",
        );
    }
    Ok(Exit::Done)
}

/// What is there now, a line a fact.
fn text(ready: &Ready) -> String {
    let mut lines = vec![("database", ready.place.clone()), ("schema", ready.schema.to_string())];
    lines.extend(ready.server.as_ref().map(|version| ("server", format!("PostgreSQL {version}"))));
    let form = match ready.form {
        Form::Single => "single",
        Form::Distributable => "distributed form, on one server",
        Form::Citus => "distributed by commune (Citus)",
    };
    lines.push(("tables", form.to_owned()));
    for (role, rights) in &ready.roles {
        let name = match rights {
            Rights::Owner => "owner",
            Rights::Writer => "writer",
            Rights::Reader => "reader",
        };
        lines.push((name, role.clone()));
    }
    lines.iter().map(|(name, value)| format!("{name:<10}{value}\n")).collect()
}
