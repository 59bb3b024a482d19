//! To another sede, with the reason; the protocol and the day of presentation stay.

use cassetto_api::fascicolo::{ForwardQuesito, Trasferimento};
use cassetto_api::quesiti::QuesitoPath;
use cassetto_domain::testo::Commento;
use leptos::task::spawn_local;

use super::scrivania::{Parte, Scrivania};
use crate::components::area_field::AreaField;
use crate::components::error_summary::Riga;
use crate::components::submit_button::SubmitButton;
use crate::i18n::{K, fill, t};
use crate::pages::fascicolo::scelte::SceltaSede;
use crate::validazione;
use crate::vista::prelude::*;

const SEDE: &str = "sede";
const MOTIVO: &str = "trasferimento-motivo";
const CHIAVE: Parte = |appunti| &mut appunti.chiave_trasferimento;

#[component]
pub fn Trasferisci(scrivania: Scrivania) -> Nodo {
    let sede = scrivania.bound(|appunti| &mut appunti.sede);
    let motivo = scrivania.bound(|appunti| &mut appunti.trasferimento);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let (sede, motivo) = (sede.get_untracked(), motivo.get_untracked());
        let no_sede = sede.is_empty().then(|| Riga::new(SEDE, t(K::AzioniSedeManca)));
        let no_reason = validazione::commento(&motivo).map(|why| Riga::named(MOTIVO, t(K::AzioniMotivo), why));
        if !scrivania.begin(no_sede.into_iter().chain(no_reason).collect()) {
            return;
        }
        let body = Trasferimento { versione: scrivania.versione(), sede, motivo };
        spawn_local(async move {
            let path = QuesitoPath { id: scrivania.id };
            match scrivania.client.post::<ForwardQuesito>(&path, &body, Some(scrivania.chiave(CHIAVE))).await {
                Ok(fatto) => {
                    scrivania.in_corso.set(false);
                    scrivania.appunti.try_update(|appunti| {
                        appunti.sede.clear();
                        appunti.trasferimento.clear();
                        appunti.chiave_trasferimento.clear();
                    });
                    let places = [("sede", fatto.sede.nome.as_str()), ("numero", fatto.protocollo.numero.as_str())];
                    scrivania.toasts.tell(fill(K::AzioniTrasferitoFatto, &places));
                    // Another one may be open by now.
                    let next = if scrivania.cartella.is_here() { scrivania.lascia } else { scrivania.cambiato };
                    next.try_run(());
                }
                Err(errore) => {
                    if errore.is_refusal() {
                        scrivania.renew_key(CHIAVE);
                    }
                    scrivania.refuse(errore, |campo| if campo == SEDE { SEDE } else { MOTIVO });
                }
            }
        });
    };
    view! {
        <form novalidate on:submit=submit>
            <p class="form-group">{K::AzioniTrasferisciTesto}</p>
            <SceltaSede id=SEDE valore=sede errore=scrivania.error_of(SEDE) />
            <AreaField
                id=MOTIVO
                label=t(K::AzioniMotivo)
                suggerimento=t(K::AzioniCommentoVisibile)
                valore=motivo
                errore=scrivania.error_of(MOTIVO)
                massimo=Commento::MASSIMO
                righe=3
            />
            <SubmitButton testo=t(K::AzioniTrasferisciInvia) attesa=t(K::AzioniAttesa) in_corso=scrivania.in_corso class="btn btn-primary" />
        </form>
    }
}
