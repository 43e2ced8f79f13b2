import { policyOf } from '@/lib/base/errorPolicy';
import type { Failure } from '@/lib/base/failure';
import type { Core } from '@/lib/queue/core/QueueCore';

/** A request that came to nothing. */
export interface Refused {
  /** The host that bytes were asked of; absent for the site's own replies. */
  readonly host?: string | undefined;
  /** What was asked for. */
  readonly subject: string;
}

/** Names the host that bytes with these mirrors come from. */
export const hostOf = ([url = '']: readonly string[]): string => (URL.canParse(url) ? new URL(url).host : '');

const refusalsAt = ({ refusals }: Core, host: string | undefined) =>
  host === undefined ? refusals.site : refusals.media;

/** A request was answered: the pause that all share is over, and what was refused there says nothing of everybody. */
export const passed = async (core: Core, host?: string): Promise<void> => {
  refusalsAt(core, host).passed(host ?? '');
  await core.breaker.passed();
};

/**
 * Whether a refusal that asks to slow down means everybody. The site says so of some; else one post, page or host may
 * answer badly all by itself, and only several in a row tell of the rest.
 */
export const meansAll = (core: Core, error: Failure, { host, subject }: Refused): boolean => {
  const isMany = refusalsAt(core, host).strike(host ?? '', subject);
  return policyOf(error.code).forAll === true || error.status === 429 || isMany;
};
