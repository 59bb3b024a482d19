//! The states of a quesito and the commands that change them: aperta -> in carico -> chiusa.

use serde::{Deserialize, Serialize};

/// The same for the citizen and for the office (msg. INPS 4702/2020).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stato {
    Aperta,
    InCarico,
    Chiusa,
}

impl Stato {
    pub const ALL: [Self; 3] = [Self::Aperta, Self::InCarico, Self::Chiusa];
}

/// How the office decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Esito {
    Accolta,
    Respinta,
}

/// What an operator does to a quesito.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comando {
    PrendiInCarico,
    Commenta,
    Rispondi,
    Chiudi,
}

impl Comando {
    pub const ALL: [Self; 4] = [Self::PrendiInCarico, Self::Commenta, Self::Rispondi, Self::Chiudi];
}

/// Why a command can't be carried out in a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TransitionError {
    #[error("already taken in charge")]
    GiaInCarico,
    #[error("not yet taken in charge")]
    NonInCarico,
    #[error("closed")]
    Chiusa,
}

impl Stato {
    /// The state after `comando`.
    ///
    /// # Errors
    /// Why the command is not allowed here; the matrix is spelled out in this module's tests.
    pub const fn apply(self, comando: Comando) -> Result<Self, TransitionError> {
        match (self, comando) {
            (Self::Chiusa, _) => Err(TransitionError::Chiusa),
            (Self::Aperta, Comando::PrendiInCarico) => Ok(Self::InCarico),
            (Self::InCarico, Comando::PrendiInCarico) => Err(TransitionError::GiaInCarico),
            (state, Comando::Commenta) => Ok(state),
            (Self::Aperta, Comando::Rispondi | Comando::Chiudi) => Err(TransitionError::NonInCarico),
            (Self::InCarico, Comando::Rispondi) => Ok(Self::InCarico),
            (Self::InCarico, Comando::Chiudi) => Ok(Self::Chiusa),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matrix() {
        let mut matrix = String::new();
        for state in Stato::ALL {
            for command in Comando::ALL {
                matrix += &format!("{state:?} + {command:?} = {:?}\n", state.apply(command));
            }
        }
        assert_eq!(
            matrix,
            "\
Aperta + PrendiInCarico = Ok(InCarico)
Aperta + Commenta = Ok(Aperta)
Aperta + Rispondi = Err(NonInCarico)
Aperta + Chiudi = Err(NonInCarico)
InCarico + PrendiInCarico = Err(GiaInCarico)
InCarico + Commenta = Ok(InCarico)
InCarico + Rispondi = Ok(InCarico)
InCarico + Chiudi = Ok(Chiusa)
Chiusa + PrendiInCarico = Err(Chiusa)
Chiusa + Commenta = Err(Chiusa)
Chiusa + Rispondi = Err(Chiusa)
Chiusa + Chiudi = Err(Chiusa)
"
        );
    }
}
