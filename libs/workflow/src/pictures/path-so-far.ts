/** The way a case has come, as its history tells: acts of the case in their order. */
export interface PathSoFar {
  /** Where the case stands now. */
  readonly state: string;
  readonly moves: readonly { readonly act: string; readonly from: string; readonly to: string }[];
}

/** Looks up which acts of a picture a case has taken, and when. */
export class TakenWay {
  private readonly turns = new Map<string, number[]>();
  private readonly visited: ReadonlySet<string>;

  constructor(readonly path: PathSoFar | undefined) {
    path?.moves.forEach(({ act, from, to }, index) => {
      const key = `${act} ${from} ${to}`;
      this.turns.set(key, [...(this.turns.get(key) ?? []), index + 1]);
    });
    this.visited = new Set(path ? [path.state, ...path.moves.flatMap(({ from, to }) => [from, to])] : []);
  }

  /** At which moves the act was taken this way, counted from one. */
  turnsOf(act: string, from: string, to: string): readonly number[] {
    return this.turns.get(`${act} ${from} ${to}`) ?? [];
  }

  /** The words of an act, with the moves it was taken at in front. */
  numbered(label: string, turns: readonly number[]): string {
    return turns.length > 0 ? `${turns.join(', ')} · ${label}` : label;
  }

  standing(state: string): 'plain' | 'visited' | 'here' {
    if (state === this.path?.state) return 'here';
    return this.visited.has(state) ? 'visited' : 'plain';
  }
}
