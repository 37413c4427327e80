//! The words of SVG and `MathML` that readers let pass in XHTML. Their case matters.

use super::words::words;

const MATHML_ELEMENTS: &[&str] = words! {
    "annotation" "annotation-xml" "maction" "math" "merror" "mfrac" "mi" "mmultiscripts" "mn" "mo" "mover"
    "mpadded" "mphantom" "mprescripts" "mroot" "mrow" "mspace" "msqrt" "mstyle" "msub" "msubsup" "msup" "mtable"
    "mtd" "mtext" "mtr" "munder" "munderover" "none" "semantics"
};

const MATHML_ATTRIBUTES: &[&str] = words! {
    "actiontype" "align" "columnalign" "columnlines" "columnspacing" "columnspan" "depth" "display"
    "displaystyle" "encoding" "equalcolumns" "equalrows" "fence" "fontstyle" "fontweight" "frame" "height"
    "linethickness" "lspace" "mathbackground" "mathcolor" "mathvariant" "maxsize" "minsize" "other" "rowalign"
    "rowlines" "rowspacing" "rowspan" "rspace" "scriptlevel" "selection" "separator" "stretchy" "width"
    "xlink:href" "xlink:show" "xlink:type" "xmlns" "xmlns:xlink"
};

const SVG_ELEMENTS: &[&str] = words! {
    "a" "animate" "animateColor" "animateMotion" "animateTransform" "circle" "defs" "desc" "ellipse" "font-face"
    "font-face-name" "font-face-src" "g" "glyph" "hkern" "line" "linearGradient" "marker" "metadata"
    "missing-glyph" "mpath" "path" "polygon" "polyline" "radialGradient" "rect" "set" "stop" "svg" "switch"
    "text" "title" "tspan" "use"
};

const SVG_ATTRIBUTES: &[&str] = words! {
    "accent-height" "accumulate" "additive" "alphabetic" "arabic-form" "ascent" "attributeName" "attributeType"
    "baseProfile" "bbox" "begin" "by" "calcMode" "cap-height" "class" "color" "color-rendering" "content" "cx"
    "cy" "d" "descent" "display" "dur" "dx" "dy" "end" "fill" "fill-opacity" "fill-rule" "font-family"
    "font-size" "font-stretch" "font-style" "font-variant" "font-weight" "from" "fx" "fy" "g1" "g2" "glyph-name"
    "gradientUnits" "hanging" "height" "horiz-adv-x" "horiz-origin-x" "id" "ideographic" "k" "keyPoints"
    "keySplines" "keyTimes" "lang" "marker-end" "marker-mid" "marker-start" "markerHeight" "markerUnits"
    "markerWidth" "mathematical" "max" "min" "name" "offset" "opacity" "orient" "origin" "overline-position"
    "overline-thickness" "panose-1" "path" "pathLength" "points" "preserveAspectRatio" "r" "refX" "refY"
    "repeatCount" "repeatDur" "requiredExtensions" "requiredFeatures" "restart" "rotate" "rx" "ry" "slope"
    "stemh" "stemv" "stop-color" "stop-opacity" "strikethrough-position" "strikethrough-thickness" "stroke"
    "stroke-dasharray" "stroke-dashoffset" "stroke-linecap" "stroke-linejoin" "stroke-miterlimit"
    "stroke-opacity" "stroke-width" "style" "systemLanguage" "target" "text-anchor" "to" "transform" "type" "u1"
    "u2" "underline-position" "underline-thickness" "unicode" "unicode-range" "units-per-em" "values" "version"
    "viewBox" "visibility" "width" "widths" "x" "x-height" "x1" "x2" "xlink:actuate" "xlink:arcrole"
    "xlink:href" "xlink:role" "xlink:show" "xlink:title" "xlink:type" "xml:base" "xml:lang" "xml:space" "xmlns"
    "xmlns:xlink" "y" "y1" "y2" "zoomAndPan"
};

fn has(words: &[&str], word: &str) -> bool {
    words.binary_search(&word).is_ok()
}

/// Whether readers let an element of `MathML` pass.
pub(crate) fn mathml_element(name: &str) -> bool {
    has(MATHML_ELEMENTS, name)
}

/// Whether readers let an attribute of a `MathML` element pass.
pub(crate) fn mathml_attribute(name: &str) -> bool {
    has(MATHML_ATTRIBUTES, name)
}

/// Whether readers let an element of SVG pass.
pub(crate) fn svg_element(name: &str) -> bool {
    has(SVG_ELEMENTS, name)
}

/// Whether readers let an attribute of an SVG element pass.
pub(crate) fn svg_attribute(name: &str) -> bool {
    has(SVG_ATTRIBUTES, name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_can_be_searched() {
        for words in [MATHML_ELEMENTS, MATHML_ATTRIBUTES, SVG_ELEMENTS, SVG_ATTRIBUTES] {
            assert!(words.is_sorted());
        }
    }

    #[test]
    fn drawings_and_formulas_pass_and_scripts_in_them_do_not() {
        assert!(svg_element("linearGradient") && svg_attribute("viewBox"));
        assert!(mathml_element("mfrac") && mathml_attribute("mathvariant"));
        assert!(!svg_element("script") && !svg_element("foreignObject") && !svg_attribute("onload"));
        assert!(!mathml_element("bogus") && !mathml_attribute("bogus"));
    }
}
