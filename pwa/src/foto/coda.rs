//! The photographs that are being made ready, one after the other, and what is known of those that are.

use cassetto_domain::allegato::TipoFile;
use leptos::task::spawn_local;
use web_sys::{Blob, File};

use super::giudizio::Dubbio;
use super::lavoratore::{Guasto, Lavoratore};
use super::nome::with_extension;
use super::officina::{Modifica, Sorgente};
use super::piano::Spazio;
use super::sviluppo;
use crate::cartella::Cartella;
use crate::i18n;
use crate::vista::prelude::*;

/// Left for each photograph that waits behind this one.
const BYTE_IN_ATTESA: u64 = 400 * 1024;

/// Room that a page of a PDF is given even if other files then have less.
const BYTE_BUONI_PER_PAGINA: u64 = 350 * 1024;

/// What is to be made ready.
#[derive(Clone)]
pub enum Cosa {
    Foto(Sorgente),
    /// Pages of one PDF, in order.
    Pdf(Vec<Sorgente>),
}

/// One of those that are being made ready.
#[derive(Clone)]
pub struct Lavoro {
    /// Names it on this page.
    pub n: u32,
    pub nome: String,
    pub cosa: Cosa,
    pub fase: ArcRwSignal<Fase>,
}

/// How far it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Fase {
    Attesa,
    Preparo(Passo),
    Fallita(Guasto),
    /// The bag does not take it, for this reason.
    Rifiutata(&'static str),
}

/// What is being done.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Passo {
    Apro,
    Controllo,
    Riduco,
    /// Page of so many.
    Pagina(usize, usize),
}

impl Passo {
    /// About how far, per cent.
    pub fn percent(self) -> usize {
        match self {
            Self::Apro => 15,
            Self::Controllo => 45,
            Self::Riduco => 70,
            Self::Pagina(page, of) => (page * 100 - 50) / of.max(1),
        }
    }
}

/// What is known of one that was made ready here.
#[derive(Clone)]
pub struct Scheda {
    /// To change it again.
    pub cosa: Cosa,
    pub anteprima: Option<Blob>,
    /// Not yet waved aside.
    pub dubbio: Option<Dubbio>,
    /// Bytes before, and after; none when it is as it was chosen.
    pub ridotta: Option<(u64, u64)>,
}

/// What one job makes.
pub(super) struct Pronta {
    pub(super) file: File,
    pub(super) scheda: Scheda,
}

#[derive(Clone, Copy)]
pub struct Coda {
    pub lavori: RwSignal<Vec<Lavoro>>,
    /// Each with the number of the document in its bag.
    schede: RwSignal<Vec<(u32, Scheda)>>,
    /// Photographs above the number of files: they could be pages.
    pub avanzate: RwSignal<Vec<Sorgente>>,
    /// What is at work, to be stopped.
    attivo: StoredValue<Option<(u32, Lavoratore)>>,
    busy: StoredValue<bool>,
    next: StoredValue<u32>,
}

impl Coda {
    pub fn new() -> Self {
        Self {
            lavori: RwSignal::new(Vec::new()),
            schede: RwSignal::new(Vec::new()),
            avanzate: RwSignal::new(Vec::new()),
            attivo: StoredValue::new(None),
            busy: StoredValue::new(false),
            next: StoredValue::new(0),
        }
    }

    /// How many are not in the bag yet.
    pub fn len(self) -> usize {
        self.lavori.with(Vec::len)
    }

    /// Whether something is being done, now.
    pub fn is_moving(self) -> bool {
        self.lavori
            .try_with_untracked(|lavori| lavori.iter().any(|lavoro| matches!(lavoro.fase.get_untracked(), Fase::Attesa | Fase::Preparo(_))))
            .unwrap_or(false)
    }

    /// The names of those that failed.
    pub fn stuck(self) -> Vec<String> {
        let failed = |lavoro: &&Lavoro| matches!(lavoro.fase.get(), Fase::Fallita(_) | Fase::Rifiutata(_));
        self.lavori.with(|lavori| lavori.iter().filter(failed).map(|lavoro| isolated(&lavoro.nome)).collect())
    }

    /// Takes photographs as they were chosen, as many as the bag has places for.
    pub fn add(self, cartella: Cartella, files: Vec<File>) {
        self.avanzate.set(Vec::new());
        for file in files {
            let sorgente = Sorgente { nome: file.name(), file: file.into(), modifica: Modifica::default() };
            if untrack(move || cartella.is_full()) {
                self.avanzate.update(|avanzate| avanzate.push(sorgente));
            } else {
                self.push(cartella, Cosa::Foto(sorgente));
            }
        }
    }

    /// Has one more thing made ready.
    pub fn push(self, cartella: Cartella, cosa: Cosa) {
        let nome = match &cosa {
            Cosa::Foto(sorgente) => sorgente.nome.clone(),
            Cosa::Pdf(pagine) => pagine.first().map(|first| with_extension(&first.nome, TipoFile::Pdf.estensione())).unwrap_or_default(),
        };
        let n = self.next.get_value();
        self.next.set_value(n + 1);
        self.lavori.update(|lavori| lavori.push(Lavoro { n, nome, cosa, fase: ArcRwSignal::new(Fase::Attesa) }));
        self.run(cartella);
    }

