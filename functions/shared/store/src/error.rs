//! Why something could not be stored or read.

use aws_sdk_dynamodb::config::http::HttpResponse;
use aws_sdk_dynamodb::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};

/// One reason each. None of them quotes what is stored.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another version or state than the one that was seen: nothing was written.
    #[error("changed in the meantime")]
    Conflitto,
    /// Throttling or contention that did not end within the bound: nothing was written.
    #[error("too much contention")]
    Occupato,
    /// There is no such thing, or it is somebody else's.
    #[error("not there")]
    Assente,
    /// The text is not a cursor that this list gave.
    #[error("not a cursor")]
    CursorNonValido,
    /// An item in the table is not of the form that this release writes.
    #[error("the attribute {0} is missing or of another form")]
    Illeggibile(&'static str),
    /// A service failed or could not be reached. What was asked may have been done or not.
    #[error("a service failed")]
    Esterno(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// What a service answered, without the items that the SDK's own error would carry.
#[derive(Debug, thiserror::Error)]
#[error("{servizio}: {codice}: {messaggio}")]
pub struct Guasto {
    pub servizio: &'static str,
    /// The service's code, or `-` when there was no answer.
    pub codice: String,
    pub messaggio: String,
}

/// Codes that ask to come back later.
const THROTTLING: &[&str] = &[
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "SlowDown",
    "Throttled",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "TransactionConflictException",
    "TransactionInProgressException",
];

pub(crate) fn is_throttling(code: Option<&str>) -> bool {
    code.is_some_and(|code| THROTTLING.contains(&code))
}

/// The failure of a call to `servizio`.
pub(crate) fn external<E>(servizio: &'static str, error: SdkError<E, HttpResponse>) -> StoreError
where
    E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
{
    if is_throttling(error.code()) {
        return StoreError::Occupato;
    }
    let guasto = match &error {
        SdkError::ServiceError(service) => Guasto {
            servizio,
            codice: service.err().code().unwrap_or("-").to_owned(),
            messaggio: service.err().message().unwrap_or_default().to_owned(),
        },
        _ => Guasto { servizio, codice: "-".to_owned(), messaggio: DisplayErrorContext(&error).to_string() },
    };
    StoreError::Esterno(Box::new(guasto))
}

pub(crate) fn dynamodb<E>(error: SdkError<E, HttpResponse>) -> StoreError
where
    E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
{
    external("dynamodb", error)
}

pub(crate) fn s3<E>(error: SdkError<E, HttpResponse>) -> StoreError
where
    E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
{
    external("s3", error)
}

pub(crate) fn sns<E>(error: SdkError<E, HttpResponse>) -> StoreError
where
    E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
{
    match external("sns", error) {
        // SNS quotes the telephone number that it refuses.
        StoreError::Esterno(source) => StoreError::Esterno(match source.downcast::<Guasto>() {
            Ok(guasto) if guasto.codice != "-" => Box::new(Guasto { messaggio: "not quoted".to_owned(), ..*guasto }),
            Ok(guasto) => guasto,
            Err(source) => source,
        }),
        other => other,
    }
}

/// A request that could not even be built: a defect of this crate.
pub(crate) fn unbuilt(error: impl std::error::Error + Send + Sync + 'static) -> StoreError {
    StoreError::Esterno(Box::new(error))
}
