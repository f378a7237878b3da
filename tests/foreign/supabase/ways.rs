//! An address is verified, an identity unlinked, a passkey removed as the application does each itself.

use wardroom_core::error::Error;
use wardroom_core::model::{IdentityId, PasskeyId, Refusal};
use wardroom_tests::database::{Engine, Fresh, run};
use wardroom_tests::supabase::SUPABASE;

use super::{ALICE, BOB, agrees, change, now, state, try_change, user, uuid};

const GOOGLE: &str = "1d000000-0000-4000-8000-000000000002";
const ADD_ADDRESS: &str = "INSERT INTO auth.identities (id, provider_id, user_id, identity_data, provider, created_at)
    VALUES ('1d000000-0000-4000-8000-000000000007', 'b0000000-0000-4000-8000-000000000002',
        'b0000000-0000-4000-8000-000000000002', '{\"email\": \"bob@mail.example\"}', 'email', now())";

#[test]
fn an_address_is_confirmed_as_a_followed_link_confirms_it() {
    agrees(
        async |changes, edit| changes.verify_email(edit, &user(BOB)).await,
        &[
            "UPDATE users SET confirmation_token = '', email_confirmed_at = $now WHERE id = 'b0000000-0000-4000-8000-000000000002'",
            r#"UPDATE users SET raw_user_meta_data = '{"iss": "https://accounts.google.com", "name": "Bob", "email": "bob@mail.example", "email_verified": true}'
                WHERE id = 'b0000000-0000-4000-8000-000000000002'"#,
            "DELETE FROM one_time_tokens WHERE user_id = 'b0000000-0000-4000-8000-000000000002'",
            r#"UPDATE identities SET identity_data = '{"sub": "110169484474386276334", "iss": "https://accounts.google.com", "email": "bob@mail.example", "email_verified": true}'
                WHERE id = '1d000000-0000-4000-8000-000000000002'"#,
        ],
    );
}

#[test]
fn what_is_verified_stays_as_it_is() {
    run(Engine::Postgres, &SUPABASE, async |db| {
        let before = state(&db).await;
        let verified = change(&db, now(), async |changes, edit| {
            changes.verify_email(edit, &user(ALICE)).await
        });
        assert_eq!(verified.await, 0);
        assert_eq!(state(&db).await, before);
    });
}

async fn unlink(db: &Fresh) -> Result<u64, Error> {
    try_change(db, now(), async |changes, edit| {
        let identity = IdentityId(uuid(GOOGLE));
        changes.unlink_identity(edit, &user(BOB), &identity).await
    })
    .await
}

#[test]
fn the_last_identity_and_the_one_of_the_address_stay() {
    run(Engine::Postgres, &SUPABASE, async |db| {
        let last = unlink(&db).await.unwrap_err();
        assert!(
            matches!(
                last,
                Error::Refused {
                    refusal: Refusal::LastWayIn,
                    ..
                }
            ),
            "{last}"
        );
        db.run(&ADD_ADDRESS.replace("\"bob@mail", "\"robert@mail"))
            .await
            .unwrap();
        let of_address = unlink(&db).await.unwrap_err().to_string();
        assert!(of_address.contains("choose another"), "{of_address}");
        assert_eq!(
            db.texts("SELECT id::text FROM auth.identities WHERE provider = 'google'")
                .await,
            [GOOGLE]
        );
    });
}

#[test]
fn an_unlinked_identity_leaves_a_true_list_of_providers() {
    run(Engine::Postgres, &SUPABASE, async |db| {
        db.run(ADD_ADDRESS).await.unwrap();
        assert_eq!(unlink(&db).await.unwrap(), 1);
        let told = "SELECT raw_app_meta_data::text FROM auth.users WHERE email LIKE 'bob%'";
        assert_eq!(
            db.texts(told).await,
            [r#"{"provider": "email", "providers": ["email"]}"#]
        );
        assert_eq!(
            db.texts("SELECT id::text FROM auth.identities WHERE provider = 'google'")
                .await,
            [""; 0]
        );
    });
}

#[test]
fn a_passkey_is_removed_as_its_own_row() {
    agrees(
        async |changes, edit| {
            let passkey = PasskeyId(uuid("9a000000-0000-4000-8000-000000000001"));
            changes.remove_passkey(edit, &user(ALICE), &passkey).await
        },
        &["DELETE FROM webauthn_credentials WHERE id = '9a000000-0000-4000-8000-000000000001'"],
    );
}

#[test]
fn a_passkey_that_was_a_second_factor_takes_its_proofs_back() {
    run(Engine::Postgres, &SUPABASE, async |db| {
        db.run(
            "UPDATE auth.mfa_factors SET factor_type = 'webauthn' WHERE status = 'verified';
            UPDATE auth.mfa_amr_claims SET authentication_method = 'mfa/webauthn' WHERE authentication_method = 'totp'",
        )
        .await
        .unwrap();
        let removed = change(&db, now(), async |changes, edit| {
            let passkey = PasskeyId(uuid("fa000000-0000-4000-8000-000000000001"));
            changes.remove_passkey(edit, &user(ALICE), &passkey).await
        });
        assert_eq!(removed.await, 1);
        let sessions = "SELECT aal::text || coalesce(factor_id::text, '') FROM auth.sessions WHERE user_agent = 'Firefox'";
        assert_eq!(db.texts(sessions).await, ["aal1"]);
        let proofs = "SELECT authentication_method FROM auth.mfa_amr_claims WHERE authentication_method LIKE 'mfa%'";
        assert_eq!(db.texts(proofs).await, [""; 0]);
    });
}
