import { bold, dim } from '../../../scripts/launcher/steps.mjs';

/**
 * A table for a terminal: text to the left, figures to the right. An empty row is a blank line.
 * @param {readonly string[]} heading
 * @param {readonly (readonly (string | number)[])[]} rows
 * @returns {string}
 */
export function table(heading, rows) {
  const widths = heading.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => String(row[column] ?? '').length)),
  );
  const line = (/** @type {readonly (string | number)[]} */ cells) =>
    widths
      .map((width, column) => {
        const cell = cells[column] ?? '';
        return typeof cell === 'number' || column > 0 ? String(cell).padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  const rule = dim('─'.repeat(widths.reduce((sum, width) => sum + width + 2, -2)));
  return [bold(line(heading)), rule, ...rows.map(line)].join('\n');
}
