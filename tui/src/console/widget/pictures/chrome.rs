//! The frame, the rule and the table.

use std::hash::Hash;

use insta::assert_snapshot;
use ratatui::Frame;
use ratatui::layout::Rect;
use wardroom_core::model::Safe;

use super::{DARK, PLAIN, buffer, screen};
use crate::console::keymap::{Command, Keymap, View};
use crate::console::theme::{Level, Mark, Name, Role, Theme, UNICODE};
use crate::console::widget::frame::{Chrome, Environment, Standing};
use crate::console::widget::listing::Listing;
use crate::console::widget::phrase::Phrase;
use crate::console::widget::rule;
use crate::console::widget::table::{Column, Sorted, Table, Width};

fn chrome() -> Chrome {
    Chrome {
        standing: Standing {
            is_read_only: false,
            environment: Environment::Production,
            directory: "accounts@eu-1".into(),
            engine: "postgres 17".into(),
            latency: "3 ms".into(),
            operator: "ana.ops".into(),
            role: "admin".into(),
            step_up: Phrase::new().say(Role::Warn, "step-up until 14:36"),
            worker: Phrase::new().say(Role::Ok, "worker ok"),
        },
        crumbs: vec!["users".into(), "status:locked seen:<1h".into()],
        facts: vec![
            (1, "1,204 of ~4.18 M".into()),
            (2, "SEEN ↓".into()),
            (3, "38 ms".into()),
            (0, "live 5 s".into()),
        ],
        result: Phrase::new()
            .shape(Mark::Ok)
            .text(" mallory@evil.test: 3 sessions ended"),
        hints: Keymap::default().hints(View::Users, 80),
        plain: "wardroom users list",
    }
}

const COLUMNS: &[Column] = &[
    Column {
        title: "STATUS",
        width: Width::Fixed(10),
        rank: 0,
        is_right: false,
    },
    Column {
        title: "LOGIN",
        width: Width::Fill(16),
        rank: 0,
        is_right: false,
    },
    Column {
        title: "NAME",
        width: Width::Fixed(14),
        rank: 3,
        is_right: false,
    },
    Column {
        title: "SESS",
        width: Width::Fixed(5),
        rank: 2,
        is_right: true,
    },
    Column {
        title: "SEEN",
        width: Width::Fixed(7),
        rank: 1,
        is_right: true,
    },
];

fn person(index: usize) -> Vec<Phrase> {
    let (login, name) = match index {
        0 => ("mallory@evil.test", "Mallory Evans"),
        1 => ("li.wei@northwind.test", "李伟"),
        2 => ("samira@contoso.test", "سميرة"),
        _ => ("alerts\x1b[2J@x.test", "bad\u{202e}name"),
    };
    let seen = Safe::new(&format!("{} m", 32 + index));
    vec![
        Phrase::new().mark(Mark::Locked),
        login.into(),
        name.into(),
        "3".into(),
        Phrase::from(&seen),
    ]
}

fn table<Key: Clone + Eq + Hash>(
    frame: &mut Frame<'_>,
    area: Rect,
    theme: &Theme,
    listing: &Listing<Key>,
) {
    let sorted = Some(Sorted {
        column: 4,
        is_falling: true,
    });
    Table {
        columns: COLUMNS,
        sorted,
        is_stale: false,
    }
    .draw(frame, area, theme, listing, person);
}

fn people() -> Listing<usize> {
    let mut listing = Listing::default();
    listing.resize(3);
    listing.replace((0..4).collect());
    listing.obey(Command::Mark);
    listing.obey(Command::Down);
    listing
}

fn users(frame: &mut Frame<'_>, theme: &Theme) {
    if let Some(body) = chrome().draw(frame, theme) {
        let below = rule::draw(frame, body, theme, &"locked".into(), &"newest first".into());
        table(frame, below, theme, &people());
    }
}

