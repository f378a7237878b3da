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
        // A function, for it sees what its module imports: the template among it, however it is named.
        #[cfg(test)]
        fn $name(engine: $crate::database::Engine) {
            async fn scene($db: $fresh) $body
            $crate::database::run(engine, &$template, scene);
        }

        #[cfg(test)]
        mod $name {
            use $crate::database::Engine;

            #[test]
            $(#[$attr])*
            fn sqlite() {
                super::$name(Engine::Sqlite);
            }

            #[test]
            $(#[$attr])*
            fn postgres() {
                super::$name(Engine::Postgres);
            }
        }
    )+};
}
