//! Loading: each line is compared with what the table has and written only if it differs. Stopped anywhere, the same command goes on.

use std::io::BufRead;

use cassetto_domain::id::PersonaId;
use cassetto_domain::preferenze::Preferenze;
use cassetto_store::{Credenziale, Persona, Rapporto, Store, StoreError, casuale};
use jiff::Timestamp;

use crate::riga::{Intestazione, Riga};

/// What a run did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Conteggi {
    pub persone_nuove: u64,
    pub persone_aggiornate: u64,
    pub persone_invariate: u64,
    /// New or different.
    pub rapporti_scritti: u64,
    pub credenziali_scritte: u64,
}

/// Why a file was not loaded, or not to its end. It quotes nothing of a person: a line is told by its number, the first is 1.
#[derive(Debug, thiserror::Error)]
pub enum SemiError {
    #[error("line {linea}: {motivo}")]
    Illeggibile { linea: usize, motivo: String },
    /// The table has had a later file of this name.
    #[error("the table has version {presente} of {nome}, the file is version {versione}")]
    Superati { nome: String, presente: u32, versione: u32 },
    #[error("line {linea}: {error}")]
    Tabella { linea: usize, error: StoreError },
    #[error(transparent)]
    File(#[from] std::io::Error),
}

/// Loads a file. Two runs at once are not foreseen.
///
/// # Errors
/// At the first line that can't be read or written: those before it are in the table, and stay.
pub async fn carica(store: &Store, file: impl BufRead, now: Timestamp) -> Result<Conteggi, SemiError> {
    let mut conteggi = Conteggi::default();
    let mut lines = file.lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    let Intestazione { semi, versione } = parse(1, &first)?;
    let at = |linea| move |error| SemiError::Tabella { linea, error };
    if let Some(presente) = store.versione_semi(&semi).await.map_err(at(1))?.filter(|presente| *presente > versione) {
        return Err(SemiError::Superati { nome: semi, presente, versione });
    }
    let mut linea = 1;
    for line in lines {
        let line = line?;
        linea += 1;
        if !line.trim().is_empty() {
            let riga: Riga = parse(linea, &line)?;
            semina(store, &riga, now, &mut conteggi).await.map_err(at(linea))?;
        }
    }
    // Last, so that a file that was loaded in part is not taken for loaded.
    store.note_semi(&semi, versione, now).await.map_err(at(linea))?;
    Ok(conteggi)
}

/// Without serde's own message, which quotes what it refuses.
fn parse<'a, T: serde::Deserialize<'a>>(linea: usize, line: &'a str) -> Result<T, SemiError> {
    serde_json::from_str(line).map_err(|error| {
        let motivo = format!("not of the form that is expected, at column {} ({:?})", error.column(), error.classify());
        SemiError::Illeggibile { linea, motivo }
    })
}

async fn semina(store: &Store, riga: &Riga, now: Timestamp, conteggi: &mut Conteggi) -> Result<(), StoreError> {
    let id = match store.titolare(&riga.codice_fiscale).await? {
        Some(id) => id,
        None => casuale::id(PersonaId::from_bytes)?,
    };
    let present = store.persona(id).await?;
    let wanted = persona(riga, id, present.as_ref());
    match present {
        Some(present) if present == wanted => conteggi.persone_invariate += 1,
        other => {
            // The row that finds them first: stopped between the two, the next run takes the same identifier.
            store.put_persona(&wanted).await?;
            *if other.is_some() { &mut conteggi.persone_aggiornate } else { &mut conteggi.persone_nuove } += 1;
        }
    }
    for rapporto in riga.rapporti.iter().map(Rapporto::from) {
        if store.rapporto(id, &rapporto.codice).await?.as_ref() != Some(&rapporto) {
            store.put_rapporto(id, &rapporto).await?;
            conteggi.rapporti_scritti += 1;
        }
    }
    if let Some(phc) = &riga.phc {
        let credenziale = Credenziale {
            persona: id,
            phc: phc.clone(),
            ruolo: riga.ruolo,
            nome: wanted.nome_e_cognome(),
            sede: wanted.sede.filter(|_| riga.ruolo.is_ufficio()),
        };
        if store.credenziali(&riga.codice_fiscale, now).await?.0.as_ref() != Some(&credenziale) {
            store.put_credenziale(&riga.codice_fiscale, &credenziale).await?;
            conteggi.credenziali_scritte += 1;
        }
    }
    Ok(())
}

/// As the archives have them, but for what a person may have changed since.
fn persona(riga: &Riga, id: PersonaId, present: Option<&Persona>) -> Persona {
    let Riga { ruolo, nome, cognome, codice_fiscale, sede, cap, contatti, tipo_delega, posizioni, .. } = riga.clone();
    let (contatti, preferenze) = match present {
        Some(present) => (present.contatti.clone(), present.preferenze.clone()),
        None => (contatti, Preferenze::default()),
    };
    Persona { id, nome, cognome, codice_fiscale, ruolo, sede, cap, contatti, preferenze, tipo_delega, posizioni }
}
