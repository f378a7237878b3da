//! A small web application whose accounts are Wardroom's: registration to passkeys over HTTP, in cookies.
//! `docs/using-the-core.md` walks through it; `.env.example` beside it lists what it reads.

#[path = "web_app/mod.rs"]
mod app;

use std::env;
use std::error::Error;
use std::net::SocketAddr;

use secrecy::SecretString;
use wardroom_core::crypto::keyring::KeyRing;
use wardroom_core::db::{Access, Target, connect};
use wardroom_core::flow::{Accounts, Settings};
use wardroom_core::layout::{AppSettings, Layout};
use wardroom_core::store::{Directory, Parts};

/// The provider of identities that the environment describes, if it does.
fn provider() -> Result<Option<app::Provider>, Box<dyn Error>> {
    let Ok(keys) = env::var("PROVIDER_JWKS") else {
        return Ok(None);
    };
    Ok(Some(app::Provider {
        name: env::var("PROVIDER_NAME")?,
        issuer: env::var("PROVIDER_ISSUER")?,
        client: env::var("PROVIDER_CLIENT_ID")?,
        keys: serde_json::from_str(&keys)?,
    }))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt().json().init();
    let url = env::var("WARDROOM_DATABASE")
        .map_err(|_| "WARDROOM_DATABASE: set it to postgres://… or to a SQLite file")?;
    let target: Target = url.parse()?;
    let db = connect(&target, Access::Write, 8).await?;
    let layout = Layout::found(&db, "public", &AppSettings::default()).await?;
    let directory = Directory::new(&db, layout, "public", Parts::default());
    let keys = env::var("WARDROOM_KEYS")
        .map_err(|_| "WARDROOM_KEYS: set it to the text of the directory's key ring")?;
    let ring = KeyRing::parse(&SecretString::from(keys))?;
    let settings = Settings::read(|name| env::var(name).ok())?;
    let origins = env::var("CORS_ORIGINS").unwrap_or_default();
    let accounts = Accounts::new(directory, ring, settings)?;
    let app = app::App::new(accounts, &origins, provider()?.into_iter().collect())?;

    let listen = env::var("LISTEN").unwrap_or_else(|_| "127.0.0.1:3000".to_owned());
    let listener = tokio::net::TcpListener::bind(&listen).await?;
    tracing::info!(listen, "serving");
    let service = app::router(app).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service)
        .with_graceful_shutdown(async {
            // Without a handler the default action ends the process, which is as good.
            let _ = tokio::signal::ctrl_c().await;
        })
        .await?;
    Ok(())
}
