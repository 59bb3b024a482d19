//! The states of a quesito and the commands that change them: aperta -> in carico -> chiusa.
//!
//! Waiting for a document of the citizen is not a state: the quesito is in carico, its clock stands still.

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

/// Where an office finds a quesito: its state, with what waits for the citizen apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Coda {
    Aperta,
    InCarico,
    InAttesa,
    Chiusa,
}

impl Coda {
    pub const ALL: [Self; 4] = [Self::Aperta, Self::InCarico, Self::InAttesa, Self::Chiusa];
}

/// What is done to a quesito.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comando {
    PrendiInCarico,
    /// Back to the queue, for anybody of the sede.
    Rilascia,
    /// To a colleague of the same sede.
    Riassegna,
    /// To another sede, where nobody has it yet.
    Trasferisci,
    /// Asks the citizen for a document.
    Richiedi,
    Commenta,
    Rispondi,
    Chiudi,
    /// A message of the citizen.
    Scrivi,
}

impl Comando {
    pub const ALL: [Self; 9] = [
        Self::PrendiInCarico,
        Self::Rilascia,
        Self::Riassegna,
        Self::Trasferisci,
        Self::Richiedi,
        Self::Commenta,
        Self::Rispondi,
        Self::Chiudi,
        Self::Scrivi,
    ];
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
            (Self::InCarico, Comando::PrendiInCarico) => Err(TransitionError::GiaInCarico),
            (_, Comando::PrendiInCarico | Comando::Riassegna) => Ok(Self::InCarico),
            (_, Comando::Trasferisci) => Ok(Self::Aperta),
            (state, Comando::Commenta | Comando::Scrivi) => Ok(state),
            (Self::Aperta, Comando::Rilascia | Comando::Richiedi | Comando::Rispondi | Comando::Chiudi) => {
                Err(TransitionError::NonInCarico)
            }
            (Self::InCarico, Comando::Rilascia) => Ok(Self::Aperta),
            (Self::InCarico, Comando::Richiedi | Comando::Rispondi) => Ok(Self::InCarico),
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
Aperta + Rilascia = Err(NonInCarico)
Aperta + Riassegna = Ok(InCarico)
Aperta + Trasferisci = Ok(Aperta)
Aperta + Richiedi = Err(NonInCarico)
Aperta + Commenta = Ok(Aperta)
Aperta + Rispondi = Err(NonInCarico)
Aperta + Chiudi = Err(NonInCarico)
Aperta + Scrivi = Ok(Aperta)
InCarico + PrendiInCarico = Err(GiaInCarico)
InCarico + Rilascia = Ok(Aperta)
InCarico + Riassegna = Ok(InCarico)
InCarico + Trasferisci = Ok(Aperta)
InCarico + Richiedi = Ok(InCarico)
InCarico + Commenta = Ok(InCarico)
InCarico + Rispondi = Ok(InCarico)
InCarico + Chiudi = Ok(Chiusa)
InCarico + Scrivi = Ok(InCarico)
Chiusa + PrendiInCarico = Err(Chiusa)
Chiusa + Rilascia = Err(Chiusa)
Chiusa + Riassegna = Err(Chiusa)
Chiusa + Trasferisci = Err(Chiusa)
Chiusa + Richiedi = Err(Chiusa)
Chiusa + Commenta = Err(Chiusa)
Chiusa + Rispondi = Err(Chiusa)
Chiusa + Chiudi = Err(Chiusa)
Chiusa + Scrivi = Err(Chiusa)
"
        );
    }
}
