//! The quesiti of all the employers of an intermediary.

use cassetto_domain::id::PersonaId;
use cassetto_domain::stato::Stato;
use jiff::Timestamp;

use crate::connessione::Store;
use crate::cursore;
use crate::error::StoreError;
use crate::keys::{self, AFTER};
use crate::quesito::Quesito;
use crate::scorri::{Indice, Pagina, Scorri, Verso};

/// Which of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VistaDelegato {
    /// A document is awaited, or there is something that the intermediary has not read.
    Tocca,
    /// The second of the two alone.
    DaLeggere,
    Stato(Stato),
}

impl Store {
    /// One page, most urgent first; of closed ones newest first. One Query, whatever the number of employers and quesiti, and one
    /// BatchGetItem of the page's grants: what the index still holds of an employer who revoked is left out.
    ///
    /// # Errors
    /// [`StoreError::CursorNonValido`].
    pub async fn list_quesiti_delegati(
        &self,
        intermediario: PersonaId,
        vista: VistaDelegato,
        cursor: Option<&str>,
        limit: usize,
        now: Timestamp,
    ) -> Result<Pagina<Quesito>, StoreError> {
        let (indice, partizione) = match vista {
            VistaDelegato::Tocca | VistaDelegato::DaLeggere => (Indice::G4, keys::tocca_al_delegato(intermediario)),
            VistaDelegato::Stato(stato) => (Indice::G3, keys::quesiti_del_delegato(intermediario, stato)),
        };
        let mut scorri = Scorri {
            indice,
            partizione,
            dal: "0".to_owned(),
            al: AFTER.to_string(),
            verso: if vista == VistaDelegato::Stato(Stato::Chiusa) { Verso::Decrescente } else { Verso::Crescente },
            limit,
            filtered: vista == VistaDelegato::DaLeggere,
        };
        if let Some(cursor) = cursor {
            scorri.after(&cursore::per_termine(cursor)?);
        }
        let wanted = |quesito: &Quesito| vista != VistaDelegato::DaLeggere || quesito.da_leggere_al_delegato();
        let mut pagina = self
            .scorri(scorri, |item| Quesito::from_item(item).map(|quesito| Some(quesito).filter(wanted)), |sk| Some(cursore::write(sk)))
            .await?;
        let datori: Vec<PersonaId> = pagina.voci.iter().map(|quesito| quesito.datore).collect();
        let concessioni = self.concessioni(intermediario, &datori, now).await?;
        pagina.voci.retain(|quesito| concessioni.contains_key(&quesito.datore));
        Ok(pagina)
    }
}
