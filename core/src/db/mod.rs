//! The one place that knows there are two engines: connections, statements as values, codecs, migrations.

pub mod adopt;
mod bulk;
mod codec_id;
mod codec_int;
mod codec_null;
mod codec_ts;
mod conn;
mod connect;
mod copy_text;
mod engine;
mod fault;
pub mod migrate;
mod names;
mod private_file;
mod statement;
mod target;
mod value;

pub use bulk::Bulk;
pub use codec_int::Int;
pub use conn::{Conn, Db, Row, Tx};
pub use connect::{Access, PoolSize, connect, connect_sized};
pub use engine::Engine;
pub use fault::{ConnectError, ConnectFault};
pub use migrate::MigrateError;
pub(crate) use names::quote;
pub use names::{ForeignColumn, ForeignTable, Names, Reading, Spelled, Table};
pub use statement::{Filter, Sql, Statement, sql};
pub use target::Target;
pub use value::{Instant, Value};
