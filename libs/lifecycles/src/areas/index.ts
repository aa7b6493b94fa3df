import type { AreaOverlay } from './area-overlay.js';
import { firearms } from './firearms.js';
import { kidnapping } from './kidnapping.js';
import { moneyLaundering } from './money-laundering.js';
import {
  assetRecovery,
  corruption,
  criminalJusticeReform,
  culturalProperty,
  cybercrime,
  smugglingOfMigrants,
  traffickingInPersons,
  wildlifeCrime,
} from './other-areas.js';
import { piracy } from './piracy.js';
import { ruleOfLaw } from './rule-of-law.js';
import { terrorism } from './terrorism.js';

/** The thematic areas by their codes, each with what it changes. */
export const areaOverlays: Readonly<Record<string, AreaOverlay>> = {
  ML: moneyLaundering,
  PIR: piracy,
  KID: kidnapping,
  FIR: firearms,
  TER: terrorism,
  ROL: ruleOfLaw,
  TIP: traffickingInPersons,
  SOM: smugglingOfMigrants,
  COR: corruption,
  AST: assetRecovery,
  CYB: cybercrime,
  CUL: culturalProperty,
  WLD: wildlifeCrime,
  CPJ: criminalJusticeReform,
};
