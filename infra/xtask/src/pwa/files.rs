//! The folder under construction, with the hash of each file in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// Files by their path in the folder, with the hash of their content.
pub type Files = BTreeMap<String, String>;

/// A folder being filled.
pub struct Dist {
    folder: PathBuf,
    files: Files,
}

impl Dist {
    pub fn new(folder: &Path) -> std::io::Result<Self> {
        fs::create_dir_all(folder)?;
        Ok(Self { folder: folder.to_owned(), files: Files::new() })
    }

    pub const fn files(&self) -> &Files {
        &self.files
    }

    pub fn write(&mut self, path: &str, content: &[u8]) -> std::io::Result<()> {
        let file = self.folder.join(path);
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(file, content)?;
        self.files.insert(path.to_owned(), hash(content));
        Ok(())
    }

    /// Writes `assets/name-HASH.extension`; gives its address.
    pub fn hashed(&mut self, name: &str, extension: &str, content: &[u8]) -> std::io::Result<String> {
        let path = format!("assets/{name}-{}.{extension}", hash(content));
        self.write(&path, content)?;
        Ok(format!("/{path}"))
    }

    /// Copies all of a folder, if it exists, under `prefix`.
    pub fn copy(&mut self, from: &Path, prefix: &str) -> std::io::Result<()> {
        for (path, file) in walk(from)? {
            self.write(&format!("{prefix}{path}"), &fs::read(file)?)?;
        }
        Ok(())
    }
}

/// The files of a folder by relative path, in order; none when there is no such folder.
pub fn walk(folder: &Path) -> std::io::Result<BTreeMap<String, PathBuf>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(current) = folders.pop() {
        let entries = match fs::read_dir(&current) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            entries => entries?,
        };
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(relative) = path.strip_prefix(folder) {
                files.insert(relative.to_string_lossy().replace('\\', "/"), path);
            }
        }
    }
    Ok(files)
}

/// The first 16 hexadecimal digits of the SHA-256.
pub fn hash(content: &[u8]) -> String {
    Sha256::digest(content).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
