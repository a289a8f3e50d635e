//! The wire: HTTP/1.1 on this machine, bounded in connections, time and size.

use super::answer::{Answer, EVENTS, Request, answer, refusal};
use super::state::State;
use http_body_util::{BodyExt as _, Full, combinators::BoxBody};
use hyper::body::{Body, Bytes, Frame, Incoming};
use hyper::header::{self, HeaderMap, HeaderName};
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::{Semaphore, watch};

/// So many connections at once; more wait.
const CONNECTIONS: usize = 512;
/// A client has so long to say what it wants.
const PATIENCE: Duration = Duration::from_secs(10);
/// The longest head of a request, in bytes.
const HEAD: usize = 32 << 10;

type Response = hyper::Response<BoxBody<Bytes, Infallible>>;

/// Answers until the program is interrupted.
pub async fn run(listener: std::net::TcpListener, state: Arc<State>) -> anyhow::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let place = room.clone().acquire_owned().await?;
        let stream = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => stream,
                // Out of file handles, or a client that left: the next may fare better.
                Err(_) => {
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
            interrupt = tokio::signal::ctrl_c() => return Ok(interrupt?),
        };
        let state = state.clone();
        tokio::spawn(async move {
            let service = service_fn(move |request| respond(request, state.clone()));
            let mut server = hyper::server::conn::http1::Builder::new();
            server.timer(TokioTimer::new()).header_read_timeout(PATIENCE).max_buf_size(HEAD);
            // What goes wrong on a connection is the client's affair.
            let _ = server.serve_connection(TokioIo::new(stream), service).await;
            drop(place);
        });
    }
}

async fn respond(request: hyper::Request<Incoming>, state: Arc<State>) -> Result<Response, Infallible> {
    let headers = request.headers();
    let asked = Request {
        method: request.method().as_str(),
        path: request.uri().path(),
        host: one(headers, &header::HOST),
        origin: one(headers, &header::ORIGIN),
        fetch_site: one(headers, &HeaderName::from_static("sec-fetch-site")),
        fetch_mode: one(headers, &HeaderName::from_static("sec-fetch-mode")),
    };
    if let Some(refused) = refusal(&asked) {
        return Ok(response(refused));
    }
    if asked.path == EVENTS {
        return Ok(events(&state));
    }
    // Making a page takes a stack that templates may need, and must not hold up the other connections.
    let (sender, receiver) = tokio::sync::oneshot::channel();
    let (method, path) = (asked.method.to_owned(), asked.path.to_owned());
    rayon::spawn(move || {
        let asked = Request {
            method: &method,
            path: &path,
            host: None,
            origin: None,
            fetch_site: None,
            fetch_mode: None,
        };
        let _ = sender.send(answer(&state.current(), &asked));
    });
    Ok(match receiver.await {
        Ok(answer) => response(answer),
        Err(_) => hyper::Response::builder().status(500).body(full(Bytes::new())).unwrap_or_default(),
    })
}

/// The only value of a header; two contradict each other and are as good as none.
fn one<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok();
    if values.next().is_some() { Some("") } else { value.or(Some("")) }
}

fn full(bytes: Bytes) -> BoxBody<Bytes, Infallible> {
    Full::new(bytes).boxed()
}

fn response(answer: Answer) -> Response {
    let mut response = hyper::Response::new(full(Bytes::copy_from_slice(&answer.body)));
    *response.status_mut() = hyper::StatusCode::from_u16(answer.status).unwrap_or_default();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static(answer.content_type));
    if answer.status == 405 {
        headers.insert(header::ALLOW, header::HeaderValue::from_static("GET, HEAD"));
    }
    if let Some(location) = answer.location.and_then(|location| location.parse().ok()) {
        headers.insert(header::LOCATION, location);
    }
    guarded(response)
}

/// Nothing is kept by the browser, and no other site may use what is answered.
fn guarded(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ] {
        headers.insert(name, header::HeaderValue::from_static(value));
    }
    response
}

/// Server-sent events: the number of the newest version, now and whenever there is one.
fn events(state: &State) -> Response {
    let mut newest = state.newest();
    newest.mark_changed();
    let mut response = hyper::Response::new(Events::new(newest).boxed());
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, header::HeaderValue::from_static("text/event-stream; charset=utf-8"));
    guarded(response)
}

/// The wait for the next version, which gives the receiver back.
type Next = Pin<Box<dyn Future<Output = Option<(u64, watch::Receiver<u64>)>> + Send + Sync>>;

struct Events {
    next: Next,
}

impl Events {
    fn new(newest: watch::Receiver<u64>) -> Events {
        Events { next: Box::pin(next(newest)) }
    }
}

async fn next(mut newest: watch::Receiver<u64>) -> Option<(u64, watch::Receiver<u64>)> {
    newest.changed().await.ok()?;
    let number = *newest.borrow_and_update();
    Some((number, newest))
}

impl Body for Events {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.next.as_mut().poll(context).map(|found| {
            let (number, newest) = found?;
            self.next = Box::pin(next(newest));
            Some(Ok(Frame::data(Bytes::from(format!("data: {number}\n\n")))))
        })
    }
}
