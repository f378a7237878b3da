//! What lets a user in: roles, identities, invitations and memberships, page by page, masked for auditors.

use std::collections::BTreeSet;
use std::time::Duration;

use wardroom_core::db::sql;
use wardroom_core::model::{AccessCursor, AccessPart, AccessRow, Id, TenantStatus, Ts, UserId};
use wardroom_tests::cast::{ALICE, BOB, MALLORY, World};
use wardroom_tests::every_store;

const DAY: Duration = Duration::from_hours(24);

const TENANT: &str =
    "INSERT INTO {tenant} ({tenant.id}, {tenant.slug}, {tenant.name}, {tenant.status},
    {tenant.created_at}, {tenant.updated_at}) VALUES ($1, $2, $3, $4, $5, $5)";
const MEMBER: &str =
    "INSERT INTO {membership} ({membership.id}, {membership.user_id}, {membership.tenant_id},
    {membership.role}, {membership.created_at}) VALUES ($1, $2, $3, $4, $5)";
const IDENTITY: &str =
    "INSERT INTO {identity} ({identity.id}, {identity.user_id}, {identity.provider},
    {identity.subject}, {identity.email}, {identity.created_at}, {identity.last_used_at})
    VALUES ($1, $2, $3, $4, $5, $6, $6)";
const INVITATION: &str = "INSERT INTO {invitation} ({invitation.id}, {invitation.tenant_id},
    {invitation.email_normalized}, {invitation.role}, {invitation.token_hash}, {invitation.invited_by},
    {invitation.created_at}, {invitation.expires_at}, {invitation.revoked_at}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

#[cfg(test)]
async fn tenant(world: &World, slug: &str, status: &str) -> Id {
    let id = world.id();
    let row = sql(TENANT).bind(&id).bind(slug).bind(format!("The {slug}"));
    world
        .run(row.bind(status).bind(world.at(world.now())))
        .await;
    id
}

#[cfg(test)]
async fn member(world: &World, user: &UserId, tenant: Option<&Id>, role: &str, at: Ts) {
    let row = sql(MEMBER)
        .bind(world.id())
        .bind(&user.0)
        .bind(tenant.cloned());
    world.run(row.bind(role).bind(world.at(at))).await;
}

#[cfg(test)]
async fn identity(world: &World, user: &UserId, provider: &str, email: Option<&str>) {
    let row = sql(IDENTITY).bind(world.id()).bind(&user.0).bind(provider);
    let row = row.bind("octocat-583231").bind(email);
    world.run(row.bind(world.at(world.now()))).await;
}

/// An invitation of this address by mallory, begun a day before it ends.
#[cfg(test)]
async fn invited(world: &World, email: &str, tenant: Option<&Id>, until: Ts, is_revoked: bool) {
    let mallory = world.user(MALLORY).await.id;
    let row = sql(INVITATION)
        .bind(world.id())
        .bind(tenant.cloned())
        .bind(email)
        .bind("STAFF");
    let mut token = [0; 32];
    world.directory.entropy().fill(&mut token);
    let row = row.bind(token).bind(&mallory.0);
    let row = row.bind(world.at(until.minus(DAY))).bind(world.at(until));
    let revoked = is_revoked.then(|| world.now());
    world
        .run(row.bind(world.directory.layout().at_opt(revoked)))
        .await;
}

/// Every row, in pages of this size.
#[cfg(test)]
async fn all(world: &World, user: &UserId, limit: usize) -> Vec<AccessRow> {
    let (mut rows, mut next) = (Vec::new(), Some(AccessCursor::default()));
    while let Some(from) = next {
        let page = world.directory.access_of(user, &from, limit).await.unwrap();
        assert!(page.rows.len() <= limit);
        rows.extend(page.rows);
        next = page.next;
    }
    rows
}

/// alice holds something of every kind.
#[cfg(test)]
async fn furnished(world: &World) -> UserId {
    let (alice, now) = (world.user(ALICE).await.id, world.now());
    member(world, &alice, None, "PLATFORM_ADMIN", now).await;
    for number in 0..5_u64 {
        let status = if number == 4 { "disabled" } else { "active" };
        let tenant = tenant(world, &format!("north{number}"), status).await;
        // Three at the same instant: the id decides.
        let at = now.plus(Duration::from_secs(number.saturating_sub(2)));
        member(world, &alice, Some(&tenant), "STAFF", at).await;
        if number < 2 {
            let until = now.plus(DAY / 2 * (1 + u32::try_from(number).unwrap()));
            invited(world, ALICE, Some(&tenant), until, false).await;
        }
    }
    invited(world, ALICE, None, now, false).await;
    invited(world, ALICE, None, now.plus(DAY), true).await;
    invited(world, BOB, None, now.plus(DAY), false).await;
    identity(world, &alice, "github", Some("alice@git.example")).await;
    identity(world, &alice, "google", None).await;
    alice
}

