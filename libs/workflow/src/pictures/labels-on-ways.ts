import { type Box, doOverlap, type Point, pointAlong, runsThrough, type WayToPlace } from './geometry.js';

interface Drawn {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly ways: ReadonlyMap<string, { readonly points: readonly Point[]; readonly label: Point | null }>;
}

/** Where the words on a way may stand, as shares of its length, the best first. */
const PLACES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82];
const COST = { box: 6, label: 4, line: 1 };

/** How much there is where words stand, weighed by how much it disturbs. */
export function clutter({ boxes, ways }: Drawn, sizes: readonly WayToPlace[]): number {
  const labels = labelBoxes(ways, sizes);
  return [...labels].reduce((sum, [name, label]) => sum + clutterAt(label, name, boxes, ways, labels), 0);
}

/** The words of every way, moved along it to where the least is in their way. */
export function settledLabels(
  { boxes, ways }: Drawn,
  sizes: readonly WayToPlace[],
  width: number,
): ReadonlyMap<string, Point> {
  const labels = new Map(labelBoxes(ways, sizes));
  for (const [name, label] of labels) {
    const points = ways.get(name)?.points ?? [];
    let [best, least] = [label, clutterAt(label, name, boxes, ways, labels)];
    for (const share of PLACES) {
      if (least === 0) break;
      const at = pointAlong(points, share);
      if (!at || at.x - label.width / 2 < 0 || at.x + label.width / 2 > width) continue;
      const moved = { ...label, ...at };
      const cost = clutterAt(moved, name, boxes, ways, labels);
      if (cost < least) [best, least] = [moved, cost];
    }
    labels.set(name, best);
  }
  return labels;
}

function labelBoxes(ways: Drawn['ways'], sizes: readonly WayToPlace[]): ReadonlyMap<string, Box> {
  return new Map(
    sizes.flatMap(({ name, width, height }) => {
      const at = ways.get(name)?.label;
      return at ? [[name, { ...at, width, height }] as const] : [];
    }),
  );
}

function clutterAt(
  label: Box,
  own: string,
  boxes: Drawn['boxes'],
  ways: Drawn['ways'],
  labels: ReadonlyMap<string, Box>,
): number {
  let cost = 0;
  for (const box of boxes.values()) if (doOverlap(label, box)) cost += COST.box;
  for (const [name, other] of labels) if (name !== own && doOverlap(label, other)) cost += COST.label;
  for (const [name, { points }] of ways) if (name !== own && runsThrough(points, label)) cost += COST.line;
  return cost;
}
