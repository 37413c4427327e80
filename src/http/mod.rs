//! Serving what is published: feeds with their media types, conditional
//! requests, and a page that lists them. It builds nothing.
//!
//! The caller owns the socket and the stop signal: [`serve`] takes a listener,
//! the [`Newsstand`](crate::publish::Newsstand) and a future. `server` keeps
//! connections, `service` answers one request, `conditional` is RFC 9110's
//! arithmetic, `documents` reads and keeps bytes, `directory` writes the page.
//! [`operate`] answers the operator on a socket of its own.

mod answer;
mod conditional;
mod directory;
mod documents;
mod idle;
mod operator;
mod server;
mod service;
mod settings;
mod target;
mod view;

pub use operator::{Question, Telling, Told, operate};
pub use server::{Stopped, serve};
pub use settings::{KEYS, Server, read};
pub use view::About;
