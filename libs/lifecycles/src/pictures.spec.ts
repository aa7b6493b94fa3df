import { describe, expect, it } from '@jest/globals';
import { bpmn, describeLifecycle, diagram, mermaid } from '#libs/workflow';
import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import { lifecycles } from './catalog.js';

interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The outer box of every group of a class, as the picture says it. */
function boxes(svg: string, group: RegExp): readonly Rect[] {
  return [...svg.matchAll(group)].map(([, x, y, width, height]) => ({
    x: Number(x),
    y: Number(y),
    width: Number(width),
    height: Number(height),
  }));
}

const STATES = /<g class="state [a-z]+"><rect x="([^"]+)" y="([^"]+)" width="([^"]+)" height="([^"]+)"/g;
const WORDS = /<g class="words"><rect x="([^"]+)" y="([^"]+)" width="([^"]+)" height="([^"]+)"/g;

function overlapping(rects: readonly Rect[]): number {
  const pairs = rects.flatMap((one, index) => rects.slice(index + 1).map((other) => [one, other] as const));
  return pairs.filter(
    ([one, other]) =>
      one.x < other.x + other.width &&
      other.x < one.x + one.width &&
      one.y < other.y + other.height &&
      other.y < one.y + one.height,
  ).length;
}

type Bounds = Rect & ModdleElement;

const all = lifecycles.all().map(({ definition }) => [definition.id, definition] as const);

describe.each(all)('the pictures of %s', (_, definition) => {
  it('show every state, and neither boxes nor words lie upon one another', () => {
    const svg = diagram(definition, { language: 'en' });
    const states = boxes(svg, STATES);
    expect(states).toHaveLength(Object.keys(definition.states).length);
    expect(overlapping([...states, ...boxes(svg, WORDS)])).toBe(0);
  });

  it('can be had as Mermaid, and in words, with every state and every act', () => {
    const text = mermaid(definition, 'en');
    const words = describeLifecycle(definition, 'en');
    for (const state of Object.keys(definition.states)) {
      expect(text).toContain(`as state_${state.replaceAll('-', '_')}\n`);
      expect(words).toContain(`- ${definition.labels?.[`state.${state}`]?.['en']} (`);
    }
    for (const { name } of definition.transitions) {
      expect(text).toContain(` : ${definition.labels?.[`act.${name}`]?.['en']}\n`);
    }
  });

  it('are read by other tools as BPMN without a warning, every element with its place', async () => {
    const { rootElement, warnings, references } = await new BpmnModdle().fromXML(bpmn(definition, 'en'));
    expect(warnings).toEqual([]);
    const roots = rootElement['rootElements'] as readonly ModdleElement[];
    const process = roots.find(({ $type }) => $type === 'bpmn:Process')!;
    const elements = process['flowElements'] as readonly ModdleElement[];
    const flows = elements.filter(({ $type }) => $type === 'bpmn:SequenceFlow');
    const nodes = elements.filter(({ $type }) => $type !== 'bpmn:SequenceFlow');
    const [laneSet] = process['laneSets'] as readonly ModdleElement[];
    const lanes = laneSet!['lanes'] as readonly ModdleElement[];
    const [picture] = rootElement['diagrams'] as readonly ModdleElement[];
    const drawn = (picture!['plane'] as ModdleElement)['planeElement'] as readonly ModdleElement[];
    const shapeOf = new Map(drawn.map((shape) => [(shape['bpmnElement'] as ModdleElement).id, shape] as const));

    // Nothing refers to what is not there.
    const ids = new Set([...elements, ...lanes].map(({ id }) => id));
    for (const { property, id } of references)
      if (/Ref|incoming|outgoing/i.test(property) && id !== 'Process') expect(ids).toContain(id);
    expect(shapeOf.size).toBe(nodes.length + flows.length + lanes.length + 1);
    expect(new Set(lanes.flatMap((lane) => (lane['flowNodeRef'] as ModdleElement[]).map(({ id }) => id)))).toEqual(
      new Set(nodes.map(({ id }) => id)),
    );

    const bounds = (id: string) => shapeOf.get(id)?.['bounds'] as Bounds;
    for (const { id } of [...nodes, ...lanes]) {
      const { x, y, width, height } = bounds(id);
      expect([x, y, width, height].every(Number.isFinite)).toBe(true);
      expect(width * height).toBeGreaterThan(0);
    }
    // Every node stands in its own lane, and upon no other.
    for (const lane of lanes) {
      const around = bounds(lane.id);
      for (const { id } of lane['flowNodeRef'] as ModdleElement[]) {
        const { y, height } = bounds(id);
        expect({ id, isInLane: y >= around.y && y + height <= around.y + around.height }).toEqual({
          id,
          isInLane: true,
        });
      }
    }
    expect(overlapping(nodes.map(({ id }) => bounds(id)))).toBe(0);

    for (const flow of flows) {
      const points = shapeOf.get(flow.id)?.['waypoint'] as readonly { readonly x: number; readonly y: number }[];
      expect(points.length).toBeGreaterThan(1);
      // A flow begins and ends at the edge of what it joins.
      expect(distanceTo(bounds((flow['sourceRef'] as ModdleElement).id), points[0])).toBeLessThan(1);
      expect(distanceTo(bounds((flow['targetRef'] as ModdleElement).id), points.at(-1))).toBeLessThan(1);
    }
    const acts = flows.filter((flow) => flow['name'] !== undefined).length;
    expect(acts).toBeGreaterThanOrEqual(definition.transitions.reduce((sum, { from }) => sum + from.length, 0));
  });
});

describe.each(['fr', 'es', 'ar', 'ru', 'zh'])('the picture of the base lifecycle in %s', (language) => {
  it('has room for its words', () => {
    const svg = diagram(lifecycles.all()[0]!.definition, { language });
    expect(overlapping([...boxes(svg, STATES), ...boxes(svg, WORDS)])).toBe(0);
  });
});

/** How far a point lies from a box; nothing within it. */
function distanceTo(box: Rect, point: { readonly x: number; readonly y: number } | undefined): number {
  if (!point) return Infinity;
  const across = Math.max(box.x - point.x, 0, point.x - box.x - box.width);
  const down = Math.max(box.y - point.y, 0, point.y - box.y - box.height);
  return Math.hypot(across, down);
}
