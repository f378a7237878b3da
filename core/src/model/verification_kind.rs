//! What a code sent by mail is for.

use super::words::words;

words! {
    /// What a code sent by mail proves.
    VerificationKind {
        /// That an address nobody has proved yet is read by whoever answers.
        Email = "email",
        /// That the address an account is to change to is.
        EmailChange = "email_change",
        /// That whoever signs in reads the address proved before.
        SignIn = "sign_in",
    }
}
