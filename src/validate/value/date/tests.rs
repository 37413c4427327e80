use super::lax::Lax;
use super::*;
use chrono::Weekday;
use proptest::prelude::*;

fn now() -> DateTime<Utc> {
    "2026-11-24T12:00:00Z".parse().expect("a date")
}

/// The moment in RFC 3339, or the fault.
fn old(text: &str) -> String {
    rfc822(text, now()).map_or_else(|fault| format!("{fault:?}"), |date| date.at.to_rfc3339())
}

fn lax(text: &str) -> Option<Lax> {
    rfc822(text, now()).unwrap_or_else(|fault| panic!("{text}: {fault:?}")).lax
}

#[test]
fn dates_of_rss_have_a_form_that_all_read() {
    for text in [
        "Thu, 09 Feb 2006 23:59:45 +0000",
        "09 Feb 2006 23:59:45 GMT",
        "Thu, 9 Feb 2006 23:59:45 UT",
        "Thu, 09 Feb 2006 16:59:45 PDT",
        "Thu, 09 Feb 2006 17:59:45 CST",
        "Thu, 09 Feb 2006 18:59:45 EST",
        "Thu, 09 Feb 2006 16:59:45 -0700",
        "Fri, 10 Feb 2006 05:29:45 +0530",
        "Thu, 09 Feb 2006 23:59:45 0000",
        "Thu, 09 Feb 2006 23:59:45 Z",
    ] {
        assert_eq!(old(text), "2006-02-09T23:59:45+00:00", "{text}");
        assert_eq!(lax(text), None, "{text}");
    }
    assert_eq!(old("9 Feb 2006 23:59 -0000"), "2006-02-09T23:59:00+00:00");
}

#[test]
fn rfc_822_allows_more_than_all_read() {
    for (text, why) in [
        ("Thu, 09 Feb 06 23:59:45 +0000", Lax::ShortYear),
        ("Thu, 09 Feb 2006 16:59:45 G", Lax::Zone),
        ("Thu, 09 Feb 2006 12:59:45 L", Lax::Zone),
        ("Fri, 10 Feb 2006 03:59:45 Q", Lax::Zone),
        ("Thu, 09 Feb 2006 21:25:45 -0234", Lax::Zone),
        ("tHu, 09 Feb 2006 23:59:45 +0000", Lax::Case),
        ("Thu, 09 fEb 2006 23:59:45 +0000", Lax::Case),
        ("Thu, 09 Feb 2006 16:59:45 pDt", Lax::Case),
        ("Thu, 09 Feb 2006 23:59:45 z", Lax::Case),
        ("Thu(oh how I hate thursdays), 9(th) Feb(ruary) 2006 23:59:45 +0000(GMT r0x0rz)", Lax::Comment),
        ("Thu, 09 (nested (comment) Mar)Feb(escaped comment\\) 2005) 2006()23:59:45 +0000", Lax::Comment),
        ("\tThu , \t 09  Feb\t2006  23:59:45\t +0000", Lax::Spacing),
        ("\r\n Thu,\r\n 09 Feb 2006\r\n 23:59:45 +0000\r\n", Lax::Spacing),
        ("Thu,09 Feb 2006 23:59:45 +0000", Lax::Spacing),
    ] {
        assert_eq!(old(text), "2006-02-09T23:59:45+00:00", "{text}");
        assert_eq!(lax(text), Some(why), "{text}");
    }
    assert_eq!(old("Fri, 09 Feb 96 23:59:45 +0000"), "1996-02-09T23:59:45+00:00");
}

#[test]
fn what_rss_cannot_read_says_why() {
    for text in [
        "",
        "2002-12-31T01:15:07-05:00",
        "Mon, 21 Oct 2002 14:04:23 -05:00",
        "Wednesday, 02-Nov-05 01:23:45 GMT",
        "1130894625",
        "Tue, 31 Dec 2002 14:20:20",
        "Tue, 31 Dec 2002 14:20:20 UTC",
        "Tue, 31 Dec 2002 14:20:20 J",
        "Tue, 31 December 2002 14:20:20 GMT",
        "Tue, 31 Dec 2002 GMT",
        "Tue, 31 Dec 2002 14:20:20 GMT (",
        "Tue, 31 Dec 2002 14:20:20 GMT )",
        "Tue, 31 Dec 2002 14:20:20 GMT\\",
        "Tue, 31 Dec 2002 14:20:20 GMT now",
    ] {
        assert_eq!(old(text), "Form", "{text}");
    }
    assert_eq!(old("Sat, 31 Jun 2006 23:08:26 +1000"), "NoSuchDay");
    assert_eq!(old("31 Dec 0000 23:08:26 GMT"), "NoSuchDay");
    assert_eq!(old("31 Dec 2006 25:08:26 GMT"), "NoSuchTime");
    assert_eq!(old("31 Dec 2006 23:08:26 +9900"), "NoSuchTime");
}

#[test]
fn a_weekday_must_be_that_of_the_day() {
    match rfc822("Thu, 19 Jul 2006 23:08:26 +1000", now()) {
        Err(Fault822::Weekday { right, .. }) => assert_eq!(right, Weekday::Wed),
        other => panic!("{other:?}"),
    }
    let date = rfc822("thu, 19 Jul 2006 23:08:26 +1000", now()).expect("it is lax");
    assert_eq!(date.wrong_weekday, Some(Weekday::Wed));
    assert!(rfc822("Fri, 09 Feb 1806 23:59:45 +0000", now()).is_ok(), "nobody knows the days of the past");
}

