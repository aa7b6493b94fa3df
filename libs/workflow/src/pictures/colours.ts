/** Colours of who holds the ball, readable beside each other for people who confuse red and green; the words say it too. */
const HOLDERS: Readonly<Record<string, string>> = {
  state: '#b35900',
  office: '#00639a',
  headquarters: '#6a3d9a',
  system: '#555555',
  none: '#6b7682',
};

export function colourOf(holder: string): string {
  return HOLDERS[holder] ?? '#6b7682';
}

/** All inks have a contrast of at least 4.5 to 1 on what they stand on (WCAG 2.2, 1.4.3). */
export const INK = {
  name: '#1c2733',
  act: '#3b4650',
  note: '#4a5662',
  line: '#8a96a3',
  arrow: '#5f6b76',
  taken: '#0b3d2e',
  here: '#0b6e4f',
  visited: '#dff1e8',
  paper: '#ffffff',
  lane: '#f4f6f8',
  border: '#d5dbe1',
} as const;

export const SIZE = { state: 13, act: 11, note: 10.5 } as const;
