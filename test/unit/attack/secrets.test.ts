import 'fake-indexeddb/auto';
import { expect, it, vi } from 'vitest';
import { openDb } from '@/lib/browser/database/db';
import { readDiagnostics } from '@/lib/browser/readDiagnostics';
import { settingsSchema } from '@/lib/model/settings';
import { endpoints } from '@/lib/tiktok/request/endpoints';
import { diagnosticsReport } from '@/lib/ui/options/diagnosticsReport';
import { aJob } from '@/test/fakes/rows';

const storage = vi.hoisted(() => ({ local: {} as Record<string, unknown>, session: {} as Record<string, unknown> }));

vi.mock('webextension-polyfill', () => {
  const area = (values: Record<string, unknown>) => ({
    get: async (key: string) => ({ [key]: values[key] }),
    set: async (more: Record<string, unknown>) => void Object.assign(values, more),
  });
  return {
    default: {
      runtime: { getManifest: () => ({ version: '0.1.0' }) },
      i18n: { getUILanguage: () => 'en-GB' },
      storage: { local: area(storage.local), session: area(storage.session) },
    },
  };
});

/** Each is made up, and each is told in its own way: some have the shape that a pattern finds, most have none. */
const secrets = [
  'sessionid=0f3e9c',
  'sid_tt=hunter2',
  'sessionid_ss: Zq7',
  'msToken=kL9-x_Q',
  'msToken kLmNo',
  'tt_csrf_token ab12cd',
  'passport_csrf_token=zyxw',
  'ttwid 1%7CqRs',
  'odin_tt=9f9f9f',
  'MS4wLjABAAAAmadeup',
  'secUid MS4wQ',
  '6812345678901234567',
  '68123456',
  'https://v16-webapp-prime.tiktok.com/video/tos/x?signature=s3cr3t&expire=1790000000',
  'https://p16-sign.tiktokcdn-us.com/avatar~tplv.jpeg?x-signature=Abc%2B',
  '//p19.tiktokcdn.com/obj/leak.webp',
  'https://www.tiktok.com/@wanda.hidden/video/7300000000000000001',
  'https://intranet.example.org:8443/wiki',
  'wanda@hidden.example',
  'wanda (at) hidden (dot) example',
  '/home/wanda/Downloads/tiktok',
  'C:\\Users\\Wanda\\Desktop',
  '\\\\nas\\wanda',
  '~/Wanda',
  'file:///Users/wanda/x.mp4',
  '192.168.77.12',
  'fe80::dead:beef:1:2',
  '+49 151 2345678',
  'correct horse battery staple',
  'wanda.hidden',
  '@wanda.hidden',
  'Ванда Тайная',
  '旺达',
  'my diary of July',
  'Bearer eyJhbGciOi',
  'a1b2c3d4',
];

/** What must not be found of them: each of their parts that is no common word. */
const traces = [
  /0f3e9c|hunter|Zq7|kL9|kLmNo|ab12cd|zyxw|qRs|9f9f9f|MS4w|681234/i,
  /s3cr3t|Abc|avatar|tplv|leak|obj|730000|1790000|intranet|8443|wiki/i,
  /wanda|hidden|desktop|nas\\|192\.168|dead|beef|151|2345678|horse|battery|staple/i,
  /ванда|тайная|旺达|diary|july|bearer|eyJ|a1b2/i,
];

/** A profile that holds every secret in every place that a report could look at. */
const fillProfile = async (): Promise<void> => {
  const words = secrets.join(' ');
  Object.assign(storage.local, {
    settings: {
      ...settingsSchema.parse({}),
      template: `tiktok/Wanda hidden/{?several:my diary/}{uniqueId?'wanda'}-{create}-{kind}`,
      customFields: Object.fromEntries(secrets.map((secret, at) => [`wanda${at}`, secret])),
      subtitleLanguages: ['wanda', 'hidden'],
    },
    routes: Object.fromEntries(
      secrets.map((secret, at) => [`${at}`, { endpoint: secret, route: 'page', lastSuccess: 1, refusalCode: secret }]),
    ),
  });
  Object.assign(storage.session, {
    account: {
      uid: '6812345678901234567',
      secUid: 'MS4wLjABAAAAmadeup',
      uniqueId: 'wanda.hidden',
      nickname: 'Ванда Тайная',
    },
    signer: words,
    msToken: words,
  });
  const db = openDb();
  await db.jobs.bulkPut(
    secrets.map((secret, at) =>
      aJob({
        id: `${secret} ${at}`,
        state: 'failed',
        source: { kind: 'search', keyword: secret.slice(0, 200) },
        owner: { key: secret, name: words },
        error: { code: 'http', detail: secret, status: 500, postId: '6812345678901234567' },
        createdAt: at,
        updatedAt: at,
      }),
    ),
  );
  db.close();
};

it('no report holds anything of a profile that is full of secrets', async () => {
  await fillProfile();
  const facts = await readDiagnostics();
  expect(JSON.stringify(facts)).toContain('wanda');
  // Whoever is logged in is not always known: the list of names must not be what holds.
  for (const personal of [facts.personal, []]) {
    const everyTrouble = secrets.map((detail) => ({ at: 0, kind: detail, detail, code: 'http' as const }));
    const report = diagnosticsReport(
      {
        ...facts,
        userAgent: secrets.join(' '),
        version: 'wanda',
        language: 'hidden',
        troubles: everyTrouble,
        personal,
      },
      0,
    );
    for (const trace of traces) expect(report).not.toMatch(trace);
    for (const secret of secrets) expect(report).not.toContain(secret);
  }
});

it('what a fault is found by stays in it', async () => {
  const facts = await readDiagnostics();
  const agent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
  const names = Object.values(endpoints).map(({ name }) => name);
  const details = [
    'post: itemList.3.id invalid_type',
    '20000 bytes instead of 4000',
    'html instead of video',
    'X-TT-System-Error 3',
    'empty body, tt_orcas_res',
    'NETWORK_FAILED',
    'led to a host that may not be read',
    'reply of more than [removed] bytes',
  ];
  const report = diagnosticsReport(
    {
      ...facts,
      userAgent: agent,
      troubles: details.map((detail) => ({ at: 0, kind: 'posts', code: 'shape', detail })),
      routes: names.map((endpoint) => ({ endpoint, route: 'page', refusalCode: 'gate' })),
    },
    0,
  );
  const read = JSON.parse(report);
  expect(read.userAgent).toBe('Mozilla/5.0 Linux x86_64 AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36');
  expect(read.routes.map(({ endpoint }: { endpoint: string }) => endpoint)).toEqual(names);
  expect(read.troubles.map(({ detail }: { detail: string }) => detail)).toEqual(details);
  expect(read).toMatchObject({ tokshelf: '0.1.0', language: 'en-GB', template: expect.arrayContaining(['create']) });
  expect(read.settings).toMatchObject({ quality: 'best', pacing: { parallel: 6 }, files: ['video', 'image', 'music'] });
});
