//! A hash of what a tree says, whatever its layout and comments are.

use xxhash_rust::xxh3::Xxh3;

use super::{Entry, Value};

impl Value {
    /// Adds what it says to a hash. The order of keys counts.
    fn print(&self, hash: &mut Xxh3) {
        match self {
            Self::Null => hash.update(b"n"),
            Self::Bool(flag) => hash.update(&[b'b', u8::from(*flag)]),
            Self::Integer(number) => part(hash, b'i', &number.to_le_bytes()),
            Self::Float(number) => part(hash, b'f', &number.to_bits().to_le_bytes()),
            Self::String(text) => part(hash, b's', text.as_bytes()),
            Self::List(nodes) => {
                hash.update(b"l");
                for node in nodes {
                    node.value.print(hash);
                }
                hash.update(b"e");
            }
            Self::Map(map) => {
                hash.update(b"m");
                for entry in &map.0 {
                    entry.print(hash);
                }
                hash.update(b"e");
            }
        }
    }
}

impl Entry {
    /// Adds its key and what its value says to a hash.
    pub fn print(&self, hash: &mut Xxh3) {
        part(hash, b'k', self.key.as_bytes());
        self.node.value.print(hash);
    }
}

/// Its length comes first, so that no two rows of parts are one.
fn part(hash: &mut Xxh3, kind: u8, bytes: &[u8]) {
    hash.update(&[kind]);
    hash.update(&(bytes.len() as u64).to_le_bytes());
    hash.update(bytes);
}
