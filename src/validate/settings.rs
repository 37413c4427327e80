//! `[validate]`: which rules are asked, how grave their breaches are, and what
//! is not let pass. Flags of the command line are put on top of it.

use std::collections::HashMap;

use super::{Level, Report, rule, rules};
use crate::config::{ConfigError, Key, Section, nearest};
use crate::tree::Value;

/// The keys of `[validate]`.
pub const KEYS: &[Key] = &[
    Key::new("allow", "a list of rules", "none", "Rules of which nothing is said; `feedroom rules` lists their ids."),
    Key::new(
        "levels",
        "a table",
        "as in [rules.md](rules.md)",
        "How grave the breach of a rule is: `{ entry-undated = \"error\" }`; `error`, `warning` or `info`.",
    ),
    Key::new(
        "deny",
        "`\"warnings\"`",
        "none",
        "`\"warnings\"`: `validate` exits with 1 for a warning as for an error.",
    ),
];

const LEVELS: &[(&str, Level)] = &[("error", Level::Error), ("warning", Level::Warning), ("info", Level::Info)];

/// What `[validate]` says, or nothing.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Rules whose level is not their own; `None` where nothing is said of them.
    levels: HashMap<&'static str, Option<Level>>,
    deny_warnings: bool,
}

/// A name that no rule has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownRule {
    /// What is wrong, as a sentence.
    pub what: String,
    /// What to write instead.
    pub help: String,
}

impl UnknownRule {
    /// Says of `name` that it is none, and which one was meant.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let same: Vec<String> =
            rules().filter(|rule| rule.w3c == Some(name)).map(|rule| format!("`{}`", rule.id)).collect();
        let help = match nearest(name, rules().map(|rule| rule.id)) {
            _ if !same.is_empty() => format!("what the W3C calls so is {}", same.join(", ")),
            Some(near) => format!("did you mean `{near}`?"),
            None => "`feedroom rules` lists them".to_owned(),
        };
        Self { what: format!("there is no rule `{name}`"), help }
    }
}

impl Settings {
    /// Reads `[validate]`.
    ///
    /// # Errors
    /// For a wrong key or value, or a rule that there is not.
    pub fn read(section: &Section) -> Result<Self, ConfigError> {
        section.expect_keys(&[KEYS])?;
        let mut settings = Self::default();
        if let Some(levels) = section.section("levels")? {
            for name in levels.keys() {
                let Some(level) = levels.choice(name, LEVELS)? else { continue };
                settings.set_level(name, level).map_err(|error| levels.error(name, error.what, error.help))?;
            }
        }
        let node = section.node("allow");
        for (index, name) in section.strings("allow")?.unwrap_or_default().into_iter().enumerate() {
            let at = node.map_or(0, |node| match &node.value {
                Value::List(names) => names[index].at,
                _ => node.at,
            });
            settings.allow(name).map_err(|error| section.error_at(at, error.what, error.help))?;
        }
        settings.deny_warnings = section.choice("deny", &[("warnings", true)])?.unwrap_or(false);
        Ok(settings)
    }

    /// Says nothing of the rule `name`.
    ///
    /// # Errors
    /// When there is no such rule.
    pub fn allow(&mut self, name: &str) -> Result<(), UnknownRule> {
        self.set(name, None)
    }

    /// Takes a breach of the rule `name` for one of `level`.
    ///
    /// # Errors
    /// When there is no such rule.
    pub fn set_level(&mut self, name: &str, level: Level) -> Result<(), UnknownRule> {
        self.set(name, Some(level))
    }

    fn set(&mut self, name: &str, level: Option<Level>) -> Result<(), UnknownRule> {
        let rule = rule(name).ok_or_else(|| UnknownRule::new(name))?;
        self.levels.insert(rule.id, level);
        Ok(())
    }

    /// Lets no warning pass.
    pub fn deny_warnings(&mut self) {
        self.deny_warnings = true;
    }

    /// The gravest level that is let pass is below this one.
    #[must_use]
    pub fn denied(&self) -> Level {
        if self.deny_warnings { Level::Warning } else { Level::Error }
    }

    /// Takes out what is allowed, and gives the rest its levels.
    pub fn apply(&self, report: &mut Report) {
        if self.levels.is_empty() {
            return;
        }
        report.findings.retain_mut(|finding| match self.levels.get(finding.rule.id) {
            None => true,
            Some(None) => false,
            Some(Some(level)) => {
                finding.level = *level;
                true
            }
        });
    }

    /// Whether something in a report is not let pass.
    #[must_use]
    pub fn denies(&self, report: &Report) -> bool {
        report.findings.iter().any(|finding| finding.level >= self.denied())
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::config::Config;

    fn read(text: &str) -> Result<Settings, ConfigError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        std::fs::write(&path, text).unwrap();
        Config::load_validate(&path)?.as_ref().map_or(Ok(Settings::default()), Settings::read)
    }

    fn fault(text: &str) -> String {
        let error = read(text).unwrap_err();
        format!("{:?}: {}", error.position(), error.to_string().split(": ").last().unwrap())
    }

    #[test]
    fn a_file_of_another_program_says_nothing() {
        assert!(read("base_url = \"https://zola.example/\"\n[markdown]\nhighlight_code = true\n").is_ok());
        assert!(Config::load_validate(Path::new("not/there.toml")).is_err());
    }

    #[test]
    fn a_rule_that_is_not_there_is_told_with_its_place() {
        let some = rules().next().unwrap().id;
        assert!(read(&format!("[validate]\nallow = [\"{some}\"]\nlevels = {{ {some} = \"error\" }}\n")).is_ok());
        assert!(fault(&format!("[validate]\nallow = [\"{some}\", \"{some}x\"]\n")).contains("there is no rule"));
        assert!(fault("[validate]\nallow = [\n  \"no-such-thing-anywhere\",\n]\n").starts_with("Some((3, 3))"));
        assert!(fault("[validate]\nlevels = { no-such-thing-anywhere = \"error\" }\n").contains("`feedroom rules`"));
        assert!(fault(&format!("[validate]\nlevels = {{ {some} = \"eror\" }}\n")).contains("did you mean \"error\"?"));
        assert!(fault("[validate]\ndeny = \"errors\"\n").contains("\"warnings\""));
        assert!(fault("[validate]\n[sites]\n").contains("[sites] is not a section"));
    }
}
