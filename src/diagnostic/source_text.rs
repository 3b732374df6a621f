//! The text of a plan: bytes come in, text that a YAML parser can be trusted with goes out.

use crate::diagnostic::Diagnostic;

/// Largest plan that is read [bytes]. A plan written by hand is a hundredth of this.
pub const LARGEST_PLAN: u64 = 1 << 20;

/// A plan as text, and what to call it in messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceText {
    /// The file's path as the user gave it, or `<stdin>`.
    pub name: String,
    /// The whole file.
    pub text: String,
}

/// A text of its own, called `plan`.
impl From<&str> for SourceText {
    fn from(text: &str) -> Self {
        Self::new("plan", text)
    }
}

impl SourceText {
    /// Text under a name, as it is.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
        }
    }

    /// Text from the bytes of a file.
    ///
    /// # Errors
    /// When the bytes are too many, none, UTF-16, binary or otherwise not UTF-8.
    pub fn from_bytes(name: impl Into<String>, bytes: &[u8]) -> Result<Self, Diagnostic> {
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if size > LARGEST_PLAN {
            return Err(too_large(size));
        }
        if looks_like_utf16(bytes) {
            return Err(Diagnostic::error("the file is UTF-16 text")
                .help("save it as UTF-8; most editors offer this as `encoding` when saving"));
        }
        if bytes.contains(&0) {
            return Err(Diagnostic::error("the file is binary, not a plan")
                .help("give a YAML file; `spof init` writes one to start from"));
        }
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => return Err(not_utf8(bytes, error.valid_up_to())),
        };
        if text.trim().is_empty() {
            return Err(Diagnostic::error("the file is empty")
                .help("`spof init` writes a commented plan to start from"));
        }
        Ok(Self::new(name, text))
    }
}

/// The refusal of a file of so many bytes, for whoever knows its size before reading it.
#[must_use]
pub fn too_large(bytes: u64) -> Diagnostic {
    Diagnostic::error(format!(
        "the file is too large to be a plan: {:.1} MiB, at most 1 MiB is read",
        bytes as f64 / f64::from(1 << 20)
    ))
    .help("give a YAML file; `spof init` writes one to start from")
}

/// A byte order mark of UTF-16, or the pattern of its ASCII: every second byte zero.
fn looks_like_utf16(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return true;
    }
    let head: Vec<bool> = bytes.iter().take(16).map(|byte| *byte == 0).collect();
    head.len() >= 4
        && (head.chunks_exact(2).all(|pair| pair == [true, false])
            || head.chunks_exact(2).all(|pair| pair == [false, true]))
}

fn not_utf8(bytes: &[u8], valid: usize) -> Diagnostic {
    let before = bytes.get(..valid).unwrap_or_default();
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let control = before.iter().filter(|byte| is_binary(**byte)).count();
    if control > 0
        || bytes
            .iter()
            .take(512)
            .filter(|byte| is_binary(**byte))
            .count()
            > 4
    {
        return Diagnostic::error("the file is binary, not a plan")
            .help("give a YAML file; `spof init` writes one to start from");
    }
    Diagnostic::error(format!("line {line} is not UTF-8 text"))
        .help("save the file as UTF-8; most editors offer this as `encoding` when saving")
}

fn is_binary(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\n' | b'\r' | b'\t' | 0x0c)
}
