//! What an authenticator app shows for the secret of an `otpauth:` address, by RFC 6238 and nothing of Wardroom's.

use aws_lc_rs::hmac::{HMAC_SHA1_FOR_LEGACY_USE_ONLY, Key, sign};
use data_encoding::BASE32_NOPAD;

/// The six digits at this second.
pub fn code(uri: &str, unix_seconds: i64) -> String {
    let (_, query) = uri.split_once('?').expect("an otpauth address has a query");
    let secret = query
        .split('&')
        .find_map(|pair| pair.strip_prefix("secret="));
    let secret = BASE32_NOPAD.decode(secret.unwrap().as_bytes()).unwrap();
    let key = Key::new(HMAC_SHA1_FOR_LEGACY_USE_ONLY, &secret);
    let mac = sign(&key, &unix_seconds.div_euclid(30).to_be_bytes());
    let mac = mac.as_ref();
    let at = usize::from(mac[19] & 0xf);
    let word = u32::from_be_bytes(mac[at..at + 4].try_into().unwrap()) & 0x7fff_ffff;
    format!("{:06}", word % 1_000_000)
}

#[test]
fn codes_are_those_of_the_rfc() {
    // RFC 6238, appendix B: the secret is the text 12345678901234567890; the last six of eight digits.
    let uri = "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=6";
    assert_eq!(
        [59, 1_111_111_109].map(|at| code(uri, at)),
        ["287082", "081804"]
    );
}
