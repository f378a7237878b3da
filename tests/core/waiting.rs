//! What takes long is done before a transaction opens: nobody waits for a hash.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use wardroom_core::action::codes::IssueFullSet;
use wardroom_core::action::perform;
use wardroom_core::db::{Conn, sql};
use wardroom_core::entropy::{Entropy, OsEntropy};
use wardroom_tests::cast::{ALICE, World, reason};
use wardroom_tests::every_store;

/// Counts how often randomness was asked for.
#[derive(Default)]
struct Counted(AtomicUsize);

impl Entropy for Counted {
    fn fill(&self, bytes: &mut [u8]) {
        self.0.fetch_add(1, Ordering::SeqCst);
        OsEntropy.fill(bytes);
    }
}

every_store! {
    async fn ten_codes_are_made_while_somebody_else_writes(world: World) {
        let user = world.user(ALICE).await.id;
        let drawn = Arc::new(Counted::default());
        let directory = world.drawing(drawn.clone());
        let caller = world.troupe.ana.caller.clone();
        // SQLite's one writer; on PostgreSQL the row that every action writes first.
        let mut writer = world.db.begin().await.unwrap();
        writer.execute(sql("UPDATE {w}operator_sessions SET seen_at = seen_at")).await.unwrap();
        let issuing = tokio::spawn(async move {
            perform(&directory, &caller, &reason(), &IssueFullSet { user }).await
        });
        // A salt and ten codes.
        let made = async {
            while drawn.0.load(Ordering::SeqCst) < 11 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(4), made).await.expect("codes are made in the transaction");
        assert!(!issuing.is_finished(), "nothing made it wait");
        writer.commit().await.unwrap();
        assert_eq!(issuing.await.unwrap().unwrap().outcome.codes.len(), 10);
    }
}
