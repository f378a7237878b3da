//! Every action does what its preview said, and leaves one entry that says so.

use wardroom_core::action::codes::{
    FinishCodes, IssueFullSet, IssueOneTimeCode, VoidCodes, VoidPendingCodes,
};
use wardroom_core::action::user::{CreateUser, DisableUser, EnableUser, FreezeUser, UnlockUser};
use wardroom_core::action::{
    Action, Done, EndSession, EndSessions, Given, ResetFactors, perform, preview,
};
use wardroom_core::layout::{FactorsReset, Frozen};
use wardroom_core::model::{AuditOutcome, CodeSetState, Standing};
use wardroom_core::store::AuditFilter;
use wardroom_tests::cast::{ALICE, BOB, Person, World, reason};
use wardroom_tests::every_store;

/// Previews, does it as previewed, and checks the entry.
pub(crate) async fn done<A: Action>(world: &World, by: &Person, action: &A) -> Done<A::Outcome> {
    let seen = preview(&world.directory, action).await.unwrap();
    let given = Given {
        previewed: Some(seen.mark()),
        ..reason()
    };
    let done = perform(&world.directory, &by.caller, &given, action)
        .await
        .unwrap();
    let page = world
        .directory
        .audit(&AuditFilter::default(), None, 1)
        .await
        .unwrap();
    let entry = &page.rows[0];
    assert_eq!(entry.seq, done.audit);
    assert_eq!(
        (entry.verb.as_str(), entry.outcome),
        (A::SPEC.verb, AuditOutcome::Done)
    );
    assert_eq!(entry.actor_name, by.name);
    assert!(entry.target_id.is_some());
    done
}

/// The lines of a preview.
pub(crate) async fn changes(world: &World, action: &impl Action) -> Vec<String> {
    preview(&world.directory, action).await.unwrap().changes
}

