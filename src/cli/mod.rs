//! \[shell\] The command line: one file a command, the printer, progress, exit codes. Data go to standard output, words to
//! standard error.

mod acting;
mod actor;
mod approve;
mod arguments;
mod audit;
mod books;
mod certificate;
mod changes;
mod check;
mod clock;
mod complaint;
mod completions;
mod db;
mod delivery;
mod delta;
mod derive;
mod diff;
mod event;
mod exit;
mod explain;
mod extract;
mod fault;
mod find;
mod fold;
mod generate;
mod hint;
mod import;
mod key;
mod layout;
mod load;
mod log;
mod parse;
mod post;
mod printer;
mod progress;
mod prove;
mod render;
mod rendering;
mod reused;
mod review;
mod sample;
mod status;
mod stop;
mod table;
mod told;
mod transfer;
mod undo;
mod units;
mod update;
mod verify;
mod visible;
mod waiting;

pub use arguments::Arguments;
pub use exit::Exit;
pub use fault::guarded;
pub use printer::Printer;
pub use table::{Table, TableFormat};

use crate::files::Umask;
use arguments::Command;

/// Tells what is wrong with the arguments, or the help that they ask for.
pub fn tell(error: &clap::Error) {
    let plain = error.render().to_string();
    match visible::words(&plain) == plain {
        // A closed pipe is the reader's wish, not an error of ours.
        true => drop(error.print()),
        false => Printer::of_terminal().say(plain.trim_end()),
    }
}

/// Begins the log, runs a command and tells how it ended.
pub async fn run(arguments: Arguments) -> Exit {
    let printer = Printer::of_terminal();
    log::begin(arguments.log);
    arguments.umask.unwrap_or(Umask::OWNER_ALONE).set();
    match arguments.command {
        // It gives back what it had claimed first.
        Command::Derive(_) => {}
        _ => stop::watch(printer),
    }
    let done = match arguments.command {
        Command::Generate(options) => generate::run(&options, &printer).await,
        Command::Load(options) => load::run(&options, &printer).await,
        Command::Derive(options) => derive::run(&options, &printer).await,
        Command::Status(options) => status::run(&options, &printer).await,
        Command::Check(options) => check::run(&options, &printer),
        Command::Import(options) => import::run(&options, &printer),
        Command::Template(options) => import::run_template(&options, &printer),
        Command::Sample(options) => sample::run(&options, &printer),
        Command::Explain(options) => explain::run(&options, &printer).await,
        Command::Find(options) => find::run(&options, &printer).await,
        Command::Delta(options) => delta::run(&options, &printer).await,
        Command::Diff(options) => diff::run(&options, &printer),
        Command::Verify(options) => verify::run(&options, &printer).await,
        Command::Key(options) => key::run(&options, &printer),
        Command::Post(options) => post::run(&options, &printer).await,
        Command::Update(options) => update::run(&options, &printer).await,
        Command::Event(command) => event::run(&command, &printer).await,
        Command::Approve(options) => approve::run(&options, &printer).await,
        Command::Changes(options) => changes::run(&options, &printer).await,
        Command::Undo(options) => undo::run(&options, &printer).await,
        Command::Complaint(command) => complaint::run(&command, &printer).await,
        Command::Certificate(command) => certificate::run(&command, &printer).await,
        Command::Review(options) => review::run(&options, &printer).await,
        Command::Transfer(command) => transfer::run(&command, &printer).await,
        Command::Render(options) => render::run(&options, &printer).await,
        Command::Prove(options) => prove::run(&options, &printer).await,
        Command::Clock(options) => clock::run(&options, &printer).await,
        Command::Books(options) => books::run(&options, &printer).await,
        Command::Audit(options) => audit::run(&options, &printer).await,
        Command::Waiting(options) => waiting::run(&options, &printer).await,
        Command::Db(command) => db::run(&command, &printer).await,
        Command::Completions(options) => completions::run(&options, &printer),
    };
    match done {
        Ok(exit) => exit,
        Err(error) => {
            let exit = Exit::of(&error);
            printer.error(&error);
            if let Some(hint) = hint::of(&error) {
                printer.say(&format!("gợi ý / hint: {hint}"));
            }
            exit
        }
    }
}
