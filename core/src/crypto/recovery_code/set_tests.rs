//! A set issued, stored, read back and guessed at.
use secrecy::ExposeSecret;

use super::*;
use crate::entropy::SeededEntropy;

async fn issued(count: usize) -> IssuedSet {
    IssuedSet::generate_blocking(count, &SeededEntropy::new(1))
        .await
        .unwrap()
}

fn stored(set: &IssuedSet) -> (CodeSalt, Vec<CodeHash>) {
    let hashes = set
        .hashes
        .iter()
        .map(|h| CodeHash::from_stored(h.as_bytes()).unwrap());
    (
        CodeSalt::from_stored(set.salt.as_bytes()).unwrap(),
        hashes.collect(),
    )
}

#[tokio::test]
async fn each_code_finds_its_own_place() {
    let set = issued(4).await;
    let (salt, hashes) = stored(&set);
    for (at, code) in set.codes.iter().enumerate() {
        assert_eq!(find_in_set(code, salt, &hashes).unwrap(), Some(at));
    }
}

#[tokio::test]
async fn other_codes_salts_and_empty_sets_find_nothing() {
    let set = issued(2).await;
    let (salt, hashes) = stored(&set);
    let other = RecoveryCode::generate(&SeededEntropy::new(2));
    assert_eq!(
        find_blocking(other, salt, hashes.clone()).await.unwrap(),
        None
    );
    assert_eq!(
        find_in_set(&set.codes[0], CodeSalt([0; 16]), &hashes).unwrap(),
        None
    );
    assert_eq!(find_in_set(&set.codes[0], salt, &[]).unwrap(), None);
    assert!(CodeHash::from_stored(&[0; 31]).is_err() && CodeSalt::from_stored(&[0; 15]).is_err());
}

#[tokio::test]
async fn a_set_is_never_larger_than_the_cap_and_hides_from_debug() {
    let set = issued(2).await;
    let seen = format!("{set:?}");
    for code in &set.codes {
        let grouped = code.grouped();
        assert!(
            !seen.contains(code.canonical()) && !seen.contains(grouped.expose_secret()),
            "{seen}"
        );
    }
    assert!(seen.contains("CodeHash(…)"));
    assert_eq!(issued(MAX_CODES + 1).await.codes.len(), MAX_CODES);
}
