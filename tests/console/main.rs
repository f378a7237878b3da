//! Stories played on the console without a terminal, against a real directory.
#![cfg_attr(
    test,
    expect(
        clippy::unwrap_used,
        reason = "a scene that cannot go on must fail at once"
    )
)]

mod cast;
mod users;
