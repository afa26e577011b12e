//! Words and fixed phrases as the grammar holds them together: `buy`, `take part`, `letter of intent`, `joint venture`.

use dateline_text::Upos;

use crate::tree::Tree;

/// A word with the words that must depend on it, all by dictionary form.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Phrase {
    /// The word that the others depend on.
    pub(crate) head: String,
    /// The others, function words left out.
    with: Vec<String>,
}

/// Words that hold a phrase together without depending on its head.
const LINKS: &[&str] = &["of", "a", "an", "the", "in", "for", "to"];

impl Phrase {
    /// A verb with its particle or object: the verb comes first.
    pub(crate) fn verbal(text: &str) -> Self {
        let mut words = text.split_whitespace().map(str::to_owned);
        Self { head: words.next().unwrap_or_default(), with: words.collect() }
    }

    /// A noun: the first of `letter of intent`, the last of `joint venture`.
    pub(crate) fn nominal(text: &str) -> Self {
        let words: Vec<&str> = text.split_whitespace().collect();
        let link = words.iter().position(|word| LINKS.contains(word));
        let head = link.unwrap_or(words.len()).saturating_sub(1);
        let others = words.iter().enumerate().filter(|&(index, word)| index != head && !LINKS.contains(word));
        let with = others.map(|(_, word)| (*word).to_owned()).collect();
        Self { head: words.get(head).copied().unwrap_or_default().to_owned(), with }
    }

    /// Whether `token` heads the phrase.
    pub(crate) fn is_at(&self, tree: &Tree, token: usize) -> bool {
        tree.lemma(token) == self.head && self.has_rest(tree, token)
    }

    /// Whether the other words depend on `token`.
    pub(crate) fn has_rest(&self, tree: &Tree, token: usize) -> bool {
        self.with.iter().all(|word| depends(tree, token, word))
    }

    /// How many words the phrase has: longer phrases are surer.
    pub(crate) fn len(&self) -> usize {
        1 + self.with.len()
    }
}

fn depends(tree: &Tree, token: usize, word: &str) -> bool {
    let said = |kid: usize| tree.lemma(kid) == word || tree.word(kid).eq_ignore_ascii_case(word);
    // A particle is often parsed as the preposition of the noun behind it: "take over the company".
    tree.children(token).any(said) || (tree.is_verbal(token) && follows(tree, token, word))
}

fn follows(tree: &Tree, token: usize, word: &str) -> bool {
    let next = token + 1;
    tree.sentence(token).contains(&next)
        && matches!(tree.upos(next), Upos::Adp | Upos::Adv | Upos::Part)
        && tree.word(next).eq_ignore_ascii_case(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_noun_phrase_stands_before_of_or_last() {
        for (text, head, with) in [
            ("letter of intent", "letter", vec!["intent"]),
            ("joint venture", "venture", vec!["joint"]),
            ("talk", "talk", vec![]),
        ] {
            let phrase = Phrase::nominal(text);
            assert_eq!((phrase.head.as_str(), phrase.with), (head, with.into_iter().map(str::to_owned).collect()));
        }
    }
}
