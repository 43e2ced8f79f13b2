import { failure, TokError } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { Account } from '@/lib/model/offer';
import type { PageRef } from '@/lib/model/pageRef';
import type { Clock } from '@/lib/ports/Clock';
import type { Cookies } from '@/lib/ports/Cookies';
import type { Http } from '@/lib/ports/Http';
import type { Random } from '@/lib/ports/Random';
import { WORK_PAGE } from '@/lib/tiktok/address/hosts';
import { createListCalls } from '@/lib/tiktok/lists/listCalls';
import { createListGuard } from '@/lib/tiktok/lists/listGuard';
import { chatAddress } from '@/lib/tiktok/request/chatAddress';
import { createDeviceContext } from '@/lib/tiktok/request/deviceContext';
import { endpoints } from '@/lib/tiktok/request/endpoints';
import type { BrowserContext, KnownContext } from '@/lib/tiktok/request/requestContext';
import { createTransport, failureOf, readSitePage } from '@/lib/tiktok/request/transport';
import { createDetailCalls } from './detailCalls';
import { followShortLink } from './followShortLink';
import { createLiveCalls } from './liveCalls';

/** What a client stands on. */
export interface ClientPorts {
  readonly http: Http;
  readonly cookies: Cookies;
  readonly clock: Clock;
  readonly random: Random;
  /** The User-Agent header that `http` sends: the signature covers it. */
  readonly userAgent: string;
  /** What the real browser and page say; what is missing is read from a page of the site. */
  readonly context?: () => Promise<KnownContext>;
}

/** Browsers show no cookies of hosts that the person has closed to the extension: that is for the person to mend, no fault of ours. */
const withPermission = (cookies: Cookies): Cookies => ({
  get: async (name) => {
    try {
      return await cookies.get(name);
    } catch (cause) {
      throw new TokError(failure('permission', cause instanceof Error ? cause.message : String(cause)), { cause });
    }
  },
});

/**
 * The site as methods that return `Result`: one reply each, or one page of a list. Lists hand on their cursor as text,
 * and keep watch over pages that repeat and cursors that stand still (code `list`).
 */
export const createClient = (ports: ClientPorts) => {
  const { http, clock, random, userAgent, context } = ports;
  const cookies = withPermission(ports.cookies);
  const device = createDeviceContext({
    ...{ cookies, clock, random, userAgent },
    ...(context === undefined ? {} : { context }),
    readPage: () => readSitePage(http, WORK_PAGE),
    askAccount: (seen) => askAccount(seen),
  });
  const transport = createTransport(http, cookies, clock, device);
  const details = createDetailCalls(http, transport);
  const guard = createListGuard(device.renewDevice);

  /** Who the session belongs to, by the account's endpoint, and what that leaves out by the profile of that handle. */
  const askAccount = async (seen: Account | undefined): Promise<Result<Account | undefined>> => {
    const info = seen ? ok({ value: { account: seen } }) : await transport.call(endpoints.accountInfo, {});
    if (!info.ok) return err(failure('account', info.error.code));
    const { account: person } = info.value.value;
    if (!person || (person.secUid !== '' && person.uid !== '')) return ok(person);
    const profile = await details.profile(
      person.secUid === '' ? { uniqueId: person.uniqueId } : { secUid: person.secUid, uniqueId: person.uniqueId },
    );
    if (!profile.ok) return err(failure('account', `profile: ${profile.error.code}`));
    const { secUid, uid } = profile.value.profile.author;
    return secUid === '' || uid === '' ? err(failure('account', 'profile')) : ok({ ...person, secUid, uid });
  };

  /** Who is logged in and what requests say of this browser, from a page read for the purpose. */
  const account = async (): Promise<Result<{ readonly account?: Account; readonly context: BrowserContext }>> => {
    try {
      const page = await device.refresh();
      if (!page.ok) return err(page.error);
      const { account: person } = page.value;
      return ok({ ...(person === undefined ? {} : { account: person }), context: await device.get() });
    } catch (error) {
      return err(failureOf(error));
    }
  };

  return {
    ...details,
    ...createListCalls({ transport, guard, clock, random, cookies }),
    ...createLiveCalls(http, transport),
    account,
    /** Who is logged in; undefined when nobody is. Rejects with a TokError, code `account` among others, when nobody tells who. */
    whoIsLoggedIn: (): Promise<Account | undefined> => device.account(),
    /** What requests say of this browser. */
    browserContext: (): Promise<BrowserContext> => device.get(),
    /** The address of the web socket that a live room's chat is pushed by. */
    chatAddress: async (roomId: string): Promise<Result<string>> => {
      try {
        return chatAddress(roomId, await device.get());
      } catch (error) {
        return err(failureOf(error));
      }
    },
    /** Where a vm., vt. or /t/ link leads. */
    followShortLink: (address: string): Promise<Result<PageRef>> => followShortLink(http, address),
    /** One reply of an endpoint as JSON, with the parameters given. */
    askRaw: transport.askRaw,
    /** The msToken that the last reply carried, where the browser keeps none. */
    issuedToken: transport.issuedToken,
  };
};

export type Client = ReturnType<typeof createClient>;
