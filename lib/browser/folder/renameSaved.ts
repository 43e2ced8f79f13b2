import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { PlannedName, RenamingReason, RenamingStatus, RenamingTally, WorkSignals } from '@/lib/ports/FolderAccess';
import { failureIn, stateOfFolder } from './chosenFolder';
import { createSavedMover, type MoverParts, removeEmpty, stopsMoving, whileMoving } from './createSavedMover';
import { splitPath } from './directoryFiles';
import type { FolderDb, GrantedFolder, Renaming, RenamingFile } from './folderDb';
import { renameFile } from './renameFile';

/** What saved files are renamed with. */
export interface RenamingParts extends MoverParts {
  /** Writes the folder's own list anew once its files have other names; rejects where it cannot be. */
  readonly relist: (folderId: string) => Promise<void>;
}

/** Names for the files of one folder, the first to be given first. */
export interface RenamingPlan {
  readonly folderId: string;
  readonly reason: RenamingReason;
  readonly files: readonly (PlannedName & { readonly bytes: number })[];
}

const PIECE = 200;

const last = ({ renamings }: Pick<FolderDb, 'renamings'>): Promise<Renaming | undefined> =>
  renamings.toCollection().last();

type FileState = RenamingFile['state'];

/** What the tally calls it, whichever way. */
type Outcome = 'moved' | 'missing' | 'left';

const inState = ({ renamingFiles }: Pick<FolderDb, 'renamingFiles'>, { id }: Renaming, state: FileState) =>
  renamingFiles.where('[renamingId+state+at]').between([id, state, 0], [id, state, Number.POSITIVE_INFINITY]);

const tallyOf = async (own: FolderDb, renaming: Renaming): Promise<RenamingTally> => {
  const count = (state: FileState): Promise<number> => inState(own, renaming, state).count();
  const moved = await count('moved');
  if (renaming.direction === 'back') {
    const [back, left] = [await count('back'), await count('stuck')];
    return { total: moved + back + left, moved: back, missing: 0, left };
  }
  const [due, missing, left] = [await count('due'), await count('missing'), await count('left')];
  return { total: due + moved + missing + left, moved, missing, left };
};

/** The renaming that was begun last, unless it was let go of. */
export const renamingStatus = async (own: FolderDb): Promise<RenamingStatus | undefined> => {
  const renaming = await last(own);
  if (!renaming) return undefined;
  const { reason, direction, state } = renaming;
  return { reason, direction, isDone: state === 'done', tally: await tallyOf(own, renaming) };
};

/** Forgets the last renaming: its files stay as they are called now. */
export const letGoOfRenaming = (own: FolderDb): Promise<void> =>
  own.transaction('rw', own.renamings, own.renamingFiles, async () => {
    await own.renamings.clear();
    await own.renamingFiles.clear();
  });

/** Brings to an end what somebody died over, so that records say where files lie. Errors: `grant`, `space`; `input` while another page moves files. */
export const settleMoves = (parts: MoverParts): Promise<Result<true>> =>
  whileMoving(() => createSavedMover(parts).takeUp());

/** Writes down what is to be renamed, in place of the last renaming; nothing is moved yet. `input` while that one is not at its end. */
export const planRenaming = (own: FolderDb, { folderId, reason, files }: RenamingPlan): Promise<Result<true>> =>
  own.transaction('rw', own.renamings, own.renamingFiles, async () => {
    if ((await last(own))?.state === 'going') return err(failure('input', 'a renaming is not at its end'));
    await own.renamings.clear();
    await own.renamingFiles.clear();
    const renamingId = await own.renamings.add({
      ...{ folderId, reason, startedAt: Date.now(), direction: 'there', state: 'going' },
    });
    await own.renamingFiles.bulkAdd(files.map((file, at) => ({ ...file, renamingId, at, state: 'due' })));
    return ok(true);
  });

