//! Why no quesito can be begun, in the wizard's place: parts of an area of their own, with what a link binds.

use super::passi::Procedura;
use crate::components::empty::Empty;
use crate::components::titolo::Titolo;
use crate::i18n::{K, t};
use crate::per_conto::use_nomi;
use crate::rotta::{Passo, Rotta};
use crate::vista::prelude::*;

/// No rapporto and no position, no quesito; and none of an employer whom one may only read for.
pub fn senza_rapporti() -> Nodo {
    let datore = expect_context::<Procedura>().datore;
    let nomi = use_nomi();
    let back = move || {
        view! {
            <a class="btn btn-primary" href=Rotta::inizio(datore).path()>
                {K::NavTornaInizio}
            </a>
        }
    };
    let why = move || match nomi.may_write(datore) {
        true => view! { <Empty icona="persone" titolo=t(K::NuovoSenzaRapporti) testo=t(K::NuovoSenzaRapportiTesto)>{back()}</Empty> },
        false => view! { <Empty icona="persone" titolo=t(K::PerContoSolaLettura)>{back()}</Empty> },
    };
    view! {
        <Titolo testo=Signal::stored(t(K::InizioNuovo).to_owned()) />
        {why}
    }
}

/// This gestione takes nothing without a PEC: here is where to add it.
pub fn senza_pec() -> Nodo {
    let procedura: Procedura = expect_context();
    let mine = procedura.datore.is_none();
    let several = untrack(move || !procedura.skips(Passo::Gestione));
    view! {
        <Titolo testo=Signal::stored(t(K::NuovoPecTitolo).to_owned()) />
        <Empty icona="busta" titolo=t(K::NuovoPecManca) testo=t(if mine { K::NuovoPecTesto } else { K::NuovoPecTestoLoro })>
            {mine
                .then(|| {
                    view! {
                        <a class="btn btn-primary" href=Rotta::Contatti.path()>
                            {K::NuovoPecAggiungi}
                        </a>
                    }
                })}
            {several
                .then(|| {
                    view! {
                        <a class="btn btn-outline-primary" href=Rotta::nuovo(procedura.datore, Passo::Gestione).path()>
                            {K::NuovoAltraGestione}
                        </a>
                    }
                })}
            <a class="btn btn-link" href=Rotta::inizio(procedura.datore).path()>
                {K::NavTornaInizio}
            </a>
        </Empty>
    }
}
