import { describe, expect, it } from '@jest/globals';
import type { CaseEffect } from '#libs/domain';
import { labelKeys, type Overlay, paths, validate } from '#libs/workflow';
import { areaOverlays } from './areas/index.js';
import { caseVocabulary, catalogOf } from './catalog.js';
import { technicalAssistance } from './technical-assistance/definition.js';
import { walk } from './testing/walk.js';

const inAll = (word: string) => ({ en: word, fr: word, es: word });

/** An area nobody has thought of, with a step of its own: content, and nothing else. */
const forests: Overlay<string, string, string, CaseEffect> = {
  id: 'technical-assistance-for',
  version: 1,
  states: { 'site-visit': { phase: 'planning', holder: 'office', clock: 'running' } },
  transitions: [{ name: 'finish-visit', from: ['site-visit'], to: 'planning', roles: ['case-officer'] }],
  acts: [{ name: 'start-plan', to: 'site-visit' }],
  limits: { 'triage-decision': { urgent: { amount: 1, unit: 'working-days' } } },
  labels: { 'state.site-visit': inAll('Site visit'), 'act.finish-visit': inAll('Finish the visit') },
};

describe('an area that is added, with a step of its own', () => {
  const catalog = catalogOf(technicalAssistance, { ...areaOverlays, FOR: forests });
  const workflow = catalog.forArea('FOR')!;

  it('is a lifecycle like the others, proved and put into words', () => {
    expect(validate(workflow.definition, caseVocabulary)).toEqual([]);
    expect(labelKeys(workflow.definition).filter((key) => !workflow.definition.labels?.[key]?.['fr'])).toEqual([]);
    expect(catalog.areas()).toHaveLength(15);
  });

  it('is walked by a case, through the new step, on every path that leads past it', () => {
    const past = paths(workflow.definition).filter(({ steps }) => steps?.some(({ act }) => act === 'finish-visit'));
    expect(past.length).toBeGreaterThan(20);
    for (const way of past.slice(0, 12)) {
      expect(walk(workflow, way).events.some((event) => event.type === 'moved' && event.to === 'site-visit')).toBe(
        true,
      );
    }
  });

  it('changes nothing for the others', () => {
    expect(catalog.forArea('KID')?.definition).toEqual(
      catalogOf(technicalAssistance, areaOverlays).forArea('KID')?.definition,
    );
  });
});
