//! Annulling a registration (DPR 445/2000 art. 54): nothing of it goes, who, when and why come with it.

use aws_sdk_dynamodb::types::{ConditionCheck, TransactWriteItem};
use cassetto_domain::calendario;
use cassetto_domain::protocollo::Protocollo;
use cassetto_domain::sede::CodiceSede;
use jiff::civil::Date;

use crate::attributi::{ANNULLATA, PROTOCOLLO};
use crate::codice;
use crate::connessione::Store;
use crate::error::{StoreError, unbuilt};
use crate::item::{Item, number, string};
use crate::keys;
use crate::primitive::Reading;
use crate::quesito::Quesito;
use crate::registro::Contatore;
use crate::thread::Annotazione;
use crate::transazione::{Transazione, put_new, update};

impl Store {
    /// Annuls the registration of an entry: noted on it, on the entry, and among the annulments of the day, in one transaction.
    ///
    /// 2 read units, 5 write units.
    ///
    /// # Errors
    /// [`StoreError::Conflitto`] when the quesito has another version by now, or the registration is annulled already.
    pub async fn annul(&self, quesito: &Quesito, voce: u32, protocollo: Protocollo, nota: &Annotazione) -> Result<(), StoreError> {
        let oggi = self.giorno_aperto(protocollo.sede, calendario::oggi(nota.quando)).await?;
        let item = Item::new(keys::annullamento(oggi, &protocollo))
            .with_text(PROTOCOLLO, codice::protocollo(&protocollo))
            .with(ANNULLATA, nota.to_value());
        let annul = |key| {
            update(self, key, |update| {
                update
                    .update_expression("SET an = :nota")
                    .condition_expression("attribute_exists(pk) AND attribute_not_exists(an)")
                    .expression_attribute_values(":nota", nota.to_value())
            })
        };
        let rows = vec![
            seen(self, quesito)?,
            open(self, protocollo.sede, oggi)?,
            annul(keys::registrazione(&protocollo))?,
            annul(keys::voce(quesito.id, voce))?,
            put_new(self, item)?,
        ];
        match self.transact_patiently(rows).await? {
            Transazione::Fatta => Ok(()),
            Transazione::Annullata(_) => Err(StoreError::Conflitto),
        }
    }

    /// The first day from `oggi` on whose daily register is not out yet.
    async fn giorno_aperto(&self, sede: CodiceSede, mut oggi: Date) -> Result<Date, StoreError> {
        loop {
            let item = self.get(keys::contatore(sede, oggi.year()), Reading::Strong).await?;
            let chiuso = item.map(|item| Contatore::read(&item, sede)).transpose()?.and_then(|contatore| contatore.chiuso);
            match chiuso.filter(|chiuso| *chiuso >= oggi).and_then(|chiuso| chiuso.tomorrow().ok()) {
                Some(after) => oggi = after,
                None => return Ok(oggi),
            }
        }
    }
}

/// That the daily register of `giorno` is not out.
fn open(store: &Store, sede: CodiceSede, giorno: Date) -> Result<TransactWriteItem, StoreError> {
    let check = ConditionCheck::builder()
        .table_name(store.table())
        .set_key(Some(keys::contatore(sede, giorno.year()).into_map()))
        .condition_expression("attribute_not_exists(ch) OR ch < :giorno")
        .expression_attribute_values(":giorno", string(codice::giorno(giorno)))
        .build()
        .map_err(unbuilt)?;
    Ok(TransactWriteItem::builder().condition_check(check).build())
}

/// That the header is the one that was seen.
pub(crate) fn seen(store: &Store, quesito: &Quesito) -> Result<TransactWriteItem, StoreError> {
    let check = ConditionCheck::builder()
        .table_name(store.table())
        .set_key(Some(keys::testata(quesito.id).into_map()))
        .condition_expression("v = :seen")
        .expression_attribute_values(":seen", number(quesito.versione))
        .build()
        .map_err(unbuilt)?;
    Ok(TransactWriteItem::builder().condition_check(check).build())
}
