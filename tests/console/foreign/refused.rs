//! What a layout cannot bear is not offered: no hint, dim in the help and the palette, and the key says why.

use insta::assert_snapshot;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Color;

use super::scene;

const CODES: &str = "not here: its backup codes are issued with `backup-codes issue`";

/// The colour of the first letter of `words`, wherever they stand.
fn colour(buffer: &Buffer, words: &str) -> Color {
    let width = usize::from(buffer.area.width);
    let mut rows = buffer.content().chunks(width);
    let row = |row: &[Cell]| {
        let letters: Vec<&str> = row.iter().map(Cell::symbol).collect();
        let at = letters.concat().find(words)?;
        let mut bytes = 0;
        let cell = letters.iter().position(|letter| {
            bytes += letter.len();
            bytes > at
        })?;
        Some(row[cell].fg)
    };
    let found = rows.find_map(row);
    found.unwrap()
}

#[test]
fn the_key_the_help_and_the_palette_say_why() {
    scene(|world| async move {
        let mut console = world.page("alice").await;
        let screen = console.screen();
        let hints = screen.lines().last().unwrap().to_owned();
        assert!(
            !hints.contains("C codes") && hints.contains("B backup codes"),
            "{screen}"
        );
        assert!(console.press("C").await.screen().contains(CODES));
        console.press("?").await;
        for _ in 0..2 {
            console.press("⇟").await;
        }
        assert_snapshot!(console.press("issue").await.screen());
        let drawn = console.draw();
        let (off, on) = (
            colour(&drawn, "issue a 24-hour recovery code"),
            colour(&drawn, "issue ten backup codes"),
        );
        assert_eq!(off, colour(&drawn, "not here"));
        assert_ne!(off, on);
        console.press("⎋⎋").await;
        assert_snapshot!(console.press(":freeze").await.screen());
        let refused = console.press("⏎").await.screen();
        assert!(
            refused.contains("not here: it has no lock beside the ban"),
            "{refused}"
        );
    });
}
