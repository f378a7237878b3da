//! Everything an operator looks at can be looked at, and shows no credential.

use wardroom_core::model::{AccessCursor, Standing, TimelineCursor, UserFilter, UserSort};

use super::{ALICE, BOB, World, everywhere};

everywhere! {
    async fn people_are_found_and_listed_in_every_order(world: World) {
        let directory = &world.wardroom.directory;
        let sorts = [UserSort::EmailUp, UserSort::EmailDown, UserSort::CreatedUp, UserSort::CreatedDown,
            UserSort::SeenUp, UserSort::SeenDown];
        let alice = directory.user(&world.alice().await).await.unwrap().unwrap();
        assert_eq!(alice.standing(directory.now()), Standing::Active);
        assert_eq!(world.wardroom.user(BOB).await.standing(directory.now()), Standing::Unverified);
        let by_id = directory.find_user(&alice.id.to_string()).await.unwrap();
        assert_eq!(by_id.as_ref(), Some(&alice));
        let all = directory.count_users(&UserFilter::default()).await.unwrap();
        for sort in sorts {
            // One at a time: a cursor after every row.
            let (mut seen, mut cursor) = (Vec::new(), None);
            loop {
                let page = directory.users(&UserFilter::default(), sort, cursor.as_ref(), 1).await.unwrap();
                seen.extend(page.rows.into_iter().map(|line| line.user.id.to_string()));
                match page.next {
                    Some(next) => cursor = Some(next),
                    None => break,
                }
            }
            assert_eq!(i64::try_from(seen.len()).unwrap(), all, "{sort:?}");
            seen.sort();
            seen.dedup();
            assert_eq!(i64::try_from(seen.len()).unwrap(), all, "{sort:?}: one came twice");
        }
        let starts = UserFilter { text: Some("ali".to_owned()), ..UserFilter::default() };
        let found = directory.users(&starts, UserSort::EmailUp, None, 9).await.unwrap().rows;
        assert!(!found.is_empty() && found.iter().all(|line| line.user.email == ALICE));
    }

    async fn an_account_is_shown_whole_and_no_credential_with_it(world: World) {
        let directory = &world.wardroom.directory;
        let alice = world.alice().await;
        let mut shown = Vec::new();
        let mut show = |json: serde_json::Result<String>| shown.push(json.unwrap());
        show(serde_json::to_string(&directory.user(&alice).await.unwrap()));
        show(serde_json::to_string(&directory.sessions_of(&alice, None, 9).await.unwrap().rows));
        show(serde_json::to_string(&directory.factors_of(&alice).await.unwrap()));
        show(serde_json::to_string(&directory.code_sets_of(&alice).await.unwrap()));
        show(serde_json::to_string(&directory.diagnosis(&alice).await.unwrap()));
        show(serde_json::to_string(&directory.recovery_status(&alice).await.unwrap()));
        show(serde_json::to_string(&directory.access_of(&alice, &AccessCursor::default(), 50).await.unwrap().rows));
        let timeline = directory.timeline(&alice, &TimelineCursor::default(), 20).await.unwrap();
        show(serde_json::to_string(&timeline.rows));
        let shown = shown.join("\n");
        assert!(shown.contains(ALICE));
        assert!(!shown.contains("CANARY") && !shown.contains("JBSWY3DPEHPK3PXP"), "{shown}");
        assert!(!shown.contains("1970-01-01"), "an unknown instant is shown as one: {shown}");
    }
}
