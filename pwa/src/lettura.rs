//! Reading from the API: the value, its phase, its failure; repeated when what it depends on changes, aborted when nobody
//! looks any more.
//!
//! What is read is kept without its type, and compared by its text: one machine serves every endpoint, which keeps the wasm
//! small.

use std::any::Any;
use std::marker::PhantomData;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use cassetto_api::problema::Tipo;
use leptos::task::spawn_local;
use web_sys::AbortController;

use crate::api::Errore;
use crate::rete::use_rete;
use crate::vista::prelude::*;

/// How far a reading is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Fase {
    Attesa,
    Pronto,
    Fallito,
}

/// An answer of any type, with the text that it was read from.
#[derive(Clone)]
pub struct Valore {
    testo: Arc<str>,
    dato: Arc<dyn Any + Send + Sync>,
}

impl Valore {
    pub fn new<T: Send + Sync + 'static>(testo: &str, dato: T) -> Self {
        Self { testo: testo.into(), dato: Arc::new(dato) }
    }

    pub fn get<T: 'static>(&self) -> Option<&T> {
        self.dato.downcast_ref()
    }
}

/// What came of a question.
pub struct Arrivo {
    pub valore: Valore,
    /// When it was read, if it is what this device has kept: milliseconds since 1970.
    pub visto: Option<f64>,
    /// What takes its place, when it is shown only meanwhile.
    pub seguito: Option<Risposta>,
}

impl From<Valore> for Arrivo {
    fn from(valore: Valore) -> Self {
        Self { valore, visto: None, seguito: None }
    }
}

/// An answer that is on its way.
pub type Risposta = Pin<Box<dyn Future<Output = Result<Arrivo, Errore>>>>;

/// A value read from the API.
pub struct Lettura<T> {
    pub nucleo: Nucleo,
    tipo: PhantomData<fn() -> T>,
}

impl<T> Clone for Lettura<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Lettura<T> {}

impl<T: Send + Sync + 'static> Lettura<T> {
    /// Reads now, and again from nothing whenever a signal that `fetch` reads before its future starts has changed.
    pub fn new(fetch: impl Fn(AbortController) -> Risposta + 'static) -> Self {
        Self { nucleo: Nucleo::new(Rc::new(fetch)), tipo: PhantomData }
    }

    /// Looks at the value, if it is there.
    pub fn with<U>(self, look: impl FnOnce(Option<&T>) -> U) -> U {
        self.nucleo.valore.with(|valore| look(valore.as_ref().and_then(Valore::get)))
    }

    pub fn get(self) -> Option<T>
    where
        T: Clone,
    {
        self.with(|value| value.cloned())
    }

    /// Looks at it without following it; nothing once the page has gone.
    pub fn with_untracked<U>(self, look: impl FnOnce(Option<&T>) -> U) -> U {
        let valore = self.nucleo.valore.try_get_untracked().flatten();
        look(valore.as_ref().and_then(Valore::get))
    }

    /// Takes a newer value that came by another way.
    pub fn put(self, value: T) {
        self.nucleo.put(Valore::new("", value));
    }

    /// Reads again, keeping what there is meanwhile. Whether something has changed.
    pub async fn refresh(self) -> bool {
        self.nucleo.refresh().await
    }
}

/// The part of a reading that does not depend on its type.
#[derive(Clone, Copy)]
pub struct Nucleo {
    pub valore: RwSignal<Option<Valore>>,
    pub errore: RwSignal<Option<Errore>>,
    /// When the value was read, if it could not be read again since.
    pub visto: RwSignal<Option<f64>>,
    fetch: StoredValue<Rc<dyn Fn(AbortController) -> Risposta>>,
    running: StoredValue<Option<AbortController>>,
    /// Counts the starts: an answer to an older one is thrown away.
    round: StoredValue<u32>,
}

impl Nucleo {
    pub fn new(fetch: Rc<dyn Fn(AbortController) -> Risposta>) -> Self {
        let nucleo = Self {
            valore: RwSignal::new(None),
            errore: RwSignal::new(None),
            visto: RwSignal::new(None),
            fetch: StoredValue::new(fetch),
            running: StoredValue::new(None),
            round: StoredValue::new(0),
        };
        effect(move || {
            nucleo.valore.set(None);
            nucleo.errore.set(None);
            nucleo.visto.set(None);
            let answer = nucleo.begin();
            spawn_local(async move {
                nucleo.settle(answer).await;
            });
        });
        on_cleanup(move || nucleo.abort());
        use_rete().on_return(move || {
            if nucleo.visto.get_untracked().is_some() || nucleo.errore.get_untracked() == Some(Errore::Rete) {
                nucleo.retry();
            }
        });
        nucleo
    }

    pub fn fase(self) -> Memo<Fase> {
        memo(move || match (self.valore.with(Option::is_some), self.errore.with(Option::is_some)) {
            (true, _) => Fase::Pronto,
            (false, true) => Fase::Fallito,
            (false, false) => Fase::Attesa,
        })
    }

    /// Starts again from nothing.
    pub fn retry(self) {
        self.errore.set(None);
        spawn_local(async move {
            self.refresh().await;
        });
    }

    pub async fn refresh(self) -> bool {
        if self.fetch.try_with_value(|_| ()).is_none() {
            return false;
        }
        let answer = untrack(move || self.begin());
        self.settle(answer).await
    }

    fn put(self, valore: Valore) {
        self.bump();
        self.valore.set(Some(valore));
    }

    fn bump(self) -> u32 {
        self.abort();
        // Of a page that has gone it does not matter.
        let next = self.round.try_update_value(|round| {
            *round += 1;
            *round
        });
        next.unwrap_or_default()
    }

    fn begin(self) -> Option<(u32, Risposta)> {
        let round = self.bump();
        let controller = AbortController::new().ok()?;
        self.running.set_value(Some(controller.clone()));
        let fetch = self.fetch.get_value();
        Some((round, fetch(controller)))
    }

    async fn settle(self, begun: Option<(u32, Risposta)>) -> bool {
        let Some((round, answer)) = begun else { return false };
        let mut answer = answer;
        let arrived = loop {
            let mut arrived = answer.await;
            if self.round.try_get_value() != Some(round) {
                return false;
            }
            let Ok(Arrivo { valore, visto, seguito }) = &mut arrived else { break arrived };
            let Some(next) = seguito.take() else { break arrived };
            if self.valore.try_with_untracked(Option::is_none) == Some(true) {
                self.valore.set(Some(valore.clone()));
            }
            self.visto.set(*visto);
            answer = next;
        };
        match arrived {
            Ok(Arrivo { valore, visto, .. }) => {
                self.errore.set(None);
                self.visto.set(visto);
                let last = self.valore.try_with_untracked(|last| last.as_ref().map(|last| Arc::clone(&last.testo))).flatten();
                // What was kept is never newer than what is shown.
                let changed = last.as_deref() != Some(&*valore.testo) && (visto.is_none() || last.is_none());
                if changed {
                    self.valore.set(Some(valore));
                }
                changed
            }
            Err(errore) => {
                // What is no longer one's own to see goes from an open page too.
                if errore.is(Tipo::NonTrovato) {
                    self.valore.set(None);
                }
                self.errore.set(Some(errore));
                false
            }
        }
    }

    fn abort(self) {
        if let Some(Some(controller)) = self.running.try_update_value(Option::take) {
            controller.abort();
        }
    }
}
