//! Whose correspondence a caller may see, and in whose name they may write. Anything else is not found: it never reveals that it
//! exists, or whose it is.
//!
//! A delegation is read anew at each request: one that has ended opens nothing more, on open pages too.

use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_domain::delega::Diritti;
use cassetto_domain::id::{PersonaId, QuesitoId};
use cassetto_store::{Delegato, Thread};

use crate::vista::Vista;
use crate::{Chiunque, Cittadino, Failure, Intermediario, Kit};

/// What a request does with somebody's correspondence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Diritto {
    Legge,
    Scrive,
}

impl Diritto {
    const fn is_in(self, diritti: Diritti) -> bool {
        match self {
            Self::Legge => diritti.legge,
            Self::Scrive => diritti.scrive,
        }
    }
}

/// The employer that a citizen's request is about, and who acts for them.
#[derive(Debug, Clone)]
pub struct Conto {
    pub datore: PersonaId,
    /// Who acts; the employer themselves when there is none.
    pub delegato: Option<Delegato>,
    /// What they may do.
    pub diritti: Diritti,
}

/// An employer's own.
const TUTTI: Diritti = Diritti { legge: true, scrive: true };

impl Conto {
    /// Whose idempotency keys and uploads these are: who acts.
    #[must_use]
    pub fn chi_agisce(&self) -> PersonaId {
        self.delegato.as_ref().map_or(self.datore, |delegato| delegato.id)
    }

    /// The eyes that who acts sees with.
    #[must_use]
    pub const fn vista(&self) -> Vista {
        if self.delegato.is_some() { delegato(self.diritti) } else { Vista::Cittadino }
    }
}

/// The employer of a request: the caller, or the one who delegated them.
///
/// # Errors
/// [`Tipo::NonTrovato`] for somebody else, [`Tipo::DirittoNonConcesso`] when the delegation doesn't go so far.
pub async fn conto(kit: &Kit, caller: &Cittadino, asked: Option<PersonaId>, diritto: Diritto) -> Result<Conto, Failure> {
    match (caller, asked) {
        (Cittadino::Datore(datore), None) => Ok(Conto { datore: datore.persona, delegato: None, diritti: TUTTI }),
        (Cittadino::Datore(datore), Some(asked)) if asked == datore.persona => Ok(Conto { datore: asked, delegato: None, diritti: TUTTI }),
        (Cittadino::Datore(_), Some(_)) => Err(Tipo::NonTrovato.into()),
        (Cittadino::Intermediario(_), None) => Err(Failure::campo("datore", Motivo::DatoreAssente)),
        (Cittadino::Intermediario(intermediario), Some(asked)) => {
            let diritti = check(kit, intermediario, asked, diritto).await?;
            let delegato = Delegato { id: intermediario.persona, nome: intermediario.nome.clone() };
            Ok(Conto { datore: asked, delegato: Some(delegato), diritti })
        }
    }
}

/// A quesito, and the eyes that the caller sees it with.
///
/// # Errors
/// [`Tipo::NonTrovato`] for somebody else's, [`Tipo::DirittoNonConcesso`] when the delegation doesn't go so far.
pub async fn thread(kit: &Kit, caller: &Chiunque, id: QuesitoId, diritto: Diritto) -> Result<(Thread, Vista), Failure> {
    let thread = kit.store.thread(id).await?.ok_or(Tipo::NonTrovato)?;
    let (allowed, vista) = match caller {
        Chiunque::Datore(datore) => (thread.quesito.datore == datore.persona, Vista::Cittadino),
        Chiunque::Intermediario(intermediario) => {
            let diritti = check(kit, intermediario, thread.quesito.datore, diritto).await?;
            (true, delegato(diritti))
        }
        Chiunque::Operatore(operatore) => (thread.quesito.sede == operatore.sede, Vista::Ufficio),
    };
    if allowed { Ok((thread, vista)) } else { Err(Tipo::NonTrovato.into()) }
}

const fn delegato(diritti: Diritti) -> Vista {
    if diritti.scrive { Vista::Delegato } else { Vista::DelegatoInLettura }
}

async fn check(kit: &Kit, intermediario: &Intermediario, datore: PersonaId, diritto: Diritto) -> Result<Diritti, Failure> {
    let concessione = kit.store.concessione(intermediario.persona, datore, kit.clock.now()).await?.ok_or(Tipo::NonTrovato)?;
    let diritti = concessione.diritti();
    if diritto.is_in(diritti) { Ok(diritti) } else { Err(Tipo::DirittoNonConcesso.into()) }
}
