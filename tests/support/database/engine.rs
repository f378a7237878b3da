//! Runs one scene on every engine.

use super::{Fresh, Template};

/// The engines that every behaviour must hold on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// A file of the test's own.
    Sqlite,
    /// A database of the test's own in the cluster of this process.
    Postgres,
}

impl Engine {
    /// Both, for loops over what is not one test each.
    pub const ALL: [Self; 2] = [Self::Sqlite, Self::Postgres];
}

/// Runs a scene to its end on a runtime of its own, with a fresh copy of the template.
pub fn run<F, Fut>(engine: Engine, template: &'static Template, scene: F)
where
    F: FnOnce(Fresh) -> Fut,
    Fut: Future<Output = ()>,
{
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async { scene(template.fresh(engine).await).await });
}

/// Turns each scene `async fn name(db: Fresh) { … }` into the tests `name::sqlite` and `name::postgres`.
///
/// The databases are empty, or copies of a template named first: `every_engine!(MIGRATED; async fn …)`.
#[macro_export]
macro_rules! every_engine {
    ($($(#[$attr:meta])* async fn $name:ident($db:ident: $fresh:ty) $body:block)+) => {
        $crate::every_engine!($crate::database::EMPTY; $($(#[$attr])* async fn $name($db: $fresh) $body)+);
    };
    ($template:expr; $($(#[$attr:meta])* async fn $name:ident($db:ident: $fresh:ty) $body:block)+) => {$(
        #[cfg(test)]
        async fn $name($db: $fresh) $body

        #[cfg(test)]
        mod $name {
            #[allow(unused_imports, reason = "a template may be named by its full path")]
            use super::*;

            #[test]
            $(#[$attr])*
            fn sqlite() {
                $crate::database::run($crate::database::Engine::Sqlite, &$template, super::$name);
            }

            #[test]
            $(#[$attr])*
            fn postgres() {
                $crate::database::run($crate::database::Engine::Postgres, &$template, super::$name);
            }
        }
    )+};
}
