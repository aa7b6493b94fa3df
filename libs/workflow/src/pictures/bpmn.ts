import type { WorkflowDefinition } from '../definition.js';
import { type BpmnFlow, type BpmnKind, type BpmnModel, type BpmnNode, bpmnModelOf } from './bpmn-model.js';
import { refuseTooLarge } from './drawing-bounds.js';
import { layOutInLanes, type Placed } from './lane-layout.js';
import { widthOfText, wrapped } from './words.js';
import { element, escapeXml } from './xml.js';

const POOL_LABEL = 30;
const LANE_LABEL = 30;
const FLOW_SIZE = 11;
const SIZES: Readonly<Record<BpmnKind, { readonly width: number; readonly height: number }>> = {
  startEvent: { width: 36, height: 36 },
  userTask: { width: 140, height: 70 },
  exclusiveGateway: { width: 50, height: 50 },
  endEvent: { width: 36, height: 36 },
};

/**
 * A lifecycle as BPMN 2.0 with diagram interchange, phases as lanes of one pool, for tools that draw and exchange
 * processes. Throws a `TooLargeToDraw` for more than `DRAWING_BOUNDS` allow.
 */
export function bpmn(definition: WorkflowDefinition, language: string): string {
  refuseTooLarge(definition);
  const model = bpmnModelOf(definition, language);
  const name = `${definition.id} ${definition.version}`;
  const xml = element(
    'bpmn:definitions',
    {
      'xmlns:bpmn': 'http://www.omg.org/spec/BPMN/20100524/MODEL',
      'xmlns:bpmndi': 'http://www.omg.org/spec/BPMN/20100524/DI',
      'xmlns:dc': 'http://www.omg.org/spec/DD/20100524/DC',
      'xmlns:di': 'http://www.omg.org/spec/DD/20100524/DI',
      id: 'Definitions',
      name,
      targetNamespace: `urn:upon-request:lifecycle:${definition.id}:${definition.version}`,
      exporter: 'Upon Request',
    },
    element(
      'bpmn:collaboration',
      { id: 'Collaboration' },
      element('bpmn:participant', { id: 'Pool', name, processRef: 'Process' }),
    ),
    process(model, name),
    plane(model),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml}\n`;
}

function process({ lanes, nodes, flows }: BpmnModel, name: string): string {
  return element(
    'bpmn:process',
    { id: 'Process', name, isExecutable: 'false' },
    element(
      'bpmn:laneSet',
      { id: 'Lanes' },
      ...lanes.map(({ phase, label }) =>
        element(
          'bpmn:lane',
          { id: `Lane_${phase}`, name: label },
          ...nodes.filter((node) => node.phase === phase).map(({ id }) => element('bpmn:flowNodeRef', {}, id)),
        ),
      ),
    ),
    ...nodes.map((node) =>
      element(
        `bpmn:${node.kind}`,
        { id: node.id, ...(node.name !== '' && { name: node.name }) },
        ...flows.filter(({ to }) => to === node.id).map(({ id }) => element('bpmn:incoming', {}, id)),
        ...flows.filter(({ from }) => from === node.id).map(({ id }) => element('bpmn:outgoing', {}, id)),
      ),
    ),
    ...flows.map(({ id, from, to, name: label, documentation }) =>
      element(
        'bpmn:sequenceFlow',
        { id, ...(label !== '' && { name: label }), sourceRef: from, targetRef: to },
        ...(documentation === '' ? [] : [element('bpmn:documentation', {}, escapeXml(documentation))]),
      ),
    ),
  );
}

function plane(model: BpmnModel): string {
  const { lanes, nodes, flows } = model;
  const phases = lanes.map(({ phase }) => phase);
  const loops = flows.filter((flow) => isLoop(flow, flows));
  const placed = layOutInLanes(
    nodes.map((node) => ({ name: node.id, lane: phases.indexOf(node.phase), ...roomFor(node) })),
    flows
      .filter((flow) => !loops.includes(flow))
      .map((flow) => ({ name: flow.id, from: flow.from, to: flow.to, ...roomForLabel(flow) })),
  );
  const offset = POOL_LABEL + LANE_LABEL;
  const first = placed.lanes[0]?.top ?? 0;
  const last = placed.lanes.at(-1)?.bottom ?? 0;
  const shape = (
    id: string,
    of: string,
    bounds: string,
    extra: Readonly<Record<string, string>> = {},
    ...more: readonly string[]
  ) => element('bpmndi:BPMNShape', { id, bpmnElement: of, ...extra }, bounds, ...more);
  return element(
    'bpmndi:BPMNDiagram',
    { id: 'Diagram' },
    element(
      'bpmndi:BPMNPlane',
      { id: 'Plane', bpmnElement: 'Collaboration' },
      shape('Pool_shape', 'Pool', bounds(0, first, placed.width + offset, last - first), { isHorizontal: 'true' }),
      ...placed.lanes.map(({ top, bottom }, index) =>
        shape(
          `Lane_${phases[index]}_shape`,
          `Lane_${phases[index]}`,
          bounds(POOL_LABEL, top, placed.width + LANE_LABEL, bottom - top),
          { isHorizontal: 'true' },
        ),
      ),
      ...nodes.map((node) => nodeShape(node, placed, offset)),
      ...flows.map((flow) => edge(flow, placed, offset, loops.includes(flow))),
    ),
  );
}

/** A flow from the decision after a task back to that task runs round the side of both. */
function isLoop({ from, to }: BpmnFlow, flows: readonly BpmnFlow[]): boolean {
  return flows.some((flow) => flow.from === to && flow.to === from && flow.name === '');
}

/** Events carry their name below them. */
function roomFor(node: BpmnNode): { readonly width: number; readonly height: number } {
  const { width, height } = SIZES[node.kind];
  if (node.kind !== 'startEvent' && node.kind !== 'endEvent') return { width, height };
  return { width: 96, height: height + linesBelow(node).length * (FLOW_SIZE + 3) + 6 };
}

function linesBelow({ name }: BpmnNode): readonly string[] {
  return name === '' ? [] : wrapped(name, FLOW_SIZE, 96);
}

function roomForLabel({ name }: BpmnFlow): { readonly width: number; readonly height: number } {
  return name === '' ? { width: 0, height: 0 } : { width: widthOfText(name, FLOW_SIZE) + 8, height: FLOW_SIZE + 5 };
}

function nodeShape(node: BpmnNode, { nodes }: Placed, offset: number): string {
  const at = nodes.get(node.id);
  if (!at) return '';
  const { width, height } = SIZES[node.kind];
  const top = at.y - at.height / 2;
  const left = at.x + offset - width / 2;
  const lines = roomFor(node).height > height ? linesBelow(node) : [];
  const label =
    lines.length === 0
      ? []
      : [
          element(
            'bpmndi:BPMNLabel',
            {},
            bounds(at.x + offset - 48, top + height + 4, 96, lines.length * (FLOW_SIZE + 3)),
          ),
        ];
  return element(
    'bpmndi:BPMNShape',
    {
      id: `${node.id}_shape`,
      bpmnElement: node.id,
      ...(node.kind === 'exclusiveGateway' && { isMarkerVisible: 'true' }),
    },
    bounds(left, top, width, height),
    ...label,
  );
}

function edge(flow: BpmnFlow, placed: Placed, offset: number, isLoopingBack: boolean): string {
  const points = isLoopingBack ? loopPoints(flow, placed) : anchored(flow, placed);
  const label = placed.ways.get(flow.id)?.label;
  const { width, height } = roomForLabel(flow);
  return element(
    'bpmndi:BPMNEdge',
    { id: `${flow.id}_edge`, bpmnElement: flow.id },
    ...points.map(({ x, y }) => element('di:waypoint', { x: x + offset, y })),
    ...(label && width > 0
      ? [element('bpmndi:BPMNLabel', {}, bounds(label.x + offset - width / 2, label.y - height / 2, width, height))]
      : []),
  );
}

/** The points of a way, its ends moved onto the drawn shape: an event fills only the upper part of its room. */
function anchored(
  { id, from, to }: BpmnFlow,
  { ways, nodes }: Placed,
): readonly { readonly x: number; readonly y: number }[] {
  const points = [...(ways.get(id)?.points ?? [])];
  const [start, end] = [nodes.get(from), nodes.get(to)];
  const last = points.length - 1;
  if (start && from === 'Start') points[0] = { x: start.x, y: start.y - start.height / 2 + SIZES.startEvent.height };
  if (end && to.startsWith('End_')) points[last] = { x: end.x, y: end.y - end.height / 2 };
  return points;
}

function loopPoints({ from, to }: BpmnFlow, { nodes }: Placed): readonly { readonly x: number; readonly y: number }[] {
  const [start, end] = [nodes.get(from), nodes.get(to)];
  if (!start || !end) return [];
  const side = Math.max(start.x + start.width / 2, end.x + end.width / 2) + 14;
  return [
    { x: start.x + start.width / 2, y: start.y },
    { x: side, y: start.y },
    { x: side, y: end.y },
    { x: end.x + end.width / 2, y: end.y },
  ];
}

function bounds(x: number, y: number, width: number, height: number): string {
  return element('dc:Bounds', { x, y, width, height });
}
