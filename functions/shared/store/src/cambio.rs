//! What the office does without a message: take in charge, comment, close.

use std::fmt;

use aws_sdk_dynamodb::types::TransactWriteItem;
use cassetto_domain::avviso::Evento;
use cassetto_domain::contatto::Contatti;
use cassetto_domain::id::PersonaId;
use cassetto_domain::stato::{Esito, Stato};
use cassetto_domain::testo::Commento;
use jiff::Timestamp;

use crate::codice::Coded;
use crate::connessione::Store;
use crate::error::StoreError;
use crate::item::{blob, instant, number, string};
use crate::keys;
use crate::quesito::{Operatore, Quesito};
use crate::thread::{Contenuto, Voce};
use crate::transazione::{Transazione, put_new, update};

/// A change to write.
#[derive(Clone)]
pub struct NuovoCambio {
    /// As it was when the change was allowed: another version or state by now is a conflict.
    pub quesito: Quesito,
    /// The state after it; the same as before for a comment alone.
    pub a: Stato,
    pub esito: Option<Esito>,
    pub commento: Option<Commento>,
    pub operatore: Operatore,
}

impl fmt::Debug for NuovoCambio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NuovoCambio({:?} -> {:?})", self.quesito, self.a)
    }
}

impl NuovoCambio {
    /// What the employer is told of; a comment alone is not.
    fn evento(&self) -> Option<Evento> {
        match self.a {
            a if a == self.quesito.stato => None,
            Stato::Aperta => None,
            Stato::InCarico => Some(Evento::PresoInCarico),
            Stato::Chiusa => Some(Evento::Chiuso),
        }
    }
}

/// What becomes of a header.
pub(crate) struct Passo {
    pub(crate) versione: u32,
    pub(crate) stato: Stato,
    pub(crate) esito: Option<Esito>,
    /// Who takes it in charge.
    pub(crate) operatore: Option<Operatore>,
}

impl Store {
    /// Writes a change in one transaction; gives the header after it.
    ///
    /// With notices 0.5 read units, and 11 write units for two contacts; a comment alone 6.
    ///
    /// # Errors
    /// [`StoreError::Conflitto`] when the quesito has another version or state by now; [`StoreError::Occupato`]. Nothing is written.
    pub async fn change(&self, cambio: &NuovoCambio, now: Timestamp) -> Result<Quesito, StoreError> {
        let quesito = &cambio.quesito;
        let passo = Passo {
            versione: quesito.versione + 1,
            stato: cambio.a,
            esito: cambio.esito,
            operatore: (cambio.a == Stato::InCarico && quesito.stato != cambio.a).then(|| cambio.operatore.clone()),
        };
        let mut rows = vec![advance(self, quesito, &passo, now)?, put_new(self, voce(cambio, &passo, now).to_item(quesito.id))?];
        if let Some(evento) = cambio.evento() {
            let contatti = self.contatti(quesito.datore).await?;
            rows.extend(self.avvisi(quesito.id, evento, &contatti, now)?);
        }
        match self.transact_patiently(rows).await? {
            Transazione::Fatta => Ok(after(quesito, passo, now)),
            Transazione::Annullata(_) => Err(StoreError::Conflitto),
        }
    }

    /// Where notices to an employer go.
    pub(crate) async fn contatti(&self, datore: PersonaId) -> Result<Contatti, StoreError> {
        Ok(self.persona(datore).await?.map(|persona| persona.contatti).unwrap_or_default())
    }
}

/// The header one version later, on condition that it is still as it was seen.
pub(crate) fn advance(store: &Store, quesito: &Quesito, passo: &Passo, now: Timestamp) -> Result<TransactWriteItem, StoreError> {
    update(store, keys::testata(quesito.id), |update| {
        let mut set = "SET v = :v, nv = :v, ag = :now".to_owned();
        let mut update = update
            .condition_expression("v = :seen AND s = :from")
            .expression_attribute_values(":v", number(passo.versione))
            .expression_attribute_values(":now", instant(now))
            .expression_attribute_values(":seen", number(quesito.versione))
            .expression_attribute_values(":from", string(quesito.stato.code()));
        if passo.stato != quesito.stato {
            set += ", s = :to, g2pk = :queue";
            update = update
                .expression_attribute_values(":to", string(passo.stato.code()))
                .expression_attribute_values(":queue", string(keys::coda(quesito.sede, passo.stato)));
        }
        if let Some(esito) = passo.esito {
            set += ", e = :esito";
            update = update.expression_attribute_values(":esito", string(esito.code()));
        }
        if let Some(operatore) = &passo.operatore {
            set += ", oi = :who, op = :name";
            update = update
                .expression_attribute_values(":who", blob(*operatore.id.as_bytes()))
                .expression_attribute_values(":name", string(&operatore.nome));
        }
        update.update_expression(set)
    })
}

fn after(quesito: &Quesito, passo: Passo, now: Timestamp) -> Quesito {
    Quesito {
        versione: passo.versione,
        novita: passo.versione,
        aggiornato: now,
        stato: passo.stato,
        esito: passo.esito.or(quesito.esito),
        operatore: passo.operatore.or_else(|| quesito.operatore.clone()),
        ..quesito.clone()
    }
}

fn voce(cambio: &NuovoCambio, passo: &Passo, now: Timestamp) -> Voce {
    Voce {
        versione: passo.versione,
        quando: now,
        contenuto: Contenuto::Cambio {
            da: cambio.quesito.stato,
            a: cambio.a,
            sede: cambio.quesito.sede,
            operatore: cambio.operatore.clone(),
            commento: cambio.commento.clone(),
            esito: cambio.esito,
        },
    }
}
