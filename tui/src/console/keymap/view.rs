//! Where a key is pressed. A view takes in the keys of broader ones, from the narrowest to what holds everywhere.

/// A place with keys of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum View {
    /// Holds even while typing.
    Everywhere,
    /// Holds wherever letters are not typed into a field.
    Global,
    /// Everything that scrolls.
    Moves,
    /// Every list.
    List,
    /// The list of users.
    Users,
    /// One user, whichever part of it is shown.
    User,
    /// The sessions of a user.
    Sessions,
    /// The second factors of a user.
    Factors,
    /// The recovery codes of a user.
    Codes,
    /// What happened to a user.
    Timeline,
    /// What lets a user in.
    Access,
    /// Policies, runs and workers.
    Retention,
    /// The list of directories.
    Directories,
    /// Another policy, being typed.
    Policy,
    /// Secrets that are shown once.
    ShowOnce,
    /// Signing in.
    SignIn,
    /// Enrolling the operator's own second factor.
    Enrol,
    /// A question with answers to choose from.
    Dialog,
    /// What became of it, to be read and closed.
    Notice,
    /// A one-line field.
    Field,
    /// The filter line.
    Filter,
    /// The palette.
    Palette,
    /// The help.
    Help,
}

/// Name in the configuration, title in the help, and the views whose keys hold there too.
type Facts = (View, &'static str, &'static str, &'static [View]);

const EVERYWHERE: &[View] = &[View::Everywhere];
const READING: &[View] = &[View::Moves, View::Global, View::Everywhere];
const CHOOSING: &[View] = &[View::Moves, View::Everywhere];
const LISTING: &[View] = &[View::List, View::Moves, View::Global, View::Everywhere];
const OF_USER: &[View] = &[View::User, View::Moves, View::Global, View::Everywhere];
const TYPING: &[View] = &[View::Field, View::Everywhere];

const FACTS: [Facts; 23] = [
    (View::Everywhere, "everywhere", "everywhere", &[]),
    (View::Global, "global", "in every view", EVERYWHERE),
    (View::Moves, "moves", "moving", EVERYWHERE),
    (View::List, "list", "in every list", EVERYWHERE),
    (View::Users, "users", "users", LISTING),
    (View::User, "user", "user", READING),
    (View::Sessions, "sessions", "sessions", OF_USER),
    (View::Factors, "factors", "factors", OF_USER),
    (View::Codes, "codes", "recovery codes", OF_USER),
    (View::Timeline, "timeline", "timeline", OF_USER),
    (View::Access, "access", "access", OF_USER),
    (View::Retention, "retention", "retention", READING),
    (View::Directories, "directories", "directories", CHOOSING),
    (View::Policy, "policy", "another policy", TYPING),
    (View::ShowOnce, "show-once", "shown once", EVERYWHERE),
    (View::SignIn, "sign-in", "signing in", TYPING),
    (View::Enrol, "enrol", "enrolling", TYPING),
    (View::Dialog, "dialog", "dialogs", EVERYWHERE),
    (View::Notice, "notice", "notices", EVERYWHERE),
    (View::Field, "field", "fields", EVERYWHERE),
    (View::Filter, "filter", "filter", TYPING),
    (View::Palette, "palette", "palette", TYPING),
    (View::Help, "help", "help", TYPING),
];

impl View {
    /// Every view, broadest first.
    pub fn all() -> impl Iterator<Item = Self> {
        FACTS.iter().map(|(view, ..)| *view)
    }

    /// Its name in the configuration.
    pub fn name(self) -> &'static str {
        self.facts().map_or("", |(_, name, ..)| name)
    }

    /// Its heading in the help.
    pub fn title(self) -> &'static str {
        self.facts().map_or("", |(_, _, title, _)| title)
    }

    /// The view of this name.
    pub fn named(name: &str) -> Option<Self> {
        FACTS
            .iter()
            .find(|(_, known, ..)| *known == name)
            .map(|(view, ..)| *view)
    }

    /// Whether letters are typed here: views that take in the keys of a field, and whatever those take in.
    pub fn is_typed_in(self) -> bool {
        Self::all()
            .filter(|view| view.chain().any(|part| part == Self::Field))
            .any(|view| view.chain().any(|part| part == self))
    }

    /// This view and those whose keys hold in it too, narrowest first.
    pub fn chain(self) -> impl Iterator<Item = Self> {
        let broader = self.facts().map_or(EVERYWHERE, |(.., broader)| broader);
        std::iter::once(self).chain(broader.iter().copied())
    }

    fn facts(self) -> Option<&'static Facts> {
        FACTS.iter().find(|(view, ..)| *view == self)
    }
}
