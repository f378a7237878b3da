//! Where anything may have been left: the rows, the outbox, the log, and the folder the mails were written into.

use std::fs;

use secrecy::ExposeSecret;
use wardroom_core::crypto::keyring::Purpose;
use wardroom_core::crypto::sealed::{Place, Sealed};
use wardroom_core::db::{Conn, sql};
use wardroom_core::job::{Site, send_mail};
use wardroom_tests::application::ring;
use wardroom_tests::cast::World;
use wardroom_tests::driving::Driver;
use wardroom_tests::letters::carried;
use wardroom_tests::smtp::readable;
use wardroom_worker::post::Folder;

use crate::listening;

const OUTBOX: &str = "SELECT {m.mail.template} AS template, {m.mail.recipient} AS recipient,
    CAST({m.mail.params} AS TEXT) AS params, {m.mail.body_sealed} AS body, {m.mail.last_error} AS last_error
    FROM {mail} m";
const KEYS: &str = "SELECT {k.signing_key.id} AS kid, {k.signing_key.private_sealed} AS sealed
    FROM {signing_key} k";

#[derive(Debug, sqlx::FromRow)]
#[expect(dead_code, reason = "printed, and read no other way")]
struct Queued {
    template: String,
    recipient: String,
    params: String,
    body: Option<Vec<u8>>,
    last_error: Option<String>,
}

/// Looks everywhere: before the mails leave, and after.
pub(crate) async fn everywhere(driver: &mut Driver<'_>, world: &World) {
    private_keys(driver).await;
    mailed(driver).await;
    driver.trail.place("the database", world.fresh.dump().await);
    let rows: Vec<Queued> = world.db.clone().all(sql(OUTBOX)).await.unwrap();
    assert!(!rows.is_empty(), "no mail was queued");
    driver.trail.place("the outbox", format!("{rows:?}"));
    sink(driver).await;
    let after = world.fresh.dump().await;
    driver.trail.place("the database after the post", after);
    let heard = listening::heard();
    let said = String::from_utf8_lossy(&heard);
    assert!(said.contains("sqlx::query"), "the log says too little");
    driver.trail.place("the log", heard);
}

/// What signs access tokens, opened as only the application can.
async fn private_keys(driver: &mut Driver<'_>) {
    let keys: Vec<(String, Vec<u8>)> = driver.stage.db.clone().all(sql(KEYS)).await.unwrap();
    for (kid, sealed) in keys {
        let place = Place {
            purpose: Purpose::SigningKey,
            label: "signing_keys.private",
            row: kid.as_bytes(),
        };
        let sealed = Sealed::from_stored(sealed).unwrap();
        let der = sealed.open(&ring(), place).unwrap();
        let der = der.expose_secret();
        driver.trail.secret("a signing key", der);
        // The seed alone (RFC 8410 §7): an octet string of 32 bytes within another.
        let at = der.windows(4).position(|w| w == [0x04, 0x22, 0x04, 0x20]);
        let seed = &der[at.unwrap() + 4..][..32];
        driver.trail.secret("a signing key's seed", seed);
    }
}

/// What is on its way by mail is in its own mail, and nowhere else.
async fn mailed(driver: &mut Driver<'_>) {
    for (mail, secret) in carried(driver.stage).await {
        let (name, secret) = match secret.split_once("#token=") {
            Some((_, token)) => ("a mailed link", token),
            None => ("a mailed code", &secret[..]),
        };
        driver.trail.carried(name, secret, &format!("mail {mail}"));
    }
}

/// The worker's post, into a folder.
async fn sink(driver: &mut Driver<'_>) {
    let folder = tempfile::tempdir().unwrap();
    let from = "Bridge <no-reply@bridge.example>".parse().unwrap();
    let post = Folder::open(folder.path(), from).unwrap();
    let site = Site {
        name: "Bridge".to_owned(),
        contact: "help@bridge.example".to_owned(),
    };
    let (directory, now) = (&driver.stage.directory, driver.stage.now());
    let done = send_mail(directory, &ring(), &site, &post, now, || false).await;
    let done = done.unwrap();
    assert!(done.sent > 0 && done.later + done.dead == 0, "{done:?}");
    for file in fs::read_dir(folder.path()).unwrap() {
        let path = file.unwrap().path();
        let mail = fs::read_to_string(&path).unwrap();
        let name = format!("mail {}", path.file_stem().unwrap().display());
        let both = [readable(&mail), mail].join("\n");
        driver.trail.place(name, both);
    }
}
