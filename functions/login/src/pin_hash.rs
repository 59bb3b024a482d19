//! PINs are kept as argon2id PHC strings, with the parameters OWASP recommends (19 MiB, 2 passes, 1 lane): the crate's defaults.

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use cassetto_domain::pin::Pin;

/// A hash of no PIN at all: what an unknown person's PIN is compared with, so that it takes as long.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$Y2Fzc2V0dG8tbmVzc3Vubw$5wzd6s0GqqDzMb0Ks9M+3gWvRwWqHcgbWfPQmd7UVmQ";

/// The PHC string of a PIN, with a fresh salt.
///
/// # Errors
/// When the machine gives no random bytes.
pub fn hash(pin: &Pin) -> Result<String, argon2::password_hash::Error> {
    Argon2::default().hash_password(pin.as_bytes()).map(|hash| hash.to_string())
}

/// Whether the PIN is the one of `phc`; with `None`, always false and as slow.
#[must_use]
pub fn verify(pin: &Pin, phc: Option<&str>) -> bool {
    let matches = Argon2::default().verify_password(pin.as_bytes(), phc.unwrap_or(NOBODY)).is_ok();
    matches && phc.is_some()
}

#[cfg(test)]
mod tests {
    use argon2::password_hash::phc::PasswordHash;

    use super::*;

    #[test]
    fn only_the_same_pin_matches() {
        let phc = hash(&Pin::parse("Prova123").unwrap()).unwrap();
        assert!(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(verify(&Pin::parse("Prova123").unwrap(), Some(&phc)));
        assert!(!verify(&Pin::parse("Prova124").unwrap(), Some(&phc)));
        assert!(!verify(&Pin::parse("Prova123").unwrap(), None));
    }

    #[test]
    fn the_hash_of_nobody_costs_as_much() {
        let nobody = PasswordHash::new(NOBODY).unwrap();
        let somebody = hash(&Pin::parse("Prova123").unwrap()).unwrap();
        assert_eq!(nobody.params, PasswordHash::new(&somebody).unwrap().params);
    }
}
