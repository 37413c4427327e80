//! Rules: how the bytes become characters.

use crate::validate::rule::rules;

rules! {
    "encoding", "How the bytes become characters.";

    UNDECLARED "encoding-undeclared" Info w3c "MissingEncoding"
        "the document does not name its encoding"
        "Begin it with `<?xml version=\"1.0\" encoding=\"utf-8\"?>`."
        "https://www.w3.org/TR/xml/#charencoding"
        bad Document r#"<rss version="2.0"><channel><title>News</title><link>https://example.com/</link><description>News of the town</description></channel></rss>"#
        good Document r#"<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>News</title><link>https://example.com/</link><description>News of the town</description></channel></rss>"#

    UNKNOWN "encoding-unknown" Error w3c "UnknownEncoding"
        "there is no encoding `{}`"
        "Write the document in UTF-8 and declare `encoding=\"utf-8\"`."
        "https://www.w3.org/TR/xml/#charencoding"
        bad Document r#"<?xml version="1.0" encoding="utf8-unicode"?><rss version="2.0"><channel><title>News</title><link>https://example.com/</link><description>News of the town</description></channel></rss>"#
        good Document r#"<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>News</title><link>https://example.com/</link><description>News of the town</description></channel></rss>"#

    OBSCURE "encoding-obscure" Warning w3c "ObscureEncoding"
        "the encoding `{}` is one that many readers do not know"
        "Write the document in UTF-8 and declare `encoding=\"utf-8\"`: every reader knows that one."
        "https://www.w3.org/TR/xml/#charencoding"
        bad Document r#"<?xml version="1.0" encoding="macintosh"?><rss version="2.0"><channel><title>News</title><link>https://example.com/</link><description>News of the town</description></channel></rss>"#
        good Document r#"<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>News</title><link>https://example.com/</link><description>News of the town</description></channel></rss>"#

    BYTES "encoding-bytes" Error w3c "UnicodeError"
        "the bytes are not of the encoding that the document is said to have: {} is not {}"
        "Write the document in UTF-8 throughout: a part that was pasted in from elsewhere is often in another encoding."
        "https://www.w3.org/TR/xml/#charencoding"
        bad Bytes r#"<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Café</title><link>https://example.com/</link><description>News of the town</description></channel></rss>"#
        good Document r#"<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Café</title><link>https://example.com/</link><description>News of the town</description></channel></rss>"#

    NOT_UTF8 "encoding-not-utf-8" Info w3c "NonstdEncoding"
        "the encoding is `{}`, which not every parser has to know"
        "Write the document in UTF-8 and declare `encoding=\"utf-8\"`."
        "https://www.w3.org/TR/xml/#charencoding"
        bad Bytes r#"<?xml version="1.0" encoding="windows-1252"?><rss version="2.0"><channel><title>Café</title><link>https://example.com/</link><description>News of the town</description></channel></rss>"#
        good Document r#"<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Café</title><link>https://example.com/</link><description>News of the town</description></channel></rss>"#
}
