//! S3 on a folder: real SigV4 and presigned addresses, on an endpoint of its own for the functions and on the gateway's origin
//! for browsers.
//!
//! The file system behind it moves an object into place before it has compared the checksum, so the whole body is read and
//! compared here first: as in the cloud, what differs leaves no trace.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use cassetto_runtime::Clock;
use data_encoding::{BASE64, BASE64URL_NOPAD};
use http::{Method, Request, Response, StatusCode};
use http_body_util::{BodyExt, Limited};
use jiff::Timestamp;
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s_fs::FileSystem;
use sha2::{Digest, Sha256};

use crate::faults::{Fault, Target};
use crate::functions::FUNCTIONS;
use crate::iam::{self, Call};
use crate::presigned::{self, Refusal};
use crate::serve::Dropped;
use crate::versions::{self, Ask, Versions};
use crate::{ACCESS_KEY, Context, Error, SECRET_KEY};

/// The bucket's name.
pub const BUCKET: &str = "cassetto-documenti";

/// The bucket of the daily registers.
pub const REGISTRI: &str = "cassetto-registri";

/// The documents and the registers under new names, in a rehearsal of a restore.
pub const RESTORED_BUCKET: &str = "cassetto-documenti-ripristinati";
pub const RESTORED_REGISTRI: &str = "cassetto-registri-ripristinati";

/// What the functions themselves may store: the zip of a long thread.
const MAX_INTERNAL: usize = 64 << 20;

/// What a browser may upload: 3 MB and some slack.
const MAX_UPLOAD: usize = (3 << 20) + (64 << 10);

/// After this an object under these prefixes expires, as in `infra/template.yaml`.
const LIVES: [(&str, Duration); 2] = [("pending", Duration::from_hours(30 * 24)), ("archivi", Duration::from_hours(24))];

/// The service and the folder under it.
pub struct Objects {
    context: Arc<Context>,
    service: S3Service,
    folder: PathBuf,
    host: http::HeaderValue,
    machine: Clock,
    versions: Versions,
}

/// Whose calls they are: the functions', which are measured, or a browser's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caller {
    Function,
    Browser,
}

impl Objects {
    /// On `folder`, which is made with its bucket when missing; signatures are made for `host`.
    ///
    /// # Errors
    /// When the folder can't be made.
    pub fn open(folder: &Path, host: &str, context: Arc<Context>) -> Result<Arc<Self>, Error> {
        for bucket in [BUCKET, REGISTRI] {
            std::fs::create_dir_all(folder.join(bucket))?;
        }
        let files = FileSystem::new(folder).map_err(|error| Error::Internal(format!("{error:?}")))?;
        let mut builder = S3ServiceBuilder::new(files);
        let mut keys = SimpleAuth::from_single(ACCESS_KEY, SECRET_KEY);
        for function in FUNCTIONS {
            keys.register(iam::access_key(function), SECRET_KEY.into());
        }
        builder.set_auth(keys);
        let host = http::HeaderValue::from_str(host).map_err(Error::internal)?;
        Ok(Arc::new(Self {
            context,
            service: builder.build(),
            folder: folder.to_owned(),
            host,
            machine: Clock::system(),
            versions: Versions::new(folder),
        }))
    }

    /// Makes the buckets of a rehearsal.
    ///
    /// # Errors
    /// When the folder can't be written.
    pub fn make_restored(&self) -> std::io::Result<()> {
        [RESTORED_BUCKET, RESTORED_REGISTRI].iter().try_for_each(|bucket| std::fs::create_dir_all(self.folder.join(bucket)))
    }

