/** What happens next: the entry of the earliest time first, of equal times the one put in first (a binary heap). */
export class Agenda<Entry> {
  private readonly heap: { readonly at: number; readonly order: number; readonly entry: Entry }[] = [];
  private order = 0;

  put(at: number, entry: Entry): void {
    this.heap.push({ at, order: this.order, entry });
    this.order += 1;
    for (let child = this.heap.length - 1; child > 0;) {
      const parent = (child - 1) >> 1;
      if (!this.isBefore(child, parent)) break;
      this.swap(child, parent);
      child = parent;
    }
  }

  take(): { readonly at: number; readonly entry: Entry } | undefined {
    const [first] = this.heap;
    const last = this.heap.pop();
    if (!first || !last || this.heap.length === 0) return first;
    this.heap[0] = last;
    for (let parent = 0; ;) {
      const [left, right] = [2 * parent + 1, 2 * parent + 2];
      const child = right < this.heap.length && this.isBefore(right, left) ? right : left;
      if (child >= this.heap.length || !this.isBefore(child, parent)) return first;
      this.swap(child, parent);
      parent = child;
    }
  }

  private isBefore(one: number, other: number): boolean {
    const [a, b] = [this.heap[one], this.heap[other]];
    return a !== undefined && b !== undefined && (a.at < b.at || (a.at === b.at && a.order < b.order));
  }

  private swap(one: number, other: number): void {
    const [a, b] = [this.heap[one], this.heap[other]];
    if (a && b) [this.heap[one], this.heap[other]] = [b, a];
  }
}
