import type { ChangeScope } from '#libs/domain';

/** Keeps a statement's parameters in the order of its placeholders. */
export class Parameters {
  readonly values: unknown[] = [];

  bind(value: unknown): string {
    return `$${this.values.push(value)}`;
  }
}

/**
 * The condition for the live cases a change concerns.
 * @param alias of the table `cases`; trusted text.
 * @param caseIds the cases named; null for all in scope.
 */
export function liveCasesIn(
  { to, from, areas }: ChangeScope,
  caseIds: readonly string[] | null,
  alias: string,
  parameters: Parameters,
): string {
  const id = parameters.bind(to.id);
  const version = parameters.bind(to.version);
  const conditions = [
    `${alias}.is_open`,
    `(${alias}.workflow_id, ${alias}.workflow_version) <> (${id}::text, ${version}::integer)`,
    `(${alias}.workflow_id = ${id} OR ${alias}.area = ANY (${parameters.bind(areas)}::text[]))`,
  ];
  if (from)
    conditions.push(
      `(${alias}.workflow_id, ${alias}.workflow_version) = (${parameters.bind(from.id)}::text, ${parameters.bind(from.version)}::integer)`,
    );
  if (caseIds !== null) conditions.push(`${alias}.id = ANY (${parameters.bind(caseIds)}::uuid[])`);
  return conditions.join(' AND ');
}
