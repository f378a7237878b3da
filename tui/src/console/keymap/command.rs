//! What a key can mean: one list, from which the help, the palette and the configuration take names and sentences.

macro_rules! commands {
    ($($command:ident $name:literal $does:literal)+) => {
        /// What an operator can ask the console for with one key.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Command { $(#[doc = $does] $command,)+ }

        impl Command {
            /// Every command.
            pub const ALL: &[Self] = &[$(Self::$command,)+];

            /// Its name in the configuration.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$command => $name,)+ }
            }

            /// What it does, for the help and the palette.
            pub const fn does(self) -> &'static str {
                match self { $(Self::$command => $does,)+ }
            }
        }
    };
}

commands! {
    Up "up" "one row up"
    Down "down" "one row down"
    PageUp "page-up" "one page up"
    PageDown "page-down" "one page down"
    First "first" "to the first row"
    Last "last" "to the last row"
    Open "open" "open what the cursor is on"
    Back "back" "one step back"
    Leave "leave" "leave this view"
    NextPane "next-pane" "to the next part or field"
    PreviousPane "previous-pane" "to the part or field before"
    Tab1 "tab-1" "overview"
    Tab2 "tab-2" "sessions"
    Tab3 "tab-3" "second factors"
    Tab4 "tab-4" "recovery codes"
    Tab5 "tab-5" "timeline"
    Tab6 "tab-6" "access"
    PreviousRecord "previous-record" "the record before, as the list has it"
    NextRecord "next-record" "the next record, as the list has it"
    Peek "peek" "show or hide the peek pane"
    Filter "filter" "filter as you type"
    Palette "palette" "go anywhere, do anything"
    Directories "directories" "go to another directory"
    Sort "sort" "choose the column to sort by; again to flip"
    Count "count" "count exactly, where the list estimates"
    Help "help" "the keys of this view"
    Mark "mark" "mark or unmark this row"
    MarkAll "mark-all" "mark all shown rows, or none"
    CopyValue "copy-value" "send this value to your terminal's clipboard"
    CopyCommand "copy-command" "send the same action as a command to your terminal's clipboard"
    Refresh "refresh" "load again, keeping the cursor"
    Live "live" "keep what is shown up to date, or stop that"
    Unlock "unlock" "unlock this user"
    EndSession "end-session" "end this session"
    EndAllSessions "end-all-sessions" "end all sessions of this user…"
    ResetFactors "reset-factors" "reset the second factors…"
    IssueCodes "issue-codes" "issue a 24-hour recovery code…"
    IssueFullSet "issue-full-set" "issue ten recovery codes…"
    Reveal "reveal" "show what is masked, for a reason…"
    Freeze "freeze" "freeze: it wasn't me…"
    Disable "disable" "close this account…"
    Enable "enable" "open this closed account again…"
    VoidCodes "void-codes" "void the recovery codes…"
    VerifyEmail "verify-email" "take the address as proved…"
    MailReset "mail-reset" "mail a link that lets them in again…"
    IssueBackupCodes "issue-backup-codes" "issue ten backup codes of the application…"
    RemovePasskey "remove-passkey" "remove this passkey…"
    UnlinkIdentity "unlink-identity" "unlink this identity…"
    RevokeInvitation "revoke-invitation" "revoke this invitation"
    DisableApiKey "disable-api-key" "stop this API key from being taken"
    EnableApiKey "enable-api-key" "let this API key be taken again…"
    DryRun "dry-run" "count what the policy would remove now"
    SetPolicy "set-policy" "change how long it keeps rows, and when it runs…"
    CopySecret "copy-secret" "send the secret to your terminal's clipboard, where configured"
    SaveSecret "save-secret" "write the secret to a file only you can read"
    HideSecret "hide-secret" "hide or show the secret"
    ReadAloud "read-aloud" "spell the secret for reading aloud"
    ToggleCode "toggle-code" "picture or text of the code"
    Accept "accept" "take what was typed or chosen"
    Complete "complete" "complete the word"
    Interrupt "interrupt" "leave the console"
    Suspend "suspend" "stop the console; fg brings it back"
    Repaint "repaint" "draw the screen again"
}

impl Command {
    /// Whether it changes the directory, or leaves a trace in the audit: what a read-only one refuses.
    pub const fn changes(self) -> bool {
        matches!(
            self,
            Self::Unlock
                | Self::EndSession
                | Self::EndAllSessions
                | Self::ResetFactors
                | Self::IssueCodes
                | Self::IssueFullSet
                | Self::Reveal
                | Self::Freeze
                | Self::Disable
                | Self::Enable
                | Self::VoidCodes
                | Self::VerifyEmail
                | Self::MailReset
                | Self::IssueBackupCodes
                | Self::RemovePasskey
                | Self::UnlinkIdentity
                | Self::RevokeInvitation
                | Self::DisableApiKey
                | Self::EnableApiKey
                | Self::SetPolicy
        )
    }

    /// The command of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|command| command.name() == name)
    }
}