#[test]
fn the_frame_in_80_columns() {
    assert_snapshot!(screen(80, 16, |frame| users(frame, &DARK)), @"
    |[PROD] accounts@eu-1 · 3 ms    ana.ops · admin · step-up until 14:36 · worker ok|
    | users › status:locked seen:<1h     1,204 of ~4.18 M · SEEN ↓ · 38 ms · live 5 s|
    | locked ────────────────────────────────────────────────────────── newest first |
    |  STATUS     LOGIN                                 NAME            SESS  SEEN ↓ |
    | *■ locked   mallory@evil.test                     Mallory Evans      3    32 m |
    |▌ ■ locked   li.wei@northwind.test                 李伟               3    33 m |
    |  ■ locked   samira@contoso.test                   سميرة              3    34 m |
    |                                                                                |
    |                                                                                |
    |                                                                                |
    |                                                                                |
    |                                                                                |
    |                                                                                |
    |                                                                                |
    | ok mallory@evil.test: 3 sessions ended                                         |
    | ? help  Enter open  / filter  s sort  p peek  u unlock  y copy  : go/do        |
    ");
}

#[test]
fn the_frame_in_120_columns_shows_more_of_the_same() {
    let wide = screen(120, 16, |frame| users(frame, &DARK));
    let rows: Vec<_> = wide.lines().collect();
    assert_snapshot!([rows[0], rows[1], rows[3], rows[4], rows[15]].join("\n"), @"
    |[PROD] accounts@eu-1 · postgres 17 · 3 ms                              ana.ops · admin · step-up until 14:36 · worker ok|
    | users › status:locked seen:<1h                                             1,204 of ~4.18 M · SEEN ↓ · 38 ms · live 5 s|
    |  STATUS     LOGIN                                                                         NAME            SESS  SEEN ↓ |
    | *■ locked   mallory@evil.test                                                             Mallory Evans      3    32 m |
    | ? help  Enter open  / filter  s sort  p peek  u unlock  y copy  : go/do                                                |
    ");
}

#[test]
fn without_colours_and_shapes_it_says_the_same() {
    let plain = screen(80, 16, |frame| users(frame, &PLAIN));
    let rows: Vec<_> = plain.lines().collect();
    assert_snapshot!(rows[1..6].join("\n"), @"
    | users > status:locked seen:<1h     1,204 of ~4.18 M - SEEN ↓ - 38 ms - live 5 s|
    | locked ---------------------------------------------------------- newest first |
    |  STATUS     LOGIN                                 NAME            SESS  SEEN v |
    | *# locked   mallory@evil.test                     Mallory Evans      3    32 m |
    |> # locked   li.wei@northwind.test                 李伟               3    33 m |
    ");
}

#[test]
fn below_the_smallest_size_a_notice_names_the_command() {
    assert_snapshot!(screen(44, 9, |frame| users(frame, &DARK)), @"
    |                                            |
    |  This screen is 44 x 9.                    |
    |  The console needs 60 x 16; 80 x 24 is     |
    |  comfortable.                              |
    |                                            |
    |  Make the window larger, or run            |
    |    wardroom users list                     |
    |                                            |
    |  q quit                                    |
    ");
    assert!(screen(60, 16, |frame| users(frame, &DARK)).contains("status:locked"));
    for (columns, rows) in [(1, 1), (2, 3), (59, 40), (200, 15)] {
        screen(columns, rows, |frame| users(frame, &DARK));
    }
}

#[test]
fn colours_are_never_alone() {
    let names = [Name::Dark, Name::Light, Name::Deuteranopia, Name::Mono];
    let levels = [Level::None, Level::Sixteen, Level::Cube, Level::True];
    let shown = screen(80, 16, |frame| users(frame, &DARK));
    for (name, level) in names
        .into_iter()
        .flat_map(|name| levels.map(|level| (name, level)))
    {
        let theme = Theme::new(name, level, &UNICODE);
        assert_eq!(
            screen(80, 16, |frame| users(frame, &theme)),
            shown,
            "{name:?} {level:?}"
        );
    }
}

#[test]
fn the_cursor_row_is_one_whole_bar() {
    for theme in [DARK, PLAIN] {
        let drawn = buffer(80, 5, |frame| table(frame, frame.area(), &theme, &people()));
        let row = drawn.content().chunks(80).nth(2).unwrap();
        assert!(
            row.iter()
                .all(|cell| cell.modifier.contains(ratatui::style::Modifier::REVERSED))
        );
    }
}

#[test]
fn a_table_asks_for_the_rows_in_sight_only() {
    let mut listing = Listing::default();
    listing.replace((0..500_000).collect::<Vec<usize>>());
    listing.resize(4);
    listing.obey(Command::Last);
    let asked = std::cell::RefCell::new(Vec::new());
    buffer(80, 5, |frame| {
        Table {
            columns: COLUMNS,
            sorted: None,
            is_stale: true,
        }
        .draw(frame, frame.area(), &DARK, &listing, |row| {
            asked.borrow_mut().push(row);
            person(row)
        });
    });
    assert_eq!(asked.into_inner(), [499_996, 499_997, 499_998, 499_999]);
}

#[test]
fn a_click_on_a_heading_finds_its_column() {
    let table = Table {
        columns: COLUMNS,
        sorted: None,
        is_stale: false,
    };
    assert_eq!(table.column_at(80, 0), None);
    assert_eq!(table.column_at(80, 2), Some(0));
    assert_eq!(table.column_at(80, 13), Some(1));
    assert_eq!(table.column_at(80, 79), None);
}
