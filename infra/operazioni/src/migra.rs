//! Moving a table forward: the steps that it has not had, in their order, a page at a time. Stopped anywhere, the same command goes on.

use std::time::Duration;

use cassetto_store::migrazione::{InCorso, PASSI, Passo, Punto};
use cassetto_store::{Store, StoreError};
use jiff::Timestamp;
use tokio::time::{Interval, interval};

/// How to go.
#[derive(Debug, Clone, Copy)]
pub struct Opzioni {
    /// Rows of a page: after each it is noted how far one has come.
    pub pagina: u16,
    /// At most so many requests a second: people use the table meanwhile.
    pub al_secondo: u32,
    /// Looks at everything that is to be done, writes nothing.
    pub conta: bool,
}

/// What one step found, since its beginning also when it was stopped in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EsitoPasso {
    pub numero: u32,
    pub nome: &'static str,
    pub lette: u64,
    /// Put right; when only counting, to be put right.
    pub corrette: u64,
    /// In this run: rows that this release can't read, which stay as they are.
    pub illeggibili: u64,
}

/// Why a table was not moved, or not to the end.
#[derive(Debug, thiserror::Error)]
pub enum MigraError {
    #[error("the table is at step {presente}, this release knows {noti}: it was migrated by a later one, which is the one to use")]
    Futura { presente: u32, noti: u32 },
    #[error("step {passo}: another run moves this table; when it has ended, run this again")]
    Contesa { passo: u32 },
    #[error("step {passo}: {error}; what was done stays done: run this again")]
    Interrotta { passo: u32, error: StoreError },
    #[error(transparent)]
    Tabella(#[from] StoreError),
}

/// Takes the steps that are left; what it gives is one line for each.
///
/// # Errors
/// See [`MigraError`]. Pages that were noted are not gone through again.
pub async fn migra(store: &Store, opzioni: Opzioni, now: Timestamp) -> Result<Vec<EsitoPasso>, MigraError> {
    let mut punto = store.punto_di_migrazione().await?;
    let noti = PASSI.last().map_or(0, |passo| passo.numero);
    if punto.ultimo > noti {
        return Err(MigraError::Futura { presente: punto.ultimo, noti });
    }
    let mut run = Corsa { store, opzioni, now, ritmo: interval(Duration::from_secs(1) / opzioni.al_secondo.max(1)) };
    let mut fatti = Vec::new();
    let had = punto.ultimo;
    for passo in PASSI.iter().filter(|passo| passo.numero > had) {
        let (esito, dopo) = run.passo(passo, punto).await.map_err(|error| match error {
            StoreError::Conflitto => MigraError::Contesa { passo: passo.numero },
            error => MigraError::Interrotta { passo: passo.numero, error },
        })?;
        fatti.push(esito);
        punto = dopo;
    }
    Ok(fatti)
}

/// One run.
struct Corsa<'a> {
    store: &'a Store,
    opzioni: Opzioni,
    now: Timestamp,
    ritmo: Interval,
}

impl Corsa<'_> {
    /// One step to its end, from where it was left.
    async fn passo(&mut self, passo: &Passo, mut punto: Punto) -> Result<(EsitoPasso, Punto), StoreError> {
        let (mut lette, mut corrette) = punto.in_corso.as_ref().map_or((0, 0), |in_corso| (in_corso.lette, in_corso.corrette));
        let mut illeggibili = 0;
        loop {
            self.ritmo.tick().await;
            let da = punto.in_corso.as_ref().map(|in_corso| &in_corso.posizione);
            let pagina = self.store.pagina_da_migrare(passo, da, self.opzioni.pagina).await?;
            lette += pagina.lette;
            illeggibili += pagina.illeggibili;
            for correzione in pagina.da_correggere {
                if self.opzioni.conta {
                    corrette += 1;
                } else {
                    self.ritmo.tick().await;
                    corrette += u64::from(self.store.correggi(passo, correzione).await?);
                }
            }
            let dopo = match pagina.dopo {
                Some(posizione) => Punto { in_corso: Some(InCorso { posizione, lette, corrette }), ..punto },
                None => Punto { ultimo: passo.numero, in_corso: None },
            };
            if !self.opzioni.conta {
                self.store.note_migrazione(&punto, &dopo, self.now).await?;
            }
            punto = dopo;
            if punto.in_corso.is_none() {
                return Ok((EsitoPasso { numero: passo.numero, nome: passo.nome, lette, corrette, illeggibili }, punto));
            }
        }
    }
}
