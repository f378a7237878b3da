//! Nobody takes a user's last way in: what counts as one differs from library to library.

use wardroom_core::action::{RemovePasskey, UnlinkIdentity};
use wardroom_core::error::Error;
use wardroom_core::layout::AppSettings;
use wardroom_core::model::{Id, IdentityId, PasskeyId, Refusal};
use wardroom_tests::cast::Attached;
use wardroom_tests::database::{Engine, Fresh, run};
use wardroom_tests::every_engine;
use wardroom_tests::foreign::authjs::Variant;
use wardroom_tests::supabase::SUPABASE;

use crate::better_auth::{World, every_spelling};

/// carol, who has two passkeys and nothing else.
const CAROL: &str =
    "INSERT INTO \"user\" (id, name, email, emailVerified, createdAt, updatedAt, twoFactorEnabled) VALUES
    ('carol', 'Carol', 'carol@mail.example', YES, T[2026-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z], NO);
INSERT INTO passkey (id, name, publicKey, userId, credentialID, counter, deviceType, backedUp, createdAt) VALUES
    ('c1', 'key', 'pk', 'carol', 'cred-1', 0, 'singleDevice', NO, T[2026-01-01T10:00:00.000Z]),
    ('c2', 'key', 'pk', 'carol', 'cred-2', 0, 'singleDevice', NO, T[2026-01-01T10:00:00.000Z]);";

/// dan, who signs in by a passkey, which Auth.js keeps in two rows.
const DAN: &str = "INSERT INTO {User} (id, name, email) VALUES ('dan', 'Dan', 'dan@mail.example');
INSERT INTO {Account} ({userId}, type, provider, {providerAccountId}) VALUES ('dan', 'webauthn', 'passkey', 'cred-1');
CREATE TABLE {Authenticator} ({credentialID} text NOT NULL PRIMARY KEY, {userId} text NOT NULL,
    {providerAccountId} text NOT NULL, {credentialPublicKey} text NOT NULL, counter integer NOT NULL);
INSERT INTO {Authenticator} VALUES ('cred-1', 'dan', 'cred-1', 'pk', 0);";

fn id(text: &str) -> Id {
    Id::Text(text.to_owned())
}

fn is_last(error: &Error) -> bool {
    let last = Refusal::LastWayIn;
    matches!(error, Error::Refused { refusal, .. } if *refusal == last)
}

every_spelling! {
    async fn of_two_passkeys_one_stays(world: World) {
        world.fill(CAROL).await;
        let wardroom = world.attach(&[]).await;
        world.act(&wardroom, RemovePasskey { passkey: PasskeyId(id("c1")) }).await;
        let last = world.refused(&wardroom, RemovePasskey { passkey: PasskeyId(id("c2")) }).await;
        assert!(is_last(&last), "{last}");
        assert!(last.to_string().contains("it is the last way in"), "{last}");
    }

    async fn a_mailed_link_is_a_way_in_where_the_profile_says_so(world: World) {
        world.fill(CAROL).await;
        let wardroom = world.attach(&[("email_provider", "magic-link")]).await;
        world.act(&wardroom, RemovePasskey { passkey: PasskeyId(id("c1")) }).await;
        let (_, done, _) = world.act(&wardroom, RemovePasskey { passkey: PasskeyId(id("c2")) }).await;
        assert_eq!(done.remains, ["sessions go on", "the account then signs in only by mail"]);
    }
}

every_engine! {
    async fn a_passkey_of_authjs_is_counted_once(db: Fresh) {
        let variant = Variant::Drizzle;
        variant.make(&db).await;
        db.run(&variant.spelled(db.engine(), DAN)).await.unwrap();
        let wardroom = Attached::to(&db, &AppSettings::default()).await;
        let identity = IdentityId(id("passkey:cred-1"));
        let last = wardroom.refused(UnlinkIdentity { identity }).await;
        assert!(is_last(&last), "{last}");
    }
}

#[test]
fn a_passkey_of_supabase_that_is_a_factor_lets_nobody_in() {
    run(Engine::Postgres, &SUPABASE, async |db| {
        let alice = "a0000000-0000-4000-8000-000000000001";
        db.run(&format!(
            "UPDATE auth.users SET encrypted_password = '' WHERE id = '{alice}';
            DELETE FROM auth.identities WHERE user_id = '{alice}' AND provider <> 'email';
            UPDATE auth.mfa_factors SET factor_type = 'webauthn' WHERE status = 'verified'"
        ))
        .await
        .unwrap();
        let wardroom = Attached::to(&db, &AppSettings::default()).await;
        let passkey = |id: &str| PasskeyId(Id::Uuid(id.parse().unwrap()));
        let signs_in = passkey("9a000000-0000-4000-8000-000000000001");
        let last = wardroom.refused(RemovePasskey { passkey: signs_in }).await;
        assert!(is_last(&last), "{last}");
        let proves = passkey("fa000000-0000-4000-8000-000000000001");
        wardroom.bo(RemovePasskey { passkey: proves }).await;
    });
}
