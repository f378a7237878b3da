//! What cannot be done in a directory is refused with the sentence that says why, and nothing is changed.

use wardroom_core::action::user::{CreateUser, FreezeUser, MailReset};
use wardroom_core::action::{EndSessions, IssueBackupCodes};

use super::{ALICE, World, every_spelling};

every_spelling! {
    async fn each_refusal_says_why(world: World) {
        let wardroom = world.attach(&[]).await;
        let user = wardroom.id_of(ALICE).await;
        let why = world.refused(&wardroom, MailReset { user: user.clone() }).await.to_string();
        assert!(why.contains("set reset_page in the profile"), "{why}");
        let why = world.refused(&wardroom, FreezeUser { user: user.clone() }).await.to_string();
        assert!(why.contains("disable the user instead"), "{why}");
        let why = world.refused(&wardroom, IssueBackupCodes { user }).await.to_string();
        assert!(why.contains("set secret_file in the profile"), "{why}");
        let dora = CreateUser::new(&wardroom.directory, "dora@mail.example", None).unwrap();
        let why = world.refused(&wardroom, dora).await.to_string();
        assert!(why.contains("users are made by the application"), "{why}");
    }

    async fn a_secondary_storage_is_beyond_reach(world: World) {
        let page = ("reset_page", "https://shop.example/new");
        let wardroom = world.attach(&[("session_storage", "elsewhere"), page]).await;
        let user = wardroom.id_of(ALICE).await;
        let why = world.refused(&wardroom, EndSessions { user: user.clone() }).await.to_string();
        assert!(why.contains("secondary storage"), "{why}");
        let why = world.refused(&wardroom, MailReset { user }).await.to_string();
        assert!(why.contains("nothing can be planted"), "{why}");
    }
}
