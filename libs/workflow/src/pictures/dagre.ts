import * as dagre from '@dagrejs/dagre';

export interface GraphNode {
  readonly width: number;
  readonly height: number;
  readonly x?: number;
  readonly y?: number;
}

export interface GraphEdge {
  readonly width: number;
  readonly height: number;
  readonly labelpos: 'c';
  readonly minlen: number;
  readonly weight: number;
  readonly points?: readonly { readonly x: number; readonly y: number }[];
  readonly x?: number;
  readonly y?: number;
}

interface LayeredGraph {
  setGraph(options: Readonly<Record<string, string | number>>): void;
  setNode(name: string, node: GraphNode): void;
  setEdge(from: string, to: string, edge: GraphEdge, name?: string): void;
  node(name: string): GraphNode;
  edge(from: string, to: string, name: string): GraphEdge;
}

interface Dagre {
  readonly Graph: new (options: { readonly multigraph: boolean }) => LayeredGraph;
  readonly layout: (graph: LayeredGraph) => void;
}

/**
 * What is used of the layout library, in types of our own: its declarations name their files without extensions, which
 * TypeScript does not find from an ES module.
 */
export const { Graph, layout } = dagre as unknown as Dagre;
