//! The best dependency tree of a sentence: Chu-Liu/Edmonds with exactly one root (Zmigrod, Vieira and Cotterell, 2020,
//! say why the root must be constrained).

use ndarray::ArrayView2;

/// Larger than any sum of log-probabilities of a sentence: taken off every arc from the root, it makes a second root
/// cost more than anything that a second root could win.
const ROOT_PENALTY: f64 = 1e6;

/// The heads of the best tree. `scores` is [words, words + 1] as [`crate::heads::Parser::arcs`] gives it; the result
/// holds each word's head, `None` for the only root.
pub(crate) fn best(scores: ArrayView2<'_, f32>) -> Vec<Option<usize>> {
    let words = scores.nrows();
    let greedy: Vec<usize> = (0..words).map(|word| best_head(scores, word)).collect();
    let heads = if is_tree(&greedy) { greedy } else { spanning_tree(&arcs(scores)) };
    heads.into_iter().map(|head| head.checked_sub(1)).collect()
}

/// The best column of a row, a word never being its own head.
fn best_head(scores: ArrayView2<'_, f32>, word: usize) -> usize {
    let heads = (0..scores.ncols()).filter(|&head| head != word + 1);
    heads.max_by(|&a, &b| scores[[word, a]].total_cmp(&scores[[word, b]]).then(b.cmp(&a))).unwrap_or(0)
}

/// Whether there is exactly one root and every word reaches it. Heads count words from 1; 0 is the root.
fn is_tree(heads: &[usize]) -> bool {
    heads.iter().filter(|&&head| head == 0).count() == 1 && (1..=heads.len()).all(|word| reaches_root(heads, word))
}

fn reaches_root(heads: &[usize], mut word: usize) -> bool {
    for _ in 0..=heads.len() {
        if word == 0 {
            return true;
        }
        word = heads[word - 1];
    }
    false
}

/// A dense graph: `weight[to][from]` over nodes of which 0 is the root.
type Graph = Vec<Vec<f64>>;

fn arcs(scores: ArrayView2<'_, f32>) -> Graph {
    let nodes = scores.ncols();
    let mut graph = vec![vec![f64::NEG_INFINITY; nodes]; nodes];
    for word in 0..scores.nrows() {
        for from in (0..nodes).filter(|&from| from != word + 1) {
            let penalty = if from == 0 { ROOT_PENALTY } else { 0.0 };
            // Impossible arcs (log-probability minus infinity) stay comparable.
            graph[word + 1][from] = f64::from(scores[[word, from]].max(-1e4)) - penalty;
        }
    }
    graph
}

/// The heads of the nodes 1.. in the maximum spanning arborescence rooted at node 0 (Chu and Liu, 1965).
fn spanning_tree(graph: &Graph) -> Vec<usize> {
    let nodes = graph.len();
    let heads: Vec<usize> = (1..nodes).map(|to| largest(&graph[to])).collect();
    match find_cycle(&heads) {
        None => heads,
        Some(cycle) => expand(graph, &cycle, &heads),
    }
}

fn largest(row: &[f64]) -> usize {
    (0..row.len()).max_by(|&a, &b| row[a].total_cmp(&row[b]).then(b.cmp(&a))).unwrap_or(0)
}

/// The nodes of a cycle, if following heads leads into one.
fn find_cycle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut visited = vec![0; heads.len() + 1];
    for start in 1..=heads.len() {
        let mut node = start;
        while node != 0 && visited[node] == 0 {
            visited[node] = start;
            node = heads[node - 1];
        }
        if node != 0 && visited[node] == start {
            let mut cycle = vec![node];
            let mut next = heads[node - 1];
            while next != node {
                cycle.push(next);
                next = heads[next - 1];
            }
            return Some(cycle);
        }
    }
    None
}

