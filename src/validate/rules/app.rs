//! Rules: the Atom Publishing Protocol.

use crate::validate::rule::rules;

rules! {
    "app", "Service and category documents of the Atom Publishing Protocol.";

    CONFLICTING_ATTRIBUTE "app-categories-attribute" Error w3c "ConflictingCatAttr"
        "`categories` has `href`, so that `{}` may not stand on it"
        "Say it in the document that `href` leads to, or leave out `href`."
        "https://www.rfc-editor.org/rfc/rfc5023#section-7.2.1"
        bad AppWorkspace r#"<collection href="https://example.com/news"><atom:title>News</atom:title><categories href="https://example.com/categories" fixed="yes"/></collection>"#
        good AppWorkspace r#"<collection href="https://example.com/news"><atom:title>News</atom:title><categories href="https://example.com/categories"/></collection>"#

    CONFLICTING_CHILDREN "app-categories-children" Error w3c "ConflictingCatChildren"
        "`categories` has `href` and categories within it"
        "List them in one place: the document that `href` leads to, or here."
        "https://www.rfc-editor.org/rfc/rfc5023#section-7.2.1"
        bad AppWorkspace r#"<collection href="https://example.com/news"><atom:title>News</atom:title><categories href="https://example.com/categories"><atom:category term="town"/></categories></collection>"#
        good AppWorkspace r#"<collection href="https://example.com/news"><atom:title>News</atom:title><categories><atom:category term="town"/></categories></collection>"#

    QUALITY "app-accept-quality" Warning w3c "UndefinedParam"
        "`{}` weighs a media type, which `accept` here does not know"
        "Leave out `;q=…`: that is of HTTP's header."
        "https://www.rfc-editor.org/rfc/rfc5023#section-8.3.4"
        bad AppWorkspace r#"<collection href="https://example.com/news"><atom:title>News</atom:title><accept>image/png;q=0.5</accept></collection>"#
        good AppWorkspace r#"<collection href="https://example.com/news"><atom:title>News</atom:title><accept>image/png</accept></collection>"#

    HREF "app-categories-href" Warning
        "`{}` is not an address of categories"
        "Write the address of a category document."
        "https://www.rfc-editor.org/rfc/rfc5023#section-7.2.1"
        bad AppWorkspace r#"<collection href="https://example.com/news"><atom:title>News</atom:title><categories href="the categories"/></collection>"#
        good AppWorkspace r#"<collection href="https://example.com/news"><atom:title>News</atom:title><categories href="categories"/></collection>"#

    SCHEME "app-categories-scheme" Warning
        "`{}` is not a complete address, and categories are compared by it"
        "Write a complete address, such as `https://example.com/sections`."
        "https://www.rfc-editor.org/rfc/rfc5023#section-7.2.1"
        bad AppWorkspace r#"<collection href="https://example.com/news"><atom:title>News</atom:title><categories scheme="sections"/></collection>"#
        good AppWorkspace r#"<collection href="https://example.com/news"><atom:title>News</atom:title><categories scheme="https://example.com/sections"/></collection>"#

    SAME_COLLECTION "app-collection-repeated" Warning
        "the collection `{}` stands twice in one workspace"
        "Leave one of them out."
        "https://www.rfc-editor.org/rfc/rfc5023#section-8.3.3"
        bad AppWorkspace r#"<collection href="https://example.com/news"><atom:title>News</atom:title></collection><collection href="https://example.com/news"><atom:title>All</atom:title></collection>"#
        good AppWorkspace r#"<collection href="https://example.com/news"><atom:title>News</atom:title></collection><collection href="https://example.com/all"><atom:title>All</atom:title></collection>"#

    EMPTY_WORKSPACE "app-workspace-empty" Info
        "the workspace has no collections"
        "Add a collection, or leave out the workspace."
        "https://www.rfc-editor.org/rfc/rfc5023#section-8.3.2"
        bad AppWorkspace ""
        good AppWorkspace r#"<collection href="https://example.com/news"><atom:title>News</atom:title></collection>"#
}
