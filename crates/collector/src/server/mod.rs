//! Connections: how many, how long, and what stands between them and the routes.

mod files;
mod guard;
mod mischief;

pub use guard::Guard;
pub use mischief::Mischief;

use crate::counts::Counts;
use crate::log::say;
use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::{Next, from_fn_with_state, map_response_with_state};
use axum::response::Response;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::{Semaphore, watch};
use tokio::time::{sleep, timeout};

/// How long a client may take to send the head of a request, and a connection may be idle. Longer than most intervals
/// would be better for workers, but there are more of those than connections.
const HEAD: Duration = Duration::from_secs(30);
/// The same while more than half of all connections are open.
const CROWDED: Duration = Duration::from_secs(3);
/// How long requests have to end when the collector stops.
const FAREWELL: Duration = Duration::from_secs(5);

/// Puts a guard before the routes, and mischief around them. All requests are counted.
pub fn wrap(routes: Router, guard: Option<Guard>, mischief: &[Mischief], counts: Arc<Counts>) -> Router {
    let mut routes = routes;
    if !mischief.is_empty() {
        routes = routes.layer(from_fn_with_state(Arc::<[_]>::from(mischief), mischief::misbehave));
    }
    if let Some(guard) = guard {
        routes = routes.layer(from_fn_with_state(Arc::new(guard), guard::guard));
    }
    routes.layer(from_fn_with_state(counts, count))
}

async fn count(State(counts): State<Arc<Counts>>, request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    counts.request(path.as_ref().map_or("other", MatchedPath::as_str), response.status().as_u16());
    response
}

/// Serves until SIGTERM or SIGINT. Then it drops `run` first: responses that have no end of their own end with it.
pub async fn serve(routes: Router, address: SocketAddr, connections: u32, run: watch::Sender<()>) -> io::Result<()> {
    let listener = TcpListener::bind(address).await.map_err(|error| named(error, address))?;
    say(format_args!("listening on http://{}", listener.local_addr()?));
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let connections = files::connections(connections);
    let slots = Arc::new(Semaphore::new(connections as usize));
    let routes = routes.layer(map_response_with_state(slots.clone(), take_turns));
    let open = GracefulShutdown::new();
    loop {
        let accepted = async {
            // It fails if the semaphore is closed, which nothing does.
            let slot = slots.clone().acquire_owned().await.map_err(io::Error::other)?;
            Ok::<_, io::Error>((slot, listener.accept().await?.0))
        };
        let (slot, stream) = tokio::select! {
            accepted = accepted => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    // Too many open files, say: it passes.
                    say(format_args!("no connection: {error}"));
                    sleep(Duration::from_millis(100)).await;
                    continue;
                }
            },
            _ = terminate.recv() => break,
            _ = interrupt.recv() => break,
        };
        // Responses are small, and written at once.
        let _ = stream.set_nodelay(true);
        // A client that doesn't read what it has asked for would stay for ever. Other systems have nothing like it.
        #[cfg(target_os = "linux")]
        let _ = rustix::net::sockopt::set_tcp_user_timeout(&stream, HEAD.as_millis() as u32);
        // Whoever says nothing goes sooner when connections run out.
        let is_crowded = slots.available_permits() < connections as usize / 2;
        let service = TowerToHyperService::new(routes.clone());
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(if is_crowded { CROWDED } else { HEAD })
            .max_buf_size(32 * 1024)
            .serve_connection(TokioIo::new(stream), service);
        let connection = open.watch(connection);
        tokio::spawn(async move {
            // A client that sends what is no HTTP, or is gone, is no matter of ours.
            let _ = connection.await;
            drop(slot);
        });
    }
    drop(listener);
    drop(run);
    if timeout(FAREWELL, open.shutdown()).await.is_err() {
        say("some requests were cut off");
    }
    Ok(())
}

/// If all connections are taken, lets go of one with each response: those that are busy would keep all others out.
async fn take_turns(State(slots): State<Arc<Semaphore>>, mut response: Response) -> Response {
    if slots.available_permits() == 0 {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

fn named(error: io::Error, address: SocketAddr) -> io::Error {
    io::Error::new(error.kind(), format!("can't listen on {address}: {error}"))
}
