//! The end of a sentence: every word gets a head, and none stands above itself.

use std::collections::HashSet;

use dateline_text::Upos;

use super::attach::Attacher;

impl Attacher<'_> {
    /// Gives every other word a head, and breaks what goes round.
    pub(super) fn finish(&mut self) {
        self.copulas();
        let nominal = |at: &usize| self.words[*at].is_nominal() && self.heads[*at].is_none();
        let root = self.root.or(self.verb.filter(|&verb| self.heads[verb].is_none()));
        let Some(root) = root.or_else(|| (0..self.words.len()).find(nominal)).or((!self.words.is_empty()).then_some(0))
        else {
            return;
        };
        for (at, relation) in std::mem::take(&mut self.waiting) {
            self.set(at, self.verb.filter(|_| relation != "advcl").unwrap_or(root), relation);
        }
        for at in (0..self.words.len()).filter(|&at| at != root) {
            if self.heads[at].is_none() {
                self.set(at, root, if self.words[at].upos == Upos::Punct { "punct" } else { "dep" });
            }
        }
        (self.heads[root], self.relations[root]) = (None, "root");
        self.break_rounds(root);
    }

    /// "Revenue was $40 million": what is said of the subject heads the clause.
    fn copulas(&mut self) {
        let said = |at: &usize| self.relations[*at] == "obj";
        let found: Vec<(usize, usize)> =
            (0..self.words.len()).filter(said).filter_map(|at| Some((self.heads[at]?, at))).collect();
        let mut moved = vec![None; self.words.len()];
        for (verb, noun) in found.into_iter().filter(|(verb, _)| self.words[*verb].upos == Upos::Aux) {
            (self.heads[noun], self.relations[noun]) = (self.heads[verb], self.relations[verb]);
            moved[verb] = Some(noun);
        }
        let to = |word: Option<usize>| word.map(|word| moved[word].unwrap_or(word));
        for (at, noun) in moved.iter().enumerate() {
            match noun {
                Some(noun) => (self.heads[at], self.relations[at]) = (Some(*noun), "cop"),
                None => self.heads[at] = to(self.heads[at]).filter(|&head| head != at),
            }
        }
        (self.root, self.verb) = (to(self.root), to(self.verb));
    }

    fn break_rounds(&mut self, root: usize) {
        let mut sound = vec![false; self.words.len()];
        sound[root] = true;
        for start in 0..self.words.len() {
            let (mut way, mut here) = (Vec::new(), start);
            let mut on_way = HashSet::new();
            while !sound[here] && on_way.insert(here) {
                way.push(here);
                here = self.heads[here].unwrap_or(root);
            }
            if !sound[here] {
                self.set(here, root, "dep");
            }
            for word in way {
                sound[word] = true;
            }
        }
    }
}
