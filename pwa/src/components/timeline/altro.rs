//! The smaller entries: who has it, where it goes, what follows it, what was told to whom.

use cassetto_api::modello::Voce;

use super::passaggio::Passaggio;
use super::{Vista, ufficio};
use crate::components::icon::Icon;
use crate::i18n::{K, fill, t};
use crate::vista::prelude::*;
use crate::{format, parole};

pub fn view(voce: Voce, vista: Vista) -> Nodo {
    match voce {
        Voce::Assegnazione { quando, operatore, a, .. } => {
            let cosa = match a {
                Some(a) => fill(K::SequenzaAssegnato, &[("nome", &a)]),
                None => t(K::SequenzaRilasciato).to_owned(),
            };
            view! { <Passaggio icona="persona" cosa=cosa chi=Some(operatore) quando=quando /> }
        }
        Voce::Trasferimento { quando, da, a, protocollo, motivo, operatore, .. } => {
            let cosa = fill(K::SequenzaTrasferito, &[("sede", &a.nome)]);
            let chi = Some(ufficio(&da.nome, operatore));
            view! {
                <Passaggio icona="avanti" cosa=cosa chi=chi quando=quando perche=Some(motivo)>
                    <p class="muted small">
                        {K::SequenzaTrasferitoNota} " " {K::ProtocolloNome} " " <span class="break">{protocollo.segnatura}</span>
                    </p>
                </Passaggio>
            }
        }
        Voce::Correlata { quando, quesito, protocollo, .. } => view! {
            <Passaggio icona="commento" cosa=t(K::SequenzaCorrelata).to_owned() quando=quando>
                <p>
                    <a href=vista.quesito.run(quesito)>{fill(K::SequenzaVaiCorrelata, &[("numero", &protocollo.numero)])}</a>
                </p>
            </Passaggio>
        },
        Voce::Avviso { quando, canale, evento, contatto, consegnato } => {
            let testo = fill(
                if consegnato { K::AvvisoConsegnato } else { K::AvvisoInCorso },
                &[("canale", parole::canale(canale)), ("contatto", &contatto), ("evento", parole::evento(evento))],
            );
            view! {
                <li class="timeline-notice">
                    <Icon nome="avviso" />
                    <p>
                        {testo} " " <time datetime=quando.0.clone()>{format::istante(&quando)}</time>
                    </p>
                </li>
            }
        }
        Voce::Messaggio { .. } | Voce::Cambio { .. } => ().nodo(),
    }
}

/// Changes when a notice has to be drawn again.
pub fn key(voce: &Voce) -> String {
    match voce {
        Voce::Avviso { quando, contatto, consegnato, .. } => format!("a{}{contatto}{consegnato}", quando.0),
        _ => String::new(),
    }
}
