//! What the worker tells of itself over HTTP: health, readiness, metrics.

mod health;
mod routes;

pub(crate) use health::Health;
pub(crate) use routes::serve;
