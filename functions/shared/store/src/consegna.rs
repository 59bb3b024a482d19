//! Deliveries move on: sent, given up, or brought further by a receipt. Whatever changes a notice's row does so on condition that
//! nobody else has since it was read, and looks again otherwise.

use aws_sdk_dynamodb::types::TransactWriteItem;
use cassetto_domain::consegna::StatoConsegna;
use cassetto_domain::id::{AvvisoId, PersonaId};
use jiff::Timestamp;

use crate::avviso::{Avviso, Consegna, Luogo, Via};
use crate::connessione::Store;
use crate::cursore;
use crate::error::{StoreError, dynamodb};
use crate::item::{Item, string};
use crate::keys;
use crate::outbox::Biglietto;
use crate::primitive::Reading;
use crate::scorri::Pagina;
use crate::thread::AvvisoPartito;
use crate::transazione::{Motivo, Transazione, put};

/// How an attempt at a delivery ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Esito {
    /// Taken by who carries it, who calls it so.
    Inviata(Option<String>),
    /// It may work later.
    Riprova,
    /// There is nobody there.
    Permanente,
    /// All attempts are used.
    Tecnica,
}

impl Store {
    /// A notice of which the ticket is at hand. 1 read unit for every 4 KB.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn avviso(&self, biglietto: &Biglietto) -> Result<Option<Avviso>, StoreError> {
        self.read_avviso(keys::avviso_di(biglietto.persona, biglietto.creato, biglietto.id)).await
    }

    pub(crate) async fn read_avviso(&self, key: keys::Key) -> Result<Option<Avviso>, StoreError> {
        self.get(key, Reading::Strong).await?.as_ref().map(Avviso::from_item).transpose()
    }

    /// A person's notices, newest first. One Query.
    ///
    /// # Errors
    /// [`StoreError::CursorNonValido`].
    pub async fn list_avvisi(&self, persona: PersonaId, cursor: Option<&str>, limit: usize) -> Result<Pagina<Avviso>, StoreError> {
        let position = cursor.map(cursore::avviso).transpose()?;
        let start = position.map(|sk| keys::avviso_at(persona, &sk).into_map());
        let query = self.db().query().table_name(self.table()).key_condition_expression("pk = :pk");
        let output = query
            .expression_attribute_values(":pk", string(keys::avvisi_di(persona)))
            .scan_index_forward(false)
            .limit(i32::try_from(limit).unwrap_or(i32::MAX))
            .set_exclusive_start_key(start)
            .send()
            .await
            .map_err(dynamodb)?;
        let voci: Vec<Avviso> =
            output.items.unwrap_or_default().into_iter().map(|item| Avviso::from_item(&Item(item))).collect::<Result<_, _>>()?;
        let more = output.last_evaluated_key.is_some_and(|key| !key.is_empty());
        let cursor = voci.last().filter(|_| more).map(|last| cursore::write(&keys::avviso_al(last.creato, last.id)));
        Ok(Pagina { voci, cursor })
    }

    /// Notes how an attempt at a delivery ended, in its thread as well; gives the notice after it. 4 write units, or 1.
    ///
    /// A delivery that is settled already stays as it is: nothing is noted twice.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn settle(&self, avviso: &Avviso, via: Via, esito: &Esito, now: Timestamp) -> Result<Avviso, StoreError> {
        self.change_consegna(avviso.clone(), via, now, |consegna| {
            if consegna.stato != StatoConsegna::InCoda {
                return;
            }
            match esito {
                Esito::Inviata(messaggio) => {
                    consegna.stato = StatoConsegna::Inviata;
                    consegna.messaggio.clone_from(messaggio);
                }
                Esito::Riprova => consegna.tentativi += 1,
                Esito::Permanente => consegna.stato = StatoConsegna::Permanente,
                Esito::Tecnica => consegna.stato = StatoConsegna::Tecnica,
            }
        })
        .await
    }

    /// Changes one delivery as long as nobody else does; one that fails brings in the channel that stands by.
    pub(crate) async fn change_consegna(
        &self,
        mut avviso: Avviso,
        via: Via,
        now: Timestamp,
        mut change: impl FnMut(&mut Consegna),
    ) -> Result<Avviso, StoreError> {
        loop {
            let mut dopo = avviso.clone();
            let Some(consegna) = dopo.consegne.iter_mut().find(|consegna| consegna.via == via) else { return Ok(avviso) };
            let prima = consegna.clone();
            change(consegna);
            if *consegna == prima {
                return Ok(avviso);
            }
            let (stato, changed) = (consegna.stato, consegna.stato != prima.stato);
            if changed {
                consegna.quando = now;
            }
            let supplente = stato.is_fallita() && dopo.supplisci(now);
            let (row, next) = dopo.next_row(self)?;
            let mut rows = vec![row];
            if changed && stato != StatoConsegna::Consegnata {
                rows.extend(self.partito_row(&dopo, via, now)?);
            }
            if let Some(prossimo) = dopo.prossimo().filter(|_| supplente) {
                rows.push(self.biglietto_again(&Biglietto::new(&dopo, prossimo))?);
            }
            match self.transact_patiently(rows).await? {
                Transazione::Fatta => return Ok(next),
                Transazione::Annullata(motivi) => {
                    let current = motivi.into_iter().next().and_then(|motivo| match motivo {
                        Motivo::Condizione(item) => item,
                        _ => None,
                    });
                    avviso = Avviso::from_item(&current.ok_or(StoreError::Conflitto)?)?;
                }
            }
        }
    }

    /// What a thread tells of a delivery: that it left, or that it didn't arrive. Nothing of one in a summary.
    fn partito_row(&self, avviso: &Avviso, via: Via, now: Timestamp) -> Result<Option<TransactWriteItem>, StoreError> {
        let (Luogo::Quesito(quesito), Some(consegna)) = (avviso.luogo, avviso.consegna(via)) else { return Ok(None) };
        if consegna.riepilogo.is_some() {
            return Ok(None);
        }
        let partito = AvvisoPartito {
            id: avviso.id,
            quando: now,
            canale: via.canale(),
            evento: avviso.evento,
            contatto: consegna.contatto.mascherato(),
            consegnato: !consegna.stato.is_fallita(),
        };
        put(self, partito.to_item(quesito, via), |put| put).map(Some)
    }
}

impl Avviso {
    fn next_row(&self, store: &Store) -> Result<(TransactWriteItem, Self), StoreError> {
        let (item, seen) = self.next_version();
        let next = Self { versione: self.versione + 1, ..self.clone() };
        let row = put(store, item, |put| {
            put.condition_expression("#v = :seen").expression_attribute_names("#v", "v").expression_attribute_values(":seen", seen)
        })?;
        Ok((row, next))
    }
}

/// The summary's identifier is the only thing that tells two deliveries of one ticket apart.
pub(crate) fn is_of(consegna: &Consegna, riepilogo: Option<AvvisoId>) -> bool {
    consegna.riepilogo == riepilogo && (riepilogo.is_none() || consegna.stato != StatoConsegna::InCoda)
}
