//! What a sign-in costs when eight come at once, beside the password hash that it cannot do without.

use std::time::Duration;

use tokio::runtime::Handle;
use wardroom_core::crypto::password::{Verdict, verify_blocking};
use wardroom_core::flow::{SignIn, Visit};

use super::clients::{CLIENTS, PASSWORD, at_once, members};
use super::ground::Ground;
use super::refresh::Application;
use super::report::{Budget, Report};
use super::sample::Sample;

/// In turns, so that what else the machine does weighs on both.
const ROUNDS: usize = 10;
/// Times each client signs in, in a round.
const EACH: usize = 20;
const LATE: Budget = Budget {
    most: 900.0,
    said: "p95 <= 900 ms",
};
const TIMES: Budget = Budget {
    most: 1.2,
    said: "<= 1.2",
};

/// Signs in with eight clients, and computes as many hashes with eight.
pub(crate) fn measure(ground: &Ground, report: &mut Report) {
    let on = Handle::current();
    let application = Application::open(ground, u32::try_from(CLIENTS).unwrap());
    let (addresses, stored) = members(&application);
    let accounts = &application.accounts;
    let sign_in = |client: usize| {
        let visit = Visit::new(Some([192, 0, 2, 7].into()), Some("wardroom-bench"));
        let answer = on.block_on(accounts.sign_in(&addresses[client], PASSWORD.into(), &visit));
        assert!(matches!(answer, Ok(SignIn::Done(_))), "{answer:?}");
    };
    let hash = |_| {
        let verdict = on.block_on(verify_blocking(Some(stored.clone()), PASSWORD.into()));
        assert!(matches!(verdict, Ok(Verdict::Match { .. })));
    };
    let (mut signed_in, mut hashed) = (at_once(1, sign_in), at_once(1, hash));
    signed_in.clear();
    hashed.clear();
    for _ in 0..ROUNDS {
        signed_in.extend(at_once(EACH, sign_in));
        hashed.extend(at_once(EACH, hash));
    }
    on.block_on(accounts.directory().close());

    let (signed_in, hashed) = (Sample::of(signed_in), Sample::of(hashed));
    report.late("sign-in, 8 clients", &signed_in, Some(LATE));
    report.late("sign-in: the hash alone, 8 clients", &hashed, None);
    let over =
        |of: fn(&Sample) -> Duration| of(&signed_in).as_secs_f64() / of(&hashed).as_secs_f64();
    let (late, middle) = (over(Sample::p95), over(Sample::median));
    let said = format!("{late:.2} times (median {middle:.2})");
    report.add("sign-in: p95 over the hash's", late, said, Some(TIMES));
}
