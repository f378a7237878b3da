//! A reset of second factors is whole: with the statements the application has for each part of it.

use wardroom_tests::database::{Engine, run};
use wardroom_tests::supabase::SUPABASE;

use super::{ALICE, BOB, agrees, change, now, user};

const CLEAR_ALL_PENDING_TOKENS: &str = "UPDATE users SET confirmation_token = '', confirmation_sent_at = NULL,
    recovery_token = '', recovery_sent_at = NULL, email_change = '', email_change_token_current = '',
    email_change_token_new = '', email_change_sent_at = NULL, email_change_confirm_status = 0, phone_change = '',
    phone_change_token = '', phone_change_sent_at = NULL, reauthentication_token = '', reauthentication_sent_at = NULL
    WHERE id = ";

#[test]
fn the_reset_is_what_its_own_parts_add_up_to() {
    let clear = format!("{CLEAR_ALL_PENDING_TOKENS} '{ALICE}'");
    agrees(
        async |changes, edit| changes.reset_second_factors(edit, &user(ALICE)).await,
        &[
            "DELETE FROM mfa_factors WHERE user_id = 'a0000000-0000-4000-8000-000000000001'",
            "DELETE FROM webauthn_credentials WHERE user_id = 'a0000000-0000-4000-8000-000000000001'",
            "DELETE FROM sessions WHERE user_id = 'a0000000-0000-4000-8000-000000000001'",
            &clear,
            "DELETE FROM one_time_tokens WHERE user_id = 'a0000000-0000-4000-8000-000000000001'",
            // The application leaves these for a day; a code among them is worth a session.
            "DELETE FROM flow_state WHERE user_id = 'a0000000-0000-4000-8000-000000000001'",
        ],
    );
}

#[test]
fn what_is_pending_is_cancelled_as_a_change_of_address_cancels_it() {
    let clear = format!("{CLEAR_ALL_PENDING_TOKENS} '{BOB}'");
    agrees(
        async |changes, edit| changes.cancel_pending(edit, &user(BOB)).await,
        &[
            &clear,
            "DELETE FROM one_time_tokens WHERE user_id = 'b0000000-0000-4000-8000-000000000002'",
        ],
    );
}

#[test]
fn the_reset_counts_what_went_and_leaves_no_null_token() {
    run(Engine::Postgres, &SUPABASE, async |db| {
        let reset = change(&db, now(), async |changes, edit| {
            changes.reset_second_factors(edit, &user(ALICE)).await
        });
        let reset = reset.await;
        let counted = [reset.totp, reset.passkeys, reset.sessions, reset.pending];
        assert_eq!(counted, [2, 1, 2, 1]);
        let nulls = "SELECT id::text FROM auth.users WHERE num_nulls(confirmation_token, recovery_token, email_change,
            email_change_token_new, email_change_token_current, phone_change, phone_change_token,
            reauthentication_token, aud, role) > 0";
        assert_eq!(db.texts(nulls).await, [""; 0]);
    });
}
