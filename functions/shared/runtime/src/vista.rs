//! From what is stored to what travels: the same quesito as its employer and as its office see it.

use cassetto_api::modello::{AllegatoVoce, CategoriaVoce, Pagina, Parte, ProtocolloVoce, QuesitoDettaglio, QuesitoVoce, SedeVoce, Voce};
use cassetto_api::tempo::{Giorno, Istante};
use cassetto_domain::allegato::Allegato;
use cassetto_domain::protocollo::Protocollo;
use cassetto_domain::sede::{self, CodiceSede};
use cassetto_store::{AvvisoPartito, Contenuto, Quesito, Thread};
use jiff::Timestamp;

/// Whose eyes: only an office sees the names of its operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vista {
    Cittadino,
    Ufficio,
}

impl Vista {
    /// A row of a list.
    #[must_use]
    pub fn quesito(self, quesito: &Quesito) -> QuesitoVoce {
        QuesitoVoce {
            id: quesito.id,
            oggetto: quesito.oggetto.as_str().to_owned(),
            categoria: CategoriaVoce { codice: quesito.categoria.clone(), versione: quesito.versione_categorie },
            rapporto: quesito.rapporto.to_string(),
            lavoratore: quesito.lavoratore.clone(),
            datore: quesito.nome_datore.clone(),
            stato: quesito.stato.into(),
            esito: quesito.esito.map(Into::into),
            protocollo: protocollo(&quesito.protocollo),
            presentato: istante(quesito.presentato),
            aggiornato: istante(quesito.aggiornato),
            termine: giorno(quesito.termine),
            da_leggere: quesito.da_leggere(),
            operatore: quesito.operatore.as_ref().and_then(|operatore| self.operatore(&operatore.nome)),
            versione: quesito.versione,
        }
    }

    /// A page of rows.
    #[must_use]
    pub fn pagina(self, pagina: &cassetto_store::Pagina<Quesito>) -> Pagina<QuesitoVoce> {
        Pagina { voci: pagina.voci.iter().map(|quesito| self.quesito(quesito)).collect(), cursor: pagina.cursor.clone() }
    }

    /// A quesito with its sequence, oldest first.
    #[must_use]
    pub fn dettaglio(self, thread: &Thread) -> QuesitoDettaglio {
        let voci = thread.voci.iter().map(|voce| (voce.quando, self.voce(voce)));
        let mut all: Vec<(Timestamp, Voce)> = voci.chain(thread.avvisi.iter().map(|avviso| (avviso.quando, avviso_voce(avviso)))).collect();
        all.sort_by_key(|(quando, _)| *quando);
        QuesitoDettaglio {
            quesito: self.quesito(&thread.quesito),
            sede: sede_voce(thread.quesito.sede),
            voci: all.into_iter().map(|(_, voce)| voce).collect(),
        }
    }

    fn operatore(self, nome: &str) -> Option<String> {
        (self == Self::Ufficio).then(|| nome.to_owned())
    }

    fn voce(self, voce: &cassetto_store::Voce) -> Voce {
        let (versione, quando) = (voce.versione, istante(voce.quando));
        match &voce.contenuto {
            Contenuto::Messaggio { parte, autore, protocollo: registrato, testo, allegati, .. } => Voce::Messaggio {
                versione,
                quando,
                parte: match parte {
                    cassetto_store::Parte::Cittadino => Parte::Cittadino,
                    cassetto_store::Parte::Ufficio => Parte::Ufficio,
                },
                autore: autore.clone(),
                protocollo: protocollo(registrato),
                testo: testo.as_str().to_owned(),
                allegati: allegati.iter().map(allegato).collect(),
            },
            Contenuto::Cambio { da, a, sede, operatore, commento, esito } => Voce::Cambio {
                versione,
                quando,
                da: (*da).into(),
                a: (*a).into(),
                ufficio: sede_voce(*sede).nome,
                operatore: self.operatore(&operatore.nome),
                commento: commento.as_ref().map(|commento| commento.as_str().to_owned()),
                esito: esito.map(Into::into),
            },
        }
    }
}

fn avviso_voce(avviso: &AvvisoPartito) -> Voce {
    Voce::Avviso {
        quando: istante(avviso.quando),
        canale: avviso.canale.into(),
        evento: avviso.evento.into(),
        contatto: avviso.contatto.clone(),
        consegnato: avviso.consegnato,
    }
}

fn allegato(allegato: &Allegato) -> AllegatoVoce {
    AllegatoVoce {
        id: allegato.id,
        nome: allegato.nome.as_str().to_owned(),
        tipo: allegato.tipo.into(),
        dimensione: allegato.dimensione,
        sha256: allegato.sha256,
    }
}

/// A registration.
#[must_use]
pub fn protocollo(protocollo: &Protocollo) -> ProtocolloVoce {
    ProtocolloVoce { segnatura: protocollo.to_string(), numero: protocollo.numero.to_string(), data: giorno(protocollo.data) }
}

/// An office; one that the data no longer names keeps its code.
#[must_use]
pub fn sede_voce(codice: CodiceSede) -> SedeVoce {
    let nome = sede::find(&codice).map_or_else(|| codice.to_string(), |sede| sede.nome.clone());
    SedeVoce { codice: codice.to_string(), nome }
}

/// An instant, with milliseconds.
#[must_use]
pub fn istante(instant: Timestamp) -> Istante {
    Istante(format!("{instant:.3}"))
}

/// A civil date.
#[must_use]
pub fn giorno(date: jiff::civil::Date) -> Giorno {
    Giorno(date.to_string())
}
