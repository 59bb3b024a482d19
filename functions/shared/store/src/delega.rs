//! Delegations, as far as an intermediary reads with them.

use std::fmt;

use cassetto_domain::codice_fiscale::CodiceFiscale;
use cassetto_domain::id::PersonaId;

use crate::attributi::{CODICE_FISCALE, G1PK, G1SK, NOME, SK};
use crate::connessione::Store;
use crate::cursore;
use crate::error::StoreError;
use crate::item::Item;
use crate::keys::{self, AFTER};
use crate::piega::sort_name;
use crate::primitive::Reading;
use crate::scorri::{Indice, Pagina, Scorri, Verso};

/// An employer who delegated an intermediary.
#[derive(Clone, PartialEq, Eq)]
pub struct Delega {
    pub datore: PersonaId,
    /// Surname first.
    pub nome: String,
    pub codice_fiscale: CodiceFiscale,
}

impl fmt::Debug for Delega {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Delega({:?})", self.datore)
    }
}

impl Delega {
    fn to_item(&self, intermediario: PersonaId) -> Item {
        Item::new(keys::delega(intermediario, self.datore))
            .with_text(G1PK, keys::deleghe(intermediario))
            .with_text(G1SK, keys::delega_per_nome(&sort_name(&self.nome), self.datore))
            .with_text(NOME, &self.nome)
            .with_text(CODICE_FISCALE, self.codice_fiscale.as_str())
    }

    fn from_item(item: &Item) -> Result<Self, StoreError> {
        Ok(Self {
            datore: keys::datore_of(item.sk()?).ok_or(StoreError::Illeggibile(SK))?,
            nome: item.text(NOME)?.to_owned(),
            codice_fiscale: item.parsed(CODICE_FISCALE)?,
        })
    }
}

impl Store {
    /// Whether the intermediary may see this employer. 1 read unit.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn delega(&self, intermediario: PersonaId, datore: PersonaId) -> Result<bool, StoreError> {
        Ok(self.get(keys::delega(intermediario, datore), Reading::Strong).await?.is_some())
    }

    /// The employers of an intermediary by surname, those that begin with `cognome` whatever its case and accents.
    ///
    /// One Query; a page after the first reads one item more, because its cursor doesn't contain the name.
    ///
    /// # Errors
    /// [`StoreError::CursorNonValido`], also when the employer it names has withdrawn in the meantime.
    pub async fn list_deleghe(
        &self,
        intermediario: PersonaId,
        cognome: Option<&str>,
        cursor: Option<&str>,
        limit: usize,
    ) -> Result<Pagina<Delega>, StoreError> {
        let prefix = cognome.map(sort_name).unwrap_or_default();
        let mut scorri = Scorri {
            indice: Indice::G1,
            partizione: keys::deleghe(intermediario),
            // A space comes before every letter, digit and `#`.
            dal: if prefix.is_empty() { " ".to_owned() } else { prefix.clone() },
            al: format!("{prefix}{AFTER}"),
            verso: Verso::Crescente,
            limit,
            filtered: false,
        };
        if let Some(cursor) = cursor {
            let last = keys::delega(intermediario, cursore::datore(cursor)?);
            let last = self.get(last, Reading::Eventual).await?.ok_or(StoreError::CursorNonValido)?;
            scorri.after(last.text(G1SK)?);
        }
        let position = |sk: &str| keys::datore_of(sk).map(|datore| cursore::write(&datore.to_string()));
        self.scorri(scorri, |item| Delega::from_item(item).map(Some), position).await
    }

    /// Writes a delegation, whatever was there.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn put_delega(&self, intermediario: PersonaId, delega: &Delega) -> Result<(), StoreError> {
        self.put(delega.to_item(intermediario)).await
    }
}
