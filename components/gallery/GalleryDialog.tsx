import '@/components/help/dialog.css';
import './galleryDialog.css';
import { FolderOpen, GalleryThumbnails, X } from 'lucide';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Button } from '@/components/common/Button';
import { Chips } from '@/components/common/Chips';
import { IconButton } from '@/components/common/IconButton';
import { Notice } from '@/components/common/Notice';
import { ProgressBar } from '@/components/common/ProgressBar';
import { WorkProblem } from '@/components/folder/WorkProblem';
import type { GalleryTally } from '@/lib/gallery/GalleryOrder';
import type { LibraryRow } from '@/lib/model/libraryRow';
import type { ListSummary } from '@/lib/model/listSummary';
import { formatHandle, formatNumber } from '@/lib/ui/format/format';
import { plural, t } from '@/lib/ui/format/i18n';
import type { GalleryMaker, NamedPart } from '@/lib/ui/library/createGalleryMaker';
import { listTitle } from '@/lib/ui/words/sourceWords';

interface Props {
  readonly maker: GalleryMaker;
  /** What the library shows now. */
  readonly rows: readonly LibraryRow[];
  /** What is chosen of it by hand, where something is. */
  readonly chosen: readonly LibraryRow[] | undefined;
  /** It is narrowed to less than everything. */
  readonly isNarrowed: boolean;
  /** The handle that it is narrowed to, where it is to one. */
  readonly author: string | undefined;
  /** What else the library is narrowed by, in words; names the gallery. */
  readonly words: string;
  readonly onClose: () => void;
}

/** What a gallery leaves out, a sentence for each reason. */
const LeftOut = ({ leftOut: { missing, elsewhere, waiting } }: Pick<GalleryTally, 'leftOut'>) => (
  <ul class="gallery-dialog__left muted">
    {missing > 0 && <li>{t('gallery_left_missing', plural('count_files', missing))}</li>}
    {elsewhere > 0 && <li>{t('gallery_left_elsewhere', plural('count_files', elsewhere))}</li>}
    {waiting > 0 && <li>{t('gallery_left_waiting', plural('count_files', waiting))}</li>}
  </ul>
);

const Done = ({ tally, maker }: { readonly tally: GalleryTally; readonly maker: GalleryMaker }) => {
  const { page, downloadId, posts } = tally;
  if (page === undefined) return <Notice live title={t('gallery_empty')} />;
  return (
    <>
      <Notice
        tone="good"
        live
        title={t('gallery_done', plural('count_posts', posts))}
        action={
          downloadId !== undefined && (
            <Button size="small" icon={FolderOpen} onClick={() => void maker.show(downloadId)}>
              {t('action_show_file')}
            </Button>
          )
        }
      >
        <bdi class="gallery-dialog__page" dir="ltr">
          {page}
        </bdi>
      </Notice>
      <LeftOut leftOut={tally.leftOut} />
    </>
  );
};

const Outcome = ({ maker }: Pick<Props, 'maker'>) => {
  const state = maker.state.value;
  if (state.step === 'done')
    return state.isStopped ? <Notice live title={t('gallery_stopped')} /> : <Done tally={state.tally} maker={maker} />;
  if (state.step !== 'problem') return null;
  const { code } = state.problem;
  if (code === 'input') return <Notice live title={t('gallery_other_page')} />;
  return <WorkProblem code={code} />;
};

const Busy = ({ tally, maker }: { readonly tally: GalleryTally; readonly maker: GalleryMaker }) => {
  const { total, written, held } = tally;
  const words = total === 0 ? t('gallery_counting') : t('gallery_busy', formatNumber(written), formatNumber(total));
  return (
    <>
      <p class="muted" role="status">
        {words}
      </p>
      <ProgressBar label={words} share={total === 0 ? undefined : written / total} />
      {held && <Notice live title={t('gallery_held')} />}
      <p>
        <Button onClick={maker.stop}>{t('relocate_stop')}</Button>
      </p>
    </>
  );
};

type Kind = 'all' | 'chosen' | 'found' | 'author' | 'list';

