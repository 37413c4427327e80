//! TBD
use super::Kind;
pub(super) const KIND: Kind = Kind { name: "files", keys: &[], open: |_, _| unimplemented!() };
