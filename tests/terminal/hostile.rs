//! Names that attack terminals arrive as text: no byte of them moves, renames, copies or hides anything.

use std::collections::BTreeSet;

use wardroom_tests::database::Fresh;
use wardroom_tests::every_engine;
use wardroom_tests::reading::without_own_marks;

use crate::modes::sequences;
use crate::stage::{CROWDED, Stage, USERS, enrol};
use crate::work::{find, leave};

/// The last byte of every sequence the console needs: colours, cursor moves, erasing, modes.
const NEEDED: &str = "mHJKhlABCD";

/// Letters that change what stands beside them, or cannot be seen.
fn is_hostile(letter: char) -> bool {
    matches!(
        letter,
        '\u{0}'..='\u{7}' | '\u{b}'..='\u{c}' | '\u{e}'..='\u{1a}' | '\u{1c}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
            | '\u{feff}' | '\u{3164}' | '\u{e0000}'..='\u{e007f}'
    )
}

every_engine! { CROWDED;
    async fn every_name_of_the_directory_is_inert(db: Fresh) {
        let stage = Stage::on(db.url());
        // Everybody on one screen, with room for whole names.
        let rows = u16::try_from(USERS).unwrap() + 12;
        let mut terminal = stage.launch(&[]).size(240, rows).open();
        terminal.wait_for("password");
        enrol(&mut terminal, &stage.code);
        let list = terminal.wait_for(r"\u{1b}[2J");
        for name in [r"Eve\u{1b}]52;", r"\u{9d}0;", r"nimda\u{202e}", r"ad\u{200b}min", "<script>"] {
            assert!(list.contains(name), "{name} is not on the screen:\n{list}");
        }
        // Their own screens, too, where a name has most room.
        find(&mut terminal, "lubica");
        leave(&mut terminal, "lubica");

        let bytes = terminal.bytes();
        let used: BTreeSet<String> = sequences(&bytes)
            .into_iter()
            .filter(|sequence| !sequence.starts_with("\x1b[") || !sequence.ends_with(|end| NEEDED.contains(end)))
            .collect();
        assert!(used.is_empty(), "{used:?}");
        let text = without_own_marks(&String::from_utf8(bytes).unwrap());
        let hostile: BTreeSet<char> = text.chars().filter(|letter| is_hostile(*letter)).collect();
        assert!(hostile.is_empty(), "{hostile:?}");
    }
}
