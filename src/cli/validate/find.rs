//! Arguments into documents: files, the pipe, and folders with all that may be
//! a feed in them.

use std::fs;
use std::path::{Path, PathBuf};

use url::Url;

use super::document::{Document, Place};
use super::{read, shown, sniff};
use crate::config::ConfigError;
use crate::xml::AbsoluteUrl;

/// What could not be read, with the number of the argument that named it.
type Faults = Vec<(usize, String)>;

/// The documents that `arguments` name, in their order, those of a folder by path.
///
/// # Errors
/// When an argument or `base` is none that could be read.
pub(super) fn documents(arguments: &[PathBuf], base: Option<&str>) -> Result<(Vec<Document>, Faults), ConfigError> {
    let folder_url = base.map(address).transpose()?.map(|url| AbsoluteUrl::as_folder(&url).to_url());
    let base = base.unwrap_or_default();
    let (mut documents, mut faults) = (Vec::new(), Vec::new());
    let mut piped = false;
    for (argument, path) in arguments.iter().enumerate() {
        let one = |place, name| Document { name, place, base: base.to_owned(), argument, may_be_other: false };
        if path.as_os_str() == "-" {
            if std::mem::replace(&mut piped, true) {
                return Err(ConfigError::nowhere("`-` stands twice", "what comes in through a pipe is one document"));
            }
            documents.push(one(Place::Pipe, "-".to_owned()));
        } else if is_url(path) && !path.exists() {
            let what = format!("{}: addresses are not fetched yet", path.display());
            let help = format!("fetch it first: curl -s {0} | feedroom validate --base {0} -", path.display());
            return Err(ConfigError::nowhere(what, help));
        } else if path.is_dir() {
            let mut files = Vec::new();
            walk(path, argument, &mut files, &mut faults);
            files.sort();
            documents.extend(files.into_iter().map(|file| {
                let base = folder_url.as_ref().map(|url| join(url, file.strip_prefix(path).unwrap_or(&file)));
                let may_be_other = !sniff::claims_to_be_one(&file);
                Document {
                    may_be_other,
                    base: base.unwrap_or_default(),
                    ..one(Place::File(file.clone()), shown(&file))
                }
            }));
        } else {
            documents.push(one(Place::File(path.clone()), path.display().to_string()));
        }
    }
    Ok((documents, faults))
}

fn address(base: &str) -> Result<AbsoluteUrl, ConfigError> {
    AbsoluteUrl::parse(base).map_err(|error| {
        let help = "write where the document lives, such as https://daily.example/feeds/news.rss";
        ConfigError::nowhere(format!("--base {base} cannot be used: {error}"), help)
    })
}

fn is_url(path: &Path) -> bool {
    let text = path.to_string_lossy();
    ["http://", "https://", "feed:"]
        .iter()
        .any(|scheme| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

/// The address of a file below a folder that lives at `folder`.
fn join(folder: &Url, file: &Path) -> String {
    let mut url = folder.clone();
    if let Ok(mut segments) = url.path_segments_mut() {
        segments.pop_if_empty();
        segments.extend(file.iter().map(|part| part.to_string_lossy()));
    }
    url.into()
}

/// Files below `folder` that may be feeds by their names. Folders that are
/// links are not entered: what is there stands elsewhere, or goes in circles.
fn walk(folder: &Path, argument: usize, files: &mut Vec<PathBuf>, faults: &mut Faults) {
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let mut fault =
            |path: &Path, error| faults.push((argument, format!("{}: {}", shown(path), read::sentence(&error))));
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                fault(&folder, error);
                continue;
            }
        };
        for entry in entries {
            let (path, kind) = match entry.and_then(|entry| Ok((entry.path(), entry.file_type()?))) {
                Ok(entry) => entry,
                Err(error) => {
                    fault(&folder, error);
                    continue;
                }
            };
            if path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b".")) {
                continue;
            }
            if kind.is_dir() {
                folders.push(path);
            } else if sniff::is_named_like_one(&path) {
                match fs::metadata(&path) {
                    Ok(what) if what.is_file() => files.push(path),
                    Ok(_) => {}
                    Err(error) => fault(&path, error),
                }
            }
        }
    }
}
