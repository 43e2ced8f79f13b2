/** One request that the site answered (or chose not to). */
export interface LogEntry {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Headers that the rules look at: referer, origin, user-agent, range, sec-fetch-*. */
  readonly headers: Readonly<Record<string, string>>;
  /** Names of the cookies that came along. */
  readonly cookies: readonly string[];
  /** `api`, `media`, `page`, `other`. */
  readonly group: LogGroup;
  /** API path, or the kind of media. */
  readonly name: string;
  readonly postId?: string;
  /** 0 when the connection was cut or held. */
  readonly status: number;
  /** Bytes of the body that were sent. */
  readonly bytes: number;
  /** The rule that refused. */
  readonly refused?: string;
  /** The fault that struck. */
  readonly fault?: string;
}

export type LogGroup = 'api' | 'media' | 'page' | 'other';

/** Counts by `group:name`, e.g. `api:/api/post/item_list/`, `media:video`. */
export type Counters = Record<string, number>;

/** What was asked of the site. */
export interface SiteLog {
  readonly entries: LogEntry[];
  readonly counters: Counters;
  add(entry: LogEntry): void;
  clear(): void;
}

/** An empty log. */
export const createLog = (): SiteLog => {
  const entries: LogEntry[] = [];
  const counters: Counters = {};
  return {
    entries,
    counters,
    add(entry) {
      entries.push(entry);
      const key = `${entry.group}:${entry.name}`;
      counters[key] = (counters[key] ?? 0) + 1;
    },
    clear() {
      entries.length = 0;
      for (const key of Object.keys(counters)) delete counters[key];
    },
  };
};
