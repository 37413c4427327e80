//! A feed that the command line names: a file, a URL, or a feed of the config.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::Args;
use crate::compare::{self, Document, LARGEST};
use crate::config::{ConfigError, nearest};
use crate::format::FORMATS;
use crate::outbound::{Client, Settings};
use crate::pipeline::{self, Build, House, Proof, RunError};
use crate::xml::AbsoluteUrl;

/// Until a document that is fetched must be here.
const PATIENCE: Duration = Duration::from_mins(1);

/// A feed by what it was named as.
pub(super) enum Named<'a> {
    Url(AbsoluteUrl),
    File(PathBuf),
    /// A path of the config, with a format perhaps.
    Feed(&'a str),
}

impl<'a> Named<'a> {
    pub(super) fn of(text: &'a str) -> Result<Self, RunError> {
        if ["http://", "https://"]
            .iter()
            .any(|scheme| text.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme)))
        {
            let url = AbsoluteUrl::parse(text).map_err(|error| {
                RunError::from(ConfigError::nowhere(format!("{text} cannot be fetched: {error}"), "write a whole URL"))
            })?;
            return Ok(Self::Url(url));
        }
        if Path::new(text).is_file() { Ok(Self::File(text.into())) } else { Ok(Self::Feed(text)) }
    }
}

/// The document that is fetched from a URL. Its host may be a private one: it
/// was named by a person.
pub(super) fn fetch(url: &AbsoluteUrl) -> Result<Document, RunError> {
    let fault = |why: String| fault(url.as_str(), &why);
    let settings = Settings::within(None, vec![url.host()], PATIENCE);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| fault(error.to_string()))?;
    let fetched = runtime.block_on(async { Client::new(&settings)?.get(url, LARGEST).await });
    let fetched = fetched.map_err(|error| fault(error.to_string()))?;
    compare::read(&fetched.bytes, Some(fetched.url.as_str())).map_err(|error| fault(error.to_string()))
}

/// The document in a file.
pub(super) fn open(path: &Path) -> Result<Document, RunError> {
    let fault = |why: String| fault(&path.display().to_string(), &why);
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(LARGEST as u64 + 1).read_to_end(&mut bytes));
    read.map_err(|error| fault(error.to_string()))?;
    compare::read(&bytes, None).map_err(|error| fault(error.to_string()))
}

/// The document that a build would write now for a feed of the config: in the
/// format that `name` ends in, else in `like` where it has that, else in its first.
pub(super) fn built(args: &Args, name: &str, like: Option<&'static str>) -> Result<Document, RunError> {
    let house = args.house()?;
    let made: Mutex<BTreeMap<(String, &'static str), Vec<u8>>> = Mutex::default();
    let mut paths: Mutex<Vec<String>> = Mutex::default();
    let keep = |proof: &Proof<'_>| {
        // Whole entries are put in: a panic elsewhere leaves none half done.
        paths.lock().unwrap_or_else(PoisonError::into_inner).push(proof.feed.to_owned());
        if proof.feed == name || name.strip_prefix(proof.feed) == Some(&format!(".{}", proof.format)) {
            let mut made = made.lock().unwrap_or_else(PoisonError::into_inner);
            made.insert((proof.feed.to_owned(), proof.format), proof.new.to_vec());
        }
    };
    pipeline::build(&house, args.now(), &Build { dry_run: true, proofs: Some(&keep), ..Build::default() })?;
    let made = made.into_inner().unwrap_or_else(PoisonError::into_inner);
    let wanted = |format: &'static str| made.iter().find(|((_, made), _)| *made == format);
    let found = like.and_then(wanted).or_else(|| formats_of(&house, name).find_map(wanted));
    let Some((_, bytes)) = found.or_else(|| made.iter().next()) else {
        let paths = paths.get_mut().unwrap_or_else(PoisonError::into_inner);
        let help = match nearest(name, paths.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`feedroom feeds` lists the feeds of the config".to_owned(),
        };
        let what = format!("there is no file `{name}`, and no feed of that path has a document");
        return Err(ConfigError::nowhere(what, help).into());
    };
    compare::read(bytes, Some(house.output.url.as_str())).map_err(|error| fault(name, &error.to_string()))
}

/// The formats of the feed with that path, in the order of the config.
fn formats_of(house: &House, path: &str) -> impl Iterator<Item = &'static str> {
    let definition = house.definitions.iter().find(|definition| definition.path.as_written() == path);
    let of_all = || FORMATS.iter().map(|format| format.name()).collect();
    definition.map_or_else(of_all, |definition| definition.formats.clone()).into_iter()
}

fn fault(name: &str, why: &str) -> RunError {
    ConfigError::nowhere(format!("{name}: {why}"), "name a feed: a file, a URL, or the path of a feed of the config")
        .into()
}
