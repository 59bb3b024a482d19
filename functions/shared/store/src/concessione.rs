//! What lets an intermediary see an employer: one row, read with every request, that exists while the delega is active.

use std::collections::HashMap;
use std::fmt;

use cassetto_domain::calendario;
use cassetto_domain::codice_fiscale::CodiceFiscale;
use cassetto_domain::codice_rapporto::CodiceRapporto;
use cassetto_domain::delega::{Diritti, TipoDelega};
use cassetto_domain::id::{DelegaId, PersonaId};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::attributi::{AL, CODICE_FISCALE, DELEGA, G1PK, G1SK, NOME, SK, TIPO_DELEGA};
use crate::codice;
use crate::connessione::Store;
use crate::cursore;
use crate::delega::Delega;
use crate::error::StoreError;
use crate::item::{Item, blob, string};
use crate::keys::{self, AFTER};
use crate::piega::sort_name;
use crate::primitive::Reading;
use crate::scorri::{Indice, Pagina, Scorri, Verso};

/// An employer whom an intermediary may see.
#[derive(Clone, PartialEq, Eq)]
pub struct Concessione {
    pub datore: PersonaId,
    pub delega: DelegaId,
    pub tipo: TipoDelega,
    /// The last day; none when it lasts until the delega is revoked.
    pub fino: Option<Date>,
    /// Surname first.
    pub nome: String,
    pub codice_fiscale: CodiceFiscale,
}

/// Which employers of an intermediary are looked for.
#[derive(Clone, PartialEq, Eq)]
pub enum RicercaDatori {
    Tutti,
    /// Those whose surname and name begin so, whatever the case and the accents.
    Nome(String),
    CodiceFiscale(CodiceFiscale),
    Rapporto(CodiceRapporto),
}

impl fmt::Debug for Concessione {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Concessione({:?})", self.datore)
    }
}

impl Concessione {
    pub(crate) fn of(delega: &Delega) -> Self {
        Self {
            datore: delega.datore.id,
            delega: delega.id,
            tipo: delega.tipo,
            fino: delega.al,
            nome: delega.datore.cognome_e_nome(),
            codice_fiscale: delega.datore.codice_fiscale.clone(),
        }
    }

    /// What it allows.
    #[must_use]
    pub fn diritti(&self) -> Diritti {
        self.tipo.diritti()
    }

    pub(crate) fn to_item(&self, intermediario: PersonaId) -> Item {
        Item::new(keys::concessione(intermediario, self.datore))
            .with_text(G1PK, keys::deleghe(intermediario))
            .with_text(G1SK, keys::delega_per_nome(&sort_name(&self.nome), self.datore))
            .with(DELEGA, blob(*self.delega.as_bytes()))
            .with_code(TIPO_DELEGA, self.tipo)
            .with_option(AL, self.fino, |fino| string(codice::giorno(fino)))
            .with_text(NOME, &self.nome)
            .with_text(CODICE_FISCALE, self.codice_fiscale.as_str())
    }

    pub(crate) fn from_item(item: &Item) -> Result<Self, StoreError> {
        Ok(Self {
            datore: keys::datore_of(item.sk()?).ok_or(StoreError::Illeggibile(SK))?,
            delega: DelegaId::from_bytes(item.array(DELEGA)?),
            tipo: item.code(TIPO_DELEGA)?,
            fino: item.optional(AL, Item::parsed)?,
            nome: item.text(NOME)?.to_owned(),
            codice_fiscale: item.parsed(CODICE_FISCALE)?,
        })
    }

    fn is_over(&self, oggi: Date) -> bool {
        self.fino.is_some_and(|fino| fino < oggi)
    }
}

