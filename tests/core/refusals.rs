//! What an operator may not do changes nothing, and is in the audit with the reason.

use std::time::Duration;

use wardroom_core::Error;
use wardroom_core::action::operator::{
    CreateOperator, CreateToken, DisableOperator, ReissueEnrolment, SetOperatorRole, authenticate,
    sign_in, sign_out,
};
use wardroom_core::action::{
    ALL, Action, EndSessions, Given, ResetFactors, SENSITIVE_PER_HOUR, STEP_UP_LIMIT, SetPolicy,
    perform, preview, reveal,
};
use wardroom_core::db::sql;
use wardroom_core::model::{
    AuditOutcome, Caller, IdentifiedBy, OperatorRole, Reason, Refusal, UserId,
};
use wardroom_core::store::AuditFilter;
use wardroom_core::sweep::{self, Wish};
use wardroom_tests::cast::{ALICE, BOB, MALLORY, World, reason};
use wardroom_tests::every_store;

/// Every row but the audit's: what a refusal may not touch.
async fn everything_else(world: &World) -> Vec<String> {
    let dump = world.fresh.dump().await;
    let mut within_audit = false;
    let mut kept = Vec::new();
    for line in dump.lines() {
        // PostgreSQL's dump has a block of rows for each table, SQLite's names the table on every line.
        within_audit = if within_audit {
            line != "\\."
        } else {
            line.starts_with("COPY wardroom.audit")
        };
        if !within_audit && !line.starts_with("wardroom_audit") {
            kept.push(line.to_owned());
        }
    }
    assert!(kept.iter().any(|line| line.contains(ALICE)));
    kept
}

