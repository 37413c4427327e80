//! The attributes: which of them readers let pass, and which hold addresses.

use super::words::{Key, Words, words};

/// What an attribute holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Other,
    Style,
    /// An address to go to.
    Link,
    /// An address that is fetched with the page.
    Fetch,
    /// Addresses to fetch, with commas between them, each with its size.
    Set,
    /// Addresses with spaces between them.
    List,
    Width,
    Height,
}

/// The roles of the first of [`NAMES`]; the others hold nothing of interest.
const ROLES: [Role; 23] = {
    use Role::{Fetch, Height, Link, List, Set, Style, Width};
    [
        Link, Fetch, Link, Fetch, Fetch, Height, Link, Fetch, Link, Fetch, List, Fetch, Fetch, Set, Width, Style, List,
        Link, Link, Set, Link, Link, Link,
    ]
};

/// The last of [`ROLES`], from here on, belong to attributes that do not pass by
/// their names.
const REFUSED: usize = 15;

const NAMES: &[&str; 181] = words! {
    "action" "background" "cite" "data" "dynsrc" "height" "href" "icon" "longdesc" "lowsrc" "ping" "poster"
    "src" "srcset" "width" "style" "archive" "codebase" "formaction" "imagesrcset" "manifest" "profile"
    "xlink:href" "abbr" "accept" "accept-charset" "accesskey" "align" "allow" "allowfullscreen"
    "allowpaymentrequest" "alt" "as" "autocapitalize" "autocomplete" "autofocus" "autoplay" "axis" "balance"
    "bgcolor" "bgproperties" "border" "bordercolor" "bordercolordark" "bordercolorlight" "bottompadding"
    "cellpadding" "cellspacing" "ch" "challenge" "char" "charoff" "charset" "checked" "choff" "class" "clear"
    "color" "cols" "colspan" "compact" "contenteditable" "controls" "coords" "crossorigin" "datafld" "datapagesize"
    "datasrc" "datetime" "decoding" "default" "delay" "dir" "dirname" "disabled" "download" "draggable"
    "enctype" "end" "enterkeyhint" "face" "for" "form" "formenctype" "frame" "galleryimg" "gutter" "headers"
    "hidden" "hidefocus" "high" "hreflang" "hspace" "id" "inputmode" "is" "ismap" "itemid" "itemprop" "itemref"
    "itemscope" "itemtype" "keytype" "kind" "label" "lang" "leftspacing" "list" "loading" "loop" "loopcount"
    "loopend" "loopstart" "low" "max" "maxlength" "media" "method" "min" "minlength" "multiple" "muted" "name"
    "nohref" "nonce" "noshade" "nowrap" "open" "optimum" "pattern" "placeholder" "playsinline" "point-size"
    "pqg" "preload" "prompt" "radiogroup" "readonly" "referrerpolicy" "rel" "repeat-max" "repeat-min" "replace"
    "required" "rev" "reversed" "rightspacing" "rows" "rowspan" "rules" "scope" "selected" "shape" "size"
    "sizes" "span" "spellcheck" "srclang" "start" "step" "summary" "suppress" "tabindex" "target" "template"
    "title" "toppadding" "translate" "type" "unselectable" "urn" "usemap" "valign" "value" "variable" "volume"
    "vrml" "vspace" "wrap" "xml:lang" "xmlns"
};

// `controls` is not in the W3C's list: without it no reader shows a player at all.
static WORDS: Words<181, 512> = Words::new(NAMES);

/// An attribute as far as its name tells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    pub(super) role: Role,
    pub(super) safe: bool,
}

/// The attribute of that name.
pub(super) fn known(name: &str) -> Known {
    by_key(Key::of(name.as_bytes()), name)
}

/// The same where the name's key is known.
#[inline]
pub(super) fn by_key(key: Key, name: &str) -> Known {
    match WORDS.find_key(key, name) {
        None => Known { role: Role::Other, safe: false },
        Some(place) => Known {
            role: ROLES.get(place).copied().unwrap_or(Role::Other),
            safe: place < REFUSED || place >= ROLES.len(),
        },
    }
}

/// Whether readers let an attribute of that name pass, whatever it holds.
/// `style` is none of them: its value decides.
pub(crate) fn attribute(name: &str) -> bool {
    known(name).safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_known_by_their_attributes() {
        for (name, role) in [
            ("href", Role::Link),
            ("SRC", Role::Fetch),
            ("srcset", Role::Set),
            ("ping", Role::List),
            ("style", Role::Style),
            ("width", Role::Width),
            ("xlink:href", Role::Link),
            ("alt", Role::Other),
            ("onclick", Role::Other),
        ] {
            assert_eq!(known(name).role, role, "{name}");
        }
    }

    #[test]
    fn plain_attributes_pass_and_handlers_do_not() {
        for name in ["href", "ALT", "srcset", "xml:lang", "width", "colspan", "title"] {
            assert!(attribute(name), "{name}");
        }
        for name in ["onclick", "style", "formaction", "xlink:href", "bogus", ""] {
            assert!(!attribute(name), "{name}");
        }
    }
}
