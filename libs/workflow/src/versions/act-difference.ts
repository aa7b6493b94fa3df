import type {
  Destination,
  EffectUse,
  FieldDefinition,
  GateTransitionDefinition,
  GuardUse,
  TransitionDefinition,
} from '../definition.js';
import { byName, type Change, listed, membersChanged, same, within } from './change.js';

type Act = TransitionDefinition | GateTransitionDefinition;

/** Puts changes of acts into words. */
export class ActComparison {
  transitions(before: readonly TransitionDefinition[], after: readonly TransitionDefinition[]): readonly Change[] {
    return this.compare('/transitions', before, after, 'act', (at, was, is) => [
      ...membersChanged(
        `${at}/from`,
        was.from,
        is.from,
        (states) => `"${is.name}" can now be performed in ${states}.`,
        (states) => `"${is.name}" can no longer be performed in ${states}.`,
      ),
      ...within(
        at,
        'to',
        was.to,
        is.to,
        (former, present) => `"${is.name}" leads to ${destination(present)} instead of ${destination(former)}.`,
      ),
      ...within(at, 'needs', was.needs ?? [], is.needs ?? [], (_, needs) =>
        needs.length === 0
          ? `"${is.name}" needs no gate any more.`
          : `"${is.name}" now needs ${listed(needs.map(({ gate, isOneOf }) => `"${gate}" to be ${isOneOf.join(' or ')}`))}.`,
      ),
      ...within(at, 'jointly', was.jointly ?? [], is.jointly ?? [], (_, parties) =>
        parties.length === 0
          ? `"${is.name}" is no longer a joint act.`
          : `"${is.name}" needs the consent of ${listed(parties.map(({ party }) => party))}.`,
      ),
      ...within(at, 'reopens', was.reopens ?? false, is.reopens ?? false, (_, reopens) =>
        reopens ? `"${is.name}" now reopens a case.` : `"${is.name}" no longer reopens a case.`,
      ),
    ]);
  }

  gateActs(
    at: string,
    gate: string,
    before: readonly GateTransitionDefinition[],
    after: readonly GateTransitionDefinition[],
  ): readonly Change[] {
    return this.compare(at, before, after, `act on gate "${gate}"`, (here, was, is) => [
      ...membersChanged(
        `${here}/during`,
        was.during,
        is.during,
        (states) => `"${is.name}" can now be performed in ${states}.`,
        (states) => `"${is.name}" can no longer be performed in ${states}.`,
      ),
      ...within(
        here,
        'from',
        was.from,
        is.from,
        (former, present) =>
          `"${is.name}" starts when "${gate}" is ${present.join(' or ')} instead of ${former.join(' or ')}.`,
      ),
      ...within(
        here,
        'to',
        was.to,
        is.to,
        (former, present) => `"${is.name}" brings "${gate}" to ${present} instead of ${former}.`,
      ),
      ...within(here, 'clearsConsents', was.clearsConsents ?? false, is.clearsConsents ?? false, (_, clears) =>
        clears ? `"${is.name}" now ends consents given before.` : `"${is.name}" lets consents stand.`,
      ),
    ]);
  }

  roles(at: string, name: string, before: readonly string[], after: readonly string[]): readonly Change[] {
    return membersChanged(
      `${at}/roles`,
      before,
      after,
      (roles) => `"${name}" may now be performed by ${roles}.`,
      (roles) => `"${name}" may no longer be performed by ${roles}.`,
    );
  }

  form(
    at: string,
    name: string,
    before: readonly FieldDefinition[] = [],
    after: readonly FieldDefinition[] = [],
  ): readonly Change[] {
    const named = (fields: readonly FieldDefinition[]) =>
      Object.fromEntries(fields.map((field) => [field.name, field]));
    return byName(named(before), named(after)).flatMap(({ name: field, was, is }): readonly Change[] => {
      const pointer = `${at}/${field}`;
      if (was === undefined) {
        const how = is?.required === true ? 'requires' : 'asks for';
        return [{ pointer, kind: 'added', sentence: `"${name}" now ${how} "${field}".` }];
      }
      if (is === undefined) return [{ pointer, kind: 'removed', sentence: `"${name}" no longer asks for "${field}".` }];
      return same(was, is)
        ? []
        : [{ pointer, kind: 'changed', sentence: `"${name}" asks for "${field}" in another way.` }];
    });
  }

  /** Acts are paired by name, and those of one name by the first place they share. */
  private compare<Each extends Act>(
    at: string,
    before: readonly Each[],
    after: readonly Each[],
    kind: string,
    special: (at: string, was: Each, is: Each) => readonly Change[],
  ): readonly Change[] {
    const left = [...before];
    const changes = after.flatMap((is): readonly Change[] => {
      const index = left.findIndex(
        (was) => was.name === is.name && placesOf(was).some((place) => placesOf(is).includes(place)),
      );
      const found =
        index >= 0
          ? index
          : left.findIndex(
              (was) => was.name === is.name && !after.some((other) => other !== is && other.name === is.name),
            );
      const [was] = found >= 0 ? left.splice(found, 1) : [];
      const here = `${at}/${is.name}`;
      if (!was) {
        return [
          {
            pointer: here,
            kind: 'added',
            sentence: `There is a new ${kind} "${is.name}", in ${listed(placesOf(is))}, for ${listed(is.roles)}.`,
          },
        ];
      }
      return [...special(here, was, is), ...this.common(here, was, is)];
    });
    const gone = left.map((was): Change => ({
      pointer: `${at}/${was.name}`,
      kind: 'removed',
      sentence: `There is no ${kind} "${was.name}" in ${listed(placesOf(was))} any more.`,
    }));
    return [...changes, ...gone];
  }

  private common(at: string, was: Act, is: Act): readonly Change[] {
    const { name } = is;
    return [
      ...this.roles(at, name, was.roles, is.roles),
      ...within(
        at,
        'guards',
        was.guards ?? [],
        is.guards ?? [],
        (_, guards) => `"${name}" now asks ${usesInWords(guards, 'nothing')}.`,
      ),
      ...this.form(`${at}/input`, name, was.input, is.input),
      ...within(at, 'effects', was.effects ?? [], is.effects ?? [], (former, present) => {
        const [before, after] = [usesInWords(former, 'nothing'), usesInWords(present, 'nothing')];
        return before === after
          ? `"${name}" has the same effects with other particulars.`
          : `"${name}" now has the effects ${after} instead of ${before}.`;
      }),
      ...within(at, 'fourEyesWith', was.fourEyesWith ?? null, is.fourEyesWith ?? null, (_, other) =>
        other === null
          ? `"${name}" may be performed by anyone with the role.`
          : `"${name}" may not be performed by who did "${other}".`,
      ),
      ...within(at, 'confirm', was.confirm ?? false, is.confirm ?? false, (_, confirm) =>
        confirm ? `"${name}" now asks once more before it is done.` : `"${name}" is done without asking once more.`,
      ),
    ];
  }
}

function placesOf(act: Act): readonly string[] {
  return 'during' in act ? act.during : act.from;
}

function destination(to: Destination): string {
  return typeof to === 'string' ? `"${to}"` : `where the case came from (else "${to.otherwise}")`;
}

function usesInWords(uses: readonly (GuardUse | EffectUse)[], none: string): string {
  return uses.length === 0 ? none : listed(uses.map(({ name }) => `"${name}"`));
}
