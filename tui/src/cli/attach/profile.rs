//! What a database does not tell of its application: the keys of a profile that say it, and a profile to paste.

use serde::Serialize;
use wardroom_core::db::{Engine, Target};
use wardroom_core::layout::{AppKey, AppSettings, Recognised, Spelling};

use crate::cli::settings::Settings;

/// A key of the profile and what it says.
#[derive(Debug, Serialize)]
pub(super) struct Unsaid {
    pub(super) key: &'static str,
    pub(super) says: &'static str,
}

/// What cannot be known from the database of this layout.
pub(super) fn unsaid(found: &Recognised) -> Vec<Unsaid> {
    let keys = keys(found).into_iter();
    keys.map(|key| Unsaid {
        key: key.name,
        says: key.does,
    })
    .collect()
}

fn keys(found: &Recognised) -> Vec<AppKey> {
    let is_wall = |(_, spelling): &(String, Spelling)| matches!(spelling, Spelling::Wall(_));
    let has_walls = found.times().iter().any(is_wall);
    let mut keys = AppSettings::keys();
    keys.retain(|key| found.has_key(key.name) && (key.name != "time_zone" || has_walls));
    keys
}

/// A profile to paste: every key is there with its meaning, and none is set that nobody said.
pub(super) fn toml(settings: &Settings, target: &Target, found: &Recognised) -> String {
    let name = settings.global.directory.as_deref().unwrap_or("app");
    let mut lines = vec![
        format!("[directories.{}]", key(name)),
        format!("url = {}", quoted(&target.to_write_down())),
        format!("layout = {}", quoted(found.name())),
    ];
    if target.engine() == Engine::Postgres && settings.schema() != "public" {
        lines.push(format!("schema = {}", quoted(settings.schema())));
    }
    lines.push("environment = \"production\"".to_owned());
    lines.push(String::new());
    lines.push(format!("[directories.{}.app]", key(name)));
    for known in keys(found) {
        let example = match known.example() {
            value if known.is_switch => value.to_owned(),
            value => quoted(value),
        };
        lines.push(format!("# {}", known.does));
        lines.push(format!("# {} = {example}", known.name));
    }
    lines.join("\n")
}

/// A name as TOML takes it for a key.
fn key(name: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    if !name.is_empty() && name.chars().all(is_bare) {
        return name.to_owned();
    }
    quoted(name)
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
