import { afterTask } from '@/lib/base/afterTask';
import { err, ok, type Result } from '@/lib/base/result';
import { idInName } from '@/lib/model/library/idInName';
import type { TakenOrigin } from '@/lib/model/library/takenOver';
import { createFindings, type Findings, type FoundPosts } from './FoundPosts';
import { openParts, type ReadHooks, type TextPart } from './openParts';
import { readExport } from './readExport';
import { readLine } from './readLine';
import { TakeOverError, type TakeOverProblem } from './TakeOverError';

/** Why nothing came of reading: a file that is not taken, or the person stopped it. */
export type ReadProblem = ({ readonly kind: 'file' } & TakeOverProblem) | { readonly kind: 'stopped' };

export interface ReadOptions extends ReadHooks {
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Lines or names between two looks at whether the work is to go on. */
const PIECE = 5000;

/** Lets the page draw, and hears whether it is to stop. */
const pauseOf =
  ({ signal }: Pick<ReadHooks, 'signal'>) =>
  async (): Promise<void> => {
    await afterTask();
    signal.throwIfAborted();
  };

/** Which list of the data export a text is, by its name (`Like List.txt`). */
const originOfName = (name: string): TakenOrigin => {
  const base = name.split('/').at(-1) ?? '';
  if (/^like/i.test(base)) return 'likes';
  if (/^favou?rite/i.test(base)) return 'favourites';
  if (/history/i.test(base)) return 'history';
  return /^(?:posts?|videos?)\b/i.test(base) ? 'posts' : 'links';
};

const readText = async ({ name, text }: TextPart, findings: Findings, options: ReadOptions): Promise<void> => {
  const origin = originOfName(name);
  const pause = pauseOf(options);
  for (const [at, line] of text.split(/\r\n|\r|\n/).entries()) {
    const read = readLine(line, origin, options.now);
    if (read.kind === 'post') findings.add(read.origin, read.postId, read.uniqueId);
    else if (read.kind === 'otherSite') findings.addOtherSite();
    else if (read.kind === 'unreadable') findings.addUnreadable({ file: name, line: at + 1, text: line.trim() });
    if (at % PIECE === PIECE - 1) await pause();
    if (findings.isFull()) throw new TakeOverError({ fault: 'large', file: name });
  }
};

const isJson = ({ text }: TextPart): boolean => /^\ufeff?\s*[[{]/.test(text.slice(0, 1000));

/** Of a zip many texts say nothing of posts: those of the export that hold other things. */
const readParts = async (parts: readonly TextPart[], findings: Findings, options: ReadOptions): Promise<void> => {
  const isPacked = parts.length > 1;
  let foreign: TakeOverError | undefined;
  let taken = 0;
  for (const part of parts) {
    if (isPacked && !isJson(part) && originOfName(part.name) === 'links') continue;
    try {
      if (isJson(part)) await readExport(part.text.replace(/^\ufeff/, ''), part.name, findings, pauseOf(options));
      else await readText(part, findings, options);
      taken += 1;
    } catch (error) {
      if (!(error instanceof TakeOverError) || error.problem.fault !== 'foreign') throw error;
      foreign = error;
    }
    if (findings.isFull()) throw new TakeOverError({ fault: 'large', file: part.name });
  }
  const [first] = parts;
  if (taken === 0) throw foreign ?? new TakeOverError({ fault: 'foreign', file: first?.name ?? '' });
};

const asValue = async (
  work: () => Promise<FoundPosts>,
  signal: AbortSignal,
): Promise<Result<FoundPosts, ReadProblem>> => {
  try {
    return ok(await work());
  } catch (error) {
    if (signal.aborted) return err({ kind: 'stopped' });
    if (error instanceof TakeOverError) return err({ kind: 'file', ...error.problem });
    // The file itself went away while it was read.
    if (error instanceof DOMException) return err({ kind: 'file', fault: 'broken', file: '' });
    throw error;
  }
};

/**
 * Reads what files say of posts that a person knows: TikTok's data export (JSON, text, or the zip it comes in), archive
 * files of yt-dlp, lists of file names or links. Changes nothing. One file that is not taken costs the whole: a person
 * is to know of it before anything counts.
 */
export const readTakeOver = (files: readonly File[], options: ReadOptions): Promise<Result<FoundPosts, ReadProblem>> =>
  asValue(async () => {
    const findings = createFindings();
    for (const [at, file] of files.entries()) {
      const onProgress = (share: number): void => options.onProgress((at + share) / files.length);
      await readParts(await openParts(file, file.name, { ...options, onProgress }), findings, options);
      onProgress(1);
    }
    return findings.found();
  }, options.signal);

/** Reads the names of a folder's files; their bytes are not looked at. What has no id in its name is passed over and counted. */
export const readNames = (names: readonly string[], options: ReadOptions): Promise<Result<FoundPosts, ReadProblem>> =>
  asValue(async () => {
    const findings = createFindings();
    const pause = pauseOf(options);
    for (const [at, name] of names.entries()) {
      const postId = idInName(name, options.now);
      if (postId) findings.add('names', postId);
      else findings.addUnreadable({ file: name, text: '' });
      if (at % PIECE === PIECE - 1) {
        options.onProgress(at / names.length);
        await pause();
      }
    }
    return findings.found();
  }, options.signal);
