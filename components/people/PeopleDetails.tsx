import { Download } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '@/components/common/Button';
import type { Job } from '@/lib/model/job';
import type { TurnRow } from '@/lib/model/people/peopleRows';
import { formatCompact, formatHandle } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import type { LibraryModel } from '@/lib/ui/library/createLibraryModel';
import type { PeoplePorts } from '@/lib/ui/library/createPeoplePorts';
import { turnWords } from '@/lib/ui/words/personWords';

interface Props {
  readonly job: Job;
  readonly model: LibraryModel;
}

type Listed = Parameters<Parameters<PeoplePorts['watchPeople']>[1]>[0];

const STEP = 50;

const PersonLine = ({ listed: { person } }: { readonly listed: Listed[number] }) => {
  const handles = person.handles.map(({ value }) => value);
  const { followers } = person.counts;
  return (
    <li class="task">
      <bdi class="cut">
        {formatHandle(handles.at(-1) ?? '')} {person.nicknames.at(-1)?.value}
      </bdi>
      <span class="task__state figures">
        {[
          ...handles.slice(0, -1).map((handle) => t('people_formerly', formatHandle(handle))),
          ...(followers === undefined ? [] : [t('count_followers_compact', formatCompact(followers))]),
        ].join(' · ')}
      </span>
    </li>
  );
};

/** What a job over people found: who could not be saved or goes by another name, and everybody on its list. */
export const PeopleDetails = ({ job, model }: Props) => {
  const [people, setPeople] = useState<Listed>([]);
  const [turns, setTurns] = useState<readonly TurnRow[]>([]);
  const [ports, setPorts] = useState<PeoplePorts>();
  const [limit, setLimit] = useState(STEP);
  const { id, listKey = '' } = job;
  useEffect(() => {
    void model.loadPeoplePorts().then((loaded) => setPorts(() => loaded));
  }, [model.loadPeoplePorts]);
  useEffect(() => ports?.watchPeople(listKey, setPeople), [ports, listKey]);
  useEffect(() => ports?.watchTurns(id, setTurns), [ports, id]);
  return (
    <section aria-label={t('people_report')}>
      {turns.length > 0 && (
        <ul class="people__report">
          {turns.flatMap(turnWords).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {ports && people.length > 0 && (
        <>
          <Button
            look="plain"
            size="small"
            icon={Download}
            onClick={async () => model.offerFile('tokshelf-people.csv', await ports.toCsv(people), 'text/csv')}
          >
            {t('people_csv')}
          </Button>
          <ul>
            {people.slice(0, limit).map((listed) => (
              <PersonLine key={listed.person.secUid} listed={listed} />
            ))}
          </ul>
          {people.length > limit && (
            <Button size="small" onClick={() => setLimit(limit + STEP)}>
              {t('library_tasks_more')}
            </Button>
          )}
        </>
      )}
    </section>
  );
};
