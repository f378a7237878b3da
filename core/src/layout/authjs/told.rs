//! Auth.js's rows in our words. A session token is the whole cookie, so only its fingerprint is read.

use crate::layout::foreign::Told;

pub(super) static TOLD: &[Told] = &[
    Told {
        name: "user",
        base: "as_user",
        from: &["{as_user} x"],
        only: "TRUE",
        columns: &[
            ("id", &["{x.as_user.id}"]),
            ("email", &["coalesce({x.as_user.email}, '')"]),
            // Some providers give no address; lists by address need one value for each user all the same.
            (
                "email_normalized",
                &["coalesce({x.as_user.email}, CAST({x.as_user.id} AS TEXT))"],
            ),
            ("address", &["{x.as_user.email}"]),
            ("email_verified_at", &["{@x.as_user.email_verified}"]),
            ("display_name", &["{x.as_user.name}"]),
            (
                // Its sessions tell of it as long as they are there; without one nobody knows.
                "last_sign_in_at",
                &[
                    "coalesce((SELECT max({@s.as_session.created_at}) FROM {as_session} s
                    WHERE {s.as_session.user_id} = {x.as_user.id}), {never})",
                    "{never}",
                ],
            ),
            ("created_at", &["{@x.as_user.created_at}"]),
            ("updated_at", &["{@x.as_user.updated_at}"]),
        ],
    },
    Told {
        name: "session",
        base: "as_session",
        from: &["{as_session} x"],
        only: "TRUE",
        columns: &[
            (
                "id",
                &[
                    "{x.as_session.id}",
                    // With whose it is, so that it is found without the fingerprint of every row.
                    "CAST({x.as_session.user_id} AS TEXT) || '.' || {#x.as_session.token}",
                ],
            ),
            ("user_id", &["{x.as_session.user_id}"]),
            ("created_at", &["{@x.as_session.created_at}"]),
            ("seen_at", &["{@x.as_session.updated_at}"]),
            ("expires_at", &["{@x.as_session.expires}"]),
        ],
    },
    Told {
        name: "identity",
        base: "as_account",
        from: &["{as_account} x"],
        only: "TRUE",
        columns: &[
            (
                "id",
                &[
                    "{x.as_account.id}",
                    "{x.as_account.provider} || ':' || {x.as_account.subject}",
                ],
            ),
            ("user_id", &["{x.as_account.user_id}"]),
            ("provider", &["{x.as_account.provider}"]),
            ("subject", &["{x.as_account.subject}"]),
            ("created_at", &["{@x.as_account.created_at}"]),
            ("last_used_at", &["{@x.as_account.updated_at}"]),
        ],
    },
    Told {
        name: "passkey",
        base: "as_authenticator",
        from: &["{as_authenticator} x"],
        only: "TRUE",
        columns: &[
            ("id", &["{x.as_authenticator.credential_id}"]),
            ("user_id", &["{x.as_authenticator.user_id}"]),
        ],
    },
    Told {
        name: "magic_link",
        base: "as_token",
        from: &["{as_token} x JOIN {as_user} u ON {u.as_user.email} = {x.as_token.identifier}"],
        only: "{@x.as_token.expires} > {asked}",
        columns: &[("user_id", &["{u.as_user.id}"])],
    },
];
