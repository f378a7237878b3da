//! Hashing and checking from async code: off its threads, a few at a time, in the same time for unknown names.
use secrecy::SecretString;

use super::{Verdict, argon2id, verify};
use crate::crypto::{CryptoError, blocking};
use crate::entropy::Entropy;

/// The string to store for `password`, computed on a blocking thread.
pub async fn hash_blocking(
    password: SecretString,
    entropy: &dyn Entropy,
) -> Result<String, CryptoError> {
    let salt = argon2id::new_salt(entropy);
    blocking::run("hash a password", move || {
        argon2id::hash_salted(&password, &salt)
    })
    .await?
}

/// Compares on a blocking thread; where there is nothing to compare with (`None`: no such user or
/// operator, or no password), spends the same time and answers `NoMatch`.
pub async fn verify_blocking(
    stored: Option<String>,
    password: SecretString,
) -> Result<Verdict, CryptoError> {
    blocking::run("check a password", move || {
        verify_or_spend(stored.as_deref(), &password)
    })
    .await
}

fn verify_or_spend(stored: Option<&str>, password: &SecretString) -> Verdict {
    let verdict = stored.map_or(Verdict::NoMatch, |text| verify(text, password));
    if stored.is_none() || verdict == Verdict::Unknown {
        argon2id::spend(password);
    }
    verdict
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;
    use crate::entropy::SeededEntropy;

    #[tokio::test]
    async fn what_was_hashed_in_the_background_verifies_there() {
        let password = SecretString::from("correct horse battery");
        let stored = hash_blocking(password.clone(), &SeededEntropy::new(1))
            .await
            .unwrap();
        assert_eq!(
            verify_blocking(Some(stored), password).await.unwrap(),
            Verdict::Match { rehash: false }
        );
    }

    #[test]
    fn an_unknown_name_takes_as_long_as_a_wrong_password() {
        let stored =
            argon2id::hash(&"correct horse battery".into(), &SeededEntropy::new(1)).unwrap();
        let mut quickest = [Duration::MAX; 3];
        // In turns, and the quickest counts: what the work costs, whatever else the machine is doing.
        for _ in 0..8 {
            for (best, hash) in quickest.iter_mut().zip([Some(&*stored), None, Some("!")]) {
                let start = Instant::now();
                let verdict = verify_or_spend(hash, &"a wrong password".into());
                *best = start.elapsed().min(*best);
                assert!(!matches!(verdict, Verdict::Match { .. }));
            }
        }
        let [wrong, unknown_name, unknown_form] = quickest;
        for spent in [unknown_name, unknown_form] {
            assert!(spent > wrong / 2 && spent < wrong * 2, "{quickest:?}");
        }
    }

    #[tokio::test]
    async fn the_caller_stays_free_meanwhile() {
        let check = tokio::spawn(verify_blocking(None, "a wrong password".into()));
        tokio::task::yield_now().await;
        assert!(!check.is_finished(), "it ran on the only async thread");
        assert_eq!(check.await.unwrap().unwrap(), Verdict::NoMatch);
    }
}
