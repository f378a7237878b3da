//! Better Auth's rows in our words.

use crate::layout::foreign::Told;

macro_rules! member {
    () => {
        "SELECT {m.ba_member.id} AS id, {m.ba_member.user_id} AS user_id, {m.ba_member.organization_id} AS tenant_id,
        CASE WHEN ',' || {m.ba_member.role} || ',' LIKE '%,owner,%' THEN 'OWNER' ELSE {m.ba_member.role} END AS role,
        {@m.ba_member.created_at} AS created_at FROM {ba_member} m"
    };
}

// The NULL is one of the type of ids.
macro_rules! platform {
    () => {
        "SELECT {u.ba_user.id} AS id, {u.ba_user.id} AS user_id, NULLIF({u.ba_user.id}, {u.ba_user.id}) AS tenant_id,
        CASE WHEN ',' || {u.ba_user.role} || ',' LIKE '%,admin,%' THEN 'PLATFORM_ADMIN' ELSE {u.ba_user.role} END AS role,
        {@u.ba_user.created_at} AS created_at FROM {ba_user} u WHERE {u.ba_user.role} IS NOT NULL"
    };
}

// An organization of the number that a key refers to.
macro_rules! organization {
    () => {
        "(SELECT 1 FROM {ba_organization} g WHERE {~g.ba_organization.id} = {~x.ba_api_key.reference_id})"
    };
}

