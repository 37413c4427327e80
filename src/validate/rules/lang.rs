//! Rules: languages.

use crate::validate::rule::rules;

rules! {
    "lang", "Languages.";

    LANGUAGE "language-unknown" Error w3c "InvalidLanguage"
        "`{}` is not the tag of a language"
        ""
        ""
        bad Document ""
        good Document ""

    SUBTAG "language-subtag" Warning
        "`{}` is not a language tag of the registry: {}"
        ""
        ""
        bad Document ""
        good Document ""
}
