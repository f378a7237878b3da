//! What a piece of the screen means. Screens speak in roles; only the tables beside this file know colours.

/// One meaning a style can carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Ordinary text.
    Text,
    /// Text that matters less: labels, ages, what is loading.
    Dim,
    /// Headings and the name of what is shown.
    Title,
    /// Keys, links and the place where typing goes.
    Accent,
    /// Fine as it is.
    Ok,
    /// Wants a person soon.
    Warn,
    /// Wants a person now, or cannot be undone.
    Danger,
    /// Neither good nor bad, worth knowing.
    Info,
    /// The line between parts of a screen.
    Rule,
    /// The row the cursor is on.
    Cursor,
    /// The badge of a production environment.
    Production,
    /// The badge of every other environment.
    Elsewhere,
    /// Dark on light whatever the theme: a camera reads it.
    Paper,
}

impl Role {
    /// Every role, in the order of their declaration.
    pub const ALL: [Self; 13] = [
        Self::Text,
        Self::Dim,
        Self::Title,
        Self::Accent,
        Self::Ok,
        Self::Warn,
        Self::Danger,
        Self::Info,
        Self::Rule,
        Self::Cursor,
        Self::Production,
        Self::Elsewhere,
        Self::Paper,
    ];
}
