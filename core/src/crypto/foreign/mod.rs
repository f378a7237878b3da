//! What the databases of other libraries hold, byte for byte: their sealed values, tokens, codes and ids.
//! Every form is proved by values that the libraries' own code made (`crypto/vectors`).
pub mod authjs;
pub mod better_auth;
mod letters;
pub mod supabase;

use super::digest;

/// How much of a digest tells one credential from another and gives nothing of it away: 16 hex digits, 64 bits.
const FINGERPRINT: usize = 16;

/// What is shown in place of a credential that its database holds as it is: the start of its SHA-256.
pub fn fingerprint(credential: &str) -> String {
    let mut hex = digest::hex(&digest::sha256(credential.as_bytes()));
    hex.truncate(FINGERPRINT);
    hex
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_the_start_of_the_digest_and_nothing_of_the_credential() {
        // FIPS 180-4, example B.1
        assert_eq!(fingerprint("abc"), "ba7816bf8f01cfea");
        assert_eq!(fingerprint("").len(), FINGERPRINT);
    }
}
