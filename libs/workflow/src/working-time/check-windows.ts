import type { CalendarFaults } from './calendar-faults.js';
import { dayMs, parseReading } from './local-time.js';

/** Windows of one day: pairs of times that open before they close and do not overlap. Touching ones may stand side by side. */
export function checkWindows(windows: unknown, path: readonly string[], faults: CalendarFaults): void {
  if (!Array.isArray(windows)) {
    faults.add(path, 'windows_malformed', 'windows are a list of pairs ["09:00", "17:00"]');
    return;
  }
  const sound: { readonly open: number; readonly close: number; readonly index: number }[] = [];
  for (const [index, window] of (windows as readonly unknown[]).entries()) {
    const read = checkWindow(window, [...path, String(index)], faults);
    if (read) sound.push({ ...read, index });
  }
  sound.sort((a, b) => a.open - b.open);
  let last = sound[0];
  for (const window of sound.slice(1)) {
    if (last && window.open < last.close) {
      faults.add(
        [...path, String(window.index)],
        'windows_overlap',
        `window ${window.index + 1} overlaps window ${last.index + 1}`,
      );
    }
    if (!last || window.close > last.close) last = window;
  }
}

function checkWindow(
  window: unknown,
  path: readonly string[],
  faults: CalendarFaults,
): { readonly open: number; readonly close: number } | null {
  if (!Array.isArray(window) || window.length !== 2) {
    faults.add(path, 'windows_malformed', 'a window is a pair of times: when it opens and when it closes');
    return null;
  }
  const [open, close] = (window as readonly unknown[]).map((time, side) => {
    const reading = typeof time === 'string' ? parseReading(time) : null;
    if (reading === null) {
      faults.add(
        [...path, String(side)],
        'time_malformed',
        `${JSON.stringify(time) ?? 'nothing'} is not a time of day (HH:MM, 24:00 at the end)`,
      );
    }
    return reading;
  });
  if (open === null || open === undefined || close === null || close === undefined) return null;
  if (open >= dayMs) {
    faults.add([...path, '0'], 'window_impossible', 'no window opens at 24:00');
    return null;
  }
  if (close <= open) {
    faults.add(
      path,
      'window_impossible',
      'the window closes before it opens; hours past midnight belong to the next day',
    );
    return null;
  }
  return { open, close };
}
