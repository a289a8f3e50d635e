//! `seedbed serve`: the site answered from memory, made anew when a file is saved.
//!
//! Three parts: [`state`] is what is served now, [`watch`] makes it anew when the corpus changes,
//! [`http`] answers a browser. A browser that shows a page keeps one connection open, on which it is
//! told of a new version; the script `live.js` then asks whether its own page has changed.
//! Asynchronous code stays in this folder.

mod answer;
mod http;
mod state;
mod watch;

use super::report;
use anyhow::Context as _;
use clap::Args;
use state::State;
use std::io::Write as _;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// How many ports after the wanted one are tried.
const PORTS: u16 = 20;

#[derive(Args)]
pub struct Serve {
    /// The folder that holds seeds/
    #[arg(default_value = ".")]
    root: PathBuf,
    /// The port to listen on; the next free one if it is taken
    #[arg(short, long, default_value_t = 3000)]
    port: u16,
    /// Open the site in a browser
    #[arg(short, long)]
    open: bool,
}

/// Serves until it is interrupted.
pub fn serve(arguments: &Serve) -> anyhow::Result<ExitCode> {
    let state = Arc::new(State::new(&arguments.root)?);
    let listener = listen(arguments.port)?;
    let address = listener.local_addr().context("the listener has no address")?;
    watch::watch(&arguments.root, state.clone())?;
    state.show_all();
    let url = format!("http://{address}/");
    say(&format!("\n  Serving {} at {url}\n  Press Ctrl-C to stop.\n", arguments.root.display()));
    if arguments.open {
        report::open(url.as_ref());
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(http::run(listener, state))?;
    say("\n  Stopped.\n");
    Ok(ExitCode::SUCCESS)
}

/// Only this machine can reach it.
fn listen(port: u16) -> anyhow::Result<TcpListener> {
    let mut last = None;
    for port in port..=port.saturating_add(PORTS) {
        match TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))) {
            Ok(listener) => return Ok(listener),
            Err(error) => last = Some(error),
        }
    }
    let error = last.expect("at least one port was tried");
    Err(error).with_context(|| format!("cannot listen on port {port} nor on the {PORTS} after it"))
}

fn say(words: &str) {
    // A closed pipe is the reader's wish, not our failure.
    let _ = anstream::stdout().lock().write_all(words.as_bytes());
}
