//! What an operator may do with a quesito, in the order in which they mostly do it.

use cassetto_domain::stato::{Comando, Stato};

use super::scrivania::Appunti;
use crate::i18n::K;

/// A form of the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mossa {
    Prendi,
    Rispondi,
    Richiedi,
    /// Takes back the request for a document.
    Ritira,
    Commenta,
    Chiudi,
    Assegna,
    Trasferisci,
    Rilascia,
}

impl Mossa {
    pub const ALL: [Self; 9] = [
        Self::Prendi,
        Self::Rispondi,
        Self::Richiedi,
        Self::Ritira,
        Self::Commenta,
        Self::Chiudi,
        Self::Assegna,
        Self::Trasferisci,
        Self::Rilascia,
    ];

    /// Whether it makes sense in this state, with or without a document that is awaited.
    pub fn is_allowed(self, stato: Stato, in_attesa: Option<()>) -> bool {
        let comando = match self {
            Self::Prendi => Comando::PrendiInCarico,
            Self::Rispondi => Comando::Rispondi,
            Self::Richiedi | Self::Ritira => Comando::Richiedi,
            Self::Commenta => Comando::Commenta,
            Self::Chiudi => Comando::Chiudi,
            Self::Assegna => Comando::Riassegna,
            Self::Trasferisci => Comando::Trasferisci,
            Self::Rilascia => Comando::Rilascia,
        };
        let wanted = match self {
            Self::Richiedi => in_attesa.is_none(),
            Self::Ritira => in_attesa.is_some(),
            _ => true,
        };
        wanted && stato.apply(comando).is_ok()
    }

    /// The first of those that are allowed.
    pub fn first(stato: Stato, in_attesa: Option<()>) -> Option<Self> {
        Self::ALL.into_iter().find(|mossa| mossa.is_allowed(stato, in_attesa))
    }

    /// Where its form keeps what is written in it.
    pub const fn words(self, appunti: &mut Appunti) -> Option<&mut String> {
        Some(match self {
            Self::Prendi => &mut appunti.presa,
            Self::Rispondi => &mut appunti.risposta,
            Self::Richiedi => &mut appunti.richiesta,
            Self::Ritira => &mut appunti.ritiro,
            Self::Commenta => &mut appunti.commento,
            Self::Chiudi => &mut appunti.chiusura,
            Self::Trasferisci => &mut appunti.trasferimento,
            Self::Assegna | Self::Rilascia => return None,
        })
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mossa| mossa.key() == Some(key))
    }

    /// Its single key.
    pub const fn key(self) -> Option<&'static str> {
        match self {
            Self::Prendi => Some("t"),
            Self::Rispondi => Some("r"),
            Self::Richiedi => Some("d"),
            Self::Chiudi => Some("c"),
            Self::Assegna => Some("a"),
            Self::Trasferisci => Some("f"),
            Self::Ritira | Self::Commenta | Self::Rilascia => None,
        }
    }

    pub const fn id(self) -> &'static str {
        match self {
            Self::Prendi => "comando-prendi",
            Self::Rispondi => "comando-rispondi",
            Self::Richiedi => "comando-richiedi",
            Self::Ritira => "comando-ritira",
            Self::Commenta => "comando-commenta",
            Self::Chiudi => "comando-chiudi",
            Self::Assegna => "comando-assegna",
            Self::Trasferisci => "comando-trasferisci",
            Self::Rilascia => "comando-rilascia",
        }
    }

    pub const fn nome(self) -> K {
        match self {
            Self::Prendi => K::AzioniPrendi,
            Self::Rispondi => K::AzioniRispondi,
            Self::Richiedi => K::AzioniRichiedi,
            Self::Ritira => K::AzioniRitira,
            Self::Commenta => K::AzioniCommenta,
            Self::Chiudi => K::AzioniChiudi,
            Self::Assegna => K::AzioniAssegna,
            Self::Trasferisci => K::AzioniTrasferisci,
            Self::Rilascia => K::AzioniRilascia,
        }
    }

    /// Where the keyboard goes when its form opens: its first field, or its button where nothing must be filled in.
    pub const fn start(self) -> &'static str {
        match self {
            Self::Prendi | Self::Rilascia => "#azioni-modulo button[type=submit]",
            _ => "#azioni-modulo :is(select, textarea, input:not([tabindex='-1']))",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_offers_what_the_domain_allows() {
        let allowed = |stato, attesa| Mossa::ALL.into_iter().filter(|mossa| mossa.is_allowed(stato, attesa)).collect::<Vec<_>>();
        assert_eq!(allowed(Stato::Aperta, None), [Mossa::Prendi, Mossa::Commenta, Mossa::Assegna, Mossa::Trasferisci]);
        assert!(allowed(Stato::InCarico, None).contains(&Mossa::Richiedi));
        assert!(allowed(Stato::InCarico, Some(())).contains(&Mossa::Ritira));
        assert!(!allowed(Stato::InCarico, Some(())).contains(&Mossa::Richiedi));
        assert!(allowed(Stato::Chiusa, None).is_empty());
    }

    #[test]
    fn keys_are_told_apart() {
        assert_eq!(Mossa::from_key("t"), Some(Mossa::Prendi));
        assert_eq!(Mossa::from_key("z"), None);
    }
}
