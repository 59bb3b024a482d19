//! The counters of a month, counted again from the quesiti.

use std::collections::BTreeMap;

use cassetto_domain::calendario::oggi;
use cassetto_domain::gestione::Gestione;
use cassetto_domain::orologio::giorni_tra;
use cassetto_domain::sede::CodiceSede;
use cassetto_domain::stato::Esito;
use cassetto_domain::tempi::{Classe, Istogramma, Mese};
use cassetto_store::{Parte, Statistica, StoreError, Thread};

use crate::controllo::Controllo;
use crate::legge::{Difetto, Legge};
use crate::thread::closing;

/// Counters older than this may have expired.
const KEPT: u8 = 24;

type Chiave = (CodiceSede, Gestione, String, Mese);

/// What is stored and what should be. They are some thousands: sedi by categories by months.
#[derive(Default)]
pub(crate) struct Conti {
    stored: BTreeMap<Chiave, Conto>,
    expected: BTreeMap<Chiave, Conto>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Conto {
    presentate: u32,
    accolte: u32,
    respinte: u32,
    tempi: Istogramma,
}

impl Conti {
    pub(crate) fn stored(&mut self, sede: CodiceSede, statistica: &Statistica) {
        let Statistica { gestione, categoria, mese, presentate, accolte, respinte, tempi } = statistica.clone();
        self.stored.insert((sede, gestione, categoria, mese), Conto { presentate, accolte, respinte, tempi });
    }

    /// Counts a thread where the transactions that wrote it did.
    pub(crate) fn expected(&mut self, thread: &Thread) {
        let quesito = &thread.quesito;
        let key = |sede, day| (sede, quesito.gestione, quesito.categoria.clone(), Mese::of(day));
        let presented = oggi(quesito.presentato);
        if quesito.origine == Parte::Cittadino {
            self.expected.entry(key(quesito.protocollo.sede, presented)).or_default().presentate += 1;
        }
        if let Some(closing) = closing(thread) {
            let day = oggi(closing.quando);
            let conto = self.expected.entry(key(quesito.sede, day)).or_default();
            match quesito.esito {
                Some(Esito::Respinta) => conto.respinte += 1,
                _ => conto.accolte += 1,
            }
            if quesito.origine == Parte::Cittadino {
                conto.tempi.add(Classe::of(giorni_tra(presented, day)), 1);
            }
        }
    }
}

pub(crate) async fn check(controllo: &Controllo<'_>) -> Result<(), StoreError> {
    let Conti { stored, expected } = std::mem::take(&mut controllo.visti.borrow_mut().statistiche);
    let first = Mese::of(oggi(controllo.opzioni.now)).before(KEPT);
    let mut keys: Vec<&Chiave> = stored.keys().chain(expected.keys()).filter(|(.., mese)| *mese > first).collect();
    keys.sort();
    keys.dedup();
    for key in keys {
        // On a system that is used, what came during the pass is counted on one side only.
        if stored.get(key) != expected.get(key) && controllo.opzioni.ripetizioni == 0 {
            let (sede, gestione, categoria, mese) = key;
            controllo.add(vec![Difetto::new(Legge::Statistiche, format!("{sede} {gestione:?} {categoria} {mese}"))]);
        }
    }
    Ok(())
}
