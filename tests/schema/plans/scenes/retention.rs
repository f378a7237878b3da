//! The worker: what its screens read, what it plans, and every sweep, from much that is due to little.

use std::time::Duration;

use wardroom_core::Directory;
use wardroom_core::action::SetPolicy;
use wardroom_core::crypto::keyring::{KeyRing, KeyVersion};
use wardroom_core::entropy::SeededEntropy;
use wardroom_core::job::{
    Beat, beat, erase_personal, key_use, leave, may_retire, reseal, rotate_signing_keys,
};
use wardroom_core::model::{Trigger, Ts};
use wardroom_core::sweep::{self, Order, Stop, Sweep, Wish};

use super::accounts::{act, user};
use super::{Scene, scene};

pub(super) fn all() -> Vec<(String, Scene)> {
    let mut scenes = vec![
        scene(
            "health, engine_version, has_bookkeeping and database_now",
            |d, _| {
                Box::pin(async {
                    d.engine_version().await.unwrap();
                    assert!(d.has_bookkeeping().await.unwrap());
                    d.database_now().await.unwrap();
                })
            },
        ),
        scene("runs", |d, _| {
            Box::pin(async {
                assert_eq!(d.runs(None, 50).await.unwrap().len(), 50);
                d.runs(Some("sessions"), 50).await.unwrap();
                d.runs(Some("none"), 50).await.unwrap();
            })
        }),
        scene(
            "workers, policies, policy, retention, beat and leave",
            |d, _| {
                Box::pin(async {
                    let (name, host) = ("w1".to_owned(), "host".to_owned());
                    let who = Beat {
                        name,
                        host,
                        version: "1",
                    };
                    beat(d, &who).await.unwrap();
                    d.workers().await.unwrap();
                    d.retention().await.unwrap();
                    leave(d, &who).await.unwrap();
                })
            },
        ),
        scene("rotate_signing_keys", |d, _| {
            Box::pin(async {
                let ring = KeyRing::generate(&SeededEntropy::new(7));
                let life = Duration::from_hours(24 * 90);
                rotate_signing_keys(d, &ring, d.now(), life).await.unwrap();
            })
        }),
        scene("reseal", |d, _| {
            Box::pin(async {
                let mut ring = KeyRing::generate(&SeededEntropy::new(7));
                ring.add(&SeededEntropy::new(8));
                let done = reseal(d, &ring, None, 300).await.unwrap();
                assert_eq!((done.stuck, done.next.is_some()), (300, true));
            })
        }),
        scene("key_use and may_retire", |d, _| {
            Box::pin(async {
                assert!(!key_use(d, d.now()).await.unwrap().is_empty());
                may_retire(d, KeyVersion(1), d.now()).await.unwrap_err();
            })
        }),
        scene("erase_personal", |d, round| {
            Box::pin(async move {
                erase_personal(d, &user(round)).await.unwrap();
            })
        }),
    ];
    for sweep in sweep::ALL {
        scenes.push(scene(format!("plan {}", sweep.name), move |d, round| {
            Box::pin(async move {
                sweep::plan(d, sweep, Some(as_of(d, round))).await.unwrap();
            })
        }));
    }
    for sweep in sweep::ALL {
        scenes.push(scene(format!("sweep {}", sweep.name), move |d, round| {
            Box::pin(run(d, sweep, round))
        }));
    }
    // Last, for the sweeps before run under the defaults.
    scenes.push(scene("action: retention set", |d, round| {
        Box::pin(async move {
            let wish = Wish {
                keep: Some(Duration::from_hours(24 * (30 + round))),
                ..Wish::default()
            };
            let sessions = sweep::find(d, "sessions").unwrap();
            let change = sweep::change(d, sessions, &wish).await.unwrap();
            act(d, SetPolicy { change }).await;
        })
    }));
    scenes
}

/// Each round further back, so that less is due.
fn as_of(directory: &Directory, round: u64) -> Ts {
    directory
        .now()
        .minus(Duration::from_secs(600_000 * (round - 1)))
}

/// A short stretch of a run: its first batches show how it goes.
async fn run(directory: &Directory, sweep: &'static Sweep, round: u64) {
    let stop = Stop::default();
    let order = Order {
        worker: "w1".into(),
        trigger: Trigger::Once,
        as_of: Some(as_of(directory, round)),
    };
    let soon = stop.clone();
    let bell = tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(250)).await;
        soon.request();
    });
    let report = sweep::run(directory, sweep, &order, &stop).await.unwrap();
    assert!(round > 1 || report.batches > 0, "{report:?}");
    bell.abort();
}
