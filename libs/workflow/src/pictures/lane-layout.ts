import type { Box, NodeToPlace, Point, WayToPlace } from './geometry.js';
import { settledLabels } from './labels-on-ways.js';
import { type Layered, MARGIN, placeInLayers } from './layered.js';

export interface Placed {
  readonly width: number;
  readonly height: number;
  readonly nodes: ReadonlyMap<string, Box>;
  readonly ways: ReadonlyMap<string, { readonly points: readonly Point[]; readonly label: Point | null }>;
  /** From top to bottom; every lane is as wide as the picture. */
  readonly lanes: readonly Band[];
}

interface Band {
  readonly top: number;
  readonly bottom: number;
}

const LANE_PADDING = 18;
const GAP = 28;

/** Places nodes in lanes from top to bottom. Nodes without a way stand in rows below the others of their lane. */
export function layOutInLanes(nodes: readonly NodeToPlace[], ways: readonly WayToPlace[]): Placed {
  const joined = new Set(ways.flatMap(({ from, to }) => [from, to]));
  const lanes = [...new Set(nodes.map(({ lane }) => lane))].sort((one, other) => one - other);
  const linked = nodes.filter(({ name }) => joined.has(name));
  const layered = placeInLayers(linked, ways, lanes);
  const width = widthOf(layered, nodes, ways);

  const alone = new Map<string, Box>();
  const extents: Band[] = [];
  // Rows put in push everything below them down.
  const shifts: { readonly below: number; readonly by: number }[] = [];
  let [above, pushed] = [MARGIN, 0];
  for (const lane of lanes) {
    const here = linked.filter((node) => node.lane === lane).flatMap(({ name }) => layered.boxes.get(name) ?? []);
    const extent = here.length > 0 ? extentOf(here) : { top: above, bottom: above };
    const rows = rowsOf(
      nodes.filter((node) => node.lane === lane && !joined.has(node.name)),
      width - 2 * MARGIN,
    );
    const top = extent.bottom + pushed + (here.length > 0 && rows.length > 0 ? GAP : 0);
    const bottom = rows.length === 0 ? top : placeRows(rows, top, width, alone);
    const grown = bottom - extent.bottom - pushed;
    extents.push({ top: extent.top + pushed, bottom });
    const by = grown + (here.length === 0 ? 2 * LANE_PADDING : 0);
    shifts.push({ below: extent.bottom, by });
    [above, pushed] = [extent.bottom, pushed + by];
  }

  const down = <At extends Point>(at: At): At => ({
    ...at,
    y: at.y + shifts.reduce((sum, { below, by }) => (at.y > below ? sum + by : sum), 0),
  });
  const boxes = new Map([...[...layered.boxes].map(([name, box]) => [name, down(box)] as const), ...alone]);
  const moved = new Map(
    [...layered.ways].map(([name, { points, label }]) => [
      name,
      { points: points.map(down), label: label && down(label) },
    ]),
  );
  const labels = settledLabels({ boxes, ways: moved }, ways, width);
  const bands = bandsOf(extents);
  return {
    width,
    height: (bands.at(-1)?.bottom ?? 0) + MARGIN,
    nodes: boxes,
    ways: new Map([...moved].map(([name, { points }]) => [name, { points, label: labels.get(name) ?? null }])),
    lanes: bands,
  };
}

function widthOf({ boxes, ways }: Layered, nodes: readonly NodeToPlace[], sizes: readonly WayToPlace[]): number {
  const labels = sizes.map(({ name, width }) => (ways.get(name)?.label?.x ?? 0) + width / 2);
  const lines = [...ways.values()].flatMap(({ points }) => points.map(({ x }) => x));
  const drawn = [...boxes.values()].map((box) => box.x + box.width / 2);
  return Math.max(0, ...drawn, ...labels, ...lines, ...nodes.map((node) => node.width + MARGIN)) + MARGIN;
}

function placeRows(
  rows: readonly (readonly NodeToPlace[])[],
  top: number,
  width: number,
  placed: Map<string, Box>,
): number {
  let y = top;
  for (const row of rows) {
    const height = Math.max(...row.map((node) => node.height));
    let x = (width - widthOfRow(row)) / 2;
    for (const node of row) {
      placed.set(node.name, { x: x + node.width / 2, y: y + height / 2, width: node.width, height: node.height });
      x += node.width + GAP;
    }
    y += height + GAP;
  }
  return y - GAP;
}

/** A lane reaches half way to the next one. */
function bandsOf(extents: readonly Band[]): readonly Band[] {
  return extents.map(({ top, bottom }, index) => ({
    top: index === 0 ? top - LANE_PADDING : middle(extents[index - 1]?.bottom, top),
    bottom: index === extents.length - 1 ? bottom + LANE_PADDING : middle(bottom, extents[index + 1]?.top),
  }));
}

function rowsOf(nodes: readonly NodeToPlace[], width: number): readonly (readonly NodeToPlace[])[] {
  const rows: NodeToPlace[][] = [];
  for (const node of nodes) {
    const last = rows.at(-1);
    if (last && widthOfRow([...last, node]) <= width) last.push(node);
    else rows.push([node]);
  }
  return rows;
}

function widthOfRow(row: readonly NodeToPlace[]): number {
  return row.reduce((sum, node) => sum + node.width, 0) + (row.length - 1) * GAP;
}

function extentOf(boxes: readonly Box[]): Band {
  return {
    top: Math.min(...boxes.map(({ y, height }) => y - height / 2)),
    bottom: Math.max(...boxes.map(({ y, height }) => y + height / 2)),
  };
}

function middle(one = 0, other = 0): number {
  return (one + other) / 2;
}
