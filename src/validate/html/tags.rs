//! The elements that are told apart, each with how its tags are treated.

use super::kinds::{BLOCK, BREAKOUT, End, IMPLIED, Info, KNOWN, NONE, OPTIONAL, SAFE, SCOPE, SPECIAL, Start};
use super::words::{Key, Words};

macro_rules! tags {
    ($($tag:ident $name:literal $start:ident $end:ident $($flag:ident)|+;)*) => {
        /// An element's name; `Unknown` stands for every other one.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Tag {
            $($tag,)*
            Unknown,
        }
        const COUNT: usize = [$($name),*].len();
        const NAMES: &[&str; COUNT] = &[$($name),*];
        static TAGS: [Tag; COUNT] = [$(Tag::$tag),*];
        static INFO: [Info; COUNT + 1] = [
            $(Info { start: Start::$start, end: End::$end, flags: $($flag)|+ },)*
            Info { start: Start::Other, end: End::Other, flags: NONE },
        ];
    };
}

static WORDS: Words<COUNT, 512> = Words::new(NAMES);

impl Tag {
    /// The element of that name, in any case.
    pub(super) fn of(name: &str) -> Self {
        WORDS.find(name).map_or(Self::Unknown, |place| TAGS[place])
    }

    /// The same where the name's key is known.
    #[inline]
    pub(super) fn by_key(key: Key, name: &str) -> Self {
        WORDS.find_key(key, name).map_or(Self::Unknown, |place| TAGS[place])
    }

    #[inline]
    pub(super) fn info(self) -> &'static Info {
        &INFO[self as usize]
    }
}

