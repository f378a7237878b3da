//! Opening the directory: everything that can be wrong is said before anything runs.

use wardroom_core::Directory;
use wardroom_core::db::{Access, PoolSize, Target, connect_sized};
use wardroom_core::layout::Layout;
use wardroom_core::store::Parts;

use crate::cli::Global;
use crate::exit::{Exit, Failure};

/// One for the run at hand, one for its checkpoints and readings, the rest for health and screens.
const CONNECTIONS: u32 = 4;

/// Opens the directory the command line names.
pub(crate) async fn open(global: &Global) -> Result<Directory, Failure> {
    let Some(url) = &global.database else {
        let why = "no directory given; pass --database URL or set WARDROOM_DATABASE";
        return Err(Failure::new(Exit::Usage, why));
    };
    let connect_error = |e| Failure::from(wardroom_core::Error::Connect(e));
    let target: Target = url.parse().map_err(connect_error)?;
    let app = global.app()?;
    let db = connect_sized(&target, Access::Write, PoolSize::large(CONNECTIONS))
        .await
        .map_err(connect_error)?;
    let layout = Layout::found(&db, &global.schema, &app).await?;
    let directory = Directory::new(&db, layout, &global.schema, Parts::of(&app));
    if !directory.has_bookkeeping().await? {
        let why = format!("{target}: Wardroom's own tables are missing; run `wardroom db up`");
        return Err(Failure::new(Exit::NoBookkeeping, why));
    }
    tracing::info!(database = %target, "opened");
    Ok(directory)
}
