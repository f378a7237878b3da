//! What stands before every route: other sites are refused, and the log holds no token, address or query.

use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tower_http::cors::{AllowOrigin, CorsLayer};

use super::Shared;
use super::failure::Failure;

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Refuses a change that a page of another site asks for. `SameSite` cookies are the second lock, not the only one.
pub(super) async fn same_site(State(app): State<Shared>, request: Request, next: Next) -> Response {
    let reads = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    let headers = request.headers();
    let origin_known = headers
        .get(header::ORIGIN)
        .map(|origin| app.origins.contains(origin));
    let fetched = headers
        .get(FETCH_SITE)
        .map(|site| site == "same-origin" || site == "none");
    // A browser sends at least one of the two with every change; programs send neither, and no cookies of anyone.
    let is_welcome = origin_known.or(fetched).unwrap_or(true);
    if reads || is_welcome {
        next.run(request).await
    } else {
        Failure::OtherSite.into_response()
    }
}

/// Pages of the allowed origins may call with cookies; nobody else's may read an answer.
pub(super) fn cors(origins: &[HeaderValue]) -> CorsLayer {
    CorsLayer::new()
        .allow_origin(AllowOrigin::list(origins.iter().cloned()))
        .allow_credentials(true)
        .allow_methods([Method::GET, Method::POST, Method::PUT, Method::DELETE])
        .allow_headers([header::CONTENT_TYPE])
        .max_age(Duration::from_mins(10))
}

/// One line per request: the route as it is declared, never what stands in its place.
pub(super) async fn log(request: Request, next: Next) -> Response {
    let since = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let mut answer = next.run(request).await;
    let headers = answer.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    );
    let route = route.as_ref().map_or("(none)", MatchedPath::as_str);
    let status = answer.status().as_u16();
    let ms = u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::info!(%method, route, status, ms, "request");
    answer
}
