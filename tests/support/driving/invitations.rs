//! Invitations: sent, looked at, sent again, accepted by somebody new and by somebody known.

use std::time::Duration;

use wardroom_core::flow::By;
use wardroom_core::model::{MailTemplate, Role};

use super::Driver;
use crate::application::{newcomer, visit};
use crate::drive;
use crate::letters::link;

const INVITATION: MailTemplate = MailTemplate::Invitation;

pub(super) async fn play(driver: &mut Driver<'_>) {
    let (here, world, by) = (visit(), driver.stage, By::Application);
    let (finn, known) = (driver.address("finn"), driver.address("june"));
    let june = newcomer(world, &known).await;
    let slug = driver.named("acme-north");
    let made = driver
        .accounts
        .create_tenant(&june, &slug, "Acme North", &here);
    let tenant = made.await.unwrap().id;
    let at = Some(&tenant);
    drive!(driver.invite(by, &finn, Role::STAFF, at, &here)).unwrap();
    let mailed = link(world, INVITATION, &finn).await;
    drive!(driver.invitation(&mailed)).unwrap();
    world.wait(Duration::from_secs(61));
    let pending = driver.accounts.pending_invitations(by, at, None, 9).await;
    let pending = pending.unwrap().rows.remove(0);
    drive!(driver.resend_invitation(by, &pending.id, &here)).unwrap();
    let mailed = link(world, INVITATION, &finn).await;
    let password = driver.password("a berth of her own aboard");
    let answer = drive!(driver.join_by_invitation(&mailed, password, Some("Finn"), &here));
    driver.inside(answer);

    drive!(driver.invite(by, &known, Role::STAFF, at, &here)).unwrap();
    let mailed = link(world, INVITATION, &known).await;
    drive!(driver.accept_invitation(&mailed, &june, &here)).unwrap();
}
