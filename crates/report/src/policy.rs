//! The content security policy of the page: its own two scripts and its style, and nothing else.

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

/// The policy for these inline scripts and styles. Everything that is not named may not be loaded, sent or run.
pub(crate) fn policy(scripts: &[&str], styles: &[&str]) -> String {
    let list = |sources: &[&str]| sources.iter().map(|source| hash(source)).collect::<Vec<_>>().join(" ");
    format!(
        "default-src 'none'; script-src {}; style-src {}; img-src data:; base-uri 'none'; form-action 'none'",
        list(scripts),
        list(styles)
    )
}

fn hash(source: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(source.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_written_as_browsers_want_it() {
        // The example of the CSP 3 specification, section 8.3.
        assert_eq!(hash("doSomething();"), "'sha256-RFWPLDbv2BY+rCkDzsE+0fr8ylGr2R2faWMhq4lfEQc='");
    }

    #[test]
    fn nothing_is_allowed_but_what_is_named() {
        let policy = policy(&["a", "b"], &["c"]);
        assert!(policy.starts_with("default-src 'none'; script-src 'sha256-"), "{policy}");
        assert_eq!(policy.matches("'sha256-").count(), 3);
        assert!(!policy.contains("unsafe"), "{policy}");
    }
}
