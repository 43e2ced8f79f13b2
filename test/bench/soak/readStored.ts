import type { QuietPage } from '../../e2e/browsers/driveQuietly.ts';
import type { Stored } from './SoakSample.ts';

/** What the extension keeps in its database and its private file system; `own` = a page of the extension. */
export const readStored = (own: QuietPage): Promise<Stored> =>
  own.evaluate(async () => {
    type Row = Readonly<Record<string, unknown>>;
    const asked = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await asked(indexedDB.open('tokshelf'));
    const rows: Record<string, number> = {};
    for (const name of database.objectStoreNames)
      rows[name] = await asked(database.transaction(name).objectStore(name).count());
    const all = (name: string): Promise<Row[]> => asked(database.transaction(name).objectStore(name).getAll());
    const keys = async (name: string): Promise<Set<unknown>> =>
      new Set(await asked(database.transaction(name).objectStore(name).getAllKeys()));
    const [jobs, posts] = [await keys('jobs'), await keys('posts')];
    const tasks = await all('tasks');
    const stray = [
      ...tasks.map(({ jobId }) => jobs.has(jobId)),
      ...(await all('pasted')).map(({ jobId }) => jobs.has(jobId)),
      ...(await all('records')).map(({ postId }) => posts.has(postId)),
      ...(await all('entries')).map(({ postId }) => posts.has(postId)),
      ...[...(await keys('thumbs'))].map((postId) => posts.has(postId)),
      // Addresses that expire and what the site sent: kept only while files are to be made of it.
      ...(await all('posts')).map(({ pending, raw }) => pending === undefined && raw === undefined),
    ].filter((isKept) => !isKept);
    database.close();
    let privateFiles = 0;
    const walk = async (folder: FileSystemDirectoryHandle): Promise<void> => {
      for await (const handle of (folder as unknown as { values(): AsyncIterable<FileSystemHandle> }).values()) {
        privateFiles += 1;
        if (handle.kind === 'directory') await walk(handle as FileSystemDirectoryHandle);
      }
    };
    await walk(await navigator.storage.getDirectory());
    const { usageDetails = {} } = (await navigator.storage.estimate()) as { usageDetails?: Record<string, number> };
    return {
      rows,
      privateFiles,
      openTasks: tasks.filter(({ state }) => ['planned', 'fetching', 'saving'].includes(String(state))).length,
      strayRows: stray.length,
      indexedDbMb: (usageDetails.indexedDB ?? 0) / 1e6,
    };
  });
