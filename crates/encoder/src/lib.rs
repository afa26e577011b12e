//! A transformer encoder: word pieces in, hidden states out.
