//! What each side has read, and when. Reading takes a quesito off the lists of those whose turn it is.

use cassetto_domain::id::{PersonaId, QuesitoId};
use cassetto_domain::sede::CodiceSede;
use jiff::Timestamp;

use crate::attesa::Attesa;
use crate::attributi::{G4PK, G4SK, G5PK, G5SK, LETTO, LETTO_UFFICIO, VERSIONE};
use crate::connessione::Store;
use crate::error::StoreError;
use crate::keys;
use crate::quesito::{Lettura, Quesito};

/// Who reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lettore {
    Datore(PersonaId),
    /// Who acts for the employer: kept only of the one in whose lists the quesito is.
    Delegato(PersonaId),
    Ufficio(CodiceSede),
}

impl Lettore {
    /// What they saw of it; none when it is not theirs.
    fn lettura(self, quesito: &mut Quesito) -> Option<&mut Lettura> {
        match self {
            Self::Datore(datore) => (quesito.datore == datore).then_some(&mut quesito.letto),
            Self::Delegato(delegato) => (quesito.delegato == Some(delegato)).then_some(&mut quesito.letto_delegato),
            Self::Ufficio(sede) => (quesito.sede == sede).then_some(&mut quesito.letto_ufficio),
        }
    }

    /// Where it is kept.
    const fn reading(self) -> &'static str {
        match self {
            Self::Datore(_) | Self::Delegato(_) => LETTO,
            Self::Ufficio(_) => LETTO_UFFICIO,
        }
    }
}

impl Store {
    /// The reader has seen everything up to `versione`; having seen more already is fine, and costs nothing but the read.
    ///
    /// 1 read unit. The office 2 write units; an employer 2, and 1 more when nothing is left to read; with an intermediary each
    /// costs up to 2 more, for their lists.
    ///
    /// # Errors
    /// [`StoreError::Assente`] when it is not the reader's; [`StoreError::Conflitto`] when there is no such version yet;
    /// [`StoreError::Occupato`].
    pub async fn mark_read(&self, id: QuesitoId, lettore: Lettore, versione: u32, now: Timestamp) -> Result<(), StoreError> {
        let mut attesa = Attesa::new();
        loop {
            let prima = self.quesito(id).await?.ok_or(StoreError::Assente)?;
            let mut dopo = prima.clone();
            let lettura = lettore.lettura(&mut dopo).ok_or(StoreError::Assente)?;
            if lettura.versione >= versione {
                return Ok(());
            }
            if prima.versione < versione {
                return Err(StoreError::Conflitto);
            }
            *lettura = Lettura { versione, quando: Some(now) };
            let (visto, scritto) = (prima.to_item(), dopo.to_item());
            let scrive = [lettore.reading(), G4PK, G4SK, G5PK, G5SK];
            if self.riscrivi(keys::testata(id), (&visto, &scritto), &scrive, &[VERSIONE, lettore.reading()]).await? {
                return Ok(());
            }
            attesa.pause().await?;
        }
    }
}
