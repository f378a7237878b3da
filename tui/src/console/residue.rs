//! What letters of several characters leave behind. Terminals disagree with us, and with each other, about how many
//! cells `চৌ` or `ன்` takes; whatever was written after one on its row may stand a cell further on, and stay there.

use std::hash::{DefaultHasher, Hash, Hasher};

use ratatui::buffer::{Buffer, Cell, CellDiffOption};

/// The rows of one frame that have such letters, and what stood in them.
#[derive(Debug, Default)]
pub(super) struct Residue(Vec<(usize, u64)>);

impl Residue {
    /// Has every cell of the rows remembered from the frame before written again where anything of them changed, and
    /// remembers those of this one.
    pub(super) fn sweep(&mut self, buffer: &mut Buffer) {
        let width = usize::from(buffer.area.width).max(1);
        let before = std::mem::take(&mut self.0);
        for (row, cells) in buffer.content.chunks_mut(width).enumerate() {
            let now = digest(cells);
            if cells.iter().any(is_cluster) {
                self.0.push((row, now));
            }
            if before.iter().any(|(old, was)| *old == row && *was != now) {
                for cell in cells {
                    cell.set_diff_option(CellDiffOption::AlwaysUpdate);
                }
            }
        }
    }
}

/// A number instead of the letters: a row may show a secret beside a name.
fn digest(cells: &[Cell]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for cell in cells {
        cell.symbol().hash(&mut hasher);
    }
    hasher.finish()
}

fn is_cluster(cell: &Cell) -> bool {
    let symbol = cell.symbol();
    symbol.len() > 2 && symbol.chars().nth(1).is_some()
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;
    use unicode_width::UnicodeWidthChar;

    use super::*;

    #[test]
    fn a_row_with_clusters_is_written_whole_when_it_changes() {
        let mut residue = Residue::default();
        let before = Buffer::with_lines(["a चौ 漢 b", "plain"]);
        residue.sweep(&mut before.clone());
        let mut same = before.clone();
        residue.sweep(&mut same);
        assert!(drawn(&before, &same).is_empty(), "nothing changed");
        let mut after = Buffer::empty(Rect::new(0, 0, before.area.width, 2));
        assert!(
            !drawn(&before, &after).contains(&(3, 0)),
            "ratatui leaves it, or this file can go"
        );
        residue.sweep(&mut after);
        let drawn_after = drawn(&before, &after);
        assert!((0..before.area.width).all(|x| drawn_after.contains(&(x, 0))));
        assert!(
            !drawn_after.contains(&(before.area.width - 1, 1)),
            "plain rows are spared"
        );
        let mut idle = Buffer::empty(before.area);
        residue.sweep(&mut idle);
        assert!(
            idle.content()
                .iter()
                .all(|cell| cell.diff_option == CellDiffOption::None)
        );
    }

    #[test]
    fn no_letter_of_a_name_stays_when_its_row_changes() {
        for name in ["मिश्रा", "त्रि", "লক্ষ্মী", "சுப்பிரமணியம்", "दत्ति"]
        {
            for counts in [one_each as fn(char) -> usize, marks_take_none] {
                let lines = [format!("{name}  3"), format!("{name}│{name}")];
                let mut before = Buffer::empty(Rect::new(0, 0, 80, 2));
                for (y, line) in (0..).zip(lines) {
                    before.set_string(0, y, line, Style::new());
                }
                let mut after = Buffer::empty(before.area);
                after.set_string(0, 0, "1 session", Style::new());
                let mut terminal = Terminal::of(&before, counts);
                let mut residue = Residue::default();
                terminal.draw(&Buffer::empty(before.area), &before);
                residue.sweep(&mut before.clone());
                residue.sweep(&mut after);
                terminal.draw(&before, &after);
                assert_eq!(terminal.row(0), "1 session", "{name}");
                assert_eq!(terminal.row(1), "", "{name}");
            }
        }
    }

    fn one_each(_: char) -> usize {
        1
    }

    fn marks_take_none(letter: char) -> usize {
        UnicodeWidthChar::width(letter).unwrap_or(0)
    }

    /// A terminal that knows no clusters: every character goes by itself to where the cursor stands.
    struct Terminal {
        rows: Vec<Vec<String>>,
        counts: fn(char) -> usize,
    }

    impl Terminal {
        fn of(buffer: &Buffer, counts: fn(char) -> usize) -> Self {
            let blank = vec![" ".to_owned(); usize::from(buffer.area.width)];
            let rows = vec![blank; usize::from(buffer.area.height)];
            Self { rows, counts }
        }

        /// As the backend does: the cursor is moved only where the next cell is not the one beside the last.
        fn draw(&mut self, before: &Buffer, after: &Buffer) {
            let (mut last, mut column) = (None, 0);
            for (x, y, cell) in before.diff(after) {
                if last != Some((x.wrapping_sub(1), y)) {
                    column = usize::from(x);
                }
                last = Some((x, y));
                for letter in cell.symbol().chars() {
                    let row = &mut self.rows[usize::from(y)];
                    match (self.counts)(letter) {
                        0 => row[column - 1].push(letter),
                        wide => {
                            row[column] = letter.to_string();
                            column += wide;
                        }
                    }
                }
            }
        }

        fn row(&self, row: usize) -> String {
            self.rows[row].concat().trim_end().to_owned()
        }
    }

    fn drawn(before: &Buffer, after: &Buffer) -> Vec<(u16, u16)> {
        before
            .diff(after)
            .into_iter()
            .map(|(x, y, _)| (x, y))
            .collect()
    }
}
