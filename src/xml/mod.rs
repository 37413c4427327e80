//! Values that are safe to stand in a document: text that XML 1.0 can carry,
//! absolute URLs, language tags. What cannot be built cannot be published.

mod lang;
mod text;
mod url;

pub use lang::{Direction, LangTag};
pub use text::XmlText;
pub(crate) use text::{is_line, is_xml_char};
pub use url::{AbsoluteUrl, UrlError};
