//! The audit as a whole: walked, sealed behind its last seal, and retired segment by segment.

use std::time::Duration;

use wardroom_core::Directory;
use wardroom_core::action::EndSessions;
use wardroom_core::crypto::signature::SigningKey;
use wardroom_core::entropy::SeededEntropy;
use wardroom_core::job::{retire_audit, seal_audit};
use wardroom_core::store::Known;

use super::accounts::{act, user};
use super::{Scene, scene};

pub(super) fn all() -> Vec<(String, Scene)> {
    vec![
        scene("seal_audit", |d, round| {
            Box::pin(async move {
                act(d, EndSessions { user: user(round) }).await;
                let key = SigningKey::generate(&SeededEntropy::new(7)).unwrap();
                let sealed = seal_audit(d, &key, d.now(), Duration::ZERO).await.unwrap();
                assert!(sealed.segments > 0, "{sealed:?}");
            })
        }),
        scene("verify_audit", |d, round| Box::pin(verify(d, round))),
        scene("retire_audit", |d, round| {
            Box::pin(async move {
                // One segment a round: the guards' own statements are logged for every row of it.
                let keep = Duration::from_secs(6_000_000 - 20_000 * round - 10);
                let retired = retire_audit(d, d.now(), keep).await.unwrap();
                assert!(
                    retired.is_some_and(|retired| retired.segments == 1),
                    "{retired:?}"
                );
            })
        }),
    ]
}

/// Once: each page of the walk is a statement of its own, run hundreds of times.
async fn verify(directory: &Directory, round: u64) {
    if round == 1 {
        let verified = directory
            .verify_audit(&Known::default(), |_, _| ())
            .await
            .unwrap();
        assert!(
            verified.entries > 200_000 && verified.seals > 200,
            "{verified}"
        );
    }
}
