//! `feedroom store`: whether the database is sound, a copy of it, and what it
//! remembers as lines.

use std::io::Write as _;

use super::{Args, Exit, args::StoreCommand, print};
use crate::config::ConfigError;
use crate::pipeline::RunError;
use crate::store::Database;

pub(super) fn run(args: &Args, command: &StoreCommand) -> Result<Exit, RunError> {
    let house = args.house()?;
    let nothing = |what: String, help: &str| RunError::from(ConfigError::nowhere(what, help));
    let path = house.store.database.as_ref().ok_or_else(|| {
        nothing("config keeps no store: `path` of [store] is \"none\"".to_owned(), "name a file there")
    })?;
    let opened = Database::read(path).and_then(|database| match (database, command) {
        (Some(database), StoreCommand::Check) => database.check().map(|faults| Some((database, faults))),
        (database, _) => Ok(database.map(|database| (database, Vec::new()))),
    });
    let opened = match opened {
        // That is what was asked.
        Err(why) if why.is_damaged && matches!(command, StoreCommand::Check) => {
            eprintln!("error: {why}");
            return Ok(Exit::Findings);
        }
        opened => opened?,
    };
    let (database, faults) = opened.ok_or_else(|| {
        nothing(format!("there is no store at {} yet", path.display()), "`feedroom build` begins one")
    })?;
    match command {
        StoreCommand::Check => {
            if args.prints_json() {
                let faults: Vec<&str> = faults.iter().map(|fault| fault.0.as_str()).collect();
                print::json(&serde_json::json!({ "store": path.display().to_string(), "faults": faults }));
            } else {
                for fault in &faults {
                    eprintln!("error: {}: {}", path.display(), fault.0);
                }
                if faults.is_empty() {
                    print::out(&format!("{} is sound\n", path.display()));
                } else {
                    eprintln!(
                        "put a backup in its place, or move it away: with a ledger file nothing but its journal is lost"
                    );
                }
            }
            Ok(Exit::of_findings(!faults.is_empty()))
        }
        StoreCommand::Backup { file } => {
            if file.exists() {
                let help = "name a file that is not there yet, or move that one away";
                return Err(nothing(format!("{} is there already", file.display()), help));
            }
            database.backup(file)?;
            if !args.quiet {
                print::out(&format!("{} holds a copy of {}\n", file.display(), path.display()));
            }
            Ok(Exit::Done)
        }
        StoreCommand::Export => {
            let mut out = std::io::BufWriter::new(std::io::stdout().lock());
            match database.export(&mut out)?.and_then(|()| out.flush()) {
                Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                    Err(nothing(format!("the lines cannot be written: {error}"), "make room, or send them elsewhere"))
                }
                // Who reads no further has what he wanted.
                _ => Ok(Exit::Done),
            }
        }
    }
}
