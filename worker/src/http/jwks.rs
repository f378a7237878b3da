//! `/.well-known/jwks.json` on a listener of its own: the one page that may face other machines.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio::sync::Mutex;
use wardroom_core::Directory;
use wardroom_core::crypto::jwt::jwks;

use super::routes::{Server, listen};

/// The directory is not asked more often, however many ask here.
const KEPT: Duration = Duration::from_secs(10);
/// What others may keep it: much less than the day by which a key is published before it signs.
const CACHE: &str = "public, max-age=300";
/// RFC 7517 §8.5.2.
const MEDIA: &str = "application/jwk-set+json";

struct Document {
    directory: Directory,
    kept: Mutex<Option<(Instant, String)>>,
}

/// Publishes the keys of `directory` until it is stopped.
pub(crate) async fn publish(address: SocketAddr, directory: Directory) -> io::Result<Server> {
    let document = Arc::new(Document {
        directory,
        kept: Mutex::default(),
    });
    let pages = Router::new()
        .route("/.well-known/jwks.json", get(answer))
        .with_state(document);
    listen(address, pages, "the published keys").await
}

async fn answer(State(document): State<Arc<Document>>) -> Response {
    let mut kept = document.kept.lock().await;
    if let Some((_, text)) = kept.as_ref().filter(|(at, _)| at.elapsed() < KEPT) {
        return shown(text.clone());
    }
    match document.directory.published_keys().await {
        Ok(keys) => {
            let text = jwks(&keys).to_string();
            *kept = Some((Instant::now(), text.clone()));
            shown(text)
        }
        Err(error) => {
            tracing::error!(error = %error, "the published keys cannot be read");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

fn shown(text: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, MEDIA),
        (header::CACHE_CONTROL, CACHE),
    ];
    (headers, text).into_response()
}
