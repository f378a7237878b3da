//! The sweeps of foreign layouts: one file each, and one line here.

mod authjs;
mod better_auth;
mod floor;
mod mail;
mod supabase;

use super::declare::Sweep;

const BY_LAYOUT: &[(&str, &[&Sweep])] = &[
    ("authjs", authjs::ALL),
    ("better-auth", better_auth::ALL),
    ("supabase", supabase::ALL),
];

/// The sweeps of a foreign layout; `None` for the own one.
pub(super) fn sweeps_of(layout: &str) -> Option<&'static [&'static Sweep]> {
    let found = BY_LAYOUT.iter().find(|(name, _)| *name == layout);
    found.map(|(_, sweeps)| *sweeps)
}

/// Every sweep of every foreign layout, with the layout's name.
pub fn all() -> impl Iterator<Item = (&'static str, &'static Sweep)> {
    BY_LAYOUT
        .iter()
        .flat_map(|(layout, sweeps)| sweeps.iter().map(move |sweep| (*layout, *sweep)))
}
