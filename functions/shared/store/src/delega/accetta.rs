//! Accepting: the delega begins, the employer's former one ends, the code is spent; all of it or nothing.

use aws_sdk_dynamodb::types::TransactWriteItem;
use cassetto_domain::avviso::Evento;
use cassetto_domain::calendario;
use cassetto_domain::codice_usa::{CodiceUso, EsitoCodice, Scopo};
use cassetto_domain::delega::{FattoDelega, Lato, StatoDelega};
use cassetto_domain::testo::Filiale;
use jiff::Timestamp;

use super::righe::Attiva;
use super::{Delega, Fatto};
use crate::annuncio::Annuncio;
use crate::attesa::Attesa;
use crate::avviso::Luogo;
use crate::connessione::Store;
use crate::elenco::midnight;
use crate::error::StoreError;
use crate::lavoro::Lavoro;
use crate::transazione::{Motivo, Transazione};

/// How an acceptance ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EsitoAccettazione {
    Accettata(Box<Delega>),
    /// The code is not good: nothing written but the try.
    Codice(EsitoCodice),
}

/// The delega that another one replaces.
struct Precedente {
    attiva: Attiva,
    prima: Delega,
    dopo: Delega,
}

impl Store {
    /// `delega`, as it was when it was allowed, becomes the employer's active one.
    ///
    /// # Errors
    /// [`StoreError::Conflitto`] when it is another version by now; [`StoreError::Occupato`]. Nothing is written.
    pub async fn accept_delega(
        &self,
        delega: &Delega,
        chi: Lato,
        filiale: Option<Filiale>,
        codice: &CodiceUso,
        now: Timestamp,
    ) -> Result<EsitoAccettazione, StoreError> {
        let (persona, scopo) = (delega.parte(chi).id, Scopo::Delega(delega.id));
        let mut dopo = delega.after(StatoDelega::Attiva, Fatto { quando: now, fatto: FattoDelega::Accettata, lato: Some(chi) });
        dopo.dal = Some(calendario::oggi(now));
        dopo.filiale = filiale.or(dopo.filiale);
        // A try is counted before anything else, so that tries made at once don't get past the limit.
        match self.try_codice(persona, scopo, codice, now).await? {
            EsitoCodice::Giusto => {}
            other => return Ok(EsitoAccettazione::Codice(other)),
        }
        let mut attesa = Attesa::new();
        loop {
            let precedente = self.precedente(&dopo, chi, now).await?;
            // The code first, then the delega: a failed condition tells by its place what failed.
            let mut rows = vec![self.spend_codice(persona, scopo, codice, now)?];
            rows.extend(self.muovi_rows(delega, &dopo)?);
            rows.push(self.risposta_row(delega)?);
            rows.extend(self.sostituisci_rows(&dopo, precedente.as_ref(), now).await?);
            match self.transact(rows, &mut attesa).await? {
                Transazione::Fatta => return Ok(EsitoAccettazione::Accettata(Box::new(dopo))),
                Transazione::Annullata(motivi) => match motivi.as_slice() {
                    // Spent in the same instant, or its time is over.
                    [Motivo::Condizione(_), ..] => return Ok(EsitoAccettazione::Codice(EsitoCodice::Scaduto)),
                    [_, Motivo::Condizione(_), ..] => return Err(StoreError::Conflitto),
                    // Another delega of the same employer began or ended meanwhile: look again.
                    _ => attesa.pause().await?,
                },
            }
        }
    }

    async fn precedente(&self, nuova: &Delega, chi: Lato, now: Timestamp) -> Result<Option<Precedente>, StoreError> {
        let Some(attiva) = self.attiva(nuova.datore.id).await? else { return Ok(None) };
        let prima = self.delega(nuova.datore.id, attiva.delega).await?.ok_or(StoreError::Assente)?;
        let dopo = match prima.stato_al(calendario::oggi(now)) {
            StatoDelega::Scaduta => prima.after(StatoDelega::Scaduta, Fatto { quando: now, fatto: FattoDelega::Scaduta, lato: None }),
            _ => prima.after(StatoDelega::Revocata, Fatto { quando: now, fatto: FattoDelega::Sostituita, lato: Some(chi) }),
        };
        Ok(Some(Precedente { attiva, prima, dopo }))
    }

    async fn sostituisci_rows(
        &self,
        dopo: &Delega,
        precedente: Option<&Precedente>,
        now: Timestamp,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let mut rows = self.attiva_rows(dopo, precedente.map(|precedente| precedente.attiva))?.to_vec();
        let mut annunci = vec![
            Annuncio { persona: dopo.datore.id, evento: Evento::DelegaAttiva },
            Annuncio { persona: dopo.intermediario.id, evento: Evento::DelegaAttiva },
        ];
        if let Some(Precedente { prima, dopo: ended, .. }) = precedente {
            rows.extend(self.muovi_rows(prima, ended)?);
            // The same intermediary again: the grant of before is the one that was just replaced.
            if prima.intermediario.id != dopo.intermediario.id {
                rows.push(self.ritira_concessione(prima)?);
                annunci.push(Annuncio { persona: prima.intermediario.id, evento: Evento::DelegaRevocata });
            }
        }
        rows.push(self.lavoro_row(&Lavoro::reindicizza(dopo.datore.id)?, now)?);
        if let Some(al) = dopo.al {
            let over = al.tomorrow().map_or(Timestamp::MAX, midnight);
            rows.push(self.lavoro_row(&Lavoro::Scadenza { datore: dopo.datore.id, delega: dopo.id }, over)?);
        }
        rows.extend(self.avvisi_in(&annunci, Luogo::Deleghe, None, now).await?);
        Ok(rows)
    }
}
