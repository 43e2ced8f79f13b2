import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDexieStore } from '@/lib/browser/database/createDexieStore';
import { openDb, type TokshelfDb } from '@/lib/browser/database/db';
import { deleteJob, putJob } from '@/lib/browser/database/jobRows';
import { changeListing } from '@/lib/queue/rules/jobTransitions';
import { aJob } from '@/test/fakes/rows';

let db: TokshelfDb;
let names = 0;
beforeEach(() => {
  names += 1;
  db = openDb(`job-rows-${names}`);
});
afterEach(() => db.close());

const links = Array.from({ length: 5000 }, (_, at) => `https://www.tiktok.com/@someone/video/${7_000_000 + at}`);
const job = aJob({ id: 'j', source: { kind: 'links', links } });

test('the row that is written with every file is small, and its links are written once', async () => {
  await putJob(db, job);
  const written: string[] = [];
  db.pasted.hook('creating', (key) => void written.push(key));
  db.pasted.hook('updating', (_, key) => void written.push(key));
  await putJob(db, changeListing(job, { cursor: '7' }));
  expect(written).toEqual([]);
  expect(JSON.stringify(await db.jobs.get('j')).length).toBeLessThan(1000);
  expect(await createDexieStore(db).jobs.get('j')).toEqual(changeListing(job, { cursor: '7' }));
});

test('a row of an older version, with its links inside, is read and made small at the next change', async () => {
  await db.jobs.put(job);
  const store = createDexieStore(db);
  expect(await store.jobs.get('j')).toEqual(job);
  await store.jobs.put(changeListing(job, { cursor: '1' }));
  expect((await db.jobs.get('j'))?.source).toEqual({ kind: 'links', links: [] });
  expect(await store.jobs.get('j')).toEqual(changeListing(job, { cursor: '1' }));
});

test('the links go with their job', async () => {
  await putJob(db, job);
  await deleteJob(db, 'j');
  expect([await db.jobs.count(), await db.pasted.count()]).toEqual([0, 0]);
});
