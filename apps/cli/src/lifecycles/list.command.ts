import { lifecycles } from '#libs/lifecycles';
import { checksumOf } from '#libs/workflow';
import type { Command } from 'commander';
import type { OperatorTools } from '../operator-tools.js';
import { columns } from './columns.js';

/** `lifecycle list`: the lifecycles that come with the product. Published and uploaded ones are in the database. */
export function addListCommand(lifecycle: Command, tools: OperatorTools): void {
  lifecycle
    .command('list')
    .description('lifecycles that come with the product, with the area each serves')
    .option('--json', 'print JSON', false)
    .action((options: { json: boolean }) => {
      const areaOf = new Map(lifecycles.areas().map((area) => [lifecycles.forArea(area)?.definition.id, area]));
      const listed = lifecycles.all().map(({ definition }) => ({
        id: definition.id,
        version: definition.version,
        area: areaOf.get(definition.id) ?? null,
        states: Object.keys(definition.states).length,
        transitions: definition.transitions.length,
        gates: Object.keys(definition.gates).length,
        targets: definition.targets.length,
        checksum: checksumOf(definition),
      }));
      if (options.json) return tools.print(JSON.stringify({ lifecycles: listed }));
      const rows = listed.map(({ id, version, area, states, transitions, gates, targets }) =>
        [id, version, area ?? '', states, transitions, gates, targets].map(String),
      );
      const heading = ['lifecycle', 'version', 'area', 'states', 'transitions', 'gates', 'time limits'];
      for (const line of columns([heading, ...rows])) tools.print(line);
    });
}
