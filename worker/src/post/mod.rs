//! How mail leaves this worker: by SMTP where a server is set, otherwise into a folder that says so.

mod folder;
mod message;
mod smtp;

use std::path::Path;

pub use folder::Folder;
use secrecy::ExposeSecret;
use wardroom_core::flow::Settings;
use wardroom_core::job::{Post, Site};
use wardroom_core::{Error, Result};

/// What a worker needs to send mail.
pub(crate) struct Mail {
    pub(crate) site: Site,
    pub(crate) post: Box<dyn Post>,
}

/// Reads the settings from the environment; mail goes to `folder` where no SMTP server is set.
pub(crate) fn open(folder: &Path) -> Result<Mail> {
    let settings = Settings::read(|name| std::env::var(name).ok())?;
    let from = settings
        .mail_from
        .parse()
        .map_err(|_| Error::invalid("WARDROOM_MAIL_FROM", "give `Name <name@domain.example>`"))?;
    let post: Box<dyn Post> = if settings.smtp_url.expose_secret().is_empty() {
        tracing::warn!(
            folder = %folder.display(),
            "SMTP_URL is not set: mail is written into this folder and reaches nobody"
        );
        Box::new(Folder::open(folder, from)?)
    } else {
        Box::new(smtp::Smtp::open(&settings.smtp_url, from)?)
    };
    let site = Site {
        name: settings.site_name,
        contact: settings.contact,
    };
    Ok(Mail { site, post })
}
