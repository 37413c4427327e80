//! Template syntax of site generators in a body: Liquid (Jekyll), Nunjucks
//! (Eleventy), Tera (Zola) and Hugo's shortcodes. None of it reaches a feed:
//! pictures become pictures, addresses of the site become addresses, `raw`
//! gives what it guards, and the rest is dropped and told.

mod args;
mod expression;
mod unknown;

use super::settings::Settings;
use crate::article::{Markup, MediaKind};
use args::{Args, positional_alt};
use expression::value_of;
use unknown::{NO_ADDRESS, address_at_end};

/// What was done to one template, and the byte of the text where it stood.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Done {
    pub(super) at: usize,
    pub(super) what: &'static str,
}

const DROPPED: &str = "a template of a site generator was dropped";
const IMAGE: &str = "an image template became an image";
const OPEN: &str = "a template of a site generator is opened and not closed";

/// A template is no longer than this, in bytes.
const LONGEST: usize = 10_000;
/// So many are told; what is done with the others is the same.
const MOST_TOLD: usize = 50;

/// Resolves the templates of a body. `None` when there are none: the usual case,
/// which costs one look for braces. `source_of` gives the address of a picture.
pub(super) fn resolve(
    text: &str,
    markup: Markup,
    settings: &Settings,
    source_of: &dyn Fn(&str) -> String,
) -> Option<(String, Vec<Done>)> {
    next(text, 0)?;
    let mut work = Work { text, markup, settings, source_of, out: String::with_capacity(text.len()), done: Vec::new() };
    work.run();
    Some((work.out, work.done))
}

/// Resolves the templates that may stand in an address; others are dropped.
pub(super) fn in_address(text: &str, settings: &Settings) -> String {
    match resolve(text, Markup::Plain, settings, &str::to_owned) {
        Some((text, _)) => text,
        None => text.to_owned(),
    }
}

/// Where the next template may begin.
fn next(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += text[at..].find('{')?;
        match text.as_bytes().get(at + 1)? {
            b'{' | b'%' | b'#' | b':' => return Some(at),
            _ => at += 1,
        }
    }
}

struct Work<'a> {
    text: &'a str,
    markup: Markup,
    settings: &'a Settings,
    source_of: &'a dyn Fn(&str) -> String,
    out: String,
    done: Vec<Done>,
}

