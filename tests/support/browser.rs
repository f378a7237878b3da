//! A browser as far as these scenes need one: it keeps cookies, and says where a page comes from.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// One person's browser.
pub struct Browser {
    agent: ureq::Agent,
    base: String,
    /// Cookies by name.
    pub jar: BTreeMap<String, String>,
    /// What it says of the page that asks, if not the application's own.
    pub origin: Option<String>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// What it says, if that is JSON.
    pub body: Value,
    /// The `Set-Cookie` lines as they came.
    pub set: Vec<String>,
    /// Everything else the server said of it.
    pub headers: BTreeMap<String, String>,
}

impl Answer {
    /// The body of a success.
    #[track_caller]
    pub fn ok(self) -> Value {
        assert!(self.status < 300, "{} {}", self.status, self.body);
        self.body
    }
}

impl Browser {
    /// A browser of the application at this address, with no cookies.
    pub fn at(base: &str) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .build();
        Self {
            agent: config.into(),
            base: base.to_owned(),
            jar: BTreeMap::new(),
            origin: None,
        }
    }

    /// Reads.
    pub fn get(&mut self, path: &str) -> Answer {
        self.ask("GET", path, None)
    }

    /// Sends.
    pub fn post(&mut self, path: &str, body: Value) -> Answer {
        self.ask("POST", path, Some(body))
    }

    /// Replaces.
    pub fn put(&mut self, path: &str, body: Value) -> Answer {
        self.ask("PUT", path, Some(body))
    }

    /// Removes.
    pub fn delete(&mut self, path: &str) -> Answer {
        self.ask("DELETE", path, None)
    }

    /// Signs in with a password; what is still missing.
    pub fn sign_in(&mut self, email: &str, password: &str) -> Answer {
        self.post(
            "/api/sign-in",
            json!({ "email": email, "password": password }),
        )
    }

    /// Whether a session still stands behind the cookies.
    pub fn is_signed_in(&mut self) -> bool {
        self.get("/api/sessions").status == 200
    }

    /// Makes a request with the cookies, and keeps those that come back.
    pub fn ask(&mut self, method: &str, path: &str, body: Option<Value>) -> Answer {
        let cookies: Vec<String> = self
            .jar
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let mut request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.base))
            .header("cookie", cookies.join("; "))
            .header("user-agent", "Firefox on Linux")
            .header("origin", self.origin.as_deref().unwrap_or(&self.base));
        // A server that has no use for a body may close the connection instead of reading it.
        let body = body.filter(|body| *body != json!({}));
        let text = body.map_or_else(String::new, |body| {
            request
                .headers_mut()
                .unwrap()
                .insert("content-type", "application/json".parse().unwrap());
            body.to_string()
        });
        let request = request.body(text).unwrap();
        let mut answer = tokio::task::block_in_place(|| self.agent.run(request)).unwrap();
        let set: Vec<String> = answer
            .headers()
            .get_all("set-cookie")
            .iter()
            .map(|line| line.to_str().unwrap().to_owned())
            .collect();
        for line in &set {
            self.keep(line);
        }
        let headers = answer
            .headers()
            .iter()
            .map(|(name, value)| {
                (
                    name.to_string(),
                    value.to_str().unwrap_or_default().to_owned(),
                )
            })
            .collect();
        let text = answer.body_mut().read_to_string().unwrap();
        let body = serde_json::from_str(&text).unwrap_or(Value::Null);
        Answer {
            status: answer.status().as_u16(),
            body,
            set,
            headers,
        }
    }

    fn keep(&mut self, line: &str) {
        let (pair, rest) = line.split_once(';').unwrap_or((line, ""));
        let (name, value) = pair.split_once('=').unwrap();
        if value.is_empty() || rest.contains("Max-Age=0") {
            self.jar.remove(name);
        } else {
            self.jar.insert(name.to_owned(), value.to_owned());
        }
    }
}
