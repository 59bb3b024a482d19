//! An attribute, a property, a class of an element.

use std::borrow::Cow;

use leptos::prelude::*;
use leptos::tachys::renderer::Rndr;
use web_sys::Element;

use super::nodo::{Cosa, Nodo, Segue};

/// What of the element.
#[derive(Clone, Copy)]
pub enum Modo {
    Attributo,
    Proprieta,
    Classe,
}

/// One that can change.
pub struct Tratto {
    dove: Dove,
    stato: Stato,
}

#[derive(Clone)]
struct Dove {
    element: Element,
    modo: Modo,
    nome: &'static str,
}

enum Stato {
    Fermo(Valore),
    /// Follows signals.
    Mobile(RenderEffect<Valore>),
}

/// None: not there.
type Valore = Option<Cow<'static, str>>;

impl Tratto {
    pub fn build(element: &Element, modo: Modo, nome: &'static str, nodo: Nodo) -> Self {
        let dove = Dove { element: element.clone(), modo, nome };
        let stato = dove.go_on(nodo, None);
        Self { dove, stato }
    }

    pub fn rebuild(&mut self, nodo: Nodo) {
        let last = match &mut self.stato {
            Stato::Fermo(valore) => Some(valore.take()),
            Stato::Mobile(effect) => effect.take_value(),
        };
        self.stato = self.dove.go_on(nodo, last);
    }
}

impl Dove {
    fn go_on(&self, nodo: Nodo, last: Option<Valore>) -> Stato {
        let mut segue = match valore(nodo) {
            Ok(valore) => {
                self.change(last.as_ref(), valore.as_deref());
                return Stato::Fermo(valore);
            }
            Err(segue) => segue,
        };
        let dove = self.clone();
        let follow = move |last: Option<Valore>| {
            let valore = resolve(segue());
            dove.change(last.as_ref(), valore.as_deref());
            valore
        };
        Stato::Mobile(RenderEffect::new_with_value(follow, last))
    }

    /// Writes it, if it is another one. What has never been written was not there.
    fn change(&self, last: Option<&Valore>, valore: Option<&str>) {
        let Self { element, modo, nome } = self;
        let same = last.map_or(valore.is_none() && !matches!(modo, Modo::Proprieta), |last| last.as_deref() == valore);
        if same {
            return;
        }
        match (modo, valore) {
            (Modo::Attributo, Some(valore)) => Rndr::set_attribute(element, nome, valore),
            (Modo::Attributo, None) => Rndr::remove_attribute(element, nome),
            (Modo::Classe, valore) => {
                // The class is there or it isn't; a browser that refuses its name is a bug that any look at the page shows.
                let _ = element.class_list().toggle_with_force(nome, valore.is_some());
            }
            (Modo::Proprieta, valore) => {
                let valore = if *nome == "value" { valore.unwrap_or_default().into() } else { valore.is_some().into() };
                Rndr::set_property_or_value(element, nome, &valore);
            }
        }
    }
}

/// What is to be written, or what says it each time.
fn valore(Nodo(cosa): Nodo) -> Result<Valore, Segue> {
    match cosa.map(|cosa| *cosa) {
        Some(Cosa::Presente) => Ok(Some(Cow::Borrowed(""))),
        Some(Cosa::Fisso(testo)) => Ok(Some(Cow::Borrowed(testo))),
        Some(Cosa::Testo(testo)) => Ok(Some(Cow::Owned(testo))),
        Some(Cosa::Mobile(segue)) => Err(segue),
        _ => Ok(None),
    }
}

fn resolve(mut nodo: Nodo) -> Valore {
    loop {
        match valore(nodo) {
            Ok(valore) => return valore,
            Err(mut segue) => nodo = segue(),
        }
    }
}