/// Contracts the cycle into one node, solves the smaller graph and opens the cycle where the solution enters it.
fn expand(graph: &Graph, cycle: &[usize], heads: &[usize]) -> Vec<usize> {
    let in_cycle = |node: usize| cycle.contains(&node);
    let kept: Vec<usize> = (0..graph.len()).filter(|&node| !in_cycle(node)).collect();
    let merged = kept.len();
    let mut smaller = vec![vec![f64::NEG_INFINITY; merged + 1]; merged + 1];
    let mut enters = vec![0; merged];
    let mut leaves = vec![0; merged];
    for (new, &old) in kept.iter().enumerate() {
        for (other, &from) in kept.iter().enumerate().filter(|&(other, _)| other != new && new != 0) {
            smaller[new][other] = graph[old][from];
        }
        // Entering the cycle at a node breaks the arc that the cycle had there.
        let gain = |&node: &usize| graph[node][old] - graph[node][heads[node - 1]];
        let best_in = cycle.iter().copied().max_by(|a, b| gain(a).total_cmp(&gain(b))).unwrap_or(old);
        enters[new] = best_in;
        smaller[merged][new] = gain(&best_in);
        if new != 0 {
            let best_out =
                cycle.iter().copied().max_by(|&a, &b| graph[old][a].total_cmp(&graph[old][b])).unwrap_or(old);
            leaves[new] = best_out;
            smaller[new][merged] = graph[old][best_out];
        }
    }
    let solved = spanning_tree(&smaller);
    let mut result = heads.to_vec();
    for (new, &old) in kept.iter().enumerate().skip(1) {
        let head = solved[new - 1];
        result[old - 1] = if head == merged { leaves[new] } else { kept[head] };
    }
    let entry = solved[merged - 1];
    result[enters[entry] - 1] = kept[entry];
    result
}

#[cfg(test)]
mod tests {
    use ndarray::Array2;
    use proptest::prelude::*;

    use super::*;

    /// The best single-rooted tree by trying all of them.
    fn brute_force(scores: &Array2<f32>) -> f32 {
        let words = scores.nrows();
        let count = (words + 1).pow(u32::try_from(words).unwrap());
        (0..count)
            .map(|code| {
                (0..words).map(|w| code / (words + 1).pow(u32::try_from(w).unwrap()) % (words + 1)).collect::<Vec<_>>()
            })
            .filter(|heads| heads.iter().enumerate().all(|(word, &head)| head != word + 1) && is_tree(heads))
            .map(|heads| total(scores, &heads))
            .fold(f32::NEG_INFINITY, f32::max)
    }

    fn total(scores: &Array2<f32>, heads: &[usize]) -> f32 {
        heads.iter().enumerate().map(|(word, &head)| scores[[word, head]]).sum()
    }

    fn check(scores: &Array2<f32>) {
        let heads: Vec<usize> = best(scores.view()).into_iter().map(|head| head.map_or(0, |head| head + 1)).collect();
        assert!(is_tree(&heads), "{heads:?}");
        assert!((total(scores, &heads) - brute_force(scores)).abs() < 1e-3, "{heads:?} is not the best of {scores}");
    }

    proptest! {
        #[test]
        fn the_best_of_all_trees_is_found(words in 1..6_usize, values in prop::collection::vec(-9.0..0.0_f32, 30)) {
            check(&Array2::from_shape_fn((words, words + 1), |(word, head)| values[word * (words + 1) + head]));
        }

        #[test]
        fn long_sentences_get_a_tree(words in 20..60_usize, seed in 0..1000_u32) {
            let noise = |word: usize, head: usize| ((word * 7919 + head * 104_729) as u32 ^ seed).wrapping_mul(2_654_435_761) >> 8;
            let scores = Array2::from_shape_fn((words, words + 1), |(word, head)| -(noise(word, head) as f32) / 1e6);
            let heads: Vec<usize> = best(scores.view()).into_iter().map(|head| head.map_or(0, |head| head + 1)).collect();
            prop_assert!(is_tree(&heads));
        }
    }

    #[test]
    fn two_tempting_roots_give_one() {
        check(&ndarray::arr2(&[[-0.1, 0.0, -3.0], [-0.1, -3.0, 0.0]]));
    }

    #[test]
    fn no_words_no_tree() {
        assert!(best(Array2::zeros((0, 1)).view()).is_empty());
    }
}
