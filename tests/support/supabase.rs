//! Supabase Auth's schema as a template: its tables, its versions, who may look, and a cast of users.

use sqlx::{Connection, PgConnection};

use crate::cluster::Cluster;
use crate::database::{Fresh, Template};

/// The schema with its cast.
pub static SUPABASE: Template = Template::new("supabase", |url| Box::pin(prepare(url)));

/// The application's own role, which owns every table.
pub const OWNER: &str = "supabase_auth_admin";
/// A role with every grant that row security shows nothing.
pub const GRANTED: &str = "wardroom_granted";
/// A role that may read the older tables and nothing else.
pub const READER: &str = "wardroom_reader";

const FILES: [&str; 9] = [
    include_str!("supabase/schema.sql"),
    include_str!("supabase/accounts.sql"),
    include_str!("supabase/clients.sql"),
    include_str!("supabase/sessions.sql"),
    include_str!("supabase/factors.sql"),
    include_str!("supabase/federation.sql"),
    include_str!("supabase/versions.sql"),
    include_str!("supabase/cast.sql"),
    include_str!("supabase/grants.sql"),
];

/// The statements that make it.
pub fn script() -> String {
    FILES.concat()
}

async fn prepare(url: String) {
    let mut connection = PgConnection::connect(&url).await.unwrap();
    for text in FILES {
        sqlx::raw_sql(text).execute(&mut connection).await.unwrap();
    }
    connection.close().await.unwrap();
}

/// The address of `db` for another role.
pub fn url_as(db: &Fresh, role: &str) -> String {
    let name = db.name().unwrap();
    let url = Cluster::shared().url(name);
    url.replacen("postgres@", &format!("{role}@"), 1)
}
