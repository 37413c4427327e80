//! Rules: places on the earth.

use crate::validate::rule::rules;

rules! {
    "geo", "Places on the earth.";

    COORDINATES "geo-coordinates" Error w3c "InvalidCoordList"
        "`{}` are not places, latitude and longitude in turn"
        "Write two places or more, each number with a space before the next."
        "https://docs.ogc.org/cs/17-002r1/17-002r1.html"
        bad RssItem r#"<georss:line xmlns:georss="http://www.georss.org/georss">45.2 -110.4 46.4</georss:line>"#
        good RssItem r#"<georss:line xmlns:georss="http://www.georss.org/georss">45.2 -110.4 46.4 -109.4</georss:line>"#

    OPEN_POLYGON "geo-polygon-open" Warning
        "the polygon does not end where it begins"
        "Repeat its first place as its last, and name four places at least."
        "https://docs.ogc.org/cs/17-002r1/17-002r1.html"
        bad RssItem r#"<georss:polygon xmlns:georss="http://www.georss.org/georss">45.2 -110.4 46.4 -109.4 43.8 -109.8</georss:polygon>"#
        good RssItem r#"<georss:polygon xmlns:georss="http://www.georss.org/georss">45.2 -110.4 46.4 -109.4 43.8 -109.8 45.2 -110.4</georss:polygon>"#

    OFF_EARTH "geo-off-earth" Warning
        "`{}` does not lie on the earth: latitude comes first, from -90 to 90"
        "Put the latitude before the longitude."
        "https://docs.ogc.org/cs/17-002r1/17-002r1.html"
        bad RssItem r#"<georss:point xmlns:georss="http://www.georss.org/georss">-110.4 45.2</georss:point>"#
        good RssItem r#"<georss:point xmlns:georss="http://www.georss.org/georss">45.2 -110.4</georss:point>"#
}
