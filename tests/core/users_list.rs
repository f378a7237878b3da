//! The users list: who each filter finds, in every order, page by page, on every store.

use wardroom_core::Directory;
use wardroom_core::db::sql;
use wardroom_core::model::{UserFilter, UserSort};
use wardroom_tests::cast::{ALICE, BOB, MALLORY, World};
use wardroom_tests::every_store;

const SORTS: [UserSort; 6] = [
    UserSort::CreatedDown,
    UserSort::CreatedUp,
    UserSort::SeenDown,
    UserSort::SeenUp,
    UserSort::EmailUp,
    UserSort::EmailDown,
];

/// One user a page, so that every cursor is used; the addresses found, sorted.
async fn listed(directory: &Directory, text: &str, sort: UserSort) -> Vec<String> {
    let filter = UserFilter::parse(text, directory.now()).unwrap();
    let (mut found, mut next) = (Vec::new(), None);
    loop {
        let page = directory
            .users(&filter, sort, next.as_ref(), 1)
            .await
            .unwrap();
        found.extend(page.rows.into_iter().map(|line| line.user.email));
        next = page.next;
        if next.is_none() {
            break;
        }
    }
    let count = directory.count_users(&filter).await.unwrap();
    assert_eq!(
        i64::try_from(found.len()).unwrap(),
        count,
        "[{text}] {sort:?}"
    );
    found.sort();
    found
}

every_store! {
    async fn each_filter_finds_its_people_in_every_order(world: World) {
        let directory = &world.directory;
        for (text, expected) in [
            ("", &[ALICE, BOB, MALLORY][..]),
            ("status:locked", &[BOB]),
            ("status:active", &[ALICE, MALLORY]),
            ("status:disabled", &[]),
            ("status:unverified", &[]),
            ("2fa:totp", &[ALICE]),
            ("2fa:key", &[ALICE]),
            ("2fa:any", &[ALICE]),
            ("2fa:none", &[BOB, MALLORY]),
            ("role:OWNER", &[MALLORY]),
            ("role:PLATFORM_ADMIN", &[]),
            ("tenant:acme", &[ALICE, MALLORY]),
            ("tenant:nowhere", &[]),
            ("bob@", &[BOB]),
            ("role:OWNER tenant:acme 2fa:none mall", &[MALLORY]),
            ("created:<1y seen:<10y", &[ALICE, BOB, MALLORY]),
            ("seen:>10y", &[]),
        ] {
            for sort in SORTS {
                assert_eq!(listed(directory, text, sort).await, expected, "[{text}] {sort:?}");
            }
        }
    }

    async fn a_role_beside_a_tenant_is_the_role_there(world: World) {
        let platform = "INSERT INTO {membership} ({membership.id}, {membership.user_id}, {membership.role},
            {membership.created_at}) VALUES ($1, $2, 'PLATFORM_ADMIN', $3)";
        let alice = world.user(ALICE).await.id;
        let row = sql(platform).bind(world.id()).bind(&alice.0);
        world.run(row.bind(world.at(world.now()))).await;
        let directory = &world.directory;
        for sort in SORTS {
            assert_eq!(listed(directory, "role:PLATFORM_ADMIN", sort).await, [ALICE]);
            assert_eq!(listed(directory, "tenant:acme role:CUSTOMER", sort).await, [ALICE]);
            assert!(listed(directory, "tenant:acme role:PLATFORM_ADMIN", sort).await.is_empty());
        }
    }

    async fn those_never_seen_stand_last_and_count_as_long_unseen(world: World) {
        let never = "UPDATE {user} SET {user.last_sign_in_at} = NULL WHERE {user.email} = $1";
        world.run(sql(never).bind(BOB)).await;
        let directory = &world.directory;
        assert_eq!(listed(directory, "seen:>10y", UserSort::SeenUp).await, [BOB]);
        assert_eq!(listed(directory, "seen:<10y", UserSort::SeenDown).await, [ALICE, MALLORY]);
        let all = UserFilter::default();
        let down = directory.users(&all, UserSort::SeenDown, None, 3).await.unwrap();
        let up = directory.users(&all, UserSort::SeenUp, None, 3).await.unwrap();
        assert_eq!(down.rows.last().unwrap().user.email, BOB);
        assert_eq!(up.rows.first().unwrap().user.email, BOB);
    }
}
