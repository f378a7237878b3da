//! API keys, JWTs and organizations.

use serde_json::{Value, json};

use super::BetterAuth;

/// An organization and who may invite into it.
#[derive(Clone, Debug)]
pub struct Organization<'a> {
    /// Its id.
    pub id: String,
    /// The cookie jar of its owner.
    pub owner: &'a str,
}

impl BetterAuth {
    /// Makes an API key; its id and the key.
    pub fn create_api_key(&self, jar: &str) -> (String, String) {
        let answer: Value = self
            .0
            .must("createApiKey", json!({ "jar": jar, "name": "ci" }));
        let text = |name: &str| answer[name].as_str().unwrap().to_owned();
        (text("id"), text("key"))
    }

    /// Whether an API key counts, and else why not, as the library's code.
    pub fn verify_api_key(&self, key: &str) -> Result<(), String> {
        let answer: Value = self.0.must("verifyApiKey", json!({ "key": key }));
        if answer["valid"] == true {
            return Ok(());
        }
        Err(answer["error"].as_str().unwrap_or_default().to_owned())
    }

    /// A JWT of the session, which services believe without asking.
    pub fn jwt(&self, jar: &str) -> Result<String, String> {
        let answer = self.0.call("jwt", json!({ "jar": jar }))?;
        Ok(serde_json::from_value(answer).unwrap())
    }

    /// The key set that JWTs are checked with.
    pub fn jwks(&self) -> Value {
        self.0.must("jwks", json!({}))
    }

    /// Founds an organization.
    pub fn create_organization<'a>(&self, owner: &'a str, slug: &str) -> Organization<'a> {
        let id = self.0.must(
            "createOrganization",
            json!({ "jar": owner, "name": slug, "slug": slug }),
        );
        Organization { id, owner }
    }

    /// Invites an address; the invitation's id.
    pub fn invite(
        &self,
        organization: &Organization<'_>,
        email: &str,
        role: &str,
    ) -> Result<String, String> {
        let Organization { id, owner } = organization;
        let answer = self.0.call(
            "invite",
            json!({ "jar": owner, "organizationId": id, "email": email, "role": role }),
        )?;
        Ok(serde_json::from_value(answer).unwrap())
    }

    /// Accepts an invitation.
    pub fn accept_invitation(&self, jar: &str, invitation: &str) -> Result<(), String> {
        self.0.done(
            "acceptInvitation",
            json!({ "jar": jar, "invitationId": invitation }),
        )
    }
}
