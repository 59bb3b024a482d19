//! Brotli and gzip copies beside each file, so that no server compresses at run time; and the sizes, printed.

use std::fs;
use std::io::Write;
use std::path::Path;

use crate::Error;
use crate::pwa::files::Files;

/// The largest wasm allowed, compressed by brotli, bytes: everybody's pages in one file, until areas are loaded when they are opened.
const WASM_LIMIT: usize = 560 * 1000;

/// Media that compress.
const EXTENSIONS: [&str; 10] = ["html", "js", "css", "wasm", "json", "webmanifest", "svg", "txt", "xml", "ico"];

/// Compresses every file that gets smaller.
pub fn all(folder: &Path, files: &Files) -> Result<(), Error> {
    let compressible: Vec<&String> =
        files.keys().filter(|path| path.rsplit_once('.').is_some_and(|(_, extension)| EXTENSIONS.contains(&extension))).collect();
    println!("{:48} {:>9} {:>9} {:>9}", "", "plain", "gzip", "brotli");
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
        if path.ends_with(".wasm") && brotli.len() > WASM_LIMIT {
            return Err(format!("{path}: {} bytes compressed, {WASM_LIMIT} are allowed", brotli.len()).into());
        }
        total += brotli.len().min(content.len());
    }
    println!("{:48} {:>9} {:>9} {total:>9}", "total", "", "");
    Ok(())
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
