import './choosing.css';
import { Braces, Check, FileSpreadsheet, Link, RotateCw, Tag, Trash2 } from 'lucide';
import { useCallback, useState } from 'preact/hooks';
import { Button } from '@/components/common/Button';
import { LiveRegion } from '@/components/common/LiveRegion';
import { GalleryButton } from '@/components/gallery/GalleryButton';
import { plural, t } from '@/lib/ui/format/i18n';
import type { LibraryModel } from '@/lib/ui/library/createLibraryModel';
import type { ShelfWork } from '@/lib/ui/library/createShelfWork';
import { postIdsOf } from '@/lib/ui/library/libraryQuery';
import { useKey } from '@/lib/ui/view/useKey';
import { RemoveQuestion } from './RemoveQuestion';
import { TagPanel } from './TagPanel';

interface Props {
  readonly model: LibraryModel;
  readonly work: ShelfWork;
}

const ESCAPE = ['Escape'];

/** What can be done with the chosen files, and how many they are. */
export const ChoiceBar = ({ model, work }: Props) => {
  const [panel, setPanel] = useState<'tags' | 'remove'>();
  const [said, setSaid] = useState('');
  const { choice } = model;
  const rows = model.chosen.value;
  const shown = model.found.value.rows;
  useKey(
    ESCAPE,
    useCallback(() => choice.stop(), [choice]),
  );
  const none = rows.length === 0;
  const words = t('library_summary', plural('count_files', rows.length), plural('count_posts', postIdsOf(rows).size));
  // The no-break space makes the second time a new text, which is spoken again.
  const say = (text: string): void => setSaid(said === text ? `${text}\u00a0` : text);
  const orTell = (done: Promise<boolean>, text: string): void =>
    void done.then((isDone) => isDone && say(text)).catch(model.tell);
  const open = (next: typeof panel): void => setPanel(panel === next ? undefined : next);
  return (
    <section class="choice" aria-label={t('library_choose')}>
      <div class="choice__line">
        <p role="status">{t('library_chosen', words)}</p>
        <Button size="small" onClick={() => choice.set(shown.map(({ key }) => key))}>
          {t('library_choose_all', plural('count_files', shown.length))}
        </Button>
        <Button size="small" disabled={none} onClick={() => choice.set([])}>
          {t('library_choose_none')}
        </Button>
        <Button size="small" look="primary" icon={Check} onClick={choice.stop}>
          {t('library_choose_done')}
        </Button>
      </div>
      <div class="choice__line">
        <Button size="small" icon={Tag} disabled={none} onClick={() => open('tags')}>
          {t('library_tags')}
        </Button>
        <Button
          size="small"
          icon={RotateCw}
          disabled={none}
          onClick={() => orTell(work.saveAgain(rows), t('library_again_started'))}
        >
          {t('action_save_again')}
        </Button>
        <Button
          size="small"
          icon={Link}
          disabled={none}
          onClick={() => orTell(work.copyLinks(rows), t('library_links_copied'))}
        >
          {t('library_copy_links')}
        </Button>
        <Button size="small" icon={FileSpreadsheet} disabled={none} onClick={() => void model.exportAs('csv', rows)}>
          {t('library_export_csv')}
        </Button>
        <Button size="small" icon={Braces} disabled={none} onClick={() => void model.exportAs('json', rows)}>
          {t('library_export_json')}
        </Button>
        <GalleryButton model={model} chosen={rows} />
        <Button size="small" icon={Trash2} disabled={none} onClick={() => open('remove')}>
          {t('library_delete')}
        </Button>
      </div>
      {panel === 'tags' && !none && <TagPanel model={model} work={work} rows={rows} />}
      {panel === 'remove' && !none && (
        <RemoveQuestion
          model={model}
          work={work}
          rows={rows}
          words={words}
          onClose={(isDone) => {
            setPanel(undefined);
            if (!isDone) return;
            choice.set([]);
            say(t('library_deleted'));
          }}
        />
      )}
      <p class={said === '' ? 'visually-hidden' : 'muted'}>{said}</p>
      <LiveRegion text={said} />
    </section>
  );
};
