//! The application's users: alice has everything, bob cannot sign in, mallory owns a tenant and is protected.

use std::time::Duration;

use wardroom_core::db::{Value, sql};
use wardroom_core::model::{Id, Ts, User};

use super::Stage;

/// Active, verified, with two factors, two live sessions, a full set of codes, and tokens pending.
pub const ALICE: &str = "alice@mail.example";
/// Locked after failures; changed address five days ago.
pub const BOB: &str = "bob@mail.example";
/// The address bob had before.
const BOB_BEFORE: &str = "robert@old.example";
/// Owns a tenant, so only an admin may touch the account.
pub const MALLORY: &str = "mallory@mail.example";

const USER: &str = "INSERT INTO {user} ({user.id}, {user.email}, {user.email_normalized}, {user.email_verified_at},
    {user.display_name}, {user.password_hash}, {user.password_changed_at}, {user.last_sign_in_at}, {user.created_at},
    {user.updated_at}) VALUES ($1, $2, $2, $3, $4, $5, $3, $6, $3, $3)";
const LOCK: &str = "UPDATE {user} SET {user.locked_at} = $2, {user.lock_cause} = 'ten wrong passwords',
    {user.failed_sign_ins} = 10, {user.email_changed_at} = $3, {user.previous_email} = $4 WHERE {user.id} = $1";
const TOTP: &str = "INSERT INTO {totp_factor} ({totp_factor.id}, {totp_factor.user_id}, {totp_factor.label},
    {totp_factor.secret_sealed}, {totp_factor.key_version}, {totp_factor.created_at}, {totp_factor.confirmed_at})
    VALUES ($1, $2, 'phone', $3, 1, $4, $4)";
const PASSKEY: &str =
    "INSERT INTO {passkey} ({passkey.id}, {passkey.user_id}, {passkey.credential_id},
    {passkey.public_key}, {passkey.label}, {passkey.created_at}) VALUES ($1, $2, $3, $3, 'key', $4)";
const SESSION: &str = "INSERT INTO {session} ({session.id}, {session.user_id}, {session.token_hash}, {session.aal},
    {session.ip_hash}, {session.ip_key_version}, {session.user_agent}, {session.created_at}, {session.seen_at},
    {session.expires_at}) VALUES ($1, $2, $3, 2, $4, 1, 'Firefox', $5, $5, $6)";
const REFRESH: &str = "INSERT INTO {refresh_token} ({refresh_token.id}, {refresh_token.session_id},
    {refresh_token.family_id}, {refresh_token.token_hash}, {refresh_token.created_at}, {refresh_token.expires_at})
    VALUES ($1, $2, $1, $3, $4, $5)";
const DEVICE: &str = "INSERT INTO {trusted_device} ({trusted_device.id}, {trusted_device.user_id},
    {trusted_device.token_hash}, {trusted_device.created_at}, {trusted_device.expires_at}) VALUES ($1, $2, $3, $4, $5)";
const RESET: &str = "INSERT INTO {password_reset} ({password_reset.id}, {password_reset.user_id},
    {password_reset.token_hash}, {password_reset.created_at}, {password_reset.expires_at}) VALUES ($1, $2, $3, $4, $5)";
const LINK: &str =
    "INSERT INTO {magic_link} ({magic_link.id}, {magic_link.user_id}, {magic_link.email},
    {magic_link.token_hash}, {magic_link.created_at}, {magic_link.expires_at})
    VALUES ($1, $2, 'alice@mail.example', $3, $4, $5)";
const VERIFICATION: &str = "INSERT INTO {verification} ({verification.id}, {verification.user_id}, {verification.kind},
    {verification.email}, {verification.code_hash}, {verification.created_at}, {verification.expires_at})
    VALUES ($1, $2, 'sign_in', 'alice@mail.example', $3, $4, $5)";
const CODE_SET: &str = "INSERT INTO {code_set} ({code_set.id}, {code_set.user_id}, {code_set.kind}, {code_set.state},
    {code_set.salt}, {code_set.created_at}, {code_set.activated_at}) VALUES ($1, $2, 'full', 'active', $3, $4, $4)";
const CODE: &str =
    "INSERT INTO {code} ({code.set_id}, {code.position}, {code.code_hash}) VALUES ($1, $2, $3)";
