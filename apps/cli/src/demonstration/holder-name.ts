const NAMES: Readonly<Record<string, string>> = {
  state: 'the State',
  office: 'the office',
  headquarters: 'headquarters',
};

/** The side that holds the ball, as people say it; a dash where nobody does. */
export function holderName(holder: string): string {
  return NAMES[holder] ?? '—';
}
