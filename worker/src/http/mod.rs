//! What the worker tells of itself over HTTP: health, readiness, metrics.

mod health;
mod jwks;
mod routes;

pub(crate) use health::Health;
pub(crate) use jwks::publish;
pub(crate) use routes::{Server, serve};
