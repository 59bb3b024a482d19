//! A quesito that is taken out of the queue becomes a draft again. An area of its own, since who looks at the queue has no draft open.

use std::cell::Cell;
use std::pin::Pin;

use cassetto_api::problema::Tipo;
use cassetto_domain::id::PersonaId;

use crate::bozza::{Bozza, Bozze, Copia, Posto};
use crate::in_uscita::Stato;
use crate::indirizzo::Indirizzo;
use crate::rotta::{Passo, Rotta};
use crate::vista::prelude::*;

/// What was taken out.
pub struct Quesito {
    /// Who is signed in.
    pub persona: Option<PersonaId>,
    pub datore: Option<PersonaId>,
    pub bozza: Bozza,
    pub stato: Stato,
    /// Where its documents are.
    pub slot: String,
    pub indirizzo: Indirizzo,
}

type Riprendi = fn(Posto, Quesito) -> Pin<Box<dyn Future<Output = bool>>>;

thread_local! {
    /// Once the area is here: makes it the draft of the wizard and opens that. False when the draft that is there could not be put away.
    pub static RIPRENDI: Cell<Option<Riprendi>> = const { Cell::new(None) };
}

/// The area is here.
pub fn pronta() -> Nodo {
    RIPRENDI.set(Some(|posto, quesito| Box::pin(reopen(posto.bozze(), quesito))));
    ().nodo()
}

async fn reopen(bozze: Bozze, Quesito { persona, datore, bozza, stato, slot, indirizzo }: Quesito) -> bool {
    if let Some(persona) = persona {
        bozze.serve(persona, datore);
    }
    bozze.ready().await;
    // The service has it already, with other words: what leaves now is another quesito, under a name of its own.
    let reused = matches!(&stato, Stato::DaCorreggere(problema) if problema.kind() == Some(Tipo::ChiaveRiusata));
    let bozza = if reused { Bozza { copia: Copia::default(), ..bozza } } else { bozza };
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
