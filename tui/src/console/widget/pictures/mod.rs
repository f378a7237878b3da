//! How the widgets look: text snapshots at the sizes people have. Rows stand between bars, so that blanks show.

mod chrome;
mod overlays;

use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::{Frame, Terminal};
use wardroom_core::model::Safe;

use crate::console::theme::{ASCII, Level, Name, Theme, UNICODE};

const DARK: Theme = Theme::new(Name::Dark, Level::True, &UNICODE);
const PLAIN: Theme = Theme::new(Name::Dark, Level::None, &ASCII);

fn buffer(columns: u16, rows: u16, render: impl FnOnce(&mut Frame<'_>)) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    let mut drawn = Buffer::default();
    let render = |frame: &mut Frame<'_>| {
        render(frame);
        drawn = frame.buffer_mut().clone();
    };
    terminal.draw(render).unwrap();
    drawn
}

/// The text alone, with the second cell of a wide letter and marks of direction left out and the ends of rows marked.
fn text(buffer: &Buffer) -> String {
    let columns = usize::from(buffer.area.width);
    let row = |cells: &[ratatui::buffer::Cell]| {
        let mut hidden = 0;
        let shown = cells.iter().filter(|cell| {
            let is_hidden = hidden > 0;
            hidden = if is_hidden {
                hidden - 1
            } else {
                letters(cell).width().saturating_sub(1)
            };
            !is_hidden
        });
        let shown = shown.map(|cell| letters(cell).to_string());
        format!("|{}|", shown.collect::<String>())
    };
    buffer
        .content()
        .chunks(columns)
        .map(row)
        .collect::<Vec<_>>()
        .join("\n")
}

fn letters(cell: &ratatui::buffer::Cell) -> Safe {
    Safe::new(&cell.symbol().replace('\u{200e}', ""))
}

fn screen(columns: u16, rows: u16, render: impl FnOnce(&mut Frame<'_>)) -> String {
    text(&buffer(columns, rows, render))
}
