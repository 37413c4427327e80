//! Namespaces: the URIs of the vocabularies that feeds use.

macro_rules! namespaces {
    ($($name:ident $prefix:literal $($uri:literal)+;)*) => {
        /// A namespace that a rule speaks of.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub(crate) enum Ns {
            /// No namespace.
            None,
            /// One that is not known here.
            Unknown,
            $(#[doc = concat!("`", $prefix, "`")] $name,)*
        }

        impl Ns {
            /// The namespace of that URI.
            pub(crate) fn of(uri: &str) -> Self {
                match uri {
                    "" => Self::None,
                    $($($uri)|+ => Self::$name,)*
                    _ => Self::Unknown,
                }
            }

            /// As [`Ns::of`], or else the namespace whose URI differs only in case
            /// or in the punctuation at its end; and whether it does.
            pub(crate) fn near(uri: &str) -> (Self, bool) {
                match Self::of(uri) {
                    Self::Unknown => {
                        let short = shorten(uri);
                        let near = URIS.iter().find(|(other, _)| shorten(other).eq_ignore_ascii_case(short));
                        near.map_or((Self::Unknown, false), |(_, ns)| (*ns, true))
                    }
                    ns => (ns, false),
                }
            }

            /// The prefix by which it is commonly known.
            pub(crate) fn prefix(self) -> &'static str {
                match self {
                    Self::None | Self::Unknown => "",
                    $(Self::$name => $prefix,)*
                }
            }

            /// The namespace that is commonly known by a prefix.
            pub(crate) fn by_prefix(prefix: &str) -> Option<Self> {
                Some(match prefix {
                    $($prefix => Self::$name,)*
                    _ => return None,
                })
            }

            /// All of them.
            #[cfg(test)]
            pub(crate) const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its first URI.
            pub(crate) fn uri(self) -> &'static str {
                match self {
                    Self::None | Self::Unknown => "",
                    $(Self::$name => namespaces!(@first $($uri)+),)*
                }
            }
        }

        static URIS: &[(&str, Ns)] = &[$($(($uri, Ns::$name),)+)*];
    };
    (@first $uri:literal $($rest:literal)*) => { $uri };
}

