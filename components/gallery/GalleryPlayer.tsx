import { ChevronLeft, ChevronRight, X } from 'lucide';
import { Fragment } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { IconButton } from '@/components/common/IconButton';
import { CommentList } from '@/components/viewer/CommentList';
import type { GalleryTexts } from '@/lib/gallery/galleryFormat';
import { formatDate, formatHandle, languageName } from '@/lib/ui/format/format';
import { isRightToLeft, t } from '@/lib/ui/format/i18n';
import type { GalleryEntry, GalleryModel } from '@/lib/ui/gallery/createGalleryModel';
import { GallerySlides } from './GallerySlides';

interface Props {
  readonly model: GalleryModel;
  readonly entry: GalleryEntry;
}

/** What stands in a post's subtitles and comments, once it is read. */
const useTexts = ({ model, entry }: Props): GalleryTexts | undefined => {
  const [texts, setTexts] = useState<GalleryTexts>();
  useEffect(() => {
    let left = false;
    setTexts(undefined);
    void model.textsOf(entry).then((next) => left || setTexts(next));
    return () => {
      left = true;
    };
  }, [model, entry]);
  return texts;
};

interface FactsProps extends Props {
  readonly texts: GalleryTexts | undefined;
}

const Facts = ({ model, entry, texts }: FactsProps) => {
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
        {post.subtitles?.map(([language, address]) => (
          <Fragment key={address}>
            {' · '}
            <a href={address}>
              {t('kind_subtitle')}: {languageName(language)}
            </a>
          </Fragment>
        ))}
        {post.comments !== undefined && (
          <>
            {' · '}
            <a href={post.comments}>{t('viewer_comments')}</a>
          </>
        )}
      </p>
      {texts && <CommentList key={post.id} comments={texts.comments} />}
    </div>
  );
};

/** Lays subtitles over a video: cues, since a page from the disk may not load the files. The first language is shown. */
const addCaptions = (video: HTMLVideoElement, { subtitles }: GalleryTexts): void => {
  for (const [at, [language, cues]] of subtitles.entries()) {
    const track = video.addTextTrack('captions', languageName(language), language);
    for (const [from, to, text] of cues) track.addCue(new VTTCue(from, to, text));
    if (at === 0) track.mode = 'showing';
  }
};

interface MediaProps extends Pick<FactsProps, 'entry' | 'texts'> {
  readonly at: number;
  readonly onAt: (at: number) => void;
}

/** What of a post can be seen and heard, one at a time. */
const Media = ({ entry, texts, at, onAt }: MediaProps) => {
  const { post } = entry;
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (texts && video.current) addCaptions(video.current, texts);
  }, [texts]);
  const [failed, setFailed] = useState(false);
  const onFailure = useCallback(() => setFailed(true), []);
  // The next picture may be there.
  useLayoutEffect(() => setFailed(false), [at]);
  const file = post.video ?? post.pictures?.[at] ?? post.music;
  return (
    <div class="player__media">
      {post.video ? (
        // biome-ignore lint/a11y/useMediaCaption: addCaptions gives it those that are saved
        <video ref={video} src={post.video} controls autoPlay playsInline onError={onFailure} />
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
  const texts = useTexts({ model, entry });
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
      <Media key={post.id} entry={entry} texts={texts} at={at} onAt={setAt} />
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
        <Facts model={model} entry={entry} texts={texts} />
      </aside>
    </dialog>
  );
};
