//! Rules: Atom's feeds, entries and links.

use crate::validate::rule::rules;

rules! {
    "atom", "Atom's feeds, entries and links.";

    NO_SELF "atom-self-missing" Warning w3c "MissingSelf"
        "the feed has no link to itself"
        "Add `<link rel=\"self\" href=\"…\"/>` with the address that the feed is served at."
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.1"
        bad AtomFeed r#"<link href="https://example.com/"/>"#
        good AtomFeed r#"<link href="https://example.com/"/><link rel="self" href="https://example.com/feed"/>"#

    NO_LANGUAGE "atom-language-missing" Info w3c "MissingDCLanguage"
        "no language is named"
        "Write `xml:lang=\"en\"` on the root element, with the language of the feed."
        "https://www.rfc-editor.org/rfc/rfc4287#section-2"
        bad AtomFeed "<subtitle>News of the town</subtitle>"
        good Document r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>News</title><id>tag:example.com,2026:news</id><updated>2026-01-31T09:00:00Z</updated></feed>"#

    MISPLACED_METADATA "atom-metadata-misplaced" Error w3c "MisplacedMetadata"
        "`{}` of the feed stands behind its entries"
        "Write all that describes the feed before its first `entry`: readers that stop early would miss it."
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.1"
        bad AtomFeed r#"<entry><title>Fire</title><id>tag:example.com,2026:1</id><link href="https://example.com/1"/><updated>2026-01-31T09:00:00Z</updated></entry><subtitle>News of the town</subtitle>"#
        good AtomFeed r#"<subtitle>News of the town</subtitle><entry><title>Fire</title><id>tag:example.com,2026:1</id><link href="https://example.com/1"/><updated>2026-01-31T09:00:00Z</updated></entry>"#

    DUPLICATE_LINK "atom-link-duplicate" Error w3c "DuplicateAtomLink"
        "two alternate links are of the same type and language: {} {}"
        "Keep the one that leads to the article's page; give others another `rel`, such as `related`, or their own `type` or `hreflang`."
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.2"
        bad AtomEntry r#"<link href="https://example.com/1"/><link href="https://example.com/1?print"/>"#
        good AtomEntry r#"<link href="https://example.com/1"/><link rel="related" href="https://example.com/2"/>"#

    SOURCE_LACKS "atom-source-incomplete" Warning w3c "MissingSourceElement"
        "`{}` is missing from `{}`"
        "Copy `id`, `title` and `updated` of the feed that the entry was taken from."
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.11"
        bad AtomEntry "<source><title>Coast News</title><id>https://example.org/feed</id></source>"
        good AtomEntry "<source><title>Coast News</title><id>https://example.org/feed</id><updated>2026-01-31T08:00:00Z</updated></source>"

    NO_SUMMARY "atom-summary-missing" Error w3c "MissingSummary"
        "content that readers cannot show has no summary"
        "Add a `summary` that says in words what the file is."
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.2"
        bad AtomEntry r#"<content type="audio/mpeg" src="https://example.com/1.mp3"/>"#
        good AtomEntry r#"<content type="audio/mpeg" src="https://example.com/1.mp3"/><summary>The mayor on the fire</summary>"#

    NO_WORDS "atom-words-missing" Warning w3c "MissingTextualContent"
        "the entry has neither content nor summary"
        "Add a `summary` of a sentence or the whole article as `content`."
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.1.1"
        bad AtomEntry r#"<link href="https://example.com/1"/>"#
        good AtomEntry r#"<link href="https://example.com/1"/><summary>Two boats were lost.</summary>"#

    NO_CONTENT "atom-content-missing" Error w3c "MissingContentOrAlternate"
        "the entry has neither content nor an alternate link"
        "Add `<link href=\"…\"/>` with the address of the article's page, or the article itself as `content`."
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.2"
        bad AtomEntry r#"<link rel="related" href="https://example.com/2"/><summary>Two boats were lost.</summary>"#
        good AtomEntry r#"<link href="https://example.com/1"/><summary>Two boats were lost.</summary>"#

    TEXT_TYPE "atom-text-type" Error w3c "InvalidTextType"
        "the type of a text is `text`, `html` or `xhtml`, and not `{}`"
        "Write `type=\"html\"` for escaped HTML and `type=\"xhtml\"` for elements; only `content` may have a media type."
        "https://www.rfc-editor.org/rfc/rfc4287#section-3.1.1"
        bad AtomEntry r#"<summary type="text/html">&lt;b&gt;Two boats&lt;/b&gt; were lost.</summary>"#
        good AtomEntry r#"<summary type="html">&lt;b&gt;Two boats&lt;/b&gt; were lost.</summary>"#

    NO_TYPE "atom-content-type-missing" Warning w3c "MissingTypeAttr"
        "content that stands elsewhere has no `{}` that says what it is"
        "Add the media type of the file, such as `type=\"audio/mpeg\"`."
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.3.2"
        bad AtomEntry r#"<content src="https://example.com/1.mp3"/><summary>The mayor on the fire</summary>"#
        good AtomEntry r#"<content type="audio/mpeg" src="https://example.com/1.mp3"/><summary>The mayor on the fire</summary>"#

    CONTENT_TWICE "atom-content-twice" Error w3c "UnexpectedText"
        "content stands both here and at the address in `src`"
        "Keep one of them, and put words that go with a file into `summary`."
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.3.2"
        bad AtomEntry r#"<content type="audio/mpeg" src="https://example.com/1.mp3">The mayor on the fire</content><summary>The mayor</summary>"#
        good AtomEntry r#"<content type="audio/mpeg" src="https://example.com/1.mp3"/><summary>The mayor on the fire</summary>"#

    DUPLICATE_ID "entry-id-duplicate" Warning w3c "DuplicateEntries"
        "two entries have the id `{}`"
        "Give each article an id of its own; list an article once, in its latest version."
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.1"
        bad AtomFeed r#"<entry><title>Fire</title><id>tag:example.com,2026:1</id><link href="https://example.com/1"/><updated>2026-01-31T09:00:00Z</updated></entry><entry><title>Flood</title><id>tag:example.com,2026:1</id><link href="https://example.com/2"/><updated>2026-01-30T09:00:00Z</updated></entry>"#
        good AtomFeed r#"<entry><title>Fire</title><id>tag:example.com,2026:1</id><link href="https://example.com/1"/><updated>2026-01-31T09:00:00Z</updated></entry><entry><title>Flood</title><id>tag:example.com,2026:2</id><link href="https://example.com/2"/><updated>2026-01-30T09:00:00Z</updated></entry>"#

    DUPLICATE_UPDATED "entry-updated-duplicate" Warning w3c "DuplicateUpdated"
        "two entries were updated at `{}`"
        "Write when each article itself changed, to the second; a deploy or an import often sets one time for all."
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.15"
        bad AtomFeed r#"<entry><title>Fire</title><id>tag:example.com,2026:1</id><link href="https://example.com/1"/><updated>2026-01-31T09:00:00Z</updated></entry><entry><title>Flood</title><id>tag:example.com,2026:2</id><link href="https://example.com/2"/><updated>2026-01-31T09:00:00Z</updated></entry>"#
        good AtomFeed r#"<entry><title>Fire</title><id>tag:example.com,2026:1</id><link href="https://example.com/1"/><updated>2026-01-31T09:00:00Z</updated></entry><entry><title>Flood</title><id>tag:example.com,2026:2</id><link href="https://example.com/2"/><updated>2026-01-31T08:30:00Z</updated></entry>"#

    DUPLICATE_IDS "entry-id-same-time" Error w3c "DuplicateIds"
        "two entries have the id `{}` and the same time of update"
        "Give each article an id of its own, and list an article once."
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.1"
        bad AtomFeed r#"<entry><title>Fire</title><id>tag:example.com,2026:1</id><link href="https://example.com/1"/><updated>2026-01-31T09:00:00Z</updated></entry><entry><title>Flood</title><id>tag:example.com,2026:1</id><link href="https://example.com/2"/><updated>2026-01-31T09:00:00Z</updated></entry>"#
        good AtomFeed r#"<entry><title>Fire</title><id>tag:example.com,2026:1</id><link href="https://example.com/1"/><updated>2026-01-31T09:00:00Z</updated></entry><entry><title>Flood</title><id>tag:example.com,2026:2</id><link href="https://example.com/2"/><updated>2026-01-31T08:30:00Z</updated></entry>"#

    RELATION "atom-relation-unregistered" Warning w3c "UnregisteredAtomLinkRel"
        "the relation `{}` is not registered"
        "Write one that IANA lists, such as `alternate`, `related` or `via`, or the address of your own."
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7.2"
        bad AtomEntry r#"<link href="https://example.com/1"/><link rel="photo" href="https://example.com/1.jpg"/>"#
        good AtomEntry r#"<link href="https://example.com/1"/><link rel="enclosure" type="image/jpeg" href="https://example.com/1.jpg"/>"#

    SELF_NOT_FEED "atom-self-type" Warning w3c "SelfNotAtom"
        "the link to itself has the type `{}`, which no feed has"
        "Write `type=\"application/atom+xml\"` or `type=\"application/rss+xml\"`; the link to the page is `rel=\"alternate\"`."
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7.2"
        bad AtomFeed r#"<link rel="self" type="text/html" href="https://example.com/feed"/>"#
        good AtomFeed r#"<link rel="self" type="application/atom+xml" href="https://example.com/feed"/>"#

    NO_HREF "atom-href-missing" Error w3c "MissingHref"
        "the link leads nowhere: it has no `href`"
        "Write the address as an attribute: `<link href=\"https://example.com/1\"/>`."
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7.1"
        bad AtomEntry "<link>https://example.com/1</link>"
        good AtomEntry r#"<link href="https://example.com/1"/>"#

    LINK_NOT_EMPTY "atom-link-not-empty" Warning w3c "AtomLinkNotEmpty"
        "a link holds text, which no reader shows"
        "Put the address into `href` and the words into `title`."
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7"
        bad AtomEntry r#"<link href="https://example.com/1">Fire</link>"#
        good AtomEntry r#"<link href="https://example.com/1" title="Fire"/>"#

    RELATIVE_SELF "self-relative" Warning w3c "RelativeSelf"
        "the link to itself is relative: {}"
        "Write the whole address that the feed is served at, from `https://` on."
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7.1"
        bad AtomFeed r#"<link rel="self" href="/feed"/>"#
        good AtomFeed r#"<link rel="self" href="https://example.com/feed"/>"#

    SELF_ELSEWHERE "self-elsewhere" Warning w3c "SelfDoesntMatchLocation"
        "the link to itself leads to `{}`, and the feed lives at `{}`"
        "Write the address that readers fetch the feed from, to the letter: hubs and readers go by it."
        "https://www.rssboard.org/rss-profile#namespace-elements-atom-link"
        bad At r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><id>tag:example.com,2026:news</id><updated>2026-01-31T09:00:00Z</updated><link rel="self" href="https://example.com/old-feed"/></feed>"#
        good At r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><id>tag:example.com,2026:news</id><updated>2026-01-31T09:00:00Z</updated><link rel="self" href="https://example.com/feeds/all"/></feed>"#

    PAGING_IN_COMPLETE "history-paging-in-complete" Error w3c "FeedRelInCompleteFeed"
        "a complete feed has a `{}` link"
        "Remove the link, or remove `fh:complete`: a complete feed is all in one document."
        "https://www.rfc-editor.org/rfc/rfc5005#section-2"
        bad AtomFeed r#"<fh:complete xmlns:fh="http://purl.org/syndication/history/1.0"/><link rel="next" href="https://example.com/feed/2"/>"#
        good AtomFeed r#"<link rel="next" href="https://example.com/feed/2"/>"#

    CURRENT_NOT_SELF "history-current-not-self" Error w3c "CurrentNotSelfInCompleteFeed"
        "the `current` link of a complete feed leads elsewhere: {}"
        "Remove the link: a complete feed is current itself."
        "https://www.rfc-editor.org/rfc/rfc5005#section-2"
        bad AtomFeed r#"<fh:complete xmlns:fh="http://purl.org/syndication/history/1.0"/><link rel="current" href="https://example.com/all"/>"#
        good AtomFeed r#"<fh:complete xmlns:fh="http://purl.org/syndication/history/1.0"/>"#

    LINK_PAST_END "history-past-end" Error w3c "LinkPastEnd"
        "the `{}` page of a feed has a `{}` link"
        "Remove the link: there is nothing beyond this page."
        "https://www.rfc-editor.org/rfc/rfc5005#section-3"
        bad At r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><id>tag:example.com,2026:news</id><updated>2026-01-31T09:00:00Z</updated><link rel="first" href="https://example.com/feeds/all"/><link rel="previous" href="https://example.com/feeds/all?page=0"/></feed>"#
        good At r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><id>tag:example.com,2026:news</id><updated>2026-01-31T09:00:00Z</updated><link rel="first" href="https://example.com/feeds/all"/><link rel="next" href="https://example.com/feeds/all?page=2"/></feed>"#

    ARCHIVE_INCOMPLETE "history-archive-unlinked" Warning w3c "ArchiveIncomplete"
        "an archive has no link to another archive"
        "Add `<link rel=\"prev-archive\" href=\"…\"/>` with the archive before this one."
        "https://www.rfc-editor.org/rfc/rfc5005#section-4"
        bad AtomFeed r#"<fh:archive xmlns:fh="http://purl.org/syndication/history/1.0"/><link rel="current" href="https://example.com/feed"/>"#
        good AtomFeed r#"<fh:archive xmlns:fh="http://purl.org/syndication/history/1.0"/><link rel="current" href="https://example.com/feed"/><link rel="prev-archive" href="https://example.com/2025"/>"#

    ARCHIVE_WITHOUT_CURRENT "history-archive-without-current" Warning w3c "MissingCurrentInArchive"
        "an archive has no link to the current feed"
        "Add `<link rel=\"current\" href=\"…\"/>` with the address of the feed that new articles go to."
        "https://www.rfc-editor.org/rfc/rfc5005#section-4"
        bad AtomFeed r#"<fh:archive xmlns:fh="http://purl.org/syndication/history/1.0"/><link rel="prev-archive" href="https://example.com/2025"/>"#
        good AtomFeed r#"<fh:archive xmlns:fh="http://purl.org/syndication/history/1.0"/><link rel="prev-archive" href="https://example.com/2025"/><link rel="current" href="https://example.com/feed"/>"#

    REL_IN_ENTRY "history-rel-in-entry" Warning w3c "FeedHistoryRelInEntry"
        "the relation `{}` belongs to feeds, and stands in an entry"
        "Move the link to the feed, or write `rel=\"related\"` for another article."
        "https://www.rfc-editor.org/rfc/rfc5005#section-3"
        bad AtomEntry r#"<link href="https://example.com/1"/><link rel="next" href="https://example.com/2"/>"#
        good AtomEntry r#"<link href="https://example.com/1"/><link rel="related" href="https://example.com/2"/>"#

    THREAD_WHEN "thread-when" Error w3c "NoThrWhen"
        "`thr:when` is `thr:updated` in the standard"
        "Write `thr:updated`: the draft's name for it is forgotten."
        "https://www.rfc-editor.org/rfc/rfc4685#section-4"
        bad AtomEntry r#"<link href="https://example.com/1"/><link xmlns:thr="http://purl.org/syndication/thread/1.0" rel="replies" href="https://example.com/1/replies" thr:when="2026-01-31T09:00:00Z"/>"#
        good AtomEntry r#"<link href="https://example.com/1"/><link xmlns:thr="http://purl.org/syndication/thread/1.0" rel="replies" href="https://example.com/1/replies" thr:updated="2026-01-31T09:00:00Z"/>"#
}
