//! What an endpoint declares, and how its path and query are written and read.

use cassetto_domain::ruolo::Ruolo;
use cassetto_leggere::Leggibile;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// One operation of the API. The same type serves the function that answers and the client that asks.
pub trait Endpoint {
    const META: Meta;

    /// The `{…}` parts of the path: a struct with a field of each name, or [`Nulla`].
    type Path: Serialize + DeserializeOwned;
    /// The query string, or [`Nulla`].
    type Query: Serialize + DeserializeOwned;
    /// The JSON body, or [`Nulla`].
    type Body: Serialize + DeserializeOwned;
    /// The JSON answer, [`Nulla`] for none, or [`Documento`]. The app reads it as [`Leggibile`].
    type Response: Serialize + DeserializeOwned + Leggibile;
}

/// Nothing: no path parameters, no query, no body, no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, serde::Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Nulla {}

/// A file, not JSON: what it is, [`Content`] says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, serde::Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Documento {
    pub nome: String,
    pub contenuto: Vec<u8>,
}

/// The fixed facts of an endpoint.
#[derive(Debug, Clone, Copy)]
pub struct Meta {
    /// The type's own name: the operation id in the OpenAPI document.
    pub name: &'static str,
    pub method: Method,
    /// As API Gateway writes it: `/api/quesiti/{id}`.
    pub path: &'static str,
    pub access: Access,
    /// Status of a successful answer.
    pub success: u16,
    /// Whether an `Idempotency-Key` header is compulsory.
    pub idempotent: bool,
    pub content: Content,
    /// One English sentence for the OpenAPI document.
    pub summary: &'static str,
}

impl Meta {
    /// API Gateway's `routeKey`: `POST /api/quesiti`.
    #[must_use]
    pub fn route_key(&self) -> String {
        format!("{} {}", self.method.as_str(), self.path)
    }
}

/// The methods in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    Get,
    Post,
    Delete,
}

impl Method {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Delete => "DELETE",
        }
    }
}

/// Who may call: decided here and nowhere else, denied by default. What of it a caller may see is the handler's business.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// No session needed.
    Anonimo,
    /// A session with one of these roles.
    Ruoli(&'static [Ruolo]),
}

impl Access {
    pub const TUTTI: Self = Self::Ruoli(&Ruolo::ALL);
    pub const CITTADINI: Self = Self::Ruoli(&[Ruolo::Datore, Ruolo::Intermediario]);
    pub const DATORE: Self = Self::Ruoli(&[Ruolo::Datore]);
    pub const INTERMEDIARIO: Self = Self::Ruoli(&[Ruolo::Intermediario]);
    pub const OPERATORE: Self = Self::Ruoli(&[Ruolo::Operatore, Ruolo::Responsabile]);
    pub const RESPONSABILE: Self = Self::Ruoli(&[Ruolo::Responsabile]);

    #[must_use]
    pub fn allows(self, ruolo: Ruolo) -> bool {
        match self {
            Self::Anonimo => true,
            Self::Ruoli(ruoli) => ruoli.contains(&ruolo),
        }
    }
}

/// What an answer holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    Json,
    Nothing,
    Pdf,
    Csv,
}

impl Content {
    /// Of a successful answer; none when there is nothing in it.
    #[must_use]
    pub const fn media(self) -> Option<&'static str> {
        match self {
            Self::Json => Some("application/json"),
            Self::Nothing => None,
            Self::Pdf => Some("application/pdf"),
            Self::Csv => Some("text/csv; charset=utf-8"),
        }
    }
}

/// The path and query of a request to `E`, ready for the address bar or the wire.
#[must_use]
pub fn location<E: Endpoint>(path: &E::Path, query: &E::Query) -> String {
    let mut location = E::META.path.to_owned();
    if let Ok(serde_json::Value::Object(parts)) = serde_json::to_value(path) {
        for (name, value) in parts {
            if let Some(text) = value.as_str() {
                location = location.replace(&format!("{{{name}}}"), text);
            }
        }
    }
    match serde_urlencoded::to_string(query) {
        Ok(text) if !text.is_empty() => location + "?" + &text,
        _ => location,
    }
}

/// Reads a query string.
///
/// # Errors
/// When a value is not of its field's form.
pub fn parse_query<Q: DeserializeOwned>(raw: &str) -> Result<Q, serde_urlencoded::de::Error> {
    serde_urlencoded::from_str(raw)
}

/// Reads path parameters.
///
/// # Errors
/// When a value is not of its field's form.
pub fn parse_path<P: DeserializeOwned>(parts: impl Iterator<Item = (String, String)>) -> Result<P, serde_json::Error> {
    let object = parts.map(|(name, value)| (name, serde_json::Value::String(value))).collect();
    serde_json::from_value(serde_json::Value::Object(object))
}
