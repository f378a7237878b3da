//! A drawn frame as an SVG for the documentation. One text per word: viewers disagree about leading blanks and about
//! `textLength`, none about `x`, so the grid stays exact everywhere.

use std::fmt::Write;

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};
use unicode_width::UnicodeWidthStr;

use super::theme::{GROUND, hex};

/// A cell's width and height, the margin and the baseline, in pixels.
const CELL: (f64, f64) = (8.4, 18.0);
const MARGIN: f64 = 10.0;
const BASELINE: f64 = 13.5;

/// Neighbouring cells of one style.
struct Run {
    column: u16,
    width: u16,
    style: Style,
    text: String,
}

/// The whole buffer as one picture.
pub fn render(buffer: &Buffer) -> String {
    let (width, height) = (
        place(buffer.area.width, CELL.0) + MARGIN,
        place(buffer.area.height, CELL.1) + MARGIN,
    );
    let mut svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0}" height="{height:.0}" font-family="'JetBrains Mono','DejaVu Sans Mono',monospace" font-size="14"><rect width="100%" height="100%" rx="8" fill="{GROUND}"/>"#
    );
    svg.push('\n');
    for row in 0..buffer.area.height {
        for run in runs(buffer, row) {
            // Writing to a `String` cannot fail.
            draw(&mut svg, &run, row).unwrap_or_default();
        }
    }
    svg.push_str("</svg>\n");
    svg
}

fn place(cells: u16, size: f64) -> f64 {
    MARGIN + f64::from(cells) * size
}

fn runs(buffer: &Buffer, row: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut column = 0;
    while column < buffer.area.width {
        let Some(cell) = buffer.cell((buffer.area.x + column, buffer.area.y + row)) else {
            break;
        };
        let width = u16::try_from(cell.symbol().width()).unwrap_or(1).max(1);
        match runs.last_mut().filter(|run| run.style == cell.style()) {
            Some(run) => {
                run.text.push_str(cell.symbol());
                run.width += width;
            }
            None => runs.push(Run {
                column,
                width,
                style: cell.style(),
                text: cell.symbol().to_owned(),
            }),
        }
        column += width;
    }
    runs
}

fn draw(svg: &mut String, run: &Run, row: u16) -> std::fmt::Result {
    let (ink, ground) = hex(run.style);
    let top = place(row, CELL.1);
    if let Some(ground) = ground {
        let (x, width) = (place(run.column, CELL.0), f64::from(run.width) * CELL.0);
        writeln!(
            svg,
            r#"<rect x="{x:.1}" y="{top:.1}" width="{width:.1}" height="{}" fill="{ground}"/>"#,
            CELL.1
        )?;
    }
    let has = |modifier| run.style.add_modifier.contains(modifier);
    let bold = if has(Modifier::BOLD) {
        r#" font-weight="bold""#
    } else {
        ""
    };
    let mut column = run.column;
    for word in run.text.split(' ') {
        let width = u16::try_from(word.width()).unwrap_or_default();
        if width > 0 {
            let (x, y, length) = (
                place(column, CELL.0),
                top + BASELINE,
                f64::from(width) * CELL.0,
            );
            let word = word
                .replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;");
            writeln!(
                svg,
                r#"<text x="{x:.1}" y="{y:.1}" textLength="{length:.1}" fill="{ink}"{bold}>{word}</text>"#
            )?;
        }
        column += width + 1;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;

    #[test]
    fn words_stand_on_the_grid_and_markup_is_text() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
        buffer.set_string(0, 0, "  <b> 李伟 x", Style::new().bold());
        let svg = render(&buffer);
        assert!(svg.contains(r##"<text x="26.8" y="23.5" textLength="25.2" fill="#cdd6f4" font-weight="bold">&lt;b&gt;</text>"##), "{svg}");
        assert!(svg.contains(r##"<text x="60.4" y="23.5" textLength="33.6" fill="#cdd6f4" font-weight="bold">李伟</text>"##), "{svg}");
    }

    #[test]
    fn the_cursor_row_is_a_bar() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 3, 1));
        buffer.set_string(0, 0, "bob", Style::new().reversed());
        assert!(render(&buffer).contains(r##"width="25.2" height="18" fill="#cdd6f4"/>"##));
    }
}
