/** What a request says of the browser and of the page it comes from. */
export interface BrowserContext {
  readonly userAgent: string;
  /** `navigator.language`, e.g. `de-DE`. */
  readonly language: string;
  readonly languages: readonly string[];
  /** `navigator.platform`, e.g. `Win32`. */
  readonly platform: string;
  /** The site's word: `windows`, `mac`, `linux`, `android`, `ios`. */
  readonly os: string;
  readonly screenWidth: number;
  readonly screenHeight: number;
  /** IANA name. */
  readonly timeZone: string;
  readonly historyLength: number;
  /** Language of the page, e.g. `en`. */
  readonly appLanguage: string;
  /** Country that the site puts the visitor in, e.g. `US`; empty when not known. */
  readonly region: string;
  /** The page's `wid`: 19 digits. */
  readonly deviceId: string;
  readonly odinId?: string;
  readonly loggedIn: boolean;
  /** Unix seconds, as text: when the site first saw this browser. */
  readonly webIdLastTime: string;
}

/** What a caller knows of a {@link BrowserContext}; the rest is read from a page of the site or taken as usual. */
export type KnownContext = Partial<BrowserContext>;

const systems: readonly (readonly [RegExp, { readonly os: string; readonly platform: string }])[] = [
  [/Android/, { os: 'android', platform: 'Linux armv81' }],
  [/iPhone|iPad/, { os: 'ios', platform: 'iPhone' }],
  [/Windows/, { os: 'windows', platform: 'Win32' }],
  [/Macintosh|Mac OS X/, { os: 'mac', platform: 'MacIntel' }],
];

/**
 * A context for where there is no browser (Node): operating system from the User-Agent, time zone of the machine,
 * the most common screen. Device id, region and login stay empty until a page has told them.
 */
export const plainContext = (userAgent: string): BrowserContext => {
  const system = systems.find(([pattern]) => pattern.test(userAgent))?.[1] ?? { os: 'linux', platform: 'Linux x86_64' };
  return {
    userAgent,
    ...system,
    language: 'en-US',
    languages: ['en-US', 'en'],
    screenWidth: 1920,
    screenHeight: 1080,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    historyLength: 3,
    appLanguage: 'en',
    region: '',
    deviceId: '',
    loggedIn: false,
    webIdLastTime: '',
  };
};