#[test]
fn dates_out_of_time_are_told() {
    let age = |text| rfc822(text, now()).expect("a date").age;
    assert_eq!(age("Thu, 13 Dec 2103 18:30:02 GMT"), Age::Future);
    assert_eq!(age("Wed, 25 Nov 2026 11:00:00 GMT"), Age::Plausible);
    assert_eq!(age("Wed, 25 Nov 2026 13:00:00 GMT"), Age::Future);
    assert_eq!(age("Mon, 01 Jan 1990 00:00:00 +0100"), Age::Plausible);
    assert_eq!(age("Fri, 06 May 1983 09:00:00 CST"), Age::Old);
    assert_eq!(rfc3339("1983-05-06T09:00:00Z", now()).expect("a date").age, Age::Plausible);
    assert_eq!(rfc3339("0103-12-13T18:30:02Z", now()).expect("a date").age, Age::Old);
    assert_eq!(rfc3339("2905-07-02T10:00:00Z", now()).expect("a date").age, Age::Future);
}

fn iso(read: fn(&str, DateTime<Utc>) -> Result<IsoDate, IsoFault>, text: &str) -> String {
    read(text, now()).map_or_else(|fault| format!("{fault:?}"), |date| date.at.to_rfc3339())
}

#[test]
fn dates_of_atom_are_whole() {
    assert_eq!(iso(rfc3339, "2002-12-31T19:20:30+01:00"), "2002-12-31T18:20:30+00:00");
    assert_eq!(iso(rfc3339, "2002-12-31T19:20:30.45Z"), "2002-12-31T19:20:30.450+00:00");
    assert_eq!(iso(rfc3339, "2016-12-31T23:59:60Z"), "2016-12-31T23:59:59+00:00");
    assert_eq!(iso(rfc3339, "2002-12-31T19:20:30.1234567890123-00:00"), "2002-12-31T19:20:30.123456789+00:00");
    for text in [
        "",
        "2003",
        "2002-12",
        "2003-07-01",
        "2002-12-31T19:20+01:00",
        "2003-07-01 T 01:55:07-05:00",
        "2003-07-01T 01:55:07-05:00",
        "2003-07-01 01:55:07-05:00",
        "20021231T19:20:30.45+01:00",
        "2002-12-31T192030+01:00",
        "2003-07-01T01:55:07-0500",
        "07-01T01:55:07-05:00",
        "2003-07-01T01:55:07.Z",
        "2003-07-01T01:55:07Z ",
        "2003-07-01T01:55:07ZZ",
        "insert updated date here",
        "２００３-07-01T01:55:07Z",
    ] {
        assert_eq!(iso(rfc3339, text), "Form", "{text}");
    }
    assert_eq!(iso(rfc3339, "2003-12-13t18:30:02.25z"), "LowerCase");
    assert_eq!(iso(rfc3339, "2003-12-13T18:30:02z"), "LowerCase");
    assert_eq!(iso(rfc3339, "2003-12-13T18:30:02"), "NoZone");
    for text in
        ["2003-07-32T15:51:30-05:00", "2003-06-31T15:51:30-05:00", "2003-13-01T15:51:30Z", "0000-01-01T00:00:00Z"]
    {
        assert_eq!(iso(rfc3339, text), "NoSuchDay", "{text}");
    }
    for text in ["2003-07-01T01:61:30Z", "2003-07-01T01:55:61Z", "2003-07-01T25:51:30Z", "2003-07-01T01:55:00+24:00"] {
        assert_eq!(iso(rfc3339, text), "NoSuchTime", "{text}");
    }
}

#[test]
fn dates_of_dublin_core_are_as_exact_as_they_like() {
    for (text, at) in [
        ("2002", "2002-01-01T00:00:00+00:00"),
        ("2002-12", "2002-12-01T00:00:00+00:00"),
        ("2003-09-24", "2003-09-24T00:00:00+00:00"),
        ("2002-12-31T19:20+01:00", "2002-12-31T18:20:00+00:00"),
        ("2003-09-24T11:36:36", "NoZone"),
        ("2003-09-24T11:36", "NoZone"),
        ("2002-13", "NoSuchDay"),
        ("2002-", "Form"),
        ("2002Z", "Form"),
        ("", "Form"),
    ] {
        assert_eq!(iso(w3cdtf, text), at, "{text}");
    }
    assert_eq!(iso(iso8601, "2005-07-02T10:00:00"), "2005-07-02T10:00:00+00:00");
    assert_eq!(iso(iso8601_date, "2005-07-02"), "2005-07-02T00:00:00+00:00");
    assert_eq!(iso(iso8601_date, "2005-07"), "Form");
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "[-0-9TZ:+ .,()\\\\a-zA-Zé]{0,40}") {
        let _ = (rfc822(&text, now()), w3cdtf(&text, now()), iso8601(&text, DateTime::<Utc>::MAX_UTC));
    }

    #[test]
    fn reads_what_chrono_writes(seconds in -60_000_000_000i64..250_000_000_000) {
        let at = DateTime::from_timestamp(seconds, 0).expect("in range");
        prop_assert_eq!(rfc3339(&at.to_rfc3339(), now()).map(|date| date.at), Ok(at));
        prop_assert_eq!(rfc822(&at.to_rfc2822(), now()).map(|date| date.at), Ok(at));
    }
}
