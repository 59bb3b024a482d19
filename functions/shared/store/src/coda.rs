//! The queue of an office in one state.

use cassetto_domain::id::PersonaId;
use cassetto_domain::sede::CodiceSede;
use cassetto_domain::stato::Stato;

use crate::connessione::Store;
use crate::cursore;
use crate::error::StoreError;
use crate::keys::{self, AFTER};
use crate::quesito::Quesito;
use crate::scorri::{Indice, Pagina, Scorri, Verso};

/// Which of them; all conditions together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FiltroCoda {
    /// A category's code, of whatever version.
    pub categoria: Option<String>,
    /// Who has it in charge.
    pub operatore: Option<PersonaId>,
}

impl FiltroCoda {
    fn matches(&self, quesito: &Quesito) -> bool {
        self.categoria.as_ref().is_none_or(|categoria| quesito.categoria == *categoria)
            && self.operatore.is_none_or(|id| quesito.operatore.as_ref().is_some_and(|operatore| operatore.id == id))
    }
}

impl Store {
    /// One page, oldest first; of closed ones newest first. Costs as [`Store::list_quesiti`].
    ///
    /// # Errors
    /// [`StoreError::CursorNonValido`].
    pub async fn list_coda(
        &self,
        sede: CodiceSede,
        stato: Stato,
        filtro: &FiltroCoda,
        cursor: Option<&str>,
        limit: usize,
    ) -> Result<Pagina<Quesito>, StoreError> {
        let mut scorri = Scorri {
            indice: Indice::G2,
            partizione: keys::coda(sede, stato),
            dal: "0".to_owned(),
            al: AFTER.to_string(),
            verso: if stato == Stato::Chiusa { Verso::Decrescente } else { Verso::Crescente },
            limit,
            filtered: filtro.categoria.is_some() || filtro.operatore.is_some(),
        };
        if let Some(cursor) = cursor {
            scorri.after(&cursore::quesito(cursor)?);
        }
        self.scorri(
            scorri,
            |item| Quesito::from_item(item).map(|quesito| Some(quesito).filter(|quesito| filtro.matches(quesito))),
            |sk| Some(cursore::write(sk)),
        )
        .await
    }
}