impl Work<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while let Some(start) = next(self.text, at) {
            self.out.push_str(&self.text[at..start]);
            at = self.one(start);
        }
        self.out.push_str(&self.text[at..]);
    }

    fn tell(&mut self, at: usize, what: &'static str) {
        if self.done.len() < MOST_TOLD {
            self.done.push(Done { at, what });
        }
    }

    /// Handles what begins at `start` and says where it ends.
    fn one(&mut self, start: usize) -> usize {
        let rest = &self.text[start..];
        let (close, open) = match () {
            () if rest.starts_with("{{<") => (">}}", 3),
            () if rest.starts_with("{{%") => ("%}}", 3),
            () if rest.starts_with("{{") => ("}}", 2),
            () if rest.starts_with("{%") => ("%}", 2),
            () if rest.starts_with("{#") => return self.comment(start),
            () => return self.attributes(start),
        };
        let mut window_end = rest.len().min(LONGEST);
        while !rest.is_char_boundary(window_end) {
            window_end -= 1;
        }
        let Some(end) = rest[open..window_end].find(close).map(|end| open + end) else {
            self.tell(start, OPEN);
            self.out.push_str(&rest[..open]);
            return start + open;
        };
        let inner = rest[open..end].trim_matches(|c: char| c.is_whitespace() || c == '-' || c == '~');
        let after = start + end + close.len();
        match (open, close) {
            (3, _) => self.shortcode(start, after, inner),
            (_, "}}") => {
                match value_of(inner, self.settings) {
                    Some(value) => self.out.push_str(&value),
                    None => self.dropped(start),
                }
                after
            }
            _ => self.tag(start, after, inner),
        }
    }

    /// `{# … #}`; a `{#id}` is none.
    fn comment(&mut self, start: usize) -> usize {
        let rest = &self.text[start + 2..];
        let paragraph = rest.find("\n\n").unwrap_or(rest.len());
        match rest[..paragraph].find("#}") {
            Some(end) if !rest[..end].contains('}') => {
                self.tell(start, DROPPED);
                start + 2 + end + 2
            }
            _ => {
                self.out.push_str("{#");
                start + 2
            }
        }
    }

    /// kramdown's attribute lists, such as `{: .note}`.
    fn attributes(&mut self, start: usize) -> usize {
        let rest = &self.text[start + 2..];
        let line = rest.split('\n').next().unwrap_or_default();
        let sort = line.trim_start().chars().next();
        match line.find('}') {
            Some(end) if self.markup == Markup::Markdown && matches!(sort, Some('.' | '#' | ':' | 'a'..='z')) => {
                self.tell(start, DROPPED);
                start + 2 + end + 1
            }
            _ => {
                self.out.push_str("{:");
                start + 2
            }
        }
    }

    fn shortcode(&mut self, start: usize, after: usize, inner: &str) -> usize {
        // `{{</* figure */>}}` shows a shortcode to readers.
        if let Some(shown) = inner.strip_prefix("/*").and_then(|inner| inner.strip_suffix("*/")) {
            for piece in ["{{< ", shown.trim(), " >}}"] {
                self.out.push_str(piece);
            }
            return after;
        }
        let (name, args) = split_name(inner.trim_end_matches('/'));
        let made = is_picture(name).then(|| Args::parse(args)).and_then(|args| self.picture(name, &args, after));
        self.put(start, after, made)
    }

    fn tag(&mut self, start: usize, after: usize, inner: &str) -> usize {
        let (name, args) = split_name(inner);
        match name {
            "raw" | "verbatim" => {
                let text = self.text;
                let Some((end, next)) = self.end_of(after, name) else {
                    // What it was to guard, nobody knows: the rest is read like all else.
                    self.tell(start, OPEN);
                    return after;
                };
                self.out.push_str(&text[after..end]);
                return next;
            }
            "comment" => {
                // One that is never closed may hide what is not for readers.
                let end = self.end_of(after, name);
                self.tell(start, if end.is_some() { DROPPED } else { OPEN });
                return end.map_or(self.text.len(), |(_, next)| next);
            }
            "highlight" | "endhighlight" if self.markup == Markup::Markdown => {
                let language = args.split_whitespace().next().unwrap_or_default();
                self.out.push_str("```");
                self.out.push_str(language);
                return after;
            }
            _ => {}
        }
        let made = if name == "include" || name == "include_relative" || name == "render" {
            let (file, args) = split_name(args);
            is_picture(file)
                .then(|| Args::parse(args.trim_start_matches(',')))
                .and_then(|args| self.picture(file, &args, after))
        } else {
            is_picture(name).then(|| Args::parse(args)).and_then(|args| self.picture(name, &args, after))
        };
        self.put(start, after, made)
    }

    fn put(&mut self, start: usize, after: usize, made: Option<String>) -> usize {
        match made {
            Some(made) => {
                self.out.push_str(&made);
                self.tell(start, IMAGE);
            }
            None => self.dropped(start),
        }
        after
    }

    /// Leaves a template out. An address that it was part of is none any more:
    /// what is left of it would be another one's.
    fn dropped(&mut self, start: usize) {
        self.tell(start, DROPPED);
        if let Some(begin) = address_at_end(&self.out) {
            self.out.truncate(begin);
            self.out.push_str(NO_ADDRESS);
        }
    }

    /// Where the inside of a block ends, and where the text goes on; `None` for
    /// one that is never closed.
    fn end_of(&self, from: usize, name: &str) -> Option<(usize, usize)> {
        let mut at = from;
        while let Some(open) = self.text[at..].find("{%").map(|open| at + open) {
            let rest = &self.text[open + 2..];
            let close = rest.find("%}")?;
            let inner = rest[..close].trim_matches(|c: char| c.is_whitespace() || c == '-');
            if inner.strip_prefix("end") == Some(name) {
                return Some((open, open + 2 + close + 2));
            }
            at = open + 2;
        }
        None
    }

    fn picture(&self, name: &str, args: &Args<'_>, after: usize) -> Option<String> {
        let written = args
            .named(&["src", "url", "image_path", "image", "path", "file", "link"])
            .or_else(|| args.positional().find(|value| MediaKind::of_name(value).is_some() || value.contains('/')))?;
        let source = (self.source_of)(&in_address(written, self.settings));
        let alt = args.named(&["alt", "alttext"]).or_else(|| positional_alt(name, args, written)).unwrap_or_default();
        let caption = args.named(&["caption", "title", "figcaption"]).unwrap_or_default();
        Some(match self.markup {
            Markup::Markdown => {
                let image = format!("![{}](<{}>)", escape_markdown(alt), source.replace(['<', '>', '\n'], ""));
                if caption.is_empty() {
                    image
                } else if self.stands_alone(after) {
                    format!("{image}\n\n{caption}")
                } else {
                    format!("{image} {caption}")
                }
            }
            Markup::Html | Markup::Plain => {
                let image = format!("<img src=\"{}\" alt=\"{}\">", escape_html(&source), escape_html(alt));
                if caption.is_empty() {
                    image
                } else {
                    format!("<figure>{image}<figcaption>{caption}</figcaption></figure>")
                }
            }
        })
    }

    /// Whether nothing else stands on the line.
    fn stands_alone(&self, after: usize) -> bool {
        let before = self.out.rsplit('\n').next().unwrap_or_default();
        let behind = self.text[after..].split('\n').next().unwrap_or_default();
        before.is_empty() && behind.trim().is_empty()
    }
}

