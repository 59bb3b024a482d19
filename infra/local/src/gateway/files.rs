//! The PWA's files, as the bucket behind CloudFront serves them: precompressed, hashed names for ever, the rest asked again.

use std::io::ErrorKind;
use std::path::PathBuf;

use axum::body::Body;
use axum::extract::Request;
use axum::response::IntoResponse;
use http::header::CACHE_CONTROL;
use http::{HeaderValue, Method, Response, StatusCode};
use tower_http::services::{ServeDir, ServeFile};

use crate::headers::{CACHE_IMMUTABLE, CACHE_REVALIDATE};

/// A built PWA, or none.
#[derive(Clone)]
pub struct Files(Option<Folder>);

#[derive(Clone)]
struct Folder {
    files: ServeDir,
    index: ServeFile,
}

impl Files {
    #[must_use]
    pub fn new(folder: Option<PathBuf>) -> Self {
        Self(folder.map(|folder| Folder {
            index: ServeFile::new(folder.join("index.html")).precompressed_br().precompressed_gzip(),
            files: ServeDir::new(folder).append_index_html_on_directories(false).precompressed_br().precompressed_gzip(),
        }))
    }

    /// A file, or the application's page for a path of its own.
    pub async fn serve(self, request: Request) -> Response<Body> {
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return StatusCode::METHOD_NOT_ALLOWED.into_response();
        }
        let Some(mut folder) = self.0 else {
            return (StatusCode::NOT_FOUND, "La PWA non è stata costruita: cargo xtask pwa\n").into_response();
        };
        let path = request.uri().path();
        let hashed = path.starts_with("/assets/");
        // Routes of the application have no extension; a missing file must stay missing.
        let is_page = !hashed && path.rsplit('/').next().is_none_or(|name| !name.contains('.'));
        let response = if is_page { folder.index.try_call(request).await } else { folder.files.try_call(request).await };
        let mut response = match response {
            Ok(response) => response.map(Body::new),
            Err(error) if error.kind() == ErrorKind::NotFound => StatusCode::NOT_FOUND.into_response(),
            Err(error) => {
                tracing::error!(%error, "file");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        };
        let cache = if hashed && response.status().is_success() { CACHE_IMMUTABLE } else { CACHE_REVALIDATE };
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(cache));
        response
    }
}
