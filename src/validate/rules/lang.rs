//! Rules: languages.

use crate::validate::rule::rules;

rules! {
    "lang", "Languages.";

    LANGUAGE "language-unknown" Error w3c "InvalidLanguage"
        "`{}` is not the tag of a language"
        "Write the code of the language, with that of the country where it matters: `en`, `en-GB`, `de-AT`."
        "https://www.rfc-editor.org/rfc/rfc5646#section-2.2.1"
        bad RssChannel "<language>english</language>"
        good RssChannel "<language>en</language>"

    SUBTAG "language-subtag" Warning
        "`{}` is not a language tag of the registry: {}"
        "Put the tag together of registered parts: language, script, country, as in `en-GB` or `zh-Hant-TW`."
        "https://www.rfc-editor.org/rfc/rfc5646#section-2.2.9"
        bad RssChannel "<language>en-UK</language>"
        good RssChannel "<language>en-GB</language>"
}
