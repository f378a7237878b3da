//! Supabase Auth's rows in our words.

use crate::layout::foreign::Told;

macro_rules! factors_that_are_keys {
    () => {
        "SELECT {f.sb_factor.id} AS id, {f.sb_factor.user_id} AS user_id, {f.sb_factor.label} AS label,
        {@f.sb_factor.created_at} AS created_at, {@f.sb_factor.challenged_at} AS last_used_at
        FROM {sb_factor} f WHERE {f.sb_factor.kind} = 'webauthn' AND {f.sb_factor.status} = 'verified'"
    };
}

macro_rules! passkeys {
    () => {
        "SELECT {p.sb_passkey.id} AS id, {p.sb_passkey.user_id} AS user_id, {p.sb_passkey.label} AS label,
        {@p.sb_passkey.created_at} AS created_at, {@p.sb_passkey.last_used_at} AS last_used_at FROM {sb_passkey} p"
    };
}

pub(super) static TOLD: &[Told] = &[
    Told {
        name: "user",
        base: "sb_user",
        from: &["{sb_user} x"],
        // The application looks at no other instance, so nobody signs in to a row of one.
        only: "{x.sb_user.instance_id} = '00000000-0000-0000-0000-000000000000'",
        columns: &[
            ("id", &["{x.sb_user.id}"]),
            ("email", &["coalesce({x.sb_user.email}, '')"]),
            ("email_normalized", &["coalesce(lower({x.sb_user.email}), '')"]),
            ("address", &["lower({x.sb_user.email})"]),
            ("email_verified_at", &["{@x.sb_user.email_confirmed_at}"]),
            (
                "display_name",
                &["coalesce({x.sb_user.own_data} ->> 'full_name', {x.sb_user.own_data} ->> 'name', {x.sb_user.phone},
                    CASE WHEN {x.sb_user.is_anonymous} THEN 'anonymous' END)"],
            ),
            (
                "status",
                &["CASE WHEN {x.sb_user.deleted_at} IS NOT NULL THEN 'erased'
                    WHEN {@x.sb_user.banned_until} > {asked} THEN 'disabled' ELSE 'active' END"],
            ),
            ("password_hash", &["CASE WHEN {x.sb_user.encrypted_password} <> '' THEN '' END"]),
            ("last_sign_in_at", &["{@x.sb_user.last_sign_in_at}"]),
            ("created_at", &["coalesce({@x.sb_user.created_at}, {never})"]),
            ("updated_at", &["coalesce({@x.sb_user.updated_at}, {never})"]),
        ],
    },
    Told {
        name: "session",
        base: "sb_session",
        from: &["{sb_session} x"],
        only: "TRUE",
        columns: &[
            ("id", &["{x.sb_session.id}"]),
            ("user_id", &["{x.sb_session.user_id}"]),
            ("aal", &["CASE {x.sb_session.aal} WHEN 'aal3' THEN 3 WHEN 'aal2' THEN 2 ELSE 1 END"]),
            (
                "factor_at",
                &["(SELECT max({@a.sb_proof.updated_at}) FROM {sb_proof} a
                    WHERE {a.sb_proof.session_id} = {x.sb_session.id}
                    AND {a.sb_proof.method} IN ('totp', 'mfa/phone', 'mfa/webauthn'))"],
            ),
            ("user_agent", &["{x.sb_session.user_agent}"]),
            (
                "ip_hash",
                &["CASE WHEN {x.sb_session.ip} IS NOT NULL
                    THEN sha256(convert_to(host({x.sb_session.ip}), 'UTF8')) END"],
            ),
            ("created_at", &["coalesce({@x.sb_session.created_at}, {never})"]),
            (
                "seen_at",
                &["coalesce({@x.sb_session.refreshed_at}, {@x.sb_session.updated_at}, {@x.sb_session.created_at}, {never})"],
            ),
            // Without an end it goes on until somebody ends it.
            ("expires_at", &["coalesce({@x.sb_session.not_after}, {endless})"]),
        ],
    },
    Told {
        name: "totp_factor",
        base: "sb_factor",
        from: &["{sb_factor} x"],
        only: "{x.sb_factor.kind} IN ('totp', 'phone')",
        columns: &[
            ("id", &["{x.sb_factor.id}"]),
            ("user_id", &["{x.sb_factor.user_id}"]),
            (
                "label",
                &["concat_ws(' ', CASE WHEN {x.sb_factor.kind} = 'phone' THEN 'by text message' END, {x.sb_factor.label})"],
            ),
            ("created_at", &["{@x.sb_factor.created_at}"]),
            // It keeps whether, not when.
            ("confirmed_at", &["CASE WHEN {x.sb_factor.status} = 'verified' THEN {never} END"]),
            ("last_used_at", &["{@x.sb_factor.challenged_at}"]),
        ],
    },
    // Those that sign in by themselves and those that are a second factor.
    Told {
        name: "passkey",
        base: "sb_passkey",
        from: &[
            concat!("(", passkeys!(), " UNION ALL ", factors_that_are_keys!(), ") x"),
            concat!("(", factors_that_are_keys!(), ") x"),
        ],
        only: "TRUE",
        columns: &[
            ("id", &["x.id"]),
            ("user_id", &["x.user_id"]),
            ("label", &["x.label"]),
            ("created_at", &["x.created_at"]),
            ("last_used_at", &["x.last_used_at"]),
        ],
    },
    Told {
        name: "passkey_in",
        base: "sb_passkey",
        from: &["{sb_passkey} x"],
        only: "TRUE",
        columns: &[
            ("id", &["{x.sb_passkey.id}"]),
            ("user_id", &["{x.sb_passkey.user_id}"]),
        ],
    },
    // The address and the number are identities of their own there; they stand with the user here.
    Told {
        name: "identity",
        base: "sb_identity",
        from: &["{sb_identity} x"],
        only: "{x.sb_identity.provider} NOT IN ('email', 'phone')",
        columns: &[
            ("id", &["{x.sb_identity.id}"]),
            ("user_id", &["{x.sb_identity.user_id}"]),
            ("provider", &["{x.sb_identity.provider}"]),
            ("subject", &["{x.sb_identity.provider_id}"]),
            ("email", &["{x.sb_identity.email}"]),
            ("email_verified", &["coalesce({x.sb_identity.data} ->> 'email_verified' = 'true', FALSE)"]),
            ("created_at", &["coalesce({@x.sb_identity.created_at}, {never})"]),
            ("last_used_at", &["{@x.sb_identity.last_sign_in_at}"]),
        ],
    },
    // Whoever its own admin endpoints listen to is protected as our admins are. The NULL is one of the type of ids.
    Told {
        name: "membership",
        base: "sb_user",
        from: &["{sb_user} x"],
        only: "{x.sb_user.is_super_admin} OR {x.sb_user.role} IN ('service_role', 'supabase_admin')",
        columns: &[
            ("id", &["{x.sb_user.id}"]),
            ("user_id", &["{x.sb_user.id}"]),
            ("tenant_id", &["NULLIF({x.sb_user.id}, {x.sb_user.id})"]),
            ("role", &["'PLATFORM_ADMIN'"]),
            ("created_at", &["coalesce({@x.sb_user.created_at}, {never})"]),
        ],
    },
    Told {
        name: "password_reset",
        base: "sb_token",
        from: &["{sb_token} x"],
        only: "{x.sb_token.kind} = 'recovery_token'",
        columns: &[("user_id", &["{x.sb_token.user_id}"])],
    },
    Told {
        name: "verification",
        base: "sb_token",
        from: &["{sb_token} x"],
        only: "{x.sb_token.kind} <> 'recovery_token'",
        columns: &[("user_id", &["{x.sb_token.user_id}"])],
    },
    Told {
        name: "challenge",
        base: "sb_challenge",
        from: &["{sb_challenge} x JOIN {sb_factor} f ON {f.sb_factor.id} = {x.sb_challenge.factor_id}"],
        only: "{x.sb_challenge.verified_at} IS NULL",
        columns: &[("user_id", &["{f.sb_factor.user_id}"])],
    },
];
