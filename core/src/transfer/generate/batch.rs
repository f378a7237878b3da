//! The rows of some thousand people, table by table, in the order foreign keys ask for.

use crate::db::Bulk;

/// One [`Bulk`] per table, with the columns the generator fills.
macro_rules! tables {
    ($($field:ident = $table:literal [$($column:literal)+])+) => {
        /// Rows on their way to the database.
        pub(super) struct Batch {
            $(pub(super) $field: Bulk,)+
        }

        impl Batch {
            /// No rows.
            pub(super) fn new() -> Self {
                Self { $($field: Bulk::new($table, &[$($column),+]),)+ }
            }

            /// The tables, what is pointed at before what points.
            pub(super) fn into_tables(self) -> Vec<Bulk> {
                vec![$(self.$field),+]
            }
        }

        /// Every table the generator fills, by its logical name.
        pub(super) const TABLES: &[&str] = &[$($table),+];
    };
}

tables! {
    tenants = "tenant" ["id" "slug" "name" "status" "created_at" "updated_at"]
    users = "user" ["id" "email" "email_normalized" "email_verified_at" "email_changed_at" "previous_email"
        "display_name" "status" "locked_at" "locked_until" "lock_cause" "password_hash" "password_changed_at"
        "must_change_password" "failed_sign_ins" "last_sign_in_at" "created_at" "updated_at"]
    profiles = "profile" ["user_id" "given_name" "family_name" "locale" "time_zone" "created_at" "updated_at"]
    memberships = "membership" ["id" "user_id" "tenant_id" "role" "created_at"]
    identities = "identity" ["id" "user_id" "provider" "subject" "email" "email_verified" "tokens_sealed"
        "key_version" "created_at" "last_used_at"]
    sessions = "session" ["id" "user_id" "token_hash" "aal" "factor_at" "ip_hash" "ip_key_version" "user_agent"
        "created_at" "seen_at" "expires_at" "revoked_at" "revoked_why"]
    refresh_tokens = "refresh_token" ["id" "session_id" "family_id" "parent_id" "token_hash" "created_at"
        "expires_at" "used_at" "revoked_at"]
    verifications = "verification" ["id" "user_id" "kind" "email" "code_hash" "attempts" "created_at" "expires_at"
        "used_at"]
    password_resets = "password_reset" ["id" "user_id" "token_hash" "requested_by" "created_at" "expires_at" "used_at"]
    magic_links = "magic_link" ["id" "user_id" "email" "token_hash" "created_at" "expires_at" "used_at"]
    trusted_devices = "trusted_device" ["id" "user_id" "token_hash" "user_agent" "created_at" "expires_at"]
    totp_factors = "totp_factor" ["id" "user_id" "label" "secret_sealed" "key_version" "last_step" "created_at"
        "confirmed_at" "last_used_at"]
    passkeys = "passkey" ["id" "user_id" "credential_id" "public_key" "sign_count" "aaguid" "transports" "backed_up"
        "label" "created_at" "last_used_at"]
    code_sets = "code_set" ["id" "user_id" "kind" "state" "salt" "created_at" "activated_at" "voided_at" "expires_at"
        "issued_by"]
    codes = "code" ["set_id" "position" "code_hash" "used_at"]
    invitations = "invitation" ["id" "tenant_id" "email_normalized" "role" "token_hash" "invited_by" "created_at"
        "expires_at" "accepted_at" "accepted_by" "revoked_at"]
    events = "event" ["id" "at" "user_id" "kind" "session_id" "ip_hash" "ip_key_version" "user_agent" "detail"]
    mail = "mail" ["id" "template" "recipient" "user_id" "params" "state" "attempts" "next_attempt_at" "created_at"
        "sent_at" "last_error"]
    holds = "hold" ["id" "user_id" "reason" "placed_by" "placed_at" "released_at"]
}

/// A row as an array of values.
macro_rules! row {
    ($($value:expr),+ $(,)?) => { [$(crate::db::Value::from($value)),+] };
}
pub(super) use row;
