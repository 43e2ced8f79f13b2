import './DatabaseGate.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '@/components/common/Button';
import { Mark } from '@/components/common/Mark';
import { Notice } from '@/components/common/Notice';
import { RemedyButton } from '@/components/common/RemedyButton';
import { joinSentences } from '@/lib/base/joinSentences';
import type { DatabaseHealth } from '@/lib/model/databaseHealth';
import { t } from '@/lib/ui/format/i18n';
import type { DatabaseFeed } from '@/lib/ui/view/createDatabaseFeed';
import { errorWords } from '@/lib/ui/words/errorWords';

interface Props {
  readonly feed: DatabaseFeed;
  /** The page is of use without the database as well. */
  readonly optional?: boolean;
  readonly children: ComponentChildren;
}

const Closed = ({ feed }: Pick<Props, 'feed'>) => {
  const words = errorWords('database');
  return (
    <Notice
      live
      tone="bad"
      title={words.what}
      topic="database"
      action={<RemedyButton remedy={words.remedy} onRemedy={feed.reload} />}
    >
      {joinSentences(words.todo, words.retry)}
    </Notice>
  );
};

const Lost = ({ feed, health }: Pick<Props, 'feed'> & { readonly health: 'lost' | 'held' }) => (
  <Notice
    live
    tone="warn"
    title={t('database_lost')}
    topic="database_lost"
    action={
      <>
        {feed.openFolder && (
          <Button look="primary" size="small" onClick={() => void feed.openFolder?.()}>
            {t('database_lost_folder')}
          </Button>
        )}
        <Button look="plain" size="small" onClick={() => void feed.acceptLoss()}>
          {t('database_lost_accept')}
        </Button>
      </>
    }
  >
    {health === 'held' ? joinSentences(t('error_lost_retry'), t('error_lost_do')) : t('database_lost_do')}
  </Notice>
);

/** A page of the extension, and above it what is the matter with the database: a page without one would look empty. */
export const DatabaseGate = ({ feed, optional = false, children }: Props) => {
  const [health, setHealth] = useState<DatabaseHealth>('good');
  useEffect(() => feed.watch(setHealth), [feed]);
  if (health === 'closed' && !optional)
    return (
      <main class="gate gate--alone">
        <h1 class="gate__name">
          <Mark size={28} />
          {t('app_name')}
        </h1>
        <Closed feed={feed} />
      </main>
    );
  return (
    <>
      {health !== 'good' && (
        <div class="gate">{health === 'closed' ? <Closed feed={feed} /> : <Lost {...{ feed, health }} />}</div>
      )}
      {children}
    </>
  );
};
