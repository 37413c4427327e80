//! Extensions of feeds: one file for each vocabulary, which says what it adds to
//! channels, items, feeds and entries.
//!
//! What may stand where follows the W3C's validator: an element of a vocabulary
//! that it knows is an error where it has no business. Of vocabularies that it
//! does not know ([`is_open`]), whatever is not known here is let pass.

mod access;
mod admin;
mod ag;
mod annotate;
mod app;
mod at;
mod atom;
mod blog_channel;
mod cc;
mod cf;
mod content;
mod conversations;
mod cp;
mod dc;
mod dcterms;
mod ev;
mod feedburner;
mod fh;
mod foaf;
mod g;
mod geo;
mod googleplay;
mod itunes;
mod l;
mod media;
mod opensearch;
mod podcast;
mod rdf;
mod slash;
mod source;
mod sx;
mod sy;
mod taxo;
mod thr;
mod trackback;
mod value;
mod webfeeds;
mod wfw;
mod wiki;
mod xhtml;

pub(crate) use access::RESTRICTION;

use super::walk::{Child, FOREIGN, Frame, Place, Walk};
use super::xml::Ns;

/// What one vocabulary adds: elements, and where they may stand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Vocabulary {
    levels: &'static [(Places, &'static [Child])],
}

/// Some of the places that extensions may stand in.
type Places = u16;

const CHANNEL: Places = 1;
const ITEM: Places = 1 << 1;
const FEED: Places = 1 << 2;
const ENTRY: Places = 1 << 3;
const RESOURCE: Places = 1 << 4;
const PERSON: Places = 1 << 5;
const MEDIA: Places = 1 << 6;
/// RSS's channel and Atom's feed.
const FEEDS: Places = CHANNEL | FEED;
/// RSS's item and Atom's entry.
const ENTRIES: Places = ITEM | ENTRY;
/// Wherever extensions may stand but in a person.
const EVERYWHERE: Places = FEEDS | ENTRIES | RESOURCE;

impl Vocabulary {
    const fn new(levels: &'static [(Places, &'static [Child])]) -> Self {
        Self { levels }
    }

    fn child(&self, places: Places, name: &str) -> Option<&'static Child> {
        let levels = self.levels.iter().filter(|(at, _)| at & places != 0);
        levels.flat_map(|(_, children)| *children).find(|child| child.name == name)
    }
}

/// The vocabulary of a namespace.
fn vocabulary(ns: Ns) -> Option<&'static Vocabulary> {
    Some(match ns {
        Ns::Access => &access::ACCESS,
        Ns::Admin => &admin::ADMIN,
        Ns::Ag => &ag::AG,
        Ns::Annotate => &annotate::ANNOTATE,
        Ns::App => &app::APP,
        Ns::At => &at::AT,
        Ns::Atom => &atom::ATOM,
        Ns::BlogChannel => &blog_channel::BLOG_CHANNEL,
        Ns::Cc => &cc::CC,
        Ns::Cf => &cf::CF,
        Ns::Content => &content::CONTENT,
        Ns::Conversations => &conversations::CONVERSATIONS,
        Ns::Cp => &cp::CP,
        Ns::CreativeCommons => &cc::CREATIVE_COMMONS,
        Ns::Dc => &dc::DC,
        Ns::DcTerms => &dcterms::DCTERMS,
        Ns::Ev => &ev::EV,
        Ns::FeedBurner => &feedburner::FEEDBURNER,
        Ns::Fh => &fh::FH,
        Ns::Foaf => &foaf::FOAF,
        Ns::G => &g::G,
        Ns::Geo => &geo::GEO,
        Ns::GeoRss => &geo::GEORSS,
        Ns::GeoUrl => &geo::GEOURL,
        Ns::GooglePlay => &googleplay::GOOGLE_PLAY,
        Ns::Icbm => &geo::ICBM,
        Ns::Itunes => &itunes::ITUNES,
        Ns::L => &l::L,
        Ns::Media => &media::MEDIA,
        Ns::OpenSearch | Ns::OpenSearch10 => &opensearch::OPENSEARCH,
        Ns::Podcast => &podcast::PODCAST,
        Ns::Rdf => &rdf::RDF,
        Ns::Rdfs => &rdf::RDFS,
        Ns::Slash => &slash::SLASH,
        Ns::Source => &source::SOURCE,
        Ns::Sx => &sx::SX,
        Ns::Sy => &sy::SY,
        Ns::Taxo => &taxo::TAXO,
        Ns::Thr => &thr::THR,
        Ns::Trackback => &trackback::TRACKBACK,
        Ns::WebFeeds => &webfeeds::WEBFEEDS,
        Ns::Wfw => &wfw::WFW,
        Ns::Wiki => &wiki::WIKI,
        Ns::Xhtml => &xhtml::XHTML,
        _ => return None,
    })
}

