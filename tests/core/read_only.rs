//! Where a directory is open for reading only the engine itself refuses every change, whatever asks for it.

use wardroom_core::Error;
use wardroom_core::action::operator::{resume, sign_out};
use wardroom_core::action::user::{DisableUser, UnlockUser};
use wardroom_core::action::{Action, EndSessions, Given, ResetFactors, perform, reveal};
use wardroom_core::crypto::token::{Token, TokenKind};
use wardroom_core::db::{Access, Target, connect};
use wardroom_core::model::{Caller, Safe};
use wardroom_core::{Directory, Result};
use wardroom_tests::cast::{ALICE, BOB, World, reason};
use wardroom_tests::every_store;

async fn reader(world: &World) -> Directory {
    let target: Target = world.fresh.url().parse().unwrap();
    let db = connect(&target, Access::Read, 2).await.unwrap();
    world.through(&db)
}

fn read_only<T>(done: Result<T>) {
    match done {
        Err(Error::ReadOnly { why }) => assert_eq!(Safe::new(&why).as_str(), why),
        Err(other) => panic!("another error: {other}"),
        Ok(_) => panic!("it was done"),
    }
}

async fn refused<A: Action>(reader: &Directory, caller: &Caller, given: &Given, action: &A) {
    read_only(perform(reader, caller, given, action).await.map(drop));
}

every_store! {
    async fn no_action_gets_past_the_engine(world: World) {
        let reader = reader(&world).await;
        let ana = &world.troupe.ana.caller;
        let (alice, bob) = (world.user(ALICE).await.id, world.user(BOB).await.id);
        let before = world.fresh.dump().await;
        let user = || bob.clone();
        refused(&reader, ana, &Given::default(), &UnlockUser { user: user() }).await;
        refused(&reader, ana, &reason(), &DisableUser { user: user() }).await;
        refused(&reader, ana, &reason(), &EndSessions { user: alice.clone() }).await;
        refused(&reader, ana, &reason(), &ResetFactors { user: alice.clone() }).await;
        // A refusal that cannot leave its evidence is no refusal either.
        refused(&reader, ana, &Given::default(), &DisableUser { user: user() }).await;
        let why = reason().reason.unwrap();
        read_only(reveal(&reader, ana, &alice, &why).await);
        read_only(sign_out(&reader, ana).await);
        assert_eq!(world.fresh.dump().await, before);
    }

    async fn who_is_signed_in_can_look(world: World) {
        let reader = reader(&world).await;
        let before = world.fresh.dump().await;
        let token = Token::parse(TokenKind::OperatorSession, &world.troupe.ana.token).unwrap();
        let caller = resume(&reader, &token).await.unwrap();
        assert_eq!(caller, world.troupe.ana.caller);
        assert!(reader.find_user(ALICE).await.unwrap().is_some());
        assert_eq!(world.fresh.dump().await, before);
    }
}
