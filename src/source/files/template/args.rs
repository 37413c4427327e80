//! The arguments of an image template, in the spellings of all generators.

/// Arguments in order: `name="value"`, `name: value`, or a value alone.
#[derive(Debug)]
pub(super) struct Args<'a>(Vec<(&'a str, &'a str)>);

/// At most this many arguments are read.
const MOST: usize = 50;

impl<'a> Args<'a> {
    pub(super) fn parse(text: &'a str) -> Self {
        let mut args = Vec::new();
        let mut rest = text;
        while args.len() < MOST {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
            if rest.is_empty() {
                break;
            }
            let name_end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(rest.len());
            let (mut name, mut value) = ("", rest);
            if name_end > 0 {
                let after = rest[name_end..].trim_start();
                // `name: value`, but not the `http://` of a value alone.
                let colon = after.strip_prefix(':').filter(|after| !after.starts_with("//"));
                if let Some(after) = after.strip_prefix('=').or(colon) {
                    (name, value) = (&rest[..name_end], after.trim_start());
                }
            }
            let (value, after) = value_of(value);
            args.push((name, value));
            rest = after;
        }
        Self(args)
    }

    /// The first of `names` that is given something.
    pub(super) fn named(&self, names: &[&str]) -> Option<&'a str> {
        names.iter().find_map(|wanted| {
            self.0.iter().find(|(name, value)| name.eq_ignore_ascii_case(wanted) && !value.is_empty()).map(|(_, v)| *v)
        })
    }

    /// The values without a name.
    pub(super) fn positional(&self) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(|(name, _)| name.is_empty()).map(|(_, value)| *value)
    }
}

/// The alternative text among values without a name: the one after the address;
/// where the template takes a class between them, the one after that.
pub(super) fn positional_alt<'a>(template: &str, args: &Args<'a>, source: &str) -> Option<&'a str> {
    let mut values = args.positional().skip_while(|value| *value != source).skip(1);
    if template.contains("class") {
        values.next();
    }
    values.next()
}

fn value_of(text: &str) -> (&str, &str) {
    let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\'' | '`')) else {
        let end = text.find(|c: char| c.is_whitespace() || c == ',').unwrap_or(text.len());
        return text.split_at(end);
    };
    let inner = &text[1..];
    // People write quotes inside quotes: the last one is that after which the
    // text ends or the next argument begins.
    let end = inner.match_indices(quote).map(|(at, _)| at).find(|at| begins_argument(&inner[at + 1..]));
    match end.or_else(|| inner.find(quote)) {
        Some(end) => (&inner[..end], &inner[end + 1..]),
        None => (inner, ""),
    }
}

fn begins_argument(rest: &str) -> bool {
    let trimmed = rest.trim_start();
    if trimmed.is_empty() || trimmed.starts_with(',') {
        return true;
    }
    if trimmed.len() == rest.len() {
        return false;
    }
    let name = trimmed.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(trimmed.len());
    trimmed.starts_with(['"', '\'', '`']) || name > 0 && trimmed[name..].trim_start().starts_with(['=', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_spellings_are_read() {
        let args = Args::parse("\"a.jpg\", 'it''s' width=300 alt = \"x \"y\" z\" class: wide https://a.example/b.png");
        assert_eq!(args.named(&["alt"]), Some("x \"y\" z"));
        assert_eq!(args.named(&["class"]), Some("wide"));
        assert_eq!(args.named(&["width"]), Some("300"));
        let positional: Vec<_> = args.positional().collect();
        assert_eq!(positional, ["a.jpg", "it''s", "https://a.example/b.png"]);
    }
}