every_store! {
    async fn a_reset_takes_everything_that_could_pass_for_a_second_factor(world: World) {
        let alice = world.user(ALICE).await;
        let reset = ResetFactors { user: alice.id.clone() };
        assert_eq!(changes(&world, &reset).await, [
            "1 authenticator is removed", "1 passkey is removed", "1 set of recovery codes is voided",
            "2 live sessions end", "1 trusted device is forgotten", "3 pending resets, links and codes are cancelled",
        ]);
        let done = done(&world, &world.troupe.bo, &reset).await;
        assert_eq!(done.outcome, FactorsReset {
            totp: 1, passkeys: 1, code_sets: 1, sessions: 2, trusted_devices: 1, pending: 3,
        });
        assert_eq!(done.remains, [
            "the password alone signs in until a new second factor is enrolled".to_owned(),
            format!("access tokens stay valid until {}", world.directory.access_until(world.now())),
        ]);
        assert!(world.directory.factors_of(&alice.id).await.unwrap().is_empty());
        let sets = world.directory.code_sets_of(&alice.id).await.unwrap();
        assert!(sets.iter().all(|set| set.state == CodeSetState::Void));
        let sessions = world.directory.sessions_of(&alice.id, None, 10).await.unwrap().rows;
        assert!(sessions.iter().all(|session| !session.is_live(world.now())));
        assert!(changes(&world, &reset).await.is_empty(), "nothing is left to take");
        let warned = preview(&world.directory, &reset).await.unwrap().warnings;
        assert!(warned.contains(&"1 reset or reissue in the last 90 days".to_owned()), "{warned:?}");
    }

    async fn codes_count_once_finished_and_not_before(world: World) {
        let alice = world.user(ALICE).await.id;
        let bo = &world.troupe.bo;
        let issued = done(&world, bo, &IssueOneTimeCode { user: alice.clone() }).await.outcome;
        assert_eq!(issued.codes.len(), 1);
        let states = || async {
            let sets = world.directory.code_sets_of(&alice).await.unwrap();
            let mut states: Vec<_> = sets.iter().map(|s| (s.state, s.remaining(world.now()))).collect();
            states.sort();
            states
        };
        assert_eq!(states().await, [(CodeSetState::Pending, 0), (CodeSetState::Active, 10)]);
        let finish = FinishCodes { user: alice.clone(), set: issued.set };
        let done = done(&world, bo, &finish).await;
        assert!(done.remains[0].starts_with("the code opens re-enrolment only, until "));
        assert_eq!(states().await, [(CodeSetState::Active, 1), (CodeSetState::Void, 0)]);
        world.wait(std::time::Duration::from_hours(24));
        assert_eq!(states().await, [(CodeSetState::Active, 0), (CodeSetState::Void, 0)]);
    }

    async fn codes_that_nobody_finished_leave_the_old_ones_alone(world: World) {
        let alice = world.user(ALICE).await.id;
        let (ana, bo) = (&world.troupe.ana, &world.troupe.bo);
        let full = done(&world, ana, &IssueFullSet { user: alice.clone() }).await.outcome;
        assert_eq!(full.codes.len(), 10);
        let finish = FinishCodes { user: alice.clone(), set: full.set };
        let by_another = perform(&world.directory, &bo.caller, &reason(), &finish).await;
        assert!(by_another.is_err(), "only who saw the codes knows that they arrived");
        let voided = done(&world, bo, &VoidPendingCodes { user: alice.clone() }).await.outcome;
        assert_eq!(voided.sets, 1);
        let too_late = perform(&world.directory, &ana.caller, &reason(), &finish).await;
        assert!(too_late.is_err());
        let sets = world.directory.code_sets_of(&alice).await.unwrap();
        assert_eq!(sets.iter().map(|s| s.remaining(world.now())).sum::<i64>(), 10);
        let voided = done(&world, bo, &VoidCodes { user: alice }).await.outcome;
        assert_eq!(voided.sets, 1);
    }

    async fn freezing_shuts_everything_and_unlocking_opens_it(world: World) {
        let alice = world.user(ALICE).await;
        let bo = &world.troupe.bo;
        let frozen = done(&world, bo, &FreezeUser { user: alice.id.clone() }).await.outcome;
        assert_eq!(frozen, Frozen { sessions: 2, trusted_devices: 1, pending: 3 });
        let now = world.user(ALICE).await;
        assert_eq!(now.standing(world.now()), Standing::Locked);
        assert_eq!(now.lock_cause.as_deref(), Some("frozen by an operator"));
        assert_eq!(world.directory.factors_of(&alice.id).await.unwrap().len(), 2, "factors stay");
        done(&world, bo, &UnlockUser { user: alice.id }).await;
        assert_eq!(world.user(ALICE).await.standing(world.now()), Standing::Active);
    }

    async fn an_account_is_closed_and_opened(world: World) {
        let alice = world.user(ALICE).await.id;
        let ana = &world.troupe.ana;
        let closed = done(&world, ana, &DisableUser { user: alice.clone() }).await.outcome;
        assert_eq!(closed.sessions, 2);
        assert_eq!(world.user(ALICE).await.standing(world.now()), Standing::Disabled);
        let again = perform(&world.directory, &ana.caller, &reason(), &DisableUser { user: alice.clone() }).await;
        assert!(again.is_err());
        let opened = done(&world, ana, &EnableUser { user: alice }).await.outcome;
        assert_eq!(opened.standing, Standing::Active);
    }

    async fn a_lock_is_lifted_with_its_failures(world: World) {
        let bob = world.user(BOB).await.id;
        let unlock = UnlockUser { user: bob };
        assert_eq!(changes(&world, &unlock).await, [
            "the lock is lifted (ten wrong passwords)", "10 failures are forgotten",
        ]);
        let done = done(&world, &world.troupe.bo, &unlock).await.outcome;
        assert_eq!(done.failed_sign_ins, 10);
        let bob = world.user(BOB).await;
        assert_eq!((bob.is_locked(world.now()), bob.failed_sign_ins, bob.lock_cause), (false, 0, None));
        let again = perform(&world.directory, &world.troupe.bo.caller, &reason(), &unlock).await;
        assert!(again.is_err());
    }

    async fn an_account_is_made_once(world: World) {
        let ana = &world.troupe.ana;
        let dora = CreateUser::new(&world.directory, " Dora@Mail.Example ", Some("Dora")).unwrap();
        let made = done(&world, ana, &dora).await.outcome;
        let found = world.user("dora@mail.example").await;
        assert_eq!((found.id, found.email.as_str()), (made.user, "Dora@Mail.Example"));
        let again = CreateUser::new(&world.directory, "DORA@mail.example", None).unwrap();
        assert!(perform(&world.directory, &ana.caller, &reason(), &again).await.is_err());
        assert!(CreateUser::new(&world.directory, "no address", None).is_err());
    }

    async fn sessions_end_one_by_one_and_all_at_once(world: World) {
        let alice = world.user(ALICE).await.id;
        let bo = &world.troupe.bo;
        let sessions = world.directory.sessions_of(&alice, None, 10).await.unwrap().rows;
        assert_eq!(sessions.len(), 3);
        let live = sessions.iter().find(|s| s.is_live(world.now())).unwrap();
        let one = EndSession { session: live.id.clone() };
        done(&world, bo, &one).await;
        assert!(perform(&world.directory, &bo.caller, &reason(), &one).await.is_err());
        let all = done(&world, bo, &EndSessions { user: alice }).await.outcome;
        assert_eq!(all.sessions, 1);
    }

    async fn the_user_is_told_also_where_they_were_reached_before(world: World) {
        let told = || async {
            let dump = world.fresh.dump().await;
            ["alice@mail.example", "bob@mail.example", "robert@old.example"].map(|address| {
                dump.lines().filter(|line| line.contains("factors_reset") && line.contains(address)).count()
            })
        };
        assert_eq!(told().await, [0, 0, 0]);
        for email in [ALICE, BOB] {
            let user = world.user(email).await.id;
            done(&world, &world.troupe.bo, &ResetFactors { user }).await;
        }
        assert_eq!(told().await, [1, 1, 1]);
    }
}
