//! What stands in a place of a view, before it is drawn.

use std::borrow::Cow;
use std::sync::Arc;

use leptos::ev::EventDescriptor;
use leptos::prelude::*;
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::{Position, PositionState};
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, JsValue};

use super::segnali::{Fonte, NodeRef, Seguito};
use super::vivo::Vivo;
use crate::i18n::{K, t};

/// Something in a view: a node, or the value of an attribute. Nothing is nothing: of an attribute, that it is not there.
///
/// One pointer, since views hand them on and on.
pub struct Nodo(pub(super) Option<Box<Cosa>>);

pub enum Cosa {
    /// Of an attribute: there, without a value.
    Presente,
    Fisso(&'static str),
    Testo(String),
    /// What follows signals.
    Mobile(Segue),
    /// Elements, as `view!` writes them: see [`super::stampo`].
    Stampo(&'static str, Vec<Nodo>),
    Serie(Vec<Nodo>),
    /// What Leptos draws.
    Altrui(AnyView),
    Evento(Ascolto),
    Capo(Capo),
}

/// What is asked again when a signal changes.
pub type Segue = Box<dyn FnMut() -> Nodo + Send>;

/// What is done when an event comes.
pub struct Ascolto {
    pub nome: Cow<'static, str>,
    pub azione: SendWrapper<Box<dyn FnMut(JsValue)>>,
    /// Whose it is.
    pub owner: Owner,
}

/// Tells somebody which element it has become.
pub type Capo = Box<dyn FnOnce(&web_sys::Element) + Send>;

impl From<Cosa> for Nodo {
    #[inline(never)]
    fn from(cosa: Cosa) -> Self {
        Self(Some(Box::new(cosa)))
    }
}

#[inline(never)]
pub fn stampo(segni: &'static str, valori: Vec<Nodo>) -> Nodo {
    Cosa::Stampo(segni, valori).into()
}

#[inline(never)]
fn fisso(testo: &'static str) -> Nodo {
    Cosa::Fisso(testo).into()
}

#[inline(never)]
fn testo(testo: String) -> Nodo {
    Cosa::Testo(testo).into()
}

#[inline(never)]
fn mobile(segue: Segue) -> Nodo {
    Cosa::Mobile(segue).into()
}

/// What Leptos draws.
pub fn altrui(view: AnyView) -> Nodo {
    Cosa::Altrui(view).into()
}

pub fn evento<E>(event: E, mut azione: impl FnMut(E::EventType) + 'static) -> Nodo
where
    E: EventDescriptor,
    E::EventType: From<JsValue>,
{
    ascolto(event.name(), Box::new(move |event| azione(event.into())))
}

#[inline(never)]
fn ascolto(nome: Cow<'static, str>, azione: Box<dyn FnMut(JsValue)>) -> Nodo {
    let owner = Owner::current().unwrap_or_default();
    Cosa::Evento(Ascolto { nome, azione: SendWrapper::new(azione), owner }).into()
}

#[inline(never)]
pub fn capo(node: NodeRef) -> Nodo {
    Cosa::Capo(Box::new(move |element| node.set(element.dyn_ref().cloned()))).into()
}

/// What can stand in a view.
pub trait InNodo {
    fn nodo(self) -> Nodo;
}

impl InNodo for Nodo {
    fn nodo(self) -> Nodo {
        self
    }
}

impl InNodo for () {
    fn nodo(self) -> Nodo {
        Nodo(None)
    }
}

impl InNodo for bool {
    fn nodo(self) -> Nodo {
        Nodo(self.then(|| Box::new(Cosa::Presente)))
    }
}

impl InNodo for &'static str {
    fn nodo(self) -> Nodo {
        fisso(self)
    }
}

/// The text in the language of the page.
impl InNodo for K {
    #[inline(never)]
    fn nodo(self) -> Nodo {
        fisso(t(self))
    }
}

impl InNodo for String {
    fn nodo(self) -> Nodo {
        testo(self)
    }
}

macro_rules! numeri {
    ($($numero:ty)*) => {
        $(impl InNodo for $numero {
            fn nodo(self) -> Nodo {
                testo(self.to_string())
            }
        })*
    };
}

numeri! { i16 u32 usize }

impl<T: InNodo> InNodo for Option<T> {
    fn nodo(self) -> Nodo {
        self.map_or(Nodo(None), T::nodo)
    }
}

impl<T: InNodo> InNodo for Vec<T> {
    fn nodo(self) -> Nodo {
        self.collect_view()
    }
}

impl<F, T> InNodo for F
where
    F: FnMut() -> T + Send + 'static,
    T: InNodo,
{
    fn nodo(mut self) -> Nodo {
        mobile(Box::new(move || self().nodo()))
    }
}

impl<F: Fonte + Send + 'static, T: InNodo + Clone + 'static> InNodo for Seguito<F, T> {
    fn nodo(self) -> Nodo {
        (move || self.get()).nodo()
    }
}

/// Many, in their order.
pub trait CollectView {
    fn collect_view(self) -> Nodo;
}

impl<I: IntoIterator<Item: InNodo>> CollectView for I {
    fn collect_view(self) -> Nodo {
        Cosa::Serie(self.into_iter().map(InNodo::nodo).collect()).into()
    }
}

/// What stands between the tags of a component.
pub type Children = Box<dyn FnOnce() -> Nodo + Send>;

/// The same, for a component that draws it again and again.
pub type ChildrenFn = Arc<dyn Fn() -> Nodo + Send + Sync>;

/// One of the two, as the component wants it.
pub trait Figli<F> {
    fn figli(figli: F) -> Self;
}

impl<F: FnOnce() -> Nodo + Send + 'static> Figli<F> for Children {
    fn figli(figli: F) -> Self {
        Box::new(figli)
    }
}

impl<F: Fn() -> Nodo + Send + Sync + 'static> Figli<F> for ChildrenFn {
    fn figli(figli: F) -> Self {
        Arc::new(figli)
    }
}

impl Render for Nodo {
    type State = Vivo;

    fn build(self) -> Vivo {
        Vivo::build(self)
    }

    fn rebuild(self, state: &mut Vivo) {
        state.rebuild(self);
    }
}

/// Never written as HTML: the app is drawn by the browser only.
impl RenderHtml for Nodo {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {}

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Vivo {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}

/// Nobody gives attributes to a view from outside.
impl AddAnyAttr for Nodo {
    type Output<SomeNewAttr: Attribute> = Self;

    fn add_any_attr<NewAttr: Attribute>(self, _: NewAttr) -> Self
    where
        Self: RenderHtml,
    {
        self
    }
}
