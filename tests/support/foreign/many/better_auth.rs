//! Better Auth's rows, and the indexes that its own migrations add since 1.4.

use super::{Rows, rows};

pub(super) const INDEXES: &str = "
CREATE INDEX session_userId_idx ON session (userId);
CREATE INDEX account_userId_idx ON account (userId);
CREATE INDEX verification_identifier_idx ON verification (identifier);
CREATE INDEX twoFactor_secret_idx ON twoFactor (secret);
CREATE INDEX twoFactor_userId_idx ON twoFactor (userId);
CREATE INDEX passkey_userId_idx ON passkey (userId);
CREATE INDEX passkey_credentialID_idx ON passkey (credentialID);
CREATE INDEX apikey_configId_idx ON apikey (configId);
CREATE INDEX apikey_referenceId_idx ON apikey (referenceId);
CREATE INDEX apikey_key_idx ON apikey (key);
CREATE INDEX member_organizationId_idx ON member (organizationId);
CREATE INDEX member_userId_idx ON member (userId);
CREATE INDEX invitation_organizationId_idx ON invitation (organizationId);
CREATE INDEX invitation_email_idx ON invitation (email);
";

pub(super) const ROWS: &[Rows] = &[
    rows(
        "\"user\"",
        "{n}",
        &[
            ("id", "ID[i]"),
            ("name", "'Person ' || i"),
            ("email", "'user' || (i * 7919 % {n}) || '@mail.example'"),
            ("emailVerified", "i % 20 <> 0"),
            ("createdAt", "AT[i * 300]"),
            ("updatedAt", "AT[i * 300]"),
            ("twoFactorEnabled", "i % 5 = 0"),
            ("role", "CASE WHEN i % 10000 = 1 THEN 'admin' END"),
            ("banned", "i % 1000 = 3"),
        ],
    ),
    rows(
        "account",
        "{n}",
        &[
            ("id", "ID[i]"),
            ("accountId", "ID[i]"),
            (
                "providerId",
                "CASE WHEN i % 3 = 0 THEN 'google' ELSE 'credential' END",
            ),
            ("userId", "ID[i]"),
            ("password", "CASE WHEN i % 3 <> 0 THEN 'salt:key' END"),
            ("createdAt", "AT[i * 300]"),
            ("updatedAt", "AT[i * 300]"),
        ],
    ),
    rows(
        "session",
        "3 * {n}",
        &[
            ("id", "ID[i]"),
            ("token", "ID[i * 3 + 1]"),
            ("userId", "ID[i * 7919 % {n} + 1]"),
            ("createdAt", "AT[i * 7907 % 6000000]"),
            ("updatedAt", "AT[i * 7907 % 6000000]"),
            ("expiresAt", "AT[i * 7907 % 6000000 - 2592000]"),
            ("ipAddress", "'192.0.2.' || (i % 250)"),
            ("userAgent", "'Mozilla/5.0 (X11; Linux x86_64)'"),
        ],
    ),
    rows(
        "verification",
        "{n} / 2",
        &[
            ("id", "ID[i]"),
            (
                "identifier",
                "CASE i % 3 WHEN 0 THEN 'reset-password:' WHEN 1 THEN 'trust-device-' ELSE 'sign-in-otp-' END || ID[i]",
            ),
            ("value", "ID[i]"),
            ("createdAt", "AT[i * 30]"),
            ("updatedAt", "AT[i * 30]"),
            ("expiresAt", "AT[i * 30 - 3600]"),
        ],
    ),
    rows(
        "\"twoFactor\"",
        "{n} / 5",
        &[
            ("id", "ID[i]"),
            ("secret", "ID[i]"),
            ("backupCodes", "ID[i]"),
            ("userId", "ID[i * 5]"),
            ("verified", "i > 0"),
        ],
    ),
    rows(
        "passkey",
        "{n} / 50",
        &[
            ("id", "ID[i]"),
            ("publicKey", "ID[i]"),
            ("userId", "ID[i * 50]"),
            ("credentialID", "ID[i]"),
            ("counter", "0"),
            ("deviceType", "'singleDevice'"),
            ("backedUp", "i < 0"),
            ("createdAt", "AT[i]"),
        ],
    ),
    rows(
        "apikey",
        "{n} / 20",
        &[
            ("id", "ID[i]"),
            ("configId", "'default'"),
            ("referenceId", "ID[i * 20]"),
            ("key", "ID[i]"),
            ("enabled", "i > 0"),
            ("expiresAt", "AT[i * 600 - 7776000]"),
            ("createdAt", "AT[i * 600]"),
            ("updatedAt", "AT[i * 600]"),
        ],
    ),
    rows(
        "organization",
        "{n} / 100",
        &[
            ("id", "ID[i]"),
            ("name", "'Tenant ' || i"),
            ("slug", "'tenant' || i"),
            ("createdAt", "AT[i]"),
        ],
    ),
    rows(
        "member",
        "{n}",
        &[
            ("id", "ID[i]"),
            ("organizationId", "ID[i % ({n} / 100) + 1]"),
            ("userId", "ID[i]"),
            (
                "role",
                "CASE WHEN i % 100 = 0 THEN 'owner' ELSE 'member' END",
            ),
            ("createdAt", "AT[i]"),
        ],
    ),
    rows(
        "invitation",
        "{n} / 10",
        &[
            ("id", "ID[i]"),
            ("organizationId", "ID[i % ({n} / 100) + 1]"),
            (
                "email",
                "'user' || (i * 10 * 7919 % {n}) || '@mail.example'",
            ),
            ("role", "'member'"),
            ("status", "'pending'"),
            ("expiresAt", "AT[i * 60 - 172800]"),
            ("createdAt", "AT[i * 60]"),
            ("inviterId", "ID[1]"),
        ],
    ),
];
