//! What must hold before anything is read or changed: a version that is known, rows that can be seen, rights.

use std::time::Duration;

use jiff::tz::TimeZone;

use crate::db::{Conn, Db, sql};
use crate::error::{Error, Result};
use crate::layout::AppSettings;
use crate::layout::foreign::{Check, Recognised};

/// The first with a table of one-time tokens, which resets are planted in.
const OLDEST: &str = "20240427152123";
/// The newest whose migrations were read.
const NEWEST: &str = "20260625000000";
/// How long it believes an access token unless its project says otherwise.
const TOKEN_LIFE: Duration = Duration::from_hours(1);

const VERSION: &str = "SELECT max({v.sb_version.version}) FROM {sb_version} v";

// Under it a role with every grant, but not the tables' owner, sees no row and deletes none, and nothing says so.
const HIDDEN: &str = "SELECT c.relname::text, current_user::text FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'auth' AND c.relname IN ('users', 'sessions', 'identities', 'one_time_tokens', 'refresh_tokens',
    'mfa_factors', 'mfa_challenges', 'mfa_amr_claims', 'flow_state', 'webauthn_credentials', 'webauthn_challenges',
    'schema_migrations') AND row_security_active(c.oid) ORDER BY c.relname LIMIT 1";

// A connection that only reads needs to read only.
const LACKING: &str = "SELECT c.relname::text, needed.allowed, current_user::text FROM (VALUES
    ('schema_migrations', 'SELECT'), ('users', 'SELECT'), ('users', 'UPDATE'),
    ('sessions', 'SELECT'), ('sessions', 'UPDATE'), ('sessions', 'DELETE'),
    ('identities', 'SELECT'), ('identities', 'UPDATE'), ('identities', 'DELETE'),
    ('one_time_tokens', 'SELECT'), ('one_time_tokens', 'INSERT'), ('one_time_tokens', 'DELETE'),
    ('refresh_tokens', 'SELECT'), ('refresh_tokens', 'DELETE'),
    ('mfa_factors', 'SELECT'), ('mfa_factors', 'DELETE'), ('mfa_challenges', 'SELECT'),
    ('mfa_amr_claims', 'SELECT'), ('mfa_amr_claims', 'DELETE'), ('flow_state', 'SELECT'), ('flow_state', 'DELETE'),
    ('webauthn_credentials', 'SELECT'), ('webauthn_credentials', 'DELETE'),
    ('webauthn_challenges', 'SELECT'), ('webauthn_challenges', 'DELETE')) AS needed (relation, allowed)
    JOIN pg_class c ON c.relname = needed.relation JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'auth' AND (needed.allowed = 'SELECT' OR current_setting('transaction_read_only') = 'off')
    AND NOT CASE needed.allowed WHEN 'DELETE' THEN has_table_privilege(c.oid, 'DELETE')
        ELSE has_any_column_privilege(c.oid, needed.allowed) END
    ORDER BY needed.allowed = 'SELECT' DESC, c.relname LIMIT 1";

pub(super) struct Supabase;

#[async_trait::async_trait]
impl Check for Supabase {
    fn defaults(&self, app: &mut AppSettings) {
        // Its two columns without a zone are written in UTC, wherever it runs.
        app.time_zone = TimeZone::UTC;
        app.access_token_life.get_or_insert(TOKEN_LIFE);
    }

    async fn check(&self, db: &Db, found: &Recognised) -> Result<()> {
        let mut db = db.named(found.names(db.engine()));
        let hidden: Option<(String, String)> = db.optional(sql(HIDDEN)).await?;
        if let Some((table, role)) = hidden {
            return refused(format!(
                "row-level security hides auth.{table} from the role {role}: no row would be seen, and none removed; \
                 connect as the tables' owner, supabase_auth_admin, or as a role with BYPASSRLS"
            ));
        }
        let lacking: Option<(String, String, String)> = db.optional(sql(LACKING)).await?;
        if let Some((table, right, role)) = lacking {
            return refused(format!(
                "the role {role} may not {right} on auth.{table}; connect as the tables' owner, supabase_auth_admin, \
                 or have it granted"
            ));
        }
        let (version,): (Option<String>,) = db.one(sql(VERSION)).await?;
        version_is_known(&version.unwrap_or_default())?;
        let missing = found
            .layout
            .tables
            .iter()
            .find(|table| !found.has(table.name) && !NEWER.contains(&table.name));
        match missing {
            None => Ok(()),
            Some(table) => refused(format!(
                "auth.{} is missing or lacks columns its version has; look at what was changed there",
                table.app
            )),
        }
    }
}

/// Tables that only the newest versions have.
const NEWER: [&str; 2] = ["sb_passkey", "sb_ceremony"];

fn version_is_known(version: &str) -> Result<()> {
    let is_dated = version.len() == NEWEST.len() && version.bytes().all(|b| b.is_ascii_digit());
    if is_dated && (OLDEST..=NEWEST).contains(&version) {
        return Ok(());
    }
    if is_dated && version > NEWEST {
        return refused(format!(
            "auth.schema_migrations is at {version}, and {NEWEST} is the newest this version of Wardroom knows; update \
             Wardroom"
        ));
    }
    refused(format!(
        "auth.schema_migrations is at {}, before {OLDEST}, the oldest that is known; update Supabase Auth",
        if is_dated {
            version
        } else {
            "no known version"
        }
    ))
}

fn refused(why: String) -> Result<()> {
    Err(Error::invalid("supabase", why))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_versions_that_were_read_are_taken() {
        for version in [OLDEST, NEWEST, "20250717082212"] {
            assert!(version_is_known(version).is_ok(), "{version}");
        }
        for (version, said) in [
            ("20260625000001", "update Wardroom"),
            ("20240427152122", "update Supabase Auth"),
            ("00", "no known version"),
            ("", "no known version"),
            ("2026062500000x", "no known version"),
        ] {
            let error = version_is_known(version).unwrap_err().to_string();
            assert!(error.contains(said), "{version}: {error}");
        }
    }
}
