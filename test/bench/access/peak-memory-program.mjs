/** Loaded before a program (`node --import`), writes down at its end the most memory it held, in bytes. */
import { writeFileSync } from 'node:fs';

const file = process.env['PEAK_MEMORY_TO'];
if (!file) throw new Error('PEAK_MEMORY_TO must name the file to write to');
process.on('exit', () => writeFileSync(file, String(process.resourceUsage().maxRSS * 1024)));
