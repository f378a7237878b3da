//! Dual writing on SQLite, where a trigger cannot change the row before it is written: each writes it a second time.

use super::columns::Mapping;
use super::triggers::{folded, in_place_of_null, twins};
use crate::db::Engine;

/// The application's own SQLite runs this, and may be older than `unixepoch('subsec')`.
const NOW: &str = "(CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) * 1000)";

const NAMES: [&str; 8] = [
    "insert",
    "email",
    "ours_0",
    "theirs_0",
    "ours_1",
    "theirs_1",
    "verified_at",
    "verified",
];

pub(super) fn create(mapping: &Mapping) -> Vec<String> {
    let mut made = drop();
    made.push(insert(mapping));
    made.push(when(
        "email",
        "{user.email}",
        "NEW.{user.email} IS NOT OLD.{user.email}
         AND NEW.{user.email_normalized} IS OLD.{user.email_normalized}",
        &format!(
            "{{user.email_normalized}} = {}, {{user.updated_at}} = {NOW}",
            folded(Engine::Sqlite, "")
        ),
    ));
    for (n, (theirs, ours, required)) in twins(mapping).into_iter().enumerate() {
        let value = in_place_of_null(&format!("NEW.{ours}"), required);
        made.push(when(
            &format!("ours_{n}"),
            ours,
            &format!("NEW.{ours} IS NOT OLD.{ours} AND NEW.{theirs} IS NOT {value}"),
            &format!("{theirs} = {value}"),
        ));
        made.push(when(
            &format!("theirs_{n}"),
            theirs,
            &format!(
                "NEW.{theirs} IS NOT OLD.{theirs} AND NEW.{ours} IS OLD.{ours} AND NEW.{ours} IS NOT NEW.{theirs}"
            ),
            &format!("{ours} = NEW.{theirs}, {{user.updated_at}} = {NOW}"),
        ));
    }
    if mapping.verified.is_some() {
        made.push(when(
            "verified_at",
            "{user.email_verified_at}",
            "NEW.{user.email_verified_at} IS NOT OLD.{user.email_verified_at}
             AND coalesce(NEW.{user.app_verified}, 0) IS NOT (NEW.{user.email_verified_at} IS NOT NULL)",
            "{user.app_verified} = (NEW.{user.email_verified_at} IS NOT NULL)",
        ));
        made.push(when(
            "verified",
            "{user.app_verified}",
            "NEW.{user.app_verified} IS NOT OLD.{user.app_verified}
             AND NEW.{user.email_verified_at} IS OLD.{user.email_verified_at}
             AND coalesce(NEW.{user.app_verified}, 0) IS NOT (NEW.{user.email_verified_at} IS NOT NULL)",
            &format!(
                "{{user.email_verified_at}} = CASE WHEN NEW.{{user.app_verified}} THEN {NOW} END,
                 {{user.updated_at}} = {NOW}"
            ),
        ));
    }
    made
}

pub(super) fn drop() -> Vec<String> {
    let name = |n: &'static str| format!("DROP TRIGGER IF EXISTS wardroom_in_step_{n}");
    NAMES.into_iter().map(name).collect()
}

fn when(name: &str, of: &str, condition: &str, set: &str) -> String {
    format!(
        "CREATE TRIGGER wardroom_in_step_{name} AFTER UPDATE OF {of} ON {{user}} WHEN {condition}
         BEGIN UPDATE {{user}} SET {set} WHERE {{user.id}} = NEW.{{user.id}}; END"
    )
}

fn insert(mapping: &Mapping) -> String {
    let folded = folded(Engine::Sqlite, "");
    let mut set = vec![
        format!("{{user.created_at}} = coalesce({{user.created_at}}, {NOW})"),
        format!("{{user.updated_at}} = coalesce({{user.updated_at}}, {NOW})"),
        format!("{{user.email_normalized}} = coalesce({{user.email_normalized}}, {folded})"),
    ];
    for (theirs, ours, required) in twins(mapping) {
        let value = in_place_of_null(ours, required);
        set.push(format!("{ours} = coalesce({ours}, {theirs})"));
        set.push(format!("{theirs} = coalesce({theirs}, {value})"));
    }
    if mapping.verified.is_some() {
        set.push(format!(
            "{{user.email_verified_at}} =
                coalesce({{user.email_verified_at}}, CASE WHEN {{user.app_verified}} THEN {NOW} END)"
        ));
        set.push(
            "{user.app_verified} = CASE WHEN {user.email_verified_at} IS NOT NULL THEN 1 ELSE {user.app_verified} END"
                .to_owned(),
        );
    }
    let set = set.join(", ");
    format!(
        "CREATE TRIGGER wardroom_in_step_insert AFTER INSERT ON {{user}}
         BEGIN UPDATE {{user}} SET {set} WHERE {{user.id}} = NEW.{{user.id}}; END"
    )
}