    /// Has one that failed tried again.
    pub fn retry(self, cartella: Cartella, lavoro: &Lavoro) {
        lavoro.fase.set(Fase::Attesa);
        self.run(cartella);
    }

    /// Takes one away, stopping what is being done for it.
    pub fn remove(self, n: u32) {
        self.lavori.update(|lavori| lavori.retain(|lavoro| lavoro.n != n));
        if let Some((_, lavoratore)) = self.attivo.get_value().filter(|(active, _)| *active == n) {
            lavoratore.stop();
        }
    }

    /// The document has gone from its bag.
    pub fn forget(self, documento: u32) {
        self.schede.update(|schede| schede.retain(|(n, _)| *n != documento));
        self.avanzate.set(Vec::new());
    }

    /// What is known of a document.
    pub fn scheda(self, documento: u32) -> Option<Scheda> {
        self.schede.with_untracked(|schede| find(schede, documento).cloned())
    }

    /// What is in doubt of it, followed.
    pub fn dubbio(self, documento: u32) -> Option<Dubbio> {
        self.schede.with(|schede| find(schede, documento)?.dubbio)
    }

    /// Waves a doubt aside.
    pub fn accept(self, n: u32) {
        self.schede.update(|schede| {
            for (_, scheda) in schede.iter_mut().filter(|(documento, _)| *documento == n) {
                scheda.dubbio = None;
            }
        });
    }

    /// Forgets everything.
    pub fn clear(self) {
        self.lavori.set(Vec::new());
        self.schede.set(Vec::new());
        self.avanzate.set(Vec::new());
        if let Some((_, lavoratore)) = self.attivo.try_get_value().flatten() {
            lavoratore.stop();
        }
    }

    fn run(self, cartella: Cartella) {
        if self.busy.get_value() {
            return;
        }
        self.busy.set_value(true);
        spawn_local(async move {
            while let Some(lavoro) = self.waiting() {
                let outcome = self.work(cartella, &lavoro).await;
                // Taken away meanwhile, or the whole page is gone.
                if !self.has(lavoro.n) {
                    continue;
                }
                match outcome {
                    Ok(pronta) => self.deliver(cartella, &lavoro, pronta),
                    Err(guasto) => lavoro.fase.set(Fase::Fallita(guasto)),
                }
            }
            self.busy.set_value(false);
        });
    }

    fn waiting(self) -> Option<Lavoro> {
        let waits = |lavoro: &&Lavoro| lavoro.fase.get_untracked() == Fase::Attesa;
        self.lavori.try_with_untracked(|lavori| lavori.iter().find(waits).cloned()).flatten()
    }

    fn has(self, n: u32) -> bool {
        self.lavori.try_with_untracked(|lavori| lavori.iter().any(|lavoro| lavoro.n == n)).unwrap_or(false)
    }

    fn deliver(self, cartella: Cartella, lavoro: &Lavoro, Pronta { file, scheda }: Pronta) {
        // Its place is free for it.
        self.lavori.update(|lavori| lavori.retain(|other| other.n != lavoro.n));
        match cartella.take_file(&file) {
            Ok(n) => self.schede.update(|schede| schede.push((n, scheda))),
            Err(motivo) => {
                lavoro.fase.set(Fase::Rifiutata(i18n::motivo(motivo)));
                self.lavori.update(|lavori| lavori.push(lavoro.clone()));
            }
        }
    }

    async fn work(self, cartella: Cartella, lavoro: &Lavoro) -> Result<Pronta, Guasto> {
        let pagine = match &lavoro.cosa {
            Cosa::Foto(_) => 1,
            Cosa::Pdf(pagine) => pagine.len(),
        };
        let outcome = sviluppo::make(self, lavoro, self.room(cartella, pagine)).await;
        self.attivo.set_value(None);
        outcome
    }

    /// Who is at work for one of them, to be stopped.
    pub(super) fn hold(self, n: u32, lavoratore: &Lavoratore) {
        self.attivo.set_value(Some((n, lavoratore.clone())));
    }

    /// What this file may take, if it is made of so many photographs.
    fn room(self, cartella: Cartella, pagine: usize) -> Spazio {
        let (limiti, used, files) = untrack(move || (cartella.limiti(), cartella.dimensione(), cartella.documenti.with(Vec::len)));
        let waiting = self.lavori.with_untracked(Vec::len).saturating_sub(1);
        let left = limiti.byte_totali.saturating_sub(used);
        let kept = BYTE_IN_ATTESA * count(waiting);
        let massimo = left.saturating_sub(kept).min(limiti.byte_per_file);
        let places = limiti.file.saturating_sub(files).max(1);
        let quota = (left / count(places)).max(if pagine > 1 { BYTE_BUONI_PER_PAGINA * count(pagine) } else { 0 });
        Spazio { quota: quota.min(massimo), massimo }
    }
}

fn find(schede: &[(u32, Scheda)], documento: u32) -> Option<&Scheda> {
    schede.iter().find(|(n, _)| *n == documento).map(|(_, scheda)| scheda)
}

/// A name of which nothing is known, so that it turns only itself around in a sentence.
fn isolated(nome: &str) -> String {
    format!("\u{2068}{nome}\u{2069}")
}

pub(super) const fn count(n: usize) -> u64 {
    n as u64
}
