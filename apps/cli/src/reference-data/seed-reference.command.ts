import { type DatasetLoad, loadReferenceData } from '#libs/infrastructure';
import type { Command } from 'commander';
import type { OperatorTools } from '../operator-tools.js';

/** `reference`, below the `seed` command. */
export function addSeedReferenceCommand(seed: Command, tools: OperatorTools): void {
  seed
    .command('reference')
    .description('bring States, offices, areas and codes in the database to what the data files say')
    .option('--from <folder>', 'a folder with files of the same names, instead of those that come with the program')
    .option('--json', 'print JSON', false)
    .action(async (options: { from?: string; json: boolean }) => {
      const loads = await tools.withDatabase((dataSource) => loadReferenceData(dataSource, options.from));
      if (options.json) tools.print(JSON.stringify({ datasets: loads }));
      else for (const line of linesOf(loads)) tools.print(line);
    });
}

function linesOf(loads: readonly DatasetLoad[]): readonly string[] {
  const loaded = loads.filter((load) => load.outcome === 'loaded');
  if (loaded.length === 0) return ['The reference data are up to date'];
  return loaded.map(({ dataset, version, rows, retired }) => {
    const gone = retired === 0 ? '' : `, ${retired} retired`;
    return `${dataset} ${version}: ${rows} entries${gone}`;
  });
}
