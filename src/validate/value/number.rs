//! Numbers: counts, measures, places on the earth.

/// Why a text is not the whole number that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum IntegerFault {
    /// It is empty.
    Blank,
    /// It is no whole number: `a`, `1.5`.
    Form,
    /// It is below zero.
    Negative,
    /// It is zero.
    Zero,
    /// It is larger than the place for it: 2^31 - 1 where that is asked for, else 2^63 - 1.
    Overflow,
}

/// The whole number that `text` writes: digits, a sign before them at will.
pub(crate) fn integer(text: &str) -> Result<i64, IntegerFault> {
    let (negative, digits) = match text.as_bytes() {
        [] => return Err(IntegerFault::Blank),
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] | digits => (false, digits),
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return Err(IntegerFault::Form);
    }
    let size = digits.iter().try_fold(0i64, |sum, byte| sum.checked_mul(10)?.checked_add((byte - b'0').into()));
    match (size, negative) {
        (Some(size), true) => Ok(-size),
        (Some(size), false) => Ok(size),
        (None, true) => Err(IntegerFault::Negative),
        (None, false) => Err(IntegerFault::Overflow),
    }
}

/// As [`integer`], from 0.
pub(crate) fn non_negative(text: &str) -> Result<u64, IntegerFault> {
    integer(text).and_then(|number| u64::try_from(number).map_err(|_| IntegerFault::Negative))
}

/// As [`integer`], from 1.
pub(crate) fn positive(text: &str) -> Result<u64, IntegerFault> {
    non_negative(text).and_then(|number| if number == 0 { Err(IntegerFault::Zero) } else { Ok(number) })
}

/// As [`integer`], from 1 to 2^31 - 1.
pub(crate) fn positive_31(text: &str) -> Result<u32, IntegerFault> {
    let number = u32::try_from(positive(text)?).map_err(|_| IntegerFault::Overflow)?;
    if number >> 31 == 0 { Ok(number) } else { Err(IntegerFault::Overflow) }
}

/// The number that `text` writes, with sign, fraction and exponent at will; no
/// infinity and no NaN.
pub(crate) fn float(text: &str) -> Option<f64> {
    let plain = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E');
    text.bytes().all(plain).then(|| text.parse().ok())?.filter(|number: &f64| number.is_finite())
}

/// The number that `text` writes with digits and at most one point: `4`, `4.5`.
pub(crate) fn unsigned_decimal(text: &str) -> Option<f64> {
    let starts = text.as_bytes().first().is_some_and(u8::is_ascii_digit);
    (starts && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')).then(|| float(text))?
}

/// Degrees north, from -90 to 90.
pub(crate) fn latitude(text: &str) -> Option<f64> {
    float(text).filter(|degrees| degrees.abs() <= 90.0)
}

/// Degrees east, from -180 to 180.
pub(crate) fn longitude(text: &str) -> Option<f64> {
    float(text).filter(|degrees| degrees.abs() <= 180.0)
}

/// Whether `text` is a list of whole numbers from 0, as `1, 2,3`; an empty one is none.
pub(crate) fn integers(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    text.split(',').all(|part| digits(part.trim_ascii()))
}

/// Why a text is no list of places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CoordFault {
    /// Commas stand between its numbers.
    Comma,
    /// It holds something that is no number, or nothing.
    Form,
    /// The last place is half.
    Odd,
    /// A latitude is beyond the poles.
    Latitude,
    /// A longitude is beyond 180 degrees.
    Longitude,
}

/// How many places `text` names, as `GeoRSS` does: latitude and longitude in turn with
/// white space between them.
pub(crate) fn coordinates(text: &str) -> Result<usize, CoordFault> {
    if text.contains(',') {
        return Err(CoordFault::Comma);
    }
    let mut count = 0usize;
    for word in text.split_ascii_whitespace() {
        let degrees = float(word).ok_or(CoordFault::Form)?.abs();
        if count.is_multiple_of(2) && degrees > 90.0 {
            return Err(CoordFault::Latitude);
        }
        if degrees > 180.0 {
            return Err(CoordFault::Longitude);
        }
        count += 1;
    }
    match count {
        0 => Err(CoordFault::Form),
        _ if count.is_multiple_of(2) => Ok(count / 2),
        _ => Err(CoordFault::Odd),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_say_what_is_wrong_with_them() {
        assert_eq!(integer("-12"), Ok(-12));
        assert_eq!(positive("+60"), Ok(60));
        assert_eq!(non_negative("0"), Ok(0));
        assert_eq!(positive("0"), Err(IntegerFault::Zero));
        assert_eq!(non_negative("-1"), Err(IntegerFault::Negative));
        assert_eq!(positive(""), Err(IntegerFault::Blank));
        for text in ["a", "1.5", "12.0", " 1", "1 ", "0x1", "-", "+", "1_000", "٣"] {
            assert_eq!(integer(text), Err(IntegerFault::Form), "{text}");
        }
    }

    #[test]
    fn whole_numbers_that_no_place_holds_are_told() {
        assert_eq!(positive_31("2147483647"), Ok(2_147_483_647));
        assert_eq!(positive_31("2147483648"), Err(IntegerFault::Overflow));
        assert_eq!(positive_31("99999999999999999999"), Err(IntegerFault::Overflow));
        assert_eq!(non_negative(&"9".repeat(1000)), Err(IntegerFault::Overflow));
        assert_eq!(non_negative(&format!("-{}", "9".repeat(1000))), Err(IntegerFault::Negative));
    }

    #[test]
    fn numbers_are_finite() {
        assert_eq!(float("-1.5e3"), Some(-1500.0));
        assert_eq!(unsigned_decimal("4.5"), Some(4.5));
        for text in ["", "NaN", "inf", "1e999", "1,5", "x", "1.2.3", " 1"] {
            assert_eq!(float(text), None, "{text}");
        }
        for text in ["-1", ".5", "1e3", "five"] {
            assert_eq!(unsigned_decimal(text), None, "{text}");
        }
    }

    #[test]
    fn places_lie_on_the_earth() {
        assert_eq!(latitude("-90"), Some(-90.0));
        assert_eq!(latitude("91.048"), None);
        assert_eq!(longitude("-188.2473"), None);
        assert_eq!(coordinates("45.256 -71.92"), Ok(1));
        assert_eq!(coordinates("45.256 -110.45\n46.46 -109.48"), Ok(2));
        assert_eq!(coordinates("45.256,-71.92"), Err(CoordFault::Comma));
        assert_eq!(coordinates("45.256"), Err(CoordFault::Odd));
        assert_eq!(coordinates("-110.45 45.256"), Err(CoordFault::Latitude));
        assert_eq!(coordinates("45 181"), Err(CoordFault::Longitude));
        assert_eq!(coordinates(" "), Err(CoordFault::Form));
        assert_eq!(coordinates("north"), Err(CoordFault::Form));
    }

    #[test]
    fn lists_have_whole_numbers_only() {
        assert!(integers("1,2, 3"));
        assert!(integers("0"));
        assert!(!integers("1,george"));
        assert!(!integers(""));
        assert!(!integers("1,,2"));
        assert!(!integers("1,-2"));
    }
}
