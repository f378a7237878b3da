//! Every SQL text in core is prepared on both engines, under the own and the renamed layout's names.
//! The texts are read from the source: a literal that begins like a statement is either prepared or fails the test.

use wardroom_core::db::sql;
use wardroom_tests::cast::World;
use wardroom_tests::every_store;
use wardroom_tests::sql_texts::core_texts;

every_store! {
    async fn every_text_is_prepared(world: World) {
        let texts = core_texts();
        assert!(texts.len() > 60, "only {} texts were found", texts.len());
        let mut wrong = Vec::new();
        for text in texts {
            let here = text.on.is(world.db.engine());
            let kept: &'static str = text.sql.clone().leak();
            if here && let Err(error) = world.db.prepare(sql(kept)).await {
                wrong.push(format!("{}: {error}\n    {}", text.file, text.sql));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
