//! A collection read page by page: the first page can be looked at again, the others are added on request.

use std::marker::PhantomData;
use std::rc::Rc;

use cassetto_api::modello::Pagina;
use leptos::task::spawn_local;
use web_sys::AbortController;

use crate::api::Errore;
use crate::lettura::{Nucleo, Risposta, Valore};
use crate::vista::prelude::*;

type Fetch = Rc<dyn Fn(Option<String>, AbortController) -> Risposta>;

/// What has been read of a collection.
pub struct Elenco<T> {
    pub prima: Nucleo,
    /// A further page is on its way.
    pub in_corso: RwSignal<bool>,
    /// Why the last further page did not come.
    pub errore: RwSignal<Option<Errore>>,
    /// The pages after the first.
    altre: RwSignal<Vec<Valore>>,
    fetch: StoredValue<Fetch>,
    tipo: PhantomData<fn() -> T>,
}

impl<T> Clone for Elenco<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Elenco<T> {}

impl<T: Clone + 'static> Elenco<T> {
    pub fn new(fetch: impl Fn(Option<String>, AbortController) -> Risposta + 'static) -> Self {
        let fetch: Fetch = Rc::new(fetch);
        let first = Rc::clone(&fetch);
        let prima = Nucleo::new(Rc::new(move |abort| first(None, abort)));
        let elenco = Self {
            prima,
            in_corso: RwSignal::new(false),
            errore: RwSignal::new(None),
            altre: RwSignal::new(Vec::new()),
            fetch: StoredValue::new(fetch),
            tipo: PhantomData,
        };
        // Another question: what was added to the answer to the last one is no longer wanted.
        effect(move || {
            if prima.valore.with(Option::is_none) {
                elenco.altre.set(Vec::new());
                elenco.errore.set(None);
            }
        });
        elenco
    }

    /// Everything read so far, each once.
    pub fn voci<I: PartialEq>(self, id: impl Fn(&T) -> I) -> Vec<T> {
        let mut voci: Vec<T> = Vec::new();
        for pagina in self.pagine() {
            for voce in pagina.get::<Pagina<T>>().into_iter().flat_map(|pagina| &pagina.voci) {
                if !voci.iter().any(|known| id(known) == id(voce)) {
                    voci.push(voce.clone());
                }
            }
        }
        voci
    }

    pub fn is_empty(self) -> bool {
        self.pagine().iter().all(|pagina| pagina.get::<Pagina<T>>().is_none_or(|pagina| pagina.voci.is_empty()))
    }

    /// How many have been read.
    pub fn quanti(self) -> usize {
        self.pagine().iter().filter_map(Valore::get::<Pagina<T>>).map(|pagina| pagina.voci.len()).sum()
    }

    pub fn has_more(self) -> bool {
        self.next().is_some()
    }

    fn pagine(self) -> Vec<Valore> {
        self.prima.valore.get().into_iter().chain(self.altre.get()).collect()
    }

    fn next(self) -> Option<String> {
        self.pagine().last()?.get::<Pagina<T>>()?.cursor.clone()
    }

    /// Reads the next page.
    pub fn more(self) {
        let (Some(cursor), Ok(abort)) = (untrack(move || self.next()), AbortController::new()) else { return };
        self.in_corso.set(true);
        self.errore.set(None);
        let fetch = self.fetch.get_value();
        let answer = untrack(move || fetch(Some(cursor), abort));
        spawn_local(async move {
            let answer = answer.await;
            self.in_corso.set(false);
            match answer {
                Ok(pagina) => drop(self.altre.try_update(|altre| altre.push(pagina.valore))),
                Err(errore) => self.errore.set(Some(errore)),
            }
        });
    }
}
