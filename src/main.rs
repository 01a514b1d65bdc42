//! Arguments, command, exit code; nothing else.

use clap::Parser;
use cutri::cli::{self, Arguments, Exit};
use std::process::ExitCode;

/// Workers take and give back many small pieces of memory at once, which the system's allocator does slowly.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::guarded(run).into()
}

#[tokio::main]
async fn run() -> Exit {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let help = error.exit_code() == 0;
            cli::tell(&error);
            return if help { Exit::Done } else { Exit::Usage };
        }
    };
    cli::run(arguments).await
}
