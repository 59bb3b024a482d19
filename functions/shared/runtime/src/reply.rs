//! What a handler gives back: the endpoint's response, and a cookie where there is one to set.

/// A response to send with the endpoint's own status.
#[derive(Debug)]
pub struct Reply<T> {
    pub value: T,
    /// A whole `Set-Cookie` value.
    pub cookie: Option<String>,
}

impl<T> From<T> for Reply<T> {
    fn from(value: T) -> Self {
        Self { value, cookie: None }
    }
}