const authorsOf = (rows: readonly LibraryRow[]): readonly string[] =>
  [...new Set(rows.map(({ uniqueId }) => uniqueId))].filter((handle) => handle !== '').toSorted();

const postsOf = (rows: readonly LibraryRow[], author?: string): ReadonlySet<string> =>
  new Set(rows.flatMap(({ postId, uniqueId }) => (author === undefined || author === uniqueId ? [postId] : [])));

/** Asks which part of the library a gallery is to show, writes it, and says where it lies. */
export const GalleryDialog = ({ maker, rows, chosen, isNarrowed, author, words, onClose }: Props) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const [kind, setKind] = useState<Kind>(chosen ? 'chosen' : isNarrowed ? 'found' : 'all');
  const [handle, setHandle] = useState<string>();
  const [lists, setLists] = useState<readonly ListSummary[]>([]);
  const [listKey, setListKey] = useState<string>();
  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    if (kind === 'list') void maker.listSummaries().then(setLists);
  }, [kind, maker]);
  const authors = kind === 'author' ? authorsOf(rows) : [];
  const state = maker.state.value;

  const partOf = (): NamedPart | undefined => {
    if (kind === 'all') return { part: { kind: 'all' }, label: '' };
    if (kind === 'chosen' && chosen)
      return { part: { kind: 'posts', postIds: postsOf(chosen) }, label: t('gallery_part_chosen') };
    if (kind === 'found') {
      const label = [author === undefined ? '' : formatHandle(author), words].filter(Boolean).join(' ');
      return { part: { kind: 'posts', postIds: postsOf(rows) }, label: label || t('gallery_part_found') };
    }
    if (kind === 'author') {
      const one = handle ?? authors[0];
      return one === undefined
        ? undefined
        : { part: { kind: 'posts', postIds: postsOf(rows, one) }, label: formatHandle(one) };
    }
    const list = lists.find((one) => one.listKey === listKey) ?? lists[0];
    return list && { part: { kind: 'list', listKey: list.listKey }, label: listTitle(list) };
  };
  const begin = (): void => {
    const part = partOf();
    if (part) void maker.begin(part);
  };

  return (
    <dialog ref={dialog} class="dialog gallery-dialog" aria-labelledby={title} onClose={onClose}>
      <div class="dialog__head">
        <h2 id={title}>{t('gallery_make')}</h2>
        <IconButton icon={X} label={t('action_close')} onClick={() => dialog.current?.close()} />
      </div>
      <p class="muted">{t('gallery_make_help')}</p>
      {state.step === 'busy' ? (
        <Busy tally={state.tally} maker={maker} />
      ) : (
        <>
          <Outcome maker={maker} />
          <Chips<Kind>
            label={t('gallery_part')}
            showLabel
            value={kind}
            options={[
              { value: 'all', label: t('gallery_part_all') },
              ...(chosen ? [{ value: 'chosen' as const, label: t('gallery_part_chosen') }] : []),
              ...(isNarrowed ? [{ value: 'found' as const, label: t('gallery_part_found') }] : []),
              { value: 'author', label: t('gallery_part_author') },
              { value: 'list', label: t('gallery_part_list') },
            ]}
            onChange={setKind}
          />
          {kind === 'author' && (
            <select aria-label={t('gallery_part_author')} onChange={(event) => setHandle(event.currentTarget.value)}>
              {authors.map((one) => (
                <option key={one} value={one} selected={one === handle}>
                  @{one}
                </option>
              ))}
            </select>
          )}
          {kind === 'list' && (
            <select aria-label={t('gallery_part_list')} onChange={(event) => setListKey(event.currentTarget.value)}>
              {lists.map((list) => (
                <option key={list.listKey} value={list.listKey} selected={list.listKey === listKey}>
                  {listTitle(list)}
                </option>
              ))}
            </select>
          )}
          <p>
            <Button look="primary" icon={GalleryThumbnails} onClick={begin}>
              {t('gallery_begin')}
            </Button>
          </p>
        </>
      )}
    </dialog>
  );
};
