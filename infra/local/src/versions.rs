//! Former versions of objects, as a versioned bucket keeps them, and the bucket of the registers, which gives nothing up.
//!
//! The file system behind S3 keeps one version. What would be lost is set aside here first, and found again by `ListObjectVersions`
//! and `DeleteObject` of a version.

use std::path::{Path, PathBuf};

use data_encoding::BASE64URL_NOPAD;
use http::request::Parts;
use http::{Method, StatusCode};

use crate::objects::REGISTRI;

/// What the present version is called.
const PRESENT: &str = "presente";

/// The folder of what was set aside, beside the buckets.
const ASIDE: &str = ".versioni";

/// What a request asks of the versions.
pub enum Ask {
    /// Nothing: S3 itself answers.
    Nothing,
    /// The versions of what begins with a prefix.
    List { prefix: String },
    /// The end of one version.
    Delete { key: String, version: String },
    /// What the bucket's lock or policy denies.
    Denied,
}

/// The versions of all buckets under a folder.
pub struct Versions {
    folder: PathBuf,
}

impl Versions {
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// What a request means here.
    pub fn ask(&self, parts: &Parts) -> Ask {
        let (bucket, key) = split(parts.uri.path());
        let query = parts.uri.query().unwrap_or_default();
        let parameter = |name: &str| {
            let pairs = query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
            let value = pairs.into_iter().find(|(found, _)| *found == name).map(|(_, value)| value);
            value.map(|value| percent_encoding::percent_decode_str(value).decode_utf8_lossy().into_owned())
        };
        let there = || self.folder.join(bucket).join(key).is_file();
        match parts.method {
            Method::DELETE if bucket == REGISTRI => Ask::Denied,
            Method::PUT if bucket == REGISTRI && !parts.headers.contains_key("if-none-match") && there() => Ask::Denied,
            Method::GET if key.is_empty() && parameter("versions").is_some() => {
                Ask::List { prefix: parameter("prefix").unwrap_or_default() }
            }
            Method::DELETE => match parameter("versionId") {
                Some(version) => Ask::Delete { key: key.to_owned(), version },
                None => Ask::Nothing,
            },
            _ => Ask::Nothing,
        }
    }

    /// Sets the present version aside before it is replaced or deleted.
    pub fn set_aside(&self, parts: &Parts) {
        let (bucket, key) = split(parts.uri.path());
        let present = self.folder.join(bucket).join(key);
        if key.is_empty() || !matches!(parts.method, Method::PUT | Method::DELETE) || !present.is_file() {
            return;
        }
        let aside = self.aside(bucket, key);
        let number = std::fs::read_dir(&aside).map(Iterator::count).unwrap_or_default();
        let kept =
            std::fs::create_dir_all(&aside).and_then(|()| std::fs::copy(&present, aside.join(format!("{number}-{}", crate::random_id()))));
        if let Err(error) = kept {
            tracing::warn!(%error, "a former version is lost");
        }
    }

    /// The end of a version; tells the present file when that is the one.
    pub fn delete(&self, bucket: &str, key: &str, version: &str) -> Option<PathBuf> {
        if version == PRESENT {
            return Some(self.folder.join(bucket).join(key));
        }
        let named = version.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        if named && let Err(error) = std::fs::remove_file(self.aside(bucket, key).join(version)) {
            tracing::debug!(%error, "no such version");
        }
        None
    }

    /// `ListObjectVersions`' answer.
    pub fn list(&self, bucket: &str, prefix: &str) -> (StatusCode, String) {
        use std::fmt::Write;
        let mut xml = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><ListVersionsResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>{bucket}</Name>\
             <Prefix>{prefix}</Prefix><MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated>"
        );
        let mut version = |key: &str, version: &str, latest: bool| {
            let _ = write!(
                xml,
                "<Version><Key>{key}</Key><VersionId>{version}</VersionId><IsLatest>{latest}</IsLatest>\
                 <LastModified>2026-01-01T00:00:00.000Z</LastModified><Size>0</Size><StorageClass>STANDARD</StorageClass></Version>"
            );
        };
        for file in files(&self.folder.join(bucket)) {
            let key = file.strip_prefix(self.folder.join(bucket)).map(|key| key.to_string_lossy().into_owned()).unwrap_or_default();
            if key.starts_with(prefix) {
                version(&key, PRESENT, true);
            }
        }
        for file in files(&self.folder.join(ASIDE).join(bucket)) {
            let name =
                |path: Option<&Path>| path.and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let key = BASE64URL_NOPAD.decode(name(file.parent()).as_bytes()).ok().and_then(|key| String::from_utf8(key).ok());
            if let Some(key) = key.filter(|key| key.starts_with(prefix)) {
                version(&key, &name(Some(&file)), false);
            }
        }
        xml.push_str("</ListVersionsResult>");
        (StatusCode::OK, xml)
    }

    /// Every object of every bucket and version that holds some bytes.
    ///
    /// # Errors
    /// When the folder can't be read.
    pub fn holding(&self, bytes: &[u8]) -> std::io::Result<Vec<String>> {
        let mut found = Vec::new();
        for file in files(&self.folder) {
            if std::fs::read(&file)?.windows(bytes.len()).any(|window| window == bytes) {
                found.push(file.to_string_lossy().into_owned());
            }
        }
        Ok(found)
    }

    fn aside(&self, bucket: &str, key: &str) -> PathBuf {
        self.folder.join(ASIDE).join(bucket).join(BASE64URL_NOPAD.encode(key.as_bytes()))
    }
}

/// Bucket and key of a path.
pub fn split(path: &str) -> (&str, &str) {
    let path = path.trim_start_matches('/');
    path.split_once('/').unwrap_or((path, ""))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let (mut folders, mut files) = (vec![folder.to_owned()], Vec::new());
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(folder) else { continue };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    files
}
