//! From what is stored to what travels: the same for both sides.

use cassetto_api::deleghe::{DelegaVoce, FattoVoce, ModuloVoce, ParteDelega};
use cassetto_domain::calendario::oggi;
use cassetto_domain::delega::StatoDelega;
use cassetto_runtime::Kit;
use cassetto_runtime::vista::{giorno, istante};
use cassetto_store::Delega;

/// A delega as it is today.
pub fn voce(kit: &Kit, delega: &Delega) -> DelegaVoce {
    let stato = delega.stato_al(oggi(kit.clock.now()));
    DelegaVoce {
        id: delega.id,
        stato: stato.into(),
        tipo: delega.tipo.codice().to_owned(),
        scrive: delega.tipo.diritti().scrive,
        datore: parte(&delega.datore),
        intermediario: parte(&delega.intermediario),
        richiesta_da: delega.richiesta_da.into(),
        filiale: delega.filiale.as_ref().map(|filiale| filiale.as_str().to_owned()),
        dal: delega.dal.map(giorno),
        al: delega.al.map(giorno),
        rispondere_entro: (stato == StatoDelega::Richiesta).then(|| giorno(delega.rispondere_entro)),
        modulo: delega.modulo.as_ref().map(|modulo| ModuloVoce {
            nome: modulo.nome.as_str().to_owned(),
            tipo: modulo.tipo.into(),
            dimensione: modulo.dimensione,
            sha256: modulo.sha256,
        }),
        storia: delega
            .storia
            .iter()
            .map(|fatto| FattoVoce { quando: istante(fatto.quando), fatto: fatto.fatto.into(), lato: fatto.lato.map(Into::into) })
            .collect(),
    }
}

fn parte(parte: &cassetto_store::ParteDelega) -> ParteDelega {
    let codice = parte.codice_fiscale.as_str();
    ParteDelega {
        id: parte.id,
        nome: parte.nome_e_cognome(),
        codice_fiscale: codice.get(codice.len().saturating_sub(4)..).unwrap_or_default().to_owned(),
    }
}
