//! The signs the console draws with, in Unicode and in plain ASCII. One column each: no emoji, no variation selectors.

/// One set of signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyphs {
    /// Left edge of the row the cursor is on.
    pub cursor: &'static str,
    /// The line of a titled rule.
    pub rule: &'static str,
    /// The line between two panes.
    pub wall: &'static str,
    /// Corners of a dialog: top left, top right, bottom left, bottom right.
    pub corners: [&'static str; 4],
    /// Between the steps of the breadcrumb.
    pub step: &'static str,
    /// Between facts on one line.
    pub dot: &'static str,
    /// What was cut away.
    pub missing: &'static str,
    /// Sorted downwards, largest first.
    pub falling: &'static str,
    /// Sorted upwards, smallest first.
    pub rising: &'static str,
    /// One typed character of a secret.
    pub secret: &'static str,
    /// The frames of a spinner.
    pub spinner: &'static [&'static str],
}

/// For terminals that draw lines and shapes in one column.
pub const UNICODE: Glyphs = Glyphs {
    cursor: "▌",
    rule: "─",
    wall: "│",
    corners: ["╭", "╮", "╰", "╯"],
    step: "›",
    dot: "·",
    missing: "…",
    falling: "↓",
    rising: "↑",
    secret: "•",
    spinner: &["◐", "◓", "◑", "◒"],
};

/// For everything else, and wherever ambiguous widths would break the frame.
pub const ASCII: Glyphs = Glyphs {
    cursor: ">",
    rule: "-",
    wall: "|",
    corners: ["+", "+", "+", "+"],
    step: ">",
    dot: "-",
    missing: "~",
    falling: "v",
    rising: "^",
    secret: "*",
    spinner: &["|", "/", "-", "\\"],
};
