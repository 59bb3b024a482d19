//! Brotli and gzip copies beside each file, so that no server compresses at run time; and the sizes, printed.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use crate::Error;
use crate::pwa::files::Files;

/// Media that compress.
const EXTENSIONS: [&str; 11] = ["bin", "html", "js", "css", "wasm", "json", "webmanifest", "svg", "txt", "xml", "ico"];

/// Bytes of each file as it travels, by its path.
pub type Misure = BTreeMap<String, usize>;

/// Compresses every file that gets smaller; gives what each weighs as it travels.
pub fn all(folder: &Path, files: &Files) -> Result<Misure, Error> {
    let compressible: Vec<&String> =
        files.keys().filter(|path| path.rsplit_once('.').is_some_and(|(_, extension)| EXTENSIONS.contains(&extension))).collect();
    println!("{:48} {:>9} {:>9} {:>9}", "", "plain", "gzip", "brotli");
    let mut sizes = Misure::new();
    for path in files.keys().filter(|path| !compressible.contains(path)) {
        sizes.insert(path.clone(), usize::try_from(fs::metadata(folder.join(path))?.len())?);
    }
    let mut total = 0;
    for path in compressible {
        let content = fs::read(folder.join(path))?;
        let brotli = brotli(&content)?;
        let gzip = gzip(&content)?;
        for (copy, extension) in [(&brotli, "br"), (&gzip, "gz")] {
            if copy.len() < content.len() {
                fs::write(folder.join(format!("{path}.{extension}")), copy)?;
            }
        }
        println!("{path:48} {:>9} {:>9} {:>9}", content.len(), gzip.len(), brotli.len());
        let travels = brotli.len().min(content.len());
        sizes.insert(path.clone(), travels);
        total += travels;
    }
    println!("{:48} {:>9} {:>9} {total:>9}", "total", "", "");
    Ok(sizes)
}

fn brotli(content: &[u8]) -> std::io::Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: content.len(), ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut compressed, &parameters)?;
    Ok(compressed)
}

fn gzip(content: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content)?;
    encoder.finish()
}
