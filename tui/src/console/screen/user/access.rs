//! What lets a user in and where: roles on the platform, linked identities, pending invitations, memberships of tenants.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use wardroom_core::model::{
    AccessRow, ApiKey, LinkedIdentity, Membership, PendingInvitation, Safe, TenantStatus, Ts,
};

use super::User;
use super::facts::{self, Fact};
use super::table::{self, column};
use crate::console::screen::Context;
use crate::console::theme::{Mark, Role};
use crate::console::widget::phrase::Phrase;
use crate::console::widget::table::{Column, Width};
use crate::console::words;

/// Rows of the panel below the list.
pub(super) const PANEL: u16 = 2 + 6;

const COLUMNS: &[Column] = &[
    column("WHAT", Width::Fixed(10), 0, false),
    column("NAME", Width::Fill(14), 0, false),
    column("WHERE", Width::Fill(16), 0, false),
    column("SINCE", Width::Fixed(10), 2, false),
    column("NOTE", Width::Fixed(16), 1, false),
];
const EMPTY: &str = "no role, no tenant, no linked identity, no API key, no pending invitation";
const PLATFORM: &str = "the whole platform";

impl User {
    pub(super) fn draw_access(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let [list, panel] =
            Layout::vertical([Constraint::Fill(1), Constraint::Length(PANEL)]).areas(area);
        let as_of = self.as_of;
        table::draw(frame, list, context, COLUMNS, &self.access, EMPTY, |row| {
            cells(row, as_of, context)
        });
        if let Some(row) = self.access.selected() {
            let known = known(row, as_of, context);
            let kind = row.kind().replace('_', " ");
            facts::draw(frame, panel, context, &kind, &known);
        }
    }
}

fn cells(row: &AccessRow, as_of: Ts, context: &Context<'_>) -> Vec<Phrase> {
    let ([mark, name, place], note) = match row {
        AccessRow::Role(held) | AccessRow::Membership(held) => {
            let note = if is_closed(held) { "tenant closed" } else { "" };
            let place = Phrase::from(held.tenant.as_deref().unwrap_or(PLATFORM));
            (
                [member(held), held.role.as_str().into(), place],
                note.to_owned(),
            )
        }
        AccessRow::Identity(linked) => {
            let mark = what(Mark::Fine, Role::Ok, "identity");
            let used = linked.last_used_at.map_or_else(
                || "never used".to_owned(),
                |at| format!("used {} ago", words::age(at, as_of)),
            );
            let account = Phrase::from(&account(linked, context));
            ([mark, linked.provider.as_str().into(), account], used)
        }
        AccessRow::ApiKey(key) => {
            let label = Phrase::from(key.label.as_deref().unwrap_or("-"));
            let print = key.fingerprint.as_str().into();
            ([of_key(key, as_of), label, print], note_of_key(key, as_of))
        }
        AccessRow::Invitation(offer) => {
            let mark = what(Mark::Invited, Role::Info, "invited");
            let place = Phrase::from(offer.tenant.as_deref().unwrap_or(PLATFORM));
            let until = format!("until {}", words::day(offer.expires_at));
            ([mark, offer.role.as_str().into(), place], until)
        }
    };
    let since = Phrase::new().say(Role::Dim, words::day(row.since()));
    vec![mark, name, place, since, Phrase::new().text(note)]
}

fn what(mark: Mark, role: Role, word: &'static str) -> Phrase {
    Phrase::new().shape(mark).text(" ").say(role, word)
}

fn is_over(key: &ApiKey, as_of: Ts) -> bool {
    key.expires_at.is_some_and(|at| at <= as_of)
}

fn of_key(key: &ApiKey, as_of: Ts) -> Phrase {
    if !key.enabled {
        what(Mark::Absent, Role::Dim, "stopped")
    } else if is_over(key, as_of) {
        what(Mark::Absent, Role::Dim, "expired")
    } else {
        what(Mark::Fine, Role::Ok, "api key")
    }
}

/// Until when it counts, or how fresh its use is where it counts for ever.
fn note_of_key(key: &ApiKey, as_of: Ts) -> String {
    match (key.expires_at, key.last_used_at) {
        (Some(until), _) => format!("until {}", words::day(until)),
        (None, Some(used)) => format!("used {} ago", words::age(used, as_of)),
        (None, None) => String::new(),
    }
}

