//! Recovery codes, shown once: hidden when nobody may be looking, gone when it is left, counting only when finished.

mod code;
mod ending;
mod finish;
mod update;
mod view;

use std::fmt;
use std::time::{Duration, Instant};

use ratatui::Frame;
use ratatui::layout::{Rect, Size};
use wardroom_core::crypto::recovery_code::RecoveryCode;
use wardroom_core::model::{CodeSetKind, Safe, Ts, UserId};

use self::code::Code;
use crate::console::driver::{Issued, SetOf};
use crate::console::keymap::View;
use crate::console::screen::{Context, Input, Next, Screen};
use crate::console::widget::phrase::Phrase;
use crate::console::widget::secret_field::SecretField;
use crate::console::widget::text_field::TextField;

/// How long codes stay on the screen by themselves.
const SHOWN_FOR: Duration = Duration::from_mins(2);

/// What the codes are, and what finishing does.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Purpose {
    /// The operator's own; they count already.
    Own,
    /// An application's, of a user; they count already and those before do not.
    Backup,
    /// A user's; they count once they are finished.
    Issued(SetOf, CodeSetKind),
}

/// What the keys do now.
#[derive(Debug)]
enum Mode {
    Looking,
    /// The end of a code is typed, to show that it was kept.
    Ending(SecretField),
    /// A file's name is typed.
    Naming(TextField),
    /// An answer that must not be missed is on its way.
    Waiting,
}

/// The codes on the screen; they exist nowhere else.
pub struct Shown {
    codes: Vec<Code>,
    purpose: Purpose,
    login: Safe,
    mode: Mode,
    /// Which code is asked for at the end.
    asked: usize,
    /// Which code is spelled for reading aloud.
    aloud: Option<usize>,
    /// Until when they stay on the screen, and how that is written; `None` while hidden.
    until: Option<(Instant, Ts)>,
    size: Option<Size>,
    is_leaving: bool,
    trouble: Option<Safe>,
}

/// Shows a user's new codes.
pub fn issued(issued: Issued, user: UserId, login: Safe) -> Box<dyn Screen> {
    match issued {
        Issued::Recovery(issued) => {
            let set = SetOf {
                user,
                set: issued.set,
            };
            let codes = issued.codes.into_iter().map(Code::Recovery);
            Shown::boxed(codes.collect(), Purpose::Issued(set, issued.kind), login)
        }
        Issued::Backup(codes) => {
            let codes = codes.into_iter().map(Code::Backup);
            Shown::boxed(codes.collect(), Purpose::Backup, login)
        }
    }
}

/// Shows the operator's own codes, right after enrolment.
pub fn own(codes: Vec<RecoveryCode>) -> Box<dyn Screen> {
    let codes = codes.into_iter().map(Code::Recovery);
    Shown::boxed(codes.collect(), Purpose::Own, "yourself".into())
}

impl Purpose {
    /// What the codes are called.
    const fn codes(&self) -> &'static str {
        match self {
            Self::Backup => "backup codes",
            Self::Own | Self::Issued(..) => "recovery codes",
        }
    }

    /// Whether leaving without a word changes nothing: they count already.
    const fn counts_already(&self) -> bool {
        matches!(self, Self::Own | Self::Backup)
    }
}

impl Shown {
    fn boxed(codes: Vec<Code>, purpose: Purpose, login: Safe) -> Box<dyn Screen> {
        Box::new(Self {
            codes,
            purpose,
            login,
            mode: Mode::Looking,
            asked: 0,
            aloud: None,
            until: None,
            size: None,
            is_leaving: false,
            trouble: None,
        })
    }

    const fn is_hidden(&self) -> bool {
        self.until.is_none()
    }
}

/// Never a code, whatever prints it.
impl fmt::Debug for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shown")
            .field("purpose", &self.purpose)
            .finish_non_exhaustive()
    }
}

impl Screen for Shown {
    fn view(&self) -> View {
        match self.mode {
            Mode::Looking | Mode::Waiting => View::ShowOnce,
            Mode::Ending(_) | Mode::Naming(_) => View::Field,
        }
    }

    fn update(&mut self, input: Input, context: &Context<'_>) -> Vec<Next> {
        self.take(input, context)
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        self.render(frame, area, context);
    }

    fn crumbs(&self) -> Vec<Phrase> {
        vec![self.purpose.codes().into()]
    }

    fn next_wakeup(&self, _: Instant) -> Option<Instant> {
        self.until.map(|(until, _)| until)
    }

    fn is_unsaved(&self) -> bool {
        true
    }
}