every_store! {
    async fn what_lets_a_user_in_comes_part_by_part_in_pages_of_any_size(world: World) {
        let alice = furnished(&world).await;
        let whole = all(&world, &alice, 100).await;
        let kinds: Vec<&str> = whole.iter().map(AccessRow::kind).collect();
        let expected = [(1, "role"), (2, "identity"), (2, "invitation"), (6, "membership")];
        let expected: Vec<&str> = expected.iter().flat_map(|(times, kind)| [*kind].repeat(*times)).collect();
        assert_eq!(kinds, expected);
        for limit in [1, 2, 3, 7] {
            assert_eq!(all(&world, &alice, limit).await, whole, "in pages of {limit}");
        }
        let ids: BTreeSet<_> = whole.iter().map(|row| (row.kind(), row.id().to_string())).collect();
        assert_eq!(ids.len(), whole.len());
        let mut memberships = whole.iter().filter_map(|row| match row {
            AccessRow::Membership(held) => Some((held.tenant.as_deref().unwrap(), held.tenant_status.unwrap())),
            _ => None,
        });
        assert_eq!(memberships.next_back(), Some(("north4", TenantStatus::Disabled)));
        let nobody = world.user(BOB).await.id;
        assert_eq!(all(&world, &nobody, 2).await.len(), 1, "bob is invited to the platform and nothing else");
    }

    async fn each_part_says_whether_there_is_more(world: World) {
        let alice = furnished(&world).await;
        let more = async |limit| {
            let mut more = Vec::new();
            for part in AccessPart::ALL {
                let page = world.directory.access_part(&alice, *part, None, limit).await.unwrap();
                more.extend(page.next.map(|_| *part));
            }
            more
        };
        assert_eq!(more(2).await, [AccessPart::Memberships]);
        assert_eq!(more(1).await, [AccessPart::Identities, AccessPart::Invitations, AccessPart::Memberships]);
        assert!(more(6).await.is_empty());
    }

    async fn an_invitation_names_who_invited_and_where_to_until_it_is_over(world: World) {
        let alice = furnished(&world).await;
        let page = world.directory.access_part(&alice, AccessPart::Invitations, None, 9).await.unwrap();
        let AccessRow::Invitation(first) = &page.rows[0] else { panic!("{page:?}") };
        assert_eq!((first.inviter.as_deref(), first.tenant.as_deref(), first.role.as_str()), (Some(MALLORY), Some("north0"), "STAFF"));
        assert_eq!(first.tenant_name.as_deref(), Some("The north0"));
        world.wait(DAY / 2);
        let page = world.directory.access_part(&alice, AccessPart::Invitations, None, 9).await.unwrap();
        assert_eq!(page.rows.len(), 1, "the first has expired");
    }

    async fn neither_a_token_nor_the_providers_name_for_somebody_is_shown(world: World) {
        let alice = furnished(&world).await;
        let rows = all(&world, &alice, 100).await;
        let text = serde_json::to_string(&rows).unwrap();
        assert!(text.contains("alice@git.example") && text.contains(MALLORY));
        assert!(!text.contains("octocat") && !text.contains("token"), "{text}");
        let prints: BTreeSet<_> = rows.iter().filter_map(|row| match row {
            AccessRow::Identity(linked) => Some(linked.fingerprint.clone()),
            _ => None,
        }).collect();
        assert_eq!(prints.len(), 2, "the same name at another provider is another account");
        assert!(prints.iter().all(|print| print.len() == 16));
        let masked: Vec<_> = rows.iter().cloned().map(AccessRow::masked).collect();
        let masked = serde_json::to_string(&masked).unwrap();
        assert!(!masked.contains("alice") && !masked.contains("mallory"), "{masked}");
        let revealed: Vec<_> = rows.into_iter().map(AccessRow::revealed).collect();
        let revealed = serde_json::to_string(&revealed).unwrap();
        assert!(revealed.contains("alice@git.example") && !revealed.contains("mallory"), "{revealed}");
    }
}
