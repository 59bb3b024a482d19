//! The two windows of the uploader: one cuts and turns a photograph, one puts pages in order.

use std::rc::Rc;

use crate::foto::{Cosa, Lavoro, Modifica, Sorgente};
use crate::vista::prelude::*;

/// A photograph to be cut and turned, and what to do then.
#[derive(Clone)]
pub struct Ritocco {
    pub sorgente: Sorgente,
    pub fatto: Rc<dyn Fn(Modifica)>,
}

/// Pages to begin with.
#[derive(Clone)]
pub struct Fascio {
    /// Each with the document that it takes the place of.
    pub pagine: Vec<(Sorgente, Option<u32>)>,
    /// Documents that the new one takes the place of, whichever pages it has.
    pub sostituiti: Vec<u32>,
    /// What could not be made, and is made again.
    pub lavoro: Option<u32>,
}

#[derive(Clone, Copy)]
pub struct Finestre {
    pub ritocco: RwSignal<Option<Ritocco>>,
    pub fascio: RwSignal<Option<Fascio>>,
}

impl Finestre {
    pub fn new() -> Self {
        Self { ritocco: RwSignal::new(None), fascio: RwSignal::new(None) }
    }

    pub fn retouch(self, sorgente: Sorgente, fatto: impl Fn(Modifica) + 'static) {
        self.ritocco.set(Some(Ritocco { sorgente, fatto: Rc::new(fatto) }));
    }

    pub fn compose(self, pagine: Vec<(Sorgente, Option<u32>)>, sostituiti: Vec<u32>) {
        self.fascio.set(Some(Fascio { pagine, sostituiti, lavoro: None }));
    }

    /// Goes back to the pages of a PDF that could not be made.
    pub fn reopen(self, lavoro: Lavoro) {
        if let Cosa::Pdf(pagine) = lavoro.cosa {
            let pagine = pagine.into_iter().map(|pagina| (pagina, None)).collect();
            self.fascio.set(Some(Fascio { pagine, sostituiti: Vec::new(), lavoro: Some(lavoro.n) }));
        }
    }
}
