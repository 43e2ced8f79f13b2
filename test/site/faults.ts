import type { Reply } from './api/reply.ts';

/** What goes wrong. */
export type FaultKind =
  /** Answer with this status and an empty body. */
  | 'status'
  /** 200, no body, tt_orcas_res: the site's refusal. */
  | 'empty'
  /** Content-Length as due, fewer bytes sent, then the connection ends. */
  | 'cut'
  /** Fewer bytes than due and a Content-Length that fits them: only the post's own data tells. */
  | 'short'
  /** HTML of a captcha with 200 and the content type that was due. */
  | 'captcha-html'
  /** JSON that demands a captcha. */
  | 'captcha-json'
  /** The WAF page with 200. */
  | 'waf'
  /** No answer until the client gives up (or `delay` is over, then as usual). */
  | 'stall'
  /** The connection is destroyed. */
  | 'reset'
  /** 302 to `location`. */
  | 'redirect'
  /** 200 with text that is no JSON. */
  | 'garbage'
  /** `reply` of the fault in place of the one that was due. */
  | 'forged'
  /** Lists: the first page again whatever the cursor. */
  | 'repeat-page'
  /** Lists: hasMore false though there is more. */
  | 'early-end'
  /** Lists: the cursor of the request comes back. */
  | 'stuck-cursor';

/** One fault; all conditions that are given must hold. */
export interface Fault {
  kind: FaultKind;
  status?: number;
  /** `api`, `media` or `page`; absent = any. */
  group?: 'api' | 'media' | 'page';
  /** API path or media kind. */
  name?: string;
  host?: string;
  postId?: string;
  /** Picture number, gear, language, code of a short link as text. */
  index?: string;
  /** Chance from 0 to 1, drawn from the site's seed. */
  chance?: number;
  /** This many requests pass before it strikes. */
  skip?: number;
  /** Strikes this often, then never again. */
  times?: number;
  /** Share of the body that `cut` and `short` send; default 0.5. */
  share?: number;
  /** Where `redirect` leads. */
  location?: string;
  /** What `forged` answers with; made anew for each request. */
  reply?: () => Reply;
  /** Milliseconds for `stall`; absent = for good. */
  delay?: number;
}

/** What a fault is matched against. */
export interface FaultTarget {
  readonly group: string;
  readonly name: string;
  readonly host: string;
  readonly postId?: string;
  readonly index?: string;
}

const conditions = ['group', 'name', 'host', 'postId', 'index'] as const;

/** The first fault that strikes; counts `skip` and `times` down in the fault itself. */
export const strike = (faults: readonly Fault[], target: FaultTarget, random: () => number): Fault | undefined =>
  faults.find((fault) => {
    if (conditions.some((key) => fault[key] !== undefined && fault[key] !== target[key])) return false;
    if (fault.times === 0) return false;
    if (fault.skip !== undefined && fault.skip > 0) {
      fault.skip -= 1;
      return false;
    }
    if (fault.chance !== undefined && random() >= fault.chance) return false;
    if (fault.times !== undefined) fault.times -= 1;
    return true;
  });

/** A seeded generator of numbers from 0 to 1 (32-bit xorshift). */
export const seeded = (seed: number): (() => number) => {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
};
