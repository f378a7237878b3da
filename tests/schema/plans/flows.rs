//! What an application does with its accounts, over the big database: all that carries a secret, and all the rest.

use wardroom_core::db::Db;
use wardroom_core::flow::{Accounts, By};
use wardroom_core::model::{ProfileForm, Role, TenantId, UserId};
use wardroom_tests::application::visit;
use wardroom_tests::cast::{Shape, Stage};
use wardroom_tests::driving::{Driver, everything};

use super::fill;
use super::scenes::{admin, id, user};

/// The tenant of the most members, and of the most invitations.
fn crowded() -> TenantId {
    TenantId(id(2001))
}

/// One round; each has people of its own.
pub(super) async fn play(pool: &Db, round: u64) {
    let stage = Stage::over(pool, Shape::Own, 100 + round, fill::now());
    let mut driver = Driver::open(&stage, admin(), round.to_string());
    everything(&mut driver).await;
    let accounts = &driver.accounts;
    // Active, and a member of the last tenant.
    let member = user(10 * (700 * round + 30));
    roles(accounts, &member).await;
    invitations(accounts, round).await;
    profile(accounts, round).await;
    accounts.identities(&member).await.unwrap();
}

async fn roles(accounts: &Accounts, member: &UserId) {
    let (by, here, tenant) = (By::Application, visit(), crowded());
    for at in [Some(&tenant), None] {
        let page = accounts.members(by, at, None, 2).await.unwrap();
        let next = page.next.as_ref();
        accounts.members(by, at, next, 50).await.unwrap();
        accounts.can(member, "members.read", at).await.unwrap();
    }
    accounts.memberships(member).await.unwrap();
    for (role, at) in [(Role::OWNER, Some(&tenant)), (Role::PLATFORM_ADMIN, None)] {
        for user in [member, &user(6)] {
            let granted = accounts.grant_role(by, user, role, at, &here);
            granted.await.ok();
        }
        let withdrawn = accounts.withdraw_role(by, member, role, at, &here);
        withdrawn.await.unwrap();
    }
    let left = accounts.leave_tenant(member, &tenant, &here).await;
    left.unwrap();
    assert_eq!(accounts.tenant("tenant2001").await.unwrap().id, tenant);
}

async fn invitations(accounts: &Accounts, round: u64) {
    let (by, here, tenant) = (By::Application, visit(), crowded());
    let address = format!("invited-to-all{round}@example.test");
    for (role, at) in [(Role::STAFF, Some(&tenant)), (Role::PLATFORM_ADMIN, None)] {
        let sent = accounts.invite(by, &address, role, at, &here).await;
        sent.unwrap();
        let page = accounts.pending_invitations(by, at, None, 2).await;
        let page = page.unwrap();
        let next = page.next.as_ref();
        let more = accounts.pending_invitations(by, at, next, 50).await;
        more.unwrap();
        let revoked = accounts.revoke_invitation(by, &page.rows[0].id, &here);
        revoked.await.unwrap();
    }
}

async fn profile(accounts: &Accounts, round: u64) {
    let (here, address) = (visit(), format!("guest{round}@example.test"));
    let guest = accounts.book(&address, Some("Guest"), &here).await.unwrap();
    let mut form = ProfileForm::default();
    for name in ["Guest", "Guest of honour"] {
        form.given_name = Some(name.to_owned());
        let made = accounts.create_profile(&guest, form.clone(), &here).await;
        if made.is_err() {
            let kept = accounts.update_profile(&guest, form.clone(), &here).await;
            kept.unwrap();
        }
        accounts.profile(&guest).await.unwrap();
    }
}
