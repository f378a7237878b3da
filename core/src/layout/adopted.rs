//! The layout of a directory whose users were there before: recognised by what adoption left in it.

use super::Layout;
use crate::db::adopt::{self, Mapping};
use crate::db::{Db, Table};
use crate::error::{Error, Result};

impl Layout {
    /// The layout of the directory in `schema` of `db`: the own one, with an adopted table's ids and names where there is one.
    ///
    /// An adoption that has not come to its switch is refused: rows may not be filled in yet.
    pub async fn found(db: &Db, schema: &str) -> Result<Self> {
        let Some(adopted) = adopt::adopted(db, schema).await? else {
            return Ok(Self::own());
        };
        if adopted.phase.is_usable() {
            return Ok(Self::adopted(&adopted.mapping));
        }
        let why = format!(
            "the adoption stands at {}; finish it with `wardroom db adopt`",
            adopted.phase.word()
        );
        Err(Error::invalid("directory", why))
    }

    fn adopted(mapping: &Mapping) -> Self {
        let mut layout = Self {
            ids: mapping.ids(),
            ..Self::own()
        };
        for table in &mut layout.tables {
            if table.name == "user" {
                *table = Table {
                    columns: mapping.renamed(),
                    ..table.clone()
                };
            }
        }
        layout
    }
}
