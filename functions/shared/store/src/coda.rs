//! The queue of an office.

use cassetto_domain::id::PersonaId;
use cassetto_domain::sede::CodiceSede;
use cassetto_domain::stato::Coda;

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
    /// Whether rows must be looked at one by one.
    pub(crate) const fn is_by_row(&self) -> bool {
        self.categoria.is_some() || self.operatore.is_some()
    }

    pub(crate) fn matches(&self, quesito: &Quesito) -> bool {
        self.categoria.as_ref().is_none_or(|categoria| quesito.categoria == *categoria)
            && self.operatore.is_none_or(|id| quesito.operatore.as_ref().is_some_and(|operatore| operatore.id == id))
    }
}

impl Store {
    /// One page, most urgent first; of closed ones the other way round. Costs as [`Store::list_quesiti`].
    ///
    /// # Errors
    /// [`StoreError::CursorNonValido`].
    pub async fn list_coda(
        &self,
        sede: CodiceSede,
        coda: Coda,
        filtro: &FiltroCoda,
        cursor: Option<&str>,
        limit: usize,
    ) -> Result<Pagina<Quesito>, StoreError> {
        let mut scorri = Scorri {
            indice: Indice::G2,
            partizione: keys::coda(sede, coda),
            dal: "0".to_owned(),
            al: AFTER.to_string(),
            verso: if coda == Coda::Chiusa { Verso::Decrescente } else { Verso::Crescente },
            limit,
            filtered: filtro.is_by_row(),
        };
        if let Some(cursor) = cursor {
            scorri.after(&cursore::per_termine(cursor)?);
        }
        self.scorri(
            scorri,
            |item| Quesito::from_item(item).map(|quesito| Some(quesito).filter(|quesito| filtro.matches(quesito))),
            |sk| Some(cursore::write(sk)),
        )
        .await
    }
}
