//! The declaration of a key: what the reference in `docs/config.md` is made of.

/// Whether a key must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It must.
    Required,
    /// Without it, this holds (as it would be written, or in words).
    Default(&'static str),
}

/// One key of a section.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What stands there, in words: "text", "a list of texts", "a duration".
    pub kind: &'static str,
    /// Whether it must be there.
    pub need: Need,
    /// What it does, as a sentence or two of Markdown.
    pub doc: &'static str,
}

impl Key {
    /// A key that may be left out.
    #[must_use]
    pub const fn new(name: &'static str, kind: &'static str, default: &'static str, doc: &'static str) -> Self {
        Self { name, kind, need: Need::Default(default), doc }
    }

    /// A key that must be there.
    #[must_use]
    pub const fn required(name: &'static str, kind: &'static str, doc: &'static str) -> Self {
        Self { name, kind, need: Need::Required, doc }
    }
}
