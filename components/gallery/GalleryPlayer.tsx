import { ChevronLeft, ChevronRight, X } from 'lucide';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { IconButton } from '@/components/common/IconButton';
import { formatDate, formatHandle } from '@/lib/ui/format/format';
import { isRightToLeft, t } from '@/lib/ui/format/i18n';
import type { GalleryEntry, GalleryModel } from '@/lib/ui/gallery/createGalleryModel';
import { GallerySlides } from './GallerySlides';

interface Props {
  readonly model: GalleryModel;
  readonly entry: GalleryEntry;
}

const Facts = ({ model, entry }: Props) => {
  const { post } = entry;
  const [handle, name] = model.authorOf(post);
  return (
    <div class="player__facts">
      {handle && (
        <p>
          <strong>
            <bdi>{name}</bdi>
          </strong>{' '}
          <span class="muted">{formatHandle(handle)}</span>
        </p>
      )}
      <p class="player__words" dir="auto">
        {post.words}
      </p>
      <p class="muted">
        {formatDate(post.at)} ·{' '}
        <a href={model.addressOf(post)} target="_blank" rel="noopener noreferrer">
          {t('action_open_post')}
        </a>
      </p>
    </div>
  );
};

/** What of a post can be seen and heard, one at a time. */
const Media = ({
  entry,
  at,
  onAt,
}: Pick<Props, 'entry'> & { readonly at: number; readonly onAt: (at: number) => void }) => {
  const { post } = entry;
  const [failed, setFailed] = useState(false);
  const onFailure = useCallback(() => setFailed(true), []);
  const file = post.video ?? post.pictures?.[at] ?? post.music;
  return (
    <div class="player__media">
      {post.video ? (
        // biome-ignore lint/a11y/useMediaCaption: a page from the disk may not load the subtitles beside it
        <video src={post.video} controls autoPlay playsInline onError={onFailure} />
      ) : (
        <GallerySlides post={post} at={at} onAt={onAt} onFailure={onFailure} />
      )}
      {failed && (
        <p class="player__failed" role="alert">
          {t('gallery_cannot_play')} {file !== undefined && <a href={file}>{t('gallery_open_file')}</a>}
        </p>
      )}
    </div>
  );
};

const isOnControls = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('video, audio, a, button');

/** A post in front of the page. Up and down go to the others, left and right to its pictures, or to the others, too. */
export const GalleryPlayer = ({ model, entry }: Props) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const [at, setAt] = useState(0);
  const { post } = entry;
  useEffect(() => {
    if (dialog.current?.open !== false) return;
    dialog.current.showModal();
    // Not the video, which would take the keys for itself.
    dialog.current.focus();
  }, []);
  useEffect(() => setAt(0), [post]);
  const count = post.video ? 0 : (post.pictures?.length ?? 0);
  const toggle = (): void => {
    const media = dialog.current?.querySelector<HTMLMediaElement>('video, audio');
    if (media?.paused) void media.play();
    else media?.pause();
  };
  const hear = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // On a video that has the focus the browser moves in it by the same keys.
    if (event.target instanceof HTMLMediaElement && event.key !== 'Escape') return;
    const aside = { ArrowLeft: isRightToLeft() ? 1 : -1, ArrowRight: isRightToLeft() ? -1 : 1 }[event.key];
    const along = { ArrowUp: -1, ArrowDown: 1, PageUp: -1, PageDown: 1 }[event.key];
    if (along !== undefined) model.step(along);
    else if (aside !== undefined) {
      if (count > 1 && at + aside >= 0 && at + aside < count) setAt(at + aside);
      else model.step(aside);
    } else if (event.key === ' ' && !isOnControls(event.target)) toggle();
    else return;
    event.preventDefault();
  };
  const close = (): void => {
    model.shown.value = undefined;
  };
  return (
    <dialog
      ref={dialog}
      class="player"
      tabIndex={-1}
      aria-label={post.words.trim() || post.id}
      onKeyDown={hear}
      onClose={close}
    >
      <Media key={post.id} entry={entry} at={at} onAt={setAt} />
      <aside class="player__side">
        <div class="player__bar">
          <IconButton
            icon={isRightToLeft() ? ChevronRight : ChevronLeft}
            label={t('gallery_before')}
            onClick={() => model.step(-1)}
          />
          <IconButton
            icon={isRightToLeft() ? ChevronLeft : ChevronRight}
            label={t('gallery_next')}
            onClick={() => model.step(1)}
          />
          <IconButton icon={X} label={t('action_close')} onClick={() => dialog.current?.close()} />
        </div>
        <Facts model={model} entry={entry} />
      </aside>
    </dialog>
  );
};