    /// Answers one call.
    pub async fn call<B>(self: Arc<Self>, request: Request<B>, caller: Caller) -> Result<Response<Body>, Dropped>
    where
        B: http_body::Body<Data = axum::body::Bytes> + Send + 'static,
        B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let operation = operation(&request);
        if caller == Caller::Function {
            self.context.meter.count(Target::S3, operation);
        }
        let fault = self.context.faults.decide(Target::S3, operation);
        match &fault {
            Some(Fault::Refuse) => return Err(Dropped),
            Some(Fault::Status500) => return Ok(failure(StatusCode::INTERNAL_SERVER_ERROR, "InternalError", "Internal error.")),
            Some(Fault::Throttle | Fault::TransactionConflict) => {
                return Ok(failure(StatusCode::SERVICE_UNAVAILABLE, "SlowDown", "Please reduce your request rate."));
            }
            Some(Fault::Latency(delay)) => tokio::time::sleep(*delay).await,
            Some(Fault::Hold(gate)) => gate.wait().await,
            Some(Fault::DropAnswer) | None => {}
        }
        let answer = self.answer(request, caller).await?;
        if matches!(fault, Some(Fault::DropAnswer)) { Err(Dropped) } else { Ok(answer) }
    }

    async fn answer<B>(&self, request: Request<B>, caller: Caller) -> Result<Response<Body>, Dropped>
    where
        B: http_body::Body<Data = axum::body::Bytes> + Send + 'static,
        B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let (mut parts, body) = request.into_parts();
        let signer = iam::signer(&parts);
        if self.context.iam.ask(signer.as_deref(), &Call::s3(&parts)).is_err() {
            return Ok(failure(StatusCode::FORBIDDEN, "AccessDenied", "Access Denied"));
        }
        let absence = Call::s3_absence(&parts);
        let limit = if caller == Caller::Browser { MAX_UPLOAD } else { MAX_INTERNAL };
        let Ok(body) = Limited::new(body, limit).collect().await else {
            return Ok(failure(StatusCode::BAD_REQUEST, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size."));
        };
        let body = body.to_bytes();
        let declared = parts.headers.get("x-amz-checksum-sha256").map(|value| value.as_bytes().to_owned());
        if declared.is_some_and(|declared| declared != BASE64.encode(&Sha256::digest(&body)).as_bytes()) {
            let message = "The SHA256 you specified did not match the calculated checksum.";
            return Ok(failure(StatusCode::BAD_REQUEST, "BadDigest", message));
        }
        // CloudFront too forwards to the bucket's own host, for which the address was signed.
        parts.headers.insert(http::header::HOST, self.host.clone());
        match presigned::rebase(&mut parts, self.context.clock.now(), self.machine.now()) {
            Ok(()) => {}
            Err(Refusal::Malformed) => return Ok(failure(StatusCode::BAD_REQUEST, "AuthorizationQueryParametersError", "Malformed.")),
            Err(Refusal::Expired) => return Ok(failure(StatusCode::FORBIDDEN, "AccessDenied", "Request has expired")),
            Err(Refusal::SignatureDoesNotMatch) => {
                let message = "The request signature we calculated does not match the signature you provided.";
                return Ok(failure(StatusCode::FORBIDDEN, "SignatureDoesNotMatch", message));
            }
        }
        match self.versions.ask(&parts) {
            Ask::Nothing => self.versions.set_aside(&parts),
            Ask::Denied => return Ok(failure(StatusCode::FORBIDDEN, "AccessDenied", "Access Denied")),
            // Only the functions' own endpoint, which the browser doesn't reach.
            _ if caller == Caller::Browser => return Ok(failure(StatusCode::FORBIDDEN, "AccessDenied", "Access Denied")),
            Ask::List { prefix } => {
                let (status, xml) = self.versions.list(versions::split(parts.uri.path()).0, &prefix);
                return Ok(document(status, xml));
            }
            Ask::Delete { key, version } => {
                let bucket = versions::split(parts.uri.path()).0;
                if let Some(present) = self.versions.delete(bucket, &key, &version) {
                    if let Err(error) = std::fs::remove_file(present) {
                        tracing::debug!(%error, "no such object");
                    }
                    self.forget(&key);
                }
                return Ok(document(StatusCode::NO_CONTENT, String::new()));
            }
        }
        let read = Self::is_whole(&parts).then(|| self.folder.join(parts.uri.path().trim_start_matches('/')));
        let stored = (parts.method == Method::PUT).then(|| parts.uri.path().to_owned());
        let response = self.service.call(Request::from_parts(parts, s3s::Body::from(body))).await.map_err(|error| {
            tracing::warn!(?error, "S3");
            Dropped
        })?;
        let missing = response.status() == StatusCode::NOT_FOUND && caller == Caller::Function;
        if missing && self.context.iam.ask(signer.as_deref(), &[absence]).is_err() {
            return Ok(failure(StatusCode::FORBIDDEN, "AccessDenied", "Access Denied"));
        }
        let mut response = match read.and_then(|file| whole(&file, &response)) {
            Some(content) => response.map(|_| Body::from(content)),
            None => response.map(Body::new),
        };
        if let Some(path) = stored.filter(|_| response.status().is_success()) {
            self.date(&path);
        }
        response.headers_mut().insert("x-content-type-options", http::HeaderValue::from_static("nosniff"));
        Ok(response)
    }

    /// Whether the whole of an object is asked for.
    fn is_whole(parts: &http::request::Parts) -> bool {
        parts.method == Method::GET && !parts.headers.contains_key(http::header::RANGE) && !parts.uri.path().contains("..")
    }

    /// An object is as old as the cloud's clock says, for the lifecycle rule.
    fn date(&self, path: &str) {
        let now = self.context.clock.now();
        let file = std::fs::File::options().write(true).open(self.folder.join(path.trim_start_matches('/')));
        if let Err(error) = file.and_then(|file| file.set_modified(now.into())) {
            tracing::debug!(%error, "the object's date stays the machine's");
        }
    }

    /// The lifecycle rules: deletes what has lain under their prefixes for its time; returns how many objects.
    ///
    /// # Errors
    /// When the folder can't be read.
    pub fn expire(&self, now: Timestamp) -> std::io::Result<usize> {
        let mut expired = 0;
        for (prefix, life) in LIVES {
            expired += self.expire_under(prefix, life, now)?;
        }
        Ok(expired)
    }

    fn expire_under(&self, prefix: &str, life: Duration, now: Timestamp) -> std::io::Result<usize> {
        let bucket = self.folder.join(BUCKET);
        let mut folders = vec![bucket.join(prefix)];
        let mut expired = 0;
        while let Some(folder) = folders.pop() {
            let Ok(entries) = std::fs::read_dir(&folder) else { continue };
            for entry in entries {
                let entry = entry?;
                if entry.file_type()?.is_dir() {
                    folders.push(entry.path());
                    continue;
                }
                let stored = Timestamp::try_from(entry.metadata()?.modified()?).map_err(std::io::Error::other)?;
                if now.duration_since(stored).as_secs() < life.as_secs().try_into().unwrap_or(i64::MAX) {
                    continue;
                }
                std::fs::remove_file(entry.path())?;
                expired += 1;
                if let Ok(key) = entry.path().strip_prefix(&bucket) {
                    self.forget(&key.to_string_lossy());
                }
            }
        }
        Ok(expired)
    }

    /// The keys of all objects, in order.
    ///
    /// # Errors
    /// When the folder can't be read.
    pub fn keys(&self) -> std::io::Result<Vec<String>> {
        let bucket = self.folder.join(BUCKET);
        let mut folders = vec![bucket.clone()];
        let mut keys = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder)? {
                let entry = entry?;
                if entry.file_type()?.is_dir() {
                    folders.push(entry.path());
                } else if let Ok(key) = entry.path().strip_prefix(&bucket) {
                    keys.push(key.to_string_lossy().into_owned());
                }
            }
        }
        keys.sort();
        Ok(keys)
    }

    /// Every object of every bucket and version that holds some bytes.
    ///
    /// # Errors
    /// When the folder can't be read.
    pub fn holding(&self, bytes: &[u8]) -> std::io::Result<Vec<String>> {
        self.versions.holding(bytes)
    }

    /// Removes what s3s-fs keeps beside an object.
    fn forget(&self, key: &str) {
        let name = |suffix: &str| {
            let (bucket, key) = (BASE64URL_NOPAD.encode(BUCKET.as_bytes()), BASE64URL_NOPAD.encode(key.as_bytes()));
            self.folder.join(format!(".bucket-{bucket}.object-{key}.{suffix}.json"))
        };
        for file in [name("metadata"), name("internal")] {
            if let Err(error) = std::fs::remove_file(&file) {
                tracing::debug!(%error, "no such companion file");
            }
        }
    }
}