fn split_name(inner: &str) -> (&str, &str) {
    let inner = inner.trim();
    inner.split_once(char::is_whitespace).map_or((inner, ""), |(name, args)| (name, args.trim()))
}

fn is_picture(name: &str) -> bool {
    let name = name.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    !name.starts_with("end") && ["image", "img", "figure", "picture", "photo"].iter().any(|word| name.contains(word))
}

/// An image's text is Markdown: what would be markup there is escaped.
fn escape_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '[' | ']' | '*' | '_' | '`' | '<' | '&' | '!' | '~' | '^') {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}

fn escape_html(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::files::address::on_site;
    use crate::source::files::settings::for_test;
    use proptest::prelude::*;
    use std::path::Path;

    fn run(text: &str, markup: Markup) -> (String, usize) {
        let settings = for_test(Path::new(""), None, "");
        let source_of = |src: &str| on_site(&settings.media_url, src).map(|url| url.to_string()).unwrap_or_default();
        match resolve(text, markup, &settings, &source_of) {
            Some((text, done)) => (text, done.len()),
            None => (text.to_owned(), 0),
        }
    }

    fn markdown(text: &str) -> String {
        run(text, Markup::Markdown).0
    }

    #[test]
    fn text_without_templates_is_not_touched() {
        for text in ["a { b } c", "## Title {#id}\n", "fn main() { x }", "100% {x%}", "{a: 1}", "{"] {
            assert_eq!(run(text, Markup::Markdown), (text.to_owned(), 0), "{text}");
        }
    }

    #[test]
    fn pictures_become_pictures() {
        let image = "![A \\[big\\] bridge](<https://daily.example/img/b%20c.jpg>)";
        for text in [
            "{% image \"img/b c.jpg\" \"A [big] bridge\" %}",
            "{% image_with_class \"/img/b c.jpg\" \"wide\" \"A [big] bridge\" %}",
            "{{< figure src=\"/img/b c.jpg\" alt=\"A [big] bridge\" >}}",
            "{{% img src='/img/b c.jpg' alt='A [big] bridge' %}}",
            "{% include figure.html url=\"{{ site.baseurl }}/img/b c.jpg\" alt='A [big] bridge' %}",
            "{{< figure\n  src=\"/img/b c.jpg\"\n  alt=\"A [big] bridge\"\n/>}}",
        ] {
            assert_eq!(run(text, Markup::Markdown), (image.to_owned(), 1), "{text}");
        }
        assert_eq!(
            run("{{< figure src=a.jpg alt=\"A\" caption=\"By night\" >}}", Markup::Html).0,
            "<figure><img src=\"https://daily.example/a.jpg\" alt=\"A\"><figcaption>By night</figcaption></figure>"
        );
        assert!(markdown("{{< figure src=a.jpg caption=\"By night\" >}}\n").ends_with(")\n\nBy night\n"));
        // A quote inside quotes, as people write it.
        assert!(markdown("{% image \"a.png\" \"The \"old\" page\" %}").starts_with("![The \"old\" page]"));
    }

    #[test]
    fn addresses_stay_usable() {
        assert_eq!(markdown("[a]({{ site.baseurl }}/x/)"), "[a](/x/)");
        assert_eq!(markdown("[a]({{site.url}}{{site.baseurl}}/x/)"), "[a](https://daily.example/x/)");
        assert_eq!(markdown("[a]({{ \"/x/\" | url }})"), "[a](https://daily.example/x/)");
        assert_eq!(markdown("[a]({{ '/x/' | relative_url }})"), "[a](https://daily.example/x/)");
    }

    #[test]
    fn the_rest_is_dropped_with_its_line() {
        assert_eq!(run("a {{ page.secret }}b", Markup::Markdown), ("a b".to_owned(), 1));
        assert_eq!(markdown("{% if x %}in{% endif %} {{% note %}}kept{{% /note %}}"), "in kept");
        assert_eq!(markdown("a{% comment %}secret {% x %}{% endcomment %}b{# gone #}"), "ab");
        assert_eq!(markdown("{% raw %}{{ shown }}{% endraw %}!"), "{{ shown }}!");
        assert_eq!(markdown("Text\n{: .note}\n"), "Text\n\n");
        assert_eq!(run("a {{ b", Markup::Markdown), ("a {{ b".to_owned(), 1));
    }

    #[test]
    fn a_block_that_is_never_closed_lets_nothing_through_unseen() {
        assert_eq!(run("a{% raw %}b {{ page.secret }}c", Markup::Markdown), ("ab c".to_owned(), 2));
        assert_eq!(run("a{% comment %}b", Markup::Markdown), ("a".to_owned(), 1));
    }

    #[test]
    fn an_address_that_only_the_generator_knows_is_none() {
        for (text, left) in [
            ("[l]({% link x.md %}) {{ y }}", "[l](dropped:) "),
            ("[l](<{{ site.baseurl }}/{% post_url x %}#a>)", "[l](<dropped:#a>)"),
            ("![y]({% link c.png %} \"t\")", "![y](dropped: \"t\")"),
            ("<a class=\"b\" href=\"/{{ x }}/\">l</a> {{ y }}", "<a class=\"b\" href=\"dropped:/\">l</a> "),
            ("[l](/a/) {{ x }}", "[l](/a/) "),
            ("`[l]({{ x }}/a/)` [m]({{ x }})", "`[l](/a/)` [m](dropped:)"),
            ("```\n[l]({{ x }})\n```\n", "```\n[l]()\n```\n"),
            ("<code>[l]({{ x }})</code>", "<code>[l]()</code>"),
        ] {
            assert_eq!(markdown(text), left);
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(\\{\\{|\\}\\}|\\{%|%\\}|<|>|\\{#|#\\}|\\{:|image |figure |raw|endraw|comment|\"|'|=|a/b.jpg|é|\n| ){0,30}") {
            let _ = run(&text, Markup::Markdown);
            let _ = run(&text, Markup::Html);
        }
    }
}
