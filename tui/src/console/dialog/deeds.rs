//! What can be done to a user, as one table: the key's command, the action's place in the protocol, the dialog.

use wardroom_core::action::Spec;
use wardroom_core::model::{Caller, Safe, User};

use crate::console::keymap::Command;
use crate::console::screen::{Context, Next, Offer, Screen};

/// The target of a dialog, caught when it opens.
pub struct Target {
    /// Who acts.
    pub caller: Caller,
    /// To whom; as it was when the dialog opened.
    pub user: User,
    /// The address as this operator may see it.
    pub login: Safe,
}

/// One deed.
pub struct Deed {
    /// What the operator pressed or chose.
    pub command: Command,
    /// Its place in the protocol.
    pub spec: &'static Spec,
    /// Opens its dialog.
    pub open: fn(Target, &Context<'_>) -> Box<dyn Screen>,
}

/// Every deed with a user as its target.
pub const OF_USER: &[Deed] = &[];

/// Opens the dialog of this command for `user`, or says why not now; `None` if the command is no deed.
pub fn act(command: Command, user: &User, context: &Context<'_>) -> Option<Vec<Next>> {
    let deed = OF_USER.iter().find(|deed| deed.command == command)?;
    Some(match context.operator.caller_as(deed.spec.least) {
        Err(why) => vec![Next::note(format!("not now: {why}").as_str())],
        Ok(caller) => {
            let login = context.login(user);
            let target = Target {
                caller: caller.clone(),
                user: user.clone(),
                login,
            };
            vec![Next::Open((deed.open)(target, context))]
        }
    })
}

/// Every deed for the palette, with the reason where it is off.
pub fn offers(user: &User, context: &Context<'_>) -> Vec<Offer> {
    let offer = |deed: &Deed| Offer {
        command: deed.command,
        about: context.login(user),
        refusal: context.operator.caller_as(deed.spec.least).err(),
    };
    OF_USER.iter().map(offer).collect()
}
