//! A quesito that is taken out of the queue becomes a draft again. An area of its own, since who looks at the queue has no draft open.

use std::cell::Cell;
use std::pin::Pin;

use cassetto_domain::id::PersonaId;

use crate::bozza::{Bozza, use_bozze};
use crate::in_uscita::Stato;
use crate::indirizzo::use_indirizzo;
use crate::rotta::{Passo, Rotta};
use crate::session::use_accesso;
use crate::vista::prelude::*;

/// What was taken out.
pub struct Quesito {
    pub datore: Option<PersonaId>,
    pub bozza: Bozza,
    pub stato: Stato,
    /// Where its documents are.
    pub slot: String,
}

type Riprendi = fn(Owner, Quesito) -> Pin<Box<dyn Future<Output = bool>>>;

thread_local! {
    /// Once the area is here: makes it the draft of the wizard and opens that, for a page of this owner. False when the draft that is
    /// there could not be put away.
    pub static RIPRENDI: Cell<Option<Riprendi>> = const { Cell::new(None) };
}

/// The area is here.
pub fn pronta() -> Nodo {
    RIPRENDI.set(Some(|owner, quesito| Box::pin(reopen(owner, quesito))));
    ().nodo()
}

async fn reopen(owner: Owner, Quesito { datore, bozza, stato, slot }: Quesito) -> bool {
    let (bozze, accesso, indirizzo) = owner.with(|| (use_bozze(), use_accesso(), use_indirizzo()));
    if let Some(persona) = accesso.with_untracked(|accesso| accesso.sessione().map(|sessione| sessione.persona)) {
        bozze.serve(persona, datore);
    }
    bozze.ready().await;
    let passo = bozza.passo.unwrap_or(Passo::Controlla);
    if !bozze.take_over(bozza, &slot).await {
        return false;
    }
    if let Stato::DaCorreggere(problema) = stato {
        bozze.rifiuto.set(Some(*problema));
    }
    indirizzo.go(&Rotta::nuovo(datore, passo).path());
    true
}
