//! Appending: no gap among many at once, a refusal stays, and nothing personal is in the chain.

use std::{sync::Arc, time::Duration};

use wardroom_core::{
    Error,
    job::erase_personal,
    model::{AuditOutcome, Refusal},
    store::AuditFilter,
};
use wardroom_tests::{database::Fresh, every_engine};

use super::cast::{LOG, Ship, alice, found};

every_engine! { LOG;
    async fn twenty_at_once_leave_no_gap(db: Fresh) {
        let ship = Arc::new(Ship::of(&db).await);
        let tasks: Vec<_> = (0..20).map(|n| {
            let ship = ship.clone();
            tokio::spawn(async move {
                if n % 2 == 0 { ship.miss().await.unwrap_err(); } else { ship.act(Some("at once")).await.unwrap(); }
            })
        }).collect();
        // A verification that runs beside them sees no fault.
        let beside = ship.verify().await;
        for task in tasks {
            task.await.unwrap();
        }
        let after = ship.verify().await;
        assert_eq!((found(&beside), found(&after)), (vec![], vec![]));
        assert_eq!((after.entries, after.head.seq), (220, 220));
    }

    async fn a_refused_action_is_in_the_chain(db: Fresh) {
        let ship = Ship::of(&db).await;
        ship.clock.advance(Duration::from_mins(6));
        let refused = ship.act(Some("she called")).await.unwrap_err();
        assert!(matches!(refused, Error::Refused { refusal: Refusal::StepUp, .. }), "{refused}");
        let page = ship.directory.audit(&AuditFilter::default(), None, 1).await.unwrap();
        let entry = &page.rows[0];
        assert_eq!((entry.seq, entry.outcome, entry.detail.as_str()), (201, AuditOutcome::Refused, r#"{"why":"step_up"}"#));
        assert!(ship.verify().await.holds());
    }

    async fn an_erased_personal_part_leaves_the_chain_whole(db: Fresh) {
        let mut ship = Ship::of(&db).await;
        let before = ship.verify().await;
        let erased = erase_personal(&ship.directory, &alice()).await.unwrap();
        assert_eq!(erased, before.personal);
        assert_eq!(ship.count("SELECT count(*) FROM {w}audit_personal").await, 0);
        let after = ship.verify().await;
        assert!(after.holds());
        assert_eq!((after.personal, after.erased, after.entries), (0, erased, 201));
        assert_eq!(erase_personal(&ship.directory, &alice()).await.unwrap(), 0);
        assert_eq!(ship.directory.audit_head().await.unwrap().seq, 201, "nothing to erase leaves no entry");
    }
}
