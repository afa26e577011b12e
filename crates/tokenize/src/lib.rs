//! Sentences, words and word pieces with exact offsets.
