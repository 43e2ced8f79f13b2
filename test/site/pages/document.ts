import type { Json } from '../itemTypes.ts';
import { itemContext, type Visit } from '../visit.ts';
import { clientTemplates, escapeHtml, fill, piece } from './templates.ts';

/** The id that the page calls `wid`; requests name it device_id. */
export const demoWid = '7560123456789012345';

/** Data of a page beside what every page holds. */
export interface PageParts {
  readonly title: string;
  readonly canonical: string;
  /** Keys of __DEFAULT_SCOPE__ beyond app-context, biz-context, i18n and abtest. */
  readonly scope?: Readonly<Record<string, Json>>;
  /** Further script elements (SIGI_STATE, api-data), as JSON by id. */
  readonly scripts?: Readonly<Record<string, Json>>;
}

/** Context objects that every page of 2025 and 2026 holds. */
const commonScope = (visit: Visit, canonical: string): Record<string, Json> => {
  const { user } = visit;
  return {
    'webapp.app-context': {
      language: 'en',
      region: 'DE',
      appId: 1180,
      appType: 't',
      ...(user
        ? {
            user: {
              ftcUser: false,
              secUid: user.secUid,
              uid: user.uid,
              nickName: user.nickname,
              signature: user.bio,
              uniqueId: user.uniqueId,
              createTime: '0',
              hasLivePermission: true,
              roomId: '',
              region: 'DE',
              avatarUri: itemContext(visit).addresses.image(user.uid, 'avatar', '0', itemContext(visit).expire),
              isPrivateAccount: user.private,
              storeRegion: 'DE',
            },
          }
        : {}),
      wid: demoWid,
      webIdCreatedTime: String(Math.floor(visit.site.startedAt / 1000)),
      odinId: user ? user.uid : '7560000000000000001',
      nonce: 'demo-nonce',
      botType: 'others',
      requestId: '17840152418333820105',
      clusterRegion: 'ALL_SG',
      abTestVersion: { versionName: '', parameters: {} },
      csrfToken: 'demo-csrf',
      userAgent: visit.headers['user-agent'] ?? '',
      encryptedWebid: 'demo',
      host: 'www.tiktok.com',
    },
    'webapp.biz-context': {
      os: 'linux',
      isMobile: false,
      domains: { kind: 'sg', rootApi: 'https://www.tiktok.com', webcastApi: 'https://webcast.tiktok.com' },
      isTTP: false,
      geo: ['DE'],
    },
    'webapp.i18n-translation': {},
    'seo.abtest': { canonical, pageId: '348520797310974050', vidList: [], parameters: {} },
    'webapp.a-b': {},
  };
};

/** JSON for a script element: slashes and angle brackets escaped as the site does. */
const scriptJson = (value: Json): string =>
  JSON.stringify(value).replace(/\//g, '\\u002F').replace(/</g, '\\u003C').replace(/&/g, '\\u0026');

/** A whole page: recorded navigation, empty main part, the pieces for the client, the data. */
export const document = (visit: Visit, parts: PageParts): string => {
  const scope = { __DEFAULT_SCOPE__: { ...commonScope(visit, parts.canonical), ...parts.scope } };
  const avatar = visit.user
    ? (itemContext(visit).addresses.image(visit.user.uid, 'avatar', '0', itemContext(visit).expire)[0] ?? '')
    : '';
  const nav = fill(piece('side-nav'), { viewer: visit.user?.uniqueId ?? '', avatar: escapeHtml(avatar) });
  const more = Object.entries(parts.scripts ?? {})
    .map(([id, value]) => `<script id="${id}" type="application/json">${scriptJson(value)}</script>`)
    .join('\n');
  return `<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<title>${escapeHtml(parts.title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="canonical" href="${escapeHtml(parts.canonical)}">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/demo/site.css">
<script src="/demo/sdk.js" defer></script>
<script src="/demo/app.js" type="module"></script>
</head>
<body style="margin: 0">
<script id="__UNIVERSAL_DATA_FOR_REHYDRATION__" type="application/json">${scriptJson(scope)}</script>
${more}
<div id="app" class="demo-app">
<div class="css-420tiu-5e6d46e3--BaseBodyContainer e1pgfmdu0">
${nav}
${visit.user ? '' : '<a id="top-right-action-bar-login-button" data-e2e="top-login-button" class="demo-login" href="/demo/login">Log in</a>'}
<div id="demo-main" class="demo-main"></div>
</div>
</div>
${clientTemplates()}
</body>
</html>
`;
};
