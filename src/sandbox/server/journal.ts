/** One request as it was answered. Durations and times in milliseconds of the sandbox's clock. */
export interface JournalEntry {
  /** Counts from 1. */
  n: number;
  service: string;
  action: string;
  region: string;
  /** The form as sent, without action and version. */
  params: Record<string, string>;
  /** Could change the account: the action is a mutating one. */
  mutating: boolean;
  dryRun: boolean;
  time: number;
  durationMs: number;
  /** HTTP status; 0 where no answer was sent. */
  status: number;
  errorCode: string | undefined;
  requestId: string;
}

/** What was asked of the sandbox, in the order of arrival. */
export class Journal {
  readonly entries: JournalEntry[] = [];
  /** The most requests that were under way at once. */
  peak = 0;
  #underWay = 0;

  begin(entry: Omit<JournalEntry, 'n'>): JournalEntry {
    const begun = { n: this.entries.length + 1, ...entry };
    this.entries.push(begun);
    this.#underWay += 1;
    this.peak = Math.max(this.peak, this.#underWay);
    return begun;
  }

  end(): void {
    this.#underWay -= 1;
  }

  /** Requests that could have changed something: mutating, and no dry run. */
  mutations(): JournalEntry[] {
    return this.entries.filter(({ mutating, dryRun }) => mutating && !dryRun);
  }

  /** How often each action was asked for. */
  counts(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { action } of this.entries) counts[action] = (counts[action] ?? 0) + 1;
    return counts;
  }

  clear(): void {
    this.entries.length = 0;
    this.peak = this.#underWay;
  }
}
