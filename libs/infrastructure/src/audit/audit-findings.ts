/** Something that is not as it was left. */
export interface AuditFinding {
  readonly code:
    | 'entry.edited'
    | 'entry.source_missing'
    | 'entry.missing'
    | 'chain.broken'
    | 'source.never_sealed'
    | 'case.missing'
    | 'case.history_shortened'
    | 'case.record_edited'
    | 'seal.signature'
    | 'seal.contradicted'
    | 'checkpoint.unreadable'
    | 'checkpoint.signature'
    | 'checkpoint.contradicted'
    | 'checkpoint.beyond_end';
  /** The number in the chain, where it has one. */
  readonly sequence: number | null;
  /** In words, with ids. */
  readonly what: string;
}

/** More than anybody reads; the rest is only counted. */
export const MOST_FINDINGS = 1_000;

/** Collects what a verification finds. */
export class AuditFindings {
  readonly listed: AuditFinding[] = [];
  private notListed = 0;

  add(code: AuditFinding['code'], sequence: number | null, what: string): void {
    if (this.listed.length < MOST_FINDINGS) this.listed.push({ code, sequence, what });
    else this.notListed += 1;
  }

  get count(): number {
    return this.listed.length + this.notListed;
  }
}