/** Has the files of the last renaming get the names they had; {@link goOnRenaming} does it. */
export const turnRenaming = async (own: FolderDb): Promise<void> => {
  const renaming = await last(own);
  if (renaming) await own.renamings.update(renaming.id, { direction: 'back', state: 'going' });
};

const foldersLeft = (
  files: readonly RenamingFile[],
  direction: Renaming['direction'],
): readonly (readonly string[])[] => {
  const paths = files.map(({ from, landed = from }) =>
    splitPath(direction === 'there' ? from : landed).folders.join('/'),
  );
  // The deepest first: a folder is empty only once those in it are gone.
  return [...new Set(paths)].map((path) => (path === '' ? [] : path.split('/'))).sort((a, b) => b.length - a.length);
};

/**
 * Gives the files of the last renaming their names, one after the other, from where it stopped or died: each file first, never over
 * another, then its record. Folders that are empty then go, and the folder's own list is written anew. Errors: `grant`,
 * which stops it; `input` while another page is at it.
 */
export const goOnRenaming = async (
  parts: RenamingParts,
  { signal, onProgress }: WorkSignals<RenamingTally>,
): Promise<Result<RenamingTally>> => {
  const { folders: own } = parts;
  const mover = createSavedMover(parts);

  const move = async (
    renaming: Renaming,
    { handle, id }: GrantedFolder,
    file: RenamingFile,
  ): Promise<Result<Outcome>> => {
    const turn = [renaming.id, file.at] as const;
    const { key, bytes, landed = file.to } = file;
    const [from, to] = renaming.direction === 'there' ? [file.from, file.to] : [landed, file.from];
    const end = async (state: 'missing' | 'left'): Promise<Result<Outcome>> => {
      // On the way back, what cannot go lies where it was moved to.
      await own.renamingFiles.update([...turn], { state: renaming.direction === 'there' ? state : 'stuck' });
      return ok(renaming.direction === 'there' ? state : 'left');
    };
    try {
      const write = await renameFile(own, { folderId: id, root: handle, key, from, to, bytes, turn });
      if (!write) return await end('missing');
      return ok((await mover.finish({ ...write, state: 'complete' })) ? 'moved' : 'left');
    } catch (error) {
      const problem = await failureIn(handle, error);
      return stopsMoving(problem) ? err(problem) : end('left');
    }
  };

  const wrapUp = async (renaming: Renaming, { handle, id }: GrantedFolder): Promise<Result<true>> => {
    const moved = await inState(own, renaming, renaming.direction === 'there' ? 'moved' : 'back').toArray();
    for (const folders of foldersLeft(moved, renaming.direction)) await removeEmpty(handle, folders);
    try {
      await parts.relist(id);
    } catch (error) {
      return err(await failureIn(handle, error));
    }
    await own.renamings.update(renaming.id, { state: 'done' });
    return ok(true);
  };

  return whileMoving(async () => {
    const before = await mover.takeUp();
    if (!before.ok) return before;
    const renaming = await last(own);
    const folder = renaming && (await own.folders.get(renaming.folderId));
    if (!renaming || !folder) return err(failure('input', 'nothing was begun'));
    if ((await stateOfFolder(folder.handle)) !== 'granted') return err(failure('grant', 'the folder is away'));
    let tally = await tallyOf(own, renaming);
    onProgress(tally);
    for (;;) {
      const rows = inState(own, renaming, renaming.direction === 'there' ? 'due' : 'moved');
      // What came last goes back first: it may stand where another has to go.
      const files = await (renaming.direction === 'there' ? rows : rows.reverse()).limit(PIECE).toArray();
      for (const file of files) {
        if (signal.aborted) return ok(tally);
        const moved = await move(renaming, folder, file);
        if (!moved.ok) return moved;
        tally = { ...tally, [moved.value]: tally[moved.value] + 1 };
        onProgress(tally);
      }
      if (files.length < PIECE) break;
    }
    const ended = await wrapUp(renaming, folder);
    return ended.ok ? ok(tally) : ended;
  });
};
