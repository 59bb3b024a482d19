//! Why a call did not succeed.

use cassetto_api::problema::{ErroreCampo, Problema, Tipo};

use crate::i18n::{self, K, t};

/// What came instead of the answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Errore {
    /// No answer: no network, or too slow. Whether anything was done is not known.
    Rete,
    /// The API said why.
    Problema(Box<Problema>),
    /// An answer that is not of the contract's form.
    Incomprensibile,
}

impl Errore {
    pub fn kind(&self) -> Option<Tipo> {
        match self {
            Self::Problema(problema) => problema.kind(),
            Self::Rete | Self::Incomprensibile => None,
        }
    }

    pub fn is(&self, tipo: Tipo) -> bool {
        self.kind() == Some(tipo)
    }

    /// Title and what to do.
    pub fn testo(&self) -> (String, String) {
        match self {
            Self::Rete => (t(K::ErroreReteTitolo).to_owned(), t(K::ErroreReteRimedio).to_owned()),
            Self::Problema(problema) => i18n::problema(problema),
            Self::Incomprensibile => (t(K::ErroreIgnotoTitolo).to_owned(), t(K::ErroreIgnotoRimedio).to_owned()),
        }
    }

    /// In one line, for a toast or beside a button.
    pub fn riga(&self) -> String {
        let (titolo, rimedio) = self.testo();
        format!("{titolo}. {rimedio}")
    }

    pub fn campi(&self) -> &[ErroreCampo] {
        match self {
            Self::Problema(problema) => &problema.campi,
            Self::Rete | Self::Incomprensibile => &[],
        }
    }

    pub fn correlazione(&self) -> Option<String> {
        match self {
            Self::Problema(problema) => problema.correlazione.clone(),
            Self::Rete | Self::Incomprensibile => None,
        }
    }

    /// Seconds to wait.
    pub fn attesa(&self) -> Option<u32> {
        match self {
            Self::Problema(problema) => problema.riprova_tra,
            Self::Rete | Self::Incomprensibile => None,
        }
    }

    /// Whether the API certainly did nothing and would answer the same again: the next try is another send, with its own key.
    ///
    /// Without a clear answer, or when the key served another body, the same key must go on being used: it is what tells a
    /// repetition from a second question.
    pub fn is_refusal(&self) -> bool {
        match self.kind() {
            None | Some(Tipo::SessioneAssente | Tipo::ServizioOccupato | Tipo::Interno | Tipo::ChiaveRiusata) => false,
            Some(_) => true,
        }
    }
}
