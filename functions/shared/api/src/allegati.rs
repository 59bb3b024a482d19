//! Documents: where to send one, where to fetch one.

mod create_upload;
mod get;

pub use create_upload::{CreateUpload, NuovoAllegato, UploadPreparato};
pub use get::{AllegatoPath, GetAllegato, Scarico};