/// Tries it, and checks that it was refused so, changed no account, and is in the audit.
async fn refused<A: Action>(world: &World, caller: &Caller, given: &Given, action: &A) -> Refusal {
    let before = everything_else(world).await;
    let refusal = match perform(&world.directory, caller, given, action).await {
        Err(Error::Refused { refusal, .. }) => refusal,
        Err(other) => panic!("another error: {other}"),
        Ok(_) => panic!("it was done"),
    };
    assert!(
        everything_else(world).await == before,
        "a refusal changed something"
    );
    let page = world
        .directory
        .audit(&AuditFilter::default(), None, 1)
        .await
        .unwrap();
    let entry = &page.rows[0];
    assert_eq!(
        (entry.verb.as_str(), entry.outcome),
        (A::SPEC.verb, AuditOutcome::Refused)
    );
    assert_eq!(entry.actor_name, caller.name());
    assert_eq!(entry.detail, format!(r#"{{"why":"{}"}}"#, refusal.word()));
    refusal
}

async fn reset(world: &World, email: &str) -> ResetFactors {
    let user = world.user(email).await.id;
    ResetFactors { user }
}

every_store! {
    async fn a_role_that_does_not_reach(world: World) {
        let reset = reset(&world, ALICE).await;
        let refusal = refused(&world, &world.troupe.cy.caller, &reason(), &reset).await;
        assert_eq!(refusal, Refusal::RoleTooLow { needs: OperatorRole::Support });
        let create = CreateOperator { name: "eve".into(), email: None, role: OperatorRole::Admin };
        let refusal = refused(&world, &world.troupe.bo.caller, &reason(), &create).await;
        assert_eq!(refusal, Refusal::RoleTooLow { needs: OperatorRole::Admin });
    }

    async fn no_reason_or_no_identification(world: World) {
        let reset = reset(&world, ALICE).await;
        let bo = &world.troupe.bo.caller;
        assert_eq!(refused(&world, bo, &Given::default(), &reset).await, Refusal::ReasonMissing);
        let blank = Reason { text: "  ".into(), identified_by: Some(IdentifiedBy::Manager), ticket: None };
        let blank = Given { reason: Some(blank), previewed: None };
        assert_eq!(refused(&world, bo, &blank, &reset).await, Refusal::ReasonMissing);
        let unnamed = Reason { text: "lost".into(), ..Reason::default() };
        let unnamed = Given { reason: Some(unnamed), previewed: None };
        assert_eq!(refused(&world, bo, &unnamed, &reset).await, Refusal::IdentificationMissing);
    }

    async fn a_step_up_that_expires_during_the_preview(world: World) {
        let reset = reset(&world, ALICE).await;
        world.wait(STEP_UP_LIMIT.saturating_sub(Duration::from_micros(1)));
        let seen = preview(&world.directory, &reset).await.unwrap();
        let given = Given { previewed: Some(seen.mark()), ..reason() };
        world.wait(Duration::from_micros(1));
        assert_eq!(refused(&world, &world.troupe.bo.caller, &given, &reset).await, Refusal::StepUp);
    }

    async fn a_protected_target(world: World) {
        let reset = reset(&world, MALLORY).await;
        let refusal = refused(&world, &world.troupe.bo.caller, &reason(), &reset).await;
        assert_eq!(refusal, Refusal::Protected { by: "a tenant owner" });
        perform(&world.directory, &world.troupe.ana.caller, &reason(), &reset).await.expect("an admin may");
    }

    async fn an_operators_own_account(world: World) {
        let own = "UPDATE {user} SET {user.email} = 'Bo@ops.example' WHERE {user.email} = $1";
        world.run(sql(own).bind(BOB)).await;
        let user = world.user(BOB).await.id;
        let refusal = refused(&world, &world.troupe.bo.caller, &reason(), &ResetFactors { user }).await;
        assert_eq!(refusal, Refusal::Protected { by: "your own address" });
    }

    async fn an_account_that_changed_since_the_preview(world: World) {
        let reset = reset(&world, ALICE).await;
        let seen = preview(&world.directory, &reset).await.unwrap();
        let gone = "DELETE FROM {passkey} WHERE {passkey.user_id} = $1";
        world.run(sql(gone).bind(&reset.user.0)).await;
        let given = Given { previewed: Some(seen.mark()), ..reason() };
        assert_eq!(refused(&world, &world.troupe.bo.caller, &given, &reset).await, Refusal::Changed);
    }

    async fn a_session_that_ended(world: World) {
        let reset = reset(&world, ALICE).await;
        let bo = &world.troupe.bo.caller;
        sign_out(&world.directory, bo).await.unwrap();
        assert_eq!(refused(&world, bo, &reason(), &reset).await, Refusal::SignedOut);
        let nobody = Caller::Service { id: uuid::Uuid::nil(), name: "bo".into() };
        assert_eq!(refused(&world, &nobody, &reason(), &reset).await, Refusal::SignedOut);
    }

    async fn an_operator_who_was_disabled(world: World) {
        let reset = reset(&world, ALICE).await;
        let (ana, bo) = (&world.troupe.ana.caller, &world.troupe.bo);
        let disable = DisableOperator { name: "bo".into() };
        let done = perform(&world.directory, ana, &reason(), &disable).await.unwrap();
        assert_eq!(done.outcome.sessions, 1);
        assert_eq!(refused(&world, &bo.caller, &reason(), &reset).await, Refusal::SignedOut);
        let again = "UPDATE {w}operator_sessions SET ended_at = NULL, ended_why = NULL";
        world.run(sql(again)).await;
        assert_eq!(refused(&world, &bo.caller, &reason(), &reset).await, Refusal::NotActive);
        world.wait(Duration::from_secs(30));
        let given = bo.credentials(world.now());
        let answer = sign_in(&world.directory, &world.ring, &given, None).await;
        assert!(matches!(answer, Err(Error::Refused { refusal: Refusal::WrongCredentials, .. })));
    }

    async fn the_last_admin_stays(world: World) {
        let ana = &world.troupe.ana.caller;
        let name = || "ana".to_owned();
        assert_eq!(refused(&world, ana, &reason(), &DisableOperator { name: name() }).await, Refusal::LastAdmin);
        assert_eq!(refused(&world, ana, &reason(), &ReissueEnrolment { name: name() }).await, Refusal::LastAdmin);
        let demote = SetOperatorRole { name: name(), role: OperatorRole::Support };
        assert_eq!(refused(&world, ana, &reason(), &demote).await, Refusal::LastAdmin);
    }

    async fn a_service_token_does_what_it_names(world: World) {
        let token = |actions: &[&str], may_do_sensitive| CreateToken {
            name: format!("robot {}", actions.len()),
            role: OperatorRole::Support,
            actions: actions.iter().map(|verb| (*verb).to_owned()).collect(),
            may_do_sensitive,
            life: Duration::from_hours(24),
        };
        let ana = &world.troupe.ana.caller;
        for wrong in [&["users fly"][..], &["operators create"], &["users create"], &[]] {
            assert!(perform(&world.directory, ana, &reason(), &token(wrong, true)).await.is_err(), "{wrong:?}");
        }
        let ungranted = token(&["factors reset"], false);
        assert!(perform(&world.directory, ana, &reason(), &ungranted).await.is_err());
        let refusal = refused(&world, &world.troupe.bo.caller, &reason(), &token(&["users show"], false)).await;
        assert_eq!(refusal, Refusal::RoleTooLow { needs: OperatorRole::Admin });

        let made = perform(&world.directory, ana, &reason(), &token(&["factors reset"], true)).await.unwrap();
        let robot = authenticate(&world.directory, &made.outcome.token).await.unwrap();
        let user = world.user(ALICE).await.id;
        let all = EndSessions { user: user.clone() };
        assert_eq!(refused(&world, &robot, &reason(), &all).await, Refusal::NotGranted);
        let mallory = reset(&world, MALLORY).await;
        assert_eq!(refused(&world, &robot, &reason(), &mallory).await, Refusal::Protected { by: "a tenant owner" });
        perform(&world.directory, &robot, &reason(), &ResetFactors { user }).await.unwrap();
        world.wait(Duration::from_hours(24));
        assert_eq!(refused(&world, &robot, &reason(), &all).await, Refusal::SignedOut);
        let answer = authenticate(&world.directory, &made.outcome.token).await;
        assert!(matches!(answer, Err(Error::Refused { refusal: Refusal::TokenRefused, .. })));
    }

    async fn an_auditor_without_a_reason_sees_nobody(world: World) {
        let (mallory, cy) = (world.user(MALLORY).await, &world.troupe.cy.caller);
        let refusal = match reveal(&world.directory, cy, &mallory.id, &Reason::default()).await {
            Err(Error::Refused { refusal, .. }) => refusal,
            other => panic!("{other:?}"),
        };
        assert_eq!(refusal, Refusal::ReasonMissing);
        let why = reason().reason.unwrap();
        assert_eq!(reveal(&world.directory, cy, &mallory.id, &why).await.unwrap(), mallory);
        let page = world.directory.audit(&AuditFilter::default(), None, 2).await.unwrap().rows;
        let kept: Vec<_> = page.iter().map(|e| (e.verb.as_str(), e.outcome, e.detail.as_str())).collect();
        assert_eq!(kept, [
            ("users show", AuditOutcome::Done, r#"{"result":{}}"#),
            ("users show", AuditOutcome::Refused, r#"{"why":"reason_missing"}"#),
        ]);
    }

    async fn a_user_who_is_not_there(world: World) {
        let user = UserId(world.id());
        let answer = perform(&world.directory, &world.troupe.bo.caller, &reason(), &ResetFactors { user }).await;
        assert!(matches!(answer, Err(Error::NotFound { .. })));
        let page = world.directory.audit(&AuditFilter::default(), None, 1).await.unwrap();
        assert_eq!(page.rows[0].outcome, AuditOutcome::Failed);
    }

    async fn a_policy_is_an_admins(world: World) {
        let sessions = sweep::find(&world.directory, "sessions").unwrap();
        let off = Wish { enabled: Some(false), ..Wish::default() };
        let set = SetPolicy { change: sweep::change(&world.directory, sessions, &off).await.unwrap() };
        let (ana, bo, cy) = (&world.troupe.ana.caller, &world.troupe.bo.caller, &world.troupe.cy.caller);
        for low in [bo, cy] {
            let refusal = refused(&world, low, &reason(), &set).await;
            assert_eq!(refusal, Refusal::RoleTooLow { needs: OperatorRole::Admin });
        }
        assert_eq!(refused(&world, ana, &Given::default(), &set).await, Refusal::ReasonMissing);
        world.wait(STEP_UP_LIMIT);
        assert_eq!(refused(&world, ana, &reason(), &set).await, Refusal::StepUp);
    }

    async fn a_busy_hour_raises_an_alert_and_stops_nothing(world: World) {
        let all = EndSessions { user: world.user(BOB).await.id };
        let bo = &world.troupe.bo.caller;
        for nth in 1..=SENSITIVE_PER_HOUR + 1 {
            perform(&world.directory, bo, &reason(), &all).await.unwrap();
            let page = world.directory.audit(&AuditFilter::default(), None, 1).await.unwrap();
            let alert = page.rows[0].detail.contains("sensitive_actions_within_an_hour");
            assert_eq!(alert, nth > SENSITIVE_PER_HOUR, "after {nth}");
        }
    }
}

#[test]
fn who_may_do_what() {
    let mark = |is: bool| if is { "yes" } else { "-" };
    let rows = ALL.iter().map(|spec| {
        let marks = [spec.sensitive, spec.identifies, spec.by_person].map(mark);
        format!("{} | {} | {}", spec.verb, spec.least, marks.join(" | "))
    });
    let head = "verb | least | sensitive | identifies | people only".to_owned();
    let table: Vec<String> = std::iter::once(head).chain(rows).collect();
    insta::assert_snapshot!(table.join("\n"));
}
