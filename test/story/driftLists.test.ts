import { at, body, both, field, gone, header, inJson, moved, renamed, status, valued } from '../fakes/changes';
import { driftSuite, savesAndTells, short, tells, works } from '../fakes/driftSuite';

const LIST = /item_list|\/search\//;
const named = ['posts', 'favourites', 'collection', 'mix'] as const;
const paged = ['posts', 'favourites', 'search'] as const;
const all = ['posts', 'favourites', 'mix', 'search'] as const;
const other = (text: string) =>
  at(
    LIST,
    body(() => text),
  );
const more = (change: (value: unknown) => unknown) =>
  at(LIST, both(valued('hasMore', change), valued('has_more', change)));
const yesNo = (value: unknown): string => (value ? 'yes' : 'no');

driftSuite('what a list’s reply looks like', [
  ['itemList has another name', named, renamed('itemList', 'itemListV2'), tells('shape', /itemList,.* itemListV2/)],
  ['itemList stands deeper', named, moved('itemList', 'data'), tells('shape', /itemList,.* data\.itemList/)],
  ['itemList is gone', named, gone('itemList'), tells('list', /expected \d+ posts/)],
  ['itemList is no list', named, valued('itemList', (list) => ({ list })), tells('shape', /itemList/)],
  ['itemList is text', named, valued('itemList', (list) => JSON.stringify(list)), tells('shape', /itemList/)],
  ['itemList is null', named, valued('itemList', () => null), tells('list', /expected \d+ posts/)],
  ['item_list has another name', ['search'], renamed('item_list', 'items'), tells('shape', /item_list .* items/)],
  ['item_list stands deeper', ['search'], moved('item_list', 'page'), tells('shape', /page\.item_list/)],
  [
    'items are wrapped',
    named,
    field('itemList', (list) => ({ itemList: [list].flat().map((item) => ({ item })) })),
    tells('shape', /post: id/),
  ],
  [
    'the reply is wrapped',
    named,
    at(
      LIST,
      inJson((data) => ({ data, statusCode: 0 })),
    ),
    tells('shape', /data\.itemList/),
  ],
  [
    'the reply is wrapped in an unknown name',
    ['search'],
    at(
      LIST,
      inJson((result) => ({ result })),
    ),
    tells('shape', /result\.item_list/),
  ],
  [
    'the reply is text in JSON',
    named,
    at(
      LIST,
      inJson((data) => ({ data: JSON.stringify(data) })),
    ),
    tells('shape', /list: no list/),
  ],
  ['hasMore is gone', named, at(LIST, gone('hasMore')), savesAndTells('shape', /whether there is more/)],
  ['has_more is gone', ['search'], at(LIST, gone('has_more')), savesAndTells('shape', /whether there is more/)],
  ['hasMore is has_more', named, at(LIST, renamed('hasMore', 'has_more')), works],
  ['has_more is hasMore', ['search'], at(LIST, renamed('has_more', 'hasMore')), works],
  [
    'hasMore has a new name',
    paged,
    at(LIST, both(renamed('hasMore', 'goesOn'), renamed('has_more', 'goesOn'))),
    savesAndTells('shape', /whether there is more/),
  ],
  ['hasMore is text', all, more((value) => String(Boolean(value))), works],
  ['hasMore is a number', all, more(Number), works],
  ['hasMore is a number as text', all, more((value) => String(Number(value))), works],
  ['hasMore is yes or no', all, more(yesNo), tells('shape', /has_?[mM]ore/)],
  ['hasMore never ends', paged, more(() => true), savesAndTells('list', /cursor does not move|pages/)],
  ['hasMore ends at once', ['posts'], more(() => false), short],
  ['the cursor is gone', all, at(LIST, gone('cursor')), works],
  ['the cursor has a new name', all, at(LIST, renamed('cursor', 'maxCursor')), works],
  [
    'the cursor is always the first',
    all,
    at(
      LIST,
      valued('cursor', () => '0'),
    ),
    works,
  ],
  ['the cursor is a number', named, at(LIST, valued('cursor', Number)), works],
  ['the cursor is text', ['search'], at(LIST, valued('cursor', String)), works],
  [
    'the cursor is an object',
    all,
    at(
      LIST,
      valued('cursor', (value) => ({ value })),
    ),
    tells('shape', /cursor/),
  ],
  [
    'the cursor is null',
    all,
    at(
      LIST,
      valued('cursor', () => null),
    ),
    works,
  ],
  ['statusCode has a new name', all, both(renamed('statusCode', 'code'), renamed('status_code', 'bizCode')), works],
  ['statusCode is gone', all, both(gone('statusCode'), gone('status_code')), works],
  ['statusCode is text', all, both(valued('statusCode', String), valued('status_code', String)), works],
  ['statusCode is unknown', all, other('{"statusCode":123456,"status_msg":"","itemList":[]}'), tells('refused', /^/)],
  [
    'status_code is unknown',
    all,
    other('{"status_code":123456,"status_msg":"new word"}'),
    tells('refused', /new word/),
  ],
  ['a captcha is asked for', all, other('{"code":"10000","type":"verify"}'), tells('captcha', /verify/)],
  ['a captcha is asked for by a header', all, at(LIST, header('bdturing-verify', '{}')), tells('captcha', /bdturing/)],
  ['a header tells a fault', all, at(LIST, header('x-tt-system-error', '3')), tells('gate', /System-Error/)],
  ['the type is another', all, header('content-type', 'text/plain'), works],
  [
    'HTML comes',
    all,
    other('<!DOCTYPE html><html><body>hello</body></html>'),
    tells('gate', /HTML where JSON was due/),
  ],
  ['nothing comes', all, other(''), tells('gate', /empty body/)],
  [
    'the reply is cut',
    all,
    at(
      LIST,
      body((text) => text.slice(0, text.length / 2)),
    ),
    tells('shape', /no JSON/),
  ],
  [
    'the reply begins with a guard',
    all,
    at(
      LIST,
      body((text) => `for(;;);${text}`),
    ),
    tells('shape', /no JSON/),
  ],
  ['the reply begins with a byte order mark', all, body((text) => `\uFEFF${text}`), works],
  ['an empty object comes', all, other('{}'), tells('shape', /no list/)],
  ['an array comes', all, other('[]'), tells('shape', /no list/)],
  ['null comes', all, other('null'), tells('shape', /no list/)],
  ['only success comes', all, other('{"statusCode":0,"status_code":0}'), tells('shape', /no list/)],
  ['the address is gone (404)', all, at(LIST, status(404)), tells('http', /404/)],
  ['the address is gone (410)', all, at(LIST, status(410)), tells('http', /410/)],
  ['the address is refused (403)', all, at(LIST, status(403)), tells('gate', /403/)],
  ['the site is broken (500)', all, at(LIST, status(500)), tells('http', /500/)],
  ['too many requests (429)', all, at(LIST, status(429)), tells('rate', /429/)],
]);
