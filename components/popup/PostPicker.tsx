import './picker.css';
import { ArrowDownToLine, Check, Undo2 } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '@/components/common/Button';
import { FailureNotice } from '@/components/common/FailureNotice';
import { Icon } from '@/components/common/Icon';
import { IconButton } from '@/components/common/IconButton';
import type { Remedy } from '@/lib/base/errorPolicy';
import type { ListedPost } from '@/lib/model/choice/listedPost';
import { formatDate, formatNumber } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import type { Picked, Picker } from '@/lib/ui/popup/createPicker';
import { jobTitle } from '@/lib/ui/words/sourceWords';

interface TileProps {
  readonly post: ListedPost;
  readonly chosen: boolean;
  readonly onToggle: (isRange: boolean) => void;
}

const nameOf = ({ desc, uniqueId, createdAt, saved }: ListedPost): string =>
  [
    t('page_choose_by', uniqueId),
    desc,
    ...(createdAt > 0 ? [formatDate(createdAt)] : []),
    ...(saved ? [t('button_saved_name')] : []),
  ]
    .filter((part) => part !== '')
    .join(', ');

const Tile = ({ post, chosen, onToggle }: TileProps) => {
  const [broken, setBroken] = useState(false);
  // A change tells no keys; the press before it does.
  const shift = useRef(false);
  return (
    <label class="pick" title={post.desc}>
      <input
        type="checkbox"
        class="pick__input"
        aria-label={nameOf(post)}
        checked={chosen}
        onKeyDown={(event) => {
          shift.current = event.shiftKey;
        }}
        onClick={(event) => onToggle(event.shiftKey || (event.detail === 0 && shift.current))}
      />
      {post.cover !== undefined && !broken ? (
        <img src={post.cover} alt="" referrerpolicy="no-referrer" loading="lazy" onError={() => setBroken(true)} />
      ) : (
        <span class="pick__words" dir="auto">
          {post.desc}
        </span>
      )}
      {post.saved && <span class="pick__saved">{t('button_saved')}</span>}
      <span class="pick__box">
        <Icon icon={Check} size={16} />
      </span>
    </label>
  );
};

const Below = ({ picked, picker, onRemedy }: Props) => {
  if (picked.error) return <FailureNotice failure={picked.error} onRemedy={onRemedy} />;
  if (picked.busy === 'loading') return <p class="muted">{t('popup_choose_loading')}</p>;
  if (picked.posts.length === 0 && !picked.hasMore) return <p class="muted">{t('popup_choose_empty')}</p>;
  if (!picked.hasMore) return <p class="muted">{t('popup_choose_end', formatNumber(picked.posts.length))}</p>;
  return (
    <Button wide onClick={() => void picker.more()}>
      {t('popup_choose_more')}
    </Button>
  );
};

interface Props {
  readonly picked: Picked;
  readonly picker: Picker;
  readonly onRemedy: (remedy: Remedy) => void;
}

/** The posts of a list as pictures, to be ticked before anything is saved. */
export const PostPicker = (props: Props) => {
  const { picked, picker } = props;
  const { chosen, posts, busy } = picked;
  const heading = useRef<HTMLHeadingElement>(null);
  // What had the focus is gone.
  useEffect(() => heading.current?.focus(), []);
  return (
    <section
      class="card picker"
      aria-label={t('page_choose_name')}
      aria-busy={busy === 'loading'}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // In a popup Escape closes the window.
        event.preventDefault();
        picker.close();
      }}
    >
      <div class="picker__head">
        <h2 ref={heading} tabIndex={-1} class="cut">
          {jobTitle({ source: picked.source })}
        </h2>
        <IconButton icon={Undo2} label={t('page_choose_leave')} onClick={() => picker.close()} />
      </div>
      {posts.length > 0 && (
        <div class="picker__grid">
          {posts.map((post) => (
            <Tile
              key={post.postId}
              post={post}
              chosen={chosen.has(post.postId)}
              onToggle={(isRange) => picker.toggle(post.postId, isRange)}
            />
          ))}
        </div>
      )}
      <Below {...props} />
      {posts.length > 0 && (
        <div class="picker__bar">
          <p role="status">{t('page_chosen', formatNumber(chosen.size))}</p>
          <Button size="small" disabled={chosen.size === posts.length} onClick={() => picker.all(true)}>
            {t('page_choose_all', formatNumber(posts.length))}
          </Button>
          <Button size="small" disabled={chosen.size === 0} onClick={() => picker.all(false)}>
            {t('page_choose_none')}
          </Button>
          <Button
            look="primary"
            wide
            icon={ArrowDownToLine}
            disabled={chosen.size === 0 || busy === 'saving'}
            onClick={() => void picker.save()}
          >
            {t('page_save_chosen', formatNumber(chosen.size))}
          </Button>
        </div>
      )}
    </section>
  );
};
