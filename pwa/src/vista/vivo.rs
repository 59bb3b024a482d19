//! What stands in the page, and how it changes: in place as far as it is the same, another one else.

use std::borrow::Cow;

use leptos::prelude::*;
use leptos::tachys::renderer::{RemoveEventHandler, Rndr};
use leptos::tachys::view::any_view::AnyViewState;
use web_sys::{Comment, Element, Node, Text};

use super::nodo::{Ascolto, Cosa, Nodo};
use super::stampo::Stampato;
use super::tratto::Tratto;

pub enum Vivo {
    Niente(Comment),
    Testo(Text, Cow<'static, str>),
    Mobile(Mobile),
    Stampato(Box<Stampato>),
    /// With what marks its end.
    Serie(Vec<Self>, Comment),
    Altrui(Box<AnyViewState>),
    Tratto(Box<Tratto>),
    Ascolto(Element, RemoveEventHandler<Element>),
    Capo(Element),
}

/// What follows signals. The effect itself ends in a task of its own: what it drew goes at once, since the signals that it reads may
/// have gone by then.
pub struct Mobile(RenderEffect<Vivo>);

impl Drop for Mobile {
    fn drop(&mut self) {
        drop(self.0.take_value());
    }
}

impl Vivo {
    pub fn build(Nodo(cosa): Nodo) -> Self {
        let Some(cosa) = cosa else { return Self::Niente(Rndr::create_placeholder()) };
        match *cosa {
            Cosa::Fisso(testo) => Self::testo(testo.into()),
            Cosa::Testo(testo) => Self::testo(testo.into()),
            Cosa::Mobile(mut segue) => Self::Mobile(Mobile(RenderEffect::new(move |prima: Option<Self>| {
                let nodo = segue();
                match prima {
                    Some(mut vivo) => {
                        vivo.rebuild(nodo);
                        vivo
                    }
                    None => Self::build(nodo),
                }
            }))),
            Cosa::Stampo(segni, valori) => Self::Stampato(Box::new(Stampato::build(segni, valori))),
            Cosa::Serie(nodi) => Self::Serie(nodi.into_iter().map(Self::build).collect(), Rndr::create_placeholder()),
            Cosa::Altrui(view) => Self::Altrui(Box::new(view.build())),
            Cosa::Presente | Cosa::Evento(_) | Cosa::Capo(_) => Self::Niente(Rndr::create_placeholder()),
        }
    }

    fn testo(testo: Cow<'static, str>) -> Self {
        Self::Testo(Rndr::create_text_node(&testo), testo)
    }

    pub fn tratto(tratto: Tratto) -> Self {
        Self::Tratto(Box::new(tratto))
    }

    /// What an element does or is told.
    pub fn altro(element: &Element, Nodo(cosa): Nodo) -> Self {
        match cosa.map(|cosa| *cosa) {
            Some(Cosa::Evento(ascolto)) => Self::Ascolto(element.clone(), listen(element, ascolto)),
            Some(Cosa::Capo(tell)) => {
                tell(element);
                Self::Capo(element.clone())
            }
            _ => Self::Niente(Rndr::create_placeholder()),
        }
    }

    pub fn rebuild(&mut self, Nodo(cosa): Nodo) {
        if let Self::Tratto(tratto) = self {
            return tratto.rebuild(Nodo(cosa));
        }
        match (cosa.map(|cosa| *cosa), &mut *self) {
            (None, Self::Niente(_)) => {}
            (Some(Cosa::Fisso(testo)), Self::Testo(node, last)) => change(node, last, testo.into()),
            (Some(Cosa::Testo(testo)), Self::Testo(node, last)) => change(node, last, testo.into()),
            (Some(Cosa::Stampo(segni, valori)), Self::Stampato(stampato)) if segni == stampato.segni => stampato.rebuild(valori),
            (Some(Cosa::Serie(nodi)), Self::Serie(vivi, fine)) => serie(nodi, vivi, fine),
            (Some(Cosa::Altrui(view)), Self::Altrui(state)) => view.rebuild(state),
            // The old one goes when it is dropped.
            (Some(Cosa::Evento(ascolto)), Self::Ascolto(element, remove)) => *remove = listen(element, ascolto),
            (Some(Cosa::Capo(tell)), Self::Capo(element)) => tell(element),
            (cosa, old) => {
                let mut new = Self::build(Nodo(cosa.map(Box::new)));
                old.insert_before_this(&mut new);
                old.unmount();
                *old = new;
            }
        }
    }
}

fn change(node: &Text, last: &mut Cow<'static, str>, testo: Cow<'static, str>) {
    if *last != testo {
        Rndr::set_text(node, &testo);
        *last = testo;
    }
}

fn listen(element: &Element, Ascolto { nome, azione, owner }: Ascolto) -> RemoveEventHandler<Element> {
    let mut azione = azione.take();
    Rndr::add_event_listener(element, &nome, Box::new(move |event| owner.with(|| azione(event))))
}

/// What there was changes in its place; what is more comes at the end, what is less goes from there.
fn serie(nodi: Vec<Nodo>, vivi: &mut Vec<Vivo>, fine: &Comment) {
    for mut old in vivi.drain(nodi.len().min(vivi.len())..) {
        old.unmount();
    }
    let mut nodi = nodi.into_iter();
    for (vivo, nodo) in vivi.iter_mut().zip(&mut nodi) {
        vivo.rebuild(nodo);
    }
    for nodo in nodi {
        let mut new = Vivo::build(nodo);
        fine.insert_before_this(&mut new);
        vivi.push(new);
    }
}

impl Mountable for Vivo {
    fn unmount(&mut self) {
        match self {
            Self::Niente(node) => node.unmount(),
            Self::Testo(node, _) => node.unmount(),
            Self::Mobile(Mobile(effect)) => effect.unmount(),
            Self::Stampato(stampato) => stampato.unmount(),
            Self::Serie(vivi, fine) => {
                for vivo in vivi {
                    vivo.unmount();
                }
                fine.unmount();
            }
            Self::Altrui(state) => state.unmount(),
            Self::Tratto(_) | Self::Ascolto(..) | Self::Capo(_) => {}
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        match self {
            Self::Niente(node) => node.mount(parent, marker),
            Self::Testo(node, _) => node.mount(parent, marker),
            Self::Mobile(Mobile(effect)) => effect.mount(parent, marker),
            Self::Stampato(stampato) => stampato.mount(parent, marker),
            Self::Serie(vivi, fine) => {
                for vivo in vivi {
                    vivo.mount(parent, marker);
                }
                fine.mount(parent, marker);
            }
            Self::Altrui(state) => state.mount(parent, marker),
            Self::Tratto(_) | Self::Ascolto(..) | Self::Capo(_) => {}
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        match self {
            Self::Niente(node) => node.insert_before_this(child),
            Self::Testo(node, _) => node.insert_before_this(child),
            Self::Mobile(Mobile(effect)) => effect.insert_before_this(child),
            Self::Stampato(stampato) => stampato.insert_before_this(child),
            Self::Serie(vivi, fine) => match vivi.first() {
                Some(vivo) => vivo.insert_before_this(child),
                None => fine.insert_before_this(child),
            },
            Self::Altrui(state) => state.insert_before_this(child),
            Self::Tratto(_) | Self::Ascolto(..) | Self::Capo(_) => false,
        }
    }

    fn elements(&self) -> Vec<Element> {
        Vec::new()
    }
}
