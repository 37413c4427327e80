//! `feedroom init`: a newsroom that builds at once.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use super::{Exit, print};
use crate::config::ConfigError;
use crate::pipeline::RunError;

const FILES: [(&str, &str); 2] = [
    ("config.toml", include_str!("init/config.toml")),
    ("articles/news/2026-01-01-hello.md", include_str!("init/hello.md")),
];

pub(super) fn run(folder: &Path) -> Result<Exit, RunError> {
    for (name, _) in FILES {
        if folder.join(name).exists() {
            let what = format!("{} is there already", folder.join(name).display());
            return Err(ConfigError::nowhere(what, "run it in another folder; nothing is overwritten").into());
        }
    }
    for (name, text) in FILES {
        let path = folder.join(name);
        write_new(&path, text).map_err(|error| {
            ConfigError::nowhere(
                format!("{} cannot be written: {error}", path.display()),
                "look at the folder's rights",
            )
        })?;
        print::out(&format!("wrote {}\n", path.display()));
    }
    let go = if folder == Path::new(".") { String::new() } else { format!("cd {} && ", folder.display()) };
    print::out(&format!("now run: {go}feedroom build\n"));
    Ok(Exit::Done)
}

/// Creates a file, never replacing one.
fn write_new(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}
