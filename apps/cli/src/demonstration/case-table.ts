import type { CaseSeen } from './api-answers.js';
import { holderName } from './holder-name.js';

const DAY_MS = 86_400_000;
const LONGEST_TITLE = 44;
const ILLUSTRATION = / \(illustration\)$/;

/** The cases of a demonstration as a table for people; the heading above it says that they are illustrations. */
export function caseTable(
  cases: readonly CaseSeen[],
  names: { readonly state: (code: string) => string },
  now: Date,
): readonly string[] {
  const heading = ['Reference', 'State', 'Area', 'Title', 'Where it stands', 'Office', 'Days', 'Turn of', 'Until'];
  const rows = cases.map((theCase) => [
    theCase.reference,
    names.state(theCase.requestingState),
    theCase.area,
    shorten(theCase.title.replace(ILLUSTRATION, '')),
    theCase.stateLabel,
    theCase.leadOffice ?? '—',
    String(daysOpen(theCase, now)),
    holderName(theCase.holder),
    theCase.isOpen && theCase.nextDueAt !== null ? `${theCase.nextDueAt.slice(0, 16).replace('T', ' ')} UTC` : '—',
  ]);
  const widths = heading.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        heading[column] === 'Days' ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [line(heading), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)];
}

/** Whole days from the submission to the end, or to now. */
function daysOpen({ submittedAt, closedAt }: CaseSeen, now: Date): number {
  if (submittedAt === null) return 0;
  const end = closedAt === null ? now.getTime() : Date.parse(closedAt);
  return Math.floor((end - Date.parse(submittedAt)) / DAY_MS);
}

function shorten(title: string): string {
  return title.length <= LONGEST_TITLE ? title : `${title.slice(0, LONGEST_TITLE - 1).trimEnd()}…`;
}
