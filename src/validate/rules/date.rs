//! Rules: dates.

use crate::validate::rule::rules;

rules! {
    "date", "Dates.";

    RFC822 "date-rfc822" Error w3c "InvalidRFC2822Date"
        "`{}` is not a date of RFC 822: {}"
        ""
        ""
        bad Document ""
        good Document ""

    WEEKDAY "date-weekday" Error w3c "IncorrectDOW"
        "`{}` falls on a {}"
        ""
        ""
        bad Document ""
        good Document ""

    OLD_FORM "date-rfc822-obsolete" Warning w3c "ProblematicalRFC822Date"
        "`{}` is a date in a form that readers no longer read alike"
        ""
        ""
        bad Document ""
        good Document ""

    RFC3339 "date-rfc3339" Error w3c "InvalidRFC3339Date"
        "`{}` is not a date of RFC 3339: {}: {}"
        ""
        ""
        bad Document ""
        good Document ""

    W3CDTF "date-w3cdtf" Error w3c "InvalidW3CDTFDate"
        "`{}` is not a date of W3C-DTF: {}: {}"
        ""
        ""
        bad Document ""
        good Document ""

    ISO8601 "date-iso8601" Error w3c "InvalidISO8601DateTime"
        "`{}` is not a date of ISO 8601: {}"
        ""
        ""
        bad Document ""
        good Document ""

    IMPLAUSIBLE "date-implausible" Warning w3c "ImplausibleDate"
        "`{}` lies in the future or in the distant past"
        ""
        ""
        bad Document ""
        good Document ""
}
