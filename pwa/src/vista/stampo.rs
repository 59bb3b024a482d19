//! From the text of a view to elements.

use leptos::prelude::*;
use leptos::tachys::renderer::Rndr;
use web_sys::{Element, Node};

use super::nodo::Nodo;
use super::tratto::{Modo, Tratto};
use super::vivo::Vivo;

#[path = "../../vista/src/segni.rs"]
mod segni;

use segni::{ALTRO, ATTRIBUTO, CLASSE, ELEMENTO, FINE, FISSO, NODO, PROPRIETA, SVG, TESTO, VALORE};

const SPAZIO_SVG: &str = "http://www.w3.org/2000/svg";

/// A view that stands.
pub struct Stampato {
    pub segni: &'static str,
    /// What stands in no other element of it.
    pub radici: Vec<Radice>,
    /// In the order of the text.
    pub vivi: Vec<Vivo>,
}

pub enum Radice {
    Nodo(Node),
    /// The place in the list of what can change.
    Vivo(usize),
}

impl Stampato {
    pub fn build(segni: &'static str, valori: Vec<Nodo>) -> Self {
        let mut this = Self { segni, radici: Vec::new(), vivi: Vec::with_capacity(valori.len()) };
        let mut valori = valori.into_iter();
        let mut aperti: Vec<(Element, bool)> = Vec::new();
        let mut fisso = "";
        let (bytes, mut next) = (segni.as_bytes(), 0);
        while let Some(&segno) = bytes.get(next) {
            let from = next + 1;
            next = bytes[from..].iter().position(is_segno).map_or(bytes.len(), |length| from + length);
            let nome = &segni[from..next];
            let aperto = aperti.last();
            match segno {
                ELEMENTO | SVG => {
                    let svg = segno == SVG || aperto.is_some_and(|(_, svg)| *svg);
                    aperti.push((Rndr::create_element(nome, svg.then_some(SPAZIO_SVG)), svg));
                }
                FINE => {
                    if let Some((element, _)) = aperti.pop() {
                        this.place(aperti.last(), element.into());
                    }
                }
                TESTO => this.place(aperto, Rndr::create_text_node(nome).into()),
                FISSO => fisso = nome,
                VALORE => {
                    if let Some((element, _)) = aperto {
                        Rndr::set_attribute(element, fisso, nome);
                    }
                }
                _ => {
                    let Some(valore) = valori.next() else { break };
                    let vivo = match (segno, aperto) {
                        (ATTRIBUTO, Some((element, _))) => Vivo::tratto(Tratto::build(element, Modo::Attributo, nome, valore)),
                        (PROPRIETA, Some((element, _))) => Vivo::tratto(Tratto::build(element, Modo::Proprieta, nome, valore)),
                        (CLASSE, Some((element, _))) => Vivo::tratto(Tratto::build(element, Modo::Classe, nome, valore)),
                        (ALTRO, Some((element, _))) => Vivo::altro(element, valore),
                        (NODO, Some((element, _))) => {
                            let mut vivo = Vivo::build(valore);
                            vivo.mount(element, None);
                            vivo
                        }
                        (NODO, None) => {
                            this.radici.push(Radice::Vivo(this.vivi.len()));
                            Vivo::build(valore)
                        }
                        // The macro writes no such thing.
                        _ => break,
                    };
                    this.vivi.push(vivo);
                }
            }
        }
        this
    }

    fn place(&mut self, aperto: Option<&(Element, bool)>, node: Node) {
        match aperto {
            Some((parent, _)) => Rndr::insert_node(parent, &node, None),
            None => self.radici.push(Radice::Nodo(node)),
        }
    }

    pub fn rebuild(&mut self, valori: Vec<Nodo>) {
        for (vivo, valore) in self.vivi.iter_mut().zip(valori) {
            vivo.rebuild(valore);
        }
    }

    pub fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        for radice in &self.radici {
            match radice {
                Radice::Nodo(node) => Rndr::insert_node(parent, node, marker),
                Radice::Vivo(place) => self.vivi[*place].mount(parent, marker),
            }
        }
    }

    pub fn unmount(&mut self) {
        for radice in &self.radici {
            match radice {
                Radice::Nodo(node) => Rndr::remove(node),
                Radice::Vivo(place) => self.vivi[*place].unmount(),
            }
        }
    }

    pub fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        match self.radici.first() {
            Some(Radice::Nodo(node)) => node.insert_before_this(child),
            Some(Radice::Vivo(place)) => self.vivi[*place].insert_before_this(child),
            None => false,
        }
    }
}

fn is_segno(byte: &u8) -> bool {
    (ELEMENTO..=SVG).contains(byte)
}