fn member(held: &Membership) -> Phrase {
    let word = if held.tenant_id.is_some() {
        "member"
    } else {
        "role"
    };
    if is_closed(held) {
        what(Mark::Absent, Role::Dim, word)
    } else {
        what(Mark::Fine, Role::Ok, word)
    }
}

fn is_closed(held: &Membership) -> bool {
    held.tenant_status == Some(TenantStatus::Disabled)
}

/// The address the provider gave, or what tells the account apart where it gave none.
fn account(linked: &LinkedIdentity, context: &Context<'_>) -> Safe {
    match &linked.email {
        Some(address) => context.address(address),
        None => Safe::new(&linked.fingerprint),
    }
}

fn known(row: &AccessRow, as_of: Ts, context: &Context<'_>) -> Vec<Fact> {
    let mut facts = vec![("id", row.id().to_string())];
    match row {
        AccessRow::Role(held) | AccessRow::Membership(held) => facts.extend(of_role(held)),
        AccessRow::Identity(linked) => facts.extend(of_identity(linked, as_of, context)),
        AccessRow::ApiKey(key) => facts.extend(of_api_key(key, as_of)),
        AccessRow::Invitation(offer) => facts.extend(of_invitation(offer, context)),
    }
    facts
}

fn of_role(held: &Membership) -> Vec<Fact> {
    let mut facts = vec![
        ("role", held.role.clone()),
        (
            "where",
            place(held.tenant.as_deref(), held.tenant_name.as_deref()),
        ),
        ("since", words::minute(held.since)),
    ];
    if is_closed(held) {
        facts.push(("reaches", "nothing: the tenant is closed".to_owned()));
    }
    facts
}

fn of_identity(linked: &LinkedIdentity, as_of: Ts, context: &Context<'_>) -> [Fact; 5] {
    let proved = if linked.email_verified {
        "proved, the provider says"
    } else {
        "not proved"
    };
    let address = linked.email.as_deref().map_or_else(
        || "none given".to_owned(),
        |address| format!("{} ({proved})", context.address(address)),
    );
    let used = linked.last_used_at.map_or_else(
        || "never".to_owned(),
        |at| format!("{} ({} ago)", words::minute(at), words::age(at, as_of)),
    );
    [
        ("provider", linked.provider.clone()),
        ("address", address),
        ("account", linked.fingerprint.clone()),
        ("linked", words::minute(linked.linked_at)),
        ("last used", used),
    ]
}

fn of_api_key(key: &ApiKey, as_of: Ts) -> [Fact; 5] {
    let when = |at: Option<Ts>, without: &str| at.map_or_else(|| without.to_owned(), words::minute);
    let is_taken = match (key.enabled, is_over(key, as_of)) {
        (false, _) => "no: it was stopped",
        (true, true) => "no: it has expired",
        (true, false) => "yes",
    };
    [
        ("name", key.label.clone().unwrap_or_default()),
        ("key", key.fingerprint.clone()),
        ("taken", is_taken.to_owned()),
        ("until", when(key.expires_at, "it is stopped or deleted")),
        ("last used", when(key.last_used_at, "never")),
    ]
}

fn of_invitation(offer: &PendingInvitation, context: &Context<'_>) -> [Fact; 5] {
    let by = offer.inviter.as_deref().map_or_else(
        || "nobody who is still here".to_owned(),
        |address| context.address_of_another(address).to_string(),
    );
    [
        ("role", offer.role.clone()),
        (
            "where",
            place(offer.tenant.as_deref(), offer.tenant_name.as_deref()),
        ),
        ("by", by),
        ("sent", words::minute(offer.created_at)),
        ("until", words::minute(offer.expires_at)),
    ]
}

/// The tenant's name and slug.
fn place(tenant: Option<&str>, name: Option<&str>) -> String {
    match (tenant, name) {
        (Some(slug), Some(name)) => format!("{name} ({slug})"),
        (slug, _) => slug.unwrap_or(PLATFORM).to_owned(),
    }
}