tags! {
    A "a" A Format KNOWN|SAFE;
    Abbr "abbr" Other Other KNOWN|SAFE;
    Acronym "acronym" Other Other KNOWN|SAFE;
    Address "address" CloseP Block KNOWN|SAFE|BLOCK|SPECIAL;
    AnnotationXml "annotation-xml" Other Other NONE;
    Applet "applet" Other Block KNOWN|SPECIAL|SCOPE;
    Area "area" Void Other KNOWN|SAFE|SPECIAL;
    Article "article" CloseP Block KNOWN|SAFE|BLOCK|SPECIAL;
    Aside "aside" CloseP Block KNOWN|SAFE|BLOCK|SPECIAL;
    Audio "audio" Other Other KNOWN|SAFE;
    B "b" Other Format KNOWN|SAFE|BREAKOUT;
    Base "base" Void Other KNOWN|SPECIAL;
    Basefont "basefont" Void Other KNOWN|SPECIAL;
    Bdi "bdi" Other Other KNOWN|SAFE;
    Bdo "bdo" Other Other KNOWN;
    Bgsound "bgsound" Void Other SPECIAL;
    Big "big" Other Format KNOWN|SAFE|BREAKOUT;
    Blockquote "blockquote" CloseP Block KNOWN|SAFE|BLOCK|SPECIAL|BREAKOUT;
    Body "body" Misplaced Refused KNOWN|BLOCK|SPECIAL|BREAKOUT;
    Br "br" Void Refused KNOWN|SAFE|SPECIAL|BREAKOUT;
    Button "button" Button Block KNOWN|SAFE|SPECIAL;
    Canvas "canvas" Other Other KNOWN|SAFE;
    Caption "caption" TablePart Other KNOWN|SAFE|BLOCK|SPECIAL|SCOPE;
    Center "center" CloseP Block KNOWN|SAFE|BLOCK|SPECIAL|BREAKOUT;
    Cite "cite" Other Other KNOWN|SAFE;
    Code "code" Other Format KNOWN|SAFE|BREAKOUT;
    Col "col" TablePart Other KNOWN|SAFE|BLOCK|SPECIAL;
    Colgroup "colgroup" TablePart Other KNOWN|SAFE|BLOCK|SPECIAL;
    Command "command" Void Other KNOWN|SAFE|SPECIAL;
    Comment "comment" Other Other KNOWN;
    Data "data" Other Other KNOWN|SAFE;
    Datagrid "datagrid" Other Other KNOWN|SAFE;
    Datalist "datalist" Other Other KNOWN|SAFE;
    Dd "dd" Item Item KNOWN|SAFE|BLOCK|SPECIAL|IMPLIED|OPTIONAL|BREAKOUT;
    Del "del" Other Other KNOWN|SAFE;
    Desc "desc" Other Other NONE;
    Details "details" CloseP Block KNOWN|SAFE|BLOCK|SPECIAL;
    Dfn "dfn" Other Other KNOWN|SAFE;
    Dialog "dialog" Other Block KNOWN|SAFE|BLOCK;
    Dir "dir" CloseP Block KNOWN|SAFE|BLOCK|SPECIAL;
    Div "div" CloseP Block KNOWN|SAFE|BLOCK|SPECIAL|BREAKOUT;
    Dl "dl" CloseP Block KNOWN|SAFE|BLOCK|SPECIAL|BREAKOUT;
    Dt "dt" Item Item KNOWN|SAFE|BLOCK|SPECIAL|IMPLIED|OPTIONAL|BREAKOUT;
    Em "em" Other Format KNOWN|SAFE|BREAKOUT;
    Embed "embed" Void Other KNOWN|SPECIAL|BREAKOUT;
    Eventsource "eventsource" Other Other KNOWN|SAFE;
    Fieldset "fieldset" CloseP Block KNOWN|SAFE|BLOCK|SPECIAL;
    Figcaption "figcaption" CloseP Block KNOWN|SAFE|BLOCK;
    Figure "figure" CloseP Block KNOWN|SAFE|BLOCK|SPECIAL;
    Font "font" Other Format KNOWN|SAFE;
    Footer "footer" CloseP Block KNOWN|SAFE|BLOCK|SPECIAL;
    Foreignobject "foreignobject" Other Other NONE;
    Form "form" Form Form KNOWN|SAFE|BLOCK|SPECIAL;
    Frame "frame" Misplaced Other KNOWN|SPECIAL;
    Frameset "frameset" Misplaced Other KNOWN|SPECIAL;
    H1 "h1" Heading Heading KNOWN|SAFE|BLOCK|SPECIAL|BREAKOUT;
    H2 "h2" Heading Heading KNOWN|SAFE|BLOCK|SPECIAL|BREAKOUT;
    H3 "h3" Heading Heading KNOWN|SAFE|BLOCK|SPECIAL|BREAKOUT;
    H4 "h4" Heading Heading KNOWN|SAFE|BLOCK|SPECIAL|BREAKOUT;
    H5 "h5" Heading Heading KNOWN|SAFE|BLOCK|SPECIAL|BREAKOUT;
    H6 "h6" Heading Heading KNOWN|SAFE|BLOCK|SPECIAL|BREAKOUT;
    Head "head" Misplaced Other KNOWN|SPECIAL|BREAKOUT;
    Header "header" CloseP Block KNOWN|SAFE|BLOCK|SPECIAL;
    Hgroup "hgroup" CloseP Block KNOWN|SAFE|BLOCK;
    Hr "hr" Hr Other KNOWN|SAFE|BLOCK|SPECIAL|BREAKOUT;
    Html "html" Misplaced Nothing KNOWN|BLOCK|SPECIAL|SCOPE;
    I "i" Other Format KNOWN|SAFE|BREAKOUT;
    Iframe "iframe" Raw Other KNOWN|SPECIAL;
    Image "image" Misplaced Other SPECIAL;
    Img "img" Void Other KNOWN|SAFE|SPECIAL|BREAKOUT;
    Input "input" Void Other KNOWN|SAFE|SPECIAL;
    Ins "ins" Other Other KNOWN|SAFE;
    Isindex "isindex" Misplaced Other KNOWN|SPECIAL;
    Kbd "kbd" Other Other KNOWN|SAFE;
    Keygen "keygen" Void Other SAFE;
    Label "label" Other Other KNOWN|SAFE;
    Legend "legend" Other Other KNOWN|SAFE|BLOCK;
    Li "li" Item Item KNOWN|SAFE|BLOCK|SPECIAL|IMPLIED|OPTIONAL|BREAKOUT;
    Link "link" Void Other KNOWN|SPECIAL;
    Listing "listing" CloseP Block KNOWN|BLOCK|SPECIAL|BREAKOUT;
    M "m" Other Other KNOWN|SAFE;
    Main "main" CloseP Block KNOWN|SAFE|BLOCK;
    Malignmark "malignmark" Other Other NONE;
    Map "map" Other Other KNOWN|SAFE;
    Mark "mark" Other Other KNOWN|SAFE;
    Marquee "marquee" Other Block SPECIAL|SCOPE;
    Math "math" Math Other NONE;
    Menu "menu" CloseP Block KNOWN|SAFE|BLOCK|SPECIAL|BREAKOUT;
    Meta "meta" Void Other KNOWN|SPECIAL|BREAKOUT;
    Meter "meter" Other Other KNOWN|SAFE;
    Mglyph "mglyph" Other Other NONE;
    Mi "mi" Other Other NONE;
    Mn "mn" Other Other NONE;
    Mo "mo" Other Other NONE;
    Ms "ms" Other Other NONE;
    Mtext "mtext" Other Other NONE;
    Multicol "multicol" Other Other SAFE;
    Nav "nav" CloseP Block KNOWN|SAFE|BLOCK|SPECIAL;
    Nextid "nextid" Other Other SAFE;
    Nobr "nobr" Nobr Format BREAKOUT;
    Noembed "noembed" Raw Other SPECIAL;
    Noframes "noframes" Raw Other KNOWN|SPECIAL;
    Noscript "noscript" Other Other KNOWN|SAFE|SPECIAL;
    Object "object" Other Block KNOWN|SPECIAL|SCOPE;
    Ol "ol" CloseP Block KNOWN|SAFE|BLOCK|SPECIAL|BREAKOUT;
    Optgroup "optgroup" Opt Other KNOWN|SAFE|BLOCK|IMPLIED;
    Option "option" Opt Other KNOWN|SAFE|BLOCK|IMPLIED;
    Output "output" Other Other KNOWN|SAFE;
    P "p" CloseP P KNOWN|SAFE|BLOCK|SPECIAL|IMPLIED|OPTIONAL|BREAKOUT;
    Param "param" Void Other KNOWN|SPECIAL;
    Picture "picture" Other Other KNOWN|SAFE;
    Plaintext "plaintext" Plaintext Other KNOWN|BLOCK|SPECIAL;
    Pre "pre" CloseP Block KNOWN|SAFE|BLOCK|SPECIAL|BREAKOUT;
    Progress "progress" Other Other KNOWN|SAFE;
    Q "q" Other Other KNOWN|SAFE;
    Rp "rp" Ruby Other KNOWN|SAFE|IMPLIED;
    Rt "rt" Ruby Other KNOWN|SAFE|IMPLIED;
    Ruby "ruby" Other Other KNOWN|SAFE|BREAKOUT;
    S "s" Other Format KNOWN|SAFE|BREAKOUT;
    Samp "samp" Other Other KNOWN|SAFE;
    Script "script" Raw Other KNOWN|SPECIAL;
    Section "section" CloseP Block KNOWN|SAFE|BLOCK|SPECIAL;
    Select "select" Select Other KNOWN|SAFE|SPECIAL;
    Slot "slot" Other Other KNOWN;
    Small "small" Other Format KNOWN|SAFE|BREAKOUT;
    Sound "sound" Other Other SAFE;
    Source "source" Void Other KNOWN|SAFE;
    Spacer "spacer" Other Other SAFE;
    Span "span" Other Other KNOWN|SAFE|BREAKOUT;
    Strike "strike" Other Format KNOWN|SAFE|BREAKOUT;
    Strong "strong" Other Format KNOWN|SAFE|BREAKOUT;
    Style "style" Raw Other KNOWN|SPECIAL;
    Sub "sub" Other Other KNOWN|SAFE|BREAKOUT;
    Summary "summary" CloseP Block KNOWN|SAFE|BLOCK;
    Sup "sup" Other Other KNOWN|SAFE|BREAKOUT;
    Svg "svg" Svg Other NONE;
    Table "table" Table Other KNOWN|SAFE|BLOCK|SPECIAL|SCOPE|BREAKOUT;
    Tbody "tbody" TablePart Other KNOWN|SAFE|BLOCK|SPECIAL|OPTIONAL;
    Td "td" TablePart Other KNOWN|SAFE|BLOCK|SPECIAL|SCOPE|OPTIONAL;
    Template "template" Other Other KNOWN|SAFE;
    Textarea "textarea" Rcdata Other KNOWN|SAFE|SPECIAL;
    Tfoot "tfoot" TablePart Other KNOWN|SAFE|BLOCK|SPECIAL|OPTIONAL;
    Th "th" TablePart Other KNOWN|SAFE|BLOCK|SPECIAL|SCOPE|OPTIONAL;
    Thead "thead" TablePart Other KNOWN|SAFE|BLOCK|SPECIAL|OPTIONAL;
    Time "time" Other Other KNOWN|SAFE;
    Title "title" Rcdata Other KNOWN|SPECIAL;
    Tr "tr" TablePart Other KNOWN|SAFE|BLOCK|SPECIAL|OPTIONAL;
    Track "track" Void Other KNOWN|SAFE;
    Tt "tt" Other Format KNOWN|SAFE|BREAKOUT;
    U "u" Other Format KNOWN|SAFE|BREAKOUT;
    Ul "ul" CloseP Block KNOWN|SAFE|BLOCK|SPECIAL|BREAKOUT;
    Var "var" Other Other KNOWN|SAFE|BREAKOUT;
    Video "video" Other Other KNOWN|SAFE;
    Wbr "wbr" Void Other KNOWN|SAFE|SPECIAL;
    Xmp "xmp" Xmp Other KNOWN|BLOCK|SPECIAL;
}
