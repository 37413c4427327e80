//! What a user notices of `AtomPub`.

use crate::validate::{Context, Kind, validate};

fn errors(text: &str) -> Vec<&'static str> {
    let report = validate(text.as_bytes(), &Context { base: "", now: chrono::Utc::now() });
    assert_eq!(report.kind, Kind::App);
    let told = report.findings.iter().filter(|finding| finding.level > crate::validate::Level::Info);
    told.map(|finding| finding.rule.id).collect()
}

fn service(collections: &str) -> Vec<&'static str> {
    errors(&format!(
        "<service xmlns='http://www.w3.org/2007/app' xmlns:atom='http://www.w3.org/2005/Atom'>\
         <workspace><atom:title>Desk</atom:title>{collections}</workspace></service>"
    ))
}

#[test]
fn a_service_offers_collections() {
    let found = service(
        "<collection href='news'><atom:title>News</atom:title><accept/><accept>image/*, application/atom+xml;type=entry\
         </accept><categories fixed='yes'><atom:category term='town'/></categories></collection>",
    );
    assert_eq!(found, [""; 0]);
}

#[test]
fn what_is_missing_is_told() {
    assert_eq!(service("<collection/>"), ["attribute-missing", "element-missing"]);
    assert_eq!(errors("<service xmlns='http://www.w3.org/2007/app'/>"), ["element-missing"]);
}

#[test]
fn each_media_type_is_judged() {
    let collection = |accept: &str| {
        service(&format!("<collection href='a'><atom:title>A</atom:title><accept>{accept}</accept></collection>"))
    };
    assert_eq!(collection("image/png,  pictures"), ["value-media-type"]);
    assert_eq!(collection("image/png;q=0.1"), ["app-accept-quality"]);
}

#[test]
fn categories_stand_in_one_place() {
    let categories = |attributes: &str, children: &str| {
        errors(&format!(
            "<categories xmlns='http://www.w3.org/2007/app' xmlns:atom='http://www.w3.org/2005/Atom' {attributes}>\
             {children}</categories>"
        ))
    };
    assert_eq!(categories("href='a'", ""), [""; 0]);
    assert_eq!(categories("href='a' scheme='https://example.com/s'", ""), ["app-categories-attribute"]);
    assert_eq!(categories("href='a'", "<atom:category term='b'/>"), ["app-categories-children"]);
    assert_eq!(categories("fixed='Yes'", ""), ["value-yes-no"]);
    assert_eq!(categories("scheme='sections'", ""), ["app-categories-scheme"]);
}
