//! From what is stored to what travels: the same quesito as its employer and as its office see it.

use cassetto_api::modello::{
    AllegatoVoce, AnnotazioneVoce, AttesaVoce, CambioContattoVoce, CategoriaVoce, DiSolito, LetturaVoce, LettureVoce, Pagina, Parte,
    PosizioneVoce, ProtocolloVoce, QuesitoDettaglio, QuesitoVoce, RapportoVoce, RichiestaVoce, SedeVoce, Voce,
};
use cassetto_api::tempo::{Giorno, Istante};
use cassetto_domain::posizione::Posizione;
use cassetto_domain::protocollo::Protocollo;
use cassetto_domain::sede::{self, CodiceSede};
use cassetto_domain::tempi::Percentili;
use cassetto_store::{
    Annotazione, AvvisoPartito, CambioContatto, Chi, Contenuto, Lettura, Messaggio, Quesito, Rapporto, TestoVoce, Thread,
};
use jiff::Timestamp;

/// Whose eyes: only an office sees the names of its operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vista {
    Cittadino,
    /// Who acts for an employer.
    Delegato,
    /// Who acts for an employer, and may only read.
    DelegatoInLettura,
    Ufficio,
}

impl Vista {
    /// A row of a list.
    #[must_use]
    pub fn quesito(self, quesito: &Quesito) -> QuesitoVoce {
        QuesitoVoce {
            id: quesito.id,
            gestione: quesito.gestione.into(),
            origine: parte(quesito.origine),
            oggetto: quesito.oggetto.as_str().to_owned(),
            categoria: CategoriaVoce { codice: quesito.categoria.clone(), versione: quesito.versione_categorie },
            rapporto: quesito.rapporto.to_string(),
            lavoratore: quesito.lavoratore.clone(),
            datore_id: quesito.datore,
            datore: quesito.nome_datore.clone(),
            per_conto: quesito.inviato_da.is_some(),
            stato: quesito.stato.into(),
            esito: quesito.esito.map(Into::into),
            protocollo: protocollo(&quesito.protocollo),
            presentato: istante(quesito.presentato),
            aggiornato: istante(quesito.aggiornato),
            termine: giorno(quesito.termine),
            attesa: quesito.attesa.map(|attesa| AttesaVoce {
                versione: attesa.versione,
                dal: giorno(attesa.dal),
                entro: giorno(attesa.entro),
            }),
            da_leggere: match self {
                Self::Cittadino => quesito.da_leggere(),
                Self::Delegato | Self::DelegatoInLettura => quesito.da_leggere_al_delegato(),
                Self::Ufficio => quesito.novita_per_ufficio(),
            },
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
        let voci = thread.voci.iter().filter_map(|voce| Some((voce.quando, self.voce(voce)?)));
        let mut all: Vec<(Timestamp, Voce)> = voci.chain(thread.avvisi.iter().map(|avviso| (avviso.quando, avviso_voce(avviso)))).collect();
        all.sort_by_key(|(quando, _)| *quando);
        let quesito = &thread.quesito;
        QuesitoDettaglio {
            quesito: self.quesito(quesito),
            sede: sede_voce(quesito.sede),
            inviato_da: quesito.inviato_da.as_ref().map(|delegato| delegato.nome.clone()),
            correlata: quesito.correlata,
            email_aggiuntiva: quesito.email_aggiuntiva.as_ref().map(|email| email.mascherato()),
            letture: LettureVoce {
                datore: lettura(quesito.letto),
                delegato: lettura(quesito.letto_delegato),
                ufficio: lettura(quesito.letto_ufficio),
            },
            scrive: self != Self::DelegatoInLettura,
            di_solito: None,
            voci: all.into_iter().map(|(_, voce)| voce).collect(),
        }
    }

    fn operatore(self, nome: &str) -> Option<String> {
        (self == Self::Ufficio).then(|| nome.to_owned())
    }

    /// `None` for what only the office sees.
    fn voce(self, voce: &cassetto_store::Voce) -> Option<Voce> {
        let (versione, quando) = (voce.versione, istante(voce.quando));
        Some(match &voce.contenuto {
            Contenuto::Messaggio(messaggio) => self.messaggio(versione, quando, messaggio),
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
            Contenuto::Assegnazione { operatore, a, .. } => {
                Voce::Assegnazione { versione, quando, operatore: self.operatore(&operatore.nome)?, a: a.as_ref().map(|a| a.nome.clone()) }
            }
            Contenuto::Trasferimento { da, a, protocollo: registrato, operatore, motivo } => Voce::Trasferimento {
                versione,
                quando,
                da: sede_voce(*da),
                a: sede_voce(*a),
                protocollo: protocollo(registrato),
                motivo: motivo.as_str().to_owned(),
                operatore: self.operatore(&operatore.nome),
            },
            Contenuto::Correlata { quesito, protocollo: registrato } => {
                Voce::Correlata { versione, quando, quesito: *quesito, protocollo: protocollo(registrato) }
            }
        })
    }

    fn messaggio(self, versione: u32, quando: Istante, messaggio: &Messaggio) -> Voce {
        let allegati = messaggio.allegati.iter().map(|cassetto_store::AllegatoVoce { allegato, oscurato }| AllegatoVoce {
            id: allegato.id,
            nome: allegato.nome.as_str().to_owned(),
            tipo: allegato.tipo.into(),
            dimensione: allegato.dimensione,
            sha256: allegato.sha256,
            oscurato: oscurato.as_ref().map(|annotazione| self.annotazione(annotazione)),
        });
        Voce::Messaggio {
            versione,
            quando,
            parte: parte(messaggio.parte),
            autore: messaggio.autore.clone(),
            delegato: messaggio.delegato.as_ref().map(|delegato| delegato.nome.clone()),
            operatore: messaggio.operatore.as_ref().and_then(|operatore| self.operatore(&operatore.nome)),
            protocollo: protocollo(&messaggio.protocollo),
            testo: messaggio.testo.testo().map(|testo| testo.as_str().to_owned()).unwrap_or_default(),
            oscurato: match &messaggio.testo {
                TestoVoce::Intero(_) => None,
                TestoVoce::Oscurato(annotazione, _) => Some(self.annotazione(annotazione)),
            },
            allegati: allegati.collect(),
            richiesta: messaggio.richiesta.map(|richiesta| RichiestaVoce { entro: giorno(richiesta.entro) }),
            risponde_a: messaggio.risponde_a,
            annullata: messaggio.annullata.as_ref().map(|annotazione| self.annotazione(annotazione)),
        }
    }

    fn annotazione(self, annotazione: &Annotazione) -> AnnotazioneVoce {
        AnnotazioneVoce {
            quando: istante(annotazione.quando),
            motivo: annotazione.motivo.as_str().to_owned(),
            operatore: self.operatore(&annotazione.chi.nome),
        }
    }
}

/// A contact that was changed, masked.
#[must_use]
pub fn cambio_contatto(cambio: &CambioContatto) -> CambioContattoVoce {
    let masked = |valore: &Option<String>| valore.as_deref().map(|valore| cambio.tipo.mascherato(valore));
    CambioContattoVoce {
        quando: istante(cambio.quando),
        tipo: cambio.tipo.into(),
        da: masked(&cambio.da),
        a: masked(&cambio.a),
        verificato: cambio.chi == Chi::Verificato,
    }
}

const fn parte(parte: cassetto_store::Parte) -> Parte {
    match parte {
        cassetto_store::Parte::Cittadino => Parte::Cittadino,
        cassetto_store::Parte::Ufficio => Parte::Ufficio,
    }
}

fn lettura(lettura: Lettura) -> Option<LetturaVoce> {
    Some(LetturaVoce { versione: lettura.versione, quando: istante(lettura.quando?) })
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

/// How long others took.
#[must_use]
pub const fn di_solito(percentili: Percentili) -> DiSolito {
    DiSolito { p50: percentili.p50, p90: percentili.p90, casi: percentili.casi }
}

/// A rapporto di lavoro.
#[must_use]
pub fn rapporto(rapporto: &Rapporto) -> RapportoVoce {
    RapportoVoce {
        codice: rapporto.codice.to_string(),
        lavoratore: rapporto.lavoratore.clone(),
        mansione: rapporto.mansione.into(),
        stato: rapporto.stato.into(),
        inizio: giorno(rapporto.inizio),
        fine: rapporto.fine.map(giorno),
        ore_settimanali: rapporto.ore,
    }
}

/// A position in another gestione.
#[must_use]
pub fn posizione(posizione: &Posizione) -> PosizioneVoce {
    PosizioneVoce { gestione: posizione.gestione.into(), codice: posizione.codice.to_string(), descrizione: posizione.descrizione.clone() }
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