/// A document as the file system behind S3 would give it: four kilobytes at a time, each with a thread of its own to read it. What is larger
/// than any document stays that way.
fn whole<B>(file: &Path, response: &Response<B>) -> Option<Vec<u8>> {
    let length = response.headers().get(http::header::CONTENT_LENGTH)?.to_str().ok()?.parse::<usize>().ok()?;
    let fits = response.status() == StatusCode::OK && length <= MAX_UPLOAD;
    fits.then(|| std::fs::read(file).ok()).flatten().filter(|content| content.len() == length)
}

fn operation<B>(request: &Request<B>) -> &'static str {
    let has_key = request.uri().path().trim_start_matches('/').split_once('/').is_some_and(|(_, key)| !key.is_empty());
    match *request.method() {
        Method::PUT if request.headers().contains_key("x-amz-copy-source") => "CopyObject",
        Method::PUT => "PutObject",
        Method::GET if has_key => "GetObject",
        Method::GET if request.uri().query().is_some_and(|query| query.contains("versions")) => "ListObjectVersions",
        Method::GET => "ListObjectsV2",
        Method::HEAD => "HeadObject",
        Method::DELETE => "DeleteObject",
        Method::POST => "DeleteObjects",
        _ => "Other",
    }
}

fn failure(status: StatusCode, code: &str, message: &str) -> Response<Body> {
    let body = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>{code}</Code><Message>{message}</Message></Error>");
    document(status, body)
}

fn document(status: StatusCode, body: String) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(http::header::CONTENT_TYPE, http::HeaderValue::from_static("application/xml"));
    response
}
