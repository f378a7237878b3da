//! Lists what lets a user in, page by page, and says each of it in one line.

use wardroom_core::model::{
    AccessCursor, AccessRow, LinkedIdentity, Safe, TenantStatus, Ts, UserId,
};

use crate::cli::desk::Desk;
use crate::cli::fail::Outcome;
use crate::cli::settings::Settings;

const HEADS: [&str; 7] = ["KIND", "WHAT", "WHERE", "SINCE", "USED", "UNTIL", "BY"];
const PAGE: usize = 200;

pub(super) async fn run(settings: &Settings, named: &str) -> Outcome {
    let desk = Desk::open(settings).await?;
    let (user, masked) = desk.look_at(named).await?;
    list(&desk, &user.id, masked).await
}

/// Lists it for a desk that is open.
pub(super) async fn list(desk: &Desk<'_>, user: &UserId, masked: bool) -> Outcome {
    let (mut next, mut heads) = (Some(AccessCursor::default()), &HEADS[..]);
    while let Some(from) = next {
        let page = desk.directory.access_of(user, &from, PAGE).await?;
        let rows: Vec<_> = page
            .rows
            .into_iter()
            .map(|row| seen(desk, masked, row))
            .collect();
        desk.settings.out.list(heads, &rows, cells)?;
        (next, heads) = (page.next, &[]);
    }
    Ok(())
}

/// The row as this operator may see it.
pub(super) fn seen(desk: &Desk<'_>, masked: bool, row: AccessRow) -> AccessRow {
    if masked {
        row.masked()
    } else if desk.masks() {
        row.revealed()
    } else {
        row
    }
}

fn cells(row: &AccessRow) -> Vec<Safe> {
    let (what, at) = match row {
        AccessRow::Role(held) | AccessRow::Membership(held) => {
            (&held.role, place(held.tenant.as_deref()))
        }
        AccessRow::Identity(linked) => (&linked.provider, account(linked)),
        AccessRow::ApiKey(key) => (&key.fingerprint, key.label.as_deref().unwrap_or("-")),
        AccessRow::Invitation(offer) => (&offer.role, place(offer.tenant.as_deref())),
    };
    let (used, until, by) = match row {
        AccessRow::Identity(linked) => (linked.last_used_at, None, None),
        AccessRow::ApiKey(key) => (key.last_used_at, key.expires_at, None),
        AccessRow::Invitation(offer) => (None, Some(offer.expires_at), offer.inviter.as_deref()),
        AccessRow::Role(_) | AccessRow::Membership(_) => (None, None, None),
    };
    let when = |at: Option<Ts>| at.map_or_else(|| "-".to_owned(), |at| at.to_string());
    vec![
        Safe::new(row.kind()),
        Safe::new(what),
        Safe::new(at),
        Safe::new(&row.since().to_string()),
        Safe::new(&when(used)),
        Safe::new(&when(until)),
        Safe::new(by.unwrap_or("-")),
    ]
}

/// One row in one line, under the fields of an account.
pub(super) fn line(row: &AccessRow) -> String {
    let says = match row {
        AccessRow::Role(held) | AccessRow::Membership(held) => {
            let to = to(
                &held.role,
                held.tenant.as_deref(),
                held.tenant_name.as_deref(),
            );
            let closed = match held.tenant_status {
                Some(TenantStatus::Disabled) => "; the tenant is closed",
                Some(TenantStatus::Active) | None => "",
            };
            format!("{to}, since {}{closed}", held.since)
        }
        AccessRow::Identity(linked) => {
            let used = linked.last_used_at.map(|at| format!("last used {at}"));
            let used = used.as_deref().unwrap_or("never used");
            let (provider, account) = (&linked.provider, account(linked));
            format!("{provider} {account}, linked {}, {used}", linked.linked_at)
        }
        AccessRow::ApiKey(key) => {
            let label = key.label.as_deref().unwrap_or("without a name");
            let state = if key.enabled { "taken" } else { "stopped" };
            let (print, made) = (&key.fingerprint, key.created_at);
            format!("{label} {print}, {state}, made {made}")
        }
        AccessRow::Invitation(offer) => {
            let to = to(
                &offer.role,
                offer.tenant.as_deref(),
                offer.tenant_name.as_deref(),
            );
            let by = offer.inviter.as_ref().map(|by| format!(", by {by}"));
            format!("{to}, until {}{}", offer.expires_at, by.unwrap_or_default())
        }
    };
    format!("{:<14}{}", row.kind(), Safe::new(&says))
}

fn to(role: &str, tenant: Option<&str>, name: Option<&str>) -> String {
    let name = name.map(|name| format!(" ({name})")).unwrap_or_default();
    let on = if tenant.is_some() { "in" } else { "on" };
    format!("{role} {on} {}{name}", place(tenant))
}

/// By its slug.
fn place(tenant: Option<&str>) -> &str {
    tenant.unwrap_or("the whole platform")
}

/// As the provider shows it, or by what tells it apart.
fn account(linked: &LinkedIdentity) -> &str {
    linked.email.as_deref().unwrap_or(&linked.fingerprint)
}
