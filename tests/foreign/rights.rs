//! The rights that actions say they need are those their statements use.

use std::collections::BTreeSet;

use wardroom_core::layout::Known;
use wardroom_tests::sql_texts::layout_texts;

/// The word and the table a statement changes.
fn changes(sql: &str) -> Option<(String, String)> {
    let head = ["INSERT INTO {", "UPDATE {", "DELETE FROM {"];
    let head = head.iter().find(|head| sql.starts_with(*head))?;
    let table = sql[head.len()..].split('}').next()?;
    let right = head.split(' ').next()?;
    Some((right.to_owned(), table.trim_start_matches('=').to_owned()))
}

#[test]
fn each_layout_asks_for_what_its_statements_use() {
    for layout in Known::all() {
        let texts = layout_texts(&layout.name().replace('-', "_"));
        let used: BTreeSet<_> = texts.iter().filter_map(|text| changes(&text.sql)).collect();
        let needs = layout.needs().into_iter();
        let asked: BTreeSet<_> = needs
            .map(|n| (n.right.to_owned(), n.named.to_owned()))
            .collect();
        assert!(used.len() > 3, "{}: {used:?}", layout.name());
        assert_eq!(used, asked, "{}", layout.name());
    }
}
