//! The pass over the table: each row by what it is.

use cassetto_store::ispezione::{INDICI, Riga, RigaLetta};
use cassetto_store::{Lavoro, StoreError};

use crate::controllo::Controllo;
use crate::legge::{Difetto, Legge};
use crate::{avvisi, deleghe, oggetti, statistiche, thread};

pub(crate) async fn check(controllo: &Controllo<'_>) -> Result<(), StoreError> {
    work_under_way(controllo).await?;
    let mut expected = [0_u64; INDICI];
    let mut next = None;
    loop {
        controllo.passo().await;
        let page = controllo.store.scorri_tabella(next, controllo.opzioni.pagina).await?;
        controllo.esito.borrow_mut().unita += page.unita;
        for RigaLetta { riga, indici } in &page.righe {
            controllo.count("righe", 1);
            controllo.count(riga.genere(), 1);
            for (count, is_in) in expected.iter_mut().zip(indici) {
                *count += u64::from(*is_in);
            }
            row(controllo, riga).await?;
        }
        next = page.dopo;
        if next.is_none() {
            break;
        }
    }
    indexes(controllo, expected).await?;
    statistiche::check(controllo).await
}

/// Work that waits moves rows from one list to another: it is known before any list is looked at.
async fn work_under_way(controllo: &Controllo<'_>) -> Result<(), StoreError> {
    for shard in 0..cassetto_store::SHARDS_LAVORO {
        controllo.passo().await;
        for in_attesa in controllo.store.lavori(shard, jiff::Timestamp::MAX).await? {
            if let Lavoro::Reindicizza { datore, .. } = in_attesa.lavoro {
                controllo.visti.borrow_mut().in_moto.insert(datore);
            }
        }
    }
    Ok(())
}

async fn row(controllo: &Controllo<'_>, riga: &Riga) -> Result<(), StoreError> {
    match riga {
        Riga::Testata { quesito, copie_diverse } => {
            if !copie_diverse.is_empty() {
                controllo.add(vec![Difetto::new(Legge::CopieInElenco, format!("{} ({})", quesito.id, copie_diverse.join(", ")))]);
            }
            thread::check(controllo, quesito.id).await
        }
        Riga::Voce { quesito, voce } => {
            let documents = voce.contenuto.messaggio().into_iter().flat_map(|messaggio| &messaggio.allegati);
            let present = documents.filter(|documento| documento.oscurato.is_none()).map(|documento| documento.allegato.id);
            controllo.visti.borrow_mut().allegati.extend(present);
            if voce.versione > 1 { Ok(()) } else { thread::header(controllo, *quesito).await }
        }
        Riga::Contatore { sede, anno, ultimo, chiuso } => {
            controllo.visti.borrow_mut().registri.counter(*sede, *anno, *ultimo, *chiuso);
            Ok(())
        }
        Riga::Registrazione(registrazione) => {
            controllo.visti.borrow_mut().registri.registration(&registrazione.protocollo);
            Ok(())
        }
        Riga::RegistroGiornaliero(registro) => {
            controllo.visti.borrow_mut().registri.daily(registro);
            Ok(())
        }
        Riga::Annullamento { protocollo, .. } => thread::annulment(controllo, *protocollo).await,
        Riga::Avviso(avviso) => avvisi::notice(controllo, avviso).await,
        Riga::Biglietto(biglietto) => avvisi::ticket(controllo, biglietto).await,
        Riga::Chiave { quesito, protocollo } => thread::used_key(controllo, *quesito, *protocollo).await,
        Riga::Delega(delega) => {
            controllo.visti.borrow_mut().allegati.extend(delega.modulo.iter().map(|modulo| modulo.id));
            oggetti::form(controllo, delega).await?;
            deleghe::delega(controllo, delega).await
        }
        Riga::DelegaInGruppo(delega) => deleghe::listed(controllo, delega.datore.id, delega.id).await,
        Riga::DelegaDi { datore, delega, .. } => deleghe::listed(controllo, *datore, *delega).await,
        Riga::DelegaAttiva(attiva) => deleghe::pointer(controllo, attiva).await,
        Riga::Concessione { intermediario, concessione } => deleghe::grant(controllo, *intermediario, concessione).await,
        Riga::Statistica { sede, statistica } => {
            controllo.visti.borrow_mut().statistiche.stored(*sede, statistica);
            Ok(())
        }
        Riga::Illeggibile(genere, name) => {
            controllo.add(vec![Difetto::new(Legge::RigaLeggibile, format!("{genere} ({name})"))]);
            Ok(())
        }
        Riga::Lavoro(_) | Riga::Altro(_) => Ok(()),
    }
}

/// The indexes have as many rows as the table has for them.
async fn indexes(controllo: &Controllo<'_>, expected: [u64; INDICI]) -> Result<(), StoreError> {
    for (indice, rows) in expected.into_iter().enumerate() {
        let (mut found, mut next) = (0, None);
        loop {
            controllo.passo().await;
            let page = controllo.store.conta_indice(indice, next).await?;
            controllo.esito.borrow_mut().unita += page.unita;
            found += page.righe;
            next = page.dopo;
            if next.is_none() {
                break;
            }
        }
        controllo.count("righe degli indici", usize::try_from(found).unwrap_or(usize::MAX));
        // On a system that is used, rows come and go between one count and the other.
        if found != rows && controllo.opzioni.ripetizioni == 0 {
            controllo.add(vec![Difetto::new(Legge::Indice, format!("gsi{}: {found}, nella tabella {rows}", indice + 1))]);
        }
    }
    Ok(())
}
