/** One thing wrong with a definition: where (RFC 6901), what, and what could be done about it. */
export interface Fault {
  readonly pointer: string;
  /** Stable. */
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** More faults than anyone reads at once; past them the report only says that there are more. */
const MOST_FAULTS = 500;

/** Collects everything wrong with a definition. */
export class Report {
  private readonly found: Fault[] = [];
  private left = 0;

  get faults(): readonly Fault[] {
    if (this.left === 0) return this.found;
    const hint = 'Correct those listed and validate again.';
    return [...this.found, { pointer: '', code: 'more_faults', message: `There are ${this.left} more faults.`, hint }];
  }

  get isEmpty(): boolean {
    return this.found.length === 0;
  }

  add(pointer: string, code: string, message: string, hint: string): void {
    if (this.found.length < MOST_FAULTS) this.found.push({ pointer, code, message, hint });
    else this.left += 1;
  }

  /** A name that nothing declares: the hint offers the one probably meant. */
  unknown(pointer: string, kind: string, name: string, known: Iterable<string>): void {
    const names = [...known];
    const meant = nearest(name, names);
    const listed = names.slice(0, 12).join(', ');
    const choice =
      names.length === 0 ? `No ${kind} is declared.` : `Known: ${listed}${names.length > 12 ? ', …' : ''}.`;
    const hint = meant === undefined ? choice : `Did you mean "${meant}"? ${choice}`;
    this.add(pointer, `unknown_${kind.replaceAll(' ', '_')}`, `There is no ${kind} "${shortened(name)}".`, hint);
  }

  /** The same name declared or listed more than once. */
  repeated(at: string, kind: string, names: readonly string[]): void {
    const seen = new Set<string>();
    names.forEach((name, index) => {
      if (seen.has(name)) {
        this.add(
          `${at}/${index}`,
          'repeated',
          `The ${kind} "${shortened(name)}" is there twice.`,
          'Take one of them out.',
        );
      }
      seen.add(name);
    });
  }
}

/** A name from outside as it may stand in a message. */
function shortened(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}…` : name;
}

/** The known name that differs by the fewest letters, if by few enough to be a slip of the pen. */
function nearest(name: string, known: readonly string[]): string | undefined {
  if (name.length > 60 || known.length > 2_000) return undefined;
  const most = Math.min(3, Math.floor(name.length / 2));
  let best: string | undefined;
  let bestDistance = most + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue;
    const distance = lettersApart(name, candidate);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Levenshtein's distance, row by row. */
function lettersApart(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const replaced = (above[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    above = current;
  }
  return above[other.length] ?? 0;
}
