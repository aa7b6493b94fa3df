/**
 * Whether two samples could come from one and the same: the test of Mann and Whitney, with ranks shared by equal values.
 * It asks for nothing but an order, so that a few slow requests weigh no more than they should.
 * @param {readonly number[]} one @param {readonly number[]} other
 * @returns {{ share: number, probability: number }} `share`: how often a value of the other is the larger one of a pair drawn
 *   at random, 0.5 where nothing tells them apart; `probability` of being as far from it or farther by chance alone
 */
export function mannWhitney(one, other) {
  const values = [...one.map((value) => ({ value, isOther: 0 })), ...other.map((value) => ({ value, isOther: 1 }))];
  values.sort((a, b) => a.value - b.value);
  let [ranksOfOther, ties] = [0, 0];
  for (let from = 0; from < values.length;) {
    let to = from;
    let others = 0;
    for (; to < values.length && values[to]?.value === values[from]?.value; to += 1) others += values[to]?.isOther ?? 0;
    const equal = to - from;
    ranksOfOther += (others * (from + 1 + to)) / 2;
    ties += equal ** 3 - equal;
    from = to;
  }
  const [n, m, all] = [one.length, other.length, values.length];
  const wins = ranksOfOther - (m * (m + 1)) / 2;
  const deviation = Math.sqrt(((n * m) / 12) * (all + 1 - ties / (all * (all - 1))));
  return { share: wins / (n * m), probability: twoSided((wins - (n * m) / 2) / deviation) };
}

/**
 * How often the second of a pair is the larger one, for pairs that were taken side by side: what the machine does in the
 * course of time falls on both alike.
 * @param {readonly number[]} one @param {readonly number[]} other
 */
export function signTest(one, other) {
  const differences = one
    .map((value, index) => (other[index] ?? value) - value)
    .filter((difference) => difference !== 0);
  const larger = differences.filter((difference) => difference > 0).length;
  const pairs = differences.length;
  return { share: larger / pairs, probability: twoSided((larger - pairs / 2) / Math.sqrt(pairs / 4)) };
}

/** @param {number} score of the normal distribution */
function twoSided(score) {
  // Abramowitz and Stegun 7.1.26, good to 1.5e-7.
  const x = Math.abs(score) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const tail = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return tail * Math.exp(-x * x);
}