const TENANT: &str =
    "INSERT INTO {tenant} ({tenant.id}, {tenant.slug}, {tenant.name}, {tenant.created_at},
    {tenant.updated_at}) VALUES ($1, 'acme', 'Acme', $2, $2)";
const MEMBER: &str =
    "INSERT INTO {membership} ({membership.id}, {membership.user_id}, {membership.tenant_id},
    {membership.role}, {membership.created_at}) VALUES ($1, $2, $3, $4, $5)";

const DAY: Duration = Duration::from_hours(24);

/// Lets the three move in.
pub(super) async fn settle(stage: &Stage) {
    let long_ago = stage.now().minus(DAY * 300);
    let tenant = stage.id();
    let made = sql(TENANT).bind(&tenant).bind(stage.at(long_ago));
    stage.run(made).await;
    let alice = user(stage, ALICE, "Alice Adair").await;
    let bob = user(stage, BOB, "Bob Brandt").await;
    let mallory = user(stage, MALLORY, "Mallory Moss").await;
    member(stage, &alice, &tenant, "CUSTOMER").await;
    member(stage, &mallory, &tenant, "OWNER").await;
    factors(stage, &alice).await;
    for network in [1, 2] {
        session(stage, &alice, network, stage.now().plus(DAY)).await;
    }
    session(stage, &alice, 1, stage.now().minus(DAY)).await;
    session(stage, &mallory, 3, stage.now().plus(DAY)).await;
    for text in [DEVICE, RESET, LINK, VERIFICATION] {
        let row = sql(text).bind(stage.id()).bind(&alice).bind(bytes(stage));
        let row = row.bind(stage.at(stage.now()));
        stage.run(row.bind(stage.at(stage.now().plus(DAY)))).await;
    }
    let lock = sql(LOCK).bind(&bob).bind(stage.at(stage.now().minus(DAY)));
    let lock = lock.bind(stage.at(stage.now().minus(DAY * 5)));
    stage.run(lock.bind(BOB_BEFORE)).await;
}

async fn user(stage: &Stage, email: &str, name: &str) -> Id {
    let id = stage.id();
    let statement = sql(USER)
        .bind(&id)
        .bind(email)
        .bind(stage.at(stage.now().minus(DAY * 200)))
        .bind(name)
        .bind(format!("$argon2id$fixture${email}"))
        .bind(stage.at(stage.now().minus(DAY * 2)));
    stage.run(statement).await;
    id
}

async fn member(stage: &Stage, user: &Id, tenant: &Id, role: &str) {
    let statement = sql(MEMBER)
        .bind(stage.id())
        .bind(user)
        .bind(tenant)
        .bind(role)
        .bind(stage.at(stage.now()));
    stage.run(statement).await;
}

async fn factors(stage: &Stage, user: &Id) {
    let at = stage.at(stage.now().minus(DAY * 100));
    for text in [TOTP, PASSKEY] {
        let row = sql(text).bind(stage.id()).bind(user).bind(bytes(stage));
        stage.run(row.bind(at.clone())).await;
    }
    let set = stage.id();
    let row = sql(CODE_SET).bind(&set).bind(user).bind(bytes(stage));
    stage.run(row.bind(at)).await;
    for position in 0..10_i64 {
        let row = sql(CODE).bind(&set).bind(position).bind(bytes(stage));
        stage.run(row).await;
    }
}

/// A session and its refresh token; one that ends after now lives.
async fn session(stage: &Stage, user: &Id, network: u8, until: Ts) {
    let (id, began) = (stage.id(), stage.at(stage.now().minus(DAY * 3)));
    let row = sql(SESSION)
        .bind(&id)
        .bind(user)
        .bind(bytes(stage))
        .bind(vec![network; 20])
        .bind(began.clone())
        .bind(stage.at(until));
    stage.run(row).await;
    let row = sql(REFRESH).bind(stage.id()).bind(&id).bind(bytes(stage));
    stage.run(row.bind(began).bind(stage.at(until))).await;
}

/// 32 random bytes: a hash of something nobody holds.
fn bytes(stage: &Stage) -> Value {
    let mut bytes = [0; 32];
    stage.directory.entropy().fill(&mut bytes);
    bytes.into()
}

impl Stage {
    /// A user of the cast, as the directory has them now.
    pub async fn user(&self, email: &str) -> User {
        self.directory.user_by_email(email).await.unwrap().unwrap()
    }
}
