//! The rules of the workspace, as tests (`tests/`): who may depend on whom, where printing and file access may stand,
//! what a source file looks like, and that every path named in the documentation exists.
