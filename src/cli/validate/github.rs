//! Annotations of a GitHub workflow, which stand beside the lines of a pull
//! request. GitHub shows ten of a level for each step, so that what repeats is folded.

use std::path::{Path, PathBuf};

use super::fold::Fold;
use super::{shown, text};
use crate::validate::Level;

/// Where the repository is checked out: files are named from there.
pub(super) struct Workspace {
    root: Option<PathBuf>,
    here: Option<PathBuf>,
}

impl Workspace {
    pub(super) fn here() -> Self {
        let root = std::env::var_os("GITHUB_WORKSPACE").filter(|root| !root.is_empty());
        Self { root: root.map(PathBuf::from), here: std::env::current_dir().ok() }
    }

    /// The name of a file as GitHub knows it.
    pub(super) fn name(&self, path: &Path) -> String {
        let (Some(root), Some(here)) = (&self.root, &self.here) else { return shown(path) };
        let whole = here.join(path.strip_prefix(".").unwrap_or(path));
        whole.strip_prefix(root).map_or_else(|_| shown(path), shown)
    }
}

/// The annotations of a document; of the pipe there is no `file`.
pub(super) fn document(file: Option<&str>, folds: &[Fold<'_>]) -> String {
    let mut lines = String::new();
    for fold in folds {
        let command = match fold.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Info => "notice",
        };
        let file = file.map(|file| format!("file={},", property(file))).unwrap_or_default();
        let mut message = vec![text::one_line(&fold.first.message), fold.rule.help.to_owned()];
        message.extend(fold.also());
        message.retain(|line| !line.is_empty());
        lines.push_str(&format!(
            "::{command} {file}line={},col={},title={}::{}\n",
            fold.first.line,
            fold.first.column,
            property(fold.rule.id),
            data(&message.join("\n")),
        ));
    }
    lines
}

/// Text behind the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Text of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_file_name_ends_an_annotation() {
        assert_eq!(property("a,b:c%\n"), "a%2Cb%3Ac%25%0A");
        assert_eq!(data("50 % a::b,\r\n"), "50 %25 a::b,%0D%0A");
    }

    #[test]
    fn files_are_named_from_the_repository() {
        let workspace = Workspace { root: Some("/w".into()), here: Some("/w/site".into()) };
        assert_eq!(workspace.name(Path::new("./public/a.xml")), "site/public/a.xml");
        assert_eq!(workspace.name(Path::new("/w/a.xml")), "a.xml");
        assert_eq!(workspace.name(Path::new("/elsewhere/a.xml")), "/elsewhere/a.xml");
    }
}
