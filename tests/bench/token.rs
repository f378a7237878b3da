//! What checking an access token costs, beside the bare check of its signature, which it cannot do without.

use data_encoding::BASE64URL_NOPAD;
use secrecy::ExposeSecret;
use tokio::runtime::Handle;
use wardroom_core::crypto::jwt::Header;
use wardroom_core::crypto::keyring::KeyRing;
use wardroom_core::flow::{Accounts, Settings};

use super::ground::Ground;
use super::refresh::{Application, somebodys};
use super::report::{Budget, Report};
use super::sample::{Sample, timed};

/// How many tokens are checked, one after another.
const TIMES: usize = 5_000;
/// How many applications begin with nothing in hand.
const BEGINNINGS: usize = 200;
const FIRST: Budget = Budget {
    most: 100.0,
    said: "p95 <= 100 ms",
};
const CACHED: Budget = Budget {
    most: 0.1,
    said: "p95 <= 0.1 ms",
};

/// Checks one token again and again: with the keys in hand, and by applications that have yet to read them.
pub(crate) fn measure(ground: &Ground, report: &mut Report) {
    let on = Handle::current();
    let Application { accounts, db } = Application::open(ground, 2);
    let begun = on.block_on(somebodys(&accounts, &db));
    let directory = accounts.directory();
    let session = on.block_on(directory.session(&begun.id)).unwrap();
    let token = on
        .block_on(accounts.access_token(&session.unwrap()))
        .unwrap();
    let text = token.text.expose_secret();
    let check = |accounts: &Accounts| {
        on.block_on(accounts.verify_access_token(text)).unwrap();
    };

    let (signed, signature) = text.rsplit_once('.').unwrap();
    let signature = BASE64URL_NOPAD.decode(signature.as_bytes()).unwrap();
    let kid = Header::of_token(text).unwrap().kid;
    let keys = on.block_on(directory.published_keys()).unwrap();
    let key = keys.iter().find(|key| Some(key.kid()) == kid.as_deref());
    let key = key.unwrap();

    check(&accounts);
    let (mut checked, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..TIMES {
        checked.push(timed(|| check(&accounts)));
        // In turns, so that what else the machine does weighs on both.
        bare.push(timed(|| assert!(key.verify(signed.as_bytes(), &signature))));
    }
    let first = (0..BEGINNINGS).map(|_| {
        let ring = KeyRing::generate(directory.entropy());
        let fresh = Accounts::new(directory.clone(), ring, Settings::default()).unwrap();
        timed(|| check(&fresh))
    });
    let first = Sample::of(first.collect());
    on.block_on(directory.close());
    say(&first, &Sample::of(checked), &Sample::of(bare), report);
}

fn say(first: &Sample, checked: &Sample, bare: &Sample, report: &mut Report) {
    report.late("access token: the first, keys read", first, Some(FIRST));
    report.late("access token: keys in hand", checked, Some(CACHED));
    report.late("access token: its signature alone", bare, None);
}
