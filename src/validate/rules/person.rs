//! Rules: people and their addresses.

use crate::validate::rule::rules;

rules! {
    "person", "People and their addresses.";

    ADDRESS "mail-address" Error w3c "InvalidAddrSpec"
        "`{}` is not a mail address"
        "Write the bare address, `ana@example.com`, or leave the element out."
        "https://www.rfc-editor.org/rfc/rfc4287#section-3.2.3"
        bad AtomEntry "<author><name>Ana</name><email>ana at example.com</email></author>"
        good AtomEntry "<author><name>Ana</name><email>ana@example.com</email></author>"

    CONTACT "mail-contact" Error w3c "InvalidContact"
        "`{}` must hold a mail address: {}"
        "Write `ana@example.com (Ana Novak)`, or name people without an address in `dc:creator`."
        "https://www.rssboard.org/rss-profile#element-channel-item-author"
        bad RssItem "<author>Ana Novak</author>"
        good RssItem "<author>ana@example.com (Ana Novak)</author>"

    FORM "mail-form" Warning w3c "EmailFormat"
        "`{}` is not of the form `ana@example.com (Ana)`"
        "Write the address first, a space, and the name in parentheses."
        "https://www.rssboard.org/rss-profile#data-types-email"
        bad RssItem "<author>Ana Novak &lt;ana@example.com></author>"
        good RssItem "<author>ana@example.com (Ana Novak)</author>"

    NO_NAME "mail-name-missing" Warning w3c "MissingRealName"
        "`{}` is an address without a name"
        "Put the name behind it in parentheses: `ana@example.com (Ana Novak)`."
        "https://www.rssboard.org/rss-profile#data-types-email"
        bad RssItem "<author>ana@example.com</author>"
        good RssItem "<author>ana@example.com (Ana Novak)</author>"

    HOST "mail-host" Warning w3c "UnknownHost"
        "`{}` is an address at a host that the world cannot find"
        "Write an address that readers can write to, with its whole domain, or leave it out."
        "https://www.rfc-editor.org/rfc/rfc5321#section-2.3.5"
        bad RssItem "<author>ana@localhost (Ana Novak)</author>"
        good RssItem "<author>ana@example.com (Ana Novak)</author>"

    CONTAINS "text-mail" Warning w3c "ContainsEmail"
        "`{}` holds a mail address: {}"
        "Leave the name alone in `name`, and put the address into `email`."
        "https://www.rfc-editor.org/rfc/rfc4287#section-3.2.1"
        bad AtomEntry "<author><name>Ana Novak &lt;ana@example.com></name></author>"
        good AtomEntry "<author><name>Ana Novak</name><email>ana@example.com</email></author>"
}
