//! Feedroom turns a newsroom's articles into feeds that every reader accepts.
//!
//! The flow goes one way: `source → desk → feed → format → publish → notify`.
//! Each room knows only the rooms to its left and the ground they all stand on;
//! `tests/architecture.rs` keeps it so. `ARCHITECTURE.md` has the picture and
//! says where to begin to read.

pub mod adopt;
pub mod article;
pub mod cli;
pub mod clock;
pub mod compare;
pub mod config;
pub mod control;
pub mod daemon;
pub mod desk;
pub mod feed;
pub mod format;
pub mod html;
pub mod http;
pub mod notify;
pub mod outbound;
pub mod pipeline;
pub mod publish;
pub mod source;
pub mod store;
pub mod tree;
pub mod validate;
pub mod watch;
pub mod xml;
