//! The `otpauth://` address an authenticator app scans, short enough for a QR code on 80x24.
use data_encoding::HEXUPPER;
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use super::totp::TotpSecret;

/// The most bytes a version 5-L QR code holds, the largest that fits 80x24 cells (measured).
pub const MAX_URI_BYTES: usize = 106;
const SCHEME: &str = "otpauth://totp/";
const SECRET: &str = "?secret=";
const ISSUER: &str = "&issuer=";
const BASE32_BYTES: usize = 32;
/// What is left for names beside the parts every address has.
const NAMES: usize = MAX_URI_BYTES - SCHEME.len() - SECRET.len() - BASE32_BYTES;
const MAX_ISSUER: usize = 16;

/// The address for `account` at `issuer`. Algorithm, digits and period are left out: they are the defaults.
///
/// Where it grows too long the repeated issuer goes first, then the end of the names; the secret never.
pub fn otpauth_uri(secret: &TotpSecret, issuer: &str, account: &str) -> SecretString {
    let issuer = encode_within(issuer, MAX_ISSUER);
    let account = encode_within(account, NAMES - issuer.len() - 1);
    let fits = 2 * issuer.len() + 1 + account.len() + ISSUER.len() <= NAMES;
    let again = if fits { [ISSUER, &issuer] } else { ["", ""] };
    let base32 = secret.base32();
    let mut uri = Zeroizing::new(String::with_capacity(MAX_URI_BYTES));
    for part in [
        SCHEME,
        &issuer,
        ":",
        &account,
        SECRET,
        base32.expose_secret(),
    ]
    .into_iter()
    .chain(again)
    {
        uri.push_str(part);
    }
    uri.as_str().into()
}

/// As many whole characters of `text`, percent-encoded (RFC 3986 §2.1), as `room` bytes hold.
fn encode_within(text: &str, room: usize) -> String {
    let mut out = String::with_capacity(room);
    for letter in text.chars() {
        let end = out.len();
        encode(letter, &mut out);
        if out.len() > room {
            out.truncate(end);
            break;
        }
    }
    out
}

fn encode(letter: char, out: &mut String) {
    if letter.is_ascii_alphanumeric() || "-._~@".contains(letter) {
        return out.push(letter);
    }
    for byte in letter.encode_utf8(&mut [0; 4]).as_bytes() {
        out.push('%');
        out.push_str(&HEXUPPER.encode(&[*byte]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uri(issuer: &str, account: &str) -> String {
        let secret = TotpSecret::from_bytes(b"12345678901234567890").unwrap();
        otpauth_uri(&secret, issuer, account)
            .expose_secret()
            .to_owned()
    }

    #[test]
    fn a_short_name_gives_the_whole_address() {
        assert_eq!(
            uri("Wardroom", "alice@acme.test"),
            "otpauth://totp/Wardroom:alice@acme.test?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Wardroom"
        );
    }

    #[test]
    fn a_long_name_drops_the_repeated_issuer() {
        let long = uri("Wardroom", "alexandra.featherstonehaugh@acme.test");
        assert!(
            long.contains("alexandra.featherstonehaugh@acme.test") && !long.contains("issuer="),
            "{long}"
        );
    }

    #[test]
    fn nothing_makes_it_longer_than_the_qr_code_holds_or_cuts_the_secret() {
        for issuer in [
            "",
            "W",
            "Wardroom",
            "Ещё один длинный издатель",
            &"x".repeat(500),
        ] {
            for account in [
                "",
                "a",
                "mallory&issuer=Bank?secret=AAAA#%",
                "字字字字字字字字字字",
                "\u{1b}[31m\u{202e}",
                &"y".repeat(500),
            ] {
                let made = uri(issuer, account);
                assert!(made.len() <= MAX_URI_BYTES, "{} bytes: {made}", made.len());
                assert_eq!(
                    made.matches("?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
                        .count(),
                    1,
                    "{made}"
                );
                assert!(
                    made.matches("issuer=").count() <= 1 && made.is_ascii(),
                    "{made}"
                );
                let escapes = made.split('%').skip(1);
                assert!(
                    escapes
                        .clone()
                        .all(|e| e.len() >= 2 && u8::from_str_radix(&e[..2], 16).is_ok()),
                    "{made}"
                );
            }
        }
    }
}
