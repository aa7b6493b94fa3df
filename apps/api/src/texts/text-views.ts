import { isTextFor, type Language, type TextCatalogue, UnknownText } from '#libs/domain';
import type { LatestText } from '#libs/infrastructure';
import type { TextView } from './text.dto.js';

/** @throws UnknownText */
export function toTextView(
  catalogue: TextCatalogue,
  key: string,
  language: Language,
  latest: LatestText | undefined,
): TextView {
  const rule = catalogue.rule(key);
  const shipped = catalogue.shipped(key, language);
  if (!rule || !shipped) throw new UnknownText();
  const edited = latest?.document ?? null;
  return {
    key,
    language,
    kind: rule.kind,
    allowedPlaceholders: rule.allowed,
    requiredPlaceholders: rule.required,
    version: latest?.version ?? 1,
    shipped,
    edited,
    isUnusable: edited !== null && !isTextFor(rule, language, edited),
    changedByName: latest?.changedByName ?? null,
    changedAt: latest?.changedAt.toISOString() ?? null,
  };
}
