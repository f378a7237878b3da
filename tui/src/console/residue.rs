//! What letters of several cells leave behind. A cluster such as `चौ` is one letter to us and two cells to a terminal
//! that knows no clusters; overwriting the first cell does not clear the second there, as it does with `漢`.

use ratatui::buffer::{Buffer, Cell, CellDiffOption};
use ratatui::layout::Position;
use unicode_width::UnicodeWidthStr;

/// The further cells of such clusters in one frame.
#[derive(Debug, Default)]
pub(super) struct Residue(Vec<Position>);

impl Residue {
    /// Has the cells remembered from the frame before written again, and remembers those of this one.
    pub(super) fn sweep(&mut self, buffer: &mut Buffer) {
        for place in self.0.drain(..) {
            if let Some(cell) = buffer.cell_mut(place) {
                cell.set_diff_option(CellDiffOption::AlwaysUpdate);
            }
        }
        let width = buffer.area.width;
        for (index, cell) in buffer.content().iter().enumerate() {
            let (x, y) = buffer.pos_of(index);
            let further = 1..further_cells(cell);
            let inside = further
                .map(|by| x + by)
                .filter(|x| *x < buffer.area.x + width);
            self.0.extend(inside.map(|x| Position { x, y }));
        }
    }
}

/// How many cells a cluster of several characters takes; 1 for everything else.
fn further_cells(cell: &Cell) -> u16 {
    let symbol = cell.symbol();
    if symbol.len() < 4 || symbol.chars().nth(1).is_none() {
        return 1;
    }
    u16::try_from(symbol.width()).unwrap_or(1).max(1)
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;

    #[test]
    fn what_a_cluster_covered_is_written_again_when_it_goes() {
        let mut residue = Residue::default();
        let before = Buffer::with_lines(["a चौ 漢 b"]);
        residue.sweep(&mut before.clone());
        let mut after = Buffer::empty(Rect::new(0, 0, before.area.width, 1));
        assert!(
            !drawn(&before, &after).contains(&3),
            "ratatui leaves it, or this file can go"
        );
        residue.sweep(&mut after);
        assert!(drawn(&before, &after).contains(&3));
        let mut idle = Buffer::empty(before.area);
        residue.sweep(&mut idle);
        assert!(
            idle.content()
                .iter()
                .all(|cell| cell.diff_option == CellDiffOption::None)
        );
    }

    fn drawn(before: &Buffer, after: &Buffer) -> Vec<u16> {
        before.diff(after).into_iter().map(|(x, ..)| x).collect()
    }
}
