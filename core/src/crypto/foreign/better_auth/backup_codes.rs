//! Backup codes: a JSON array of texts, sealed or as it is; read in either form and written in the one it had.
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use super::Secrets;
use crate::crypto::CryptoError;
use crate::crypto::foreign::letters;
use crate::entropy::Entropy;

/// How many codes Better Auth gives out.
const COUNT: usize = 10;
const HALF: usize = 5;

/// Ten new codes `xxxxx-xxxxx` of `[a-zA-Z0-9]`, 59 bits each.
pub fn generate(entropy: &dyn Entropy) -> Vec<SecretString> {
    let code = || {
        let [front, back] = [(); 2].map(|()| letters::random(HALF, entropy));
        [front.as_str(), "-", back.as_str()].concat().into()
    };
    (0..COUNT).map(|_| code()).collect()
}

/// The codes in a stored value; sealed ones need the application's secrets.
///
/// A value that an application's own functions made is `UnknownFormat`; one under another secret is `Corrupt`.
pub fn read(stored: &str, secrets: Option<&Secrets>) -> Result<Vec<SecretString>, CryptoError> {
    if is_plain(stored) {
        return parse(stored);
    }
    parse(given(secrets)?.open(stored)?.expose_secret())
}

/// The value that takes the place of `old`, in its form.
///
/// Read `old` first: a value under a secret the application does not have would fail each of its sign-ins.
pub fn write(
    old: &str,
    codes: &[SecretString],
    secrets: Option<&Secrets>,
    entropy: &dyn Entropy,
) -> Result<SecretString, CryptoError> {
    let texts: Vec<&str> = codes.iter().map(ExposeSecret::expose_secret).collect();
    let json = serde_json::to_string(&texts).map_err(|_| CryptoError::Library {
        doing: "write backup codes",
    })?;
    let json = SecretString::from(json);
    if is_plain(old) {
        return Ok(json);
    }
    given(secrets)?.seal_as(old, &json, entropy).map(Into::into)
}

fn is_plain(stored: &str) -> bool {
    stored.starts_with('[')
}

fn given(secrets: Option<&Secrets>) -> Result<&Secrets, CryptoError> {
    secrets.ok_or(CryptoError::KeyText {
        why: "the backup codes are sealed, so they need the value of BETTER_AUTH_SECRET",
    })
}

fn parse(json: &str) -> Result<Vec<SecretString>, CryptoError> {
    let texts: Zeroizing<Vec<String>> =
        serde_json::from_str(json)
            .map(Zeroizing::new)
            .map_err(|_| CryptoError::UnknownFormat {
                what: "list of backup codes",
            })?;
    Ok(texts.iter().map(|text| text.as_str().into()).collect())
}

#[cfg(test)]
mod tests {
    use super::super::vectors::vector;
    use super::*;
    use crate::entropy::SeededEntropy;

    fn secrets() -> Secrets {
        Secrets::one(&vector("secret").into()).unwrap()
    }

    fn texts(codes: &[SecretString]) -> Vec<&str> {
        codes.iter().map(ExposeSecret::expose_secret).collect()
    }

    #[test]
    fn codes_are_read_sealed_or_plain() {
        let all = secrets();
        let sealed = read(&vector("backup_codes_stored"), Some(&all)).unwrap();
        let plain = read(&vector("backup_codes_plain"), None).unwrap();
        assert_eq!(texts(&sealed), ["AbC12-xYz89", "00000-zzzzz"]);
        assert_eq!(texts(&plain), texts(&sealed));
        assert!(read("[]", None).unwrap().is_empty());
    }

    #[test]
    fn what_is_no_list_of_codes_is_refused() {
        let all = secrets();
        assert!(read(&vector("totp_secret_stored"), Some(&all)).is_err());
        for stored in ["[1]", "[\"a\"", "custom:abc", "", "{}"] {
            let error = read(stored, Some(&all)).unwrap_err();
            assert!(
                matches!(error, CryptoError::UnknownFormat { .. }),
                "{stored}"
            );
        }
        let error = read(&vector("backup_codes_stored"), None).unwrap_err();
        assert!(error.to_string().contains("BETTER_AUTH_SECRET"), "{error}");
    }

    #[test]
    fn new_codes_take_the_form_of_the_old_value() {
        let entropy = SeededEntropy::new(1);
        let (all, codes) = (secrets(), generate(&entropy));
        let plain = write("[\"old\"]", &codes, None, &entropy).unwrap();
        assert!(plain.expose_secret().starts_with("[\""));
        let old = vector("backup_codes_stored");
        let sealed = write(&old, &codes, Some(&all), &entropy).unwrap();
        assert!(!sealed.expose_secret().contains('['));
        for stored in [plain, sealed] {
            let again = read(stored.expose_secret(), Some(&all)).unwrap();
            assert_eq!(texts(&again), texts(&codes));
        }
        assert!(write(&old, &codes, None, &entropy).is_err());
    }

    #[test]
    fn a_code_is_five_and_five_and_none_comes_twice() {
        let codes = generate(&SeededEntropy::new(1));
        assert_eq!(codes.len(), 10);
        let mut seen = std::collections::BTreeSet::new();
        for code in texts(&codes) {
            let (front, back) = code.split_once('-').unwrap();
            for half in [front, back] {
                assert_eq!(half.len(), 5);
                assert!(half.bytes().all(|b| b.is_ascii_alphanumeric()), "{code}");
            }
            assert!(seen.insert(code));
        }
    }
}
