import './viewer.css';
import { ChevronLeft, ChevronRight, ExternalLink, FolderOpen, Info, Repeat, X } from 'lucide';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { FailureNotice } from '@/components/common/FailureNotice';
import { Icon } from '@/components/common/Icon';
import { IconButton } from '@/components/common/IconButton';
import { LiveRegion } from '@/components/common/LiveRegion';
import type { SavedFile } from '@/lib/model/library/savedPost';
import { fileTraitsOf } from '@/lib/model/media';
import { formatNumber } from '@/lib/ui/format/format';
import { isRightToLeft, t } from '@/lib/ui/format/i18n';
import { pressRemedy } from '@/lib/ui/jobs/pressRemedy';
import type { LibraryModel } from '@/lib/ui/library/createLibraryModel';
import { createViewer, type ViewedPost } from '@/lib/ui/library/createViewer';
import type { ViewerPorts } from '@/lib/ui/library/ViewerPorts';
import { Hindrance } from './Hindrance';
import { PostFacts } from './PostFacts';
import { Stage, type StageHandle } from './Stage';
import { useViewerKeys } from './useViewerKeys';
import { useWheelSteps } from './useWheelSteps';

interface Props {
  readonly ports: ViewerPorts;
  readonly postIds: readonly string[];
  /** Place of the first post to show. */
  readonly start: number;
  readonly model: LibraryModel;
  readonly onClose: () => void;
}

/** The file that a person means when they mean the post. */
const mainFile = ({ post }: ViewedPost): SavedFile | undefined =>
  post?.files.find(({ kind }) => fileTraitsOf(kind).standsForPost) ?? post?.files[0];

const prefersStill = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Saved posts one after the other, over the whole page: the browser's own dialog holds the focus and gives it back. */
export const Viewer = ({ ports, postIds, start, model, onClose }: Props) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const stage = useRef<HTMLElement>(null);
  const handle = useRef<StageHandle>(null);
  // What is saved meanwhile does not move the posts under the person's eyes.
  const viewer = useMemo(() => createViewer(ports, postIds, start, model.tell), []);
  const [playing, setPlaying] = useState(() => !prefersStill());
  const [muted, setMuted] = useState(false);
  const [repeat, setRepeat] = useState(false);
  const [facts, setFacts] = useState(true);
  const place = viewer.place.value;
  const view = viewer.view.value;
  // Said here, too: the page behind a dialog is neither seen nor spoken.
  const problem = model.problem.value;

  useEffect(() => {
    dialog.current?.showModal();
    stage.current?.focus();
    return viewer.close;
  }, [viewer]);

  const show = (next: number): void => {
    if (next < 0 || next >= viewer.count) return;
    setPlaying(!prefersStill());
    viewer.show(next);
  };
  const step = (by: 1 | -1): void => {
    if (!handle.current?.step(by)) show(place + by);
  };
  const forward = isRightToLeft() ? -1 : 1;
  useViewerKeys(dialog, {
    left: () => step(forward === 1 ? -1 : 1),
    right: () => step(forward === 1 ? 1 : -1),
    next: () => show(place + 1),
    previous: () => show(place - 1),
    first: () => show(0),
    last: () => show(viewer.count - 1),
    play: () => setPlaying(!playing),
    mute: () => setMuted(!muted),
    seek: (seconds) => handle.current?.seek(seconds),
  });
  useWheelSteps(stage, (by) => show(place + by));

  const main = view && mainFile(view);
  const caption = view?.post?.desc.trim() || view?.postId || '';
  const counted = t('viewer_place', formatNumber(place + 1), formatNumber(viewer.count));
  const [Before, After] = isRightToLeft() ? [ChevronRight, ChevronLeft] : [ChevronLeft, ChevronRight];
  return (
    <dialog ref={dialog} class="viewer" aria-label={t('viewer_title')} onClose={onClose}>
      <header class="viewer__bar">
        <p class="viewer__place figures">{counted}</p>
        <button
          type="button"
          class="icon-button"
          aria-pressed={repeat}
          aria-label={t('viewer_repeat')}
          title={t('viewer_repeat')}
          onClick={() => setRepeat(!repeat)}
        >
          <Icon icon={Repeat} />
        </button>
        {main && (
          <IconButton icon={FolderOpen} label={t('action_show_file')} onClick={() => void model.showFile(main)} />
        )}
        {view?.post && (
          <IconButton
            icon={ExternalLink}
            label={t('action_open_post')}
            onClick={() => view.post && void model.openPost(view.post)}
          />
        )}
        <button
          type="button"
          class="icon-button"
          aria-pressed={facts}
          aria-label={t('viewer_facts')}
          title={t('viewer_facts')}
          onClick={() => setFacts(!facts)}
        >
          <Icon icon={Info} />
        </button>
        <IconButton icon={X} label={t('action_close')} onClick={() => dialog.current?.close()} />
      </header>
      {problem && (
        <FailureNotice
          failure={problem}
          onRemedy={(remedy) => pressRemedy(model, remedy)}
          onDismiss={model.dismissProblem}
        />
      )}
      <div class={facts ? 'viewer__body' : 'viewer__body viewer__body--bare'}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: where the focus begins, away from every button */}
        <section ref={stage} class="viewer__stage" tabIndex={0} aria-label={caption || t('viewer_title')}>
          <button
            type="button"
            class="viewer__turn viewer__turn--previous"
            aria-label={t('viewer_previous')}
            aria-disabled={place === 0}
            onClick={() => show(place - 1)}
          >
            <Icon icon={Before} size={26} />
          </button>
          {!view && (
            <p class="viewer__note" role="status">
              {t('viewer_reading')}
            </p>
          )}
          {view?.hindrance && (
            <Hindrance key={view.postId} view={view} model={model} main={main} onReload={viewer.reload} />
          )}
          {view && !view.hindrance && (
            <Stage
              key={view.postId}
              handle={handle}
              view={view}
              playing={playing}
              muted={muted}
              repeat={repeat}
              onPlaying={setPlaying}
              onMuted={setMuted}
              onFailure={() => void viewer.fail()}
            />
          )}
          <button
            type="button"
            class="viewer__turn viewer__turn--next"
            aria-label={t('viewer_next')}
            aria-disabled={place === viewer.count - 1}
            onClick={() => show(place + 1)}
          >
            <Icon icon={After} size={26} />
          </button>
        </section>
        {facts && view?.post && <PostFacts key={view.postId} view={view} post={view.post} />}
      </div>
      <LiveRegion text={view ? `${counted}: ${caption}` : ''} />
    </dialog>
  );
};
