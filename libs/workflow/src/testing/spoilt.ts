/** One change to a document, at a JSON Pointer; `-` as the last step is the end of a list (as in RFC 6902). */
export type Spoiling = (document: unknown) => void;

export function change(pointer: string, value: unknown): Spoiling {
  return (document) => {
    const { parent, last } = placeIn(document, pointer);
    Reflect.set(parent, last, value);
  };
}

export function insert(pointer: string, value: unknown): Spoiling {
  return (document) => {
    const { parent, last } = placeIn(document, pointer);
    if (Array.isArray(parent)) parent.splice(last === '-' ? parent.length : Number(last), 0, value);
    else Reflect.set(parent, last, value);
  };
}

export function remove(pointer: string): Spoiling {
  return (document) => {
    const { parent, last } = placeIn(document, pointer);
    if (Array.isArray(parent)) parent.splice(Number(last), 1);
    else Reflect.deleteProperty(parent, last);
  };
}

/** A copy of a sound document with the changes made. */
export function spoilt(sound: unknown, ...spoilings: readonly Spoiling[]): unknown {
  const copy: unknown = structuredClone(sound);
  for (const spoiling of spoilings) spoiling(copy);
  return copy;
}

function placeIn(document: unknown, pointer: string): { readonly parent: object; readonly last: string } {
  const steps = pointer.split('/').slice(1);
  const last = steps.pop() ?? '';
  let parent = document;
  for (const step of steps)
    parent = typeof parent === 'object' && parent !== null ? Reflect.get(parent, step) : undefined;
  if (typeof parent !== 'object' || parent === null) throw new Error(`There is no place ${pointer}`);
  return { parent, last };
}
