//! Views as data: what `view!` (`pwa/vista`) makes, and the elements that come of it.
//!
//! Leptos gives every view a type of its own, and the compiler makes each of them several functions. Here a view is a text that says
//! what stands where and a list of what is not known before; and a signal keeps a value without its type. Signals, effects, components
//! and owners are Leptos's all the same: docs/adr/0043.

mod dato;
mod nodo;
mod segnali;
mod serbati;
mod stampo;
mod tratto;
mod vivo;

pub use nodo::{Figli, InNodo, altrui, capo, evento, stampo};

/// As `leptos::prelude`, with the other `view!`.
pub mod prelude {
    pub use cassetto_vista::view;
    pub use leptos::prelude::*;

    pub use super::nodo::{Children, ChildrenFn, CollectView, InNodo, Nodo};
    pub use super::segnali::{
        ArcRwSignal, Memo, NodeRef, ReadSignal, RwSignal, Signal, derive, effect, effect_with, memo, memo_with, on_load,
    };
    pub use super::serbati::{Callback, StoredValue};
}
