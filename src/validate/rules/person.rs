//! Rules: people and their addresses.

use crate::validate::rule::rules;

rules! {
    "person", "People and their addresses.";

    ADDRESS "mail-address" Error w3c "InvalidAddrSpec"
        "`{}` is not a mail address"
        ""
        ""
        bad Document ""
        good Document ""

    CONTACT "mail-contact" Error w3c "InvalidContact"
        "`{}` must hold a mail address: {}"
        ""
        ""
        bad Document ""
        good Document ""

    FORM "mail-form" Warning w3c "EmailFormat"
        "`{}` is not of the form `ana@example.com (Ana)`"
        ""
        ""
        bad Document ""
        good Document ""

    NO_NAME "mail-name-missing" Warning w3c "MissingRealName"
        "`{}` names nobody"
        ""
        ""
        bad Document ""
        good Document ""

    HOST "mail-host" Warning w3c "UnknownHost"
        "`{}` is an address at a host that does not exist"
        ""
        ""
        bad Document ""
        good Document ""

    CONTAINS "text-mail" Warning w3c "ContainsEmail"
        "`{}` holds a mail address, which is for harvesters to find: {}"
        ""
        ""
        bad Document ""
        good Document ""
}
