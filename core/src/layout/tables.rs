//! The own layout's tables: the logical name statements use, and the name in the database.

use crate::db::Table;

const OWN: [(&str, &str); 23] = [
    ("user", "users"),
    ("profile", "profiles"),
    ("tenant", "tenants"),
    ("role", "roles"),
    ("membership", "memberships"),
    ("identity", "identities"),
    ("session", "sessions"),
    ("refresh_token", "refresh_tokens"),
    ("verification", "verifications"),
    ("password_reset", "password_resets"),
    ("magic_link", "magic_links"),
    ("challenge", "challenges"),
    ("trusted_device", "trusted_devices"),
    ("totp_factor", "totp_factors"),
    ("passkey", "passkeys"),
    ("code_set", "recovery_code_sets"),
    ("code", "recovery_codes"),
    ("invitation", "invitations"),
    ("signing_key", "signing_keys"),
    ("event", "events"),
    ("mail", "mail_outbox"),
    ("hold", "legal_holds"),
    ("search", "users_search"),
];

/// Every table of the own layout; each column is spelled as it is named.
pub(super) fn own() -> Vec<Table> {
    OWN.iter()
        .map(|&(name, physical)| Table {
            name,
            physical: physical.to_owned(),
            columns: Vec::new(),
        })
        .map(|mut table| {
            alias(&mut table);
            table
        })
        .collect()
}

/// Second names of columns, by table. A session that lay unused is over in the own layout; in another nobody but its
/// application ends it. An address is looked up as it is kept; in another layout there may be none, which is kept otherwise.
const ALIASES: [(&str, &str, &str); 2] = [
    ("session", "idle_from", "seen_at"),
    ("user", "address", "email_normalized"),
];

pub(super) fn alias(table: &mut Table) {
    for (_, alias, of) in ALIASES.iter().filter(|(name, ..)| *name == table.name) {
        let renamed = table.columns.iter().find(|(name, _)| name == of);
        let physical = renamed.map_or_else(|| (*of).to_owned(), |(_, physical)| physical.clone());
        table.columns.push((alias, physical));
    }
}
