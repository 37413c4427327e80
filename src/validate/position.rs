//! Bytes into lines and columns.

/// Counts lines and columns of ascending places in a text, in one pass.
pub(super) struct Positions<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    column: u32,
}

impl<'a> Positions<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, line: 1, column: 1 }
    }

    /// Line and column (in code points) of a byte that does not lie before the
    /// one that was asked for last. LF, CR LF and CR end a line.
    pub(super) fn of(&mut self, byte: usize) -> (u32, u32) {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        let Some(between) = self.text.get(self.at..byte) else { return (self.line, self.column) };
        let bytes = self.text.as_bytes();
        let mut last_line = None;
        for (at, c) in between.bytes().enumerate() {
            let at = self.at + at;
            if c == b'\n' || (c == b'\r' && bytes.get(at + 1) != Some(&b'\n')) {
                self.line = self.line.saturating_add(1);
                last_line = Some(at + 1);
            }
        }
        let from = match last_line {
            Some(start) => {
                self.column = 1;
                start
            }
            None => self.at,
        };
        let columns = self.text[from..byte].chars().count();
        self.column = self.column.saturating_add(u32::try_from(columns).unwrap_or(u32::MAX));
        self.at = byte;
        (self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_every_kind_of_line_end_counts_once() {
        let text = "ab\r\né😀x\rz\n\nq";
        let mut positions = Positions::new(text);
        assert_eq!(positions.of(0), (1, 1));
        assert_eq!(positions.of(text.find('x').unwrap_or(0)), (2, 3));
        assert_eq!(positions.of(text.find('z').unwrap_or(0)), (3, 1));
        assert_eq!(positions.of(text.find('q').unwrap_or(0)), (5, 1));
        assert_eq!(positions.of(9999), (5, 2));
    }
}
