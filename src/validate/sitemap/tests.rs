//! What a user notices of sitemaps.

use crate::validate::{Context, Kind, Report, validate};

const NAMESPACES: &str = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' \
    xmlns:news='http://www.google.com/schemas/sitemap-news/0.9' \
    xmlns:image='http://www.google.com/schemas/sitemap-image/1.1' \
    xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' \
    xmlns:video='http://www.google.com/schemas/sitemap-video/1.1' xmlns:xhtml='http://www.w3.org/1999/xhtml'";

fn report(base: &str, urls: &str) -> Report {
    let text = format!("<?xml version='1.0' encoding='UTF-8'?><urlset {NAMESPACES}>{urls}</urlset>");
    let now = "2026-01-05T09:00:00Z".parse().unwrap();
    validate(text.as_bytes(), &Context { base, now })
}

fn rules(base: &str, urls: &str) -> Vec<&'static str> {
    report(base, urls).findings.iter().map(|finding| finding.rule.id).collect()
}

fn news(date: &str) -> String {
    format!(
        "<url><loc>https://example.com/a</loc><news:news><news:publication><news:name>The Daily</news:name>\
         <news:language>en</news:language></news:publication><news:publication_date>{date}</news:publication_date>\
         <news:title>Fish &amp; chips</news:title></news:news></url>"
    )
}

#[test]
fn a_news_sitemap_is_fine_for_two_days() {
    for date in ["2026-01-05T08:00:00Z", "2026-01-03T10:00:00+01:00", "2026-01-03"] {
        assert_eq!(rules("https://example.com/news.xml", &news(date)), [""; 0], "{date}");
    }
    assert_eq!(rules("", &news("2026-01-03T08:00:00Z")), ["sitemap-news-old"]);
    assert_eq!(rules("", &news("2026-02-03T08:00:00Z")), ["date-implausible"]);
    assert_eq!(rules("", &news("yesterday")), ["date-w3cdtf"]);
}

#[test]
fn kind_and_version_are_told() {
    let told = report("", "<url><loc>https://example.com/</loc></url>");
    assert_eq!((told.kind, &*told.version), (Kind::Sitemap, "0.9"));
}

#[test]
fn an_address_is_complete_and_at_home() {
    let home = "https://Example.com/news/sitemap.xml";
    let with = |loc: &str| rules(home, &format!("<url><loc>{loc}</loc></url>"));
    assert_eq!(with("https://example.com:443/news/ü"), [""; 0]);
    assert_eq!(with("/news/a"), ["sitemap-loc-not-absolute"]);
    assert_eq!(with("http://example.com/news/a"), ["sitemap-loc-elsewhere"]);
    assert_eq!(with("https://www.example.com/news/a"), ["sitemap-loc-elsewhere"]);
    assert_eq!(with("https://example.com/sport"), ["sitemap-loc-above"]);
    assert_eq!(with("https://example.com/news/a b"), ["sitemap-loc-invalid"]);
    assert_eq!(with(""), ["sitemap-loc-empty"]);
    assert_eq!(rules("https://example.com/sitemap.xml", "<url><loc>https://example.com</loc></url>"), [""; 0]);
}

#[test]
fn what_the_protocol_does_not_have_is_told() {
    let with = |more: &str| rules("", &format!("<url><loc>https://example.com/</loc>{more}</url>"));
    assert_eq!(with("<lastmod>2026-01-01</lastmod><changefreq>daily</changefreq><priority>1.0</priority>"), [""; 0]);
    assert_eq!(with("<lastmod>01/01/2026</lastmod>"), ["date-w3cdtf"]);
    assert_eq!(
        with("<priority>1.1</priority><changefreq>Daily</changefreq>"),
        ["sitemap-priority", "sitemap-changefreq"]
    );
    assert_eq!(with("<title>A</title>"), ["element-undefined"]);
    assert_eq!(with("<news:news/>"), ["element-missing"; 3]);
    assert_eq!(with("<image:image/>"), ["element-missing"]);
}

#[test]
fn translations_name_each_other() {
    let found = rules(
        "",
        "<url><loc>https://example.com/a</loc>\
         <xhtml:link rel='alternate' hreflang='en' href='https://example.com/a'/>\
         <xhtml:link rel='alternate' hreflang='zh-Hant' href='https://example.com/zh/a'/>\
         <xhtml:link rel='alternate' hreflang='x-default' href='https://example.com/a'/></url>",
    );
    assert_eq!(found, [""; 0]);
}

#[test]
fn paths_lead_to_the_entry() {
    let found = report("", "<url><loc>https://example.com/</loc></url><url><loc>a</loc></url>");
    assert_eq!(found.findings[0].path, "/urlset/url[2]/loc");
}

#[test]
fn an_index_lists_sitemaps() {
    let text = "<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>https://example.com/a.xml\
                </loc><lastmod>2026-01-01T09:00:00</lastmod></sitemap><sitemap/></sitemapindex>";
    let report = validate(text.as_bytes(), &Context { base: "", now: chrono::Utc::now() });
    let found: Vec<_> = report.findings.iter().map(|finding| finding.rule.id).collect();
    assert_eq!(found, ["encoding-undeclared", "date-w3cdtf", "element-missing"]);
}
