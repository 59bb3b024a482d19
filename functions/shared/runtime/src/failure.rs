//! The one way in which a request fails, and how it becomes `application/problem+json` (RFC 9457).

use cassetto_api::motivo::Motivo;
use cassetto_api::problema::{ErroreCampo, Problema, Tipo};
use cassetto_domain::stato::TransitionError;
use cassetto_store::{Guasto, StoreError};
use http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use lambda_http::{Body, Response};

use crate::Campi;

type Source = Box<dyn std::error::Error + Send + Sync>;

/// Why a request was not served.
#[derive(Debug)]
pub enum Failure {
    /// Something the caller can mend.
    Problem { tipo: Tipo, campi: Vec<ErroreCampo>, riprova_tra: Option<u32> },
    /// Something only we can mend: the caller gets a fixed text, the log gets the cause.
    Internal(Source),
}

impl Failure {
    /// A failure of these fields.
    #[must_use]
    pub const fn campi(campi: Vec<ErroreCampo>) -> Self {
        Self::Problem { tipo: Tipo::DatiNonValidi, campi, riprova_tra: None }
    }

    /// A failure of one field.
    #[must_use]
    pub fn campo(campo: &str, motivo: Motivo) -> Self {
        let mut campi = Campi::new();
        campi.push(campo, motivo);
        campi.into_failure()
    }

    /// An unexpected cause.
    pub fn internal(source: impl Into<Source>) -> Self {
        Self::Internal(source.into())
    }

    /// HTTP status.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::Problem { tipo, .. } => tipo.status(),
            Self::Internal(_) => Tipo::Interno.status(),
        }
    }

    /// Whether S3 failed.
    pub(crate) fn is_of_documents(&self) -> bool {
        let Self::Internal(source) = self else { return false };
        match source.downcast_ref::<StoreError>() {
            Some(StoreError::Esterno(cause)) => cause.downcast_ref::<Guasto>().is_some_and(|guasto| guasto.servizio == "s3"),
            _ => false,
        }
    }

    /// As it travels; `correlazione` is named only where help from us is needed.
    pub(crate) fn into_response(self, correlazione: &str) -> Response<Body> {
        let problema = match self {
            Self::Problem { tipo, campi, riprova_tra } => Problema { campi, riprova_tra, ..tipo.problema() },
            Self::Internal(source) => {
                tracing::error!(cause = cause(&*source), "internal error");
                Problema { correlazione: Some(correlazione.to_owned()), ..Tipo::Interno.problema() }
            }
        };
        let body = serde_json::to_string(&problema).unwrap_or_default();
        let mut response = Response::new(Body::Text(body));
        *response.status_mut() = http::StatusCode::from_u16(problema.status).unwrap_or(http::StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, http::HeaderValue::from_static("application/problem+json"));
        headers.insert(CACHE_CONTROL, http::HeaderValue::from_static("no-store"));
        if let Some(seconds) = problema.riprova_tra {
            headers.insert(RETRY_AFTER, seconds.into());
        }
        response
    }
}

/// An error with all that caused it, for the log.
fn cause(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        text = format!("{text}: {error}");
        source = error.source();
    }
    text
}

impl From<Tipo> for Failure {
    fn from(tipo: Tipo) -> Self {
        Self::Problem { tipo, campi: Vec::new(), riprova_tra: None }
    }
}

impl From<TransitionError> for Failure {
    fn from(_: TransitionError) -> Self {
        Tipo::TransizioneNonAmmessa.into()
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflitto => Tipo::VersioneSuperata.into(),
            StoreError::Occupato => Self::Problem { tipo: Tipo::ServizioOccupato, campi: Vec::new(), riprova_tra: Some(5) },
            StoreError::CursorNonValido => Self::campo("cursor", Motivo::CursorNonValido),
            other => Self::internal(other),
        }
    }
}
