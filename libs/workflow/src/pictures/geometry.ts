export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  /** `x` and `y` are the middle. */
  readonly width: number;
  readonly height: number;
}

export interface NodeToPlace {
  readonly name: string;
  readonly lane: number;
  readonly width: number;
  readonly height: number;
}

export interface WayToPlace {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** Room for the words on the way. */
  readonly width: number;
  readonly height: number;
}

export function doOverlap(one: Box, other: Box): boolean {
  return (
    Math.abs(one.x - other.x) * 2 < one.width + other.width && Math.abs(one.y - other.y) * 2 < one.height + other.height
  );
}

/** Whether any part of a line through points lies in a box (Liang and Barsky's clipping, segment by segment). */
export function runsThrough(points: readonly Point[], box: Box): boolean {
  const left = box.x - box.width / 2;
  const top = box.y - box.height / 2;
  for (let index = 1; index < points.length; index += 1) {
    const [from, to] = [points[index - 1], points[index]];
    if (!from || !to) continue;
    let [start, end] = [0, 1];
    const clip = (run: number, distance: number): void => {
      if (run === 0) {
        if (distance < 0) end = -1;
      } else if (run < 0) start = Math.max(start, distance / run);
      else end = Math.min(end, distance / run);
    };
    clip(from.x - to.x, from.x - left);
    clip(to.x - from.x, left + box.width - from.x);
    clip(from.y - to.y, from.y - top);
    clip(to.y - from.y, top + box.height - from.y);
    if (start < end) return true;
  }
  return false;
}

export function pathLength(points: readonly Point[]): number {
  let length = 0;
  for (let index = 1; index < points.length; index += 1) length += distance(points[index - 1], points[index]);
  return length;
}

/** The point at a share of the length of a line through points; null for a line without length. */
export function pointAlong(points: readonly Point[], share: number): Point | null {
  let left = pathLength(points) * share;
  for (let index = 1; index < points.length; index += 1) {
    const [from, to] = [points[index - 1], points[index]];
    const step = distance(from, to);
    if (!from || !to || step === 0) continue;
    if (left <= step)
      return { x: from.x + ((to.x - from.x) * left) / step, y: from.y + ((to.y - from.y) * left) / step };
    left -= step;
  }
  return null;
}

export function distance(one: Point | undefined, other: Point | undefined): number {
  return one && other ? Math.hypot(other.x - one.x, other.y - one.y) : 0;
}
