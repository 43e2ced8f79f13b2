import { failure, TokError } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { Account } from '@/lib/model/offer';
import type { Clock } from '@/lib/ports/Clock';
import type { Cookies } from '@/lib/ports/Cookies';
import type { Random } from '@/lib/ports/Random';
import type { Hydration } from '@/lib/tiktok/parse/hydration';
import { type BrowserContext, type KnownContext, plainContext } from './requestContext';

/** What a device context is made from. */
export interface DeviceParts {
  readonly cookies: Cookies;
  readonly clock: Clock;
  readonly random: Random;
  readonly userAgent: string;
  /** What the caller knows already; asked before every request. */
  readonly context?: () => Promise<KnownContext>;
  /** Reads a light page of the site. */
  readonly readPage: () => Promise<Result<Hydration>>;
  /** Finds out who a session belongs to that a page told nothing of, or the handle alone; absent where nobody can be asked. */
  readonly askAccount?: (seen: Account | undefined) => Promise<Result<Account | undefined>>;
}

/** Who asks: the values of a request that belong to browser, page and person. */
export interface DeviceContext {
  get(): Promise<BrowserContext>;
  /** Reads the page anew. */
  refresh(): Promise<Result<Hydration>>;
  /**
   * Who is logged in, as the last page of this session said; reads one when the session's cookies are others than then.
   * Rejects with a TokError where somebody is, and nobody tells who.
   */
  account(): Promise<Account | undefined>;
  /** Takes a fresh device id: the remedy when a list repeats its page (reported 2025-08). */
  renewDevice(): void;
}

interface PageRead {
  readonly at: number;
  readonly sessionId: string | undefined;
  readonly page: Promise<Result<Hydration>>;
}

/** A page that could not be read is not asked for again before this has passed. */
const PAGE_RETRY_MS = 5 * 60_000;
/** How often a page is read while logins come and go. */
const LOOKS = 3;
/** The range that yt-dlp draws from, taken by the site since 2024. */
const DEVICE_ID_FIRST = 7_250_000_000_000_000_000n;
const DEVICE_ID_SPAN = 75_099_899_999_994_577n;

/** A plausible device id: 19 digits. */
const randomDeviceId = (random: Random): string => {
  const value = random.bytes(8).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  return String(DEVICE_ID_FIRST + (value % DEVICE_ID_SPAN));
};

/** Joins what the caller knows with what a page of the site says; a page is read only for what is missing. */
export const createDeviceContext = (parts: DeviceParts): DeviceContext => {
  const { cookies, clock, random } = parts;
  let renewed: string | undefined;
  /** Stands in while no page tells the real one, which the session's media addresses belong to. */
  let standIn: string | undefined;
  let read: PageRead | undefined;
  /** Unix seconds, where no page tells when the site first saw this browser: that cannot change between requests. */
  let started: string | undefined;

  const session = async (): Promise<string | undefined> => {
    const [id, person] = await Promise.all([cookies.get('sessionid'), cookies.get('uid_tt')]);
    return id === undefined ? undefined : `${id} ${person ?? ''}`;
  };
  const startReading = (sessionId: string | undefined): PageRead => {
    read = { at: clock.now(), sessionId, page: parts.readPage() };
    return read;
  };
  const readPage = async (): Promise<Result<Hydration>> => {
    for (let look = 0; look < LOOKS; look += 1) {
      const sessionId = await session();
      // After a login, a logout or a change of account the page says something else.
      const last = read?.sessionId === sessionId ? read : undefined;
      const failed = last !== undefined && !(await last.page).ok && clock.now() - last.at > PAGE_RETRY_MS;
      const reading = last === undefined || failed ? startReading(sessionId) : last;
      const result = await reading.page;
      // A page that came while the session changed may be either one's.
      if ((await session()) === sessionId) return result;
      if (read === reading) read = undefined;
    }
    return err(failure('shape', 'the session changes from page to page'));
  };
  const page = async (): Promise<Partial<Hydration>> => {
    const result = await readPage();
    return result.ok ? result.value : {};
  };
  /** Asked once per session: the lists of one account look at it before and after each page. */
  let told: { readonly sessionId: string; readonly account: Account | undefined } | undefined;
  const accountOf = async (sessionId: string | undefined): Promise<Result<Account | undefined>> => {
    const read = await readPage();
    const seen = read.ok ? read.value.account : undefined;
    if (sessionId === undefined || (seen && seen.secUid !== '' && seen.uid !== '')) return ok(seen);
    if (told?.sessionId === sessionId) return ok(told.account);
    const asked = await parts.askAccount?.(seen);
    if (asked === undefined) return ok(seen);
    if (asked.ok) told = { sessionId, account: asked.value };
    // Why the page could not be had says more than that nobody else knew.
    return !asked.ok && !read.ok && read.error.code !== 'shape' ? read : asked;
  };
  const drawStandIn = (): string => {
    standIn ??= randomDeviceId(random);
    return standIn;
  };
  const firstSeen = (): string => {
    started ??= String(Math.floor(clock.now() / 1000));
    return started;
  };
  const refresh = async (): Promise<Result<Hydration>> => {
    const sessionId = await session();
    const before = read;
    const fresh = startReading(sessionId);
    const result = await fresh.page;
    // What the page before said still holds: a failed look takes nothing away.
    if (!result.ok && read === fresh && before?.sessionId === sessionId) read = before;
    if (read === fresh && (await session()) !== sessionId) read = undefined;
    return result;
  };

  return {
    refresh,
    account: async () => {
      const nobody = read === undefined && (await session()) === undefined;
      if (nobody) return undefined;
      for (let look = 0; look < LOOKS; look += 1) {
        const before = await session();
        const account = await accountOf(before);
        // Who was named while the session changed may be either one.
        if ((await session()) === before) {
          if (account.ok) return account.value;
          throw new TokError(account.error);
        }
        told = undefined;
      }
      return undefined;
    },
    renewDevice: () => {
      renewed = randomDeviceId(random);
    },
    get: async () => {
      const known = (await parts.context?.()) ?? {};
      const seen = known.deviceId ? {} : await page();
      const loggedIn = known.loggedIn ?? (seen.account !== undefined || (await session()) !== undefined);
      const odinId = known.odinId ?? seen.odinId;
      return {
        ...plainContext(parts.userAgent),
        ...(seen.region ? { region: seen.region } : {}),
        ...(seen.language ? { appLanguage: seen.language } : {}),
        ...known,
        deviceId: renewed ?? (known.deviceId || seen.deviceId || drawStandIn()),
        webIdLastTime: known.webIdLastTime || seen.webIdCreatedTime || firstSeen(),
        loggedIn,
        ...(loggedIn && odinId ? { odinId } : {}),
      };
    },
  };
};
