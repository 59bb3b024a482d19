//! Who calls, as a type per role: a handler that takes an [`Operatore`] cannot be reached by an employer.

use cassetto_api::problema::Tipo;
use cassetto_domain::id::PersonaId;
use cassetto_domain::ruolo::Ruolo;
use cassetto_domain::sede::CodiceSede;
use cassetto_store::SessioneAttiva;

use crate::Failure;

/// Nobody in particular; the session may be there or not.
#[derive(Debug, Clone, Copy)]
pub struct Anonimo;

/// An employer.
#[derive(Debug, Clone)]
pub struct Datore {
    pub persona: PersonaId,
    pub nome: String,
}

/// Somebody who acts for employers.
#[derive(Debug, Clone)]
pub struct Intermediario {
    pub persona: PersonaId,
    pub nome: String,
}

/// An operator of one sede.
#[derive(Debug, Clone)]
pub struct Operatore {
    pub persona: PersonaId,
    pub nome: String,
    pub sede: CodiceSede,
}

/// Who answers for a sede.
#[derive(Debug, Clone)]
pub struct Responsabile {
    pub persona: PersonaId,
    pub sede: CodiceSede,
}

/// An employer or who acts for them.
#[derive(Debug, Clone)]
pub enum Cittadino {
    Datore(Datore),
    Intermediario(Intermediario),
}

/// Anybody with a session.
#[derive(Debug, Clone)]
pub enum Chiunque {
    Datore(Datore),
    Intermediario(Intermediario),
    Operatore(Operatore),
}

/// Makes a caller of a session. `Err` when the role is another one: the route's access said otherwise, or forgot to.
pub trait FromSessione: Sized {
    /// # Errors
    /// [`Tipo::SessioneAssente`] without a session, [`Tipo::RuoloNonAmmesso`] with another role.
    fn from_sessione(sessione: Option<&SessioneAttiva>) -> Result<Self, Failure>;
}

impl FromSessione for Anonimo {
    fn from_sessione(_: Option<&SessioneAttiva>) -> Result<Self, Failure> {
        Ok(Self)
    }
}

impl FromSessione for Chiunque {
    fn from_sessione(sessione: Option<&SessioneAttiva>) -> Result<Self, Failure> {
        let SessioneAttiva { persona, ruolo, nome, sede, .. } = sessione.ok_or(Tipo::SessioneAssente)?.clone();
        match (ruolo, sede) {
            (Ruolo::Datore, _) => Ok(Self::Datore(Datore { persona, nome })),
            (Ruolo::Intermediario, _) => Ok(Self::Intermediario(Intermediario { persona, nome })),
            (Ruolo::Operatore | Ruolo::Responsabile, Some(sede)) => Ok(Self::Operatore(Operatore { persona, nome, sede })),
            (Ruolo::Operatore | Ruolo::Responsabile, None) => Err(Tipo::RuoloNonAmmesso.into()),
        }
    }
}

impl FromSessione for Cittadino {
    fn from_sessione(sessione: Option<&SessioneAttiva>) -> Result<Self, Failure> {
        match Chiunque::from_sessione(sessione)? {
            Chiunque::Datore(datore) => Ok(Self::Datore(datore)),
            Chiunque::Intermediario(intermediario) => Ok(Self::Intermediario(intermediario)),
            Chiunque::Operatore(_) => Err(Tipo::RuoloNonAmmesso.into()),
        }
    }
}

impl FromSessione for Responsabile {
    fn from_sessione(sessione: Option<&SessioneAttiva>) -> Result<Self, Failure> {
        match sessione.ok_or(Tipo::SessioneAssente)? {
            SessioneAttiva { persona, ruolo: Ruolo::Responsabile, sede: Some(sede), .. } => Ok(Self { persona: *persona, sede: *sede }),
            _ => Err(Tipo::RuoloNonAmmesso.into()),
        }
    }
}

macro_rules! only {
    ($($role:ident),+) => {
        $(impl FromSessione for $role {
            fn from_sessione(sessione: Option<&SessioneAttiva>) -> Result<Self, Failure> {
                match Chiunque::from_sessione(sessione)? {
                    Chiunque::$role(caller) => Ok(caller),
                    _ => Err(Tipo::RuoloNonAmmesso.into()),
                }
            }
        })+
    };
}
only!(Datore, Intermediario, Operatore);

impl From<Cittadino> for Chiunque {
    fn from(caller: Cittadino) -> Self {
        match caller {
            Cittadino::Datore(datore) => Self::Datore(datore),
            Cittadino::Intermediario(intermediario) => Self::Intermediario(intermediario),
        }
    }
}

impl Cittadino {
    /// Who calls, whoever they act for.
    #[must_use]
    pub const fn persona(&self) -> PersonaId {
        match self {
            Self::Datore(datore) => datore.persona,
            Self::Intermediario(intermediario) => intermediario.persona,
        }
    }
}

impl Chiunque {
    #[must_use]
    pub const fn persona(&self) -> PersonaId {
        match self {
            Self::Datore(Datore { persona, .. })
            | Self::Intermediario(Intermediario { persona, .. })
            | Self::Operatore(Operatore { persona, .. }) => *persona,
        }
    }

    #[must_use]
    pub fn nome(&self) -> &str {
        match self {
            Self::Datore(Datore { nome, .. })
            | Self::Intermediario(Intermediario { nome, .. })
            | Self::Operatore(Operatore { nome, .. }) => nome,
        }
    }
}
