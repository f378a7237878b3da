//! Tenants: made, their roles granted and withdrawn at once; never without an owner.

use std::time::Duration;

use wardroom_core::Error;
use wardroom_core::db::sql;
use wardroom_core::flow::By;
use wardroom_core::model::{EventKind, Permission, Refusal, Role, TenantId, UserId};
use wardroom_tests::cast::World;
use wardroom_tests::every_store;

use wardroom_tests::application::{accounts, events, newcomer, refusal, visit, with_totp};

/// A tenant that erin, who has a second factor, owns.
#[cfg(test)]
async fn north(world: &World) -> (UserId, TenantId) {
    let erin = newcomer(world, "erin@mail.example").await;
    with_totp(world, &erin).await;
    let accounts = accounts(world);
    let made = accounts
        .create_tenant(&erin, "Acme-North", "Acme North", &visit())
        .await;
    (erin, made.unwrap().id)
}

every_store! {
    async fn who_makes_a_tenant_owns_it(world: World) {
        let accounts = accounts(&world);
        let erin = newcomer(&world, "erin@mail.example").await;
        let tenant = accounts.create_tenant(&erin, "Acme-North", " Acme North ", &visit()).await.unwrap();
        assert_eq!((tenant.slug.as_str(), tenant.name.as_str()), ("acme-north", "Acme North"));
        assert_eq!(accounts.tenant("acme-north").await.unwrap(), tenant);
        // An owner must have a second factor, and counts as soon as there is one.
        assert!(!accounts.can(&erin, "members.grant", Some(&tenant.id)).await.unwrap());
        with_totp(&world, &erin).await;
        assert!(accounts.can(&erin, "members.grant", Some(&tenant.id)).await.unwrap());
        let roles = accounts.memberships(&erin).await.unwrap();
        assert_eq!((roles[0].role.as_str(), roles[0].tenant.as_deref()), (Role::OWNER, Some("acme-north")));
        let taken = accounts.create_tenant(&erin, "acme-north", "Another", &visit()).await.unwrap_err();
        assert!(matches!(taken, Error::Conflict { what: "tenant", .. }), "{taken}");
        let wrong = accounts.create_tenant(&erin, "no slug", "x", &visit()).await.unwrap_err();
        assert!(matches!(wrong, Error::Invalid { field: "slug", .. }), "{wrong}");
    }

    async fn a_role_counts_from_its_grant_to_its_withdrawal(world: World) {
        let (accounts, (erin, tenant)) = (accounts(&world), north(&world).await);
        let finn = newcomer(&world, "finn@mail.example").await;
        let (by, at) = (By::User(&erin), Some(&tenant));
        assert!(!accounts.can(&finn, "members.read", at).await.unwrap());
        accounts.grant_role(by, &finn, Role::STAFF, at, &visit()).await.unwrap();
        assert!(accounts.can(&finn, "members.read", at).await.unwrap());
        assert!(!accounts.can(&finn, "members.grant", at).await.unwrap());
        let twice = accounts.grant_role(by, &finn, Role::STAFF, at, &visit()).await.unwrap_err();
        assert!(matches!(twice, Error::Conflict { what: "role", .. }), "{twice}");
        let page = accounts.members(By::User(&finn), at, None, 1).await.unwrap();
        let next = accounts.members(By::User(&finn), at, page.next.as_ref(), 1).await.unwrap();
        let mut roles = [page.rows[0].role.as_str(), next.rows[0].role.as_str()];
        roles.sort_unstable();
        assert_eq!((roles, next.next), ([Role::OWNER, Role::STAFF], None));
        world.wait(Duration::from_secs(1));
        accounts.withdraw_role(by, &finn, Role::STAFF, at, &visit()).await.unwrap();
        assert!(!accounts.can(&finn, "members.read", at).await.unwrap());
        let gone = accounts.withdraw_role(by, &finn, Role::STAFF, at, &visit()).await.unwrap_err();
        assert!(matches!(gone, Error::NotFound { .. }), "{gone}");
        assert_eq!(events(&world, &finn).await, [EventKind::RoleWithdrawn, EventKind::RoleGranted]);
        let told = wardroom_tests::application::mails(&world, &finn).await;
        assert_eq!(told, ["role_changed", "role_changed"]);
    }

    async fn who_may_not_is_refused_and_it_is_kept(world: World) {
        let (accounts, (erin, tenant)) = (accounts(&world), north(&world).await);
        let finn = newcomer(&world, "finn@mail.example").await;
        let at = Some(&tenant);
        for (by, role, at) in [
            (&finn, Role::OWNER, at),
            (&finn, Role::PLATFORM_ADMIN, None),
            (&erin, Role::PLATFORM_ADMIN, None),
        ] {
            let answer = accounts.grant_role(By::User(by), &finn, role, at, &visit()).await;
            assert_eq!(refusal(answer), Refusal::NotAllowed);
        }
        assert_eq!(refusal(accounts.members(By::User(&finn), at, None, 9).await), Refusal::NotAllowed);
        assert_eq!(events(&world, &finn).await, [EventKind::Denied, EventKind::Denied]);
        for (role, at) in [(Role::OWNER, None), (Role::PLATFORM_ADMIN, at)] {
            let answer = accounts.grant_role(By::Application, &finn, role, at, &visit()).await.unwrap_err();
            assert!(matches!(answer, Error::Invalid { field: "tenant", .. }), "{answer}");
        }
        let answer = accounts.grant_role(By::User(&erin), &finn, "PIRATE", at, &visit()).await.unwrap_err();
        assert!(matches!(answer, Error::NotFound { what: "role", .. }), "{answer}");
    }

    async fn a_platform_admin_reaches_every_tenant(world: World) {
        let (accounts, (_, tenant)) = (accounts(&world), north(&world).await);
        let gwen = newcomer(&world, "gwen@mail.example").await;
        accounts.grant_role(By::Application, &gwen, Role::PLATFORM_ADMIN, None, &visit()).await.unwrap();
        let finn = newcomer(&world, "finn@mail.example").await;
        let here = visit();
        let grant = |role, at| accounts.grant_role(By::User(&gwen), &finn, role, at, &here);
        assert_eq!(refusal(grant(Role::STAFF, Some(&tenant)).await), Refusal::FactorMissing);
        with_totp(&world, &gwen).await;
        grant(Role::STAFF, Some(&tenant)).await.unwrap();
        grant(Role::PLATFORM_ADMIN, None).await.unwrap();
        let nowhere = TenantId(world.id());
        assert!(!accounts.can(&gwen, "tenant.read", Some(&nowhere)).await.unwrap());
        // Somebody must stay: finn is left, then nobody would be.
        let leave = |who| accounts.withdraw_role(By::Application, who, Role::PLATFORM_ADMIN, None, &here);
        leave(&gwen).await.unwrap();
        assert_eq!(refusal(leave(&finn).await), Refusal::LastOwner);
    }

    async fn who_is_closed_reaches_nothing(world: World) {
        let (accounts, (erin, tenant)) = (accounts(&world), north(&world).await);
        let close = |text, id| world.run(sql(text).bind(id));
        let reaches = || accounts.can(&erin, "tenant.read", Some(&tenant));
        assert!(reaches().await.unwrap());
        close("UPDATE {tenant} SET {tenant.status} = 'disabled' WHERE {tenant.id} = $1", &tenant.0).await;
        assert!(!reaches().await.unwrap());
        close("UPDATE {tenant} SET {tenant.status} = 'active' WHERE {tenant.id} = $1", &tenant.0).await;
        assert!(reaches().await.unwrap());
        close("UPDATE {user} SET {user.status} = 'disabled' WHERE {user.id} = $1", &erin.0).await;
        assert!(!reaches().await.unwrap());
    }

    async fn the_last_owner_stays(world: World) {
        let (accounts, (erin, tenant)) = (accounts(&world), north(&world).await);
        let at = Some(&tenant);
        let by = By::User(&erin);
        world.wait(Duration::from_secs(1));
        assert_eq!(refusal(accounts.leave_tenant(&erin, &tenant, &visit()).await), Refusal::LastOwner);
        let alone = accounts.withdraw_role(by, &erin, Role::OWNER, at, &visit()).await;
        assert_eq!(refusal(alone), Refusal::LastOwner);
        assert_eq!(events(&world, &erin).await, [EventKind::Denied, EventKind::Denied, EventKind::RoleGranted]);
        let finn = newcomer(&world, "finn@mail.example").await;
        accounts.grant_role(by, &finn, Role::OWNER, at, &visit()).await.unwrap();
        accounts.leave_tenant(&erin, &tenant, &visit()).await.unwrap();
        assert!(!accounts.can(&erin, "tenant.read", at).await.unwrap());
        let gone = accounts.leave_tenant(&erin, &tenant, &visit()).await.unwrap_err();
        assert!(matches!(gone, Error::NotFound { .. }), "{gone}");
    }

    async fn of_owners_who_leave_at_once_one_stays(world: World) {
        let (accounts, (erin, tenant)) = (accounts(&world), north(&world).await);
        let finn = newcomer(&world, "finn@mail.example").await;
        for _ in 0..8 {
            // Whoever left last time comes back; the other answers that they hold it already.
            for who in [&erin, &finn] {
                let _ = accounts.grant_role(By::Application, who, Role::OWNER, Some(&tenant), &visit()).await;
            }
            let leave = |who: UserId| {
                let (accounts, tenant) = (accounts.clone(), tenant.clone());
                tokio::spawn(async move { accounts.leave_tenant(&who, &tenant, &visit()).await })
            };
            let (a, b) = (leave(erin.clone()), leave(finn.clone()));
            let answers = [a.await.unwrap(), b.await.unwrap()];
            assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
            let owners = accounts.members(By::Application, Some(&tenant), None, 9).await.unwrap();
            assert_eq!(owners.rows.len(), 1);
        }
    }

    async fn an_application_adds_actions_of_its_own(world: World) {
        const OURS: &[Permission] = &[Permission {
            action: "invoices.approve",
            does: "approve an invoice",
            roles: &[Role::OWNER],
        }];
        let (accounts, (erin, tenant)) = (accounts(&world), north(&world).await);
        let unknown = accounts.can(&erin, "invoices.approve", Some(&tenant)).await.unwrap_err();
        assert!(matches!(unknown, Error::Invalid { field: "action", .. }), "{unknown}");
        let accounts = accounts.with_permissions(OURS).unwrap();
        assert!(accounts.can(&erin, "invoices.approve", Some(&tenant)).await.unwrap());
        let twice = accounts.with_permissions(OURS).unwrap_err();
        assert!(matches!(twice, Error::Conflict { what: "action", .. }), "{twice}");
    }
}
