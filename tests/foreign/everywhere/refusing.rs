//! What a layout cannot bear is refused with a sentence, audited, and nothing of the application changes.

use wardroom_core::Error;
use wardroom_core::action::codes::{IssueFullSet, IssueOneTimeCode, VoidCodes};
use wardroom_core::action::user::{DisableUser, EnableUser, FreezeUser, UnlockUser};
use wardroom_core::action::{Action, ResetFactors, perform, preview};
use wardroom_core::model::AuditOutcome;
use wardroom_core::store::AuditFilter;
use wardroom_tests::cast::reason;

use super::{Kind, World, everywhere};

/// Does it, or finds it refused as the layout says.
async fn tried<A: Action>(world: &World, action: A) {
    let wardroom = &world.wardroom;
    let verb = A::SPEC.verb;
    let why = wardroom.directory.layout().refusal(verb);
    let before = world.rows_of_the_application().await;
    let previewed = preview(&wardroom.directory, &action).await;
    assert_eq!(
        world.rows_of_the_application().await,
        before,
        "the preview of {verb} changed something"
    );
    let ana = &wardroom.troupe.ana.caller;
    let done = perform(&wardroom.directory, ana, &reason(), &action).await;
    let Some(why) = why else {
        // What is borne may still find nothing to do; it never fails half-way.
        if let Err(error) = done {
            assert!(
                matches!(error, Error::Conflict { .. } | Error::Refused { .. }),
                "{verb}: {error}"
            );
            assert_eq!(
                world.rows_of_the_application().await,
                before,
                "{verb} failed half-way"
            );
        }
        return;
    };
    assert_ne!(world.kind, Kind::Own, "the own layout bears {verb}");
    for error in [previewed.map(drop), done.map(drop)] {
        let error = error.unwrap_err();
        assert!(
            matches!(error, Error::Unsupported { .. }),
            "{verb}: {error}"
        );
        assert!(error.to_string().contains(why), "{error}");
    }
    assert_eq!(
        world.rows_of_the_application().await,
        before,
        "{verb} was refused and done"
    );
    let entry = wardroom
        .directory
        .audit(&AuditFilter::default(), None, 1)
        .await
        .unwrap()
        .rows
        .remove(0);
    assert_eq!(
        (entry.verb.as_str(), entry.outcome),
        (verb, AuditOutcome::Refused)
    );
}

everywhere! {
    async fn every_action_is_done_whole_or_refused_with_the_reason(world: World) {
        let user = world.alice().await;
        tried(&world, UnlockUser { user: user.clone() }).await;
        tried(&world, IssueFullSet { user: user.clone() }).await;
        tried(&world, IssueOneTimeCode { user: user.clone() }).await;
        tried(&world, VoidCodes { user: user.clone() }).await;
        tried(&world, ResetFactors { user: user.clone() }).await;
        tried(&world, DisableUser { user: user.clone() }).await;
        tried(&world, EnableUser { user: user.clone() }).await;
        tried(&world, FreezeUser { user }).await;
    }
}
