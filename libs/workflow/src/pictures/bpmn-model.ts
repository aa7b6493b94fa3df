import type { Phase, TransitionDefinition, WorkflowDefinition } from '../definition.js';
import { labelOf } from '../labels.js';
import { drawingOf } from './drawing.js';

export type BpmnKind = 'startEvent' | 'userTask' | 'exclusiveGateway' | 'endEvent';

export interface BpmnNode {
  readonly id: string;
  readonly kind: BpmnKind;
  readonly name: string;
  readonly phase: Phase;
}

export interface BpmnFlow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly name: string;
  /** Who may perform the act and what has to be settled first, in words. */
  readonly documentation: string;
}

/** A lifecycle in the terms of BPMN: a task for each state, a decision where it offers several acts, events at both ends. */
export interface BpmnModel {
  readonly lanes: readonly { readonly phase: Phase; readonly label: string }[];
  readonly nodes: readonly BpmnNode[];
  readonly flows: readonly BpmnFlow[];
}

/**
 * Every state is a task and every act a sequence flow. An end that can be reopened is a task too, since nothing leads
 * out of an end event; other ends have an event of their own at each state that leads to them, as is usual where many
 * tasks can end a process.
 */
export function bpmnModelOf(definition: WorkflowDefinition, language: string): BpmnModel {
  return new Modelling(definition, language).model();
}

class Modelling {
  private readonly nodes: BpmnNode[] = [];
  private readonly flows: BpmnFlow[] = [];

  constructor(
    private readonly definition: WorkflowDefinition,
    private readonly language: string,
  ) {}

  model(): BpmnModel {
    const { definition } = this;
    const { lanes, states, ways, told } = drawingOf(definition, this.language);
    const { creation } = definition;
    this.node('Start', 'startEvent', this.label(`act.${creation.name}`), this.phaseOf(creation.to));
    this.flow('Start', taskId(creation.to), '', this.whoMay(creation.roles));
    for (const { name } of states) this.addState(name);
    for (const { from, to, acts, back } of ways) {
      for (const { name } of acts) this.addAct(from, to, name);
      for (const { name } of back) this.addAct(to, from, name);
    }
    for (const { act, from, to } of told) for (const state of from) this.addAct(state, to, act);
    return { lanes, nodes: this.nodes, flows: this.flows };
  }

  private addState(name: string): void {
    const outgoing = this.definition.transitions.filter(({ from }) => from.includes(name)).length;
    if (this.isEnd(name) && outgoing === 0) return;
    const phase = this.phaseOf(name);
    this.node(taskId(name), 'userTask', this.label(`state.${name}`), phase);
    this.node(gatewayId(name), 'exclusiveGateway', '', phase);
    this.flow(taskId(name), gatewayId(name), '', '');
    if (!this.isEnd(name)) return;
    this.node(`End_${name}`, 'endEvent', this.label(`state.${name}`), phase);
    this.flow(gatewayId(name), `End_${name}`, '', '');
  }

  private addAct(from: string, to: string, act: string): void {
    const transition = this.definition.transitions.find((each) => each.name === act && each.from.includes(from));
    const label = this.label(`act.${act}`);
    const documentation = transition ? this.inWords(transition) : '';
    if (this.nodes.some(({ id }) => id === taskId(to))) {
      this.flow(gatewayId(from), taskId(to), label, documentation);
      return;
    }
    const end = `End_${to}_from_${from}`;
    if (!this.nodes.some(({ id }) => id === end))
      this.node(end, 'endEvent', this.label(`state.${to}`), this.phaseOf(from));
    this.flow(gatewayId(from), end, label, documentation);
  }

  private inWords({ roles, needs = [], jointly = [] }: TransitionDefinition): string {
    const settled = needs.map(
      ({ gate, isOneOf }) =>
        `${this.label(`gate.${gate}`)}: ${isOneOf.map((state) => this.label(`gate.${gate}.${state}`)).join(' / ')}`,
    );
    const parties = jointly
      .map((party) => party.roles.map((role) => this.label(`role.${role}`)).join(' / '))
      .join(' + ');
    return [parties === '' ? this.whoMay(roles) : parties, ...settled].join('\n');
  }

  private whoMay(roles: readonly string[]): string {
    return roles.map((role) => this.label(`role.${role}`)).join(' / ');
  }

  private isEnd(state: string): boolean {
    return this.definition.states[state]?.terminal ?? false;
  }

  private phaseOf(state: string): Phase {
    return this.definition.states[state]?.phase ?? 'closed';
  }

  private label(key: string): string {
    return labelOf(this.definition, key, this.language);
  }

  private node(id: string, kind: BpmnKind, name: string, phase: Phase): void {
    this.nodes.push({ id, kind, name, phase });
  }

  private flow(from: string, to: string, name: string, documentation: string): void {
    this.flows.push({ id: `Flow_${this.flows.length + 1}`, from, to, name, documentation });
  }
}

function taskId(state: string): string {
  return `State_${state}`;
}

function gatewayId(state: string): string {
  return `After_${state}`;
}
