//! What lies over a screen: help, palette, questions, fields and codes.

use crossterm::event::{KeyCode, KeyEvent};
use insta::assert_snapshot;
use ratatui::Frame;
use ratatui::layout::{Layout, Rect};
use wardroom_core::model::Safe;

use super::{DARK, PLAIN, buffer, screen, text};
use crate::console::keymap::{Command, Keymap, View};
use crate::console::theme::{Role, Theme};
use crate::console::widget::answers::Answers;
use crate::console::widget::dialog::Dialog;
use crate::console::widget::filter_line::{FilterLine, Term};
use crate::console::widget::help::Help;
use crate::console::widget::palette::{Choice, Entry, Kind, Palette};
use crate::console::widget::phrase::Phrase;
use crate::console::widget::qr::Qr;
use crate::console::widget::secret_field::SecretField;
use crate::console::widget::text_field::TextField;

fn typed(text: &str, mut press: impl FnMut(crokey::KeyCombination)) {
    text.chars()
        .for_each(|letter| press(KeyEvent::from(KeyCode::Char(letter)).into()));
}

#[test]
fn the_help_of_a_view() {
    let keymap = Keymap::default();
    let help = |typed_text: &str| {
        let mut help = Help::new(keymap.help(View::Users));
        typed(typed_text, |key| help.press(key));
        help
    };
    let hints = || keymap.hints(View::Help, 60);
    assert_snapshot!(screen(80, 24, |frame| help("").draw(frame, frame.area(), &DARK, hints())), @"
    |   ╭─ ? keys ───────────────────────────────────────────────────────────────╮   |
    |   │ find _________________________________________________________________ │   |
    |   │                                                                        │   |
    |   │ users                                                                  │   |
    |   │   p               show or hide the peek pane                           │   |
    |   │   u               unlock this user                                     │   |
    |   │   E               end all sessions of this user…                       │   |
    |   │   R               reset the second factors…                            │   |
    |   │   C               issue a 24-hour recovery code…                       │   |
    |   │   F               freeze: it wasn't me…                                │   |
    |   │ in every list                                                          │   |
    |   │   Enter           open what the cursor is on                           │   |
    |   │   /               filter as you type                                   │   |
    |   │   s               choose the column to sort by; again to flip          │   |
    |   │   y               send this value to your terminal's clipboard         │   |
    |   │   #               count exactly, where the list estimates              │   |
    |   │   Space           mark or unmark this row                              │   |
    |   │   *               mark all shown rows, or none                         │   |
    |   │ moving                                                                 │   |
    |   │   Down j          one row down                                         │   |
    |   │   Up k            one row up                                           │   |
    |   │   PageDown Ctrl-f one page down                                        │   |
    |   │   PageUp          one page up                                          │   |
    |   ╰──────────────────────────────────────────────── Enter accept  Esc back ╯   |
    ");
    assert_snapshot!(screen(80, 8, |frame| help("sess").draw(frame, frame.area(), &DARK, hints())), @"
    |                                                                                |
    |   ╭─ ? keys ───────────────────────────────────────────────────────────────╮   |
    |   │ find sess_____________________________________________________________ │   |
    |   │                                                                        │   |
    |   │ users                                                                  │   |
    |   │   E               end all sessions of this user…                       │   |
    |   ╰──────────────────────────────────────────────── Enter accept  Esc back ╯   |
    |                                                                                |
    ");
    assert!(
        screen(80, 9, |frame| help("zzz").draw(
            frame,
            frame.area(),
            &DARK,
            hints()
        ))
        .contains("no key does that")
    );
    assert!(
        screen(44, 9, |frame| help("").draw(
            frame,
            frame.area(),
            &DARK,
            hints()
        ))
        .contains("? keys")
    );
    assert!(!help("x").obey(Command::Back));
    assert!(help("").obey(Command::Back));
}

fn entries() -> Vec<Entry<u8>> {
    let entry =
        |kind, label: &str, about: &str, key: Option<&str>, refusal: Option<&str>, value| Entry {
            kind,
            label: label.into(),
            about: about.into(),
            key: key.map(str::to_owned),
            refusal: refusal.map(Safe::new),
            value,
        };
    vec![
        entry(
            Kind::Do,
            "unlock this user",
            "mallory@evil.test",
            Some("u"),
            Some("not now: it is open already"),
            0,
        ),
        entry(Kind::Go, "users › status:locked", "1,204", None, None, 1),
        entry(
            Kind::Do,
            "end all sessions…",
            "mallory@evil.test",
            Some("E"),
            None,
            2,
        ),
        entry(Kind::Go, "retention", "", None, None, 3),
    ]
}

#[test]
fn the_palette_finds_and_explains() {
    let mut palette = Palette::new(entries());
    typed("lock", |key| palette.press(key));
    let hints = || Keymap::default().hints(View::Palette, 60);
    assert_snapshot!(screen(80, 16, |frame| palette.draw(frame, frame.area(), &DARK, hints())), @"
    |                                                                                |
    |    ╭─ : go or do ─────────────────────────────────────────────────────────╮    |
    |    │ > lock______________________________________________________________ │    |
    |    │                                                                      │    |
    |    │ ▌ go  users › status:locked  1,204                                   │    |
    |    │   do  unlock this user  not now: it is open already                u │    |
    |    │                                                                      │    |
    |    │                                                                      │    |
    |    │                                                                      │    |
    |    │                                                                      │    |
    |    │                                                                      │    |
    |    │                                                                      │    |
    |    │                                                                      │    |
    |    │                                                                      │    |
    |    ╰──────────────────────────────── Enter accept  Tab complete  Esc back ╯    |
    |                                                                                |
    ");
    assert!(
        screen(44, 9, |frame| palette.draw(
            frame,
            frame.area(),
            &DARK,
            hints()
        ))
        .contains("go or do")
    );
    assert_eq!(palette.obey(Command::Accept), Choice::Take(1));
    palette.obey(Command::Down);
    assert_eq!(
        palette.obey(Command::Accept),
        Choice::Refused("not now: it is open already".into())
    );
    assert_eq!(palette.obey(Command::Back), Choice::Close);
}

fn question(frame: &mut Frame<'_>, theme: &Theme) {
    let lines = vec![
        Phrase::new(),
        "Signs mallory@evil.test out on 3 devices.".into(),
        Phrase::new(),
    ];
    let title = Phrase::new().say(Role::Title, "end all sessions of mallory@evil.test");
    let dialog = Dialog {
        title,
        lines,
        rows: 1,
        width: 60,
        hints: Keymap::default().hints(View::Dialog, 56),
    };
    let rest = dialog.draw(frame, frame.area(), theme);
    Answers::new(["end 3 sessions"]).draw(frame, rest, theme);
}

#[test]
fn a_question_chooses_cancel_first() {
    assert_snapshot!(screen(80, 8, |frame| question(frame, &DARK)), @"
    |                                                                                |
    |          ╭─ end all sessions of mallory@evil.test ──────────────────╮          |
    |          │                                                          │          |
    |          │ Signs mallory@evil.test out on 3 devices.                │          |
    |          │                                                          │          |
    |          │ ▌[ cancel ]   [ end 3 sessions ]                         │          |
    |          ╰────────────────────── Enter choose  Esc cancel  Tab next ╯          |
    |                                                                                |
    ");
    assert_snapshot!(screen(44, 9, |frame| question(frame, &PLAIN)), @"
    |                                            |
    |                                            |
    |+- end all sessions of mallory@evil.test --+|
    ||                                          ||
    || Signs mallory@evil.test out on 3 device~ ||
    ||                                          ||
    || >[ cancel ]   [ end 3 sessions ]         ||
    |+------ Enter choose  Esc cancel  Tab next +|
    |                                            |
    ");
}

const TERMS: &[Term] = &[Term {
    name: "status",
    values: &["active", "locked"],
}];

#[test]
fn fields_show_text_and_hide_secrets() {
    let drawn = screen(44, 4, |frame| {
        let [text, long, secret, filter] = Layout::vertical([1, 1, 1, 1]).areas(frame.area());
        TextField::with("ana\u{202e}").draw(frame, text, &DARK, false);
        TextField::with(&"0123456789".repeat(6)).draw(frame, long, &DARK, true);
        let mut field = SecretField::default();
        field.paste("hunter2".to_owned());
        field.draw(frame, secret, &DARK, false);
        FilterLine::new(TERMS, "status:").draw(frame, filter, &DARK);
    });
    assert_snapshot!(drawn, @r"
    |ana\u{202e}_________________________________|
    |…890123456789012345678901234567890123456789_|
    |•••••••_____________________________________|
    | / status:____________  status:active  stat…|
    ");
}

#[test]
fn an_authenticator_code_fits_80_by_24() {
    let address =
        "otpauth://totp/Wardroom:ana.ops?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Wardroom";
    let code = Qr::new(address).unwrap();
    assert_eq!(code.size(), (41, 21));
    assert!(
        !code.fits(Rect::new(0, 0, 80, 20), &DARK) && !code.fits(Rect::new(0, 0, 80, 24), &PLAIN)
    );
    assert_eq!(
        Qr::new(&"x".repeat(106)).map(|code| code.size()),
        Some((41, 21))
    );
    assert!(Qr::new(&"x".repeat(5000)).is_none());
    let drawn = buffer(41, 21, |frame| code.draw(frame, frame.area(), &DARK));
    let paper = DARK.style(Role::Paper);
    assert!(
        drawn
            .content()
            .iter()
            .all(|cell| cell.style().fg == paper.fg && cell.style().bg == paper.bg)
    );
    assert_snapshot!(text(&drawn), @"
    |                                         |
    |  █▀▀▀▀▀█ ▀▄▄▀▀  ▀██▄▄ ▀█▄ ▀▄ ▄ █▀▀▀▀▀█  |
    |  █ ███ █   ▀ █  ▀█▄ █▄▀▀ ▀█▀▄  █ ███ █  |
    |  █ ▀▀▀ █  ▀▄▀▄ ▀██▀▄▀ ▀█ ▄ █   █ ▀▀▀ █  |
    |  ▀▀▀▀▀▀▀ █ █▄▀▄▀▄█ ▀ ▀ ▀ █▄▀▄▀ ▀▀▀▀▀▀▀  |
    |  █▀▄▀▀▄▀▄ █▀▀▄█  ▄▀ █▄█    ██  ▀▄▄▄▄▄▀  |
    |  █▀ ▄▀ ▀█ ▀ █▄█ ▀██  ▀ █▀█▀█▀▄▄█  █▄ █  |
    |  ▄▄ ▀██▀██▄ ▀▀█▄▀█ ▄█▄  █▀▄ █▄▄▀ ▄▀▄▄▀  |
    |  ▀  ▄ █▀ ▄█▀█▀▀ ▄▀  ▀ ▄▄▄█ ▄█  ▀ ▄▀███  |
    |  ██ ██▀▀▀█  ▄▄▄█ ▄▄ ▄█▀██ ▀ ▄ ▄▀▄  ▀█▀  |
    |   ▀█▄ ▄▀ ▀ ▄▀▄ ▄▀▄ █▀▀▀▄ ██ ██▄  ▄▀  █  |
    |  ▀▀▄█ █▀▀  ▀ ▀▀█▄▀█▀ ▀▀▄▄█ ▀▄█▀▀▄▄█ ▄▀  |
    |  ▄▀ ▄▀▄▀▀▄█▀ ▀ ██▀█  ▀  ▀▄  ▀█  █▄ █▄█  |
    |  █ ▄██▄▀ ▀ █ ▄▀▀▄█▀ █ ▄▀█▄ ▀██ ▀█▄█▄▄▀  |
    |  █▀▄▄▄▄▀▀▄█  ▄▄██ ▀ ▀ ▄  ▄▀▀█▀█▄▀▄▄▄█▀  |
    |  ▀ ▀ ▀ ▀▀▄ ▄█▀  ▄ ▄▄▄█▄█▄ ▄  █▀▀▀█▄█▄   |
    |  █▀▀▀▀▀█  ▀▄▄▀█▀█▀▀▀▄▄ ▀█ ▄█▄█ ▀ ██▀▄█  |
    |  █ ███ █ ██▀▀▄█ █ ▀ █▀ ▄  ▀███▀██▀█ ▀   |
    |  █ ▀▀▀ █ ▄█▀█▄█ ▀ ▄█▀▀ ▄▀▄▀▀▀ ▄ ▀▀▄███  |
    |  ▀▀▀▀▀▀▀ ▀▀▀▀▀▀ ▀▀  ▀ ▀ ▀ ▀  ▀▀  ▀   ▀  |
    |                                         |
    ");
}
