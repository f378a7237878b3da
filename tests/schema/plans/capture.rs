//! Every statement SQLite runs inside a scene, with the scene's name and how long it took, from sqlx's own events.

use std::fmt::Debug;
use std::sync::{Mutex, Once, PoisonError};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id};
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::registry::{LookupSpan, Registry};

/// One statement as it ran.
#[derive(Clone, Debug, Default)]
pub(super) struct Ran {
    pub(super) scene: String,
    pub(super) text: String,
    pub(super) seconds: f64,
}

static RAN: Mutex<Vec<Ran>> = Mutex::new(Vec::new());

/// The span of one scene; what runs outside any is another test's.
pub(super) fn scene(name: &str) -> tracing::Span {
    static LISTEN: Once = Once::new();
    LISTEN.call_once(|| {
        tracing::subscriber::set_global_default(Registry::default().with(Listener)).unwrap();
    });
    tracing::debug_span!(target: "scene", "scene", name)
}

/// What has run until now; it is handed out once.
pub(super) fn taken() -> Vec<Ran> {
    std::mem::take(&mut *RAN.lock().unwrap_or_else(PoisonError::into_inner))
}

struct Listener;

struct SceneName(String);

impl<S: Subscriber + for<'s> LookupSpan<'s>> Layer<S> for Listener {
    fn enabled(&self, metadata: &tracing::Metadata<'_>, _: Context<'_, S>) -> bool {
        matches!(metadata.target(), "scene" | "sqlx::query")
    }

    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        let span = context.span(id).unwrap();
        span.extensions_mut().insert(SceneName(fields.name));
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let scene = context.event_span(event).and_then(|span| {
            let extensions = span.extensions();
            extensions.get::<SceneName>().map(|name| name.0.clone())
        });
        let Some(scene) = scene else { return };
        let mut fields = Fields::default();
        event.record(&mut fields);
        // sqlx leaves the whole text out where its summary is the whole text.
        let whole = fields.text.trim();
        let text = if whole.is_empty() {
            &fields.summary
        } else {
            whole
        };
        let ran = Ran {
            scene,
            text: text.to_owned(),
            seconds: fields.seconds,
        };
        RAN.lock().unwrap_or_else(PoisonError::into_inner).push(ran);
    }
}

#[derive(Default)]
struct Fields {
    name: String,
    summary: String,
    text: String,
    seconds: f64,
}

impl Visit for Fields {
    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "name" => value.clone_into(&mut self.name),
            "summary" => value.clone_into(&mut self.summary),
            "db.statement" => value.clone_into(&mut self.text),
            _ => {}
        }
    }

    fn record_f64(&mut self, _: &Field, value: f64) {
        self.seconds = value;
    }

    fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}
}
