//! Everything that happened to a quesito, oldest first. New entries are added without touching those that are shown.

mod altro;
mod cambio;
mod messaggio;
mod nota;
mod passaggio;

use cambio::Cambio;
use cassetto_api::modello::{AllegatoVoce, LettureVoce, Parte, Voce};
use cassetto_domain::id::QuesitoId;
use messaggio::Messaggio;

use super::attachment_list::Azione;
use super::keyed::{Keyed, riga};
use crate::format;
use crate::i18n::{K, fill, t};
use crate::vista::prelude::*;

/// Who looks, and what they are told besides the entries.
#[derive(Clone, Copy)]
pub struct Vista {
    /// The reader's own side; none for who reads on behalf of another.
    pub mio: Option<Parte>,
    /// How far each side has read.
    pub letture: Signal<LettureVoce>,
    /// The entries, to tell the last message that was read.
    pub voci: Signal<Vec<Voce>>,
    /// The address of the receipt of a message.
    pub ricevuta: Callback<u32, String>,
    /// The address of another quesito.
    pub quesito: Callback<QuesitoId, String>,
}

impl Vista {
    /// "Letto dall'ufficio il …", below the last message that the other side has seen. Followed.
    fn letto(self, parte: Parte, versione: u32) -> Option<String> {
        let (lettura, testo) = self.letture.with(|letture| match parte {
            Parte::Cittadino => (letture.ufficio.clone(), K::SequenzaLettoUfficio),
            Parte::Ufficio if self.mio == Some(Parte::Cittadino) => (None, K::SequenzaLettoDatore),
            Parte::Ufficio => (letture.datore.clone(), K::SequenzaLettoDatore),
        });
        let lettura = lettura?;
        let last = self.voci.with(|voci| {
            voci.iter().rev().find_map(|voce| match voce {
                Voce::Messaggio { versione, parte: of, .. } if *of == parte && *versione <= lettura.versione => Some(*versione),
                _ => None,
            })
        });
        (last == Some(versione)).then(|| fill(testo, &[("quando", &format::istante(&lettura.quando))]))
    }
}

#[component]
pub fn Timeline(vista: Vista, apri: Callback<(AllegatoVoce, Azione)>) -> Nodo {
    let righe = derive(move || {
        let rows = vista.voci.get().into_iter().enumerate();
        rows.map(|(index, voce)| riga(format!("{index} {}", key(&voce)), move || entry(index, voce.clone(), vista, apri))).collect()
    });
    view! {
        <ol class="timeline" data-testid="sequenza">
            <Keyed righe=righe />
        </ol>
    }
}

/// The place of the last message.
pub fn last_message(voci: &[Voce]) -> Option<usize> {
    voci.iter().rposition(|voce| matches!(voce, Voce::Messaggio { .. }))
}

/// What leads to one entry.
pub fn entry_id(index: usize) -> String {
    format!("voce-{index}")
}

fn entry(index: usize, voce: Voce, vista: Vista, apri: Callback<(AllegatoVoce, Azione)>) -> Nodo {
    match voce {
        messaggio @ Voce::Messaggio { .. } => view! { <Messaggio id=entry_id(index) voce=messaggio vista=vista apri=apri /> },
        cambio @ Voce::Cambio { .. } => view! { <Cambio voce=cambio /> },
        altro => altro::view(altro, vista),
    }
}

/// Changes when the entry has to be drawn again.
fn key(voce: &Voce) -> String {
    match voce {
        Voce::Messaggio { versione, oscurato, annullata, allegati, .. } => {
            let hidden = allegati.iter().filter(|allegato| allegato.oscurato.is_some()).count();
            format!("m{versione} {} {} {hidden}", oscurato.is_some(), annullata.is_some())
        }
        Voce::Cambio { versione, .. } => format!("c{versione}"),
        Voce::Assegnazione { versione, .. } => format!("s{versione}"),
        Voce::Trasferimento { versione, .. } => format!("t{versione}"),
        Voce::Correlata { quesito, .. } => format!("q{quesito}"),
        Voce::Avviso { .. } => altro::key(voce),
    }
}

/// Who wrote for the employer, as the reader calls them.
fn autore(mio: Option<Parte>, nome: &str) -> String {
    if mio == Some(Parte::Cittadino) { t(K::SequenzaTu).to_owned() } else { nome.to_owned() }
}

/// An office, and for the office itself who of it.
fn ufficio(nome: &str, operatore: Option<String>) -> String {
    match operatore {
        Some(operatore) => fill(K::SequenzaOperatore, &[("nome", nome), ("operatore", &operatore)]),
        None => fill(K::SequenzaUfficio, &[("nome", nome)]),
    }
}