pub(super) static TOLD: &[Told] = &[
    Told {
        name: "user",
        base: "ba_user",
        from: &["{ba_user} x"],
        only: "TRUE",
        columns: &[
            ("id", &["{x.ba_user.id}"]),
            ("email", &["{x.ba_user.email}"]),
            // What the library compares with: it writes addresses in lower case and finds no others.
            ("email_normalized", &["{x.ba_user.email}"]),
            // It keeps whether, not when.
            ("email_verified_at", &["CASE WHEN {x.ba_user.email_verified} THEN {never} END"]),
            ("display_name", &["{x.ba_user.name}"]),
            (
                "status",
                &[
                    // An end that cannot be read is none, as for the application.
                    "CASE WHEN {x.ba_user.banned} AND coalesce({@x.ba_user.ban_expires} > {asked}, TRUE)
                        THEN 'disabled' ELSE 'active' END",
                    "CASE WHEN {x.ba_user.banned} THEN 'disabled' ELSE 'active' END",
                ],
            ),
            (
                "password_hash",
                &["(SELECT '' FROM {ba_account} a WHERE {a.ba_account.user_id} = {x.ba_user.id}
                    AND {a.ba_account.provider_id} = 'credential' AND {a.ba_account.password} IS NOT NULL LIMIT 1)"],
            ),
            (
                // Its sessions tell of it as long as they are there; without one nobody knows.
                "last_sign_in_at",
                &["coalesce((SELECT max({@s.ba_session.created_at}) FROM {ba_session} s
                    WHERE {s.ba_session.user_id} = {x.ba_user.id}), {never})", "{never}"],
            ),
            ("created_at", &["{@x.ba_user.created_at}"]),
            ("updated_at", &["{@x.ba_user.updated_at}"]),
        ],
    },
    Told {
        name: "session",
        base: "ba_session",
        from: &["{ba_session} x"],
        only: "TRUE",
        columns: &[
            ("id", &["{x.ba_session.id}"]),
            ("user_id", &["{x.ba_session.user_id}"]),
            ("user_agent", &["{x.ba_session.user_agent}"]),
            ("ip_hash", &["{%x.ba_session.ip_address}"]),
            ("created_at", &["{@x.ba_session.created_at}"]),
            ("seen_at", &["{@x.ba_session.updated_at}"]),
            ("expires_at", &["{@x.ba_session.expires_at}"]),
        ],
    },
    Told {
        name: "totp_factor",
        base: "ba_two_factor",
        from: &["{ba_two_factor} x JOIN {ba_user} u ON {u.ba_user.id} = {x.ba_two_factor.user_id}"],
        only: "TRUE",
        columns: &[
            ("id", &["{x.ba_two_factor.id}"]),
            ("user_id", &["{x.ba_two_factor.user_id}"]),
            ("confirmed_at", &["CASE WHEN {u.ba_user.two_factor_enabled} THEN {never} END"]),
            (
                "closed_at",
                &["CASE WHEN {@x.ba_two_factor.locked_until} > {asked} THEN {@x.ba_two_factor.locked_until} END"],
            ),
        ],
    },
    Told {
        name: "passkey",
        base: "ba_passkey",
        from: &["{ba_passkey} x"],
        only: "TRUE",
        columns: &[
            ("id", &["{x.ba_passkey.id}"]),
            ("user_id", &["{x.ba_passkey.user_id}"]),
            ("label", &["{x.ba_passkey.name}"]),
            ("created_at", &["{@x.ba_passkey.created_at}"]),
        ],
    },
    Told {
        name: "passkey_in",
        base: "ba_passkey",
        from: &["{ba_passkey} x"],
        only: "TRUE",
        columns: &[
            ("id", &["{x.ba_passkey.id}"]),
            ("user_id", &["{x.ba_passkey.user_id}"]),
        ],
    },
    // A set of backup codes counts for as long as its row does; how many are left, only the secret tells.
    Told {
        name: "code_set",
        base: "ba_two_factor",
        from: &["{ba_two_factor} x"],
        only: "{x.ba_two_factor.backup_codes} <> ''",
        columns: &[
            ("id", &["{x.ba_two_factor.id}"]),
            ("user_id", &["{x.ba_two_factor.user_id}"]),
        ],
    },
    Told {
        name: "identity",
        base: "ba_account",
        from: &["{ba_account} x"],
        only: "{x.ba_account.provider_id} <> 'credential'",
        columns: &[
            ("id", &["{x.ba_account.id}"]),
            ("user_id", &["{x.ba_account.user_id}"]),
            ("provider", &["{x.ba_account.provider_id}"]),
            ("subject", &["{x.ba_account.account_id}"]),
            ("created_at", &["{@x.ba_account.created_at}"]),
            ("last_used_at", &["{@x.ba_account.updated_at}"]),
        ],
    },
    Told {
        name: "tenant",
        base: "ba_organization",
        from: &["{ba_organization} x"],
        only: "TRUE",
        columns: &[
            ("id", &["{x.ba_organization.id}"]),
            ("slug", &["{x.ba_organization.slug}"]),
            ("name", &["{x.ba_organization.name}"]),
        ],
    },
    // Members in their organizations, and what the admin plugin says of a user everywhere. Owners and admins are called
    // as in the own layout, so that they are protected alike.
    Told {
        name: "membership",
        base: "ba_user",
        from: &[
            concat!("(", member!(), " UNION ALL ", platform!(), ") x"),
            concat!("(", member!(), ") x"),
            concat!("(", platform!(), ") x"),
        ],
        only: "TRUE",
        columns: &[
            ("id", &["x.id"]),
            ("user_id", &["x.user_id"]),
            ("tenant_id", &["x.tenant_id"]),
            ("role", &["x.role"]),
            ("created_at", &["x.created_at"]),
        ],
    },
    Told {
        name: "invitation",
        base: "ba_invitation",
        from: &["{ba_invitation} x"],
        only: "{x.ba_invitation.status} = 'pending'",
        columns: &[
            ("id", &["{x.ba_invitation.id}"]),
            ("tenant_id", &["{x.ba_invitation.organization_id}"]),
            ("role", &["coalesce({x.ba_invitation.role}, '')"]),
            ("invited_by", &["{x.ba_invitation.inviter_id}"]),
            ("created_at", &["{@x.ba_invitation.created_at}"]),
            ("expires_at", &["{@x.ba_invitation.expires_at}"]),
            ("email_normalized", &["{x.ba_invitation.email}"]),
        ],
    },
    Told {
        name: "api_key",
        base: "ba_api_key",
        from: &["{ba_api_key} x"],
        only: "TRUE",
        columns: &[
            ("id", &["{x.ba_api_key.id}"]),
            (
                "user_id",
                &[
                    // Users and organizations are counted apart, and a key does not say of which its number is.
                    concat!("{numbered}CASE WHEN NOT EXISTS ", organization!(), " THEN {~x.ba_api_key.reference_id} END"),
                    "{~x.ba_api_key.reference_id}",
                    "{~x.ba_api_key.user_id}",
                ],
            ),
            (
                "unclear_of",
                &[concat!("{numbered}CASE WHEN EXISTS ", organization!(), " THEN {~x.ba_api_key.reference_id} END")],
            ),
            ("label", &["{x.ba_api_key.name}"]),
            ("fingerprint", &["{#x.ba_api_key.key}"]),
            ("enabled", &["coalesce({x.ba_api_key.enabled}, TRUE)"]),
            ("created_at", &["{@x.ba_api_key.created_at}"]),
            ("expires_at", &["{@x.ba_api_key.expires_at}"]),
            ("last_used_at", &["{@x.ba_api_key.last_request}"]),
        ],
    },
    Told {
        name: "trusted_device",
        base: "ba_verification",
        from: &["{ba_verification} x JOIN {ba_user} u ON CAST({u.ba_user.id} AS TEXT) = {x.ba_verification.value}"],
        only: "{x.ba_verification.identifier} LIKE 'trust-device-%'",
        columns: &[("user_id", &["{u.ba_user.id}"])],
    },
    Told {
        name: "password_reset",
        base: "ba_verification",
        from: &["{ba_verification} x JOIN {ba_user} u ON CAST({u.ba_user.id} AS TEXT) = {x.ba_verification.value}"],
        only: "{x.ba_verification.identifier} LIKE 'reset-password:%' AND {@x.ba_verification.expires_at} > {asked}",
        columns: &[("user_id", &["{u.ba_user.id}"])],
    },
    Told {
        name: "challenge",
        base: "ba_verification",
        from: &["{ba_verification} x JOIN {ba_user} u ON CAST({u.ba_user.id} AS TEXT) = {x.ba_verification.value}"],
        // The value of the others is a count or a code, never a user's id, even where ids are numbers.
        only: "{x.ba_verification.identifier} LIKE '2fa-%' AND {x.ba_verification.identifier} NOT LIKE '2fa-attempts-%'
            AND {x.ba_verification.identifier} NOT LIKE '2fa-otp-%' AND {@x.ba_verification.expires_at} > {asked}",
        columns: &[("user_id", &["{u.ba_user.id}"])],
    },
];