impl Store {
    /// Whether the intermediary may see this employer, and how: as it is now, nothing after its last day. 1 read unit.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn concessione(
        &self,
        intermediario: PersonaId,
        datore: PersonaId,
        now: Timestamp,
    ) -> Result<Option<Concessione>, StoreError> {
        let item = self.get(keys::concessione(intermediario, datore), Reading::Strong).await?;
        let concessione = item.as_ref().map(Concessione::from_item).transpose()?;
        Ok(concessione.filter(|concessione| !concessione.is_over(calendario::oggi(now))))
    }

    /// Those of these employers whom the intermediary may see now. One BatchGetItem, 1 read unit each; a hundred at most.
    pub(crate) async fn concessioni(
        &self,
        intermediario: PersonaId,
        datori: &[PersonaId],
        now: Timestamp,
    ) -> Result<HashMap<PersonaId, Concessione>, StoreError> {
        let mut datori = datori.to_vec();
        datori.sort_unstable();
        datori.dedup();
        if datori.is_empty() {
            return Ok(HashMap::new());
        }
        let oggi = calendario::oggi(now);
        let keys = datori.into_iter().map(|datore| keys::concessione(intermediario, datore));
        let mut concessioni = HashMap::new();
        for item in self.get_batch_reading(keys, Reading::Strong).await? {
            let concessione = Concessione::from_item(&item)?;
            if !concessione.is_over(oggi) {
                concessioni.insert(concessione.datore, concessione);
            }
        }
        Ok(concessioni)
    }

    /// The employers of an intermediary by surname.
    ///
    /// One Query of their number's own and one BatchGetItem that checks what it found; a page after the first reads one item more,
    /// because its cursor doesn't contain the name.
    ///
    /// # Errors
    /// [`StoreError::CursorNonValido`], also when the employer it names has withdrawn in the meantime.
    pub async fn list_datori(
        &self,
        intermediario: PersonaId,
        ricerca: &RicercaDatori,
        cursor: Option<&str>,
        limit: usize,
        now: Timestamp,
    ) -> Result<Pagina<Concessione>, StoreError> {
        // Whether whoever has a codice is the intermediary's is checked with the rest.
        let all = |voci| Pagina { voci, cursor: None };
        let found = match ricerca {
            RicercaDatori::Tutti => self.datori_per_nome(intermediario, "", cursor, limit).await?,
            RicercaDatori::Nome(nome) => self.datori_per_nome(intermediario, &sort_name(nome), cursor, limit).await?,
            RicercaDatori::CodiceFiscale(cf) => all(self.titolare(cf).await?.into_iter().collect()),
            RicercaDatori::Rapporto(codice) => all(self.titolari_del_rapporto(codice).await?),
        };
        let mut concessioni = self.concessioni(intermediario, &found.voci, now).await?;
        let voci = found.voci.iter().filter_map(|datore| concessioni.remove(datore)).collect();
        Ok(Pagina { voci, cursor: found.cursor })
    }

    async fn datori_per_nome(
        &self,
        intermediario: PersonaId,
        prefix: &str,
        cursor: Option<&str>,
        limit: usize,
    ) -> Result<Pagina<PersonaId>, StoreError> {
        let mut scorri = Scorri {
            indice: Indice::G1,
            partizione: keys::deleghe(intermediario),
            // A space comes before every letter, digit and `#`.
            dal: if prefix.is_empty() { " ".to_owned() } else { prefix.to_owned() },
            al: format!("{prefix}{AFTER}"),
            verso: Verso::Crescente,
            limit,
            filtered: false,
        };
        if let Some(cursor) = cursor {
            let last = keys::concessione(intermediario, cursore::datore(cursor)?);
            let last = self.get(last, Reading::Eventual).await?.ok_or(StoreError::CursorNonValido)?;
            scorri.after(last.text(G1SK)?);
        }
        let position = |sk: &str| keys::datore_of(sk).map(|datore| cursore::write(&datore.to_string()));
        self.scorri(scorri, |item| keys::datore_of(item.sk()?).map(Some).ok_or(StoreError::Illeggibile(SK)), position).await
    }
}
