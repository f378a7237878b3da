//! The application: its accounts, its routes, and what stands before every one of them.

mod cookies;
mod failure;
mod guard;
mod provider;
mod request;
mod routes;

use std::sync::Arc;

use axum::http::HeaderValue;
use axum::{Router, middleware};
use wardroom_core::flow::Accounts;

pub(crate) use provider::Provider;

/// What every handler shares.
pub(crate) struct App {
    accounts: Accounts,
    /// The application's own origin and those that may call it from other pages.
    origins: Vec<HeaderValue>,
    /// Who else may say who somebody is.
    providers: Vec<Provider>,
}

type Shared = Arc<App>;

impl App {
    /// An application over `accounts`; `origins` are separated by commas.
    pub(crate) fn new(
        accounts: Accounts,
        origins: &str,
        providers: Vec<Provider>,
    ) -> Result<Arc<Self>, String> {
        let own = accounts
            .settings()
            .site_url
            .trim_end_matches('/')
            .to_owned();
        let given = origins.split(',').map(str::trim).filter(|o| !o.is_empty());
        let origins = std::iter::once(own.as_str())
            .chain(given)
            .map(|o| {
                HeaderValue::from_str(o).map_err(|_| format!("CORS_ORIGINS: not an origin: {o:?}"))
            })
            .collect::<Result<_, _>>()?;
        Ok(Arc::new(Self {
            accounts,
            origins,
            providers,
        }))
    }
}

/// Everything it answers.
pub(crate) fn router(app: Arc<App>) -> Router {
    routes::all()
        .layer(middleware::from_fn_with_state(
            app.clone(),
            guard::same_site,
        ))
        .layer(guard::cors(&app.origins))
        .layer(middleware::from_fn(guard::log))
        .with_state(app)
}
