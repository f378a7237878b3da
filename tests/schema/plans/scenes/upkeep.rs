//! What the worker does in every round: the mail that is due, and keys that take turns.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use wardroom_core::crypto::keyring::KeyRing;
use wardroom_core::entropy::SeededEntropy;
use wardroom_core::job::{Outgoing, Post, Site, Undelivered, rotate_signing_keys, send_mail};

use super::{Scene, scene};

/// Takes everything.
struct Pillar;

#[async_trait]
impl Post for Pillar {
    async fn send(&self, _: &Outgoing) -> Result<(), Undelivered> {
        Ok(())
    }
}

pub(super) fn all() -> Vec<(String, Scene)> {
    vec![
        scene("send_mail", |d, _| {
            Box::pin(async move {
                let site = Site {
                    name: "Bridge".to_owned(),
                    contact: "the bridge".to_owned(),
                };
                let asked = AtomicU64::new(0);
                // Three mails show every statement; the queue is as long as the table.
                let stop = || asked.fetch_add(1, Ordering::Relaxed) == 3;
                let ring = KeyRing::generate(&SeededEntropy::new(7));
                let done = send_mail(d, &ring, &site, &Pillar, d.now(), stop)
                    .await
                    .unwrap();
                assert_eq!(done.sent + done.later + done.dead, 3, "{done:?}");
            })
        }),
        scene("rotate_signing_keys", |d, round| {
            Box::pin(async move {
                let ring = KeyRing::generate(&SeededEntropy::new(round));
                let life = Duration::from_hours(24);
                rotate_signing_keys(d, &ring, d.now(), life).await.unwrap();
            })
        }),
    ]
}
