//! Dual writing: triggers that keep the application's columns and the new ones in step, whichever side writes.
//!
//! Only a plain ASCII address is folded here: the engines fold the rest by their locale, if at all. Any other waits,
//! NULL, for the next backfill, which folds as sign-in does.

use super::columns::Mapping;
use super::triggers_sqlite;
use crate::db::Engine;

/// An address folded where that is the same everywhere, otherwise NULL; `%` is where the row's columns are.
pub(super) fn folded(engine: Engine, row: &str) -> String {
    let plain = match engine {
        Engine::Sqlite => format!("{row}{{user.email}} NOT GLOB '*[^ -~]*'"),
        Engine::Postgres => format!("{row}{{user.email}} !~ '[^ -~]'"),
    };
    format!("CASE WHEN {plain} THEN lower(trim({row}{{user.email}})) END")
}

/// Pairs that say the same thing: the application's column and the own layout's.
pub(super) fn twins(mapping: &Mapping) -> Vec<(&'static str, &'static str, bool)> {
    let pairs = [
        (&mapping.name, "{user.app_name}", "{user.display_name}"),
        (
            &mapping.password,
            "{user.app_password}",
            "{user.password_hash}",
        ),
    ];
    pairs
        .into_iter()
        .filter_map(|(app, theirs, ours)| {
            let app = app.as_ref()?;
            Some((theirs, ours, mapping.is_required(app)))
        })
        .collect()
}

/// What begins dual writing.
pub(super) fn create(engine: Engine, mapping: &Mapping) -> Vec<String> {
    match engine {
        Engine::Sqlite => triggers_sqlite::create(mapping),
        Engine::Postgres => vec![
            function(mapping),
            "DROP TRIGGER IF EXISTS wardroom_in_step ON {user}".to_owned(),
            "CREATE TRIGGER wardroom_in_step BEFORE INSERT OR UPDATE ON {user}
             FOR EACH ROW EXECUTE FUNCTION {in_step}()"
                .to_owned(),
        ],
    }
}

/// What ends it.
pub(super) fn drop(engine: Engine) -> Vec<String> {
    match engine {
        Engine::Sqlite => triggers_sqlite::drop(),
        Engine::Postgres => vec![
            "DROP TRIGGER IF EXISTS wardroom_in_step ON {user}".to_owned(),
            "DROP FUNCTION IF EXISTS {in_step}()".to_owned(),
        ],
    }
}

fn function(mapping: &Mapping) -> String {
    let folded = folded(Engine::Postgres, "NEW.");
    let mut insert = vec![format!(
        "NEW.{{user.created_at}} := coalesce(NEW.{{user.created_at}}, now());
         NEW.{{user.updated_at}} := coalesce(NEW.{{user.updated_at}}, now());
         NEW.{{user.email_normalized}} := coalesce(NEW.{{user.email_normalized}}, {folded});"
    )];
    let mut update = vec![format!(
        "IF ({}) AND NEW.{{user.updated_at}} IS NOT DISTINCT FROM OLD.{{user.updated_at}} THEN
            NEW.{{user.updated_at}} := now();
         END IF;
         IF NEW.{{user.email}} IS DISTINCT FROM OLD.{{user.email}}
            AND NEW.{{user.email_normalized}} IS NOT DISTINCT FROM OLD.{{user.email_normalized}} THEN
            NEW.{{user.email_normalized}} := {folded};
         END IF;",
        theirs_change(mapping)
    )];
    for (theirs, ours, required) in twins(mapping) {
        let value = in_place_of_null(&format!("NEW.{ours}"), required);
        insert.push(format!(
            "NEW.{ours} := coalesce(NEW.{ours}, NEW.{theirs});
             NEW.{theirs} := coalesce(NEW.{theirs}, {value});"
        ));
        update.push(format!(
            "IF NEW.{ours} IS DISTINCT FROM OLD.{ours} THEN NEW.{theirs} := {value};
             ELSIF NEW.{theirs} IS DISTINCT FROM OLD.{theirs} THEN NEW.{ours} := NEW.{theirs}; END IF;"
        ));
    }
    if mapping.verified.is_some() {
        insert.push(
            "IF NEW.{user.email_verified_at} IS NOT NULL THEN NEW.{user.app_verified} := TRUE;
             ELSIF NEW.{user.app_verified} THEN NEW.{user.email_verified_at} := now(); END IF;"
                .to_owned(),
        );
        update.push(
            "IF NEW.{user.email_verified_at} IS DISTINCT FROM OLD.{user.email_verified_at} THEN
                NEW.{user.app_verified} := NEW.{user.email_verified_at} IS NOT NULL;
             ELSIF NEW.{user.app_verified} IS DISTINCT FROM OLD.{user.app_verified} THEN
                NEW.{user.email_verified_at} := CASE WHEN NEW.{user.app_verified} THEN now() END;
             END IF;"
                .to_owned(),
        );
    }
    let (insert, update) = (insert.join(" "), update.join(" "));
    format!(
        "CREATE OR REPLACE FUNCTION {{in_step}}() RETURNS trigger LANGUAGE plpgsql AS $wardroom$
         BEGIN IF TG_OP = 'INSERT' THEN {insert} ELSE {update} END IF; RETURN NEW; END $wardroom$"
    )
}

/// Whether the application changed what Wardroom shows.
fn theirs_change(mapping: &Mapping) -> String {
    let verified = mapping.verified.iter().map(|_| "{user.app_verified}");
    let columns = twins(mapping).into_iter().map(|(theirs, ..)| theirs);
    let all = ["{user.email}"].into_iter().chain(columns).chain(verified);
    let differ = |c| format!("NEW.{c} IS DISTINCT FROM OLD.{c}");
    all.map(differ).collect::<Vec<_>>().join(" OR ")
}

/// What a column that refuses NULL holds instead.
pub(super) fn in_place_of_null(value: &str, required: bool) -> String {
    if required {
        format!("coalesce({value}, '')")
    } else {
        value.to_owned()
    }
}
