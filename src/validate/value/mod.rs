//! What single values of a feed are worth: dates, addresses, languages, numbers.
//!
//! Each function takes the text of one value and answers with plain data: what
//! was read, or what is wrong with it. None of them knows of rules, elements or
//! messages; whoever asks says which rule a fault breaks. All are total, take time
//! in proportion to the text, and allocate nothing for a value that is as it should
//! be. They judge the text as given: whether white space around it is forgiven is
//! the caller's to say.
//!
//! Where the W3C Feed Validation Service judges the same value, a fault here is an
//! error or a warning there, unless the fault's own words say that the W3C is silent.

pub(crate) mod date;
pub(crate) mod lang;
pub(crate) mod mail;
pub(crate) mod mime;
pub(crate) mod number;
pub(crate) mod time;
pub(crate) mod token;
pub(crate) mod uri;
