//! Backends are chosen by name, and one that cannot run says why.

use std::{error::Error as _, path::Path};

use dateline_encoder::{Backend, ErrorKind, Precision, open};

fn model() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/news-minilm")
}

#[test]
fn names_lead_to_backends_and_back() {
    for backend in Backend::ALL {
        assert_eq!(backend.name().parse::<Backend>().unwrap(), backend);
    }
    assert_eq!("abacus".parse::<Backend>().unwrap_err().kind(), ErrorKind::Input);
}

#[test]
fn the_native_backend_is_always_there() {
    assert_eq!(Backend::available().next(), Some(Backend::Native));
    assert_eq!(open(Backend::Native, Precision::F32, &model()).unwrap().hidden_size(), 384);
}

#[test]
fn a_backend_left_out_of_the_build_names_its_feature() {
    for backend in Backend::ALL.into_iter().filter(|backend| !backend.is_available()) {
        let error = open(backend, Precision::F32, &model()).err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Unavailable);
        assert_eq!(error.source().unwrap().to_string(), format!("built without the feature `{backend}`"));
    }
}

#[test]
fn a_folder_without_a_model_is_an_error() {
    let error = open(Backend::Native, Precision::F32, Path::new("nowhere")).err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Load);
}