/// Whether the W3C does not know a namespace that is known here: to it, anything
/// of it may stand anywhere.
pub(crate) fn is_open(ns: Ns) -> bool {
    matches!(
        ns,
        Ns::At
            | Ns::GooglePlay
            | Ns::ImageMap
            | Ns::News
            | Ns::Podcast
            | Ns::RssBoard
            | Ns::Sitemap
            | Ns::Source
            | Ns::VideoMap
            | Ns::WebFeeds
    )
}

/// Any element of which nothing is asked.
static ANYTHING: Child = Child::many(Ns::Unknown, "", &FOREIGN);

/// The extension of that name that may stand in a place.
pub(crate) fn child(place: Place, ns: Ns, name: &str) -> Option<&'static Child> {
    if ns == Ns::None {
        return None;
    }
    let places = match place {
        Place::None => return None,
        Place::Channel => CHANNEL,
        Place::Item => ITEM,
        Place::Resource => RESOURCE,
        Place::Feed | Place::Source => FEED,
        Place::Entry => ENTRY,
        Place::Person => PERSON,
        Place::MediaGroup => MEDIA,
        Place::MediaContent => MEDIA | RESOURCE,
        Place::Open => return Some(&ANYTHING),
    };
    // Qualified Dublin Core: `dc:date.Taken` is a `dc:date`.
    let plain = if ns == Ns::Dc { name.split('.').next().unwrap_or(name) } else { name };
    let found = vocabulary(ns).and_then(|vocabulary| vocabulary.child(places, plain));
    found.or_else(|| is_open(ns).then_some(&ANYTHING))
}

/// What an element is where it has no business: the W3C questions it, and judges
/// it all the same. `None` where it says that there is no such element.
pub(crate) fn questionable(ns: Ns, name: &str) -> Option<&'static Child> {
    let found = vocabulary(ns).and_then(|vocabulary| {
        let levels = vocabulary.levels.iter().filter(|(at, _)| *at & EVERYWHERE == EVERYWHERE);
        levels.flat_map(|(_, children)| *children).find(|child| child.name == name)
    });
    found.or_else(|| match ns {
        Ns::Atom => atom::questionable(name),
        Ns::App => app::questionable(name),
        _ => None,
    })
}

/// Takes note of an element that has no business where it stands: who uses a word
/// of Apple's, even a wrong one, wants to be in its directory.
pub(crate) fn met(walk: &mut Walk<'_>, ns: Ns) {
    if ns == Ns::Itunes {
        itunes::used(walk);
    }
}

/// Judges what extensions make of a channel, item, feed or entry that ends; to be
/// asked before its own checks.
pub(crate) fn end<'a>(walk: &mut Walk<'a>, frame: &Frame<'a>) {
    match frame.element.place {
        Place::Channel | Place::Feed => itunes::feed(walk, frame),
        Place::Item | Place::Entry => {
            atom::item(walk, frame);
            itunes::entry(walk, frame);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_knows_each_element_once() {
        for ns in Ns::ALL {
            let Some(vocabulary) = vocabulary(*ns) else { continue };
            for bit in 0..7 {
                // Items have many dates where others have one: the narrower level is asked first.
                let levels = vocabulary.levels.iter().filter(|(at, _)| at & (1 << bit) != 0);
                let mut seen = Vec::new();
                for child in levels.flat_map(|(_, children)| *children) {
                    let is_narrowed = *ns == Ns::Dc && child.name == "subject";
                    assert!(!seen.contains(&child.name) || is_narrowed, "{ns:?} {}", child.name);
                    seen.push(child.name);
                }
            }
        }
    }

    #[test]
    fn what_the_w3c_does_not_know_is_let_pass() {
        assert!(child(Place::Item, Ns::Podcast, "newerThanThis").is_some());
        assert!(child(Place::Item, Ns::Dc, "newerThanThis").is_none());
        assert!(child(Place::Item, Ns::Dc, "date.Taken").is_some());
        assert!(child(Place::None, Ns::Dc, "date").is_none());
    }

    #[test]
    fn what_may_stand_anywhere_is_odd_elsewhere() {
        assert!(questionable(Ns::Dc, "title").is_some());
        assert!(questionable(Ns::Atom, "id").is_some());
        assert!(questionable(Ns::Itunes, "author").is_none());
    }
}
