/** @param {string[]} cells */
export function row(...cells) {
  process.stdout.write(`${cells.map((cell, index) => (index === 0 ? cell.padEnd(42) : cell.padStart(18))).join('')}\n`);
}

/** @param {string} title @param {string[]} columns */
export function heading(title, ...columns) {
  process.stdout.write('\n');
  row(title, ...columns);
}

/** @param {number} value */
export function amount(value) {
  return value < 10 ? value.toFixed(2) : Math.round(value).toLocaleString('en');
}

/** @param {number} ratio */
export function times(ratio) {
  if (ratio < 0.001) return `1/${amount(1 / ratio)}`;
  return `${ratio < 10 ? ratio.toPrecision(3) : amount(ratio)}×`;
}
