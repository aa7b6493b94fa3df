import { ValidateBy } from 'class-validator';

/** More than any lifecycle has. */
const MOST_NAMES = 2_000;
const LONGEST_NAME = 80;

/** A map from names to names. Which names there are, the lifecycles say. */
export function IsNameMap(): PropertyDecorator {
  return ValidateBy({
    name: 'nameMap',
    validator: { validate: isNameMap, defaultMessage: () => 'This must be an object of names and names' },
  });
}

/** A map from names to such maps. */
export function IsGateMap(): PropertyDecorator {
  return ValidateBy({
    name: 'gateMap',
    validator: {
      validate: (value: unknown) => isObject(value) && areFew(value) && Object.values(value).every(isNameMap),
      defaultMessage: () => 'This must be an object of gates, each with an object of names and names',
    },
  });
}

function isNameMap(value: unknown): boolean {
  return (
    isObject(value) &&
    areFew(value) &&
    Object.entries(value).every(
      ([name, other]) => name.length <= LONGEST_NAME && typeof other === 'string' && other.length <= LONGEST_NAME,
    )
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function areFew(value: object): boolean {
  return Object.keys(value).length <= MOST_NAMES;
}
