//! A complaint about the config: where, what, and how to mend it.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::tree::position;

/// The config's text and where it was read from.
#[derive(Debug)]
pub(crate) struct Text {
    pub(crate) path: PathBuf,
    pub(crate) text: String,
}

/// One fault in the config.
#[derive(Debug, Clone)]
pub struct ConfigError {
    place: Option<(Arc<Text>, std::ops::Range<usize>)>,
    what: String,
    help: Option<String>,
}

impl ConfigError {
    pub(crate) fn at(
        text: &Arc<Text>,
        span: std::ops::Range<usize>,
        what: impl Into<String>,
        help: Option<String>,
    ) -> Self {
        Self { place: Some((Arc::clone(text), span)), what: what.into(), help }
    }

    /// A fault that has no place in the text, such as a file that is not there.
    #[must_use]
    pub fn nowhere(what: impl Into<String>, help: impl Into<String>) -> Self {
        Self { place: None, what: what.into(), help: Some(help.into()) }
    }

    /// What is wrong, in one sentence.
    #[must_use]
    pub fn what(&self) -> &str {
        &self.what
    }

    /// Line and column, from 1, where the fault has a place.
    #[must_use]
    pub fn position(&self) -> Option<(u32, u32)> {
        self.place.as_ref().map(|(text, span)| position(&text.text, span.start))
    }

    /// The complaint with the lines of the config that it is about.
    #[must_use]
    pub fn render(&self, colour: bool) -> String {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        let title = Level::ERROR.primary_title(&*self.what);
        let mut group = match &self.place {
            Some((text, span)) => {
                let path = text.path.display().to_string();
                let end = span.end.min(text.text.len());
                let span = span.start.min(end)..end;
                return renderer.render(&[self.with_help(title.element(
                    Snippet::source(&*text.text).path(path).annotation(AnnotationKind::Primary.span(span)),
                ))]);
            }
            None => annotate_snippets::Group::with_title(title),
        };
        group = self.with_help(group);
        renderer.render(&[group])
    }

    fn with_help<'a>(&'a self, group: annotate_snippets::Group<'a>) -> annotate_snippets::Group<'a> {
        match &self.help {
            Some(help) => group.element(Level::HELP.message(&**help)),
            None => group,
        }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((text, span)) = &self.place {
            let (line, column) = position(&text.text, span.start);
            write!(f, "{}:{line}:{column}: ", text.path.display())?;
        }
        f.write_str(&self.what)?;
        match &self.help {
            Some(help) => write!(f, "; {help}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for ConfigError {}
