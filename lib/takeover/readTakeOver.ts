import { afterTask } from '@/lib/base/afterTask';
import { err, ok, type Result } from '@/lib/base/result';
import { idInName } from '@/lib/model/library/idInName';
import type { TakenOrigin } from '@/lib/model/library/takenOver';
import { createFindings, type Findings, type FoundPosts } from './FoundPosts';
import { LIMITS } from './limits';
import { listFiles } from './listFiles';
import { openParts, type ReadHooks, type TextPart } from './openParts';
import { readExport } from './readExport';
import { readLine } from './readLine';
import { TakeOverError, type TakeOverProblem } from './TakeOverError';
import type { GivenFile, TakeOverInput } from './TakeOverInput';

/** Why nothing came of reading: a file that is not taken, or the person stopped it. */
export type ReadProblem = ({ readonly kind: 'file' } & TakeOverProblem) | { readonly kind: 'stopped' };

export interface ReadOptions extends ReadHooks {
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Lines or files between two looks at whether the work is to go on. */
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
    throw error;
  }
};

/** Files of a folder that are opened; of all others only the name is read. */
const LIST = /\.(?:zip|json|txt|log|archive)$/i;

/** What a person pointed at costs the whole when it is no list; what lies in a folder may be anything. */
const isPassedOver = ({ fault }: TakeOverProblem, inFolder: boolean, postId: string | undefined): boolean =>
  fault === 'foreign' ? inFolder || postId !== undefined : fault === 'sqlite' && inFolder;

/** What a file says that was opened; nothing when it is no list and may be passed over. */
const readOpened = async (
  given: GivenFile,
  postId: string | undefined,
  options: ReadOptions,
): Promise<FoundPosts | undefined> => {
  const own = createFindings();
  try {
    const file = await given.open();
    if (given.inFolder && file.size > LIMITS.bytes) return undefined;
    await readParts(await openParts(file, given.path, options), own, options);
  } catch (error) {
    options.signal.throwIfAborted();
    if (error instanceof TakeOverError && isPassedOver(error.problem, given.inFolder, postId)) return undefined;
    // The file went away, or may not be read.
    if (error instanceof DOMException) throw new TakeOverError({ fault: 'broken', file: given.path }, { cause: error });
    throw error;
  }
  // Notes and captions lie beside saved files: their lines are no entries that name no post.
  return own.isEmpty() && (given.inFolder || postId !== undefined) ? undefined : own.found();
};

/** Reads one of the given files: as a list, or what its name tells. */
const readGiven = async (given: GivenFile, findings: Findings, options: ReadOptions): Promise<void> => {
  const postId = idInName(given.path.split('/').at(-1) ?? '', options.now);
  const isList = LIST.test(given.path);
  const isOpened = given.inFolder ? isList && postId === undefined : isList || postId === undefined;
  const found = isOpened ? await readOpened(given, postId, options) : undefined;
  if (found) findings.addAll(found);
  else if (postId !== undefined) findings.add('names', postId);
  else findings.addUnreadable({ file: given.path, text: '' });
  if (findings.isFull()) throw new TakeOverError({ fault: 'large', file: given.path });
};

/**
 * Reads what was given of posts that a person knows: TikTok's data export (JSON, text, or the zip it comes in), archive
 * files of yt-dlp, lists of file names or links, and the names of a folder's files, of which only those are opened that may
 * be such lists and whose names hold no id. Changes nothing. One file that is not taken costs the whole: a person is to
 * know of it before anything counts. What else lies in a folder is passed over and counted.
 */
export const readTakeOver = (input: TakeOverInput, options: ReadOptions): Promise<Result<FoundPosts, ReadProblem>> =>
  asValue(async () => {
    const findings = createFindings();
    const pause = pauseOf(options);
    let listing = 0;
    const files = await listFiles(input, {
      ...options,
      onProgress: (share) => {
        listing = share / 2;
        options.onProgress(listing);
      },
    });
    for (const [at, given] of files.entries()) {
      const onProgress = (share: number): void =>
        options.onProgress(listing + ((1 - listing) * (at + share)) / files.length);
      await readGiven(given, findings, { ...options, onProgress });
      onProgress(1);
      if (at % PIECE === PIECE - 1) await pause();
    }
    return findings.found();
  }, options.signal);
