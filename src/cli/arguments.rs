//! The arguments and the help that teaches them.

use super::log::LogFormat;
use super::{
    approve, audit, books, certificate, changes, check, clock, complaint, completions, db, derive, diff,
    event, explain, find, generate, import, key, load, post, prove, render, review, sample, status, transfer,
    undo, update, verify, waiting,
};
use crate::files::Umask;
use clap::{Parser, Subcommand};

/// cutri derives the voter rolls of Vietnam's elections from the population database, proves every line of them, and
/// prints them.
#[derive(Debug, Parser)]
#[command(
    version,
    arg_required_else_help = true,
    after_help = "A first run:\n  cutri check samples/xuan-hoa                      what the extract holds, and what is odd\n  \
                  cutri generate samples/xuan-hoa --out rolls       rolls, lists, cards, summaries\n  \
                  cutri explain 098085000382 --db rolls/cutri.db    why somebody is or is not on a list\n  \
                  cutri verify rolls                                every file and every sum again\n\n\
                  Exit codes: 0 done · 1 done, with findings · 2 usage, configuration or extract · 3 refused · \
                  4 database, disk or network"
)]
pub struct Arguments {
    /// What others may not do with the files that are made, as in umask: 022 lets them read  [default: 077]
    #[arg(long, global = true, value_name = "OCTAL")]
    pub(super) umask: Option<Umask>,
    /// How the log on standard error is written; what is logged is named by CUTRI_LOG, such as info or cutri=debug
    #[arg(long, global = true, value_name = "FORMAT", default_value = "text", hide_default_value = true)]
    pub(super) log: LogFormat,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Derive the rolls of an extract and print everything
    Generate(generate::Generate),
    /// Read an extract into a database, as one snapshot
    Load(load::Load),
    /// Derive the rolls of the latest snapshot in a database, or share the work of doing so
    Derive(derive::Derive),
    /// Tell how far derivations are, who works on them, and how long it will take
    Status(status::Status),
    /// Read an extract and tell what was rejected, what is odd and how good the data are; write nothing
    Check(check::Check),
    /// Take an office's own workbooks into the folder of an extract, with a report of every row
    #[command(visible_alias = "nhap")]
    Import(import::Import),
    /// Write the workbook that an office may fill: Vietnamese headings, lists to choose from, notes, examples
    #[command(visible_alias = "mau")]
    Template(import::Template),
    /// Invent a realistic extract of any size
    Sample(sample::Sample),
    /// Tell why a person is or is not on a list, with the article and the facts
    Explain(explain::Explain),
    /// Find persons by name: where each stands, and what tells them apart
    Find(find::Find),
    /// Write who changed in a population database since a snapshot, as a delta that `update` takes
    Delta(super::delta::Delta),
    /// Tell what differs between two outputs, differences of law apart from layout only
    Diff(diff::Diff),
    /// Check every file of an output against its manifest, and every sum from the entries
    Verify(verify::Verify),
    /// Make the key that signs posted lists, or print its public part
    Key(key::Key),
    /// Freeze the numbers of lists and make version 1 of them
    Post(post::Post),
    /// Turn a delta of the population database into lawful changes of posted lists
    Update(update::Update),
    /// Enter what happened to one person: death, move, sentence, custody, newcomer
    #[command(subcommand, visible_alias = "bien-dong")]
    Event(event::EventCommand),
    /// Approve a batch that a tripwire stopped, as a second person
    Approve(approve::Approve),
    /// Tell what changed on posted lists, when, why and under which article
    Changes(changes::Changes),
    /// Take a change back by a new one, within the same law and clock
    Undo(undo::UndoChange),
    /// Keep the register of complaints: open, settle, sue, judge, list
    #[command(subcommand)]
    Complaint(complaint::ComplaintCommand),
    /// Issue certificates to vote elsewhere (Art. 34)
    #[command(subcommand)]
    Certificate(certificate::CertificateCommand),
    /// Settle a change that no rule names: make it, or keep the list as it is
    Review(review::Review),
    /// Exchange notices of transfers with offices whose lists are elsewhere
    #[command(subcommand)]
    Transfer(transfer::TransferCommand),
    /// Print posted lists at a version, or what a version changed
    Render(render::Render),
    /// Prove one person's row, to be checked without any other
    Prove(prove::Prove),
    /// Make a database ready: tables, rights, distribution
    #[command(subcommand)]
    Db(db::DbCommand),
    /// Tell until when what may be done, and what is due or overdue
    Clock(clock::Clock),
    /// Tell what was posted, what came and went, and what stands, each sum checked
    Books(books::Books),
    /// Tell who changed what and when, and check that nothing was altered since
    Audit(audit::Audit),
    /// List what waits for somebody: complaints, late changes, reviews, halves of transfers, batches
    Waiting(waiting::Waiting),
    /// Write a completion script for a shell
    Completions(completions::Completions),
}
