//! Stories played on the console without a terminal, against a real directory.
#![cfg_attr(
    test,
    expect(
        clippy::unwrap_used,
        clippy::unicode_not_nfc,
        reason = "a scene that cannot go on must fail at once; names stand in the pictures as people write them"
    )
)]

mod access;
mod cast;
mod codes;
mod deeds;
mod desk;
mod directories;
mod foreign;
mod hostile;
mod live;
mod many;
mod pictures;
mod read_only;
mod retention;
mod reveal;
mod shell;
mod sign_in;
mod user;
mod users;
