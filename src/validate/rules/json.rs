//! Rules: JSON, and JSON Feed.

use crate::validate::rule::rules;

rules! {
    "json", "JSON, and JSON Feed.";

    SYNTAX "json-syntax" Error
        "the document is not JSON: {}"
        "Have a JSON library write the document."
        "https://www.rfc-editor.org/rfc/rfc8259#section-2"
        bad Document r#"{"version": "https://jsonfeed.org/version/1.1", "title": News, "items": []}"#
        good Document r#"{"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": []}"#

    LIMIT "json-limit" Error
        "the document is not read any further: {}"
        "Write fewer items, without deep nesting in extensions."
        "https://www.rfc-editor.org/rfc/rfc8259#section-9"
        bad Times "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"News\", \"_x\": |70|[|"
        good Document "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"News\", \"items\": []}"

    TRAILING_COMMA "json-trailing-comma" Error
        "a comma stands behind the last value"
        "Leave it out: strict readers refuse the whole document for it."
        "https://www.rfc-editor.org/rfc/rfc8259#section-4"
        bad JsonFeed r#""title": "News", "items": [],"#
        good JsonFeed r#""title": "News", "items": []"#

    CONTROL "json-control-character" Error
        "the character {} stands in a text without an escape"
        "Escape it: a line end is `\\n`, a tab `\\t`."
        "https://www.rfc-editor.org/rfc/rfc8259#section-7"
        bad JsonFeed "\"title\": \"Good\nNews\", \"items\": []"
        good JsonFeed r#""title": "Good\nNews", "items": []"#

    ESCAPE "json-escape" Error
        "`{}` is not an escape of JSON"
        "Double the backslash if it is meant to be one."
        "https://www.rfc-editor.org/rfc/rfc8259#section-7"
        bad JsonFeed r#""title": "C:\News", "items": []"#
        good JsonFeed r#""title": "C:\\News", "items": []"#

    SURROGATE "json-surrogate" Warning
        "`{}` is half a character: some readers refuse the document, others show a box"
        "Cut texts between characters, not within them."
        "https://www.rfc-editor.org/rfc/rfc8259#section-8.2"
        bad JsonFeed r#""title": "News \ud83d", "items": []"#
        good JsonFeed r#""title": "News \ud83d\ude00", "items": []"#

    NUL "json-nul" Warning
        "a text holds the character NUL, at which some programs end it"
        "Leave the character out."
        "https://www.rfc-editor.org/rfc/rfc8259#section-7"
        bad JsonFeed r#""title": "News\u0000", "items": []"#
        good JsonFeed r#""title": "News", "items": []"#

    NUMBER_RANGE "json-number-range" Warning
        "{} is more than many readers hold exactly"
        "Write it as a text, in quotes, if it is a name and not an amount."
        "https://www.rfc-editor.org/rfc/rfc8259#section-6"
        bad JsonItem r#""id": 12345678901234567890, "content_text": "Words""#
        good JsonItem r#""id": "12345678901234567890", "content_text": "Words""#

    DUPLICATE_KEY "json-member-repeated" Warning
        "`{}` stands twice in one object: readers take the one or the other"
        "Leave one of them out."
        "https://www.rfc-editor.org/rfc/rfc8259#section-4"
        bad JsonFeed r#""title": "News", "title": "Daily News", "items": []"#
        good JsonFeed r#""title": "News", "items": []"#

    MARK "json-byte-order-mark" Error
        "the document begins with a byte order mark"
        "Save it as UTF-8 without a mark: many parsers of JSON refuse it."
        "https://www.rfc-editor.org/rfc/rfc8259#section-8.1"
        bad Document "\u{feff}{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"News\", \"items\": []}"
        good Document "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"News\", \"items\": []}"

    NOT_UTF8 "json-encoding" Error
        "the document is not in UTF-8"
        "Save it as UTF-8: JSON is exchanged in no other encoding."
        "https://www.rfc-editor.org/rfc/rfc8259#section-8.1"
        bad Utf16 r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Café", "items": []}"#
        good Document r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Café", "items": []}"#

    NOT_A_FEED "json-not-a-feed" Error
        "this is JSON, and not a JSON Feed"
        "Give it `version`, with the address of the version of JSON Feed that it is of."
        "https://www.jsonfeed.org/version/1.1/#top-level-a-name-top-level-a"
        bad Document r#"{"title": "News"}"#
        good Document r#"{"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": []}"#

    VERSION "json-version" Error
        "`{}` is not a version of JSON Feed"
        "Write `https://jsonfeed.org/version/1.1`, to the letter."
        "https://www.jsonfeed.org/version/1.1/#top-level-a-name-top-level-a"
        bad Document r#"{"version": "http://jsonfeed.org/version/1.1/", "title": "News", "items": []}"#
        good Document r#"{"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": []}"#

    MISSING "json-member-missing" Error
        "`{}` is missing from {}"
        "Add it: the specification requires it."
        "https://www.jsonfeed.org/version/1.1/#structure-a-name-structure-a"
        bad JsonFeed r#""items": []"#
        good JsonFeed r#""title": "News", "items": []"#

    RECOMMENDED "json-member-recommended" Warning
        "`{}` is missing from {}"
        "Add it: the specification strongly recommends it, and readers tell feeds apart by it."
        "https://www.jsonfeed.org/version/1.1/#top-level-a-name-top-level-a"
        bad JsonFeed r#""title": "News", "home_page_url": "https://example.com/", "items": []"#
        good JsonFeed r#""title": "News", "home_page_url": "https://example.com/", "feed_url": "https://example.com/news.json", "items": []"#

    TYPE "json-member-type" Error
        "`{}` must be {}, and it is {}"
        "Write it as the specification has it, or leave it out."
        "https://www.jsonfeed.org/version/1.1/#structure-a-name-structure-a"
        bad JsonFeed r#""title": null, "items": []"#
        good JsonFeed r#""title": "News", "items": []"#

    ELEMENT_TYPE "json-element-type" Error
        "`{}` must hold {} only, and this is {}"
        "Write each as the specification has it, or leave it out."
        "https://www.jsonfeed.org/version/1.1/#structure-a-name-structure-a"
        bad JsonItem r#""id": "1", "content_text": "Words", "tags": [7]"#
        good JsonItem r#""id": "1", "content_text": "Words", "tags": ["7"]"#

    NEWER "json-member-newer" Warning
        "`{}` is of JSON Feed 1.1, and the feed says that it is of 1.0"
        "Write `https://jsonfeed.org/version/1.1` in `version`."
        "https://www.jsonfeed.org/version/1.1/#changes-a-name-changes-a"
        bad Document r#"{"version": "https://jsonfeed.org/version/1", "title": "News", "language": "en", "items": []}"#
        good Document r#"{"version": "https://jsonfeed.org/version/1.1", "title": "News", "language": "en", "items": []}"#

    UNKNOWN "json-member-unknown" Info
        "JSON Feed has no `{}` in {}"
        "Look for a slip of the pen; if it is your own, put it into an object whose name begins with `_`."
        "https://www.jsonfeed.org/version/1.1/#extensions-a-name-extensions-a"
        bad JsonFeed r#""title": "News", "items": [], "subtitle": "All of it""#
        good JsonFeed r#""title": "News", "items": [], "description": "All of it""#

    EXTENSION_NAME "json-extension-name" Warning
        "the name of the extension `{}` does not begin with `_` and a letter"
        "Rename it, such as `_daily`."
        "https://www.jsonfeed.org/version/1.1/#extensions-a-name-extensions-a"
        bad JsonFeed r#""title": "News", "items": [], "_1": {}"#
        good JsonFeed r#""title": "News", "items": [], "_daily": {}"#

    EMPTY "json-text-empty" Warning
        "`{}` is empty"
        "Fill it, or leave it out where it is not required."
        "https://www.jsonfeed.org/version/1.1/#structure-a-name-structure-a"
        bad JsonFeed r#""title": "", "items": []"#
        good JsonFeed r#""title": "News", "items": []"#

    URL_INVALID "json-url-invalid" Error
        "`{}` is not an address: {}: {}"
        "Escape what cannot stand in an address, such as a space as `%20`."
        "https://www.jsonfeed.org/version/1.1/#structure-a-name-structure-a"
        bad JsonItem r#""id": "1", "content_text": "Words", "url": "https://example.com/a b""#
        good JsonItem r#""id": "1", "content_text": "Words", "url": "https://example.com/a%20b""#

    URL_RELATIVE "json-url-relative" Warning
        "`{}` is not a complete address: {}"
        "Write the whole address, from `https://` on: JSON Feed says nothing of what it would be joined to."
        "https://www.jsonfeed.org/version/1.1/#structure-a-name-structure-a"
        bad JsonItem r#""id": "1", "content_text": "Words", "url": "/a""#
        good JsonItem r#""id": "1", "content_text": "Words", "url": "https://example.com/a""#

    FEED_URL_ELSEWHERE "json-feed-url-elsewhere" Warning
        "`feed_url` is {}, and the feed lives at {}"
        "Write the address that subscribers should use, and serve the feed there."
        "https://www.jsonfeed.org/version/1.1/#top-level-a-name-top-level-a"
        bad At "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"News\", \"feed_url\": \"https://example.com/old\", \"items\": []}"
        good At "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"News\", \"feed_url\": \"https://example.com/feeds/all\", \"items\": []}"

    NEXT_URL_ITSELF "json-next-url-itself" Error
        "`next_url` is the feed itself: {}"
        "Write the address of the next page, and leave it out of the last one."
        "https://www.jsonfeed.org/version/1.1/#top-level-a-name-top-level-a"
        bad JsonFeed r#""title": "News", "feed_url": "https://example.com/news.json", "next_url": "https://example.com/news.json", "items": []"#
        good JsonFeed r#""title": "News", "feed_url": "https://example.com/news.json", "next_url": "https://example.com/news-2.json", "items": []"#

    AUTHOR_DEPRECATED "json-author-deprecated" Warning
        "`author` stands without `authors`, which took its place in JSON Feed 1.1"
        "Add `authors`, a list with the same author in it; `author` may stay for elder readers."
        "https://www.jsonfeed.org/version/1.1/#changes-a-name-changes-a"
        bad JsonFeed r#""title": "News", "author": {"name": "Ana"}, "items": []"#
        good JsonFeed r#""title": "News", "authors": [{"name": "Ana"}], "items": []"#

    AUTHOR_EMPTY "json-author-empty" Error
        "an author has neither name nor address nor picture"
        "Give at least `name`, or leave out the author."
        "https://www.jsonfeed.org/version/1.1/#top-level-a-name-top-level-a"
        bad JsonFeed r#""title": "News", "authors": [{}], "items": []"#
        good JsonFeed r#""title": "News", "authors": [{"name": "Ana"}], "items": []"#

    ID_NUMBER "json-id-number" Warning
        "the id {} is a number"
        "Put it in quotes: readers make a text of it, and not all in the same way."
        "https://www.jsonfeed.org/version/1.1/#items-a-name-items-a"
        bad JsonItem r#""id": 1, "content_text": "Words""#
        good JsonItem r#""id": "1", "content_text": "Words""#

    ID_EMPTY "json-id-empty" Error
        "the item's id is empty"
        "Give it an id that no other item has, ever: readers drop an item without one."
        "https://www.jsonfeed.org/version/1.1/#items-a-name-items-a"
        bad JsonItem r#""id": "", "content_text": "Words""#
        good JsonItem r#""id": "1", "content_text": "Words""#

    NO_CONTENT "json-content-missing" Error
        "the item has neither `content_html` nor `content_text`"
        "Add one of them; where there is no more, the summary."
        "https://www.jsonfeed.org/version/1.1/#items-a-name-items-a"
        bad JsonItem r#""id": "1", "summary": "Words""#
        good JsonItem r#""id": "1", "summary": "Words", "content_text": "Words""#

    CONTENT_EMPTY "json-content-empty" Warning
        "the item's content is empty"
        "Write the article, or its summary, or leave the item out."
        "https://www.jsonfeed.org/version/1.1/#items-a-name-items-a"
        bad JsonItem r#""id": "1", "content_html": """#
        good JsonItem r#""id": "1", "content_html": "<p>Words</p>""#

    LOWER_CASE_DATE "json-date-small-letters" Warning
        "`{}` has small letters, which some readers do not take"
        "Write `T` and `Z` as capitals."
        "https://www.rfc-editor.org/rfc/rfc3339#section-5.6"
        bad JsonItem r#""id": "1", "content_text": "Words", "date_published": "2026-01-05t09:00:00z""#
        good JsonItem r#""id": "1", "content_text": "Words", "date_published": "2026-01-05T09:00:00Z""#

    NEGATIVE "json-number-negative" Warning
        "`{}` is less than zero: {}"
        "Write how many bytes or seconds there are, or leave it out."
        "https://www.jsonfeed.org/version/1.1/#attachments-a-name-attachments-a"
        bad JsonItem r#""id": "1", "content_text": "Words", "attachments": [{"url": "https://example.com/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": -1}]"#
        good JsonItem r#""id": "1", "content_text": "Words", "attachments": [{"url": "https://example.com/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 1000}]"#

}
