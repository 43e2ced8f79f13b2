import { at, body, gone, inJson, moved, renamed, status, valued } from '../fakes/changes';
import { driftSuite, tells, works } from '../fakes/driftSuite';

const API = /^\/api/;
const DETAIL = /item\/detail/;
const USER = /user\/detail/;
const PAGE = /^\/(@|explore)/;
const lists = ['posts', 'likes', 'collection', 'mix', 'links', 'video'] as const;
const owned = ['posts', 'likes'] as const;
const single = ['links', 'video', 'photos'] as const;
const photos = ['photos'] as const;
const swap = (from: string, to: string) =>
  at(
    PAGE,
    body((text) => text.replaceAll(from, to)),
  );
const DATA = '__UNIVERSAL_DATA_FOR_REHYDRATION__';

driftSuite('what pages and single replies look like', [
  ['the data script has another id', lists, swap(DATA, '__UNIVERSAL_DATA__'), works],
  [
    'the data script is gone',
    lists,
    at(
      PAGE,
      body((text) => text.replace(/<script id="__U[\s\S]*?<\/script>/, '')),
    ),
    works,
  ],
  ['the data script has its id in single quotes', lists, swap(`id="${DATA}"`, `id='${DATA}'`), works],
  [
    'the data script is escaped',
    lists,
    at(
      PAGE,
      body((text) =>
        text.replace(
          /(<script id="__U[^>]*>)([\s\S]*?)(<\/script>)/,
          (_, open, json, close) => open + json.replaceAll('"', '&quot;') + close,
        ),
      ),
    ),
    works,
  ],
  ['the scope has another name', lists, at(PAGE, renamed('__DEFAULT_SCOPE__', '__SCOPE__')), works],
  ['the context has another name', lists, at(PAGE, renamed('webapp.app-context', 'webapp.context')), works],
  ['wid is gone', lists, gone('wid'), works],
  ['all pages are gone', lists, at(PAGE, status(404)), works],
  ['nobody tells who is logged in', ['favourites'], at(PAGE, gone('__DEFAULT_SCOPE__')), tells('account', /./)],
  ['the account has another name', ['favourites'], at(PAGE, gone('webapp.app-context')), tells('account', /./)],
  ['userInfo has another name', owned, renamed('userInfo', 'user_info'), works],
  ['user has another name', owned, at(USER, renamed('user', 'userV2')), works],
  ['the profile is refused (500)', owned, at(USER, status(500)), works],
  ['videoCount is gone', owned, gone('videoCount'), works],
  [
    'videoCount says three more',
    owned,
    at(
      USER,
      valued('videoCount', (count) => String(Number(count) + 3)),
    ),
    works,
  ],
  [
    'videoCount says thrice as many',
    owned,
    at(
      USER,
      valued('videoCount', (count) => String(Number(count) * 3)),
    ),
    works,
  ],
  ['openFavorite is gone', owned, gone('openFavorite'), works],
  ['openFavorite is a number', owned, valued('openFavorite', Number), works],
  ['mixInfo has another name', ['mix'], renamed('mixInfo', 'mix'), works],
  ['itemInfo has another name', single, renamed('itemInfo', 'item_info'), tells('shape', /itemStruct/)],
  ['itemStruct has another name', single, renamed('itemStruct', 'item'), tells('shape', /itemStruct/)],
  ['itemStruct stands deeper', single, moved('itemStruct', 'data'), tells('shape', /itemStruct/)],
  ['the post’s API alone is other', ['video'], at(DETAIL, renamed('itemInfo', 'item_info')), works],
  [
    'the post’s reply is wrapped',
    photos,
    at(
      API,
      inJson((result) => ({ result })),
    ),
    tells('shape', /itemStruct/),
  ],
  ['the post’s API is gone (404)', ['video'], at(DETAIL, status(404)), works],
  ['the post’s API is gone and its page is bare', photos, at(DETAIL, status(404)), tells('http', /404/)],
  [
    'the post’s API answers with HTML',
    ['video'],
    at(
      API,
      body(() => '<html><body>hello</body></html>'),
    ),
    works,
  ],
  [
    'the post’s API answers with nothing',
    ['video'],
    at(
      API,
      body(() => ''),
    ),
    works,
  ],
]);
