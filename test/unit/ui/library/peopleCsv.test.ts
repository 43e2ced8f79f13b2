import Papa from 'papaparse';
import { expect, it } from 'vitest';
import type { ListedPerson } from '@/lib/browser/database/listedPeople';
import { peopleToCsv } from '@/lib/ui/library/peopleCsv';

const listed = (nickname: string, handles = ['old.one', 'new.one']): ListedPerson => ({
  person: {
    ...{ secUid: 'MS4wLjABAAAAperson', uid: '7100000000000000030', known: [], seenAt: 1, visitedAt: 86_400_000 },
    handles: handles.map((value) => ({ value, firstSeen: 1, lastSeen: 1 })),
    nicknames: [{ value: nickname, firstSeen: 1, lastSeen: 1 }],
    counts: { followers: 5, videos: 2 },
  },
  member: { listKey: 'l', secUid: 'MS4wLjABAAAAperson', position: 0, firstSeen: 0, lastSeen: 1000, jobId: 'a' },
});

it('writes one line for each person, with the names of before', () => {
  const text = peopleToCsv([listed('Käthe, "K"')]);
  expect(text.startsWith('\ufeffhandle,nickname,')).toBe(true);
  const { data } = Papa.parse<Record<string, string>>(text.slice(1), { header: true, skipEmptyLines: true });
  expect(data).toHaveLength(1);
  expect(data[0]).toMatchObject({
    ...{ handle: 'new.one', nickname: 'Käthe, "K"', address: 'https://www.tiktok.com/@new.one' },
    ...{ former_handles: 'old.one', followers: '5', following: '', videos: '2', uid: '7100000000000000030' },
    ...{ first_seen: '1970-01-01T00:00:00.000Z', gone: '', saved: '1970-01-02T00:00:00.000Z' },
  });
});

it.each(['=HYPERLINK("http://evil.example")', '+1', '-1', '@SUM(A1)', ' =1', '\t=1', '＝1'])(
  'lets no spreadsheet run a name: %j',
  (nickname) => {
    const { data } = Papa.parse<Record<string, string>>(peopleToCsv([listed(nickname)]).slice(1), { header: true });
    expect(data[0]?.nickname).toBe(`'${nickname}`);
  },
);
