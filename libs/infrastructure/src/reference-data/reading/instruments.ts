import type { Place } from './place.js';

export interface InstrumentRow {
  readonly code: string;
  readonly position: number;
  readonly group_code: string;
  readonly short_title: string;
  readonly title: string;
  readonly adopted_on: string;
  readonly adopted_at_place: string;
  readonly in_force_since: string | null;
  readonly unts: { readonly volume: number | null; readonly page: number | null; readonly registration: string | null };
  readonly depositary: string;
  readonly mtdsg_number: string | null;
  readonly adopted_by: string | null;
  readonly confidence: string;
  readonly party_counts: readonly { readonly asOf: string; readonly parties: number; readonly source: string }[];
  readonly note: string;
}

/** An instrument's own statement of the areas it matters for. */
export interface InstrumentAreas {
  readonly instrument: string;
  readonly areas: readonly Place[];
}

export function readInstruments(document: Place): {
  readonly instruments: readonly InstrumentRow[];
  readonly related: readonly InstrumentAreas[];
} {
  const { asOf, note, liveSource, treaties } = document.fields('asOf', 'note', 'liveSource', 'treaties');
  asOf.text();
  note.text();
  liveSource.entries();

  const codes = new Set<string>();
  const related: InstrumentAreas[] = [];
  const instruments = treaties.items().map((item, position): InstrumentRow => {
    const field = item.fields(
      'code',
      'group',
      'shortTitle',
      'title',
      'adopted',
      'placeOfAdoption',
      'entryIntoForce',
      'unts',
      'depositary',
      'mtdsgNumber',
      'adoptingInstrument',
      'relatedAreas',
      'referenceConfidence',
      'partyCounts',
      'note',
    );
    const unts = field.unts.fields('volume', 'page', 'registration');
    const code = field.code.ownCode(codes, {
      pattern: /^[A-Z][A-Z0-9-]{1,15}$/,
      said: 'two to sixteen capital letters, digits and hyphens',
    });
    related.push({ instrument: code, areas: field.relatedAreas.items() });
    return {
      code,
      position,
      group_code: field.group.text(),
      short_title: field.shortTitle.text(),
      title: field.title.text(),
      adopted_on: field.adopted.date(),
      adopted_at_place: field.placeOfAdoption.text(),
      in_force_since: field.entryIntoForce.orNull((place) => place.date()),
      unts: {
        volume: unts.volume.orNull((place) => place.whole(1, 99_999)),
        page: unts.page.orNull((place) => place.whole(1, 9_999)),
        registration: unts.registration.orNull((place) => place.text()),
      },
      depositary: field.depositary.text(),
      mtdsg_number: field.mtdsgNumber.orNull((place) => place.text()),
      adopted_by: field.adoptingInstrument.note() || null,
      confidence: field.referenceConfidence.oneOf(['checked', 'checked-volume', 'checked-dates', 'from-knowledge']),
      party_counts: field.partyCounts.items().map((count) => {
        const { asOf: countedOn, parties, source } = count.fields('asOf', 'parties', 'source');
        return { asOf: countedOn.date(), parties: parties.whole(0, 300), source: source.text() };
      }),
      note: field.note.note(),
    };
  });
  return { instruments, related };
}
