//! Rules: hTML in content.

use crate::validate::rule::rules;

rules! {
    "html", "HTML in content.";

    FLAW "html-flaw" Warning w3c "NotHtml"
        "HTML that parsers stumble over: {}"
        ""
        ""
        bad Document ""
        good Document ""

    UNKNOWN_TAG "html-tag-unknown" Warning w3c "NotHtml"
        "there is no HTML element `{}`"
        ""
        ""
        bad Document ""
        good Document ""

    UNKNOWN_TAG_IN_BROKEN "html-tag-unknown-later" Warning
        "there is no HTML element `{}`"
        ""
        ""
        bad Document ""
        good Document ""

    DANGEROUS_TAG "html-tag-dangerous" Warning w3c "SecurityRisk"
        "readers drop the element `{}` for their users' safety"
        ""
        ""
        bad Document ""
        good Document ""

    DANGEROUS_TAG_IN_BROKEN "html-tag-dangerous-later" Warning
        "readers drop the element `{}` for their users' safety"
        ""
        ""
        bad Document ""
        good Document ""

    DANGEROUS_ATTRIBUTE "html-attribute-dangerous" Warning w3c "SecurityRiskAttr"
        "readers drop the attribute `{}` for their users' safety"
        ""
        ""
        bad Document ""
        good Document ""

    DANGEROUS_ATTRIBUTE_IN_BROKEN "html-attribute-dangerous-later" Warning
        "readers drop the attribute `{}` for their users' safety"
        ""
        ""
        bad Document ""
        good Document ""

    DANGEROUS_STYLE "html-style-dangerous" Warning w3c "DangerousStyleAttr"
        "readers drop the style `{}` for their users' safety"
        ""
        ""
        bad Document ""
        good Document ""

    DANGEROUS_STYLE_IN_BROKEN "html-style-dangerous-later" Warning
        "readers drop the style `{}` for their users' safety"
        ""
        ""
        bad Document ""
        good Document ""

    RELATIVE_REFERENCE "html-relative-reference" Warning w3c "ContainsRelRef"
        "`{}` is a relative address, which leads nowhere in a reader"
        ""
        ""
        bad Document ""
        good Document ""

    RELATIVE_URL "html-relative-url" Warning
        "`{}` is a relative address, which many readers resolve wrongly"
        ""
        ""
        bad Document ""
        good Document ""

    MIXED_CONTENT "html-mixed-content" Warning
        "`{}` is loaded without encryption: browsers block it on secure pages"
        ""
        ""
        bad Document ""
        good Document ""

    TRACKING_PIXEL "html-tracking-pixel" Info
        "`{}` is a picture to count readers with"
        ""
        ""
        bad Document ""
        good Document ""

    TRACKING_PARAMETER "html-tracking-parameter" Info
        "the parameter `{}` in an address is there to track readers"
        ""
        ""
        bad Document ""
        good Document ""

    SCRIPT_URL "html-script-url" Warning
        "`{}` is a script in place of an address"
        ""
        ""
        bad Document ""
        good Document ""

    DATA_URL "html-data-url" Info
        "a `data:` address stands in HTML: {}"
        ""
        ""
        bad Document ""
        good Document ""

    PRIVATE_HOST "html-private-host" Warning
        "the host `{}` cannot be reached from outside"
        ""
        ""
        bad Document ""
        good Document ""

    DOUBLE_ESCAPED "html-double-escaped" Warning
        "`{}` is escaped twice: readers show the escape"
        ""
        ""
        bad Document ""
        good Document ""

    TOO_DEEP "html-too-deep" Warning
        "HTML is nested more than 256 deep"
        ""
        ""
        bad Document ""
        good Document ""
}
