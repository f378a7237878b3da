//! The names of a foreign directory: its own tables, and every logical table read out of them.

use super::contract::CONTRACT;
use super::{Recognised, outbox};
use crate::db::{Engine, Names, Reading, Spelled};
use crate::model::IdKind;

/// A logical table of which a directory has nothing.
pub(in crate::layout) fn absent(name: &'static str, engine: Engine, ids: IdKind) -> Reading {
    let columns = CONTRACT.iter().find(|(known, _)| *known == name);
    let columns = columns.map_or(&[][..], |(_, columns)| columns).iter();
    let selected: Vec<_> = columns
        .map(|(column, unknown)| format!("{} AS \"{column}\"", unknown.expression(engine, ids)))
        .collect();
    Reading {
        name,
        base: name,
        select: format!("SELECT {} WHERE FALSE", selected.join(", ")),
    }
}

impl Recognised {
    /// The names statements are filled in with.
    pub(in crate::layout) fn names(&self, engine: Engine) -> Names {
        let names = || {
            let (schema, outbox) = outbox::table(engine);
            Names::new(engine, schema, vec![outbox], Spelled::native())
                .with_foreign(self.tables.clone())
                .numbered(self.ids == IdKind::Integer)
        };
        let plain = names();
        let reading = |(name, _): &(&'static str, _)| match *name {
            outbox::MAIL => outbox::reading(&plain, self.ids),
            name => self.reading(&plain, name),
        };
        let readings = CONTRACT.iter().map(reading);
        names().with_readings(readings.collect())
    }

    fn reading(&self, names: &Names, name: &'static str) -> Reading {
        let columns = CONTRACT.iter().find(|(known, _)| *known == name);
        let columns = columns.map_or(&[][..], |(_, columns)| columns);
        let told = self.layout.told.iter().find(|told| told.name == name);
        let from = told.and_then(|t| t.from.iter().find_map(|from| names.render_known(from)));
        let mut selected = Vec::new();
        for (column, unknown) in columns {
            let told = told.filter(|_| from.is_some());
            let ways = |column: &str| {
                let mut columns = told.iter().flat_map(|t| t.columns);
                columns.find(|(known, _)| *known == column)
            };
            let ways = match *column {
                "address" => ways(column).or_else(|| ways("email_normalized")),
                _ => ways(column),
            };
            let ways = ways.map_or(&[][..], |(_, ways)| ways);
            let known = ways.iter().find_map(|way| names.render_known(way));
            let expression = match known {
                Some(known) => unknown.told(self.engine, known),
                None => unknown.expression(self.engine, self.ids),
            };
            selected.push(format!("{expression} AS \"{column}\""));
        }
        let only = told.and_then(|told| names.render_known(told.only));
        let rows = match from {
            Some(from) => format!("FROM {from} WHERE {}", only.as_deref().unwrap_or("TRUE")),
            None => "WHERE FALSE".to_owned(),
        };
        Reading {
            name,
            base: told.map_or(name, |told| told.base),
            select: format!("SELECT {} {rows}", selected.join(", ")),
        }
    }
}
