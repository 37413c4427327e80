//! Whether this process does its work: what the watchdog's word depends on.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::watch;

use crate::daemon::Probe;
use crate::pipeline::House;
use crate::store::Database;

/// A probe that asks the listener at `address` for its page, over a connection
/// like any other, and reads the store of the house as it is then.
pub(super) fn of(address: SocketAddr, house: watch::Receiver<Arc<House>>) -> Probe {
    let address = reachable(address);
    Arc::new(move || {
        let store = house.borrow().store.database.clone();
        Box::pin(async move {
            answers(address).await.map_err(|error| format!("its own address, {address}, does not answer: {error}"))?;
            let Some(store) = store else { return Ok(()) };
            let read = tokio::task::spawn_blocking(move || reads(&store)).await;
            read.unwrap_or_else(|_| Err("the store cannot be read".to_owned()))
        })
    })
}

/// One that listens everywhere is asked from here.
fn reachable(mut address: SocketAddr) -> SocketAddr {
    match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => address.set_ip(Ipv4Addr::LOCALHOST.into()),
        IpAddr::V6(ip) if ip.is_unspecified() => address.set_ip(Ipv6Addr::LOCALHOST.into()),
        _ => {}
    }
    address
}

/// Any answer will do: before the first build it is 503.
async fn answers(address: SocketAddr) -> std::io::Result<()> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(b"HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").await?;
    let mut start = [0; 5];
    stream.read_exact(&mut start).await?;
    if &start == b"HTTP/" { Ok(()) } else { Err(std::io::Error::other("that is no answer")) }
}

/// What it owes is little, and asked of the file.
fn reads(store: &Path) -> Result<(), String> {
    match Database::read(store) {
        Ok(Some(database)) => database.owed().map(drop).map_err(|error| error.to_string()),
        // The first build makes it.
        Ok(None) => Ok(()),
        Err(error) => Err(error.to_string()),
    }
}
