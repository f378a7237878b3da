//! Every statement of the layout is one the engine takes, over the newest tables and over those before the passkeys.

use wardroom_core::db::sql;
use wardroom_tests::database::{Engine, Fresh, run};
use wardroom_tests::sql_texts::layout_texts;
use wardroom_tests::supabase::SUPABASE;

use super::{found, pool};

async fn refused(db: &Fresh) -> Vec<String> {
    let layout = found(db.url()).await.unwrap();
    let pool = pool(db.url()).await;
    let pool = pool.named(layout.names(pool.engine(), "public"));
    let texts = layout_texts("supabase");
    assert!(texts.len() > 12, "only {} texts were found", texts.len());
    let mut refused = Vec::new();
    for text in texts {
        let kept: &'static str = text.sql.leak();
        if pool.prepare(sql(kept)).await.is_err() {
            refused.push(kept.to_owned());
        }
    }
    refused
}

#[test]
fn every_text_is_prepared() {
    run(Engine::Postgres, &SUPABASE, async |db| {
        assert_eq!(refused(&db).await, [""; 0]);
        db.run("DROP TABLE auth.webauthn_credentials, auth.webauthn_challenges")
            .await
            .unwrap();
        for text in refused(&db).await {
            assert!(
                text.contains("{sb_passkey") || text.contains("{sb_ceremony"),
                "{text}"
            );
        }
    });
}
