import { InvalidArgumentError } from 'commander';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The id of a webhook or of a delivery, as an argument. */
export function readId(id: string): string {
  if (!UUID.test(id)) throw new InvalidArgumentError('It must be the id of a webhook or of a delivery.');
  return id.toLowerCase();
}