namespaces! {
    Access "access" "http://www.bloglines.com/about/specs/fac-1.0";
    Admin "admin" "http://webns.net/mvcb/";
    Ag "ag" "http://purl.org/rss/1.0/modules/aggregation/";
    Annotate "annotate" "http://purl.org/rss/1.0/modules/annotate/";
    App "app" "http://www.w3.org/2007/app";
    At "at" "http://purl.org/atompub/tombstones/1.0";
    Atom "atom" "http://www.w3.org/2005/Atom";
    Audio "audio" "http://media.tangent.org/rss/1.0/";
    BlogChannel "blogChannel" "http://backend.userland.com/blogChannelModule";
    Cc "cc" "http://web.resource.org/cc/";
    Cf "cf" "http://www.microsoft.com/schemas/rss/core/2005";
    Company "company" "http://purl.org/rss/1.0/modules/company";
    Content "content" "http://purl.org/rss/1.0/modules/content/";
    Conversations "conversationsNetwork" "http://conversationsnetwork.org/rssNamespace-1.0/";
    Cp "cp" "http://my.theinfo.org/changed/1.0/rss/";
    CreativeCommons "creativeCommons" "http://backend.userland.com/creativeCommonsRssModule";
    Dc "dc" "http://purl.org/dc/elements/1.1/";
    DcTerms "dcterms" "http://purl.org/dc/terms/";
    Email "email" "http://purl.org/rss/1.0/modules/email/";
    Ev "ev" "http://purl.org/rss/1.0/modules/event/";
    FeedBurner "feedburner" "http://rssnamespace.org/feedburner/ext/1.0";
    Fh "fh" "http://purl.org/syndication/history/1.0";
    Foaf "foaf" "http://xmlns.com/foaf/0.1/";
    G "g" "http://base.google.com/ns/1.0";
    Geo "geo" "http://www.w3.org/2003/01/geo/wgs84_pos#";
    GeoRss "georss" "http://www.georss.org/georss";
    GeoUrl "geourl" "http://geourl.org/rss/module/";
    Gml "gml" "http://www.opengis.net/gml";
    GooglePlay "googleplay" "http://www.google.com/schemas/play-podcasts/1.0";
    Icbm "icbm" "http://postneo.com/icbm";
    Image "image" "http://purl.org/rss/1.0/modules/image/";
    ImageMap "imagemap" "http://www.google.com/schemas/sitemap-image/1.1";
    Indexing "indexing" "urn:atom-extension:indexing";
    Itunes "itunes" "http://www.itunes.com/dtds/podcast-1.0.dtd";
    L "l" "http://purl.org/rss/1.0/modules/link/";
    MathMl "mathml" "http://www.w3.org/1998/Math/MathML";
    Media "media" "http://search.yahoo.com/mrss/";
    News "news" "http://www.google.com/schemas/sitemap-news/0.9";
    OpenId "openid" "http://openid.net/xmlns/1.0";
    OpenSearch "opensearch" "http://a9.com/-/spec/opensearch/1.1/";
    OpenSearch10 "opensearch10" "http://a9.com/-/spec/opensearchrss/1.0/";
    Pie "pie" "http://purl.org/atom/ns#";
    Podcast "podcast" "https://podcastindex.org/namespace/1.0"
        "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md";
    Rdf "rdf" "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    Rdfs "rdfs" "http://www.w3.org/2000/01/rdf-schema#";
    Ref "ref" "http://purl.org/rss/1.0/modules/reference/";
    Reqv "reqv" "http://purl.org/rss/1.0/modules/richequiv/";
    Rss090 "rss090" "http://my.netscape.com/rdf/simple/0.9/" "http://channel.netscape.com/rdf/simple/0.9/";
    Rss091 "rss091" "http://purl.org/rss/1.0/modules/rss091#";
    Rss1 "rss1" "http://purl.org/rss/1.0/";
    Rss11 "rss11" "http://purl.org/net/rss1.1#";
    RssBoard "rssboard" "https://www.rssboard.org/rss-profile";
    Search "search" "http://purl.org/rss/1.0/modules/search/";
    Sitemap "sitemap" "http://www.sitemaps.org/schemas/sitemap/0.9";
    Slash "slash" "http://purl.org/rss/1.0/modules/slash/";
    Soap "soap" "http://schemas.xmlsoap.org/soap/envelope/";
    Source "source" "http://source.scripting.com/" "https://source.scripting.com/";
    Ss "ss" "http://purl.org/rss/1.0/modules/servicestatus/";
    Str "str" "http://hacks.benhammersley.com/rss/streaming/";
    Sub "sub" "http://purl.org/rss/1.0/modules/subscription/";
    Svg "svg" "http://www.w3.org/2000/svg";
    Sx "sx" "http://feedsync.org/2007/feedsync";
    Sy "sy" "http://purl.org/rss/1.0/modules/syndication/";
    Taxo "taxo" "http://purl.org/rss/1.0/modules/taxonomy/";
    Thr "thr" "http://purl.org/syndication/thread/1.0" "http://purl.org/rss/1.0/modules/threading/";
    Trackback "trackback" "http://madskills.com/public/xml/rss/module/trackback/";
    VideoMap "video" "http://www.google.com/schemas/sitemap-video/1.1";
    Wiki "wiki" "http://purl.org/rss/1.0/modules/wiki/";
    Wfw "wfw" "http://wellformedweb.org/CommentAPI/";
    WebFeeds "webfeeds" "http://webfeeds.org/rss/1.0";
    Xhtml "xhtml" "http://www.w3.org/1999/xhtml";
    Xlink "xlink" "http://www.w3.org/1999/xlink";
    Xml "xml" "http://www.w3.org/XML/1998/namespace";
    Xmlns "xmlns" "http://www.w3.org/2000/xmlns/";
    Xrd "xrd" "xri://$xrd*($v*2.0)";
    Xrds "xrds" "xri://$xrds";
}

/// A URI up to its last letter or digit.
fn shorten(uri: &str) -> &str {
    uri.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '_')
}
