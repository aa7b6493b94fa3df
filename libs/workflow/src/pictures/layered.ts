import { Graph, type GraphEdge, type GraphNode, layout } from './dagre.js';
import { type Box, type NodeToPlace, pathLength, type Point, type WayToPlace } from './geometry.js';
import { clutter } from './labels-on-ways.js';

/** Nodes and ways as dagre places them, before anything is moved. */
export interface Layered {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly ways: ReadonlyMap<string, { readonly points: readonly Point[]; readonly label: Point | null }>;
}

type Alignment = 'UR' | 'DR';

export const MARGIN = 24;
/** Past this number of nodes one way of lining up must do: each costs a whole layout. */
const MOST_NODES_TO_COMPARE = 40;
/** A label that something runs through is worse than a way which is longer by so much. */
const CLUTTER_COST = 240;

/**
 * Places nodes in layers that follow the lanes. Between two lanes stands a post that all nodes of the upper one come
 * before and all of the lower one after; ways that lead upwards are laid out downwards and turned round afterwards.
 * Of dagre's ways of lining nodes up the two that keep long lines straight are tried: the one with the shortest ways and the least in the way of its labels is kept.
 */
export function placeInLayers(
  nodes: readonly NodeToPlace[],
  ways: readonly WayToPlace[],
  lanes: readonly number[],
): Layered {
  const alignments: readonly Alignment[] = nodes.length > MOST_NODES_TO_COMPARE ? ['UR'] : ['DR', 'UR'];
  const [first, ...others] = alignments.map((align) => placeAligned(nodes, ways, lanes, align));
  if (!first) throw new Error('There is no way of lining up');
  let best = first;
  let least = costOf(first, ways);
  for (const other of others) {
    const cost = costOf(other, ways);
    if (cost < least) [best, least] = [other, cost];
  }
  return best;
}

function costOf(layered: Layered, sizes: readonly WayToPlace[]): number {
  const length = [...layered.ways.values()].reduce((sum, { points }) => sum + pathLength(points), 0);
  return length + CLUTTER_COST * clutter(layered, sizes);
}

function placeAligned(
  nodes: readonly NodeToPlace[],
  ways: readonly WayToPlace[],
  lanes: readonly number[],
  align: Alignment,
): Layered {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', align, nodesep: 40, edgesep: 16, ranksep: 26, marginx: MARGIN, marginy: MARGIN });
  const laneOf = new Map(nodes.map(({ name, lane }) => [name, lane]));
  const orderOf = new Map(nodes.map(({ name }, index) => [name, index]));
  const isTurned = ({ from, to }: WayToPlace) => {
    const lanesUp = (laneOf.get(from) ?? 0) - (laneOf.get(to) ?? 0);
    return lanesUp > 0 || (lanesUp === 0 && (orderOf.get(from) ?? 0) > (orderOf.get(to) ?? 0));
  };
  const endsOf = (way: WayToPlace) => (isTurned(way) ? ([way.to, way.from] as const) : ([way.from, way.to] as const));

  for (const lane of [...lanes, Infinity]) graph.setNode(postBefore(lane), { width: 0, height: 0 });
  lanes.forEach((lane, index) => graph.setEdge(postBefore(lane), postBefore(lanes[index + 1] ?? Infinity), post()));
  const within = ways.filter(({ from, to }) => laneOf.get(from) === laneOf.get(to)).map(endsOf);
  const follows = new Set(within.map(([, to]) => to));
  const leads = new Set(within.map(([from]) => from));
  for (const { name, lane, width, height } of nodes) {
    graph.setNode(name, { width, height });
    const next = lanes[lanes.indexOf(lane) + 1] ?? Infinity;
    // The ways within a lane keep the rest of its nodes between the posts.
    if (!follows.has(name)) graph.setEdge(postBefore(lane), name, post());
    if (!leads.has(name)) graph.setEdge(name, postBefore(next), post());
  }

  const left = new Set<string>();
  for (const way of ways) {
    const [from, to] = endsOf(way);
    // The first way on from a node is the main line: it is kept short and straight.
    const isMain = !isTurned(way) && !left.has(from);
    if (isMain) left.add(from);
    const { width, height } = way;
    graph.setEdge(from, to, { width, height, labelpos: 'c', minlen: 1, weight: isMain ? 12 : 1 }, way.name);
  }
  layout(graph);

  return {
    boxes: new Map(nodes.map(({ name }) => [name, boxOf(graph.node(name))])),
    ways: new Map(
      ways.map((way) => {
        const [from, to] = endsOf(way);
        const { points = [], x, y } = graph.edge(from, to, way.name);
        const label = way.width > 0 && x !== undefined && y !== undefined ? { x, y } : null;
        return [way.name, { points: isTurned(way) ? [...points].reverse() : points, label }];
      }),
    ),
  };
}

function post(): GraphEdge {
  return { width: 0, height: 0, labelpos: 'c', minlen: 1, weight: 1 };
}

/** No state is called so: names have no spaces. */
function postBefore(lane: number): string {
  return `post before ${lane}`;
}

function boxOf({ x = 0, y = 0, width, height }: GraphNode): Box {
  return { x, y, width, height };
}
