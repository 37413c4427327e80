//! Lists of names in which one is found at once, whatever its case. Each list
//! is laid out when the program is compiled.

/// Names; a key for each; and for each slot of a table the number of the name in
/// it, from 1.
pub(super) struct Words<const NAMES: usize, const SLOTS: usize> {
    names: &'static [&'static str; NAMES],
    keys: [u64; NAMES],
    slots: [u8; SLOTS],
}

/// The last eight bytes of a name, taken one by one, and letters as small ones.
/// Names of letters, digits, `-` and `:` have no key in common with others of
/// their length up to eight.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Key(u64);

impl Key {
    #[inline]
    pub(super) const fn with(self, byte: u8) -> Self {
        Self(self.0 << 8 | (byte | (byte & 0x40) >> 1) as u64)
    }

    pub(super) const fn of(name: &[u8]) -> Self {
        let (mut key, mut at) = (Self(0), 0);
        while at < name.len() {
            key = key.with(name[at]);
            at += 1;
        }
        key
    }

    #[inline]
    const fn hash(self) -> usize {
        (self.0.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 48) as usize
    }
}

impl<const NAMES: usize, const SLOTS: usize> Words<NAMES, SLOTS> {
    /// At most 255 names, and fewer than half as many as slots.
    pub(super) const fn new(names: &'static [&'static str; NAMES]) -> Self {
        assert!(NAMES < 256 && NAMES * 2 < SLOTS && SLOTS.is_power_of_two());
        let (mut keys, mut slots) = ([0; NAMES], [0; SLOTS]);
        let mut number = 0u8;
        while (number as usize) < NAMES {
            let key = Key::of(names[number as usize].as_bytes());
            keys[number as usize] = key.0;
            let mut slot = key.hash() % SLOTS;
            while slots[slot] != 0 {
                slot = (slot + 1) % SLOTS;
            }
            number += 1;
            slots[slot] = number;
        }
        Self { names, keys, slots }
    }

    /// The place of `name` in the list.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.find_key(Key::of(name.as_bytes()), name)
    }

    /// The same where the key is known.
    #[inline]
    pub(super) fn find_key(&self, key: Key, name: &str) -> Option<usize> {
        let mut slot = key.hash() % SLOTS;
        loop {
            let place = usize::from(self.slots[slot]).checked_sub(1)?;
            let known = self.names[place];
            if self.keys[place] == key.0
                && known.len() == name.len()
                && (name.len() <= 8 || known.eq_ignore_ascii_case(name))
            {
                return Some(place);
            }
            slot = (slot + 1) % SLOTS;
        }
    }
}

/// A list of words, with nothing between them.
macro_rules! words {
    ($($word:literal)*) => { &[$($word),*] };
}
pub(super) use words;

#[cfg(test)]
mod tests {
    use super::*;

    static COLOURS: Words<4, 16> = Words::new(&["red", "green", "blue", "lightsteelblue"]);

    #[test]
    fn a_name_is_found_in_any_case_and_another_is_not() {
        assert_eq!(COLOURS.find("red"), Some(0));
        assert_eq!(COLOURS.find("BLUE"), Some(2));
        assert_eq!(COLOURS.find("lightSteelBlue"), Some(3));
        assert_eq!(COLOURS.find("steelblue"), None);
        assert_eq!(COLOURS.find("blu"), None);
        assert_eq!(COLOURS.find("\u{2}lue"), None);
        assert_eq!(COLOURS.find("re\u{4}"), None);
        assert_eq!(COLOURS.find(""), None);
    }
}
