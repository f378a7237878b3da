//! Registering, signing in and out, new passwords, bans.

use serde_json::{Value, json};

use super::{BetterAuth, PASSWORD};

/// How far a sign-in with the right password came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignedIn {
    /// There is a session.
    Whole,
    /// A second factor is asked for.
    Challenged,
}

impl BetterAuth {
    /// Registers somebody and signs them in; their id.
    pub fn sign_up(&self, jar: &str, email: &str) -> String {
        let who = json!({ "jar": jar, "email": email, "password": PASSWORD, "name": jar });
        self.0.must("signUp", who)
    }

    /// Makes a user with a verified address and this role, signed in nowhere; their id.
    pub fn create_user(&self, email: &str, role: &str) -> String {
        let who = json!({ "email": email, "password": PASSWORD, "name": role, "role": role });
        self.0.must("createUser", who)
    }

    /// Signs somebody in with the password of these scenes.
    pub fn sign_in(&self, jar: &str, email: &str) -> Result<SignedIn, String> {
        self.sign_in_with(jar, email, PASSWORD)
    }

    /// Signs somebody in with another password.
    pub fn sign_in_with(&self, jar: &str, email: &str, password: &str) -> Result<SignedIn, String> {
        let answer = self.0.call(
            "signIn",
            json!({ "jar": jar, "email": email, "password": password }),
        )?;
        Ok(if answer["twoFactor"] == true {
            SignedIn::Challenged
        } else {
            SignedIn::Whole
        })
    }

    /// The address of whoever this jar's session belongs to.
    pub fn session(&self, jar: &str) -> Option<String> {
        let answer: Value = self.0.must("session", json!({ "jar": jar }));
        answer["user"]["email"].as_str().map(str::to_owned)
    }

    /// Ends this jar's session.
    pub fn sign_out(&self, jar: &str) {
        self.0.done("signOut", json!({ "jar": jar })).unwrap();
    }

    /// A user as the library reads it.
    pub fn user(&self, email: &str) -> Value {
        self.0.must("user", json!({ "email": email }))
    }

    /// Links an account at an OAuth provider.
    pub fn link_account(&self, email: &str, provider: &str, account: &str) {
        let with = json!({ "email": email, "providerId": provider, "accountId": account });
        self.0.done("linkAccount", with).unwrap();
    }

    /// The providers of this jar's user, `credential` for the password, in order.
    pub fn accounts(&self, jar: &str) -> Vec<String> {
        self.0.must("accounts", json!({ "jar": jar }))
    }

    /// Asks for a reset; the token that would have been mailed.
    pub fn request_password_reset(&self, email: &str) -> String {
        self.0
            .must("requestPasswordReset", json!({ "email": email }))
    }

    /// Follows the link of a reset; the token the app's page is given.
    pub fn open_reset_link(&self, token: &str) -> Result<String, String> {
        let answer = self.0.call("openResetLink", json!({ "token": token }))?;
        Ok(serde_json::from_value(answer).unwrap())
    }

    /// Takes a new password with a reset's token.
    pub fn reset_password(&self, token: &str, new: &str) -> Result<(), String> {
        self.0.done(
            "resetPassword",
            json!({ "token": token, "newPassword": new }),
        )
    }

    /// Changes the password with the old one; asks the database even where cookies are believed.
    pub fn change_password(&self, jar: &str, new: &str) -> Result<(), String> {
        self.0.done(
            "changePassword",
            json!({ "jar": jar, "currentPassword": PASSWORD, "newPassword": new }),
        )
    }

    /// Bans a user through the admin plugin, as the administrator of this jar.
    pub fn ban(&self, admin: &str, user: &str, reason: &str) -> Result<(), String> {
        self.0.done(
            "ban",
            json!({ "jar": admin, "userId": user, "banReason": reason }),
        )
    }

    /// Lifts a ban.
    pub fn unban(&self, admin: &str, user: &str) -> Result<(), String> {
        self.0
            .done("unban", json!({ "jar": admin, "userId": user }))
    }
}
